//! What the claims of a lasting tie say about its time, in days: attestations, ends and starts.
//!
//! Takes a tie; gives what its claims say together: no attestation reaches beyond an
//! end, a start or an actor's lifetime. Must not know what is asked. Open bounds are the first and
//! last day of the calendar.

use super::claimed::{Claimed, claimed};
use crate::graph::ClaimRef;
use crate::graph::tie::{Tie, Turning};
use crate::graph::time::{Reach, When};
use crate::model::{Date, IntervalEnd, Modality, PartialDate, Period, Status};

/// One attestation. It started by `started` and ended no sooner than `lasted`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attestation<'g> {
    /// First day that the attestation can mean.
    pub(super) first: Date,
    /// Last day that the attestation can mean.
    pub(super) last: Date,
    /// The latest day on which the tie can have started.
    pub(super) started: Date,
    /// The earliest day on which the tie can have ended.
    pub(super) lasted: Date,
    /// The first day on which the tie can have held by this attestation.
    pub(super) from: Date,
    /// The last day on which the tie can have held by this attestation.
    pub(super) until: Date,
    /// The last day that an end or a lifetime allows; `until` is no later.
    pub(super) cut: Date,
    /// Whether the source says so as a fact, not as a judgement.
    pub(super) firm: bool,
    /// The date of the attestation, as the source gives it.
    pub(super) seen: Option<PartialDate>,
    pub(super) claim: ClaimRef<'g>,
}

impl Attestation<'_> {
    pub(super) fn modality(&self) -> Modality {
        self.claim.claim.modality
    }

    /// Whether its claim says until when it held, but not since when.
    fn is_open(&self) -> bool {
        matches!(self.claim.claim.when, Some(Period::Interval(IntervalEnd::Open, _)))
    }
}

/// Between which days the tie ended or began, according to one claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound<'g> {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) firm: bool,
    pub(super) claim: ClaimRef<'g>,
}

/// What the asserted claims of a tie say about its time.
#[derive(Debug, Default)]
pub(super) struct Told<'g> {
    /// Sorted by first day.
    pub(super) spans: Vec<Attestation<'g>>,
    pub(super) ends: Vec<Bound<'g>>,
    pub(super) starts: Vec<Bound<'g>>,
    /// First and last days on which a wider relation is told to be over and nothing tells of the tie anew: it stands as its
    /// own claims say, but is not present.
    pub(super) over: Vec<Bound<'g>>,
    /// Claims that say that the tie held at some time within these days, and is over.
    pub(super) past: Vec<Bound<'g>>,
    /// Days before a start that one claim gives on which the tie can still have held, because another claim
    /// leaves its start open.
    pub(super) open: Vec<Bound<'g>>,
    /// Claims without a date, of sources without one.
    pub(super) undated: Vec<ClaimRef<'g>>,
}

impl<'g> Told<'g> {
    pub(super) fn of(tie: &Tie<'g>, reach: Reach) -> Self {
        let mut told = Told::default();
        for at in tie.claims.iter().filter(|at| at.claim.modality.is_asserted()) {
            told.add(*at, claimed(at));
        }
        for (turning, at) in &tie.turnings {
            if at.claim.modality.is_asserted() {
                told.turn(*turning, *at);
            }
        }
        told.spans.sort_by_key(|span| (span.first, span.last, span.claim.place));
        told.drop_idle_ends();
        told.tighten();
        told.leave_open();
        told.starts_floor();
        told.reach(reach);
        if told.undated.is_empty() {
            told.over = tie.over.iter().filter_map(|at| told.over_by(at)).collect();
        }
        // If a dated claim says when it held, an undated one that it once did adds nothing.
        let first = told.spans.iter().map(|span| span.first).min().unwrap_or(Date::MAX);
        told.past.retain(|past| past.last < first);
        told
    }

    fn add(&mut self, at: ClaimRef<'g>, claimed: Claimed) {
        let (born, died) = lifetime(&at);
        let firm = at.claim.modality != Modality::Assessed;
        let bound = |(first, last): (Date, Date)| Bound { first, last, firm, claim: at };
        self.ends.extend(claimed.end.map(|(first, last)| bound((first, last.min(died)))));
        self.starts.extend(claimed.start.map(bound));
        let Some(days) = claimed.attested else {
            match claimed.end {
                Some((_, last)) => self.past.push(bound((born, last.min(died)))),
                None => self.undated.push(at),
            }
            return;
        };
        let (first, last) = (days.first.max(born), days.last.min(died));
        if first > last {
            // It is said about an actor that no longer exists: it held in that lifetime, if ever.
            if died < days.first {
                self.past.push(bound((born, died)));
            }
            return;
        }
        self.spans.push(Attestation {
            first,
            last,
            started: days.started.clamp(first, last),
            lasted: days.lasted.clamp(first, last),
            from: born,
            until: died,
            cut: died,
            firm,
            seen: claimed.seen,
            claim: at,
        });
    }

