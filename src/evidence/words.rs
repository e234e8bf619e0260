//! What a word is.
//!
//! Takes any text; gives the byte ranges of its words. Must not know paragraphs, links or quotes.
//!
//! A word is a run of letters, marks and digits; one joiner (`. , ' - / &`) may stand between two
//! of them, so that `U.N.-backed` is `U.N` and `backed`, and `east-based` is one word. A sign that
//! changes what a number says (`€ $ % ° < >`) counts as a letter, and so does a minus in front of a
//! number: `€50` is one word, and differs from `$50`. Characters without width (soft hyphen, zero-width
//! space and joiners, direction marks) neither break a word nor count. A mark continues a word but does not start
//! one: the variation selector after an emoji would otherwise be an invisible word. Runs of
//! scripts without spaces are divided further, by a dictionary.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::iter::FusedIterator;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::letter::{is_dropped, is_sign, is_unspaced, plain};
use super::unspaced;
use crate::model::Cut;

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
        _ if byte.is_ascii_alphanumeric() || is_sign(byte as char) => Class::Letter,
        _ => Class::Other,
    }
}

/// Most text is ASCII, and there a table is quicker than any question asked of a character.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "worked out by the compiler"
)]
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
    // A typographic double quote is not a joiner, as the plain one is none.
    let c = plain(c).unwrap_or(c);
    if let Some(class) = ASCII.get(c as usize) {
        *class
    } else if is_dropped(c) {
        Class::Dropped
    } else if is_combining_mark(c) {
        // Asked first: some marks count as alphabetic, and a word that starts with one could start
        // with another after NFC has put them in order.
        Class::Mark
    } else if c.is_alphanumeric() || is_sign(c) {
        Class::Letter
    } else {
        Class::Other
    }
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
    Words { text, at: 0, cut: Vec::new() }
}

#[derive(Clone)]
struct Words<'t> {
    text: &'t str,
    at: usize,
    /// The words of a run that was cut by a dictionary, the last one first.
    cut: Vec<Span>,
}

impl Words<'_> {
    /// Where the plain letters and digits from `at` on end.
    #[inline]
    fn past_letters(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().cut(at..);
        at + rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
    }

    /// The class and width of the character at `at`, a character boundary.
    #[inline]
    fn class_at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if let Some(class) = ASCII.get(byte as usize) {
            return Some((*class, 1));
        }
        let c = self.text.cut(at..).chars().next()?;
        Some((class(c), c.len_utf8()))
    }

    /// Whether the joiner at `at` is a minus: in front of a number, and behind nothing that it could join.
    fn is_minus(&self, at: usize) -> bool {
        let mut rest = self.text.cut(at..).chars();
        let is_hyphen = |c: char| c == '-' || plain(c) == Some('-');
        let is_number = |c: char| c.is_numeric();
        let joins = |c: char| !matches!(class(c), Class::Other);
        rest.next().is_some_and(is_hyphen)
            && rest.find(|c| !is_sign(plain(*c).unwrap_or(*c))).is_some_and(is_number)
            && !self.text.cut(..at).chars().next_back().is_some_and(joins)
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        if let Some(word) = self.cut.pop() {
            return Some(word);
        }
        let (start, mut at) = loop {
            let (class, width) = self.class_at(self.at)?;
            let start = self.at;
            self.at += width;
            if class == Class::Letter || (class == Class::Joiner && self.is_minus(start)) {
                break (start, self.at);
            }
        };
        let is_plain = self.text.as_bytes().get(start).is_some_and(u8::is_ascii);
        at = self.past_letters(at);
        let mut end = at;
        let mut joined = false;
        let mut all_plain = is_plain;
        while let Some((class, width)) = self.class_at(at) {
            match class {
                Class::Letter => {
                    all_plain &= width == 1;
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
        if all_plain || !self.text.cut(start..end).contains(is_unspaced) {
            return Some(start..end);
        }
        let is_word = |c| class(c) == Class::Letter;
        self.cut = unspaced::cut(self.text, start..end, is_word);
        self.cut.reverse();
        self.cut.pop()
    }
}

impl FusedIterator for Words<'_> {}

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
            ("a_b 3%", vec!["a", "b", "3%"]),
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
    }

    #[test]
    fn a_mark_continues_a_word_and_starts_none() {
        assert_eq!(split("Tu\u{308}rkiye"), ["Tu\u{308}rkiye"]);
        assert_eq!(split("I ❤\u{fe0f} it"), ["I", "it"]);
        assert_eq!(split("a.\u{338}b"), ["a", "b"]);
    }

    #[test]
    fn signs_that_say_something_belong_to_their_word() {
        for (text, expected) in [
            ("lost -5 of €1,000—$2", vec!["lost", "-5", "of", "€1,000", "$2"]),
            ("5 % of 5%, −5°C", vec!["5", "%", "of", "5%", "−5°C"]),
            ("2011-12, a -b, 1–2, ($-3)", vec!["2011-12", "a", "b", "1–2", "$-3"]),
            ("--5 .-5 (–$5)", vec!["5", "5", "–$5"]),
            ("n<5, ≥3 and ±1", vec!["n<5", "≥3", "and", "±1"]),
            ("₺20 A$5 20¥", vec!["₺20", "A$5", "20¥"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_cut_by_a_dictionary() {
        for (text, expected) in [
            ("埃及支持利比亚国民军。", vec!["埃及", "支持", "利比亚", "国民", "军"]),
            (
                "カイロはハフタルを支持している",
                vec!["カイロ", "は", "ハフタル", "を", "支持", "し", "てい", "る"],
            ),
            ("รัฐบาลส่งอาวุธ", vec!["รัฐบาล", "ส่ง", "อาวุธ"]),
            ("the 埃及-US deal", vec!["the", "埃及", "US", "deal"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
