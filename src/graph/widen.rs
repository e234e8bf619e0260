//! Graph -> Graph in which what happens in a town also happens in its country.
//!
//! Takes a graph, places, and which relations reach from a place to what it lies in; gives the graph with
//! those claims moved out to the places. A claim keeps its id and still knows its own place. Who
//! operates in Sirte operates in Libya; who controls Sirte does not control Libya. Must not know what
//! is asked.

use super::{Graph, MovedEnds};
use crate::model::{ActorIx, RelationIx};

/// The graph with claims of some relations moved from places out to those that they lie in.
pub fn widen(graph: &Graph, places: &[ActorIx], reaches: impl Fn(RelationIx) -> bool) -> Graph {
    let mut outer: Vec<Option<ActorIx>> = vec![None; graph.actors().len()];
    for place in places {
        for inner in graph.places_within(*place) {
            // If both places are asked about, each stays itself.
            if !places.contains(&inner) {
                outer[inner.index()] = Some(*place);
            }
        }
    }
    let moved = |i: usize| {
        let (from, to) = graph.ends(i);
        let wide = outer[to.index()].filter(|to| *to != from && reaches(graph.relation_at(i)));
        (from, wide.unwrap_or(to))
    };
    let ends = (0..graph.claim_count()).map(moved).collect();
    Graph { parts: Vec::new(), ..graph.with(None, Some(MovedEnds::Listed(ends))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn what_goes_on_in_a_town_goes_on_in_its_country() {
        let graph = Fixture::new("Places")
            .actor("front", "Front", Kind::ArmedGroup)
            .actor("land", "Land", Kind::State)
            .actor("town", "Town", Kind::Place)
            .within("town", "land")
            .source("paper", "2024")
            .claim("front operates_in town", "q")
            .claim("front controls town", "q")
            .graph();
        let land = graph.actor("land").unwrap();
        let operates = graph.vocabulary().get("operates_in").unwrap();
        let wide = widen(&graph, &[land], |relation| relation == operates);
        wide.verify();
        let shown: Vec<String> = wide
            .claims()
            .map(|at| format!("{} {} ({})", at.relation.id, at.to.id, at.own_to.id))
            .collect();
        assert_eq!(shown, ["operates_in land (town)", "controls town (town)"]);
    }
}
