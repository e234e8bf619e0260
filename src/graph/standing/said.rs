//! What is said of a tie at a time without being asserted.

use std::cmp::Reverse;

use super::claimed::claimed;
use super::event;
use super::told::lifetime;
use super::{Reach, When};
use crate::graph::ClaimRef;
use crate::graph::time::At;
use crate::model::{Date, Modality};

/// What of one date is told first.
const ORDER: [Modality; 5] = [
    Modality::Planned,
    Modality::Considered,
    Modality::Alleged,
    Modality::Recommended,
    Modality::Hypothetical,
];

/// The claims that touch a time: those that assert, those that do not, the newest first, and those
/// that deny.
pub(super) fn beside<'g>(
    claims: &[ClaimRef<'g>],
    when: When,
    reach: Reach,
) -> (Vec<ClaimRef<'g>>, Vec<ClaimRef<'g>>, Vec<ClaimRef<'g>>) {
    let near = claims.iter().filter(|at| touches(at, when, reach)).copied();
    let (asserted, rest): (Vec<_>, Vec<_>) = near.partition(|at| at.claim.modality.is_asserted());
    let (denials, mut said): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|at| at.claim.modality == Modality::Denied);
    said.sort_by_key(newest_first);
    (asserted, said, denials)
}

/// In which order what is only said is told: the newest first, of one date the nearest to a deed.
pub fn newest_first(at: &ClaimRef<'_>) -> (Reverse<Option<Date>>, usize, usize) {
    let period = at.claim.when.or(at.source.published);
    let day = period.map(|period| period.hull().1.unwrap_or(Date::MAX));
    let order = ORDER.iter().position(|modality| *modality == at.claim.modality);
    (Reverse(day), order.unwrap_or(ORDER.len()), at.place)
}

/// Whether what one claim says, asserted or not, can fall into a time; a plan also by the date that
/// it is for.
pub fn touches(at: &ClaimRef<'_>, when: When, reach: Reach) -> bool {
    let When::During(asked) = when else { return true };
    let windows = windows(at, reach);
    windows.into_iter().any(|window| asked.overlaps(window))
}

/// The days that one claim by itself can be about.
pub(super) fn windows(at: &ClaimRef<'_>, reach: Reach) -> Vec<(Date, Date)> {
    let intended = at.claim.details().intended.map(At::from);
    let intended = intended.map(|for_| (for_.first, for_.last));
    let own = if at.relation.is_event() {
        event::day(at, reach).map(|day| day.window)
    } else {
        let (born, died) = lifetime(at);
        let claimed = claimed(at);
        let attested = claimed.attested.map(|days| {
            let last = claimed.end.map_or(reach.after(days.last), |end| end.1);
            let first = claimed.start.map_or(reach.before(days.first), |start| start.0);
            (first.max(born), last.min(died))
        });
        attested.or(claimed.end.map(|end| (end.0.max(born), end.1.min(died))))
    };
    intended.into_iter().chain(own).collect()
}
