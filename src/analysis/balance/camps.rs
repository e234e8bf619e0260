//! Strong balance: into which two camps a signed graph falls, with the fewest ties at odds.
//!
//! Takes what weak balance takes, gives two camps and the classical index of frustration (Harary
//! 1959). Must not know actors. Nodes with a single tie can always be satisfied and are left out
//! first; the rest is searched by branch and bound, always with the node that has most ties to
//! those already placed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::effort::Left;
use super::{SignedPair, WorkLimit};

/// Two camps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camps {
    /// Whether each node stands in the second camp.
    pub second: Vec<bool>,
    /// How many ties the best division found leaves at odds.
    pub frustration: u64,
    /// No division into two leaves fewer.
    pub lower_bound: u64,
    /// Whether it is proved that none is better.
    pub optimal: bool,
}

/// The nodes next to each, with bonds minus hostility.
type Near = Vec<BTreeMap<usize, i64>>;

/// Divides `nodes` nodes in two. Pairs may be given in any order and more than once.
pub fn camps(nodes: usize, pairs: &[SignedPair], effort: WorkLimit) -> Camps {
    camps_within(nodes, pairs, &mut Left::of(effort))
}

pub(super) fn camps_within(nodes: usize, pairs: &[SignedPair], left: &mut Left) -> Camps {
    let mut sums: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| p.a != p.b && p.a.max(p.b) < nodes) {
        let sum = sums.entry((pair.a.min(pair.b), pair.a.max(pair.b))).or_default();
        sum.0 += u64::from(pair.plus);
        sum.1 += u64::from(pair.minus);
    }
    let mut near: Near = vec![BTreeMap::new(); nodes];
    let mut settled = 0;
    for ((a, b), (plus, minus)) in sums {
        settled += plus.min(minus);
        if plus != minus {
            let weight = plus as i64 - minus as i64;
            near[a].insert(b, weight);
            near[b].insert(a, weight);
        }
    }
    let mut second = vec![false; nodes];
    let mut found =
        Camps { second: Vec::new(), frustration: settled, lower_bound: settled, optimal: true };
    let hanging = taken_off(&near);
    let mut hangs = vec![false; nodes];
    for (leaf, _) in &hanging {
        hangs[*leaf] = true;
    }
    let kept = |node: usize| !hangs[node];
    let mut seen = vec![false; nodes];
    for start in (0..nodes).filter(|node| kept(*node)) {
        if seen[start] {
            continue;
        }
        let order = order(&near, start, &kept, &mut seen);
        let mut search = Search::new(&near, &order, left);
        let proved = search.run(left);
        found.frustration += search.best;
        found.lower_bound += if proved { search.best } else { u64::from(search.best > 0) };
        found.optimal &= proved;
        for (node, side) in order.iter().zip(&search.camp) {
            second[*node] = *side;
        }
    }
    // Each beside or against the one that it hangs on, the last taken off first.
    for (leaf, host) in hanging.iter().rev() {
        if let Some((host, weight)) = host {
            second[*leaf] = second[*host] == (*weight > 0);
        }
    }
    found.second = second;
    found
}

/// The nodes that hang on one tie, in the order in which they are taken off, each with its host.
fn taken_off(near: &Near) -> Vec<(usize, Option<(usize, i64)>)> {
    let mut degree: Vec<usize> = near.iter().map(BTreeMap::len).collect();
    let mut gone = vec![false; near.len()];
    let mut waiting: Vec<usize> = (0..near.len()).filter(|node| degree[*node] <= 1).collect();
    let mut off = Vec::new();
    while let Some(node) = waiting.pop() {
        if gone[node] {
            continue;
        }
        gone[node] = true;
        let host = near[node].iter().find(|(other, _)| !gone[**other]);
        off.push((node, host.map(|(other, weight)| (*other, *weight))));
        if let Some((other, _)) = host {
            degree[*other] -= 1;
            if degree[*other] <= 1 {
                waiting.push(*other);
            }
        }
    }
    off
}

/// The nodes connected with one, each after the one before with most ties to those placed.
fn order(
    near: &Near,
    start: usize,
    kept: &impl Fn(usize) -> bool,
    seen: &mut [bool],
) -> Vec<usize> {
    let mut pull: BTreeMap<usize, u64> = BTreeMap::new();
    let mut next = BTreeSet::from([(0, Reverse(start))]);
    let mut order = Vec::new();
    while let Some((_, Reverse(node))) = next.pop_last() {
        pull.remove(&node);
        seen[node] = true;
        order.push(node);
        for (other, weight) in &near[node] {
            if !seen[*other] && kept(*other) {
                let pull = pull.entry(*other).or_default();
                next.remove(&(*pull, Reverse(*other)));
                *pull += weight.unsigned_abs();
                next.insert((*pull, Reverse(*other)));
            }
        }
    }
    order
}

