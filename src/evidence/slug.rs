//! An id made from a title.
//!
//! Takes any text; gives an id that a person can read, or none. Must not know which ids are taken.

#![expect(clippy::arithmetic_side_effects, reason = "lengths of texts that lie in memory")]

use unicode_normalization::UnicodeNormalization;

use super::fold::fold;
use super::words::words;
use crate::model::{Cut, SourceId};

/// How many words of a title an id has.
const WORDS: usize = 5;
/// How long an id made here gets.
const LENGTH: usize = 60;
/// How many letters of a text are looked at.
const LONGEST: usize = 400;

/// The first words of a text as an id: `us-looks-to-dramatically-escalate`.
pub(crate) fn slug(text: &str) -> Option<SourceId> {
    // Of a long text only the beginning counts.
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let text = text.cut(..end);
    let mut id = String::new();
    let mut count = 0;
    for word in words(text) {
        let word = ascii(&fold(text.cut(word)));
        let word = word.trim_matches('-');
        if word.is_empty() {
            continue;
        }
        if count == WORDS || (count > 0 && id.len() + 1 + word.len() > LENGTH) {
            break;
        }
        if count > 0 {
            id.push('-');
        }
        id.push_str(word.cut(..word.len().min(LENGTH)));
        count += 1;
    }
    id.trim_end_matches('-').parse().ok()
}

/// A folded word in ASCII: without accents, `U.S` as `us`, what joins it a hyphen, other scripts as they
/// are read (`ليبيا` as `lyby`).
fn ascii(word: &str) -> String {
    let mut out = String::new();
    for c in word.nfc() {
        match c {
            '-' | '/' | '&' if !out.ends_with('-') => out.push('-'),
            c if c.is_ascii() => out.extend(Some(c).filter(char::is_ascii_alphanumeric)),
            c => {
                let read = any_ascii::any_ascii_char(c).chars();
                out.extend(
                    read.filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()),
                );
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_off_titles() {
        for (title, id) in [
            ("US Looks to Dramatically Escalate Involvement", "us-looks-to-dramatically-escalate"),
            (
                "U.S. Considering “Decisive Military Action” In",
                "us-considering-decisive-military-action",
            ),
            ("Türkiye’s Kalın: R&D — 2014–2016", "turkiyes-kalin-r-d-2014-2016"),
            ("ليبيا and Σ", "lyby-and-s"),
            ("Хафтар, Халифа", "khaftar-khalifa"),
            ("北京", "beijing"),
            ("भारत", "bhart"),
            ("צה״ל", "tsh-l"),
            ("½ ﬁn", "12-fin"),
            (&"x".repeat(200), &"x".repeat(60)),
        ] {
            assert_eq!(slug(title).unwrap().as_str(), id, "{title}");
        }
        assert_eq!(slug("؟!"), None);
        assert_eq!(slug(""), None);
    }
}
