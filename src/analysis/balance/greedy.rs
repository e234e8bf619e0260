//! Good partitions, quickly and without proof.

use std::collections::{BTreeMap, BinaryHeap};

use super::core::{Core, MOVED, Union};
use super::effort::Left;

/// The best partitions found.
pub(super) struct Guess {
    /// How many ties they leave frustrated.
    pub(super) cost: u64,
    /// One at least; each different.
    pub(super) best: Vec<Vec<usize>>,
}

/// From how many edges on a core is tried once only.
const LARGE: usize = 50_000;
/// How often a smaller core is tried.
const TRIES: u64 = 12;
/// How many steps it takes to count a tie for the side at its other end.
const COUNTED: usize = 8;
/// How often every node may be moved; more than this never was of use.
const ROUNDS: usize = 30;

/// Tries several orders, and keeps the best results. When the effort is used up, what was tried first is what there is,
/// as far as it came.
pub(super) fn partitions(core: &Core, left: &mut Left) -> Guess {
    let near = core.neighbours();
    let tries = if core.edges.len() > LARGE { 1 } else { TRIES };
    let mut guess = Guess { cost: u64::MAX, best: Vec::new() };
    for number in 0..tries {
        if number > 0 && left.is_over() {
            break;
        }
        let mut side = contraction(core, number, left);
        improve(&near, &mut side, left);
        // A side that no bond holds together is several.
        let side = core.bonded(|i| side[core.edges[i].a] == side[core.edges[i].b]);
        let cost = core.cost(&side);
        if cost < guess.cost {
            guess = Guess { cost, best: Vec::new() };
        }
        if cost == guess.cost && !guess.best.contains(&side) {
            guess.best.push(side);
        }
    }
    guess
}

/// Joins the two parts with the strongest bond between them until there is none. The number decides
/// among bonds of equal strength.
fn contraction(core: &Core, number: u64, left: &mut Left) -> Vec<usize> {
    let mut near: Vec<BTreeMap<usize, i64>> = vec![BTreeMap::new(); core.nodes];
    let mut queue = BinaryHeap::new();
    let rank = |a: usize, b: usize| mixed(number, (a.min(b) as u64) << 32 | a.max(b) as u64);
    for edge in &core.edges {
        near[edge.a].insert(edge.b, edge.weight);
        near[edge.b].insert(edge.a, edge.weight);
        if edge.weight > 0 {
            queue.push((edge.weight, rank(edge.a, edge.b), edge.a, edge.b));
        }
    }
    left.spend(core.edges.len().saturating_mul(MOVED));
    let mut union = Union::new(core.nodes);
    while let Some((weight, _, a, b)) = queue.pop().filter(|_| !left.is_over()) {
        if near[a].get(&b) != Some(&weight) {
            continue;
        }
        let (keep, gone) = (a.min(b), a.max(b));
        union.join(keep, gone);
        left.spend(near[gone].len().saturating_mul(MOVED));
        for (third, weight) in std::mem::take(&mut near[gone]) {
            near[third].remove(&gone);
            if third == keep {
                continue;
            }
            let sum = near[keep].get(&third).copied().unwrap_or(0) + weight;
            near[keep].insert(third, sum);
            near[third].insert(keep, sum);
            if sum > 0 {
                queue.push((sum, rank(keep, third), keep.min(third), keep.max(third)));
            }
        }
    }
    (0..core.nodes).map(|node| union.find(node)).collect()
}

/// A number that looks like chance and is none (the finaliser of SplitMix64).
fn mixed(seed: u64, value: u64) -> u64 {
    if seed == 0 {
        return 0;
    }
    let mut z = value.wrapping_add(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Moves single nodes to the side that suits them best, or to one of their own, while that helps.
fn improve(near: &[Vec<(usize, i64)>], side: &mut [usize], left: &mut Left) {
    let ties: usize = near.iter().map(Vec::len).sum();
    let mut free = side.iter().max().map_or(0, |most| most + 1);
    for _ in 0..ROUNDS {
        if left.is_over() {
            break;
        }
        left.spend(ties.saturating_mul(COUNTED));
        let mut moved = false;
        for node in 0..side.len() {
            let mut pull: BTreeMap<usize, i64> = BTreeMap::new();
            for (other, weight) in &near[node] {
                *pull.entry(side[*other]).or_default() += weight;
            }
            let here = pull.get(&side[node]).copied().unwrap_or(0);
            let best = pull.iter().max_by_key(|(side, w)| (**w, std::cmp::Reverse(**side)));
            let Some((to, weight)) = best.map(|(side, w)| (*side, *w)) else { continue };
            if weight > here.max(0) {
                side[node] = to;
                moved = true;
            } else if here < 0 {
                side[node] = free;
                free += 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}
