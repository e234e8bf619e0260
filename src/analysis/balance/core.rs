//! The hard parts of a signed graph: components that bonds hold together and hostility divides.

use std::collections::{BTreeMap, BTreeSet};

use super::SignedPair;
use super::effort::Left;

/// An edge of a core; its weight is bonds minus hostility and never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) weight: i64,
}

/// How many steps it takes to look at a tie that is kept in order, and to move it.
const LOOKED_UP: usize = 2;
pub(super) const MOVED: usize = 40;

/// A part of the graph that can be solved by itself.
#[derive(Debug, Clone)]
pub(super) struct Core {
    pub(super) nodes: usize,
    /// Sorted, each pair once, `a < b`.
    pub(super) edges: Vec<Edge>,
    /// Which node of the graph stands in which place of the core; several may stand in one.
    pub(super) members: Vec<(usize, usize)>,
}

impl Core {
    /// How many ties a partition leaves frustrated.
    pub(super) fn cost(&self, side: &[usize]) -> u64 {
        let frustrated = |e: &&Edge| (side[e.a] == side[e.b]) == (e.weight < 0);
        self.edges.iter().filter(frustrated).map(|e| e.weight.unsigned_abs()).sum()
    }

    /// The parts that bonds connect, as a number for each node.
    pub(super) fn bonded(&self, holds: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut union = Union::new(self.nodes);
        for (i, edge) in self.edges.iter().enumerate() {
            if edge.weight > 0 && holds(i) {
                union.join(edge.a, edge.b);
            }
        }
        (0..self.nodes).map(|node| union.find(node)).collect()
    }

    /// The edges at each node, as the other end and the weight.
    pub(super) fn neighbours(&self) -> Vec<Vec<(usize, i64)>> {
        let mut list = vec![Vec::new(); self.nodes];
        for edge in &self.edges {
            list[edge.a].push((edge.b, edge.weight));
            list[edge.b].push((edge.a, edge.weight));
        }
        list
    }
}

/// Sets whose union is what is asked for.
pub(super) struct Union(Vec<usize>);

impl Union {
    pub(super) fn new(nodes: usize) -> Self {
        Union((0..nodes).collect())
    }

