//! What a word is, and when two words are the same.
//!
//! Takes any text; gives the byte ranges of its words, and the folded form of one. Must not know
//! paragraphs, links or quotes.
//!
//! A word is a run of letters, marks and digits; one joiner (`. , ' - / &`) may stand between two
//! of them, so that `U.N.-backed` is `U.N` and `backed`, and `east-based` is one word. Characters
//! without width (soft hyphen, zero-width space and joiners, direction marks) neither break a word
//! nor count. A mark continues a word but starts none: the variation selector behind an emoji
//! would otherwise be a word that nobody sees.

use std::borrow::Cow;
use std::iter::FusedIterator;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word's place in its text, in bytes.
pub type Span = Range<usize>;

/// What a character does to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Starts or continues it.
    Letter,
    /// Continues it.
    Mark,
    /// Continues it if it stands between two of the above, alone.
    Joiner,
    /// Has no width, and is passed over.
    Dropped,
    /// Ends it.
    Other,
}

const fn ascii_class(byte: u8) -> Class {
    match byte {
        b'.' | b',' | b'\'' | b'-' | b'/' | b'&' => Class::Joiner,
        _ if byte.is_ascii_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// Most text is ASCII, and there a table is quicker than any question asked of a character.
const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = ascii_class(byte as u8);
        byte += 1;
    }
    table
};

fn class(c: char) -> Class {
    if c.is_ascii() {
        ASCII[c as usize]
    } else if is_dropped(c) {
        Class::Dropped
    } else if let Some(plain) = plain(c) {
        // A typographic double quote is no joiner, as the plain one is none.
        ascii_class(plain as u8)
    } else if is_combining_mark(c) {
        // Asked first: some marks count as alphabetic, and a word that starts with one could start
        // with another after NFC has put them in order.
        Class::Mark
    } else if c.is_alphanumeric() {
        Class::Letter
    } else {
        Class::Other
    }
}

/// Whether a character has no width and is passed over: soft hyphen, zero-width space, joiners and
/// no-break space, and the marks that only set the direction of writing.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character shows nothing: white space, or without width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_dropped(c)
}

/// The plain form of a typographic quote, dash, slash, ampersand or dot. The em dash has none: it
/// stands between words, not inside one, also where it is set without spaces.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{2bc}' | '‘' | '’' | '‛' | '′' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '＂' => '"',
        '‐' | '\u{2011}' | '‒' | '–' | '−' | '﹣' | '－' => '-',
        '⁄' | '∕' | '／' => '/',
        '＆' => '&',
        '․' => '.',
        _ => return None,
    })
}

/// The words of a text, in order.
///
/// ```
/// # use whobacks::evidence::words;
/// let text = "The U.N.-backed government, ‘unity’ in name";
/// let found: Vec<&str> = words(text).map(|span| &text[span]).collect();
/// assert_eq!(found, ["The", "U.N", "backed", "government", "unity", "in", "name"]);
/// ```
pub fn words(text: &str) -> impl FusedIterator<Item = Span> + Clone + '_ {
    Words { text, at: 0 }
}

#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    /// Where the plain letters and digits from `at` on end.
    #[inline]
    fn past_letters(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        at + rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
    }

    /// The class and width of the character at `at`, a character boundary.
    #[inline]
    fn class_at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 128 {
            return Some((ASCII[byte as usize], 1));
        }
        let c = self.text[at..].chars().next()?;
        Some((class(c), c.len_utf8()))
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let (start, mut at) = loop {
            let (class, width) = self.class_at(self.at)?;
            let start = self.at;
            self.at += width;
            if class == Class::Letter {
                break (start, self.at);
            }
        };
        at = self.past_letters(at);
        let mut end = at;
        let mut joined = false;
        while let Some((class, width)) = self.class_at(at) {
            match class {
                Class::Letter => {
                    at = self.past_letters(at + width);
                    end = at;
                    joined = false;
                    continue;
                }
                // Behind a joiner a mark has nothing to sit on, and starts no word.
                Class::Mark if !joined => end = at + width,
                Class::Joiner if !joined => joined = true,
                Class::Dropped => {}
                _ => break,
            }
            at += width;
        }
        self.at = at;
        Some(start..end)
    }
}

