//! Who leads to whom: petgraph's directed graph over the places of actors and claims.
//!
//! Takes the ends of claims, in their order; gives the places of an actor's claims, in order. Must not know claims.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::ActorIx;

/// A node for each actor and an edge for each claim, both by their places. Neither has a weight: what an actor is and
/// what a claim says is asked of the dataset, by the same place.
#[derive(Debug)]
pub(super) struct Net(DiGraph<(), ()>);

impl Net {
    /// Of claims with these ends, in their order. On one core: it is made when first asked for, and a thread that waits
    /// for others meanwhile could take up work that asks for it too.
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
