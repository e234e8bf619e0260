//! How a lasting tie stands at a time, worked out from what its claims say.

use super::told::{Attestation, Bound, Told};
use super::{At, Reach, Shown, Standing, Tie, Weighed, When, merged, seen};
use crate::graph::ClaimRef;
use crate::model::{Date, Modality};

/// How the tie stands; when it can have held at all; when it was last attested.
pub(super) fn weigh<'g>(tie: &Tie<'g>, when: When, reach: Reach) -> Weighed<'g> {
    let told = Told::of(tie, reach);
    if told.spans.is_empty() && told.past.is_empty() && told.undated.is_empty() {
        // An event ends a tie that nobody asserts.
        return Weighed::default();
    }
    let over = told.told_over(when);
    let shown = match when {
        When::Told => self::over(&told).or_else(|| held(&told, true)),
        When::Ever => held(&told, false),
        When::During(at) => (definite(&told, at, reach))
            .or_else(|| possible(&told, at))
            .or_else(|| gone(&told, at))
            .or_else(|| before_told(&told, at))
            .or_else(|| not_yet(&told, at))
            .or_else(|| undated(&told, false)),
    };
    let shown = shown.map(|shown| Shown { present: shown.present && over.is_empty(), ..shown });
    let last_seen = seen::last_told(&told.spans);
    let mut windows = windows(&told);
    if windows.is_empty() && !told.undated.is_empty() && !matches!(when, When::During(_)) {
        windows.push((Date::MIN, Date::MAX));
    }
    Weighed { shown, windows, last_seen, over }
}

/// A run of attestations, each no further from the next than the reach.
struct Run<'t, 'g> {
    spans: Vec<&'t Attestation<'g>>,
    /// The last day that any of them can mean.
    last: Date,
    started: Date,
    lasted: Date,
}

impl<'t, 'g> Run<'t, 'g> {
    /// The runs of attestations, no two joined across an end or a start.
    fn all(
        told: &Told<'_>,
        spans: impl Iterator<Item = &'t Attestation<'g>>,
        reach: Reach,
    ) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        for span in spans {
            match runs.last_mut() {
                Some(run)
                    if reach.after(run.last) >= span.first
                        && !told.parts(run.lasted, span.first, false) =>
                {
                    run.spans.push(span);
                    run.last = run.last.max(span.last);
                    run.started = run.started.min(span.started);
                    run.lasted = run.lasted.max(span.lasted);
                }
                _ => runs.push(Run {
                    spans: vec![span],
                    last: span.last,
                    started: span.started,
                    lasted: span.lasted,
                }),
            }
        }
        runs
    }

    fn covers(&self, at: At) -> bool {
        at.first <= self.lasted && at.last >= self.started
    }
}

fn covers(span: &Attestation<'_>, at: At) -> bool {
    at.first <= span.lasted && at.last >= span.started
}

/// The manner is the firmest one whose claims alone make the tie certain.
fn definite<'g>(told: &Told<'g>, at: At, reach: Reach) -> Option<Shown<'g>> {
    [Modality::Factual, Modality::Reported].into_iter().find_map(|manner| {
        let spans = || told.spans.iter().filter(|span| span.firm && span.modality() <= manner);
        let alone = spans().any(|span| covers(span, at));
        let run = Run::all(told, spans(), reach).into_iter().find(|run| run.covers(at))?;
        let deciding: Vec<ClaimRef<'g>> = match alone {
            true => {
                let firm = told.spans.iter().filter(|span| span.firm);
                firm.filter(|span| covers(span, at)).map(|span| span.claim).collect()
            }
            false => around(run.spans.iter().copied(), at),
        };
        Some(Shown { standing: Standing::Definite, present: true, manner, deciding })
    })
}

/// The attestations at a time, the last before it and the first after.
fn around<'t, 'g: 't>(
    spans: impl Iterator<Item = &'t Attestation<'g>> + Clone,
    at: At,
) -> Vec<ClaimRef<'g>> {
    let inside = spans.clone().filter(|span| at.overlaps((span.first, span.last)));
    let (before, after) = neighbours(spans.clone(), at);
    inside.map(|span| span.claim).chain(before).chain(after).collect()
}

