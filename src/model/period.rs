//! Partial dates and periods, a subset of the Extended Date/Time Format.
//!
//! EDTF is part of ISO 8601-2:2019; the subset is the one its level 0 and 1 give for years, months
//! and days: `2017`, `2017-07`, `2017-07-10`; `~` about, `?` uncertain, `%` both, behind a date;
//! `A/B` from A to B, with `..` where an end is open.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of four digits at most, and days within a year or two of a date that exists; jiff gives an error beyond its calendar"
)]

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use jiff::{Span, ToSpan};

use super::Date;
use super::cut::Cut;

/// The months as English texts name them, in small letters.
pub const MONTHS: [&str; 12] = [
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

/// Why a text is not a date or period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// Nothing is written.
    #[error("the date is empty")]
    Empty,
    /// Not of the form year, year-month or year-month-day.
    #[error("`{0}` is not a date of the form 2017, 2017-07 or 2017-07-10")]
    Form(String),
    /// Of the right form, but no such month or day exists.
    #[error("there is no {what} {value} in `{text}`")]
    NoSuch {
        /// `month` or `day`.
        what: &'static str,
        /// What was written.
        value: u8,
        /// The whole date.
        text: String,
    },
    /// `../..`, which says nothing.
    #[error("a period needs a date on one side at least")]
    BothOpen,
    /// More than one `/`.
    #[error("a period has one `/`, between its first and its last date")]
    ManySlashes,
}

/// A year, a month or a day, perhaps approximate or uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct PartialDate {
    year: i16,
    /// 1–12, or 0 if only the year is known.
    month: i8,
    /// 1–31, or 0 if no day is known.
    day: i8,
    approximate: bool,
    uncertain: bool,
}

impl PartialDate {
    /// A date that is a full day.
    pub fn day(date: Date) -> Self {
        PartialDate {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            approximate: false,
            uncertain: false,
        }
    }

    /// Whether it is a date of the calendar; a date that was parsed always is.
    fn is_sound(self) -> bool {
        let in_order = (self.month > 0 || self.day == 0) && self.month >= 0 && self.day >= 0;
        in_order && Date::new(self.year, self.month.max(1), self.day.max(1)).is_ok()
    }

    fn unit(self) -> Span {
        match (self.month, self.day) {
            (0, _) => 1.year(),
            (_, 0) => 1.month(),
            _ => 1.day(),
        }
    }

    fn is_loose(self) -> bool {
        self.approximate || self.uncertain
    }

    #[expect(
        clippy::expect_used,
        reason = "a date is one of the calendar: parsing refuses others, and so does whoever reads a stored one (`is_sound`)"
    )]
    fn first_day(self) -> Date {
        Date::new(self.year, self.month.max(1), self.day.max(1)).expect("checked when parsed")
    }

    fn last_day(self) -> Date {
        let first = self.first_day();
        match (self.month, self.day) {
            (0, _) => first.last_of_year(),
            (_, 0) => first.last_of_month(),
            _ => first,
        }
    }

    /// The first day that the date can mean; `~` and `?` widen by one unit of its precision.
    pub fn earliest(self) -> Date {
        let day = self.first_day();
        if self.is_loose() { day.checked_sub(self.unit()).unwrap_or(Date::MIN) } else { day }
    }

    /// The last day that the date can mean; `~` and `?` widen by one unit of its precision.
    pub fn latest(self) -> Date {
        let day = self.last_day();
        if !self.is_loose() {
            return day;
        }
        // The end of the next unit is the day before the start of the one after it: a month's
        // last day plus a month need not be a month's last day.
        let after = self.first_day().checked_add(self.unit() * 2);
        after.and_then(Date::yesterday).unwrap_or(Date::MAX)
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        let form = || DateError::Form(text.to_owned());
        let (digits, approximate, uncertain) = match text.char_indices().next_back() {
            Some((end, '~')) => (text.cut(..end), true, false),
            Some((end, '?')) => (text.cut(..end), false, true),
            Some((end, '%')) => (text.cut(..end), true, true),
            _ => (text, false, false),
        };
        // Years before the year 1 have a minus; the year 1 BC is the year 0.
        let (digits, before) = match digits.strip_prefix('-') {
            Some(digits) => (digits, true),
            None => (digits, false),
        };
        let mut parts = digits.split('-');
        let mut number = |width: usize| match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<i16>().map(Some).map_err(|_| form())
            }
            Some(_) => Err(form()),
        };
        let year = number(4)?.filter(|year| !before || *year > 0).ok_or_else(form)?;
        let year = if before { -year } else { year };
        let (month, day) = (number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(form());
        }
        let no_such = |what, value: i16| DateError::NoSuch {
            what,
            value: value as u8,
            text: text.to_owned(),
        };
        if let Some(m) = month.filter(|m| !(1..=12).contains(m)) {
            return Err(no_such("month", m));
        }
        if let (Some(m), Some(d)) = (month, day) {
            Date::new(year, m as i8, d as i8).map_err(|_| no_such("day", d))?;
        }
        Ok(PartialDate {
            year,
            month: month.unwrap_or(0) as i8,
            day: day.unwrap_or(0) as i8,
            approximate,
            uncertain,
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.year.unsigned_abs())?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        })
    }
}

