//! The time phrases of questions: `in 2017`, `since July 2016`, `between 2016 and 2017`.
//!
//! Takes words; gives the days meant. There is no clock here, so `now` cannot be read.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::{Word, position, raw, without};
use crate::model::{Cut, Date, MONTHS, PartialDate, Period};
use crate::query::time::{At, When};

/// A time phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The days.
    pub(super) when: When,
    /// The two dates of a span: from when to when.
    pub(super) ends: Option<(Period, Period)>,
}

/// What can stand in front of a date.
const BEFORE_DATES: &[&str] = &[
    "in",
    "on",
    "at",
    "during",
    "throughout",
    "since",
    "after",
    "before",
    "until",
    "till",
    "by",
    "between",
    "from",
    "of",
];

/// Words for the present: answered by the latest sources, because there is no clock.
const NOW: &[&str] = &[
    "as of now",
    "as of today",
    "as of yet",
    "right now",
    "at present",
    "at the moment",
    "these days",
    "to date",
    "to this day",
    "so far",
    "now",
    "today",
    "currently",
    "presently",
    "nowadays",
    "still",
];

/// Words that need a clock.
const CLOCK: &[&str] = &[
    "yesterday",
    "recently",
    "lately",
    "last year",
    "last month",
    "last week",
    "this year",
    "this month",
    "this week",
    "next year",
];

/// Words before a date for a part of it; people mean different days by them.
const VAGUE: &[&str] = &[
    "early",
    "late",
    "mid",
    "the beginning of",
    "the start of",
    "the middle of",
    "the end of",
    "the first half of",
    "the second half of",
    "the spring of",
    "the summer of",
    "the autumn of",
    "the fall of",
    "the winter of",
    "spring",
    "summer",
    "autumn",
    "winter",
];

/// A question without its time phrase.
#[derive(Debug)]
pub(super) struct Taken {
    /// The other words.
    pub(super) words: Vec<Word>,
    /// The time phrase, if there is one.
    pub(super) phrase: Option<Phrase>,
    /// How it was understood, if that may surprise.
    pub(super) notes: Vec<String>,
}

/// Takes the time phrase out of a question, wherever it stands.
///
/// # Errors
/// The words that look like a date and are not one, or that need a clock.
pub(super) fn take(words: &[Word]) -> Result<Taken, String> {
    let mut taken = Taken { words: words.to_vec(), phrase: None, notes: Vec::new() };
    if let Some(run) = CLOCK.iter().find(|run| position(words, run).is_some()) {
        return Err(format!(
            "`{run}` needs a clock, and answers must not change by themselves: name a date, as in \
             `as of 2025`"
        ));
    }
    for run in NOW {
        while let Some(at) = position(&taken.words, run) {
            taken.words = without(&taken.words, at, at + run.split(' ').count());
            let note =
                format!("`{run}` is by the last word of the sources; name a date for another");
            taken.notes.extend(taken.notes.is_empty().then_some(note));
        }
    }
    while let Some((from, to, found, vague)) = longest(&taken.words) {
        if taken.phrase.is_some() {
            return Err(format!(
                "the question names two times, the second `{}`; ask for each by itself, or say \
                 `between … and …`",
                raw(taken.words.cut(from..to))
            ));
        }
        if let Some(part) = vague {
            taken
                .notes
                .push(format!("`{part}` says no days: all of the time behind it is asked about"));
        }
        taken.phrase = Some(found);
        taken.words = without(&taken.words, from, to);
    }
    let before = |word: &Word| word.is(BEFORE_DATES);
    let rest = &taken.words;
    let dated = |at: &usize| {
        let words = rest.cut(*at..);
        words.iter().zip(words.iter().skip(1).map(Some).chain([None])).any(|(a, b)| is_dated(a, b))
    };
    let unread = rest.iter().rposition(before).filter(dated);
    match unread {
        Some(at) => Err(format!(
            "`{}` is no date that can be read: write 2017, July 2017, 10 July 2017, 2017-07-10, \
             2016-2017, or between 2016 and 2017",
            raw(rest.cut(at..))
        )),
        None => Ok(taken),
    }
}

