//! All that a dataset says of one actor.

use std::collections::BTreeMap;

use super::timeline::{day, timeline};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Date, Family, RelationIx};
use crate::query::time::certainty_of;
use crate::query::{Force, Scope, key};

/// An actor's dealings with another, within one family.
#[derive(Debug, Clone)]
pub struct Dealings<'g> {
    /// The other.
    pub other: ActorIx,
    /// The claims in the order of their dates, each with how its tie stands; of one that is not
    /// asserted, how it is put.
    pub claims: Vec<(ClaimRef<'g>, Force)>,
}

/// The actor's dealings by family, in the order of [`Family::ALL`], then of the others. Claims of
/// every modality, and of agents that a text does not name.
pub fn dossier<'g>(
    graph: &'g Graph,
    actor: ActorIx,
    scope: &Scope,
) -> Vec<(Family, Vec<Dealings<'g>>)> {
    let claims = timeline(graph, &[actor], scope);
    // How a tie stands is decided by all of its claims, not only by those near the date asked about.
    let mut ties: BTreeMap<(ActorIx, RelationIx, ActorIx), Vec<ClaimRef<'g>>> = BTreeMap::new();
    for at in graph.claims_from(actor).into_iter().chain(graph.claims_to(actor)) {
        if scope.admits(&at) {
            ties.entry(key(&at)).or_default().push(at);
        }
    }
    let force = |at: &ClaimRef<'g>| {
        let standing = certainty_of(&ties[&key(at)], scope.when, scope.reach);
        let held = standing.filter(|_| at.claim.modality.is_asserted());
        held.map_or(Force::Said(at.claim.modality), |standing| Force::Held(standing.certainty))
    };
    let mut found: BTreeMap<Family, BTreeMap<ActorIx, Vec<(ClaimRef<'g>, Force)>>> =
        BTreeMap::new();
    for at in claims {
        let other = if at.claim.from == actor { at.claim.to } else { at.claim.from };
        let family = found.entry(at.relation.family).or_default();
        family.entry(other).or_default().push((at, force(&at)));
    }
    let dealings = |others: BTreeMap<ActorIx, Vec<_>>| {
        let mut list: Vec<Dealings<'g>> =
            others.into_iter().map(|(other, claims)| Dealings { other, claims }).collect();
        list.sort_by_key(|d| {
            (d.claims.first().and_then(|(at, _)| day(at)).unwrap_or(Date::MAX), d.other)
        });
        list
    };
    found.into_iter().map(|(family, others)| (family, dealings(others))).collect()
}