    /// An event that begins the tie attests it on its own date, one that ends it ends it.
    fn turn(&mut self, turning: Turning, at: ClaimRef<'g>) {
        let (published, when) = (at.source.published, at.claim.when);
        let firm = at.claim.modality != Modality::Assessed;
        let days = when.map(|when| when.hull());
        let days = days.map(|(a, b)| (a.unwrap_or(Date::MIN), b.unwrap_or(Date::MAX)));
        let by = published.and_then(|published| published.hull().1);
        match turning {
            Turning::Ends => {
                let (first, last) = days.unwrap_or((Date::MIN, by.unwrap_or(Date::MAX)));
                self.ends.push(Bound { first, last, firm, claim: at });
            }
            Turning::Begins => {
                let before = self.spans.len();
                self.add(at, Claimed::begun(&at));
                // That it began before the source's date does not mean that it went on until then.
                if days.is_none() && self.spans.len() > before {
                    self.spans[before].firm = false;
                }
            }
        }
    }

    /// An event ends only what is attested before it, and not known to be over: whoever takes a town today does not end
    /// a colonial rule of long ago, nor what another has already ended, nor what a source without a date tells of,
    /// which may have come after it.
    fn drop_idle_ends(&mut self) {
        let ends = |span: &Attestation<'_>, end: &Bound<'_>| {
            let between = |other: &&Bound<'_>| {
                other.firm && other.last < end.first && self.is_after(other, span)
            };
            self.is_after(end, span) && !self.ends.iter().any(|other| between(&other))
        };
        let idle = |end: &Bound<'_>| {
            end.claim.relation.is_event() && !self.spans.iter().any(|span| ends(span, end))
        };
        let idle: Vec<bool> = self.ends.iter().map(idle).collect();
        let mut idle = idle.into_iter();
        self.ends.retain(|_| !idle.next().unwrap_or(false));
    }

    /// Whether an end comes after what is attested. An event that ends somebody's hold does not end
    /// what can have begun after it.
    pub(super) fn is_after(&self, end: &Bound<'_>, span: &Attestation<'_>) -> bool {
        let (of_event, own) = (end.claim.relation.is_event(), span.claim.relation.is_event());
        let start = self.starts.iter().find(|start| start.claim.place == span.claim.place);
        let later = start.is_some_and(|start| start.last > end.last);
        end.last >= span.lasted && !(later && (of_event || own))
    }

    /// What a claim with an open start leaves possible before the start that another gives, if
    /// nothing is said about the time before.
    fn leave_open(&mut self) {
        let Some(start) = self.starts.iter().filter(|s| s.firm).map(|s| s.first).min() else {
            return;
        };
        let ends = self.ends.iter().filter(|end| end.firm).map(|end| end.last);
        let told = self.spans.iter().map(|span| span.first).chain(ends);
        let Some(before) = start.yesterday().ok().filter(|_| told.min() >= Some(start)) else {
            return;
        };
        let open = self.spans.iter().filter(|span| span.is_open() && span.from <= before);
        let open = open.map(|span| Bound {
            first: span.from,
            last: before,
            firm: span.firm,
            claim: span.claim,
        });
        self.open = open.collect();
    }

    /// If all that is known of an end is a day by which the tie was over, it came after the last attestation
    /// before that day.
    fn tighten(&mut self) {
        let firm = || self.spans.iter().filter(|span| span.firm).map(|span| span.lasted);
        let tightened = self.ends.iter().map(|end| {
            let last = firm().filter(|lasted| *lasted <= end.last).max();
            if end.first == Date::MIN { last.unwrap_or(Date::MIN) } else { end.first }
        });
        let tightened: Vec<Date> = tightened.collect();
        for (end, first) in self.ends.iter_mut().zip(tightened) {
            end.first = first;
        }
    }

    /// Before a start that a claim gives there is nothing, except what is itself attested before it.
    fn starts_floor(&mut self) {
        for start in self.starts.iter().filter(|start| start.firm) {
            for span in self.spans.iter_mut() {
                if span.started >= start.first {
                    span.from = span.from.max(start.first);
                    span.first = span.first.max(start.first);
                    span.lasted = span.lasted.max(span.first);
                } else if span.lasted < start.first {
                    span.until = span.until.min(start.last);
                }
            }
        }
        self.spans.sort_by_key(|span| (span.first, span.last, span.claim.place));
    }

    /// How far each attestation reaches, to the ends around it.
    fn reach(&mut self, reach: Reach) {
        let firm: Vec<(Date, Date)> =
            self.ends.iter().filter(|end| end.firm).map(|end| (end.first, end.last)).collect();
        let behind = |span: &Attestation<'_>| {
            let ends = self.ends.iter().filter(|end| end.firm && self.is_after(end, span));
            ends.map(|end| end.last).min()
        };
        let behind: Vec<Option<Date>> = self.spans.iter().map(behind).collect();
        for (span, behind) in self.spans.iter_mut().zip(behind) {
            span.cut = span.cut.min(behind.unwrap_or(Date::MAX)).max(span.first);
            span.last = span.last.min(span.cut);
            span.started = span.started.min(span.last);
            let before = firm.iter().filter(|end| end.1 < span.lasted).map(|end| end.0).max();
            let floor = span.from.max(before.unwrap_or(Date::MIN));
            span.from = reach.before(span.first).max(floor).min(span.first);
            span.until = reach.after(span.last).min(span.until).min(span.cut).max(span.last);
        }
    }

    /// The days on which it is over by an end told of a wider relation.
    fn over_by(&self, at: &ClaimRef<'g>) -> Option<Bound<'g>> {
        let firm = at.claim.modality.is_asserted() && at.claim.modality != Modality::Assessed;
        let (first, last) = claimed(at).end.filter(|_| firm)?;
        let end = Bound { first, last, firm, claim: *at };
        let anew = self.spans.iter().filter(|span| !self.is_after(&end, span));
        let anew = anew.map(|span| span.first).min();
        let last = anew.map_or(Some(Date::MAX), |anew| anew.yesterday().ok())?;
        let first = end.last.tomorrow().ok().filter(|first| *first <= last)?;
        Some(Bound { first, last, ..end })
    }

    /// The claims that say of a wider relation that it was over at a time, while nothing tells of the tie anew.
    pub(super) fn told_over(&self, when: When) -> Vec<ClaimRef<'g>> {
        let over = |days: &&Bound<'_>| match when {
            When::Ever => false,
            When::Told => days.last == Date::MAX,
            When::During(at) => days.first <= at.first && at.last <= days.last,
        };
        self.over.iter().filter(over).map(|days| days.claim).collect()
    }

    /// Whether the tie can have ended, or begun again, between one attestation and the next.
    pub(super) fn parts(&self, lasted: Date, next: Date, only_firm: bool) -> bool {
        let counts = |bound: &&Bound<'_>| bound.firm || !only_firm;
        let mut ends = self.ends.iter().filter(counts);
        let mut starts = self.starts.iter().filter(counts);
        ends.any(|end| end.first < next && end.last >= lasted)
            || starts.any(|start| start.first <= next && start.first > lasted)
    }
}

