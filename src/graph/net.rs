//! petgraph's directed graph over the indices of actors and claims.
//!
//! Takes the ends of claims, in their order; gives the indices of an actor's claims, in order. Must not know claims.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::ActorIx;

/// For so many actors all ends are looked through instead: most questions are about one or two, and looking through a
/// million ends takes a tenth of the time in which their graph is made.
const FEW: usize = 6;

/// The claims of an actor: those in which it acts, and those in which it is acted on.
type Places = Arc<[Vec<usize>; 2]>;

/// Which claims lead from and to each actor, worked out when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Net {
    /// The first actors asked for.
    few: Mutex<Vec<(ActorIx, Places)>>,
    /// A node for each actor and an edge for each claim, both by index. Neither has a weight: the dataset holds actors
    /// and claims under the same indices.
    all: OnceLock<DiGraph<(), ()>>,
}

/// Where the claims of a graph lead, in their order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends<F> {
    pub(super) actors: usize,
    pub(super) claims: usize,
    /// The ends of a claim, by its index.
    pub(super) of: F,
}

impl Net {
    /// The places of the claims in which an actor acts.
    pub(super) fn from(
        &self,
        actor: ActorIx,
        ends: Ends<impl Fn(usize) -> (ActorIx, ActorIx)>,
    ) -> Vec<usize> {
        self.places(actor, Direction::Outgoing, ends)
    }

    /// The places of the claims in which an actor is acted on.
    pub(super) fn to(
        &self,
        actor: ActorIx,
        ends: Ends<impl Fn(usize) -> (ActorIx, ActorIx)>,
    ) -> Vec<usize> {
        self.places(actor, Direction::Incoming, ends)
    }

    fn places(
        &self,
        actor: ActorIx,
        direction: Direction,
        ends: Ends<impl Fn(usize) -> (ActorIx, ActorIx)>,
    ) -> Vec<usize> {
        if self.all.get().is_none()
            && let Some(found) = self.looked_through(actor, &ends)
        {
            return found[direction.index()].clone();
        }
        let all = self.all.get_or_init(|| drawn(&ends));
        let edges = all.edges_directed(NodeIndex::new(actor.index()), direction);
        let mut places: Vec<usize> = edges.map(|edge| edge.id().index()).collect();
        // The latest stands first in petgraph's lists.
        places.reverse();
        places
    }

    /// The claims of one of the first actors asked for; `None` for others.
    fn looked_through(
        &self,
        actor: ActorIx,
        ends: &Ends<impl Fn(usize) -> (ActorIx, ActorIx)>,
    ) -> Option<Places> {
        let mut few = self.few.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = few.iter().find(|(known, _)| *known == actor) {
            return Some(Arc::clone(known));
        }
        if few.len() == FEW {
            return None;
        }
        let mut places = [Vec::new(), Vec::new()];
        for place in 0..ends.claims {
            let (from, to) = (ends.of)(place);
            if from == actor {
                places[Direction::Outgoing.index()].push(place);
            }
            if to == actor {
                places[Direction::Incoming.index()].push(place);
            }
        }
        let places = Arc::new(places);
        few.push((actor, Arc::clone(&places)));
        Some(places)
    }
}

/// The net of all claims. It is built on one core, because it is made when first needed: a thread that waited for others
/// could meanwhile take up work that needs it too, and would wait for itself.
fn drawn(ends: &Ends<impl Fn(usize) -> (ActorIx, ActorIx)>) -> DiGraph<(), ()> {
    let mut net = DiGraph::with_capacity(ends.actors, ends.claims);
    for _ in 0..ends.actors {
        net.add_node(());
    }
    for (from, to) in (0..ends.claims).map(&ends.of) {
        net.add_edge(NodeIndex::new(from.index()), NodeIndex::new(to.index()), ());
    }
    net
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_actors_and_all_others_are_answered_alike() {
        // Everybody acts on the next and on the one after.
        let actors = FEW * 3;
        let of = |place: usize| {
            let from = place % actors;
            let to = (from + 1 + place / actors) % actors;
            (ActorIx::from(from), ActorIx::from(to))
        };
        let ends = Ends { actors, claims: 2 * actors, of };
        let net = Net::default();
        for round in 0..2 {
            for i in 0..actors {
                let actor = ActorIx::from(i);
                assert_eq!(net.from(actor, ends), [i, i + actors], "round {round}");
                let before = |steps: usize| (i + actors - steps) % actors;
                assert_eq!(net.to(actor, ends), [before(1), before(2) + actors], "round {round}");
            }
        }
        assert!(net.all.get().is_some());
        assert_eq!(net.few.lock().unwrap().len(), FEW);
    }
}
