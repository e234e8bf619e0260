//! The graph as exports have it, in the order of the graph: actors, claims with the names of everybody they mention,
//! ties.
//!
//! Takes a graph, gives a [`View`] that holds everything a format needs, nothing left out: what a picture shows
//! is chosen elsewhere, by [`crate::choice`]. Must not know positions, formats or files.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::graph::fields::{Field, FieldValue};
use crate::graph::origins::origins;
use crate::graph::{ClaimRef, Graph};
use crate::look::Look;
use crate::model::{
    Actor, ActorIx, CodeList, Family, Few, Modality, Period, Relation, RelationIx, Sign, Source,
    SourceIx, Vocabulary,
};

mod claim;
mod presence;
mod slice;

pub use claim::ClaimView;
pub use presence::{LastWord, TiesWithin};

/// What is shown of a graph, in the order of exports.
#[derive(Debug, Clone)]
pub struct View<'g> {
    /// The dataset's title.
    pub title: &'g str,
    /// The date at which the graph is shown; `None` if everything is shown.
    pub at: Option<Period>,
    /// Names that the dataset gives to sides, with the ids of the actors in them.
    pub declared_sides: Vec<(&'g str, Vec<&'g str>)>,
    /// The dates for which the dataset wants pictures.
    pub slices: &'g [Period],
    /// How many claims the graph lacks because something is wrong with them; see [`Graph::draft`].
    pub draft: Option<usize>,
    /// The sources whose claims are shown, sorted by id.
    pub sources: Vec<&'g Source>,
    /// The relations that occur, with those they are cases of, in the vocabulary's order.
    pub relations: Vec<RelationView<'g>>,
    /// The actors shown, sorted by id.
    pub actors: Vec<&'g Actor>,
    /// The claims shown, in the order of the files.
    pub claims: Vec<ClaimView<'g>>,
    /// What is known about each actor besides the graph, in the order of [`View::actors`]; empty until sides and
    /// positions are found (`project::mark`).
    pub marks: Vec<Mark>,
    /// Every source of the graph; what [`SourceIx`] counts.
    all_sources: &'g [Source],
    /// Every actor of the graph; what [`ActorIx`] counts.
    all_actors: &'g [Actor],
    /// The graph itself, for how its ties stand.
    graph: &'g Graph,
    /// For each actor of the graph, by [`ActorIx`], its place among those shown.
    places: Vec<u32>,
    /// The bundles of claims; made when first needed.
    ties: OnceLock<Vec<Bundle>>,
    /// The place of each claim's bundle among them.
    bundle_of: OnceLock<Vec<u32>>,
    known: presence::Known,
}

/// What analysis and layout have found out about an actor; empty if they have not been run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mark {
    /// The camp to which it belongs.
    pub side: Option<String>,
    /// The position of its middle, to the right of and below the origin.
    pub position: Option<(f64, f64)>,
}

/// A relation with what its names and codes stand for.
#[derive(Debug, Clone)]
pub struct RelationView<'g> {
    /// The relation.
    pub relation: &'g Relation,
    /// The id of the wider relation.
    pub is_a: Option<&'g str>,
    /// Its codes in the UCDP External Support Dataset, with their labels.
    pub esd: Vec<(&'g str, &'g str)>,
    /// Its codes in PLOVER, with their labels.
    pub plover: Vec<(&'g str, &'g str)>,
}

impl<'g> RelationView<'g> {
    fn new(relation: &'g Relation, vocabulary: &'g Vocabulary) -> Self {
        let labelled = |codes: &'g [String], list: &'g CodeList| {
            let label = |code: &'g String| list.get_key_value(code);
            codes.iter().filter_map(label).map(|(c, l)| (c.as_str(), l.as_str())).collect()
        };
        RelationView {
            relation,
            is_a: relation.is_a.map(|wider| vocabulary[wider].id.as_str()),
            esd: labelled(&relation.spec.esd, vocabulary.esd_codes()),
            plover: labelled(&relation.spec.plover, vocabulary.plover_codes()),
        }
    }
}

/// All claims of one family from one actor to another; what a diagram draws as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The one who acts, as an index into [`View::actors`].
    pub from: usize,
    /// The one acted on, as an index into [`View::actors`].
    pub to: usize,
    /// What sort of tie.
    pub family: Family,
    /// Whether every claim in it holds both ways; its ends then stand in the actors' order.
    pub symmetric: bool,
    /// −1 or +1 if its claims agree, neutral if they are weak or contradict each other.
    pub sign: Sign,
    /// The firmest modality among its claims.
    pub modality: Modality,
    /// Whether it has all claims shown of its pair and family.
    pub whole: bool,
    /// Its claims, as indices into [`View::claims`].
    pub claims: Few<usize>,
}

impl Bundle {
    /// Whether at least one source asserts it.
    pub fn is_asserted(&self) -> bool {
        self.modality.is_asserted()
    }

    /// What sort of line it is.
    pub fn look(&self) -> Look {
        Look::of(self.family, self.sign.value())
    }
}

impl<'g> View<'g> {
    /// Everything that the graph holds.
    pub fn whole(graph: &'g Graph) -> Self {
        let claims = graph.par_claims().map(|at| ClaimView::new(at, graph)).collect();
        let actors: Vec<ActorIx> = (0..graph.actors().len()).map(ActorIx::from).collect();
        View::of(graph, &actors, graph.sources().iter().collect(), claims)
    }

