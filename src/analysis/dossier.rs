//! All that a dataset says about one actor.

use std::collections::BTreeMap;

use super::timeline::{day, timeline};
use crate::graph::standing::standing;
use crate::graph::tie::is_unnamed;
use crate::graph::{Admit, ClaimRef, Graph};
use crate::model::{ActorIx, Date, Family};
use crate::query::{Force, Scope};

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
    let relation = |ix| scope.takes(ix);
    let admit = Admit { relation: &relation, sources: &scope.sources };
    let mut held: BTreeMap<usize, Force> = BTreeMap::new();
    let unnamed = claims.iter().filter(|at| is_unnamed(at)).map(|at| graph.tie_of(*at));
    for tie in graph.ties_of(actor, admit).into_iter().chain(unnamed) {
        if let Some(account) = standing(&tie, scope.when, scope.reach) {
            let asserted = tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
            held.extend(asserted.map(|at| (at.place, Force::Held(account.standing))));
        }
    }
    let force =
        |at: &ClaimRef<'g>| held.get(&at.place).copied().unwrap_or(Force::Said(at.claim.modality));
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
