//! Whether a tie holds at a date: design section 7.
//!
//! Takes the claims of one relation between one pair, and a time; gives how certain it is, and the
//! claims that decide it. Only asserted claims attest. Must not know patterns or questions.

use jiff::ToSpan as _;

use super::ClaimRef;
use super::span::{Span, Spans, lifetime};
use crate::model::{Date, Modality, Period};

/// First and last day of the time asked about; open sides are the calendar's ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl At {
    /// All time.
    pub const ALWAYS: At = At { first: Date::MIN, last: Date::MAX };

    fn overlaps(self, (first, last): (Date, Date)) -> bool {
        self.first <= last && self.last >= first
    }
}

impl From<Period> for At {
    fn from(period: Period) -> Self {
        let (first, last) = period.hull();
        At { first: first.unwrap_or(Date::MIN), last: last.unwrap_or(Date::MAX) }
    }
}

/// The time of a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// No date: how the tie stands by the last word on it. What has ended is ended.
    #[default]
    Told,
    /// At any time whatever.
    Ever,
    /// Some time between two days.
    During(At),
}

impl When {
    /// The days that the question covers.
    pub fn at(self) -> At {
        match self {
            When::Told | When::Ever => At::ALWAYS,
            When::During(at) => at,
        }
    }
}

/// How many years a standing tie reaches beyond each attestation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach(pub u16);

impl Default for Reach {
    fn default() -> Self {
        Reach(2)
    }
}

impl Reach {
    fn span(self) -> jiff::Span {
        // More years than the calendar has are as good as all of them.
        i32::from(self.0.min(9999)).years()
    }

    fn before(self, day: Date) -> Date {
        day.checked_sub(self.span()).unwrap_or(Date::MIN)
    }

    fn after(self, day: Date) -> Date {
        day.checked_add(self.span()).unwrap_or(Date::MAX)
    }
}

/// How certain it is that a tie holds; the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It held.
    Definite,
    /// Nothing excludes it.
    Possible,
    /// It was last seen too long ago.
    Stale,
    /// It was over.
    Ended,
}

impl Certainty {
    /// The word used in answers and exports.
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Definite => "definite",
            Certainty::Possible => "possible",
            Certainty::Stale => "stale",
            Certainty::Ended => "ended",
        }
    }
}

/// How a tie stands at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// How certain it is.
    pub certainty: Certainty,
    /// The claims that decide it, as places in the list given, in its order.
    pub claims: Vec<usize>,
    /// When the tie can have held, whatever was asked: first and last days, in order.
    pub windows: Vec<(Date, Date)>,
    /// The last day on which it was attested, if any is known.
    pub last_seen: Option<Date>,
}

