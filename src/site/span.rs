//! Days as numbers, and the time that a data set covers.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::model::Date;

/// Days since the first of January 1970, as JavaScript counts them.
pub(super) fn number(day: Date) -> i32 {
    let span = day.since(Date::constant(1970, 1, 1));
    span.map_or(0, |span| span.get_days())
}

/// More years than this are not all offered: then only those in which something changes are.
const MOST: i16 = 150;

/// The time between the first and the last day of which a data set speaks; `None` where it has no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Span {
    pub(super) fn of(graph: &Graph) -> Option<Span> {
        let mut days: Vec<Date> = Vec::new();
        for at in graph.claims() {
            let validity = at.validity();
            let published = at.source.published.map(|date| date.hull());
            for (first, last) in
                [validity.attested, validity.start, validity.end, published].into_iter().flatten()
            {
                days.extend(first.into_iter().chain(last));
            }
        }
        Some(Span { first: *days.iter().min()?, last: *days.iter().max()? })
    }

    /// The years that are offered; `turning` are the days on which something changes.
    pub(super) fn years(self, turning: &BTreeSet<Date>) -> Vec<i16> {
        let (first, last) = (self.first.year(), self.last.year());
        if last - first <= MOST {
            return (first..=last).collect();
        }
        let changing: BTreeSet<i16> = turning.iter().map(|day| day.year()).collect();
        changing.into_iter().filter(|year| (first..=last).contains(year)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_javascript_does() {
        for (day, count) in [("1970-01-01", 0), ("2017-07-10", 17357), ("1911-10-05", -21273)] {
            assert_eq!(number(day.parse().unwrap()), count, "{day}");
        }
        assert!(number(Date::MIN) < -4_000_000);
        assert!(number(Date::MAX) > 2_900_000);
    }
}
