//! Graph -> Graph with some of its claims: what one voice says, what happened at one place.
//!
//! Actors and sources stay as they are, so that places in their lists go on to mean the same. Must
//! not know what is asked.

use std::sync::Arc;

use super::{ClaimRef, Graph};

/// The graph with those of its claims that a test takes, in their order.
pub fn only(graph: &Graph, takes: impl Fn(&ClaimRef<'_>) -> bool) -> Graph {
    let taken: Vec<bool> = graph.claims().map(|at| takes(&at)).collect();
    let claims = graph.claims.iter().zip(&taken).filter(|(_, taken)| **taken);
    let claims = claims.map(|(claim, _)| claim.clone()).collect();
    let own_ends = graph.own_ends.as_ref().map(|ends| {
        let kept = ends.iter().zip(&taken).filter(|(_, taken)| **taken);
        kept.map(|(ends, _)| *ends).collect()
    });
    let mut part = Graph::with(Arc::clone(&graph.data), claims);
    part.own_ends = own_ends;
    part.parts.clone_from(&graph.parts);
    part
}
