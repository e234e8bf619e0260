//! How an event stands at a time: it holds on its own date and on no other.

use super::claimed::latest;
use super::told::lifetime;
use super::{At, Reach, Shown, Standing, Tie, Weighed, When, merged};
use crate::graph::ClaimRef;
use crate::model::{Date, Modality};

/// When an event was, according to one claim.
pub(super) struct Day {
    /// Within these days at most; of an undated event the first is open.
    pub(super) bounds: (Date, Date),
    /// The days on which it is taken to be possible.
    pub(super) window: (Date, Date),
    /// From when on the claim attests it: an undated event is attested by its source's date.
    pub(super) seen: Date,
}

/// The days within which an event was according to the dates of a claim, or of its source.
pub(super) fn dates(at: &ClaimRef<'_>) -> Option<(Date, Date)> {
    let (first, last) = at.claim.when.or(at.source.published)?.hull();
    // Undated, it was some time before its source.
    let first = first.filter(|_| at.claim.when.is_some());
    Some((first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX)))
}

/// When an event was, according to a claim; `None` if neither the claim nor its source has a date.
pub(super) fn day(at: &ClaimRef<'_>, reach: Reach) -> Option<Day> {
    let closed = |(first, last): (Option<Date>, Option<Date>)| {
        (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
    };
    let (born, died) = lifetime(at);
    let clipped = |(first, last): (Date, Date)| (first.max(born), last.min(died));
    if let Some(when) = at.claim.when {
        let bounds = clipped(closed(when.hull()));
        return Some(Day { bounds, window: bounds, seen: bounds.0 });
    }
    let (first, last) = closed(at.source.published?.hull());
    let window = clipped((reach.before(first), last));
    // If one of the actors no longer existed by then, it was within that actor's lifetime.
    let window = if window.0 > window.1 && died < last { (born, died) } else { window };
    Some(Day { bounds: clipped((Date::MIN, last)), window, seen: first })
}

/// How the event stands; when it can have been at all; its last date.
pub(super) fn weigh<'g>(tie: &Tie<'g>, when: When, reach: Reach) -> Weighed<'g> {
    let asserted = tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
    let all: Vec<(ClaimRef<'g>, Option<Day>)> = asserted.map(|at| (*at, day(at, reach))).collect();
    let shown = match when {
        When::Told | When::Ever => ever(&all),
        When::During(at) => during(&all, at),
    };
    let windows = all.iter().map(|(_, day)| match (day, when) {
        (Some(day), When::During(_)) => day.window,
        (Some(day), _) => day.bounds,
        (None, _) => (Date::MIN, Date::MAX),
    });
    let last = all.iter().filter_map(|(at, day)| Some((day.as_ref()?.bounds.1, at)));
    let last = last.max_by_key(|(day, at)| (*day, std::cmp::Reverse(at.place)));
    let seen = last.and_then(|(_, at)| at.claim.when.or(at.source.published).and_then(latest));
    Weighed { shown, windows: merged(windows.collect()), last_seen: seen, over: Vec::new() }
}

fn firm(at: &ClaimRef<'_>) -> bool {
    at.claim.modality != Modality::Assessed
}

fn ever<'g>(all: &[(ClaimRef<'g>, Option<Day>)]) -> Option<Shown<'g>> {
    let some = |takes: &dyn Fn(&ClaimRef<'_>, bool) -> bool| {
        let taken = all.iter().filter(|(at, day)| takes(at, day.is_some()));
        taken.map(|(at, _)| *at).collect::<Vec<_>>()
    };
    Shown::new(Standing::Definite, true, some(&|at, dated| firm(at) && dated))
        .or_else(|| Shown::new(Standing::Possible, true, some(&|_, dated| dated)))
        .or_else(|| Shown::new(Standing::Undated, true, some(&|_, _| true)))
}

fn during<'g>(all: &[(ClaimRef<'g>, Option<Day>)], at: At) -> Option<Shown<'g>> {
    let dated = || all.iter().filter_map(|(claim, day)| Some((*claim, day.as_ref()?)));
    let inside = |day: &Day| {
        day.bounds.0 <= day.bounds.1 && at.first <= day.bounds.0 && at.last >= day.bounds.1
    };
    let definite = dated().filter(|(claim, day)| firm(claim) && inside(day));
    let near = || dated().filter(|(_, day)| at.overlaps(day.window) || inside(day));
    let seen = near().filter(|(_, day)| day.seen <= at.last);
    let claims = |list: &mut dyn Iterator<Item = (ClaimRef<'g>, &Day)>| {
        list.map(|(claim, _)| claim).collect::<Vec<_>>()
    };
    let undated = all.iter().filter(|(_, day)| day.is_none()).map(|(claim, _)| *claim);
    Shown::new(Standing::Definite, true, claims(&mut { definite }))
        .or_else(|| Shown::new(Standing::Possible, true, claims(&mut { seen })))
        .or_else(|| Shown::new(Standing::Possible, false, claims(&mut near())))
        .or_else(|| Shown::new(Standing::Undated, false, undated.collect()))
}
