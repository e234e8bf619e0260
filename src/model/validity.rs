//! When a tie holds according to one claim, as bounds in days.

use super::{Date, PartialDate, Period, Status};

/// First and last day, either of them open.
pub type OpenBounds = (Option<Date>, Option<Date>);

/// What one claim says about the time of its tie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// The days on which, or some time within which, the source attests the tie; `None` where it
    /// only says that the tie is over.
    pub attested: Option<OpenBounds>,
    /// Between which days it began, if the source says so.
    pub start: Option<OpenBounds>,
    /// Between which days it ended, if the source says so.
    pub end: Option<OpenBounds>,
}

impl Validity {
    /// Works out the bounds of a claim.
    ///
    /// `event` is the relation's: an event holds on its own date only. `published` is the source's
    /// date; if it is unknown, the bounds that depend on it stay open.
    pub fn of(
        when: Option<Period>,
        status: Status,
        event: bool,
        published: Option<Period>,
    ) -> Self {
        let (published_first, published_last) = published.map_or((None, None), |p| p.hull());
        let bounds = |date: PartialDate| (Some(date.earliest()), Some(date.latest()));
        if event {
            let attested = when.map_or((None, published_last), |w| w.hull());
            return Validity { attested: Some(attested), ..Validity::default() };
        }
        match when {
            Some(Period::Interval(from, to)) => {
                let (start, end) = (from.date().map(bounds), to.date().map(bounds));
                let first = start.map_or(end.and_then(|e| e.0), |s| s.0);
                // Open, it is still attested when its source appears; without such a date, or where
                // that is before the start, at its start only.
                let appeared = published_last.filter(|day| first.is_none_or(|first| *day >= first));
                let last = end.map_or(appeared.or(start.and_then(|s| s.1)), |e| e.1);
                let over = (status == Status::Ended && end.is_none()).then_some((first, appeared));
                Validity { attested: Some((first, last)), start, end: end.or(over) }
            }
            Some(Period::Date(date)) => Validity {
                attested: Some(bounds(date)),
                start: (status == Status::Begun).then(|| bounds(date)),
                end: (status == Status::Ended).then(|| bounds(date)),
            },
            None => Validity {
                attested: (status != Status::Ended).then_some((published_first, published_last)),
                start: (status == Status::Begun).then_some((None, published_last)),
                end: (status == Status::Ended).then_some((None, published_last)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(when: &str, status: Status, event: bool) -> String {
        let when = (!when.is_empty()).then(|| when.parse().unwrap());
        let v = Validity::of(when, status, event, Some("2017-07-12".parse().unwrap()));
        let bound = |b: Option<OpenBounds>| match b {
            None => "-".to_owned(),
            Some((a, b)) => {
                let day = |d: Option<Date>| d.map_or(String::from(".."), |d| d.to_string());
                format!("{} {}", day(a), day(b))
            }
        };
        format!("{} | {} | {}", bound(v.attested), bound(v.start), bound(v.end))
    }

    #[test]
    fn each_way_of_dating_a_claim() {
        use Status::{Begun, Ended, Unknown};
        for (when, status, event, expected) in [
            ("", Unknown, false, "2017-07-12 2017-07-12 | - | -"),
            ("2016", Unknown, false, "2016-01-01 2016-12-31 | - | -"),
            (
                "2014/2016",
                Unknown,
                false,
                "2014-01-01 2016-12-31 | 2014-01-01 2014-12-31 | 2016-01-01 2016-12-31",
            ),
            ("2014/..", Unknown, false, "2014-01-01 2017-07-12 | 2014-01-01 2014-12-31 | -"),
            ("../2016", Unknown, false, "2016-01-01 2016-12-31 | - | 2016-01-01 2016-12-31"),
            ("", Ended, false, "- | - | .. 2017-07-12"),
            ("2011", Ended, false, "2011-01-01 2011-12-31 | - | 2011-01-01 2011-12-31"),
            (
                "2011/..",
                Ended,
                false,
                "2011-01-01 2017-07-12 | 2011-01-01 2011-12-31 | 2011-01-01 2017-07-12",
            ),
            ("2019/..", Unknown, false, "2019-01-01 2019-12-31 | 2019-01-01 2019-12-31 | -"),
            ("", Begun, false, "2017-07-12 2017-07-12 | .. 2017-07-12 | -"),
            ("2017-03", Begun, false, "2017-03-01 2017-03-31 | 2017-03-01 2017-03-31 | -"),
            ("2016-12", Unknown, true, "2016-12-01 2016-12-31 | - | -"),
            ("", Unknown, true, ".. 2017-07-12 | - | -"),
        ] {
            assert_eq!(show(when, status, event), expected, "{when} {status:?} event={event}");
        }
    }
}