    /// These claims, with their actors and sources, each in the order of the graph.
    fn of(
        graph: &'g Graph,
        actors: &[ActorIx],
        sources: Vec<&'g Source>,
        claims: Vec<ClaimView<'g>>,
    ) -> Self {
        let mut places = vec![u32::MAX; graph.actors().len()];
        for (place, ix) in (0..).zip(actors) {
            places[ix.index()] = place;
        }
        let actors: Vec<&Actor> = actors.iter().map(|ix| &graph.actors()[ix.index()]).collect();
        let vocabulary = graph.vocabulary();
        let used = asserted(&claims).into_iter().flat_map(|ix| vocabulary.ancestry(ix));
        let used: BTreeSet<_> = used.collect();
        let relations =
            used.into_iter().map(|ix| RelationView::new(&vocabulary[ix], vocabulary)).collect();
        View {
            title: graph.title(),
            at: None,
            declared_sides: (graph.declared_sides().iter())
                .map(|(name, actors)| {
                    let id = |ix: &ActorIx| graph.actors()[ix.index()].id.as_str();
                    (name.as_str(), actors.iter().map(id).collect())
                })
                .collect(),
            slices: graph.slices(),
            draft: graph.draft(),
            sources,
            relations,
            marks: vec![Mark::default(); actors.len()],
            actors,
            claims,
            all_sources: graph.sources(),
            all_actors: graph.actors(),
            graph,
            places,
            ties: OnceLock::new(),
            bundle_of: OnceLock::new(),
            known: presence::Known::default(),
        }
    }

    /// The source with that index in the dataset, whether or not one of its claims is shown.
    pub fn source(&self, ix: SourceIx) -> &'g Source {
        &self.all_sources[ix.index()]
    }

    /// The value of a field of a claim that is shown.
    pub fn value(&self, field: &Field, claim: &ClaimView<'g>) -> Option<FieldValue<'g>> {
        field.value(&claim.at, self.all_actors)
    }

    /// The id of an actor of the graph, whether or not it is shown.
    pub fn actor_id(&self, ix: ActorIx) -> &'g str {
        self.all_actors[ix.index()].id.as_str()
    }

    /// The claims, bundled by pair and family, sorted by from, to and family.
    pub fn ties(&self) -> &[Bundle] {
        self.ties.get_or_init(|| bundle(&self.claims, &self.places))
    }

    /// The place in [`View::ties`] of the bundle in which a claim is.
    fn bundle_of(&self, claim: usize) -> usize {
        let bundles = || {
            let mut of = vec![0; self.claims.len()];
            for (place, bundle) in (0..).zip(self.ties()) {
                bundle.claims.iter().for_each(|claim| of[*claim] = place);
            }
            of
        };
        self.bundle_of.get_or_init(bundles)[claim] as usize
    }

    /// The number of independent origins of some claims; at least 1.
    pub fn origins<'v>(&'v self, claims: impl Iterator<Item = &'v ClaimView<'g>>) -> usize {
        let claims: Vec<ClaimRef<'g>> = claims.map(|claim| claim.at).collect();
        origins((self.all_actors, self.all_sources), claims.into_iter())
    }

    /// A claim of [`View::claims`] as a bundle of its own: for formats that show each claim as one
    /// line.
    pub fn single_tie(&self, i: usize) -> Bundle {
        let at = &self.claims[i].at;
        Bundle {
            from: place(&self.places, at.claim.from),
            to: place(&self.places, at.claim.to),
            family: at.relation.family,
            symmetric: at.relation.is_symmetric(),
            sign: at.relation.sign,
            modality: at.claim.modality,
            whole: false,
            claims: std::iter::once(i).collect(),
        }
    }
}

/// The relations of some claims.
fn asserted(claims: &[ClaimView<'_>]) -> BTreeSet<RelationIx> {
    let one = |mut set: BTreeSet<_>, claim: &ClaimView<'_>| {
        set.insert(claim.at.claim.relation);
        set
    };
    claims.par_iter().fold(BTreeSet::new, one).reduce(BTreeSet::new, |a, b| &a | &b)
}

/// Where an actor stands among those shown; the ends of every claim that is shown are.
fn place(places: &[u32], actor: ActorIx) -> usize {
    places[actor.index()] as usize
}

/// What the claims of a bundle have in common: ends, family, and whether it holds both ways.
type Common = (usize, usize, Family, bool);

/// Bundles claims per pair and family. Symmetric claims are a bundle of their own, because one line
/// cannot be drawn with and without a direction.
fn bundle(claims: &[ClaimView<'_>], places: &[u32]) -> Vec<Bundle> {
    let key = |(i, view): (usize, &ClaimView<'_>)| {
        let (claim, relation) = (view.at.claim, view.at.relation);
        let (a, b) = (place(places, claim.from), place(places, claim.to));
        let symmetric = relation.is_symmetric();
        let (a, b) = if symmetric { (a.min(b), a.max(b)) } else { (a, b) };
        ((a, b, relation.family, symmetric), i)
    };
    let mut keyed: Vec<_> = claims.par_iter().enumerate().map(key).collect();
    keyed.par_sort_unstable();
    let bundles = keyed.par_chunk_by(|one, next| one.0 == next.0);
    let tie = |bundle: &[(Common, usize)]| {
        let (from, to, family, symmetric) = bundle[0].0;
        let members = || bundle.iter().map(|(_, i)| *i);
        let signs = members().map(|i| claims[i].at.relation.sign);
        let modality = members().map(|i| claims[i].at.claim.modality).min();
        Bundle {
            from,
            to,
            family,
            symmetric,
            sign: signs.into_iter().find(|s| *s != Sign::Neutral).unwrap_or(Sign::Neutral),
            modality: modality.expect("a bundle has a claim"),
            whole: true,
            claims: members().collect(),
        }
    };
    bundles.map(tie).collect()
}