struct Search {
    /// For each place in the order, the places before and after it that it is tied to.
    ties: Vec<Vec<(usize, i64)>>,
    /// What it costs to put each in the first or the second camp, by those already placed.
    price: Vec<[u64; 2]>,
    camp: Vec<bool>,
    best: u64,
}

impl Search {
    fn new(near: &Near, order: &[usize], left: &mut Left) -> Self {
        let place: BTreeMap<usize, usize> =
            order.iter().enumerate().map(|(i, n)| (*n, i)).collect();
        let ties = order.iter().map(|node| {
            let ties = near[*node].iter().filter_map(|(other, w)| Some((*place.get(other)?, *w)));
            ties.collect()
        });
        let ties: Vec<Vec<(usize, i64)>> = ties.collect();
        let count = order.len();
        let mut search =
            Search { ties, price: vec![[0; 2]; count], camp: vec![false; count], best: u64::MAX };
        search.guess(left);
        search
    }

    fn cost(&self, camp: &[bool]) -> u64 {
        let odd = |i: usize| {
            let ties = self.ties[i].iter().filter(move |(other, _)| *other < i);
            let odd = ties.filter(move |(other, w)| (camp[i] == camp[*other]) == (*w < 0));
            odd.map(|(_, w)| w.unsigned_abs()).sum::<u64>()
        };
        (0..camp.len()).map(odd).sum()
    }

    /// Each where it costs least in its turn, then moved while that helps and there is effort left.
    fn guess(&mut self, left: &mut Left) {
        let round = self.ties.len() + self.ties.iter().map(Vec::len).sum::<usize>();
        left.spend(round);
        let mut camp = vec![false; self.ties.len()];
        let pull = |camp: &[bool], i: usize, placed: usize| -> i64 {
            let ties = self.ties[i].iter().filter(|(other, _)| *other < placed);
            ties.map(|(other, w)| if camp[*other] { -w } else { *w }).sum()
        };
        for i in 0..camp.len() {
            camp[i] = pull(&camp, i, i) < 0;
        }
        for _ in 0..camp.len() {
            if !left.spend(round) {
                break;
            }
            let mut moved = false;
            for i in 0..camp.len() {
                let to = pull(&camp, i, camp.len());
                if (to < 0 && !camp[i]) || (to > 0 && camp[i]) {
                    camp[i] = to < 0;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        self.best = self.cost(&camp);
        self.camp = camp;
    }

    /// Whether the search came to its end. It goes as deep as there are nodes, which no stack may hold.
    fn run(&mut self, left: &mut Left) -> bool {
        let mut camp = vec![false; self.ties.len()];
        // For each node that is placed: which of its two places are still to be tried, and what all
        // before it cost.
        let mut placed: Vec<(u8, u64)> = Vec::new();
        // What those who wait cost at least, wherever they are put.
        let mut least: u64 = 0;
        if self.is_worse(0, &mut camp, 0) {
            return true;
        }
        placed.push((0, 0));
        while let Some((tried, cost)) = placed.last().copied() {
            let i = placed.len() - 1;
            if tried > 0 {
                self.pay(i, camp[i], false, &mut least);
            }
            // The first stands in the first camp: the other half is the same seen in a mirror.
            if tried == if i == 0 { 1 } else { 2 } {
                placed.pop();
                least += self.price[i][0].min(self.price[i][1]);
                continue;
            }
            if tried == 0 {
                least -= self.price[i][0].min(self.price[i][1]);
            }
            if !left.spend(self.ties[i].len() + 1) {
                return false;
            }
            let dearer = self.price[i][0] > self.price[i][1];
            camp[i] = if tried == 0 { dearer } else { !camp[i] };
            placed[i].0 += 1;
            let cost = cost + self.price[i][usize::from(camp[i])];
            self.pay(i, camp[i], true, &mut least);
            if !self.is_worse(cost + least, &mut camp, i + 1) {
                placed.push((0, cost));
            }
        }
        true
    }

    /// Whether nothing better can come of what costs so much at least, or it is the best itself.
    fn is_worse(&mut self, bound: u64, camp: &mut [bool], placed: usize) -> bool {
        if bound >= self.best {
            return true;
        }
        let whole = placed == self.ties.len();
        if whole {
            self.best = bound;
            self.camp.copy_from_slice(camp);
        }
        whole
    }

    /// What a node's place costs those who come after it.
    fn pay(&mut self, i: usize, side: bool, add: bool, least: &mut u64) {
        for at in 0..self.ties[i].len() {
            let (other, weight) = self.ties[i][at];
            if other > i {
                let odd = usize::from(if weight > 0 { !side } else { side });
                let price = &mut self.price[other];
                *least -= price[0].min(price[1]);
                price[odd] = match add {
                    true => price[odd] + weight.unsigned_abs(),
                    false => price[odd] - weight.unsigned_abs(),
                };
                *least += price[0].min(price[1]);
            }
        }
    }
}
