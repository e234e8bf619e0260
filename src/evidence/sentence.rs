//! Where sentences end, and the sentence around a quote.
//!
//! Takes what stands between two words; says whether a sentence ends there. Takes a place in a text;
//! gives the sentence around it, or several sentences if the quote spans them. Must not
//! know quotes.
//!
//! A sentence ends at a full stop, a question or exclamation mark, or their equivalents in other scripts,
//! if white space and no small letter follows; a full stop may also belong to an abbreviation: `Lt. Gen.`,
//! `the U.S. Secretary`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and numbers of words in it, of which a paragraph that is looked at has some"
)]

use super::Text;
use super::mend::without_footnote;
use crate::model::Cut;

/// What is written with a full stop in front of a name or a number.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Amb", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Ft", "Gen", "Gov", "Hon", "Lt",
    "Maj", "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Pres", "Prof", "Rep", "Rev", "Sec", "Sen",
    "Sgt", "St", "cf", "e.g", "i.e", "vs", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct",
    "Nov", "Dec",
];

/// What starts a sentence more often than it stands behind `U.S.` inside one.
const OPENERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "As", "At", "But", "For", "From", "He", "However", "If",
    "In", "It", "Its", "On", "She", "Since", "That", "The", "Their", "These", "They", "This",
    "Those", "Though", "We", "When", "While", "With",
];

/// Whether a character can end a sentence.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…') || is_firm(c)
}

/// Whether a character ends a sentence whatever stands behind it: those of scripts that have no small
/// letters, or set no spaces.
fn is_firm(c: char) -> bool {
    matches!(
        c,
        '。' | '．'
            | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '។'
            | '៕'
            | '။'
            | '།'
    )
}

/// The bit for the gap behind a quoted word, counted from 0. Those far behind share one: the check is
/// then stricter, not laxer.
pub(super) fn gap_bit(word: usize) -> u64 {
    1 << word.min(63)
}

/// Where behind a word the next sentence starts, in bytes of the `gap` between the word and the one
/// behind it; `None` where the sentence goes on.
pub(super) fn break_in(gap: &str, before: &str, after: &str) -> Option<usize> {
    let is_closer =
        |c: char| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '」' | '』' | '）');
    let glued = || without_footnote(before).is_some_and(|(_, stop)| stop) && !gap.is_empty();
    let Some((at, stop)) = gap.char_indices().find(|(_, c)| is_terminator(*c)) else {
        let starts = gap.chars().all(char::is_whitespace) && after.starts_with(char::is_uppercase);
        return (starts && glued()).then_some(gap.len());
    };
    let more = |c: char| is_terminator(c) || is_closer(c);
    let rest = gap.cut(at..).trim_start_matches(more);
    let next = rest.trim_start();
    if is_firm(stop) {
        return Some(gap.len() - next.len());
    }
    let spaced = next.len() < rest.len();
    if !spaced || after.starts_with(char::is_lowercase) {
        return None;
    }
    let abbreviated = stop == '.' && at == 0 && is_abbreviated(before, after);
    (!abbreviated).then_some(gap.len() - next.len())
}

/// Whether the full stop behind a word is an abbreviation's, and the sentence goes on.
fn is_abbreviated(word: &str, after: &str) -> bool {
    if ABBREVIATIONS.contains(&word) {
        return true;
    }
    let mut letters = word.split('.');
    let initials = letters.all(|l| l.chars().count() == 1 && l.chars().all(char::is_alphabetic));
    initials && !OPENERS.contains(&after)
}

impl Text {
    /// The sentence that holds a range of words, as the text has it; empty where there is no such range.
    pub fn sentence_around(&self, paragraph: u32, words: (u32, u32)) -> &str {
        let shown = self.paragraph(paragraph);
        let Some(span) = self.span_in(paragraph, words) else { return "" };
        let own = self.words_of(paragraph);
        let (first, last) = (own.start + words.0 - 1, own.start + words.1 - 1);
        // Where the sentence behind a word starts, in bytes of the paragraph.
        let next = |word: u32| {
            let at = self.break_behind(word)?;
            let behind = self.span_in(paragraph, (1, word - own.start + 1))?;
            Some(behind.end + at)
        };
        let start = (own.start..first).rev().find_map(next).unwrap_or(0);
        let end = (last..own.end - 1).find_map(next).unwrap_or(shown.len());
        shown.cut(start.min(span.start)..end.max(span.end)).trim()
    }

    /// The sentences of a paragraph, each with its first and last word, counted from 1; what stands
    /// before the first word and behind the last belongs to them.
    pub fn sentences(&self, paragraph: u32) -> Vec<((u32, u32), &str)> {
        let shown = self.paragraph(paragraph);
        let own = self.words_of(paragraph);
        let (mut found, mut first, mut start) = (Vec::new(), own.start, 0);
        for word in own.clone() {
            let count = |word: u32| word - own.start + 1;
            let next = match word + 1 == own.end {
                true => Some(shown.len()),
                false => self.break_behind(word).and_then(|at| {
                    let behind = self.span_in(paragraph, (1, count(word)))?;
                    Some(behind.end + at)
                }),
            };
            if let Some(end) = next {
                found.push(((count(first), count(word)), shown.cut(start..end).trim()));
                (first, start) = (word + 1, end);
            }
        }
        found
    }

    /// Where the next sentence starts behind a word, by the word's place among all; `None` where the
    /// sentence goes on. There is a word behind it in its paragraph.
    pub(super) fn break_behind(&self, word: u32) -> Option<usize> {
        break_in(self.gap(word), self.slice(word, word), self.slice(word + 1, word + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Quote;

    #[test]
    fn a_sentence_goes_on_behind_an_abbreviation() {
        let text = Text::new(
            "First. “Nation’s oil,” U.S. Secretary of State John F. Kerry told Lt. Gen. Ali. He \
             went to the U.S. The end? Éa. Dé. ünd",
            false,
        );
        for (quote, sentence) in [
            ("first", "First."),
            ("Gen Ali", "“Nation’s oil,” U.S. Secretary of State John F. Kerry told Lt. Gen. Ali."),
            (
                "U.S … told",
                "“Nation’s oil,” U.S. Secretary of State John F. Kerry told Lt. Gen. Ali.",
            ),
            ("went", "He went to the U.S."),
            ("went … end", "He went to the U.S. The end?"),
            ("ünd", "Dé. ünd"),
        ] {
            let place = text.find(&Quote::parse(quote))[0];
            let found = text.sentence_around(place.paragraph, place.words);
            assert_eq!(found, sentence, "{quote}");
        }
        assert_eq!(text.sentence_around(9, (1, 1)), "");
    }

    #[test]
    fn sentences_end_where_they_do() {
        for (before, gap, after, ends) in [
            ("us", ". ", "Backs", true),
            ("Haftar", "? ", "Nobody", true),
            ("Haftar", "?” ", "he", false),
            ("end", ".” “", "It", true),
            ("U.S", ". ", "aid", false),
            ("U.S", ". ", "Army", false),
            ("U.S", ". ", "The", true),
            ("Gen", ". ", "Haftar", false),
            ("Guard.12", " ", "He", true),
            ("Guard.12", " ", "he", false),
            ("Egypt", ", ", "He", false),
            ("埃及", "。", "他", true),
            ("مصر", "؟ ", "لا", true),
            ("U.S", ".-", "Backed", false),
            ("so", "… ", "And", true),
        ] {
            assert_eq!(break_in(gap, before, after).is_some(), ends, "{before}{gap}{after}");
        }
        assert_eq!(break_in(".” “", "end", "It"), Some("” “.".len() - "“".len()));
    }
}
