//! What one claim of a lasting tie says about its time.

use crate::graph::ClaimRef;
use crate::model::{Date, IntervalEnd, PartialDate, Period, Status};

/// Days on which, or some time within which, a claim attests a tie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
    /// The latest day on which it can have started.
    pub(super) started: Date,
    /// The earliest day on which it can have ended.
    pub(super) lasted: Date,
}

/// What one claim says about the time of its tie; an undated claim from an undated source says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Claimed {
    pub(super) attested: Option<Days>,
    pub(super) start: Option<(Date, Date)>,
    pub(super) end: Option<(Date, Date)>,
    pub(super) seen: Option<PartialDate>,
}

/// What a claim of a lasting relation says.
pub(super) fn claimed(at: &ClaimRef<'_>) -> Claimed {
    let (validity, when) = (at.validity(), at.claim.when);
    let closed = |(first, last): (Option<Date>, Option<Date>)| {
        (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
    };
    // That it had begun by its source's date does not say since when.
    let start = validity.start.filter(|start| start.0.is_some()).map(closed);
    let end = validity.end.map(closed);
    let published = at.source.published;
    let Some((first, last)) = validity.attested.filter(|_| when.or(published).is_some()) else {
        return Claimed { start, end, ..Claimed::default() };
    };
    let (first, last) = closed((first, last));
    let goes_on = published.filter(|_| at.claim.status != Status::Ended);
    let (lasted, seen) = match when {
        Some(Period::Interval(_, IntervalEnd::Date(end))) => (end.earliest(), Some(end)),
        Some(Period::Interval(IntervalEnd::Date(start), IntervalEnd::Open)) => {
            let on = goes_on.filter(|p| p.hull().1.is_some_and(|day| day >= start.earliest()));
            match on {
                Some(on) => (on.hull().0.unwrap_or(first), latest(on)),
                None => (first, Some(start)),
            }
        }
        Some(when) => (first, latest(when)),
        None => (first, published.and_then(latest)),
    };
    let started = start.map_or(last, |start| start.1);
    let days = |day: Date| day.clamp(first, last.max(first));
    let attested = Days { first, last, started: days(started), lasted: days(lasted) };
    Claimed { attested: Some(attested), start, end, seen }
}

impl Claimed {
    /// What a claim says of the tie that its event begins.
    pub(super) fn begun(at: &ClaimRef<'_>) -> Self {
        let days = |period: Period| {
            let (first, last) = period.hull();
            (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
        };
        let Some(period) = at.claim.when.or(at.source.published) else { return Claimed::default() };
        let (first, last) = days(period);
        Claimed {
            attested: Some(Days { first, last, started: last, lasted: first }),
            start: at.claim.when.map(days),
            end: None,
            seen: latest(period),
        }
    }
}

/// The last date that a period names.
pub(super) fn latest(period: Period) -> Option<PartialDate> {
    match period {
        Period::Date(date) => Some(date),
        Period::Interval(_, end) => end.date(),
    }
}
