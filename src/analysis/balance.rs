//! Weak structural balance: into which sides a signed graph falls.
//!
//! Takes nodes by number and pairs with the ties between them, gives sides. Must not know actors,
//! dates or claims.
//!
//! After Cartwright and Harary (1956) and Davis (1967): the best partition, into as many sides as it
//! takes, leaves the fewest ties frustrated, that is, support between sides or hostility within one.
//! To find it is correlation clustering (Bansal, Blum and Chawla 2004), also known as the minimum
//! cost multicut. Often there are several best partitions; what is returned is what they all agree
//! on: two nodes share a side only if they do in every best partition. A first partition is found by
//! greedy edge contraction with local moves (Keuper et al. 2015); then the search looks for a better one, or for
//! a proof that there is none, until its effort is used up. A result that is not proved by then is marked as such, with
//! a lower bound from bad cycles that share no tie.

mod camps;
mod core;
mod effort;
mod exact;
mod greedy;

pub use camps::{Camps, camps};
use core::Core;
use effort::Left;
pub use effort::WorkLimit;

/// Ties between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignedPair {
    /// One node.
    pub a: usize,
    /// Another node.
    pub b: usize,
    /// How many ties bind them.
    pub plus: u32,
    /// How many ties divide them.
    pub minus: u32,
}

/// The sides of a signed graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The side of each node, counted from 0 in the order of the sides' first nodes.
    pub side: Vec<usize>,
    /// How many ties the best partition found leaves frustrated.
    pub frustration: u64,
    /// No partition leaves fewer than these frustrated.
    pub lower_bound: u64,
    /// Whether all of it is proved: that no partition is better, and that the sides are what every
    /// best partition agrees on.
    pub optimal: bool,
}

/// Finds the sides of `nodes` nodes. Pairs may be given in any order and more than once; a pair of a
/// node with itself, or with one that is not there, is left out.
pub fn balance(nodes: usize, pairs: &[SignedPair], effort: WorkLimit) -> Balance {
    balance_within(nodes, pairs, &mut Left::of(effort))
}

fn balance_within(nodes: usize, pairs: &[SignedPair], left: &mut Left) -> Balance {
    let (cores, settled) = core::split(nodes, pairs, left);
    let mut balance =
        Balance { side: Vec::new(), frustration: settled, lower_bound: settled, optimal: true };
    let mut label: Vec<usize> = vec![usize::MAX; nodes];
    let mut next = 0;
    for core in &cores {
        let found = solve(core, left);
        balance.frustration += found.frustration;
        balance.lower_bound += found.lower_bound;
        balance.optimal &= found.optimal;
        for (node, place) in &core.members {
            label[*node] = next + found.side[*place];
        }
        next += core.nodes;
    }
    balance.side = in_order(&label);
    balance
}

/// Numbers labels in the order in which they first appear.
fn in_order(labels: &[usize]) -> Vec<usize> {
    let mut numbers = std::collections::BTreeMap::new();
    let number = |label: &usize| {
        let next = numbers.len();
        *numbers.entry(*label).or_insert(next)
    };
    labels.iter().map(number).collect()
}

/// The coarsest partition that is finer than both: together only those who are in both.
fn meet(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut numbers = std::collections::BTreeMap::new();
    let number = |pair: (&usize, &usize)| {
        let next = numbers.len();
        *numbers.entry((*pair.0, *pair.1)).or_insert(next)
    };
    a.iter().zip(b).map(number).collect()
}

fn solve(core: &Core, left: &mut Left) -> Balance {
    if core.edges.iter().all(|edge| edge.weight > 0) {
        let side = core.bonded(|_| true);
        return Balance { side, frustration: 0, lower_bound: 0, optimal: true };
    }
    let size = core.nodes + core.edges.len();
    let guess = left.share(size, |left| greedy::partitions(core, left));
    exact::agreed(core, guess, left)
}

#[cfg(test)]
mod tests;
