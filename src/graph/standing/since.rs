//! Since when a tie is known to exist, as its sources give the date: a month stays a month.

use super::claimed::claimed;
use crate::graph::ClaimRef;
use crate::model::{PartialDate, Period};

/// Since when a tie exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Since {
    /// A source says when it began, or when the event was.
    Began(PartialDate),
    /// It is attested then, and may be older.
    Seen(PartialDate),
}

/// The earliest date that asserted claims give for a tie: a start or, if there is none, the first attestation; `None`
/// if no date is known.
pub fn since(claims: &[ClaimRef<'_>]) -> Option<Since> {
    let asserted = || claims.iter().filter(|at| at.claim.modality.is_asserted());
    let event = |at: &&ClaimRef<'_>| at.relation.is_event() && at.claim.when.is_some();
    let began = asserted().filter(|at| event(at) || claimed(at).start.is_some());
    let began = began.filter_map(|at| at.claim.when.and_then(first));
    let earliest = |dates: &mut dyn Iterator<Item = PartialDate>| {
        dates.min_by_key(|date| (date.earliest(), date.latest()))
    };
    let seen = asserted().filter_map(|at| at.claim.when.or(at.source.published).and_then(first));
    let began = earliest(&mut { began }).map(Since::Began);
    began.or_else(|| earliest(&mut { seen }).map(Since::Seen))
}

/// The first date that a period names.
fn first(period: Period) -> Option<PartialDate> {
    match period {
        Period::Date(date) => Some(date),
        Period::Interval(start, end) => start.date().or(end.date()),
    }
}
