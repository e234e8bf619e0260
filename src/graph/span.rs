//! What each claim of a tie tells of its time, in days.
//!
//! Takes the claims of one relation between one pair; gives spans of attestation and bounds of
//! endings. Must not know what is asked. Open bounds are the first and last day of the calendar.

use super::ClaimRef;
use crate::model::{Date, Edge, Period};

/// One attestation. It started by `started` and ended no sooner than `lasted`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// First day that the attestation can mean.
    pub(super) first: Date,
    /// Last day that the attestation can mean.
    pub(super) last: Date,
    /// The latest day on which the tie can have started.
    pub(super) started: Date,
    /// The earliest day on which the tie can have ended.
    pub(super) lasted: Date,
    /// Nothing before this day: a start that the claim tells, or an actor's lifetime.
    pub(super) floor: Date,
    /// Nothing after this day: an actor's lifetime.
    pub(super) ceiling: Date,
    /// Whether the source says so for a fact, not as a judgement.
    pub(super) firm: bool,
    /// The claim, as a place in the list given.
    pub(super) claim: usize,
}

/// Between which days the tie ended, as one claim tells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) claim: usize,
}

/// What the asserted claims of a tie tell of its time.
#[derive(Debug, Clone, Default)]
pub(super) struct Spans {
    /// Sorted by first day.
    pub(super) spans: Vec<Span>,
    pub(super) ends: Vec<End>,
    /// Claims that say that the tie held once, and is over: in `(first, last)` at most.
    pub(super) past: Vec<End>,
}

impl Spans {
    pub(super) fn of(claims: &[ClaimRef<'_>]) -> Self {
        let mut spans = Spans::default();
        for (i, at) in claims.iter().enumerate() {
            if at.claim.modality.is_asserted() {
                spans.add(i, at);
            }
        }
        spans.spans.sort_by_key(|span| (span.first, span.last, span.claim));
        // An undated "once" says nothing more where a dated claim says when.
        let dated: Vec<Date> = spans.spans.iter().map(|span| span.first).collect();
        spans.past.retain(|past| dated.iter().all(|first| *first > past.last));
        spans
    }

    fn add(&mut self, claim: usize, at: &ClaimRef<'_>) {
        let validity = at.validity();
        let (born, died) = lifetime(at);
        if let Some((first, last)) = validity.end {
            let (first, last) = (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
            self.ends.push(End { first, last: last.min(died), claim });
        }
        let Some((first, last)) = validity.attested else {
            let last = self.ends.last().map_or(died, |end| end.last);
            self.past.push(End { first: born, last, claim });
            return;
        };
        let (first, last) = (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
        let (clipped_first, clipped_last) = (first.max(born), last.min(died));
        if clipped_first > clipped_last {
            // Said of somebody who is no more: it held in his lifetime, if ever.
            if died < first {
                self.past.push(End { first: born, last: died, claim });
            }
            return;
        }
        let start = validity.start.unwrap_or((None, Some(last)));
        let lasted = match at.claim.when {
            Some(Period::Interval(_, Edge::Date(end))) => end.earliest(),
            Some(Period::Interval(..)) => {
                at.source.published.and_then(|p| p.hull().0).unwrap_or(first)
            }
            _ => first,
        };
        self.spans.push(Span {
            first: clipped_first,
            last: clipped_last,
            started: start.1.unwrap_or(last).clamp(clipped_first, clipped_last),
            lasted: lasted.clamp(clipped_first, clipped_last),
            floor: start.0.unwrap_or(Date::MIN).max(born),
            ceiling: died,
            firm: at.claim.modality != crate::model::Modality::Assessed,
            claim,
        });
    }

    /// Whether the tie can have ended between one attestation and a later one.
    pub(super) fn can_end_between(&self, lasted: Date, next: Date) -> bool {
        self.ends.iter().any(|end| end.first <= next && end.last >= lasted)
    }

    /// The last day on which a span can still have held, by a claim that it ended.
    pub(super) fn cut(&self, span: &Span) -> Date {
        let ends = self.ends.iter().map(|end| end.last).filter(|last| *last >= span.lasted);
        ends.min().unwrap_or(Date::MAX).min(span.ceiling)
    }
}

/// First and last day on which both ends of a claim can have been there.
pub(super) fn lifetime(at: &ClaimRef<'_>) -> (Date, Date) {
    let mut life = (Date::MIN, Date::MAX);
    for actor in [at.from, at.to, at.own_from, at.own_to] {
        let (first, last) = actor.when.map_or((None, None), |when| when.hull());
        life.0 = life.0.max(first.unwrap_or(Date::MIN));
        life.1 = life.1.min(last.unwrap_or(Date::MAX));
    }
    life
}