/// Whether a word looks like part of a date. The 7th Corps is none; the 7th July is.
fn is_dated(word: &Word, next: Option<&Word>) -> bool {
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| word.low.ends_with(ending));
    let month = |next: &Word| MONTHS.iter().any(|m| next.low == *m);
    let digits = word.raw.starts_with(|c: char| c.is_ascii_digit());
    digits && (!ordinal || next.is_some_and(month))
}

/// The longest time phrase among words: from where to where, and how vague it is.
fn longest(words: &[Word]) -> Option<(usize, usize, Phrase, Option<&'static str>)> {
    let mut best: Option<(usize, usize, Phrase, Option<&'static str>)> = None;
    for from in 0..words.len() {
        for to in from + 1..words.len().min(from + 12) + 1 {
            let longer = best.as_ref().is_none_or(|(a, b, ..)| to - from > b - a);
            if !longer {
                continue;
            }
            if let Some(found) = phrase(words.cut(from..to)) {
                best = Some((from, to, found, None));
            } else if let Some((plain, part)) = plainer(words.cut(from..to))
                && let Some(found) = phrase(&plain)
            {
                best = Some((from, to, found, Some(part)));
            }
        }
    }
    best.or_else(|| bare_year(words))
}

/// A year by itself at either end of a question: `Haftar's backers 2017`.
fn bare_year(words: &[Word]) -> Option<(usize, usize, Phrase, Option<&'static str>)> {
    let year = |word: &Word| {
        let digits = word.raw.len() == 4 && word.raw.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| date(&[word.low.as_str()])).flatten()
    };
    let joint = |word: &Word| word.is(BEFORE_DATES) || word.is(&["and", "to"]);
    let last = words.len().checked_sub(1)?;
    for at in [last, 0] {
        let stands_alone = words.len() > 1 && (at == 0 || !words.get(at - 1).is_some_and(joint));
        if let Some(period) = words.get(at).and_then(year).filter(|_| stands_alone) {
            let when = When::During(At::from(period));
            return Some((at, at + 1, Phrase { when, ends: None }, None));
        }
    }
    None
}

/// The words without the one that makes a date vague.
fn plainer(words: &[Word]) -> Option<(Vec<Word>, &'static str)> {
    let mut plain = words.to_vec();
    for word in &mut plain {
        // `mid-2017`
        if let Some(date) = word.low.strip_prefix("mid-") {
            *word = Word::new(date);
            return Some((plain, "mid"));
        }
    }
    VAGUE.iter().find_map(|run| {
        let at = position(words, run)?;
        let mut to = at + run.split(' ').count();
        // `the spring of`, but `spring of` and `end of` as well are read with their article.
        if words.get(to).is_some_and(|word| word.low == "of") {
            to += 1;
        }
        Some((without(words, at, to), *run))
    })
}

fn phrase(words: &[Word]) -> Option<Phrase> {
    let low: Vec<&str> = words.iter().map(|word| word.low.as_str()).collect();
    let during = |at: At| Some(Phrase { when: When::During(at), ends: None });
    match &low[..] {
        ["ever"] | ["at", "any", "time"] | ["over", "the", "years"] => {
            Some(Phrase { when: When::Ever, ends: None })
        }
        ["as", "of", date @ ..] => during(At::from(self::date(date)?)),
        ["in" | "on" | "at" | "during" | "throughout", "the", "year", date @ ..]
        | ["in" | "on" | "at" | "during" | "throughout", date @ ..] => {
            let range = split(date, &["and", "to"]).and_then(span);
            range.or_else(|| during(At::from(self::date(date)?)))
        }
        ["since", date @ ..] | ["from", date @ .., "on" | "onwards" | "onward"] => {
            during(At { first: At::from(self::date(date)?).first, last: Date::MAX })
        }
        ["after", date @ ..] => {
            let last = At::from(self::date(date)?).last;
            during(At { first: last.tomorrow().unwrap_or(Date::MAX), last: Date::MAX })
        }
        ["before", date @ ..] => {
            let first = At::from(self::date(date)?).first;
            during(At { first: Date::MIN, last: first.yesterday().unwrap_or(Date::MIN) })
        }
        ["until" | "till" | "by", date @ ..] | ["up", "to", date @ ..] => {
            during(At { first: Date::MIN, last: At::from(self::date(date)?).last })
        }
        ["between", rest @ ..] => span(split(rest, &["and"])?),
        ["from", rest @ ..] => match split(rest, &["to", "until", "till", "through"]) {
            Some(ends) => span(ends),
            None => {
                let period = self::date(rest)?;
                match period {
                    Period::Interval(a, b) => {
                        let (a, b) = (Period::Date(a.date()?), Period::Date(b.date()?));
                        span_of(a, b)
                    }
                    Period::Date(_) => {
                        during(At { first: At::from(period).first, last: Date::MAX })
                    }
                }
            }
        },
        _ => None,
    }
}

