//! The time phrases of questions: `in 2017`, `since July 2016`, `between 2016 and 2017`.
//!
//! Takes words; gives the days meant. There is no clock here, so `now` cannot be read.

use super::words::{Word, raw};
use crate::model::{Date, PartialDate, Period};
use crate::query::time::{At, When};

/// A time phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The days.
    pub(super) when: When,
    /// The two dates of a span: from when to when.
    pub(super) ends: Option<(Period, Period)>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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

/// Words that need a clock.
const NOW: &[&str] = &["now", "today", "currently", "nowadays", "still", "yesterday", "recently"];

/// Takes the time phrase from the end of a question, if there is one.
///
/// # Errors
/// With the words that look like a date and are none, or that need a clock.
pub(super) fn take(words: &[Word]) -> Result<(&[Word], Option<Phrase>), String> {
    if let Some(word) = words.iter().find(|word| NOW.contains(&word.low.as_str())) {
        return Err(format!(
            "`{}` needs a clock, and answers must not change by themselves: name a date, as in \
             `as of 2025`",
            word.raw
        ));
    }
    for start in words.len().saturating_sub(9)..words.len() {
        if let Some(found) = phrase(&words[start..]) {
            return Ok((&words[..start], Some(found)));
        }
    }
    let digits = |word: &Word| word.raw.starts_with(|c: char| c.is_ascii_digit());
    let before = |word: &Word| BEFORE_DATES.contains(&word.low.as_str());
    let unread = words.iter().rposition(before).filter(|at| words[*at..].iter().any(digits));
    match unread {
        Some(at) => Err(format!(
            "`{}` is no date that can be read: write 2017, July 2017, 10 July 2017, 2017-07-10, \
             2016-2017, or between 2016 and 2017",
            raw(&words[at..])
        )),
        None => Ok((words, None)),
    }
}

/// Takes the time phrase from the start of a question, if there is one: `in 2017 who …`.
pub(super) fn take_first(words: &[Word]) -> (&[Word], Option<Phrase>) {
    for end in (2..words.len().min(9)).rev() {
        if let Some(found) = phrase(&words[..end]) {
            return (&words[end..], Some(found));
        }
    }
    (words, None)
}

fn phrase(words: &[Word]) -> Option<Phrase> {
    let low: Vec<&str> = words.iter().map(|word| word.low.as_str()).collect();
    let during = |at: At| Some(Phrase { when: When::During(at), ends: None });
    match &low[..] {
        ["ever"] | ["at", "any", "time"] => Some(Phrase { when: When::Ever, ends: None }),
        ["as", "of", date @ ..] => during(At::from(self::date(date)?)),
        ["in" | "on" | "at" | "during" | "throughout", "the", "year", date @ ..]
        | ["in" | "on" | "at" | "during" | "throughout", date @ ..] => {
            let range = split(date, &["and", "to"]).and_then(span);
            range.or_else(|| during(At::from(self::date(date)?)))
        }
        ["since", date @ ..] => {
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
                    Period::Date(_) => None,
                }
            }
        },
        _ => None,
    }
}

fn split<'l, 'w>(low: &'l [&'w str], marks: &[&str]) -> Option<(&'l [&'w str], &'l [&'w str])> {
    let at = low.iter().position(|word| marks.contains(word))?;
    Some((&low[..at], &low[at + 1..]))
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
            Ok((rest, None)) => format!("{} |", raw(rest)),
            Ok((rest, Some(phrase))) => match phrase.when {
                When::During(at) => format!("{} | {} {}", raw(rest), day(at.first), day(at.last)),
                other => format!("{} | {other:?}", raw(rest)),
            },
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
            (
                "who still backs him",
                "! `still` needs a clock, and answers must not change by themselves: name a date, \
                 as in `as of 2025`",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
