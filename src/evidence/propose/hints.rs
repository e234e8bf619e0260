//! What a text seems to say about its authors, its original and its dates.
//!
//! Takes a paragraph; gives hints. Must not decide which of them are right: a person has to judge.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a list of words that lies in memory"
)]

use std::ops::Range;

use crate::evidence::{fold, words};
use crate::model::{Cut, MONTHS, PartialDate};

/// What a reprint calls itself.
const WORKS: [&str; 10] = [
    "article",
    "story",
    "post",
    "piece",
    "report",
    "column",
    "essay",
    "analysis",
    "commentary",
    "version",
];

/// What a paragraph says of its original: the words that say so, and what they name.
pub(super) fn reprint(paragraph: &str) -> Option<(&str, &str)> {
    let spans: Vec<Range<usize>> = words(paragraph).collect();
    let folded: Vec<_> = spans.iter().map(|span| fold(paragraph.cut(span.clone()))).collect();
    let word = |i: usize| folded.get(i).map_or("", |word| &**word);
    let about_itself =
        |i: usize| folded.cut(i.saturating_sub(6)..i).iter().any(|w| WORKS.contains(&&**w));
    let behind = (0..folded.len()).find_map(|i| match (word(i), word(i + 1), word(i + 2)) {
        ("first" | "originally", "appeared" | "published", "on" | "in" | "at" | "by")
            if about_itself(i) =>
        {
            Some((i, i + 3))
        }
        ("original", "source", "of")
            if WORKS.contains(&word(i + 4)) && matches!(word(i + 5), "is" | "was") =>
        {
            Some((i, i + 6))
        }
        _ => None,
    });
    let (from, original) = behind?;
    let (from, start) = (spans.get(from)?.start, spans.get(original)?.start);
    let rest = paragraph.cut(start..);
    let original = rest.cut(..rest.find(". ").unwrap_or(rest.len())).trim_end_matches(['.', ' ']);
    Some((paragraph.cut(from..start + original.len()), original))
}

/// The dates in a paragraph, as far as the month at least.
pub(super) fn dates_in(paragraph: &str) -> Vec<(Range<usize>, PartialDate)> {
    let spans: Vec<Range<usize>> = words(paragraph).collect();
    let word = |i: usize| spans.get(i).map_or("", |span| paragraph.cut(span.clone()));
    // `July 12, 2017` is one date, `in July. 2017 was` is none.
    let together = |i: usize, count: usize| {
        let pairs = spans.iter().zip(spans.iter().skip(1)).skip(i).take(count - 1);
        pairs.into_iter().all(|(a, b)| matches!(paragraph.cut(a.end..b.start).trim(), "" | ","))
    };
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(first) = spans.get(i) {
        let (a, b, c) = (word(i), word(i + 1), word(i + 2));
        let full = |m, d, y| Some(format!("{}-{m:02}-{:02}", year(y)?, day(d)?));
        let (count, text) = if let Some(text) = month(a).and_then(|m| full(m, b, c)) {
            (3, Some(text))
        } else if let Some(text) = month(b).and_then(|m| full(m, a, c)) {
            (3, Some(text))
        } else if let (Some(m), Some(y)) = (month(a), year(b)) {
            (2, Some(format!("{y}-{m:02}")))
        } else {
            (1, Some(a.to_owned()).filter(|a| a.len() == "2017-07-12".len()))
        };
        match text.and_then(|text| text.parse().ok()).filter(|_| together(i, count)) {
            Some(date) => {
                let last = spans.get(i + count - 1).unwrap_or(first);
                found.push((first.start..last.end, date));
                i += count;
            }
            None => i += 1,
        }
    }
    found
}

fn month(word: &str) -> Option<usize> {
    let small = word.to_lowercase();
    let is_month = |name: &&str| {
        **name == small || name.cut(..3) == small || (small == "sept" && name.starts_with("sept"))
    };
    let at = MONTHS.iter().position(is_month)?;
    word.starts_with(char::is_uppercase).then_some(at + 1)
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.cut(digits.len()..);
    let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| fits && (1..=31).contains(day))
}

fn year(word: &str) -> Option<&str> {
    let fits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    (fits && word.starts_with(['1', '2'])).then_some(word)
}