fn split<'l, 'w>(low: &'l [&'w str], marks: &[&str]) -> Option<(&'l [&'w str], &'l [&'w str])> {
    let at = low.iter().position(|word| marks.contains(word))?;
    Some((low.cut(..at), low.cut(at + 1..)))
}

fn span((from, to): (&[&str], &[&str])) -> Option<Phrase> {
    let to = date(to)?;
    // `between March and June 2017`: the year stands once.
    let from = date(from).or_else(|| {
        let year = to.to_string().get(..4)?.to_owned();
        let mut words: Vec<&str> = from.to_vec();
        words.push(&year);
        date(&words)
    })?;
    span_of(from, to)
}

fn span_of(from: Period, to: Period) -> Option<Phrase> {
    let at = At { first: At::from(from).first, last: At::from(to).last };
    (at.first <= at.last).then_some(Phrase { when: When::During(at), ends: Some((from, to)) })
}

/// A date in one of its forms.
pub(super) fn date(low: &[&str]) -> Option<Period> {
    let number = |word: &str| -> Option<u8> {
        let plain = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        plain.unwrap_or(word).trim_end_matches(',').parse().ok()
    };
    let month = |word: &str| {
        let name = word.trim_end_matches(['.', ',']);
        let full = |month: &&&str| **month == name || (name.len() >= 3 && month.starts_with(name));
        MONTHS.iter().position(|m| full(&m)).map(|at| at + 1)
    };
    let year = |word: &str| (word.len() == 4).then(|| word.parse::<u16>().ok()).flatten();
    let made = |text: String| text.parse::<PartialDate>().ok().map(Period::Date);
    match low {
        [one] => one.parse().ok().or_else(|| range(one)),
        [m, y] => made(format!("{:04}-{:02}", year(y)?, month(m)?)),
        ["the", rest @ ..] => date(rest),
        [d, "of", m, y] | [d, m, y] if number(d).is_some() => {
            made(format!("{:04}-{:02}-{:02}", year(y)?, month(m)?, number(d)?))
        }
        [m, d, y] => made(format!("{:04}-{:02}-{:02}", year(y)?, month(m)?, number(d)?)),
        _ => None,
    }
}

