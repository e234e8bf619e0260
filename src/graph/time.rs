//! The time of a question, and how far a tie reaches beyond its attestations.
//!
//! Takes dates as people write them, gives days. Must not know claims.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;

use crate::model::{Date, Period};

/// First and last day of the time asked about; open sides are the calendar's ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl At {
    /// All time.
    pub const ALWAYS: At = At { first: Date::MIN, last: Date::MAX };

    /// A single day.
    pub fn day(day: Date) -> Self {
        At { first: day, last: day }
    }

    /// The day after it: what has ended within it is over by then.
    pub fn morrow(self) -> Self {
        At::day(self.last.tomorrow().unwrap_or(Date::MAX))
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, (first, last): (Date, Date)) -> bool {
        first <= last && self.first <= last && self.last >= first
    }
}

impl From<Period> for At {
    fn from(period: Period) -> Self {
        let (first, last) = period.hull();
        At { first: first.unwrap_or(Date::MIN), last: last.unwrap_or(Date::MAX) }
    }
}

/// The time of a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// No date: how the tie stands according to the latest claims. What has ended is ended.
    #[default]
    Told,
    /// At any time.
    Ever,
    /// Some time between two days.
    During(At),
}

impl When {
    /// The days that the question covers.
    pub fn at(self) -> At {
        match self {
            When::Told | When::Ever => At::ALWAYS,
            When::During(at) => at,
        }
    }
}

/// How far a lasting tie reaches before and after each attestation, in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reach(u32);

impl Default for Reach {
    fn default() -> Self {
        Reach::years(2)
    }
}

impl Reach {
    /// No further than what is attested.
    pub const NONE: Reach = Reach(0);

    /// So many months.
    pub fn months(months: u32) -> Self {
        Reach(months)
    }

    /// So many years.
    pub fn years(years: u16) -> Self {
        Reach(u32::from(years) * 12)
    }

    fn span(self) -> jiff::Span {
        // A reach longer than the calendar covers all of it.
        i64::from(self.0.min(9999 * 12)).months()
    }

    /// The first day of those that reach this day.
    pub fn before(self, day: Date) -> Date {
        day.checked_sub(self.span()).unwrap_or(Date::MIN)
    }

    /// The last day that is reached from this day.
    pub fn after(self, day: Date) -> Date {
        day.checked_add(self.span()).unwrap_or(Date::MAX)
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            months if months % 12 == 0 => write!(f, "{}y", months / 12),
            months => write!(f, "{months}m"),
        }
    }
}

/// Why a text is not a reach.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a length of time: write years or months, such as 2y or 6m")]
pub struct ReachError(String);

impl FromStr for Reach {
    type Err = ReachError;

    fn from_str(text: &str) -> Result<Self, ReachError> {
        let (number, unit) = match text.strip_suffix(['m', 'y']) {
            Some(number) => (number, &text[number.len()..]),
            None => (text, "y"),
        };
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let number: u32 =
            number.parse().ok().filter(|_| digits).ok_or_else(|| ReachError(text.to_owned()))?;
        Ok(Reach(number.saturating_mul(if unit == "y" { 12 } else { 1 })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reach_is_years_or_months() {
        for (text, shown, day) in [
            ("2", "2y", "2015-06-30"),
            ("2y", "2y", "2015-06-30"),
            ("6m", "6m", "2016-12-30"),
            ("24m", "2y", "2015-06-30"),
            ("0", "0y", "2017-06-30"),
            ("9999y", "9999y", "-007982-06-30"),
        ] {
            let reach: Reach = text.parse().unwrap();
            assert_eq!(reach.to_string(), shown);
            assert_eq!(reach.before("2017-06-30".parse().unwrap()), day.parse().unwrap(), "{text}");
        }
        for text in ["", "m", "two", "-1", "2 y", "2d", "+2"] {
            assert!(text.parse::<Reach>().is_err(), "{text}");
        }
        assert_eq!(Reach::default(), Reach::months(24));
        assert_eq!("6m".parse::<Reach>(), Ok(Reach::months(6)));
    }
}
