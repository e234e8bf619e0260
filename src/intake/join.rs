//! Lines that a page broke -> running text.
//!
//! Takes the lines of a paragraph, and all words of the document; gives the paragraph, with words that were
//! divided at the end of a line joined. Must not know pages. Whether a hyphen at the end of a line belongs to its
//! word is decided by the document, if the word stands elsewhere in it; otherwise by the usual first and last parts of
//! English words: `UN-backed` keeps it, `govern-ment` does not. If neither decides, it is reported.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::collections::HashMap;

use crate::evidence::{fold, words};
use crate::model::Cut;

/// The words of a document, and how often each stands in it.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, usize>,
}

impl Vocabulary {
    /// Adds the words of a line but its last, if that is divided, and its first, which may be a half.
    pub(super) fn add(&mut self, line: &str, first_may_be_half: bool) {
        let divided = ends_divided(line).is_some();
        let spans: Vec<_> = words(line).collect();
        let from = usize::from(first_may_be_half);
        let to = spans.len() - usize::from(divided && !spans.is_empty());
        for span in spans.get(from..to.max(from)).unwrap_or_default() {
            *self.words.entry(fold(line.cut(span.clone())).into_owned()).or_default() += 1;
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains_key(&*fold(word))
    }
}

/// What joining lines leaves to be said.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Words of which nobody knows whether their hyphen is their own, as they were set.
    pub(super) hyphens: Vec<String>,
}

/// What behind a hyphen makes a word of two that keeps it.
const BEHIND: &[&str] = &[
    "affiliated",
    "aligned",
    "armed",
    "based",
    "backed",
    "born",
    "building",
    "called",
    "century",
    "charge",
    "chief",
    "controlled",
    "day",
    "dominated",
    "driven",
    "era",
    "fire",
    "friendly",
    "funded",
    "general",
    "going",
    "government",
    "governmental",
    "half",
    "held",
    "high",
    "in",
    "income",
    "known",
    "language",
    "law",
    "led",
    "level",
    "like",
    "linked",
    "long",
    "made",
    "make",
    "making",
    "month",
    "off",
    "old",
    "on",
    "operated",
    "oriented",
    "owned",
    "party",
    "profile",
    "range",
    "ranking",
    "rate",
    "related",
    "ridden",
    "run",
    "running",
    "scale",
    "speaking",
    "sponsored",
    "standing",
    "state",
    "style",
    "supplied",
    "supported",
    "term",
    "time",
    "torn",
    "trained",
    "up",
    "war",
    "wide",
    "year",
];
/// And what in front of one.
const FRONT: &[&str] = &[
    "all", "anti", "cross", "ex", "half", "high", "ill", "long", "low", "non", "post", "pre",
    "pro", "quasi", "self", "short", "so", "then", "three", "two", "vice", "well",
];

/// Puts a line behind others.
pub(super) fn join(text: &mut String, line: &str, vocabulary: &Vocabulary, doubts: &mut Doubts) {
    let line = line.trim_start();
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    let Some((stem, hyphen)) = ends_divided(text) else {
        if !spaceless(text, line) {
            text.push(' ');
        }
        text.push_str(line);
        return;
    };
    let end =
        line.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').unwrap_or(line.len());
    let next = line.cut(..end);
    let keeps = match next.chars().next() {
        // `2011-` and `2014`, `Anglo-` and `Egyptian`
        Some(first) if !first.is_alphabetic() || first.is_uppercase() => true,
        None => true,
        Some(_) => {
            let whole = format!("{stem}{next}");
            let hyphened = format!("{stem}-{next}");
            let (front, behind) = (fold(stem), fold(next));
            match () {
                () if vocabulary.has(&whole) => false,
                () if vocabulary.has(&hyphened) => true,
                () if FRONT.contains(&&*front) || BEHIND.contains(&&*behind) => true,
                () => {
                    let both =
                        vocabulary.has(stem) && vocabulary.has(next) && next.chars().count() > 2;
                    if both || stem.chars().all(char::is_uppercase) && stem.chars().count() > 1 {
                        doubts.hyphens.push(format!("{stem}-/{next}"));
                    }
                    both
                }
            }
        }
    };
    if !keeps {
        text.truncate(text.len() - hyphen);
    }
    text.push_str(line);
}

/// The letters before the hyphen with which a line ends, and how many bytes the hyphen has.
fn ends_divided(text: &str) -> Option<(&str, usize)> {
    let last = text.chars().next_back()?;
    let is_hyphen = matches!(last, '-' | '‐' | '\u{2011}' | '\u{ad}' | '¬');
    let before = text.cut(..text.len() - last.len_utf8());
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’'))
        .last()
        .map(|(at, _)| at)?;
    (is_hyphen && before.ends_with(char::is_alphanumeric))
        .then(|| (before.cut(start..), last.len_utf8()))
}

/// Whether two lines are of a script that sets no spaces.
fn spaceless(text: &str, line: &str) -> bool {
    let wide = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    text.chars().next_back().is_some_and(wide) && line.chars().next().is_some_and(wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_divided_at_a_lines_end_are_whole_again() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("a co-operation of the state and the department, water line", false);
        for (first, second, whole) in [
            ("the govern-", "ment fell", "the government fell"),
            ("the UN-", "backed one", "the UN-backed one"),
            ("an Anglo-", "Egyptian force", "an Anglo-Egyptian force"),
            ("in 2011-", "2014", "in 2011-2014"),
            ("the depart-", "ment", "the department"),
            ("a co-", "operation", "a co-operation"),
            ("a water-", "line", "a water-line"),
            ("said –", "and left", "said – and left"),
            ("one", "two", "one two"),
            ("利比亚", "国民军", "利比亚国民军"),
            ("anti-", "aircraft guns", "anti-aircraft guns"),
        ] {
            let mut text = first.to_owned();
            join(&mut text, second, &vocabulary, &mut Doubts::default());
            assert_eq!(text, whole);
        }
    }
}