    pub(super) fn find(&mut self, node: usize) -> usize {
        let mut root = node;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    /// The smaller number stays the root.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Splits a graph into its cores, and counts the ties that every partition leaves frustrated.
///
/// A side never spans two parts that no bond connects: split, it is as good or better, and what is
/// asked for is what all best partitions agree on. Where ties between two nodes contradict each
/// other, the fewer are frustrated in any case, and only the difference is left to decide.
pub(super) fn split(nodes: usize, pairs: &[SignedPair], left: &mut Left) -> (Vec<Core>, u64) {
    let mut sums: BTreeMap<(usize, usize), (u64, u64)> = BTreeMap::new();
    for pair in pairs.iter().filter(|p| p.a != p.b && p.a.max(p.b) < nodes) {
        let sum = sums.entry((pair.a.min(pair.b), pair.a.max(pair.b))).or_default();
        sum.0 += u64::from(pair.plus);
        sum.1 += u64::from(pair.minus);
    }
    let settled: u64 = sums.values().map(|(plus, minus)| plus.min(minus)).sum();
    let weight = |(plus, minus): (u64, u64)| plus as i64 - minus as i64;
    let mut union = Union::new(nodes);
    for ((a, b), sum) in &sums {
        if weight(*sum) > 0 {
            union.join(*a, *b);
        }
    }
    let mut place: Vec<usize> = vec![usize::MAX; nodes];
    let mut parts: Vec<Core> = Vec::new();
    for node in 0..nodes {
        let root = union.find(node);
        if root == node {
            place[node] = parts.len();
            parts.push(Core { nodes: 0, edges: Vec::new(), members: Vec::new() });
        }
        let part = &mut parts[place[root]];
        part.members.push((node, part.nodes));
        part.nodes += 1;
    }
    let mut local = vec![0; nodes];
    for (node, at) in parts.iter().flat_map(|part| &part.members) {
        local[*node] = *at;
    }
    for ((a, b), sum) in sums {
        let (root, weight) = (union.find(a), weight(sum));
        if weight != 0 && union.find(b) == root {
            let edge = Edge { a: local[a], b: local[b], weight };
            parts[place[root]].edges.push(edge);
        }
    }
    let (cores, more): (Vec<Core>, Vec<u64>) = parts
        .into_iter()
        .map(|part| left.share(part.nodes + part.edges.len(), |left| contracted(part, left)))
        .unzip();
    (cores, settled + more.iter().sum::<u64>())
}

/// Joins the nodes of which one is bound to the other more than to all the rest together: they share
/// a side in every best partition, for otherwise it could move over and frustrate less. Each of them is true by itself:
/// when the effort is used up, the others stay apart.
fn contracted(core: Core, left: &mut Left) -> (Core, u64) {
    if core.edges.iter().all(|edge| edge.weight > 0) {
        return (core, 0);
    }
    let mut union = Union::new(core.nodes);
    let mut near: Vec<BTreeMap<usize, i64>> = vec![BTreeMap::new(); core.nodes];
    for edge in &core.edges {
        near[edge.a].insert(edge.b, edge.weight);
        near[edge.b].insert(edge.a, edge.weight);
    }
    let mut waiting: BTreeSet<usize> = (0..core.nodes).collect();
    while let Some(node) = waiting.pop_first().filter(|_| !left.is_over()) {
        left.spend((1 + near[node].len()).saturating_mul(LOOKED_UP));
        let all: i64 = near[node].values().map(|w| w.abs()).sum();
        let strongest = near[node].iter().map(|(other, w)| (*w, *other)).max();
        let Some((weight, other)) = strongest.filter(|(w, _)| 2 * *w > all) else { continue };
        debug_assert!(weight > 0);
        // The smaller number stays, as in the union.
        let (keep, gone) = (node.min(other), node.max(other));
        union.join(keep, gone);
        left.spend(near[gone].len().saturating_mul(MOVED));
        for (third, weight) in std::mem::take(&mut near[gone]) {
            near[third].remove(&gone);
            if third != keep {
                let sum = near[keep].get(&third).copied().unwrap_or(0) + weight;
                if sum == 0 {
                    near[keep].remove(&third);
                    near[third].remove(&keep);
                } else {
                    near[keep].insert(third, sum);
                    near[third].insert(keep, sum);
                }
                waiting.insert(third);
            }
        }
        waiting.remove(&gone);
        waiting.insert(keep);
    }
    rebuilt(&core, &mut union)
}

/// The core in which joined nodes are one, edges between the same two added up; and how many ties
/// that settles as frustrated.
fn rebuilt(core: &Core, union: &mut Union) -> (Core, u64) {
    let mut place = vec![usize::MAX; core.nodes];
    let mut nodes = 0;
    for node in 0..core.nodes {
        let root = union.find(node);
        if root == node {
            place[node] = nodes;
            nodes += 1;
        }
        place[node] = place[root];
    }
    let mut sums: BTreeMap<(usize, usize), (i64, i64)> = BTreeMap::new();
    let mut settled = 0;
    for edge in &core.edges {
        let (a, b) = (place[edge.a], place[edge.b]);
        if a != b {
            let sum = sums.entry((a.min(b), a.max(b))).or_default();
            sum.0 += edge.weight.max(0);
            sum.1 -= edge.weight.min(0);
        } else {
            settled += edge.weight.min(0).unsigned_abs();
        }
    }
    let mut edges = Vec::new();
    for ((a, b), (plus, minus)) in sums {
        settled += plus.min(minus).unsigned_abs();
        if plus != minus {
            edges.push(Edge { a, b, weight: plus - minus });
        }
    }
    let members = core.members.iter().map(|(node, at)| (*node, place[*at])).collect();
    (Core { nodes, edges, members }, settled)
}
