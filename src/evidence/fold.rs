//! When two words are the same.
//!
//! Takes a word; gives its folded form, in which words are compared: normal form NFC, case folded by
//! Unicode's own table, typographic marks plain, characters without width left out. Must not know texts.
//!
//! No mark is removed: a mark that distinguishes letters (バ and パ, å and a) is part of its letter.

use std::borrow::Cow;

use caseless::Caseless as _;
use unicode_normalization::UnicodeNormalization as _;

use super::letter::{is_dropped, is_ligature, plain};

/// The form in which words are compared.
///
/// ```
/// # use whobacks::evidence::fold;
/// assert_eq!(fold("Haftar’s"), "haftar's");
/// assert_eq!(fold("Tu\u{308}rki\u{ad}ye"), "türkiye");
/// assert_eq!(fold("STRASSE"), fold("Straße"));
/// assert_ne!(fold("バリ"), fold("パリ"));
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    match plain_word(word) {
        Cow::Borrowed(plain) => lower(plain),
        Cow::Owned(plain) => Cow::Owned(lower(&plain).into_owned()),
    }
}

/// A word folded but for its case.
pub(super) fn plain_word(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    word.nfc().filter(|c| !is_dropped(*c)).map(|c| plain(c).unwrap_or(c)).nfc().collect()
}

/// The last step of folding, from [`plain_word`] on. A folded letter can be longer than its capital
/// (`İ`) and then be out of normal form.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        let ligatures = word.chars().any(is_ligature);
        let folded: String = match ligatures {
            false => word.chars().default_case_fold().collect(),
            true => word.chars().flat_map(folded_letter).collect(),
        };
        // Among the folds of a few letters is a typographic apostrophe.
        folded.chars().map(|c| plain(c).unwrap_or(c)).nfc().collect()
    } else if word.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// A letter in folded case; a ligature stays, for to take it apart is to mend it.
fn folded_letter(c: char) -> Vec<char> {
    if is_ligature(c) { vec![c] } else { std::iter::once(c).default_case_fold().collect() }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    #[test]
    fn what_has_no_width_does_not_count() {
        assert_eq!(fold("mi\u{ad}li\u{200b}tia"), "militia");
        assert_eq!(fold("e\u{200d}\u{301}"), "é");
        assert_eq!(fold("a\u{2061}b"), "ab");
    }

    #[test]
    fn folding_makes_equal_what_reads_equal() {
        for (a, b) in [
            ("TÜRKIYE", "tu\u{308}rkiye"),
            ("Sharaʼa", "Shara’a"),
            ("2014–2016", "2014\u{2011}2016"),
            ("ΟΔΌΣ", "οδός"),
            ("οδόσ", "οδός"),
            ("İstanbul", "I\u{307}stanbul"),
            ("GROSSE", "große"),
            ("−5％", "-5%"),
            ("ハ\u{3099}リ", "バリ"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        for (a, b) in
            [("バリ", "パリ"), ("किम", "कम"), ("Åland", "Aland"), ("€5", "$5"), ("ﬁght", "fight")]
        {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
        assert_eq!(fold("İ").chars().count(), 2);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let counts = |c: &char| {
            c.is_alphanumeric() || is_combining_mark(*c) || is_dropped(*c) || plain(*c).is_some()
        };
        // Syllables and ideographs have no case.
        let caseless = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{17000}'..='\u{18cff}' | '\u{20000}'..);
        for c in ('\0'..=char::MAX).filter(|c| counts(c) && !caseless(c)) {
            for word in [format!("a{c}b"), format!("A{c}"), format!("{c}\u{301}\u{307}")] {
                let once = fold(&word);
                assert_eq!(fold(&once), once, "{c:?}");
                // The index of a text folds words of small letters, a quote its words as they are.
                assert_eq!(fold(&word.to_ascii_lowercase()), once, "{c:?}");
            }
        }
    }
}
