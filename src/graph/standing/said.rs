//! What is said about a tie at a time without being asserted.

use std::cmp::Reverse;

use super::claimed::claimed;
use super::event;
use super::told::lifetime;
use super::{Reach, When};
use crate::graph::ClaimRef;
use crate::graph::time::At;
use crate::model::{Date, Modality};

/// The order of modalities within one date.
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
    newest_first(&mut said);
    (asserted, said, denials)
}

/// Sorts claims that assert nothing: the newest first, within one date those nearest to a deed. A
/// day has the same date as its month.
pub fn newest_first(claims: &mut [ClaimRef<'_>]) {
    let days = |at: &ClaimRef<'_>| {
        let period = at.claim.when.or(at.source.published).map(At::from);
        period.map_or((Date::MIN, Date::MIN), |at| (at.first, at.last))
    };
    let order = |at: &ClaimRef<'_>| {
        let order = ORDER.iter().position(|modality| *modality == at.claim.modality);
        order.unwrap_or(ORDER.len())
    };
    claims.sort_by_key(|at| (Reverse(days(at)), order(at), at.place));
    let newest = claims.iter().map(|at| days(at).0).max().unwrap_or(Date::MIN);
    claims.sort_by_key(|at| match days(at).1 >= newest {
        true => (false, order(at)),
        false => (true, 0),
    });
}

/// Whether what one claim says, asserted or not, can be within a time; a plan also by the date for which
/// it was made.
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
            // A plan does not exist before it is made; what is alleged or denied can be older.
            let said = at.claim.modality;
            let made = !said.is_asserted() && !matches!(said, Modality::Alleged | Modality::Denied);
            let before = if made { days.first } else { reach.before(days.first) };
            let first = claimed.start.map_or(before, |start| start.0);
            (first.max(born), last.min(died))
        });
        attested.or(claimed.end.map(|end| (end.0.max(born), end.1.min(died))))
    };
    intended.into_iter().chain(own).collect()
}
