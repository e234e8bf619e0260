//! petgraph's directed graph over the indices of actors and claims.
//!
//! Takes the ends of claims, in their order; gives the indices of an actor's claims, in order. Must not know claims.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::ActorIx;

/// A node for each actor and an edge for each claim, both by index. Neither has a weight: the dataset holds actors
/// and claims under the same indices.
#[derive(Debug)]
pub(super) struct Net(DiGraph<(), ()>);

impl Net {
    /// The net of claims with these ends, in their order. It is built on one core, because it is made when first needed:
    /// a thread that waited for others could meanwhile take up work that needs it too, and would wait for itself.
    pub(super) fn of(
        actors: usize,
        ends: impl ExactSizeIterator<Item = (ActorIx, ActorIx)>,
    ) -> Self {
        let mut net = DiGraph::with_capacity(actors, ends.len());
        for _ in 0..actors {
            net.add_node(());
        }
        for (from, to) in ends {
            net.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), ());
        }
        Net(net)
    }

    /// The places of the claims in which an actor acts.
    pub(super) fn from(&self, actor: ActorIx) -> Vec<usize> {
        self.places(actor, Direction::Outgoing)
    }

    /// The places of the claims in which an actor is acted on.
    pub(super) fn to(&self, actor: ActorIx) -> Vec<usize> {
        self.places(actor, Direction::Incoming)
    }

    fn places(&self, actor: ActorIx, direction: Direction) -> Vec<usize> {
        let edges = self.0.edges_directed(NodeIndex::new(actor.index()), direction);
        let mut places: Vec<usize> = edges.map(|edge| edge.id().index()).collect();
        // The latest stands first in petgraph's lists.
        places.reverse();
        places
    }
}
