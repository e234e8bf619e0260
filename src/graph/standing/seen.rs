//! On which days claims attest a tie: the one reading of first and last seen.
//!
//! Takes claims or a tie; gives days, within the lifetimes of its ends and not beyond an end that a claim gives. An
//! event without a date was some time before its source: it was last seen by then, and its first day is unknown.
//! Must not know what is asked.

use super::claimed::{claimed, latest};
use super::event;
use super::told::{Attestation, Told, lifetime};
use crate::graph::ClaimRef;
use crate::graph::tie::Tie;
use crate::graph::time::Reach;
use crate::model::{Date, PartialDate};

/// First and last day on which a tie is attested; `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The first day of any.
    pub first: Option<Date>,
    /// The last day of any.
    pub last: Option<Date>,
}

impl Seen {
    fn between((first, last): (Date, Date)) -> Self {
        let known = |day: Date, open: Date| (day != open).then_some(day);
        Seen { first: known(first, Date::MIN), last: known(last, Date::MAX) }
    }
}

/// The days that one claim is about, asserted or not; `None` if it is about none, or says only that the
/// tie is over.
pub fn told_of(at: &ClaimRef<'_>) -> Option<Seen> {
    bounds(at).map(Seen::between)
}

/// When a claim last attests its tie, as the source gives it.
pub fn last_attested(at: &ClaimRef<'_>) -> Option<PartialDate> {
    match at.relation.is_event() {
        true => at.claim.when.or(at.source.published).and_then(latest),
        false => claimed(at).seen,
    }
}

/// The last day that one claim can be about, whatever the lifetimes of its ends: [`told_of`] gives none that is later.
pub fn told_until(at: &ClaimRef<'_>) -> Option<Date> {
    dates(at).map(|(_, last)| last)
}

/// The days that one claim is about by its dates alone.
fn dates(at: &ClaimRef<'_>) -> Option<(Date, Date)> {
    if at.relation.is_event() {
        return event::dates(at);
    }
    let claimed = claimed(at);
    let days = claimed.attested?;
    let last = claimed.seen.map_or(days.last, |seen| seen.latest().min(days.last));
    Some((days.first, last))
}

fn bounds(at: &ClaimRef<'_>) -> Option<(Date, Date)> {
    let ((first, last), (born, died)) = (dates(at)?, lifetime(at));
    let (first, last) = (first.max(born), last.min(died));
    // The lifetime of an actor does not date an event.
    let undated = at.relation.is_event() && at.claim.when.is_none();
    (first <= last).then_some((if undated { Date::MIN } else { first }, last))
}

/// The days on which the asserted claims of a tie attest it.
pub fn seen(tie: &Tie<'_>) -> Option<Seen> {
    if tie.claims.first().is_some_and(|at| at.relation.is_event()) {
        let asserted = tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
        return hull(asserted.filter_map(bounds));
    }
    let told = Told::of(tie, Reach::NONE);
    hull(told.spans.iter().map(|span| (span.first, last_seen(span))))
}

fn hull(days: impl Iterator<Item = (Date, Date)>) -> Option<Seen> {
    let all = days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    all.map(Seen::between)
}

/// The last attestation of a lasting tie, as the source gives it.
pub(super) fn last_told(spans: &[Attestation<'_>]) -> Option<PartialDate> {
    spans.iter().max_by_key(|span| (last_seen(span), span.lasted, span.seen))?.seen
}

/// The last day to which an attestation refers: “since 2014, and over by 2017” does not say that anybody saw the tie
/// after 2014.
fn last_seen(span: &Attestation<'_>) -> Date {
    span.seen.map_or(span.last, |seen| seen.latest().min(span.last)).max(span.first)
}
