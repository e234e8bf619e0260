//! The times for which the tables say how ties stand.

use jiff::ToSpan as _;

use crate::graph::time::{At, When};
use crate::model::Date;

/// The first day that databases know; what is older, or open, stands under it.
pub const FIRST: Date = Date::constant(1, 1, 1);
/// The last.
pub const LAST: Date = Date::constant(9999, 12, 31);

/// A sort of time that can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Moment {
    /// No date: the last word on it.
    Told,
    /// At any time whatever.
    Ever,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Some time between two days.
    Span,
}

impl Moment {
    /// All of them, in the order in which tables have them.
    pub const ALL: [Moment; 6] =
        [Moment::Told, Moment::Ever, Moment::Day, Moment::Month, Moment::Year, Moment::Span];

    /// The word used in tables.
    pub fn word(self) -> &'static str {
        match self {
            Moment::Told => "told",
            Moment::Ever => "ever",
            Moment::Day => "day",
            Moment::Month => "month",
            Moment::Year => "year",
            Moment::Span => "span",
        }
    }

    /// As what a time is asked about.
    pub fn of(when: When) -> Self {
        let At { first, last } = match when {
            When::Told => return Moment::Told,
            When::Ever => return Moment::Ever,
            When::During(at) => at,
        };
        let known = [Moment::Day, Moment::Month, Moment::Year].into_iter();
        let same = |moment: &Moment| moment.around(first) == Some(At { first, last });
        known.into_iter().find(same).unwrap_or(Moment::Span)
    }

    /// The day, month or year in which a day lies; `None` where it is not asked about in units.
    pub(super) fn around(self, day: Date) -> Option<At> {
        match self {
            Moment::Day => Some(At::day(day)),
            Moment::Month => Some(At { first: day.first_of_month(), last: day.last_of_month() }),
            Moment::Year => Some(At { first: day.first_of_year(), last: day.last_of_year() }),
            Moment::Told | Moment::Ever | Moment::Span => None,
        }
    }

    /// The days, months or years that lie around some days, and those behind them: where what holds
    /// from day to day can change, and does not elsewhere. In order.
    pub(super) fn turning(self, days: impl IntoIterator<Item = Date>, from: Date) -> Vec<At> {
        let mut units: Vec<At> = Vec::new();
        for day in std::iter::once(from).chain(days.into_iter().filter(|day| *day > from)) {
            let Some(unit) = self.around(day.max(FIRST)) else { continue };
            units.push(unit);
            let next = unit.last.checked_add(1.day()).ok().and_then(|next| self.around(next));
            units.extend(next);
        }
        units.sort_unstable_by_key(|unit| unit.first);
        units.dedup();
        units
    }
}
