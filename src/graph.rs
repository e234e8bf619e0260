//! CheckedDataset -> Graph: actors as nodes, one edge per claim, held in petgraph (`net.rs`).
//!
//! Takes a checked dataset, gives the graph and look-ups on it, in terms of actors and claims. What a search needs of all
//! claims (ends, relation, modality) is held in columns, and a claim is built when it is first looked at: so a question
//! to a kept graph does not read all of it, and a graph made from another shares its claims. Must not know patterns,
//! pictures or formats.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check::CheckedDataset;
use crate::model::{
    Actor, ActorIx, Claim, Modality, Period, Relation, RelationIx, Source, SourceIx, Validity,
    Vocabulary,
};

mod cells;
mod effects;
pub mod fields;
#[cfg(test)]
pub(crate) mod fixture;
mod net;
mod only;
pub mod origins;
mod over;
mod places;
mod roll_up;
pub mod standing;
pub mod tie;
pub mod time;
mod widen;

pub use only::only;
pub use roll_up::{Parents, Wholes, roll_up, roll_up_to_ask};
pub use tie::{Admit, AtEnd, Tie, TieKey, Turning};
pub use widen::widen;

use cells::Cells;
use net::{Ends, Net};

/// The knowledge graph.
#[derive(Debug, Clone)]
pub struct Graph {
    /// Shared with graphs made from this one.
    data: Arc<CheckedDataset>,
    /// The claims of the dataset that are in the graph, if not all are.
    picked: Option<Arc<[u32]>>,
    /// The ends that claims have in the graph, if it is rolled up or widened.
    moved: Option<Arc<Moved>>,
    /// Which claims lead from and to each actor; made when first needed.
    net: Arc<Net>,
    /// Whether each actor's acts count for a whole, if the graph is rolled up.
    parts: Vec<bool>,
    /// Which events begin or end which ties; made when first needed.
    effects: OnceLock<effects::Effects>,
    /// Which claims say that a tie of a relation with cases is over; found when first needed.
    wider_ends: over::WiderEnds,
}

/// Claims whose ends in a graph differ from those that they name themselves.
#[derive(Debug)]
struct Moved {
    ends: MovedEnds,
    /// The claims with other ends, built when first needed.
    claims: Cells<Claim>,
}

/// Where the ends of claims are moved to.
#[derive(Debug)]
enum MovedEnds {
    /// The ends of every claim of the graph.
    Listed(Vec<(ActorIx, ActorIx)>),
    /// Worked out when they are looked at: a question to a graph that is rolled up looks at few.
    Roots(roll_up::Roots),
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
    /// The relation that it asserts.
    pub relation: &'g Relation,
    /// The source that says so.
    pub source: &'g Source,
    /// Who acts in the claim itself; may differ from `from` if the graph is rolled up.
    pub own_from: &'g Actor,
    /// Who is acted on in the claim itself; may differ from `to` if the graph is rolled up.
    pub own_to: &'g Actor,
    /// The claim's index in the graph's list of claims.
    pub place: usize,
}

impl ClaimRef<'_> {
    /// When the tie holds according to this claim alone: raw bounds. [`standing`] is the only place that works out
    /// how it stands.
    pub fn validity(&self) -> Validity {
        let c = self.claim;
        Validity::of(c.when, c.status, self.relation.is_event(), self.source.published)
    }
}

impl Graph {
    /// Builds the graph: one node per actor, one edge per claim.
    pub fn new(data: CheckedDataset) -> Self {
        Graph {
            data: Arc::new(data),
            picked: None,
            moved: None,
            net: Arc::default(),
            parts: Vec::new(),
            effects: OnceLock::new(),
            wider_ends: over::WiderEnds::default(),
        }
    }

    /// The graph with some of its claims, by their indices here, and the ends that each of them is to have.
    fn with(&self, picked: Option<Vec<u32>>, ends: Option<MovedEnds>) -> Self {
        let picked = match (picked, &self.picked) {
            (None, before) => before.clone(),
            (Some(picked), None) => Some(picked.into()),
            (Some(picked), Some(before)) => {
                Some(picked.iter().map(|place| before[*place as usize]).collect())
            }
        };
        let count = picked.as_ref().map_or(self.data.claims.len(), |picked| picked.len());
        let moved = ends.map(|ends| Arc::new(Moved { claims: Cells::new(count), ends }));
        Graph {
            data: Arc::clone(&self.data),
            picked,
            moved,
            net: Arc::default(),
            parts: self.parts.clone(),
            effects: OnceLock::new(),
            wider_ends: over::WiderEnds::default(),
        }
    }

    /// The title, as it stands in the annotation file.
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

    /// Names for sides in the annotation file: a name goes to the side in which most of its actors are found.
    pub fn declared_sides(&self) -> &[(String, Vec<ActorIx>)] {
        &self.data.sides
    }

    /// The dates for which the annotation file wants pictures, in addition to that of everything.
    pub fn slices(&self) -> &[Period] {
        &self.data.slices
    }

    /// How many claims were left out because something is wrong with them; `None` if nothing is. Everything that
    /// is made from a draft has to say so.
    pub fn draft(&self) -> Option<usize> {
        self.data.draft
    }

