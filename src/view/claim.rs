//! A claim as exports have it.
//!
//! Takes a claim of a graph; gives the names of everybody it mentions, looked up when they are asked for. Must not know
//! formats.

use crate::graph::standing::Standing;
use crate::graph::{ClaimRef, Graph};
use crate::model::{Actor, Party};

/// A claim with the names of those whom it mentions.
#[derive(Debug, Clone)]
pub struct ClaimView<'g> {
    /// The claim and what it points to.
    pub at: ClaimRef<'g>,
    /// How its tie stands at the date shown; `None` if everything is shown.
    pub standing: Option<Standing>,
    /// Every actor of the graph.
    actors: &'g [Actor],
}

impl<'g> ClaimView<'g> {
    /// A claim of a graph.
    pub fn new(at: ClaimRef<'g>, graph: &'g Graph) -> Self {
        Self::standing_so(at, graph, None)
    }

    /// The same at a date.
    pub(super) fn standing_so(
        at: ClaimRef<'g>,
        graph: &'g Graph,
        standing: Option<Standing>,
    ) -> Self {
        ClaimView { at, standing, actors: graph.actors() }
    }

    /// Who says so; each of them does: actor ids, names, or `unnamed`.
    pub fn said_by(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.ids(&self.at.claim.details().said_by)
    }

    /// The same for people to read, with the actors' names.
    pub fn speakers(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.names(&self.at.claim.details().said_by)
    }

    /// Who passed it on to the source, the one nearest to the speaker first: actor ids, names, or `unnamed`.
    pub fn cited_by(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.ids(&self.at.claim.details().cited_by)
    }

    /// The same for people to read, with the actors' names.
    pub fn citers(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.names(&self.at.claim.details().cited_by)
    }

    /// The actors or places by way of which it happens: actor ids, names, or `unnamed`.
    pub fn through(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.ids(&self.at.claim.details().through)
    }

    /// At whom the support is aimed, as actor ids.
    pub fn against(&self) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        let actors = self.actors;
        self.at.claim.details().against.iter().map(move |ix| actors[ix.index()].id.as_str())
    }

    /// Where it happened: an actor id, or a name.
    pub fn place(&self) -> Option<&'g str> {
        self.ids(self.at.claim.details().place.as_slice()).next()
    }

    fn ids(&self, parties: &'g [Party]) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.shown(parties, |actor| actor.id.as_str())
    }

    fn names(&self, parties: &'g [Party]) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        self.shown(parties, |actor| actor.name.as_str())
    }

    fn shown(
        &self,
        parties: &'g [Party],
        of_actor: fn(&'g Actor) -> &'g str,
    ) -> impl Iterator<Item = &'g str> + Clone + use<'g> {
        let actors = self.actors;
        parties.iter().map(move |party| match party {
            Party::Actor(ix) => of_actor(&actors[ix.index()]),
            Party::Named(text) => text,
            Party::Unnamed => "unnamed",
        })
    }
}
