//! The sentence around a quote.
//!
//! Takes a place in a text; gives the sentence that holds it, or the sentences where the quote goes
//! over more than one. Must not know quotes. Bounds are those of UAX #29, but for a full stop that
//! belongs to an abbreviation: `Lt. Gen.`, `the U.S. Secretary`.

use unicode_segmentation::UnicodeSegmentation;

use super::{Place, Text};

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

impl Text {
    /// The sentence that holds a place, as the text has it; empty where there is no such place.
    pub fn sentence_around(&self, place: &Place) -> &str {
        let paragraph = self.paragraph(place.paragraph);
        let Some(span) = self.span_in(place.paragraph, place.words) else { return "" };
        let bounds = bounds(paragraph);
        let start = bounds.iter().rfind(|b| **b <= span.start).copied().unwrap_or(0);
        let end = bounds.iter().find(|b| **b >= span.end).copied().unwrap_or(paragraph.len());
        paragraph[start..end].trim()
    }
}

/// Where sentences start, and where the last one ends.
fn bounds(paragraph: &str) -> Vec<usize> {
    let mut bounds = vec![0];
    for (start, _) in paragraph.split_sentence_bound_indices().skip(1) {
        if !is_abbreviated(&paragraph[..start], &paragraph[start..]) {
            bounds.push(start);
        }
    }
    bounds.push(paragraph.len());
    bounds
}

/// Whether the full stop before a bound is an abbreviation's, and the sentence goes on.
fn is_abbreviated(before: &str, after: &str) -> bool {
    let Some(stopped) = before.trim_end().strip_suffix('.') else { return false };
    let is_edge = |c: char| c.is_whitespace() || "(“‘\"'—".contains(c);
    let word = stopped.rsplit(is_edge).next().unwrap_or_default();
    if ABBREVIATIONS.contains(&word) {
        return true;
    }
    let mut letters = word.split('.');
    let initials = !word.is_empty()
        && letters.all(|l| l.chars().count() == 1 && l.chars().all(char::is_uppercase));
    let opener = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    initials && !OPENERS.contains(&opener)
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
            assert_eq!(text.sentence_around(&place), sentence, "{quote}");
        }
        let nowhere = Place { paragraph: 9, ..text.find(&Quote::parse("first"))[0] };
        assert_eq!(text.sentence_around(&nowhere), "");
    }
}
