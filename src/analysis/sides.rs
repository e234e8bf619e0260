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
    for tie in &counted {
        (tied[tie.from.index()], tied[tie.to.index()]) = (true, true);
    }
    let mut unaligned = Vec::new();
    for (i, side) in found.side.iter().enumerate() {
        if tied[i] {
            members.entry(*side).or_default().push(ActorIx::from(i));
        } else if !graph.actors()[i].id.is_unnamed() && !graph.is_part(ActorIx::from(i)) {
            unaligned.push(ActorIx::from(i));
        }
    }
    let (camps, bare): (Vec<_>, Vec<_>) =
        members.into_values().partition(|members| is_camp(members, &counted));
    unaligned.extend(bare.into_iter().flatten());
    unaligned.sort_unstable();
    let side = |members: Vec<ActorIx>| Side {
        name: name(graph, &members, &counted),
        opposes: opposed(&members, &counted),
        members,
    };
    let mut sides: Vec<Side> = camps.into_iter().map(side).collect();
    tell_apart(&mut sides);
    sides.sort_by(|a, b| {
        b.members.len().cmp(&a.members.len()).then_with(|| a.members.cmp(&b.members))
    });
    let frustrated = |tie: &Bond<'_>| {
        let same = found.side[tie.from.index()] == found.side[tie.to.index()];
        same == (tie.counts == Sign::Negative)
    };
    counted.retain(frustrated);
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

/// Whether anybody of a group backs or opposes somebody: what structure alone holds is not a camp.
fn is_camp(members: &[ActorIx], counted: &[Bond<'_>]) -> bool {
    let inside = |ix: &ActorIx| members.binary_search(ix).is_ok();
    let signed = |tie: &&Bond<'_>| tie.family != Family::Structure;
    counted.iter().filter(signed).any(|tie| inside(&tie.from) || inside(&tie.to))
}

/// Whom a group opposes outside of it.
fn opposed(members: &[ActorIx], counted: &[Bond<'_>]) -> Vec<ActorIx> {
    let inside = |ix: &ActorIx| members.binary_search(ix).is_ok();
    let hostile = counted.iter().filter(|tie| tie.counts == Sign::Negative);
    let out = hostile.flat_map(|tie| {
        let back = tie.symmetric.then_some((tie.to, tie.from));
        std::iter::once((tie.from, tie.to)).chain(back)
    });
    let out = out.filter(|(from, to)| inside(from) && !inside(to)).map(|(_, to)| to);
    out.collect::<BTreeSet<ActorIx>>().into_iter().collect()
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

/// The declared name that most members were declared under; else after the weightiest local member.
fn name(graph: &Graph, members: &[ActorIx], counted: &[Bond<'_>]) -> String {
    let declared = graph.declared_sides().iter().map(|(name, actors)| {
        (actors.iter().filter(|a| members.binary_search(a).is_ok()).count(), name)
    });
    // Of equals the one declared first.
    let best = declared.rev().max_by_key(|(shared, _)| *shared);
    if let Some((shared, name)) = best
        && shared > 0
    {
        return name.clone();
    }
    let label = |ix: ActorIx| graph.actors()[ix.index()].label();
    match members {
        [only] => label(*only).to_owned(),
        [a, b] if label(*a).chars().count() + label(*b).chars().count() < 26 => {
            format!("{} and {}", label(*a), label(*b))
        }
        _ => {
            let heaviest = members
                .iter()
                .max_by_key(|m| (weight(graph, **m, members, counted), std::cmp::Reverse(**m)));
            let others = if members.len() > 2 { "allies" } else { "ally" };
            heaviest.map(|m| format!("{} and {others}", label(*m))).unwrap_or_default()
        }
    }
}

/// How much a side turns on a member: whether it is local, what it gets, and what it gives. Local is
/// who is neither a state nor an office of one: those are backers from abroad, or everybody's ground.
fn weight(graph: &Graph, member: ActorIx, side: &[ActorIx], counted: &[Bond<'_>]) -> (bool, usize) {
    let inside = |ix: &ActorIx| side.binary_search(ix).is_ok();
    let ties =
        counted.iter().filter(|t| t.counts == Sign::Positive && inside(&t.from) && inside(&t.to));
    let weight = ties
        .map(|tie| match (tie.family, tie.from == member, tie.to == member) {
            // A commander stands for the army, but the army does not stand for the commander.
            (Family::Structure, true, _) => 5,
            (_, _, true) => 2,
            (_, true, _) => 1,
            _ => 0,
        })
        .sum();
    // A part is not what a side turns on.
    let part = |tie: &Bond<'_>| {
        tie.from == member && tie.claims.iter().any(|at| at.relation.spec.rolls_up)
    };
    let whole = !counted.iter().any(part);
    (whole && is_local(&graph.actors()[member.index()]), weight)
}

fn is_local(actor: &Actor) -> bool {
    !matches!(
        actor.kind,
        Kind::State
            | Kind::Agency
            | Kind::Coalition
            | Kind::Company
            | Kind::Collective
            | Kind::Place
    )
}

/// Numbers names that are the same, with numbers that no other has.
fn tell_apart(sides: &mut [Side]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for side in sides {
        let numbered = (2..).map(|n| format!("{} ({n})", side.name));
        let mut names = std::iter::once(side.name.clone()).chain(numbered);
        side.name = names.find(|name| !taken.contains(name)).expect("numbers do not end");
        taken.insert(side.name.clone());
    }
}

#[cfg(test)]
mod tests;
