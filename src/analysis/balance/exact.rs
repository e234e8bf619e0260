//! Proves that no partition is better, and finds what all the best ones agree on.
//!
//! A partition is found by removing ties: every cycle of bonds closed by one hostility (a bad
//! cycle) must lose a tie, and the ties that are removed are the frustrated ones. Branch and bound tries
//! the ties of one bad cycle after the other; bad cycles that share no tie give the bound.

use std::collections::VecDeque;

use super::core::{Core, Edge, Union};
use super::effort::Left;
use super::greedy::Guess;
use super::{Balance, meet};

/// How many steps it takes to put a node into an order.
const AROUND: usize = 12;
/// How many ties may wait to be tried at once: what is deeper is given up rather than kept in memory.
const WAITING: usize = 4_000_000;

/// What every best partition agrees on. Where the effort does not suffice, what the best partitions
/// that were found agree on, with the best lower bound.
pub(super) fn agreed(core: &Core, guess: Guess, left: &mut Left) -> Balance {
    let mut search = Search::new(core, left);
    let root = search.bound(u64::MAX, left).1;
    let unproved = |guess: &Guess| Balance {
        side: guess.best.iter().skip(1).fold(guess.best[0].clone(), |m, p| meet(&m, p)),
        frustration: guess.cost,
        lower_bound: root.min(guess.cost),
        optimal: false,
    };
    // Whatever is strictly better than the guess; if there is none, the guess is best.
    search.limit = guess.cost;
    search.run(left);
    let guess = match search.found.take() {
        Some(better) => Guess { cost: search.limit, best: vec![better] },
        None => guess,
    };
    if search.exhausted {
        return unproved(&guess);
    }
    let mut side = guess.best.iter().skip(1).fold(guess.best[0].clone(), |m, p| meet(&m, p));
    // Each two that are still together: is there a partition as good that parts them?
    let mut certain = Union::new(core.nodes);
    while let Some((a, b)) = doubtful(&side, &mut certain) {
        // What is looked through, and kept in order, beside the ties.
        left.spend(core.nodes.saturating_mul(AROUND));
        search.force_apart(a, b);
        search.limit = guess.cost + 1;
        search.run(left);
        match search.found.take() {
            _ if search.exhausted => return unproved(&guess),
            Some(other) => side = meet(&side, &other),
            None => certain.join(a, b),
        }
        search.set_free();
    }
    Balance { side, frustration: guess.cost, lower_bound: guess.cost, optimal: true }
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

/// A place in the tree of the search: a bad cycle, of whose ties one must go.
struct Branch {
    /// Those that may go.
    open: Vec<usize>,
    /// How many of them have been tried.
    tried: usize,
    /// What has been lost above.
    cost: u64,
}

struct Search<'c> {
    edges: Vec<Edge>,
    core: &'c Core,
    near: Vec<Vec<(usize, usize)>>,
    state: Vec<State>,
    /// By which edge a node was reached, and in which walk.
    by: Vec<(usize, usize)>,
    walk: usize,
    exhausted: bool,
    /// Only what costs less is of interest.
    limit: u64,
    found: Option<Vec<usize>>,
}