/// The claims of the last attestation before a time, and those of the first after it.
fn neighbours<'t, 'g: 't>(
    spans: impl Iterator<Item = &'t Attestation<'g>> + Clone,
    at: At,
) -> (Vec<ClaimRef<'g>>, Vec<ClaimRef<'g>>) {
    let before = || spans.clone().filter(|span| span.last < at.first);
    let after = || spans.clone().filter(|span| span.first > at.last);
    let last = before().map(|span| span.last).max();
    let first = after().map(|span| span.first).min();
    (
        before().filter(|span| Some(span.last) == last).map(|span| span.claim).collect(),
        after().filter(|span| Some(span.first) == first).map(|span| span.claim).collect(),
    )
}

fn possible<'g>(told: &Told<'g>, at: At) -> Option<Shown<'g>> {
    let possible = |present, deciding| Shown::new(Standing::Possible, present, deciding);
    let near = || told.spans.iter().filter(|span| at.overlaps((span.from, span.until)));
    // It is present if an attestation is no later than the time asked about.
    let seen = near().filter(|span| at.overlaps((span.first, span.until)));
    let present = possible(true, seen.map(|span| span.claim).collect());
    if present.is_some() {
        return present;
    }
    if let Some(gap) = gap(told, at) {
        return Some(gap);
    }
    let past = told.past.iter().filter(|past| at.overlaps((past.first, past.last)));
    possible(false, near().map(|span| span.claim).chain(past.map(|past| past.claim)).collect())
}

/// The time lies between two attestations further apart than the reach, with no end between them.
fn gap<'g>(told: &Told<'g>, at: At) -> Option<Shown<'g>> {
    let lasted = told.spans.iter().filter(|span| span.last < at.first).map(|span| span.lasted);
    let next = told.spans.iter().map(|span| span.first).find(|first| *first > at.last)?;
    if told.parts(lasted.max()?, next, true) {
        return None;
    }
    let (before, after) = neighbours(told.spans.iter(), at);
    let firmest = |claims: &[ClaimRef<'_>]| claims.iter().map(|at| at.claim.modality).min();
    // Both sides are needed, so the weaker modality counts.
    let manner = firmest(&before)?.max(firmest(&after)?);
    let deciding = before.into_iter().chain(after).collect();
    Some(Shown { standing: Standing::Possible, present: true, manner, deciding })
}

/// The standing of a tie that cannot hold at the time, although it did before: stale, or ended.
fn gone<'g>(told: &Told<'g>, at: At) -> Option<Shown<'g>> {
    let before = || told.spans.iter().filter(|span| span.first <= at.last);
    let left = || before().filter(|span| span.cut >= at.first);
    if let Some(last) = left().map(|span| span.last).max() {
        let last = left().filter(|span| span.last == last).map(|span| span.claim);
        return Shown::new(Standing::Stale, false, last.collect());
    }
    let ends = told.ends.iter().filter(|end| end.firm && end.last < at.first);
    let past = told.past.iter().filter(|past| past.last < at.first);
    let ends: Vec<&Bound<'g>> = ends.chain(past).collect();
    if let Some(last) = ends.iter().map(|end| end.last).max() {
        let last = ends.into_iter().filter(|end| end.last == last);
        return ended(told, last.collect());
    }
    // An actor no longer exists.
    let last = before().map(|span| span.last).max()?;
    let last = before().filter(|span| span.last == last).map(|span| span.claim);
    Shown::new(Standing::Ended, false, last.collect())
}

/// The claims that show that it is over. The event that ended a tie shows that only together with the claims of the tie.
fn ended<'g>(told: &Told<'g>, ends: Vec<&Bound<'g>>) -> Option<Shown<'g>> {
    let shown = Shown::new(Standing::Ended, false, ends.iter().map(|end| end.claim).collect());
    let mut shown = shown?;
    if ends.iter().all(|end| end.claim.relation.is_event()) {
        let ended = |span: &&Attestation<'_>| ends.iter().any(|end| told.is_after(end, span));
        let last = told.spans.iter().filter(ended).map(|span| span.last).max();
        let held = told.spans.iter().filter(|span| ended(span) && Some(span.last) == last);
        shown.deciding.extend(held.map(|span| span.claim));
    }
    Some(shown)
}

