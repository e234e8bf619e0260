//! What is told of a wider tie to be over: whoever no longer backs somebody no longer arms it either, as far as nothing
//! later says so.
//!
//! Takes a graph; gives, for a tie, the claims that say of a wider relation of the same pair that it is over. Must not know
//! dates: an end counts whenever it was.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::tie::{TieKey, is_unnamed};
use super::{ClaimRef, Graph};
use crate::model::{ActorIx, RelationIx, Status};

/// Indices of claims that say that a tie of a relation with cases is over, by who acts and whom it acts on.
type ByPair = FxHashMap<(ActorIx, ActorIx), Vec<u32>>;

/// Such claims of all pairs, found when they are first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct WiderEnds(OnceLock<ByPair>);

impl Graph {
    /// The claims that say of a wider relation of a tie that it is over.
    pub(super) fn over(&self, key: TieKey) -> Vec<ClaimRef<'_>> {
        let all = || among(self, 0..self.claim_count());
        over(self, self.wider_ends.0.get_or_init(all), key)
    }

    /// The same, for the ties of some claims and without a look at all others.
    pub(super) fn over_among<'g>(
        &'g self,
        places: impl Iterator<Item = usize>,
    ) -> impl Fn(TieKey) -> Vec<ClaimRef<'g>> + Sync {
        let ends = among(self, places);
        move |key| over(self, &ends, key)
    }
}

/// The ends among some claims.
fn among(graph: &Graph, places: impl Iterator<Item = usize>) -> ByPair {
    let vocabulary = graph.vocabulary();
    let mut has_cases = vec![false; vocabulary.iter().count()];
    for wider in vocabulary.iter().filter_map(|(_, relation)| relation.is_a) {
        has_cases[wider.index()] = true;
    }
    let mut found = ByPair::default();
    for place in places {
        let wide = has_cases[graph.relation_at(place).index()];
        if !wide || !graph.modality_at(place).is_asserted() {
            continue;
        }
        let at = graph.resolve(place);
        if at.claim.status == Status::Ended && !at.relation.is_event() && !is_unnamed(&at) {
            let place = u32::try_from(place).expect("fewer claims than 2^32");
            found.entry((at.claim.from, at.claim.to)).or_default().push(place);
        }
    }
    found
}

/// The claims among these that say of a wider relation of a tie that it is over.
fn over<'g>(graph: &'g Graph, ends: &ByPair, key: TieKey) -> Vec<ClaimRef<'g>> {
    let vocabulary = graph.vocabulary();
    let symmetric = |relation: RelationIx| vocabulary[relation].is_symmetric();
    let is_wider =
        |wider: RelationIx| wider != key.relation && vocabulary.is_a(key.relation, wider);
    // One side's end says nothing of what both do; what both did, neither does any longer.
    let there = ends.get(&(key.from, key.to)).into_iter().flatten();
    let back = ends.get(&(key.to, key.from)).into_iter().flatten();
    let back = back.filter(|place| symmetric(graph.relation_at(**place as usize)));
    let mut places: Vec<usize> = there.chain(back).map(|place| *place as usize).collect();
    places.retain(|place| {
        let wider = graph.relation_at(*place);
        is_wider(wider) && (symmetric(wider) || !symmetric(key.relation))
    });
    places.sort_unstable();
    places.into_iter().map(|place| graph.resolve(place)).collect()
}
