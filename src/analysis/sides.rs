//! Graph at a time -> sides: camps that no file declares, found by weak structural balance.
//!
//! The ties that count are those present at the time whose sign is not 0, and structure that binds: a commander
//! and the army are one side, although structure alone makes no camp. Mere speakers, and parts whose acts
//! count for a whole, are on no side. See [`super::balance`] for the method and its
//! sources. The ties that cut across sides matter most to readers, and are kept with their claims.

use std::collections::{BTreeMap, BTreeSet};

pub use super::balance::WorkLimit;
use super::balance::{self, Camps, SignedPair, camps};
use super::ties::{Bond, ties};
use crate::graph::Graph;
use crate::graph::time::{Reach, When};
use crate::model::{Actor, ActorIx, Family, Kind, Sign};

mod told;

use told::Told;

/// The sides of a graph at a time.
#[derive(Debug, Clone)]
pub struct Sides<'g> {
    /// The largest first; a side of one is somebody whom nobody shares a side with for certain.
    pub sides: Vec<Side>,
    /// Actors without a counted tie.
    pub unaligned: Vec<ActorIx>,
    /// How many ties the best partition found leaves frustrated.
    pub frustration: u64,
    /// No partition leaves fewer than these frustrated.
    pub lower_bound: u64,
    /// Whether it is proved that no partition is better, and that all the best agree on the sides.
    pub optimal: bool,
    /// Support between sides and hostility within one. Where several partitions are best, those
    /// whose side is open have a side of their own, and their ties are among these.
    pub cross_ties: Vec<Bond<'g>>,
}

/// A camp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As the annotation file calls it, or after its weightiest local member.
    pub name: String,
    /// Sorted.
    pub members: Vec<ActorIx>,
    /// Whom its members oppose, outside of it; sorted.
    pub opposes: Vec<ActorIx>,
}

impl Sides<'_> {
    /// The side of each actor that has one, as a place in the list.
    pub fn of_actors(&self) -> BTreeMap<ActorIx, usize> {
        let members = |(i, side): (usize, &Side)| {
            side.members.iter().map(move |m| (*m, i)).collect::<Vec<_>>()
        };
        self.sides.iter().enumerate().flat_map(members).collect()
    }
}

/// Finds the sides of a graph at a time, with the usual effort.
pub fn sides(graph: &Graph, when: When, reach: Reach) -> Sides<'_> {
    sides_within(graph, when, reach, WorkLimit::default())
}

/// Finds the sides of a graph at a time, with so much effort.
pub fn sides_within(graph: &Graph, when: When, reach: Reach, effort: WorkLimit) -> Sides<'_> {
    found(graph, counted(graph, when, reach), &[], effort)
}

/// More than all the ties of a graph that could hold two together who are to be apart.
const APART: u32 = 1 << 24;

/// Finds the best sides of all in which certain pairs are on two sides, whoever backs both.
pub fn sides_apart<'g>(
    graph: &'g Graph,
    when: When,
    reach: Reach,
    apart: &[(ActorIx, ActorIx)],
) -> Sides<'g> {
    let apart: Vec<SignedPair> = (apart.iter())
        .map(|(a, b)| SignedPair { a: a.index(), b: b.index(), plus: 0, minus: APART })
        .collect();
    found(graph, counted(graph, when, reach), &apart, WorkLimit::default())
}