/// One claim gives a later start, and another leaves the start open.
fn before_told<'g>(told: &Told<'g>, at: At) -> Option<Shown<'g>> {
    let open = told.open.iter().filter(|open| at.overlaps((open.first, open.last)));
    Shown::new(Standing::Possible, false, open.map(|open| open.claim).collect())
}

fn not_yet<'g>(told: &Told<'g>, at: At) -> Option<Shown<'g>> {
    let starts = || told.starts.iter().filter(|start| start.firm && start.first > at.last);
    let first = starts().map(|start| start.first).min()?;
    let first = starts().filter(|start| start.first == first).map(|start| start.claim);
    Shown::new(Standing::NotYet, false, first.collect())
}

fn undated<'g>(told: &Told<'g>, present: bool) -> Option<Shown<'g>> {
    Shown::new(Standing::Undated, present, told.undated.clone())
}

/// Whether the latest claims say that the tie is over.
fn over<'g>(told: &Told<'g>) -> Option<Shown<'g>> {
    let last = |end: &&Bound<'_>| told.spans.iter().all(|span| told.is_after(end, span));
    let alone = told.spans.is_empty() && told.undated.is_empty();
    let ends = told.ends.iter().filter(|end| end.firm || alone).filter(last);
    let ends: Vec<&Bound<'g>> = ends.collect();
    let latest = ends.iter().map(|end| end.last).max();
    let latest = ends.into_iter().filter(|end| Some(end.last) == latest);
    let ended = ended(told, latest.collect());
    if ended.is_some() || !told.undated.is_empty() {
        return ended;
    }
    // An actor no longer exists.
    let outlived = told.spans.iter().all(|span| span.cut < Date::MAX)
        && told.past.iter().all(|past| past.last < Date::MAX);
    let claims = told.spans.iter().map(|span| span.claim);
    let claims = claims.chain(told.past.iter().map(|past| past.claim));
    Shown::new(Standing::Ended, false, claims.filter(|_| outlived).collect())
}

/// Whether the tie held at any time; by the latest sources: where one tells of an end, and others of what came after it, only
/// these show it.
fn held<'g>(told: &Told<'g>, latest: bool) -> Option<Shown<'g>> {
    let goes_on = |span: &&Attestation<'g>| {
        let ended = told.ends.iter().any(|end| end.firm && told.is_after(end, span));
        !ended && !told.over.iter().any(|over| span.lasted < over.first)
    };
    let again = latest && told.spans.iter().any(|span| goes_on(&span));
    let spans = told.spans.iter().filter(|span| !again || goes_on(span));
    let spans = spans.map(|span| (span.firm, span.claim));
    let past = told.past.iter().filter(|_| !again).map(|past| (past.firm, past.claim));
    let (firm, soft): (Vec<_>, Vec<_>) = spans.chain(past).partition(|(firm, _)| *firm);
    let claims = |list: Vec<(bool, ClaimRef<'g>)>| list.into_iter().map(|(_, at)| at).collect();
    Shown::new(Standing::Definite, true, claims(firm))
        .or_else(|| Shown::new(Standing::Possible, true, claims(soft)))
        .or_else(|| undated(told, true))
}

/// When the tie can have held.
fn windows(told: &Told<'_>) -> Vec<(Date, Date)> {
    let mut windows: Vec<(Date, Date)> =
        told.past.iter().chain(&told.open).map(|bound| (bound.first, bound.last)).collect();
    let mut lasted: Option<(Date, Date)> = None;
    for span in &told.spans {
        windows.push((span.from, span.until));
        if let Some((first, lasted)) = lasted
            && !told.parts(lasted, span.first, true)
        {
            windows.push((first, span.first));
        }
        let before = lasted.unwrap_or((span.last, span.lasted));
        lasted = Some((before.0.max(span.last), before.1.max(span.lasted)));
    }
    merged(windows)
}
