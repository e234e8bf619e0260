//! Graph -> Graph with some of its claims: what one voice says, what happened at one place.
//!
//! Actors and sources stay as they are, so that indices in their lists keep their meaning. Must
//! not know what is asked.

use super::{ClaimRef, Graph, MovedEnds};

/// The graph with the claims for which a predicate is true, in their order.
pub fn only(graph: &Graph, takes: impl Fn(&ClaimRef<'_>) -> bool) -> Graph {
    let taken = graph.claims().filter(takes).map(|at| at.place);
    let taken: Vec<usize> = taken.collect();
    let ends = || MovedEnds::Listed(taken.iter().map(|i| graph.ends(*i)).collect());
    let ends = graph.moved.is_some().then(ends);
    let places = taken.iter().map(|i| u32::try_from(*i).expect("fewer claims than 2^32"));
    graph.with(Some(places.collect()), ends)
}
