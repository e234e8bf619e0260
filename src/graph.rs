//! CheckedDataset -> Graph: actors as nodes, one edge per claim, held in petgraph.
//!
//! Takes a checked dataset, gives the graph and look-ups on it. petgraph stays inside this floor
//! and below `query`: whoever stands above asks in actors and claims. Must not know patterns,
//! pictures or formats.

use std::sync::{Arc, OnceLock};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;

use crate::check::CheckedDataset;
use crate::model::{
    Actor, ActorIx, Claim, Period, Relation, Source, SourceIx, Validity, Vocabulary,
};

mod effects;
pub mod fields;
#[cfg(test)]
pub(crate) mod fixture;
mod only;
pub mod origins;
mod places;
mod roll_up;
pub mod standing;
pub mod tie;
pub mod time;
mod widen;

pub use only::only;
pub use roll_up::{Parents, Wholes, roll_up, roll_up_to_ask};
pub use tie::{Admit, Tie, TieKey, Turning};
pub use widen::widen;

/// The knowledge graph.
#[derive(Debug, Clone)]
pub struct Graph {
    /// All but the claims, which graphs made of this one share with it.
    data: Arc<CheckedDataset>,
    claims: Vec<Claim>,
    /// Node weights and edge weights are places in the dataset's lists of actors and claims.
    net: DiGraph<ActorIx, u32>,
    /// Where the graph is rolled up: the ends that each claim itself names.
    own_ends: Option<Vec<(ActorIx, ActorIx)>>,
    /// Where the graph is rolled up: whether each actor's acts are those of a whole.
    parts: Vec<bool>,
    /// Which events begin or end which ties, once somebody has asked.
    effects: OnceLock<effects::Effects>,
}

/// A claim of the graph with all that it points to.
#[derive(Debug, Clone, Copy)]
pub struct ClaimRef<'g> {
    /// The claim.
    pub claim: &'g Claim,
    /// Who acts.
    pub from: &'g Actor,
    /// Who is acted on.
    pub to: &'g Actor,
    /// The kind of tie.
    pub relation: &'g Relation,
    /// The document that says so.
    pub source: &'g Source,
    /// Who acts in the claim itself; another than `from` where the graph is rolled up.
    pub own_from: &'g Actor,
    /// Who is acted on in the claim itself; another than `to` where the graph is rolled up.
    pub own_to: &'g Actor,
    /// The claim's place in the graph's list of claims.
    pub place: usize,
}

impl ClaimRef<'_> {
    /// When the tie holds, as far as this claim tells: raw bounds. How it stands is worked out in
    /// [`standing`] alone.
    pub fn validity(&self) -> Validity {
        let c = self.claim;
        Validity::of(c.when, c.status, self.relation.is_event(), self.source.published)
    }
}

impl Graph {
    /// Builds the graph: one node per actor, one edge per claim.
    pub fn new(mut data: CheckedDataset) -> Self {
        let claims = std::mem::take(&mut data.claims);
        Graph::with(Arc::new(data), claims)
    }

    /// The graph of some claims among the same actors.
    fn with(data: Arc<CheckedDataset>, claims: Vec<Claim>) -> Self {
        let mut net = DiGraph::with_capacity(data.actors.len(), claims.len());
        for i in 0..data.actors.len() {
            net.add_node(ActorIx::from(i));
        }
        for (i, claim) in claims.iter().enumerate() {
            let i = u32::try_from(i).expect("fewer claims than 2^32");
            net.add_edge(NodeIndex::new(claim.from.index()), NodeIndex::new(claim.to.index()), i);
        }
        Graph { data, claims, net, own_ends: None, parts: Vec::new(), effects: OnceLock::new() }
    }

    /// As the annotation file has it.
    pub fn title(&self) -> &str {
        &self.data.title
    }

    /// Every actor, sorted by id.
    pub fn actors(&self) -> &[Actor] {
        &self.data.actors
    }

    /// Every source, sorted by id.
    pub fn sources(&self) -> &[Source] {
        &self.data.sources
    }

    /// What the annotation file calls the sides in which most of these actors are found.
    pub fn declared_sides(&self) -> &[(String, Vec<ActorIx>)] {
        &self.data.sides
    }

    /// The dates for which the annotation file wants pictures, beside that of everything.
    pub fn slices(&self) -> &[Period] {
        &self.data.slices
    }