/// One side of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum IntervalEnd {
    /// `..`: open as far as is known.
    Open,
    /// A date.
    Date(PartialDate),
}

impl IntervalEnd {
    /// The date, unless the side is open.
    pub fn date(self) -> Option<PartialDate> {
        match self {
            IntervalEnd::Open => None,
            IntervalEnd::Date(date) => Some(date),
        }
    }

    fn parse(text: &str) -> Result<Self, DateError> {
        if text == ".." { Ok(IntervalEnd::Open) } else { text.parse().map(IntervalEnd::Date) }
    }
}

impl fmt::Display for IntervalEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IntervalEnd::Open => f.write_str(".."),
            IntervalEnd::Date(date) => date.fmt(f),
        }
    }
}

/// One date, or an interval between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Period {
    /// `2017-07`
    Date(PartialDate),
    /// `2014/2016`, `2022/..`
    Interval(IntervalEnd, IntervalEnd),
}

/// The first and the last day that something can mean.
pub type DayRange = (Date, Date);

impl Period {
    /// The first and the last day that the period can mean; `None` on an open side.
    pub fn hull(&self) -> (Option<Date>, Option<Date>) {
        match *self {
            Period::Date(date) => (Some(date.earliest()), Some(date.latest())),
            Period::Interval(a, b) => {
                (a.date().map(PartialDate::earliest), b.date().map(PartialDate::latest))
            }
        }
    }

    /// Whether its dates are dates of the calendar, as parsed ones always are; for periods read from bytes.
    pub(crate) fn is_sound(&self) -> bool {
        match *self {
            Period::Date(date) => date.is_sound(),
            Period::Interval(a, b) => {
                [a, b].into_iter().filter_map(IntervalEnd::date).all(PartialDate::is_sound)
            }
        }
    }

    /// Whether the period certainly ends before it starts.
    pub fn is_inverted(&self) -> bool {
        matches!(self.hull(), (Some(first), Some(last)) if first > last)
    }
}

impl FromStr for Period {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.split_once('/') {
            None => text.parse().map(Period::Date),
            Some((_, b)) if b.contains('/') => Err(DateError::ManySlashes),
            Some((a, b)) => match (IntervalEnd::parse(a)?, IntervalEnd::parse(b)?) {
                (IntervalEnd::Open, IntervalEnd::Open) => Err(DateError::BothOpen),
                (a, b) => Ok(Period::Interval(a, b)),
            },
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Date(date) => date.fmt(f),
            Period::Interval(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::id::from_text(deserializer, "a date in quotes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hull(text: &str) -> (String, String) {
        let (a, b) = text.parse::<Period>().unwrap().hull();
        let show = |d: Option<Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
        (show(a), show(b))
    }

    #[test]
    fn each_form_has_its_bounds() {
        for (text, first, last) in [
            ("2017", "2017-01-01", "2017-12-31"),
            ("2017-02", "2017-02-01", "2017-02-28"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2017-07-10", "2017-07-10", "2017-07-10"),
            ("2016-02~", "2016-01-01", "2016-03-31"),
            ("2017?", "2016-01-01", "2018-12-31"),
            ("2017-01-01%", "2016-12-31", "2017-01-02"),
            ("2014/2016", "2014-01-01", "2016-12-31"),
            ("2022/..", "2022-01-01", ".."),
            ("../2016-06", "..", "2016-06-30"),
            ("0000~", "-000001-01-01", "0001-12-31"),
            ("9999~", "9998-01-01", "9999-12-31"),
            ("-0043", "-000043-01-01", "-000043-12-31"),
            ("-1199-03/-1198", "-001199-03-01", "-001198-12-31"),
        ] {
            assert_eq!(hull(text), (first.to_owned(), last.to_owned()), "{text}");
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, why) in [
            ("", "the date is empty"),
            ("2017/", "the date is empty"),
            ("July 2017", "`July 2017` is not a date of the form 2017, 2017-07 or 2017-07-10"),
            ("2017-7", "`2017-7` is not a date of the form 2017, 2017-07 or 2017-07-10"),
            ("2017-13", "there is no month 13 in `2017-13`"),
            ("2017-02-30", "there is no day 30 in `2017-02-30`"),
            ("../..", "a period needs a date on one side at least"),
            ("2017/2018/2019", "a period has one `/`, between its first and its last date"),
            ("~", "`~` is not a date of the form 2017, 2017-07 or 2017-07-10"),
            ("-0000", "`-0000` is not a date of the form 2017, 2017-07 or 2017-07-10"),
            ("二〇一七", "`二〇一七` is not a date of the form 2017, 2017-07 or 2017-07-10"),
        ] {
            assert_eq!(text.parse::<Period>().unwrap_err().to_string(), why);
        }
    }

    #[test]
    fn inverted_only_when_certainly_so() {
        assert!("2017/2016".parse::<Period>().unwrap().is_inverted());
        assert!(!"2017-12/2017".parse::<Period>().unwrap().is_inverted());
        assert!(!"2017~/2016".parse::<Period>().unwrap().is_inverted());
    }
}
