//! Words that typesetting has changed, and what they are without that.
//!
//! Takes a word with what stands around it; gives the words that it also may be: with ligatures and
//! presentation forms taken apart, without a footnote mark, with the halves of a word that a line break divided
//! joined. Must not know quotes. A match that needs this has a class of its own, so that
//! nobody takes it for the exact letters of the text.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::fold::fold;
use super::words::words;

/// Footnotes have marks of at most so many digits; four are a year.
const DIGITS: usize = 3;

/// What else a word of a text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mend {
    /// The word, by its place among all.
    pub(super) at: u32,
    /// How many words of the text it takes up.
    pub(super) len: u32,
    /// The word that it is; `None` for a footnote's mark, which is none.
    pub(super) id: Option<u32>,
}

/// A word in compatibility form, where it has one and that is a single word.
pub(super) fn decomposed(word: &str) -> Option<String> {
    if word.is_ascii() || is_nfkc_quick(word.chars()) == IsNormalized::Yes {
        return None;
    }
    let plain: String = word.nfkc().collect();
    let mut found = words(&plain);
    let whole = found.next() == Some(0..plain.len()) && found.next().is_none();
    let folded = fold(&plain);
    (whole && *folded != *fold(word)).then(|| folded.into_owned())
}

/// A word without the footnote's mark that is glued to it, and whether a full stop stood between:
/// `Egypt290`, `Guard.12`, `Haftar¹²`.
pub(super) fn without_footnote(word: &str) -> Option<(&str, bool)> {
    let raised = word.trim_end_matches(is_raised);
    let (bare, marked) = match raised.len() < word.len() {
        true => (raised, true),
        false => {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
            (bare, (1..=DIGITS).contains(&word.len().saturating_sub(bare.len())))
        }
    };
    let stopped = bare.strip_suffix('.');
    let bare = stopped.or_else(|| bare.strip_suffix(',')).unwrap_or(bare);
    // One letter and digits are a name: the F16, a T72.
    let letters = bare.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let fits = letters >= 2 || (letters == 1 && bare.contains('.') && raised.len() < word.len());
    (marked && fits).then_some((bare, stopped.is_some()))
}

/// Whether a word is nothing but a footnote's mark: behind a closing mark that stands behind a letter
/// (`Guard.”12`), in square brackets glued to a word (`Guard[12]`), or raised.
pub(super) fn is_footnote(before: &str, word: &str, after: &str) -> bool {
    if !word.is_empty() && word.chars().all(is_raised) {
        return true;
    }
    let digits = word.len() <= DIGITS && word.bytes().all(|b| b.is_ascii_digit());
    let bracketed = || {
        let glued = before.strip_suffix('[').is_some_and(|b| !b.ends_with(char::is_whitespace));
        glued && after.starts_with(']')
    };
    let closing =
        |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '’' | '"' | '»');
    let glued = || {
        let rest = before.trim_end_matches(closing);
        let ends = after.is_empty() || after.starts_with(char::is_whitespace);
        ends && rest.len() < before.len() && rest.ends_with(char::is_alphabetic)
    };
    digits && !word.is_empty() && (bracketed() || glued())
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The word whose halves a line's end has divided, without its hyphen and with it; `gap` is what stands
/// between the halves.
pub(super) fn joined(first: &str, gap: &str, second: &str) -> Option<[String; 2]> {
    let hyphen = gap.strip_suffix(' ')?;
    let broken = matches!(hyphen, "-" | "‐" | "\u{2011}" | "\u{ad}" | "¬");
    // Behind the hyphen of a broken word goes on what stood before it, in the same case.
    let goes_on = second.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    (broken && goes_on && first.ends_with(char::is_alphabetic)).then(|| {
        [format!("{first}{second}"), format!("{first}-{second}")]
            .map(|whole| fold(&whole).into_owned())
    })
}

/// Whether a word may have to be mended at all: most are told from those by a look.
pub(super) fn is_suspect(word: &str) -> bool {
    !word.is_ascii() || word.as_bytes().last().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_taken_off_words() {
        for (word, bare) in [
            ("Egypt290", Some(("Egypt", false))),
            ("Guard.12", Some(("Guard", true))),
            ("Haftar¹²", Some(("Haftar", false))),
            ("U.S.¹", Some(("U.S", true))),
            ("Libya2011", None),
            ("F16", None),
            ("180,000", None),
            ("2nd", None),
            ("m²", None),
        ] {
            assert_eq!(without_footnote(word), bare, "{word}");
        }
        assert!(is_footnote("the Guard.”", "12", " He"));
        assert!(is_footnote("the Guard[", "12", "]."));
        assert!(is_footnote("the Guard ", "¹²", " He"));
        for (before, word, after) in [
            ("at 3:", "12", " today"),
            ("said “", "12", " men"),
            ("a [", "12", "]"),
            ("the ", "12", " men"),
        ] {
            assert!(!is_footnote(before, word, after), "{before}{word}{after}");
        }
    }

    #[test]
    fn forms_are_taken_apart_and_halves_put_together() {
        assert_eq!(decomposed("ﬁghters").as_deref(), Some("fighters"));
        assert_eq!(decomposed("ﻣﺼﺮ").as_deref(), Some("مصر"));
        assert_eq!(decomposed("ＮＡＴＯ").as_deref(), Some("nato"));
        assert_eq!(decomposed("Türkiye"), None);
        assert_eq!(joined("exam", "- ", "ple").unwrap(), ["example", "exam-ple"]);
        assert_eq!(joined("pre", "- ", "War"), None);
        assert_eq!(joined("pre", " - ", "war"), None);
    }
}