impl<'c> Search<'c> {
    fn new(core: &'c Core, left: &mut Left) -> Self {
        left.spend(core.edges.len());
        let mut near = vec![Vec::new(); core.nodes];
        for (i, edge) in core.edges.iter().enumerate().filter(|(_, e)| e.weight > 0) {
            near[edge.a].push((edge.b, i));
            near[edge.b].push((edge.a, i));
        }
        Search {
            edges: core.edges.clone(),
            core,
            near,
            state: vec![State::Open; core.edges.len()],
            by: vec![(0, 0); core.nodes],
            walk: 0,
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

    /// Takes that hostility back.
    fn set_free(&mut self) {
        self.edges.truncate(self.core.edges.len());
        self.state.truncate(self.core.edges.len());
    }

    /// Goes through the tree, depth first: as deep as there are ties to lose, which no stack may hold.
    fn run(&mut self, left: &mut Left) {
        let mut branches: Vec<Branch> = Vec::new();
        let mut waiting = 0;
        let mut next = self.branch(0, left);
        loop {
            if let Some(branch) = next.take() {
                waiting += branch.open.len();
                branches.push(branch);
            }
            if waiting > WAITING {
                self.exhausted = true;
            }
            let Some(branch) = branches.last_mut().filter(|_| !self.exhausted) else { return };
            // Tried in turn, those tried before are kept, so that no set of lost ties is met twice.
            if let Some(before) = branch.tried.checked_sub(1) {
                self.state[branch.open[before]] = State::Kept;
            }
            match branch.open.get(branch.tried).copied() {
                Some(i) => {
                    branch.tried += 1;
                    self.state[i] = State::Lost;
                    let cost = branch.cost + self.edges[i].weight.unsigned_abs();
                    next = self.branch(cost, left);
                }
                None => {
                    for i in &branch.open {
                        self.state[*i] = State::Open;
                    }
                    waiting -= branch.open.len();
                    branches.pop();
                }
            }
        }
    }

    /// What is to be tried next, where so much has been lost; none where nothing better can come of it.
    fn branch(&mut self, cost: u64, left: &mut Left) -> Option<Branch> {
        if cost >= self.limit {
            return None;
        }
        let (cycle, bound) = self.bound(self.limit - cost, left);
        if bound >= self.limit - cost {
            return None;
        }
        if left.is_over() {
            self.exhausted = true;
            return None;
        }
        if cycle.is_empty() {
            self.limit = cost;
            left.spend(self.core.nodes.saturating_mul(AROUND));
            self.found = Some(self.core.bonded(|i| self.state[i] != State::Lost));
            return None;
        }
        let open = cycle.into_iter().filter(|i| self.state[*i] == State::Open).collect();
        Some(Branch { open, tried: 0, cost })
    }

    /// The shortest bad cycle, empty where there is none; and what must be lost at least: the
    /// weakest ties of bad cycles that share none. Stops when the bound reaches `enough`, or nothing is
    /// left; what it has then is a bound too. A cycle of kept ties only can lose nothing: the bound is
    /// then infinite.
    fn bound(&mut self, enough: u64, left: &mut Left) -> (Vec<usize>, u64) {
        left.spend(self.edges.len());
        let mut room: Vec<u64> = (self.edges.iter().zip(&self.state))
            .map(|(edge, state)| match state {
                State::Open => edge.weight.unsigned_abs(),
                State::Kept => u64::MAX,
                State::Lost => 0,
            })
            .collect();
        let (mut bound, mut shortest) = (0u64, Vec::new());
        for i in 0..self.edges.len() {
            let edge = self.edges[i];
            while edge.weight < 0 && room[i] > 0 && !left.is_over() {
                let Some(mut cycle) = self.path(edge.a, edge.b, &room, left) else { break };
                cycle.push(i);
                let weakest = cycle.iter().map(|e| room[*e]).min().unwrap_or(0);
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
    fn path(
        &mut self,
        from: usize,
        to: usize,
        room: &[u64],
        left: &mut Left,
    ) -> Option<Vec<usize>> {
        self.walk += 1;
        let mut queue = VecDeque::from([from]);
        let mut steps = 1;
        'walk: while let Some(node) = queue.pop_front() {
            steps += self.near[node].len();
            for (other, i) in &self.near[node] {
                if room[*i] > 0 && self.by[*other].1 != self.walk && *other != from {
                    self.by[*other] = (*i, self.walk);
                    if *other == to {
                        break 'walk;
                    }
                    queue.push_back(*other);
                }
            }
        }
        left.spend(steps);
        let (mut path, mut node) = (Vec::new(), to);
        while node != from {
            let (i, walk) = self.by[node];
            if walk != self.walk {
                return None;
            }
            path.push(i);
            let edge = &self.edges[i];
            node = edge.a + edge.b - node;
        }
        Some(path)
    }
}