impl FusedIterator for Words<'_> {}

/// The form in which words are compared: NFC, lower case, typographic marks plain, characters
/// without width left out.
///
/// ```
/// # use whobacks::evidence::fold;
/// assert_eq!(fold("Haftar’s"), "haftar's");
/// assert_eq!(fold("Tu\u{308}rki\u{ad}ye"), "türkiye");
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

/// The last step of folding, from [`plain_word`] on. A small letter can be longer than its
/// capital (`İ`) and then be out of normal form.
pub(super) fn lower(plain: &str) -> Cow<'_, str> {
    if !plain.is_ascii() {
        plain.to_lowercase().nfc().collect()
    } else if plain.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(plain.to_ascii_lowercase())
    } else {
        Cow::Borrowed(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|span| &text[span]).collect()
    }

    #[test]
    fn joiners_count_only_alone_and_between_two() {
        for (text, expected) in [
            ("", vec![]),
            ("--- … ''", vec![]),
            ("180,000 migrants, U.S. aid", vec!["180,000", "migrants", "U.S", "aid"]),
            ("U.S.-backed", vec!["U.S", "backed"]),
            ("east–west Haftar—who", vec!["east–west", "Haftar", "who"]),
            (
                "non\u{2011}state 'quoted' rock-'n'-roll",
                vec!["non\u{2011}state", "quoted", "rock", "n", "roll"],
            ),
            ("R&D and/or B.-A", vec!["R&D", "and/or", "B", "A"]),
            ("end-", vec!["end"]),
            ("a_b 3%", vec!["a", "b", "3"]),
            ("ليبيا، مِصر", vec!["ليبيا", "مِصر"]),
            ("“unity”", vec!["unity"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_no_width_neither_breaks_nor_counts() {
        assert_eq!(split("mi\u{ad}li\u{200b}tia\u{feff} x"), ["mi\u{ad}li\u{200b}tia", "x"]);
        assert_eq!(split("a\u{ad}-\u{ad}b"), ["a\u{ad}-\u{ad}b"]);
        assert_eq!(split("\u{feff}\u{200b} \u{ad}"), [""; 0]);
        assert_eq!(fold("mi\u{ad}li\u{200b}tia"), "militia");
        assert_eq!(fold("e\u{200d}\u{301}"), "é");
    }

    #[test]
    fn a_mark_continues_a_word_and_starts_none() {
        assert_eq!(split("Tu\u{308}rkiye"), ["Tu\u{308}rkiye"]);
        assert_eq!(split("I ❤\u{fe0f} it"), ["I", "it"]);
        assert_eq!(split("a.\u{338}b"), ["a", "b"]);
    }

    #[test]
    fn folding_makes_equal_what_reads_equal() {
        for (a, b) in [
            ("TÜRKIYE", "tu\u{308}rkiye"),
            ("Sharaʼa", "Shara’a"),
            ("2014–2016", "2014\u{2011}2016"),
            ("ΟΔΌΣ", "οδός"),
            ("İstanbul", "I\u{307}stanbul"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_eq!(fold("İ").chars().count(), 2);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in ('\0'..=char::MAX).filter(|c| class(*c) != Class::Other) {
            for word in [format!("a{c}b"), format!("A{c}"), format!("{c}\u{301}\u{307}")] {
                let once = fold(&word);
                assert_eq!(fold(&once), once, "{c:?}");
                // The index of a text folds words of small letters, a quote its words as they are.
                assert_eq!(fold(&word.to_ascii_lowercase()), once, "{c:?}");
            }
        }
    }
}