    /// How many claims were left out because something is wrong with them; `None` where nothing is. Whatever
    /// is made of a draft has to say so.
    pub fn draft(&self) -> Option<usize> {
        self.data.draft
    }

    /// The relations that claims can assert.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.data.vocabulary
    }

    /// Every claim, in the order of the files.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimRef<'_>> {
        (0..self.claims.len()).map(|i| self.resolve(i))
    }

    /// The same, on all cores.
    pub fn par_claims(&self) -> impl IndexedParallelIterator<Item = ClaimRef<'_>> {
        (0..self.claims.len()).into_par_iter().map(|i| self.resolve(i))
    }

    /// The place of an actor in the list of actors.
    pub fn actor(&self, id: &str) -> Option<ActorIx> {
        self.data.actors.binary_search_by(|a| a.id.as_str().cmp(id)).ok().map(ActorIx::from)
    }

    /// The place of a source in the list of sources.
    pub fn source(&self, id: &str) -> Option<SourceIx> {
        self.data.sources.binary_search_by(|s| s.id.as_str().cmp(id)).ok().map(SourceIx::from)
    }

    /// Whether the graph is rolled up and the actor's acts are those of a whole in it.
    pub fn is_part(&self, actor: ActorIx) -> bool {
        self.parts.get(actor.index()).copied().unwrap_or(false)
    }

    /// The claims in which an actor acts, in the order of the files.
    pub fn claims_from(&self, actor: ActorIx) -> Vec<ClaimRef<'_>> {
        self.incident(actor, Direction::Outgoing)
    }

    /// The claims in which an actor is acted on, in the order of the files.
    pub fn claims_to(&self, actor: ActorIx) -> Vec<ClaimRef<'_>> {
        self.incident(actor, Direction::Incoming)
    }

    fn effects(&self) -> &effects::Effects {
        self.effects.get_or_init(|| effects::Effects::of(self))
    }

    fn incident(&self, actor: ActorIx, direction: Direction) -> Vec<ClaimRef<'_>> {
        let edges = self.net.edges_directed(NodeIndex::new(actor.index()), direction);
        let mut claims: Vec<u32> = edges.map(|edge| *edge.weight()).collect();
        claims.sort_unstable();
        claims.iter().map(|i| self.resolve(*i as usize)).collect()
    }

    fn resolve(&self, i: usize) -> ClaimRef<'_> {
        let claim = &self.claims[i];
        let (own_from, own_to) =
            self.own_ends.as_ref().map_or((claim.from, claim.to), |ends| ends[i]);
        ClaimRef {
            place: i,
            own_from: &self.data.actors[own_from.index()],
            own_to: &self.data.actors[own_to.index()],
            claim,
            from: &self.data.actors[claim.from.index()],
            to: &self.data.actors[claim.to.index()],
            relation: &self.data.vocabulary[claim.relation],
            source: &self.data.sources[claim.source.index()],
        }
    }

    /// Asserts what must hold of every graph; tests call it on each graph that they make.
    ///
    /// # Panics
    /// When an invariant is broken: lists sorted and free of duplicates, one node per actor in
    /// place, one edge per claim between its ends, claim ids unique, symmetric claims not twice.
    #[doc(hidden)]
    pub fn verify(&self) {
        let data = &self.data;
        assert!(data.actors.windows(2).all(|w| w[0].id < w[1].id), "actors sorted, ids unique");
        assert!(data.sources.windows(2).all(|w| w[0].id < w[1].id), "sources sorted, ids unique");
        assert_eq!(self.net.node_count(), data.actors.len(), "one node per actor");
        assert_eq!(self.net.edge_count(), self.claims.len(), "one edge per claim");
        for node in self.net.node_indices() {
            assert_eq!(self.net[node].index(), node.index(), "nodes stand in the actors' order");
        }
        for edge in self.net.edge_indices() {
            let (a, b) = self.net.edge_endpoints(edge).expect("the edge is of this graph");
            let claim = &self.claims[self.net[edge] as usize];
            assert_eq!((a.index(), b.index()), (claim.from.index(), claim.to.index()));
            assert!(claim.source.index() < data.sources.len(), "every source is there");
            assert!(claim.from != claim.to, "no actor stands in a relation to itself");
        }
        let mut ids: Vec<_> = self.claims.iter().map(|c| c.id).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|w| w[0] != w[1]), "claim ids are unique");
    }
}