    /// The relations that claims can assert.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.data.vocabulary
    }

    /// Every claim, in the order of the files.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = ClaimRef<'_>> {
        (0..self.claim_count()).map(|i| self.resolve(i))
    }

    /// Every claim, in parallel on all cores.
    pub fn par_claims(&self) -> impl IndexedParallelIterator<Item = ClaimRef<'_>> {
        (0..self.claim_count()).into_par_iter().map(|i| self.resolve(i))
    }

    /// The index of an actor in the list of actors.
    pub fn actor(&self, id: &str) -> Option<ActorIx> {
        self.data.actors.binary_search_by(|a| a.id.as_str().cmp(id)).ok().map(ActorIx::from)
    }

    /// The index of a source in the list of sources.
    pub fn source(&self, id: &str) -> Option<SourceIx> {
        self.data.sources.binary_search_by(|s| s.id.as_str().cmp(id)).ok().map(SourceIx::from)
    }

    /// Whether the graph is rolled up and the actor's acts count for a whole in it.
    pub fn is_part(&self, actor: ActorIx) -> bool {
        self.parts.get(actor.index()).copied().unwrap_or(false)
    }

    /// The claims in which an actor acts, in the order of the files.
    pub fn claims_from(&self, actor: ActorIx) -> Vec<ClaimRef<'_>> {
        self.places_from(actor).into_iter().map(|place| self.resolve(place)).collect()
    }

    /// The claims in which an actor is acted on, in the order of the files.
    pub fn claims_to(&self, actor: ActorIx) -> Vec<ClaimRef<'_>> {
        self.places_to(actor).into_iter().map(|place| self.resolve(place)).collect()
    }

    /// In how many claims an actor acts or is acted on.
    pub fn claim_count_of(&self, actor: ActorIx) -> usize {
        self.places_from(actor).len() + self.places_to(actor).len()
    }

    /// The indices of the claims in which an actor acts.
    fn places_from(&self, actor: ActorIx) -> Vec<usize> {
        self.net.from(actor, self.all_ends())
    }

    /// The indices of the claims in which an actor is acted on.
    fn places_to(&self, actor: ActorIx) -> Vec<usize> {
        self.net.to(actor, self.all_ends())
    }

    fn all_ends(&self) -> Ends<impl Fn(usize) -> (ActorIx, ActorIx)> {
        let of = |place| self.ends(place);
        Ends { actors: self.actors().len(), claims: self.claim_count(), of }
    }

    fn claim_count(&self) -> usize {
        self.picked.as_ref().map_or(self.data.claims.len(), |picked| picked.len())
    }

    /// The index of a claim in the dataset's list.
    fn in_dataset(&self, place: usize) -> usize {
        self.picked.as_ref().map_or(place, |picked| picked[place] as usize)
    }

    /// The ends that a claim has in the graph.
    fn ends(&self, place: usize) -> (ActorIx, ActorIx) {
        let own = || self.data.claims.ends(self.in_dataset(place));
        match self.moved.as_ref().map(|moved| &moved.ends) {
            None => own(),
            Some(MovedEnds::Listed(ends)) => ends[place],
            Some(MovedEnds::Roots(roots)) => {
                let days = || self.days_of(place);
                roots.of_claim(own(), self.relation_at(place), self.modality_at(place), days)
            }
        }
    }

    /// The relation of a claim, without building the claim.
    fn relation_at(&self, place: usize) -> RelationIx {
        self.data.claims.relation(self.in_dataset(place))
    }

    /// How the source of a claim puts it, without building the claim.
    fn modality_at(&self, place: usize) -> Modality {
        self.data.claims.modality(self.in_dataset(place))
    }

    /// The actor that a claim names as the place of what happened, without a look at the claim.
    fn scene_at(&self, place: usize) -> Option<ActorIx> {
        self.data.claims.scene(self.in_dataset(place))
    }

    /// The indices of asserted claims of some relations, without building the claims.
    fn asserted_of(&self, takes: impl Fn(&Relation) -> bool) -> impl Iterator<Item = usize> {
        let taken: Vec<bool> = self.vocabulary().iter().map(|(_, one)| takes(one)).collect();
        (0..self.claim_count()).filter(move |place| {
            taken[self.relation_at(*place).index()] && self.modality_at(*place).is_asserted()
        })
    }

    fn claim(&self, place: usize) -> &Claim {
        let own = self.data.claims.get(self.in_dataset(place));
        let Some(moved) = &self.moved else { return own };
        let (from, to) = self.ends(place);
        if (from, to) == (own.from, own.to) {
            return own;
        }
        moved.claims.get(place, || Claim { from, to, ..own.clone() })
    }

    fn effects(&self) -> &effects::Effects {
        self.effects.get_or_init(|| effects::Effects::of(self))
    }

    fn resolve(&self, i: usize) -> ClaimRef<'_> {
        let claim = self.claim(i);
        let (own_from, own_to) = self.data.claims.ends(self.in_dataset(i));
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
        let mut led = 0;
        for actor in (0..data.actors.len()).map(ActorIx::from) {
            let (from, to) = (self.claims_from(actor), self.claims_to(actor));
            assert!(from.iter().all(|at| at.claim.from == actor), "claims start where they say");
            assert!(to.iter().all(|at| at.claim.to == actor), "claims lead where they say");
            for list in [&from, &to] {
                assert!(list.windows(2).all(|w| w[0].place < w[1].place), "in the files' order");
            }
            led += from.len() + to.len();
        }
        assert_eq!(led, 2 * self.claim_count(), "each claim starts and ends somewhere");
        for (i, at) in self.claims().enumerate() {
            assert_eq!((at.claim.from, at.claim.to), self.ends(i));
            assert_eq!(
                (at.claim.relation, at.claim.modality),
                (self.relation_at(i), self.modality_at(i))
            );
            assert!(at.claim.source.index() < data.sources.len(), "every source is there");
            assert!(at.claim.from != at.claim.to, "no actor stands in a relation to itself");
        }
        let mut ids: Vec<_> = self.claims().map(|at| at.claim.id).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|w| w[0] != w[1]), "claim ids are unique");
    }
}
