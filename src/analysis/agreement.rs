//! How far two coders agree: two codings of the same sources, compared claim by claim.
//!
//! Takes the graphs of two codings; gives who is whom, precision and recall, Krippendorff's alpha, and
//! every difference. Must not know which coder is right: the two are treated alike.
//!
//! What is counted is the *unit*: what one source says about one pair of actors within one family, in one
//! direction, or in both if the relation is symmetric. The second coding has a
//! unit of the first if it has the same one; a symmetric relation also matches one with a
//! direction, because "A meets B" and "A visits B" differ in the relation, which is judged later.
//!
//! Within a unit that both have, the claims are paired by place first, then by relation; on the pairs, alpha says how far
//! the coders chose the same relation, modality, status and date ([`nominal_alpha`]).

mod actors;
mod alpha;
mod pairing;
mod score;
mod units;

use std::collections::BTreeSet;

pub use actors::{ActorPair, By};
pub use alpha::nominal_alpha;
pub use score::{Reliability, Score, SourceScore, Variable};
pub use units::Missing;

use crate::graph::{ClaimRef, Graph};
use crate::model::{Actor, ActorIx, SourceId};
use units::Units;

/// One of two codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coder {
    /// The first.
    A,
    /// The second.
    B,
}

impl Coder {
    /// The letter that stands for it in reports.
    pub fn letter(self) -> &'static str {
        match self {
            Coder::A => "A",
            Coder::B => "B",
        }
    }

    /// The other one.
    pub fn other(self) -> Coder {
        match self {
            Coder::A => Coder::B,
            Coder::B => Coder::A,
        }
    }
}

/// How far two codings agree.
#[derive(Debug, Clone)]
pub struct Agreement<'g> {
    /// Who is whom.
    pub matched: Vec<(&'g Actor, &'g Actor, By)>,
    /// Actors without a counterpart, sorted by id.
    pub unmatched: Vec<(Coder, &'g Actor)>,
    /// Sources that only one coding lists; nothing of theirs is compared.
    pub left_out: Vec<(Coder, &'g SourceId)>,
    /// The units of each source that both list, sorted by id.
    pub sources: Vec<SourceScore<'g>>,
    /// The units of all of those.
    pub all: Score,
    /// How many claims were paired.
    pub paired: usize,
    /// How far the paired claims agree.
    pub reliability: Vec<Reliability>,
    /// Where the codings differ, in the order of the texts.
    pub differences: Vec<Difference<'g>>,
}

/// Where two codings differ.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Difference<'g> {
    /// A claim that one coding has.
    Only {
        /// Which.
        side: Coder,
        /// The claim.
        claim: ClaimRef<'g>,
        /// What the other coding has instead.
        missing: Missing,
    },
    /// Words of the text that both read as a claim, but with another actor, of another family or the
    /// other way round. They are two units, and no paired claims.
    Recast {
        /// As the first coding has it.
        a: ClaimRef<'g>,
        /// As the second has it.
        b: ClaimRef<'g>,
    },
    /// A claim that both have, but not alike.
    Changed {
        /// As the first coding has it.
        a: ClaimRef<'g>,
        /// As the second has it.
        b: ClaimRef<'g>,
        /// In what they differ; at least one.
        variables: Vec<Variable>,
    },
}

impl<'g> Difference<'g> {
    /// The claims: the first coding's before the second's.
    pub fn claims(&self) -> impl Iterator<Item = ClaimRef<'g>> + use<'g> {
        let (first, second) = match self {
            Difference::Only { claim, .. } => (*claim, None),
            Difference::Recast { a, b } | Difference::Changed { a, b, .. } => (*a, Some(*b)),
        };
        std::iter::once(first).chain(second)
    }

    /// The source that both codings read.
    pub fn source(&self) -> &'g SourceId {
        match self {
            Difference::Only { claim, .. }
            | Difference::Recast { a: claim, .. }
            | Difference::Changed { a: claim, .. } => &claim.source.id,
        }
    }
}

/// Compares two codings.
pub fn compare<'g>(a: &'g Graph, b: &'g Graph) -> Agreement<'g> {
    let pairs = actors::match_actors(a, b);
    let listed = |graph: &'g Graph| -> BTreeSet<&'g SourceId> {
        graph.sources().iter().map(|source| &source.id).collect()
    };
    let (in_a, in_b) = (listed(a), listed(b));
    let left_out = (in_a.difference(&in_b).map(|id| (Coder::A, *id)))
        .chain(in_b.difference(&in_a).map(|id| (Coder::B, *id)));
    let units = Units::new(a, b, &pairs);
    let (mut sources, mut differences) = (Vec::new(), Vec::new());
    let mut claims = Vec::new();
    for source in in_a.intersection(&in_b) {
        let compared = units.compare(source);
        sources.push(SourceScore { source, score: compared.score });
        claims.extend_from_slice(&compared.paired);
        differences.extend(compared.differences());
    }
    differences.extend(claims.iter().filter_map(|(a, b)| {
        let variables: Vec<Variable> =
            Variable::ALL.into_iter().filter(|v| v.of(a) != v.of(b)).collect();
        let (a, b) = (*a, *b);
        (!variables.is_empty()).then_some(Difference::Changed { a, b, variables })
    }));
    differences.sort_by_key(|difference| {
        let place =
            |claim: ClaimRef<'_>| (claim.claim.citation.paragraph(), claim.claim.citation.words());
        (difference.source(), difference.claims().map(place).min())
    });
    Agreement {
        matched: pairs
            .iter()
            .map(|(x, y, by)| (&a.actors()[x.index()], &b.actors()[y.index()], *by))
            .collect(),
        unmatched: unmatched(a, b, &pairs),
        left_out: left_out.collect(),
        all: sources.iter().map(|source| source.score).sum(),
        sources,
        paired: claims.len(),
        reliability: Variable::ALL.into_iter().map(|v| Reliability::of(v, &claims)).collect(),
        differences,
    }
}

fn unmatched<'g>(a: &'g Graph, b: &'g Graph, pairs: &[ActorPair]) -> Vec<(Coder, &'g Actor)> {
    let matched: [BTreeSet<ActorIx>; 2] =
        [pairs.iter().map(|p| p.0).collect(), pairs.iter().map(|p| p.1).collect()];
    let mut list = Vec::new();
    for (side, graph, matched) in [(Coder::A, a, &matched[0]), (Coder::B, b, &matched[1])] {
        let free =
            graph.actors().iter().enumerate().filter(|(i, actor)| {
                !actor.id.is_unnamed() && !matched.contains(&ActorIx::from(*i))
            });
        list.extend(free.map(|(_, actor)| (side, actor)));
    }
    list
}

#[cfg(test)]
mod tests;
