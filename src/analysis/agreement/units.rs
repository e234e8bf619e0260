//! What both codings have, and what only one of them has.
//!
//! Takes two graphs and who is whom; gives, for a source, the units of both, the claims paired within
//! them, and the claims left alone with what the other coding has instead.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::ActorPair;
use super::pairing::{likeness, overlap, pair};
use super::{Coder, Difference, Score};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Family, SourceId};

/// What the other coding has where it lacks a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// It does not know an actor of the claim; the ids of those that it does not know.
    Actors(Vec<String>),
    /// It says nothing of this pair.
    Pair,
    /// It has the pair, but in these families only.
    Family(Vec<Family>),
    /// It has the pair and the family, but the other way round only.
    Direction,
    /// It has pair, family and direction, but no claim that is this one.
    Claim,
}

/// An actor, whichever coding speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Unnamed,
    /// A place in the list of matched actors.
    Both(usize),
    Only(Coder, ActorIx),
}

/// How a claim joins its two actors, the first of them being the smaller [`Who`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Forward,
    Backward,
    Either,
}

type Pair = (Who, Who);

/// Of one coding and one source: the claims by pair, family and way.
type Table<'g> = BTreeMap<(Pair, Family), BTreeMap<Way, Vec<ClaimRef<'g>>>>;

/// The units of two codings.
pub(super) struct Units<'g> {
    tables: [BTreeMap<&'g SourceId, Table<'g>>; 2],
}

/// What comparing one source gives.
#[derive(Default)]
pub(super) struct Compared<'g> {
    pub(super) score: Score,
    pub(super) paired: Vec<(ClaimRef<'g>, ClaimRef<'g>)>,
    /// Claims without a partner by paragraph, those of the first coding apart from the second's.
    left: BTreeMap<u32, [Vec<Left<'g>>; 2]>,
}

/// A claim without a partner.
struct Left<'g> {
    pair: Pair,
    way: Way,
    claim: ClaimRef<'g>,
    missing: Missing,
}

impl Left<'_> {
    /// How alike it is to one of the other coding that may be another reading of the same words: of
    /// the same actors, or of one of them in the same place and within the family.
    fn likeness(&self, other: &Left<'_>) -> u64 {
        let overlap = overlap(&self.claim, &other.claim);
        let same_pair = self.pair == other.pair;
        let same_family = self.claim.relation.family == other.claim.relation.family;
        if overlap == 0 || !(same_pair || (same_family && self.shares_end(other))) {
            return 0;
        }
        let same_relation = self.claim.relation.id == other.claim.relation.id;
        overlap + 2000 * u64::from(same_pair) + 1000 * u64::from(same_relation)
    }

    fn shares_end(&self, other: &Left<'_>) -> bool {
        let ((from, to), (from_other, to_other)) = (self.ends(), other.ends());
        let either = self.way == Way::Either || other.way == Way::Either;
        from == from_other || to == to_other || either && (from == to_other || to == from_other)
    }

    /// Who acts, and on whom.
    fn ends(&self) -> Pair {
        let (first, second) = self.pair;
        if self.way == Way::Backward { (second, first) } else { (first, second) }
    }
}

impl<'g> Units<'g> {
    pub(super) fn new(a: &'g Graph, b: &'g Graph, pairs: &[ActorPair]) -> Self {
        let of_a = pairs.iter().enumerate().map(|(i, pair)| (pair.0, i)).collect();
        let of_b = pairs.iter().enumerate().map(|(i, pair)| (pair.1, i)).collect();
        Units { tables: [tables(a, Coder::A, &of_a), tables(b, Coder::B, &of_b)] }
    }

    pub(super) fn compare(&self, source: &SourceId) -> Compared<'g> {
        let none = Table::new();
        let [a, b] = [0, 1].map(|i| self.tables[i].get(source).unwrap_or(&none));
        let mut compared = Compared::default();
        let keys: BTreeSet<_> = a.keys().chain(b.keys()).collect();
        for key in keys {
            compared.unit(a, b, *key);
        }
        compared
    }
}

impl<'g> Compared<'g> {
    fn unit(&mut self, a: &Table<'g>, b: &Table<'g>, key: (Pair, Family)) {
        let none = BTreeMap::new();
        let (mine, theirs) = (a.get(&key).unwrap_or(&none), b.get(&key).unwrap_or(&none));
        let ways = meet(mine, theirs);
        self.score = self.score + Score { a: mine.len(), b: theirs.len(), both: ways.len() };
        for (way, other) in &ways {
            let (in_a, in_b) = (&mine[way], &theirs[other]);
            let (pairs, [left_a, left_b]) = pair(in_a, in_b, likeness);
            self.paired.extend(pairs.into_iter().map(|(i, j)| (in_a[i], in_b[j])));
            for i in left_a {
                self.leave(Coder::A, key.0, *way, in_a[i], Missing::Claim);
            }
            for j in left_b {
                self.leave(Coder::B, key.0, *other, in_b[j], Missing::Claim);
            }
        }
        for (way, claims) in mine.iter().filter(|(way, _)| !ways.iter().any(|w| w.0 == **way)) {
            let missing = missing(b, Coder::A, key, claims);
            claims.iter().for_each(|c| self.leave(Coder::A, key.0, *way, *c, missing.clone()));
        }
        for (way, claims) in theirs.iter().filter(|(way, _)| !ways.iter().any(|w| w.1 == **way)) {
            let missing = missing(a, Coder::B, key, claims);
            claims.iter().for_each(|c| self.leave(Coder::B, key.0, *way, *c, missing.clone()));
        }
    }