fn found<'g>(
    graph: &'g Graph,
    mut counted: Vec<Bond<'g>>,
    apart: &[SignedPair],
    effort: WorkLimit,
) -> Sides<'g> {
    let mut pairs: Vec<SignedPair> = counted.iter().map(pair).collect();
    pairs.extend(apart);
    let found = balance::balance(graph.actors().len(), &pairs, effort);
    let mut members: BTreeMap<usize, Vec<ActorIx>> = BTreeMap::new();
    let mut tied = vec![false; graph.actors().len()];
    // What structure alone holds together is not a camp: somebody in it backs or opposes somebody.
    let mut signed: BTreeSet<usize> = BTreeSet::new();
    for tie in &counted {
        for ix in [tie.from.index(), tie.to.index()] {
            tied[ix] = true;
            if tie.family != Family::Structure {
                signed.insert(found.side[ix]);
            }
        }
    }
    let mut unaligned = Vec::new();
    for (i, side) in found.side.iter().enumerate() {
        let ix = ActorIx::from(i);
        if tied[i] {
            members.entry(*side).or_default().push(ix);
        } else if !graph.actors()[i].id.is_unnamed() && !graph.is_part(ix) {
            unaligned.push(ix);
        }
    }
    let (camps, bare): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|(side, _)| signed.contains(side));
    unaligned.extend(bare.into_iter().flat_map(|(_, members)| members));
    unaligned.sort_unstable();
    let mut told = Told::of(graph, &found.side, &counted);
    let side = |(side, members): (usize, Vec<ActorIx>)| Side {
        name: told.name(graph, side, &members),
        opposes: told.opposed(side),
        members,
    };
    let mut sides: Vec<Side> = camps.into_iter().map(side).collect();
    told::tell_apart(&mut sides);
    sides.sort_by(|a, b| {
        b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members))
    });
    let frustrated = |tie: &Bond<'_>| {
        let same = found.side[tie.from.index()] == found.side[tie.to.index()];
        same == (tie.counts == Sign::Negative)
    };
    counted.retain(frustrated);
    counted.shrink_to_fit();
    Sides {
        sides,
        unaligned,
        frustration: found.frustration,
        lower_bound: found.lower_bound,
        optimal: found.optimal,
        cross_ties: counted,
    }
}

/// The ties that count: those present whose sign is not 0, between who do not only tell.
fn counted(graph: &Graph, when: When, reach: Reach) -> Vec<Bond<'_>> {
    let silent = observers(graph);
    let takes_part = |ix: ActorIx| !silent.contains(&ix);
    let mut counted = ties(graph, when, reach);
    counted.retain(|tie| tie.counts != Sign::Neutral && takes_part(tie.from) && takes_part(tie.to));
    counted
}

/// Those who tell rather than act: media, and authors and publishers of the sources.
pub fn observers(graph: &Graph) -> BTreeSet<ActorIx> {
    let telling: BTreeSet<&str> = graph
        .sources()
        .iter()
        .flat_map(|s| s.authors.iter().chain(&s.publisher).chain(&s.relies_on))
        .map(String::as_str)
        .collect();
    let tells = |actor: &Actor| {
        let may = matches!(actor.kind, Kind::Person | Kind::Organisation);
        actor.kind == Kind::Media || (may && actor.names().any(|name| telling.contains(name)))
    };
    let actors = graph.actors().iter().enumerate();
    actors.filter(|(_, actor)| tells(actor)).map(|(i, _)| ActorIx::from(i)).collect()
}

/// A graph in two camps, whether or not that is how it falls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoCamps {
    /// Their members, sorted; the larger camp first.
    pub camps: [Vec<ActorIx>; 2],
    /// How many ties the best division found leaves at odds.
    pub frustration: u64,
    /// No division into two leaves fewer.
    pub lower_bound: u64,
    /// Whether it is proved that none is better.
    pub optimal: bool,
}

/// The division into two camps that leaves the fewest ties at odds (strong balance): the classical
/// index, in which an enemy's enemy is a friend.
pub fn two_camps(graph: &Graph, when: When, reach: Reach, effort: WorkLimit) -> TwoCamps {
    let counted = counted(graph, when, reach);
    let pairs: Vec<SignedPair> = counted.iter().map(pair).collect();
    let found = camps(graph.actors().len(), &pairs, effort);
    let tied: BTreeSet<ActorIx> = counted.iter().flat_map(|tie| [tie.from, tie.to]).collect();
    let (first, second) = tied.into_iter().partition(|ix| !found.second[ix.index()]);
    let mut camps: [Vec<ActorIx>; 2] = [first, second];
    camps.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let Camps { frustration, lower_bound, optimal, .. } = found;
    TwoCamps { camps, frustration, lower_bound, optimal }
}

fn pair(tie: &Bond<'_>) -> SignedPair {
    let (plus, minus) = if tie.counts == Sign::Positive { (1, 0) } else { (0, 1) };
    SignedPair { a: tie.from.index(), b: tie.to.index(), plus, minus }
}

#[cfg(test)]
mod tests;