/// `2016-2017`, `2016–2017`, `2016-17`
fn range(word: &str) -> Option<Period> {
    let (from, to) = word.split_once(['-', '–', '—'])?;
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<u16>().ok()).flatten();
    let first = year(from)?;
    let last = match to.len() {
        2 => first / 100 * 100 + to.parse::<u16>().ok()?,
        _ => year(to)?,
    };
    if first > last { None } else { format!("{first:04}/{last:04}").parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn shown(text: &str) -> String {
        let day = |day: Date| match day {
            Date::MIN | Date::MAX => "..".to_owned(),
            day => day.to_string(),
        };
        match take(&words(text)) {
            Err(error) => format!("! {error}"),
            Ok(Taken { words, phrase, notes }) => {
                let noted = if notes.is_empty() { "" } else { " *" };
                match phrase.map(|phrase| phrase.when) {
                    None => format!("{} |{noted}", raw(&words)),
                    Some(When::During(at)) => {
                        format!("{} | {} {}{noted}", raw(&words), day(at.first), day(at.last))
                    }
                    Some(other) => format!("{} | {other:?}{noted}", raw(&words)),
                }
            }
        }
    }

    #[test]
    fn the_number_of_a_corps_is_no_date() {
        let taken = |text: &str| super::take(&super::super::words::words(text));
        for question in ["until when did Westmark train the 7th Corps", "who is in the 2nd Brigade"]
        {
            assert!(taken(question).is_ok(), "{question}");
        }
        for question in ["who backs X in 17x", "who backs X on 7th July"] {
            assert!(taken(question).is_err(), "{question}");
        }
    }

    #[test]
    fn each_time_phrase() {
        for (text, expected) in [
            ("who in 2017", "who | 2017-01-01 2017-12-31"),
            ("who in the year 2017?", "who | 2017-01-01 2017-12-31"),
            ("who in July 2017", "who | 2017-07-01 2017-07-31"),
            ("who in Sept. 2017", "who | 2017-09-01 2017-09-30"),
            ("who on 10 July 2017", "who | 2017-07-10 2017-07-10"),
            ("who on July 10th, 2017", "who | 2017-07-10 2017-07-10"),
            ("who on the 10th of July 2017", "who | 2017-07-10 2017-07-10"),
            ("who on 2017-07-10", "who | 2017-07-10 2017-07-10"),
            ("who in 2016-2017", "who | 2016-01-01 2017-12-31"),
            ("who in 2016–2017", "who | 2016-01-01 2017-12-31"),
            ("who in 2016-17", "who | 2016-01-01 2017-12-31"),
            ("who in 2016-12", "who | 2016-12-01 2016-12-31"),
            ("who in 2016/2017", "who | 2016-01-01 2017-12-31"),
            ("who in 2016 and 2017", "who | 2016-01-01 2017-12-31"),
            ("who between 2016 and July 2017", "who | 2016-01-01 2017-07-31"),
            ("who between March and June 2017", "who | 2017-03-01 2017-06-30"),
            ("who from 2016 to 2017", "who | 2016-01-01 2017-12-31"),
            ("who since 2022", "who | 2022-01-01 .."),
            ("who after 2016", "who | 2017-01-01 .."),
            ("who before July 2016", "who | .. 2016-06-30"),
            ("who until 2016", "who | .. 2016-12-31"),
            ("who as of 2024", "who | 2024-01-01 2024-12-31"),
            ("who at any time", "who | Ever"),
            ("who backs trump-2017", "who backs trump-2017 |"),
            ("who operates in Libya", "who operates in Libya |"),
            (
                "who in 2017-13",
                "! `in 2017-13` is no date that can be read: write 2017, July 2017, 10 July 2017, \
                 2017-07-10, 2016-2017, or between 2016 and 2017",
            ),
            (
                "who between 2018 and 2016",
                "! `between 2018 and 2016` is no date that can be read: write 2017, July 2017, 10 \
                 July 2017, 2017-07-10, 2016-2017, or between 2016 and 2017",
            ),
            ("who still backs him", "who backs him | *"),
            ("who in 2017 backs him", "who backs him | 2017-01-01 2017-12-31"),
            ("in July 2017, who backs him", "who backs him | 2017-07-01 2017-07-31"),
            ("who in early 2025", "who | 2025-01-01 2025-12-31 *"),
            ("who in mid-2017", "who | 2017-01-01 2017-12-31 *"),
            ("who in the summer of 2017", "who | 2017-01-01 2017-12-31 *"),
            ("who at the end of 2016", "who | 2016-01-01 2016-12-31 *"),
            ("who since late 2016", "who | 2016-01-01 .. *"),
            ("who from 2017 on", "who | 2017-01-01 .."),
            ("who from 2017", "who | 2017-01-01 .."),
            ("his backers 2017", "his backers | 2017-01-01 2017-12-31"),
            ("2017: who backs him", "who backs him | 2017-01-01 2017-12-31"),
            (
                "who recently",
                "! `recently` needs a clock, and answers must not change by themselves: name a \
                 date, as in `as of 2025`",
            ),
            (
                "who in 2017 backed him in 2019",
                "! the question names two times, the second `in 2019`; ask for each by itself, or \
                 say `between … and …`",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
