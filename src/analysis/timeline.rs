//! Claims in the order of their dates.

use crate::graph::standing::{told_of, touches};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Date};
use crate::query::Scope;
use crate::query::time::When;

/// The first day of which a claim speaks; of one that says only that something is over, the last
/// by which it was. `None` where nothing is known.
pub fn day(at: &ClaimRef<'_>) -> Option<Date> {
    let told = told_of(at).and_then(|days| days.first.or(days.last));
    told.or_else(|| at.validity().end.and_then(|(first, last)| first.or(last)))
}

/// The claims of a graph in the order of their dates, undated ones last: of all actors, of one, or of
/// two with each other. Claims of every modality, and of agents that a text does not name.
pub fn timeline<'g>(graph: &'g Graph, actors: &[ActorIx], scope: &Scope) -> Vec<ClaimRef<'g>> {
    let among = |at: &ClaimRef<'_>| {
        let ends = [at.claim.from, at.claim.to];
        actors.iter().all(|actor| ends.contains(actor))
    };
    let dated = |at: &ClaimRef<'_>| match scope.when {
        When::During(_) => touches(at, scope.when, scope.reach),
        _ => true,
    };
    let included = |at: &ClaimRef<'_>| {
        scope.include.is_empty()
            || at.claim.modality.is_asserted()
            || scope.include.contains(&at.claim.modality)
    };
    let about = |at: &ClaimRef<'_>| {
        scope.actor.is_none_or(|actor| [at.claim.from, at.claim.to].contains(&actor))
    };
    let claims = graph.claims().filter(|at| scope.admits(at));
    let claims = claims.filter(|at| among(at) && dated(at) && included(at) && about(at));
    let mut claims: Vec<ClaimRef<'g>> = claims.collect();
    claims.sort_by_key(|at| (day(at).unwrap_or(Date::MAX), at.place));
    claims
}
