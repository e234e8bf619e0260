//! The date of what a sentence says, from its date words.
//!
//! Takes the words of a sentence and the date of its source; gives a date as it is written in an annotation, and how
//! it was worked out if the text does not give it in full. Reads English dates, and years in any language.

use super::sentence::Sentence;
use crate::model::{MONTHS, Period};

/// A date found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) when: String,
    pub(super) dated: Option<String>,
    /// Whether it lies behind the day on which its source was published.
    pub(super) is_to_come: bool,
    /// The place of its first word.
    pub(super) at: usize,
}

/// A point in time as far as words give it.
#[derive(Debug, Clone, Copy)]
struct Point {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    /// Whether the year was worked out.
    reckoned: bool,
    /// The word behind the last.
    end: usize,
}

impl Point {
    fn written(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// The first date of a sentence.
pub(super) fn find(sentence: &Sentence, published: Option<Period>) -> Option<Found> {
    let words: Vec<&str> = sentence.words.iter().map(|word| &*word.low).collect();
    let last = published.and_then(|period| period.hull().1);
    let today = last.map(|day| (i32::from(day.year()), day.month() as u32));
    let named = |at: &usize| sentence.words[*at].written.starts_with(char::is_uppercase);
    let ahead = |at: usize| is_ahead(sentence, at);
    let dates = (0..words.len()).map(|at| (at, point(&words, at, today, (named(&at), ahead(at)))));
    let (at, first) = dates.into_iter().find_map(|(at, point)| Some((at, point?)))?;
    let second = |joints: &[&str]| {
        let joint = words.get(first.end).is_some_and(|word| joints.contains(word));
        joint.then(|| point(&words, first.end + 1, today, (true, ahead(at)))).flatten()
    };
    let one = first.written();
    let when = match at.checked_sub(1).map_or("", |before| words[before]) {
        "since" => format!("{one}/.."),
        "until" | "till" => format!("../{one}"),
        "between" => format!("{one}/{}", second(&["and"])?.written()),
        "from" => match second(&["to", "until", "till", "through"]) {
            Some(end) => format!("{one}/{}", end.written()),
            None => format!("{one}/.."),
        },
        "around" | "about" | "circa" => format!("{one}~"),
        _ => one,
    };
    let period: Period = when.parse().ok()?;
    if period.is_inverted() {
        return None;
    }
    let text: Vec<&str> = sentence.words[at..first.end].iter().map(|w| &*w.written).collect();
    let text = text.join(" ");
    let dated = first.reckoned.then(|| format!("“{text}”, reckoned from the date on its card"));
    let is_to_come = match (period.hull().0, last) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    Some(Found { when, dated, is_to_come, at })
}

/// The date that begins at a word.
fn point(
    words: &[&str],
    at: usize,
    today: Option<(i32, u32)>,
    (capital, ahead): (bool, bool),
) -> Option<Point> {
    let plain = |year, end| Point { year, month: None, day: None, reckoned: false, end };
    let word = |i: usize| words.get(at + i).copied().unwrap_or("");
    if let Some(year) = year(word(0)) {
        return Some(plain(year, at + 1));
    }
    let relative = match (word(0), word(1)) {
        ("last", "year") => Some(-1),
        ("this", "year") => Some(0),
        ("next", "year") => Some(1),
        _ => None,
    };
    if let Some(more) = relative {
        let (this, _) = today?;
        return Some(Point { reckoned: true, ..plain(this + more, at + 2) });
    }
    // `10 July 2017`, `July 10, 2017`, `July 2017`, `July`
    let (day_first, month_at) = match day(word(0)) {
        Some(day) if month(word(1)).is_some() => (Some(day), 1),
        _ => (None, 0),
    };
    if month_at == 0 && !capital {
        return None;
    }
    let month = month(word(month_at))?;
    let mut end = month_at + 1;
    let day_behind = match day_first {
        None => day(word(end)),
        Some(_) => None,
    };
    end += usize::from(day_behind.is_some());
    let day = day_first.or(day_behind);
    if let Some(year) = year(word(end)) {
        return Some(Point { month: Some(month), day, ..plain(year, at + end + 1) });
    }
    let (this, this_month) = today?;
    // The last one of that name that the source can speak of, or the next, of what is still to come.
    let year = match ahead {
        true => this + i32::from(month < this_month),
        false => this - i32::from(month > this_month),
    };
    Some(Point { month: Some(month), day, reckoned: true, ..plain(year, at + end) })
}

/// Whether the clause in which a word stands tells in front of it of what is still to come: `might visit in May`, but
/// not `may have visited in May`.
fn is_ahead(sentence: &Sentence, at: usize) -> bool {
    const TO_COME: [&str; 5] = ["will", "shall", "might", "may", "could"];
    let words = &sentence.words;
    let clause = (0..at).rev().take_while(|i| !words[*i].ends_clause);
    clause.take(12).any(|i| {
        let is_month = words[i].written.starts_with(char::is_uppercase);
        TO_COME.contains(&&*words[i].low)
            && !is_month
            && words.get(i + 1).is_none_or(|next| next.low != "have")
    })
}

fn year(word: &str) -> Option<i32> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let fits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| fits && (1900..2100).contains(year))
}

fn month(word: &str) -> Option<u32> {
    let place = MONTHS.iter().position(|name| {
        *name == word
            || (word.len() >= 3 && word.len() <= 4 && word != "mars" && name.starts_with(word))
    })?;
    Some(place as u32 + 1)
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    let fits = matches!(ending, "" | "st" | "nd" | "rd" | "th") && (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|day| fits && (1..=31).contains(day))
}
