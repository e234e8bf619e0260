//! Since when a tie is known to exist, as its sources give the date: a month stays a month.

use super::claimed::claimed;
use crate::graph::ClaimRef;
use crate::model::{Date, PartialDate, Period};

/// Since when a tie exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Since {
    /// A source says when it began, or when the event was.
    Began(PartialDate),
    /// It is attested then, and may be older.
    Seen(PartialDate),
}

/// Since when the tie of these claims exists, also of those of parts: the first start that is told, unless it is attested
/// before that start without an end between; the first attestation if no start is told; `None` if no date is known.
pub fn since(claims: &[ClaimRef<'_>]) -> Option<Since> {
    let asserted = || claims.iter().filter(|at| at.claim.modality.is_asserted());
    let event = |at: &&ClaimRef<'_>| at.relation.is_event() && at.claim.when.is_some();
    let began = asserted().filter(|at| event(at) || claimed(at).start.is_some());
    let began = began.filter_map(|at| at.claim.when.and_then(first));
    let earliest = |dates: &mut dyn Iterator<Item = PartialDate>| {
        dates.min_by_key(|date| (date.earliest(), date.latest()))
    };
    let seen = asserted().filter_map(|at| at.claim.when.or(at.source.published).and_then(first));
    let Some(began) = earliest(&mut { began }) else {
        return earliest(&mut { seen }).map(Since::Seen);
    };
    let start = began.earliest();
    let ends = || asserted().filter_map(|at| claimed(at).end).map(|end| end.1);
    let goes_on = |last: Date| !ends().any(|end| last <= end && end < start);
    let before = asserted().filter(|at| !at.relation.is_event()).filter(|at| {
        claimed(at).attested.is_some_and(|days| days.last < start && goes_on(days.lasted))
    });
    let before = before.filter_map(|at| at.claim.when.or(at.source.published).and_then(first));
    Some(earliest(&mut { before }).map_or(Since::Began(began), Since::Seen))
}

/// The first date that a period names.
fn first(period: Period) -> Option<PartialDate> {
    match period {
        Period::Date(date) => Some(date),
        Period::Interval(start, end) => start.date().or(end.date()),
    }
}
