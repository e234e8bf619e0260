//! Proof: no partition is better, and this is what all the best agree on.
//!
//! A partition is found by taking ties away: every cycle of bonds closed by one hostility (a bad
//! cycle) must lose a tie, and the ties that are lost are the frustrated ones. Branch and bound goes
//! through the ties of one bad cycle after the other; bad cycles that share no tie give the bound.

use std::collections::VecDeque;

use super::core::{Core, Edge, Union};
use super::greedy::Guess;
use super::{Balance, Effort, meet};

/// Beyond so many edges no proof is tried; only the first lower bound is worked out.
const LARGE: usize = 2_000;
/// Beyond so many edges no lower bound is worked out.
const HUGE: usize = 20_000;

/// What every best partition agrees on; or the best lower bound, where the effort does not suffice.
pub(super) fn agreed(core: &Core, guess: &Guess, effort: Effort) -> Result<Balance, u64> {
    if core.edges.len() > HUGE {
        return Err(0);
    }
    let mut search = Search::new(core, effort);
    if core.edges.len() > LARGE {
        return Err(search.bound(u64::MAX).1);
    }
    let root = search.bound(u64::MAX).1;
    // Whatever is strictly better than the guess; if there is none, the guess is best.
    search.limit = guess.cost;
    search.run(0);
    if search.exhausted {
        return Err(root);
    }
    let (best, cost) = match search.found.take() {
        Some(better) => (better, search.limit),
        None => (guess.best[0].clone(), guess.cost),
    };
    let mut side =
        guess.best.iter().filter(|p| core.cost(p) == cost).fold(best, |m, p| meet(&m, p));
    // Each two that are still together: is there a partition as good that parts them?
    let mut certain = Union::new(core.nodes);
    while let Some((a, b)) = doubtful(&side, &mut certain) {
        let mut search = Search::new(core, Effort(search.left));
        search.force_apart(a, b);
        search.limit = cost + 1;
        search.run(0);
        match search.found {
            _ if search.exhausted => return Err(root),
            Some(other) => side = meet(&side, &other),
            None => certain.join(a, b),
        }
    }
    Ok(Balance { side, frustration: cost, lower_bound: cost, optimal: true })
}

/// Two nodes on one side that are not yet known to belong together.
fn doubtful(side: &[usize], certain: &mut Union) -> Option<(usize, usize)> {
    let mut first = vec![None; side.len()];
    for (node, side) in side.iter().enumerate() {
        match first[*side] {
            None => first[*side] = Some(node),
            Some(leader) if certain.find(leader) != certain.find(node) => {
                return Some((leader, node));
            }
            Some(_) => {}
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// Not to be lost any more.
    Kept,
    Lost,
}

struct Search<'c> {
    nodes: usize,
    edges: Vec<Edge>,
    core: &'c Core,
    near: Vec<Vec<(usize, usize)>>,
    state: Vec<State>,
    left: u32,
    exhausted: bool,
    /// Only what costs less is of interest.
    limit: u64,
    found: Option<Vec<usize>>,
}

impl<'c> Search<'c> {
    fn new(core: &'c Core, effort: Effort) -> Self {
        let mut near = vec![Vec::new(); core.nodes];
        for (i, edge) in core.edges.iter().enumerate().filter(|(_, e)| e.weight > 0) {
            near[edge.a].push((edge.b, i));
            near[edge.b].push((edge.a, i));
        }
        Search {
            nodes: core.nodes,
            edges: core.edges.clone(),
            core,
            near,
            state: vec![State::Open; core.edges.len()],
            left: effort.0,
            exhausted: false,
            limit: u64::MAX,
            found: None,
        }
    }

    /// Adds a hostility between two nodes that cannot be lost.
    fn force_apart(&mut self, a: usize, b: usize) {
        self.edges.push(Edge { a, b, weight: -1 });
        self.state.push(State::Kept);
    }

    fn run(&mut self, cost: u64) {
        if cost >= self.limit || self.exhausted {
            return;
        }
        let Some(left) = self.left.checked_sub(1) else {
            self.exhausted = true;
            return;
        };
        self.left = left;
        let (cycle, bound) = self.bound(self.limit - cost);
        if bound >= self.limit - cost {
            return;
        }
        if cycle.is_empty() {
            self.limit = cost;
            self.found = Some(self.core.bonded(|i| self.state[i] != State::Lost));
            return;
        }
        // One of these must go. Tried in turn, those tried before are kept, so that no set of lost
        // ties is met twice.
        let open: Vec<usize> =
            cycle.into_iter().filter(|i| self.state[*i] == State::Open).collect();
        for i in &open {
            self.state[*i] = State::Lost;
            self.run(cost + self.edges[*i].weight.unsigned_abs());
            self.state[*i] = State::Kept;
        }
        for i in open {
            self.state[i] = State::Open;
        }
    }

    /// The shortest bad cycle, empty where there is none; and what must be lost at least: the
    /// weakest ties of bad cycles that share none. Stops when the bound reaches `enough`. A cycle of
    /// kept ties only can lose nothing: the bound is then infinite.
    fn bound(&self, enough: u64) -> (Vec<usize>, u64) {
        let mut room: Vec<u64> = (self.edges.iter().zip(&self.state))
            .map(|(edge, state)| match state {
                State::Open => edge.weight.unsigned_abs(),
                State::Kept => u64::MAX,
                State::Lost => 0,
            })
            .collect();
        let (mut bound, mut shortest) = (0u64, Vec::new());
        let hostile = (0..self.edges.len()).filter(|i| self.edges[*i].weight < 0);
        for i in hostile {
            while room[i] > 0 {
                let Some(mut cycle) = self.path(self.edges[i].a, self.edges[i].b, &room) else {
                    break;
                };
                cycle.push(i);
                let weakest = cycle.iter().map(|e| room[*e]).min().expect("a cycle has ties");
                if weakest == u64::MAX {
                    return (cycle, u64::MAX);
                }
                for e in &cycle {
                    if room[*e] != u64::MAX {
                        room[*e] -= weakest;
                    }
                }
                bound += weakest;
                if shortest.is_empty() || cycle.len() < shortest.len() {
                    shortest = cycle;
                }
                if bound >= enough {
                    return (shortest, bound);
                }
            }
        }
        (shortest, bound)
    }

    /// The shortest way along bonds that still have room.
    fn path(&self, from: usize, to: usize, room: &[u64]) -> Option<Vec<usize>> {
        let mut by = vec![usize::MAX; self.nodes];
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            if node == to {
                break;
            }
            for (other, i) in &self.near[node] {
                if room[*i] > 0 && by[*other] == usize::MAX && *other != from {
                    by[*other] = *i;
                    queue.push_back(*other);
                }
            }
        }
        let (mut path, mut node) = (Vec::new(), to);
        while node != from {
            let i = by[node];
            let edge = self.edges.get(i)?;
            path.push(i);
            node = edge.a + edge.b - node;
        }
        Some(path)
    }
}
