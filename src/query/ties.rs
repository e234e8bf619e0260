//! All ties of a graph, each once, for whoever compares or counts them.

use std::collections::BTreeMap;

use super::scope::Scope;
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, RelationIx};

/// Who, by which relation, whom; the ends of a symmetric tie stand in the actors' order.
pub type TieKey = (ActorIx, RelationIx, ActorIx);

/// The claims of each tie, whatever their modality, that a scope admits; in the order of the files.
/// Those of agents that a text does not name are left out: they may be of different people.
pub fn tie_claims<'g>(graph: &'g Graph, scope: &Scope) -> BTreeMap<TieKey, Vec<ClaimRef<'g>>> {
    let mut ties: BTreeMap<TieKey, Vec<ClaimRef<'g>>> = BTreeMap::new();
    for at in graph.claims() {
        if scope.admits(&at) && !at.from.id.is_unnamed() && !at.to.id.is_unnamed() {
            ties.entry(key(&at)).or_default().push(at);
        }
    }
    ties
}

/// The tie to which a claim belongs.
pub fn key(at: &ClaimRef<'_>) -> TieKey {
    let (from, to) = (at.claim.from, at.claim.to);
    if at.relation.is_symmetric() && to < from {
        (to, at.claim.relation, from)
    } else {
        (from, at.claim.relation, to)
    }
}