    fn leave(&mut self, side: Coder, pair: Pair, way: Way, claim: ClaimRef<'g>, missing: Missing) {
        let left = self.left.entry(claim.claim.citation.paragraph()).or_default();
        left[side as usize].push(Left { pair, way, claim, missing });
    }

    /// The claims without a partner: two that read the same words together, the others alone.
    pub(super) fn differences(&self) -> Vec<Difference<'g>> {
        let mut differences = Vec::new();
        for [a, b] in self.left.values() {
            let (recast, [left_a, left_b]) = pair(a, b, Left::likeness);
            let recast = recast.iter().map(|(i, j)| (a[*i].claim, b[*j].claim));
            differences.extend(recast.map(|(a, b)| Difference::Recast { a, b }));
            let left_a = left_a.iter().map(|i| (Coder::A, &a[*i]));
            let left_b = left_b.iter().map(|j| (Coder::B, &b[*j]));
            differences.extend(left_a.chain(left_b).map(|(side, left)| Difference::Only {
                side,
                claim: left.claim,
                missing: left.missing.clone(),
            }));
        }
        differences
    }
}

fn tables<'g>(
    graph: &'g Graph,
    side: Coder,
    matched: &BTreeMap<ActorIx, usize>,
) -> BTreeMap<&'g SourceId, Table<'g>> {
    let who = |ix: ActorIx| match matched.get(&ix) {
        _ if graph.actors()[ix.index()].id.is_unnamed() => Who::Unnamed,
        Some(i) => Who::Both(*i),
        None => Who::Only(side, ix),
    };
    let mut tables: BTreeMap<&SourceId, Table<'_>> = BTreeMap::new();
    for claim in graph.claims() {
        let (from, to) = (who(claim.claim.from), who(claim.claim.to));
        let way = match from <= to {
            _ if claim.relation.is_symmetric() => Way::Either,
            true => Way::Forward,
            false => Way::Backward,
        };
        let pair = (from.min(to), from.max(to));
        let unit = tables.entry(&claim.source.id).or_default();
        let unit = unit.entry((pair, claim.relation.family)).or_default();
        unit.entry(way).or_default().push(claim);
    }
    // The order of the text, not of the file, decides between claims that are as like as others.
    for claims in tables.values_mut().flat_map(BTreeMap::values_mut).flat_map(BTreeMap::values_mut)
    {
        claims
            .sort_by_key(|c| (c.claim.citation.paragraph(), c.claim.citation.words(), c.claim.id));
    }
    tables
}

/// The ways that both codings have, each with that of the other which it meets.
fn meet(
    a: &BTreeMap<Way, Vec<ClaimRef<'_>>>,
    b: &BTreeMap<Way, Vec<ClaimRef<'_>>>,
) -> Vec<(Way, Way)> {
    let mut met: Vec<(Way, Way)> =
        a.keys().filter(|way| b.contains_key(way)).map(|way| (*way, *way)).collect();
    let directed = [Way::Forward, Way::Backward];
    let single = |table: &BTreeMap<Way, _>, other: &BTreeMap<Way, _>| {
        directed.into_iter().find(|way| table.contains_key(way) && !other.contains_key(way))
    };
    match (a.contains_key(&Way::Either), b.contains_key(&Way::Either)) {
        (true, false) => met.extend(single(b, a).map(|way| (Way::Either, way))),
        (false, true) => met.extend(single(a, b).map(|way| (way, Way::Either))),
        _ => {}
    }
    met
}

/// What the other coding has instead of claims of a unit that it lacks.
fn missing(
    other: &Table<'_>,
    side: Coder,
    key: (Pair, Family),
    claims: &[ClaimRef<'_>],
) -> Missing {
    let ((first, second), family) = key;
    let is_alone = |who: Who| matches!(who, Who::Only(..));
    if is_alone(first) || is_alone(second) {
        let alone = |ix: ActorIx| [first, second].contains(&Who::Only(side, ix));
        let claim = claims.first();
        let ends = claim.into_iter().flat_map(|c| [(c.claim.from, c.from), (c.claim.to, c.to)]);
        return Missing::Actors(
            ends.filter(|(ix, _)| alone(*ix)).map(|(_, actor)| actor.id.to_string()).collect(),
        );
    }
    if other.contains_key(&key) {
        return Missing::Direction;
    }
    let families = Family::ALL.into_iter();
    let families: Vec<Family> =
        families.filter(|f| *f != family && other.contains_key(&(key.0, *f))).collect();
    if families.is_empty() { Missing::Pair } else { Missing::Family(families) }
}
