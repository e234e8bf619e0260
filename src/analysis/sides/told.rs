//! What is told of a side: what it is called, and whom it opposes.
//!
//! Takes the side of each actor and the ties that count, which are gone through once: there may be as many sides as
//! actors.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::analysis::ties::Bond;
use crate::graph::Graph;
use crate::model::{Actor, ActorIx, Family, Kind, Sign};

/// What the ties tell of the sides, which go by their numbers.
pub(super) struct Told {
    /// How much its side turns on each actor: whether it is local, what it gets, and what it gives.
    weights: Vec<(bool, usize)>,
    /// How many of a side were declared under a name; of equals the name declared first.
    declared: BTreeMap<usize, (usize, Reverse<usize>)>,
    /// Whom a side opposes outside of it.
    opposed: BTreeMap<usize, BTreeSet<ActorIx>>,
}

impl Told {
    pub(super) fn of(graph: &Graph, side: &[usize], counted: &[Bond<'_>]) -> Told {
        let of = |ix: ActorIx| side[ix.index()];
        // Local is who is neither a state nor an office of one: those are backers from abroad, or everybody's ground.
        let mut weights: Vec<(bool, usize)> =
            graph.actors().iter().map(|actor| (is_local(actor), 0)).collect();
        let mut opposed: BTreeMap<usize, BTreeSet<ActorIx>> = BTreeMap::new();
        for tie in counted {
            let (from, to) = (tie.from, tie.to);
            // A part is not what a side turns on.
            if tie.claims.iter().any(|at| at.relation.spec.rolls_up) {
                weights[from.index()].0 = false;
            }
            let same = of(from) == of(to);
            if tie.counts == Sign::Positive && same {
                // A commander stands for the army, but the army does not stand for the commander.
                let structure = tie.family == Family::Structure;
                weights[from.index()].1 += if structure { 5 } else { 1 };
                weights[to.index()].1 += 2;
            }
            if tie.counts == Sign::Negative && !same {
                opposed.entry(of(from)).or_default().insert(to);
                if tie.symmetric {
                    opposed.entry(of(to)).or_default().insert(from);
                }
            }
        }
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (name, (_, actors)) in graph.declared_sides().iter().enumerate() {
            for actor in actors {
                *shared.entry((of(*actor), name)).or_default() += 1;
            }
        }
        let mut declared: BTreeMap<usize, (usize, Reverse<usize>)> = BTreeMap::new();
        for ((side, name), shared) in shared {
            let best = declared.entry(side).or_insert((shared, Reverse(name)));
            *best = (*best).max((shared, Reverse(name)));
        }
        Told { weights, declared, opposed }
    }

    /// Whom a side opposes outside of it, sorted.
    pub(super) fn opposed(&mut self, side: usize) -> Vec<ActorIx> {
        self.opposed.remove(&side).into_iter().flatten().collect()
    }

    /// The declared name that most members were declared under; else after the weightiest local member.
    pub(super) fn name(&self, graph: &Graph, side: usize, members: &[ActorIx]) -> String {
        if let Some((_, Reverse(name))) = self.declared.get(&side) {
            return graph.declared_sides()[*name].0.clone();
        }
        let label = |ix: ActorIx| graph.actors()[ix.index()].label();
        match members {
            [only] => label(*only).to_owned(),
            [a, b] if label(*a).chars().count() + label(*b).chars().count() < 26 => {
                format!("{} and {}", label(*a), label(*b))
            }
            _ => {
                let heaviest =
                    members.iter().max_by_key(|m| (self.weights[m.index()], Reverse(**m)));
                let others = if members.len() > 2 { "allies" } else { "ally" };
                heaviest.map(|m| format!("{} and {others}", label(*m))).unwrap_or_default()
            }
        }
    }
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
pub(super) fn tell_apart(sides: &mut [Side]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // How far the numbers of a name have come.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for side in sides {
        let mut name = side.name.clone();
        while !taken.insert(name.clone()) {
            let number = numbers.entry(side.name.clone()).or_insert(1);
            *number += 1;
            name = format!("{} ({number})", side.name);
        }
        side.name = name;
    }
}
