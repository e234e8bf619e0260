//! What both codings have, and what only one of them has.
//!
//! Takes two graphs and who is whom; gives, for a source, the units of both, the claims paired within
//! them, and the claims left alone with what the other coding has instead.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::ActorPair;
use super::pairing::{Bond, pair};
use super::{Difference, Score, Side};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Family, SourceId};

/// What the other coding has where it lacks a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    Only(Side, ActorIx),
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
    /// Claims without a partner, by pair of actors, those of the first coding apart from the second's.
    left: BTreeMap<Pair, [Vec<Left<'g>>; 2]>,
}

type Left<'g> = (ClaimRef<'g>, Missing);

impl<'g> Units<'g> {
    pub(super) fn new(a: &'g Graph, b: &'g Graph, pairs: &[ActorPair]) -> Self {
        let of_a = pairs.iter().enumerate().map(|(i, pair)| (pair.0, i)).collect();
        let of_b = pairs.iter().enumerate().map(|(i, pair)| (pair.1, i)).collect();
        Units { tables: [tables(a, Side::A, &of_a), tables(b, Side::B, &of_b)] }
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
            let (pairs, [in_a, in_b]) = pair(&mine[way], &theirs[other], Bond::Claim);
            self.paired.extend(pairs);
            self.leave(key.0, Side::A, &in_a, &Missing::Claim);
            self.leave(key.0, Side::B, &in_b, &Missing::Claim);
        }
        for (way, claims) in mine {
            if !ways.iter().any(|(met, _)| met == way) {
                self.leave(key.0, Side::A, claims, &missing(b, Side::A, key, claims));
            }
        }
        for (way, claims) in theirs {
            if !ways.iter().any(|(_, met)| met == way) {
                self.leave(key.0, Side::B, claims, &missing(a, Side::B, key, claims));
            }
        }
    }

    fn leave(&mut self, pair: Pair, side: Side, claims: &[ClaimRef<'g>], missing: &Missing) {
        let left = &mut self.left.entry(pair).or_default()[side as usize];
        left.extend(claims.iter().map(|claim| (*claim, missing.clone())));
    }

    /// The claims without a partner: two of one pair of actors that quote the same words together.
    pub(super) fn differences(&self) -> Vec<Difference<'g>> {
        let mut differences = Vec::new();
        for left in self.left.values() {
            let [a, b] = left.each_ref().map(|left| left.iter().map(|l| l.0).collect::<Vec<_>>());
            let (recast, _) = pair(&a, &b, Bond::Words);
            for (side, left) in [Side::A, Side::B].into_iter().zip(left) {
                let is_recast = |claim: &ClaimRef<'_>| {
                    let ids = recast.iter().map(|(x, y)| if side == Side::A { x } else { y });
                    ids.into_iter().any(|other| other.claim.id == claim.claim.id)
                };
                let alone = left.iter().filter(|(claim, _)| !is_recast(claim)).cloned();
                differences.extend(alone.map(|(claim, missing)| Difference::Only {
                    side,
                    claim,
                    missing,
                }));
            }
            differences.extend(recast.into_iter().map(|(a, b)| Difference::Recast { a, b }));
        }
        differences
    }
}

fn tables<'g>(
    graph: &'g Graph,
    side: Side,
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
        claims.sort_by_key(|c| (c.claim.citation.paragraph, c.claim.citation.words, c.claim.id));
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
fn missing(other: &Table<'_>, side: Side, key: (Pair, Family), claims: &[ClaimRef<'_>]) -> Missing {
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