/// How the tie of one relation and one pair stands at a time; `None` where no claim attests it then
/// or before. The claims must be of one relation and one pair, given either way round where the
/// relation is symmetric; those that are not asserted are passed over.
pub fn certainty_of(claims: &[ClaimRef<'_>], when: When, reach: Reach) -> Option<Standing> {
    let event = claims.first()?.relation.is_event();
    if event { of_event(claims, when) } else { of_standing(claims, when, reach) }
}

/// Whether what one claim says, asserted or not, can fall into a time; a plan also by the date that
/// it is for.
pub fn touches(at: &ClaimRef<'_>, when: When, reach: Reach) -> bool {
    let asked = when.at();
    let intended = at.claim.details().intended.map(At::from);
    if intended.is_some_and(|for_| asked.overlaps((for_.first, for_.last))) {
        return true;
    }
    let validity = at.validity();
    let (first, last) = validity.attested.or(validity.end).unwrap_or((None, None));
    let (first, last) = (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
    if at.relation.is_event() {
        return asked.overlaps((first, last));
    }
    let (born, died) = lifetime(at);
    asked.overlaps((reach.before(first).max(born), reach.after(last).min(died)))
}

fn of_event(claims: &[ClaimRef<'_>], when: When) -> Option<Standing> {
    let asked = when.at();
    let (mut certainty, mut deciding, mut windows) = (None, Vec::new(), Vec::new());
    for (i, at) in claims.iter().enumerate() {
        if !at.claim.modality.is_asserted() {
            continue;
        }
        let (first, last) = at.validity().attested.unwrap_or((None, None));
        let (first, last) = (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX));
        windows.push((first, last));
        if !asked.overlaps((first, last)) {
            continue;
        }
        let inside = asked.first <= first && asked.last >= last;
        let firm = at.claim.modality != Modality::Assessed;
        let own = if inside && firm { Certainty::Definite } else { Certainty::Possible };
        certainty = Some(certainty.map_or(own, |c: Certainty| c.min(own)));
        deciding.push(i);
    }
    let last_seen = windows.iter().map(|w| w.1).max().filter(|day| *day < Date::MAX);
    Some(Standing { certainty: certainty?, claims: deciding, windows: merged(windows), last_seen })
}

fn of_standing(claims: &[ClaimRef<'_>], when: When, reach: Reach) -> Option<Standing> {
    let told = Spans::of(claims);
    let windows = windows(&told, reach);
    let certainty = match when {
        When::Told => as_told(claims, &told)?,
        When::Ever => ever(claims)?,
        When::During(at) if is_definite(&told, at, reach) => Certainty::Definite,
        When::During(at) if windows.iter().any(|w| at.overlaps(*w)) => Certainty::Possible,
        When::During(at) => gone(&told, at)?,
    };
    let deciding = deciding(claims, &told, certainty, when, reach);
    let last_seen = told.spans.iter().map(|span| span.last).max().filter(|day| *day < Date::MAX);
    Some(Standing { certainty, claims: deciding, windows, last_seen })
}

/// Whether the days asked about meet a run of attestations none of which is further from the next
/// than the reach.
fn is_definite(told: &Spans, at: At, reach: Reach) -> bool {
    let mut run: Option<Span> = None;
    for span in told.spans.iter().filter(|span| span.firm) {
        let joined = run.filter(|run| {
            reach.after(run.last) >= span.first && !told.can_end_between(run.lasted, span.first)
        });
        let grown = joined.map_or(*span, |run| Span {
            last: run.last.max(span.last),
            started: run.started.min(span.started),
            lasted: run.lasted.max(span.lasted),
            ..run
        });
        // What is dated too loosely to fit into a run still counts by itself.
        if [grown, *span].iter().any(|s| at.first <= s.lasted && at.last >= s.started) {
            return true;
        }
        run = Some(grown);
    }
    false
}

/// When the tie can have held.
fn windows(told: &Spans, reach: Reach) -> Vec<(Date, Date)> {
    let mut windows: Vec<(Date, Date)> =
        told.past.iter().map(|past| (past.first, past.last)).collect();
    let mut before: Option<Span> = None;
    for span in &told.spans {
        let first = reach.before(span.first).max(span.floor);
        let last = reach.after(span.last).min(told.cut(span)).max(span.first);
        windows.push((first, last));
        let joined = before.filter(|run| !told.can_end_between(run.lasted, span.first));
        if let Some(run) = joined {
            windows.push((run.first, span.first));
        }
        before = Some(joined.map_or(*span, |run| Span {
            last: run.last.max(span.last),
            lasted: run.lasted.max(span.lasted),
            ..run
        }));
    }
    windows.retain(|(first, last)| first <= last);
    merged(windows)
}

/// Windows in order, those that overlap or touch made one.
fn merged(mut windows: Vec<(Date, Date)>) -> Vec<(Date, Date)> {
    windows.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::new();
    for (first, last) in windows {
        match merged.last_mut() {
            Some(open) if open.1 >= first.yesterday().unwrap_or(Date::MIN) => {
                open.1 = open.1.max(last);
            }
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// What is to be said of a tie that cannot hold at the time: that it is over, or last seen too long
/// ago, or nothing because it is attested only later.
fn gone(told: &Spans, at: At) -> Option<Certainty> {
    let over = told.past.iter().any(|past| past.last < at.first);
    let Some(last) = told.spans.iter().rfind(|span| span.first <= at.last) else {
        return over.then_some(Certainty::Ended);
    };
    let cut = told.cut(last) < at.first;
    Some(if cut { Certainty::Ended } else { Certainty::Stale })
}

/// How the tie stands without a date: ended, if nothing attests it behind its end.
fn as_told(claims: &[ClaimRef<'_>], told: &Spans) -> Option<Certainty> {
    let held = ever(claims)?;
    let attested: Vec<Date> = told.spans.iter().map(|span| span.last).collect();
    let ended = told.ends.iter().any(|end| attested.iter().all(|last| *last <= end.last));
    let outlived = !(told.spans.is_empty() && told.past.is_empty())
        && told.spans.iter().all(|span| span.ceiling < Date::MAX)
        && told.past.iter().all(|past| past.last < Date::MAX);
    Some(if ended || outlived { Certainty::Ended } else { held })
}

/// Whether the tie held at any time.
fn ever(claims: &[ClaimRef<'_>]) -> Option<Certainty> {
    let best = claims.iter().map(|at| at.claim.modality).filter(|m| m.is_asserted()).min()?;
    Some(if best == Modality::Assessed { Certainty::Possible } else { Certainty::Definite })
}

/// The claims that attest the tie near the time asked about, the last that did where none does, and
/// those that end it.
fn deciding(
    claims: &[ClaimRef<'_>],
    told: &Spans,
    certainty: Certainty,
    when: When,
    reach: Reach,
) -> Vec<usize> {
    let asserted = |i: &usize| claims[*i].claim.modality.is_asserted();
    let When::During(at) = when else {
        return (0..claims.len()).filter(asserted).collect();
    };
    let near = |i: &usize| asserted(i) && touches(&claims[*i], when, reach);
    let mut deciding: Vec<usize> = match certainty {
        Certainty::Definite => (0..claims.len()).filter(near).collect(),
        _ => told.ends.iter().chain(&told.past).map(|end| end.claim).collect(),
    };
    match certainty {
        Certainty::Definite => {}
        Certainty::Possible => deciding.extend((0..claims.len()).filter(near)),
        Certainty::Stale | Certainty::Ended => {
            let last = told.spans.iter().filter(|span| span.first <= at.last);
            let day = last.clone().map(|span| span.last).max();
            deciding.extend(last.filter(|span| Some(span.last) == day).map(|span| span.claim));
        }
    }
    if certainty == Certainty::Possible && deciding.is_empty() {
        // Between two attestations that are far apart.
        let before = told.spans.iter().rfind(|span| span.last < at.first);
        let after = told.spans.iter().find(|span| span.first > at.last);
        deciding.extend(before.into_iter().chain(after).map(|span| span.claim));
    }
    if deciding.is_empty() {
        deciding = (0..claims.len()).filter(asserted).collect();
    }
    deciding.sort_unstable();
    deciding.dedup();
    deciding
}

#[cfg(test)]
mod tests;