/// Claims that say that a tie is over, each with those that attest it later without a new start.
pub fn attested_after_ends<'g>(tie: &Tie<'g>) -> Vec<(ClaimRef<'g>, Vec<ClaimRef<'g>>)> {
    if tie.claims.first().is_none_or(|at| at.relation.is_event()) {
        return Vec::new();
    }
    let told =
        Told::of(&Tie { turnings: Vec::new(), over: Vec::new(), ..tie.clone() }, Reach::NONE);
    let begun = |at: &ClaimRef<'_>| {
        let started = told.starts.iter().any(|start| start.claim.place == at.place);
        started || at.claim.status == Status::Begun
    };
    let ends = told.ends.iter().filter(|end| end.claim.claim.status == Status::Ended);
    let later = |end: &Bound<'g>| {
        let later = told.spans.iter().filter(|span| span.first > end.last);
        later.map(|span| span.claim).filter(|at| !begun(at)).collect::<Vec<_>>()
    };
    let found = ends.map(|end| (end.claim, later(end)));
    found.filter(|(_, later)| !later.is_empty()).collect()
}

/// First and last day on which both ends of a claim can have existed. A successor is one although the other is gone.
pub(in crate::graph) fn lifetime(at: &ClaimRef<'_>) -> (Date, Date) {
    let mut life = (Date::MIN, Date::MAX);
    let may_be_gone = at.relation.spec.outlasts;
    for (actor, other) in [(at.from, false), (at.own_from, false), (at.to, true), (at.own_to, true)]
    {
        let (first, last) = actor.when.map_or((None, None), |when| when.hull());
        life.0 = life.0.max(first.unwrap_or(Date::MIN));
        if !(other && may_be_gone) {
            life.1 = life.1.min(last.unwrap_or(Date::MAX));
        }
    }
    life
}
