//! Walking a path expression from one actor: whom it reaches, and by the best chain.
//!
//! Takes an expression, a net of ties and a start; gives for each actor reached the firmest chain,
//! among equally firm ones the shortest, among equally short ones the first in the order of actors. No
//! actor occurs twice in a chain, and all links can hold at the same time. Must not know variables.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "states and labels are only added, each has the number at which it was added, and they lie in memory"
)]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use super::expr::{Direction, Expr, RelationSet, Repeat};
use super::net::{AnsweredTie, Hop, Net};
use super::scope::Force;
use super::time::At;
use crate::graph::standing::Standing;
use crate::model::{ActorIx, Date};

/// How many different times at which an actor is reached equally firmly are followed. More would change answers
/// only on data made for that purpose, and cost unlimited time.
const TIMES: usize = 24;

/// Up to this many ways are looked at one by one, even if they reach the same actor: because no actor may occur twice
/// in a chain, a way through other actors can lead on where the first cannot.
const WAYS: usize = 10_000;

/// One step of a chain: all ties from one actor to another that the step can take.
#[derive(Debug, Clone)]
pub struct Link<'g> {
    /// Where the step starts.
    pub from: ActorIx,
    /// Where it ends.
    pub to: ActorIx,
    /// Which way its ties are read.
    pub direction: Direction,
    /// The firmest of its ties.
    pub force: Force,
    /// The ties, the firmest first.
    pub ties: Vec<Arc<AnsweredTie<'g>>>,
}

/// A chain of links.
#[derive(Debug, Clone)]
pub(super) struct Chain<'g> {
    pub(super) force: Force,
    /// When all links can hold together; always for a single event, because what happened has happened.
    pub(super) windows: Vec<(Date, Date)>,
    pub(super) steps: Vec<Taken<'g>>,
}

/// A step of a chain: one of the places to which a step leads from an actor. It becomes a [`Link`] when an answer
/// consists of it, as few chains do.
#[derive(Debug, Clone)]
pub(super) struct Taken<'g> {
    from: ActorIx,
    direction: Direction,
    hops: Rc<Vec<Hop<'g>>>,
    at: usize,
}

impl<'g> Taken<'g> {
    fn hop(&self) -> &Hop<'g> {
        &self.hops[self.at]
    }

    /// As it was walked.
    pub(super) fn link(&self) -> Link<'g> {
        let hop = self.hop();
        Link {
            from: self.from,
            to: hop.other,
            direction: self.direction,
            force: hop.force,
            ties: hop.ties.clone(),
        }
    }
}

/// An expression as a state machine: each state has steps that take a tie and jumps that take none.
pub(crate) struct Machine {
    steps: Vec<Vec<(RelationSet, Direction, usize)>>,
    jumps: Vec<Vec<usize>>,
    end: usize,
}

impl Machine {
    pub(crate) fn of(expr: &Expr) -> Self {
        let mut machine = Machine { steps: vec![Vec::new()], jumps: vec![Vec::new()], end: 0 };
        machine.end = machine.add(expr, 0, false);
        machine
    }

    fn state(&mut self) -> usize {
        self.steps.push(Vec::new());
        self.jumps.push(Vec::new());
        self.steps.len() - 1
    }

    /// Adds a path that starts in a state; gives the state in which it ends.
    fn add(&mut self, expr: &Expr, from: usize, reversed: bool) -> usize {
        match expr {
            Expr::Step { relations, direction, .. } => {
                let to = self.state();
                let direction = match (direction, reversed) {
                    (Direction::Forward, false) | (Direction::Backward, true) => Direction::Forward,
                    _ => Direction::Backward,
                };
                self.steps[from].push((relations.clone(), direction, to));
                to
            }
            Expr::Inverse(inner) => self.add(inner, from, !reversed),
            Expr::Sequence(parts) if reversed => {
                parts.iter().rev().fold(from, |at, part| self.add(part, at, true))
            }
            Expr::Sequence(parts) => parts.iter().fold(from, |at, part| self.add(part, at, false)),
            Expr::Either(parts) => {
                let to = self.state();
                for part in parts {
                    let own = self.state();
                    self.jumps[from].push(own);
                    let end = self.add(part, own, reversed);
                    self.jumps[end].push(to);
                }
                to
            }
            Expr::Repeated(inner, repeat) => {
                let (start, to) = (self.state(), self.state());
                self.jumps[from].push(start);
                let end = self.add(inner, start, reversed);
                self.jumps[end].push(to);
                if *repeat != Repeat::Some {
                    self.jumps[start].push(to);
                }
                if *repeat != Repeat::Optional {
                    self.jumps[end].push(start);
                }
                to
            }
        }
    }

    /// How many states there are; the first is where paths start.
    pub(crate) fn states(&self) -> usize {
        self.steps.len()
    }

    /// The steps that can be taken from a state, jumps before them taken.
    pub(crate) fn moves(&self, state: usize) -> Vec<(&RelationSet, Direction, usize)> {
        let states = self.closure(state).into_iter();
        let steps = states.flat_map(|state| &self.steps[state]);
        steps.map(|(relations, direction, next)| (relations, *direction, *next)).collect()
    }

    /// Whether a path can end in a state.
    pub(crate) fn ends(&self, state: usize) -> bool {
        self.closure(state).contains(&self.end)
    }

    /// Whether a step can be taken from a state.
    fn leads_on(&self, state: usize) -> bool {
        self.closure(state).into_iter().any(|state| !self.steps[state].is_empty())
    }

    /// Whether it is steps of one sort, again and again: then a circle can be left out of any chain, and who has
    /// stood in it is nothing to what follows.
    fn is_closure(&self) -> bool {
        let steps = |state| {
            let steps: Vec<_> =
                self.moves(state).into_iter().map(|(set, way, _)| (set, way)).collect();
            steps
        };
        let first = steps(0);
        let same = |state: usize| {
            let own = steps(state);
            own.len() == first.len() && own.iter().all(|step| first.contains(step))
        };
        let mut targets = (0..self.states()).flat_map(|state| self.moves(state));
        targets.all(|(_, _, next)| self.ends(next) && same(next))
    }

    /// A state and all that jumps lead to, without those already there.
    fn closure(&self, state: usize) -> Vec<usize> {
        let mut found = vec![state];
        let mut at = 0;
        while at < found.len() {
            for next in &self.jumps[found[at]] {
                if !found.contains(next) {
                    found.push(*next);
                }
            }
            at += 1;
        }
        found
    }
}

/// A way by which an actor was reached in a state.
struct Label<'g> {
    actor: ActorIx,
    state: usize,
    force: Force,
    length: usize,
    windows: Vec<(Date, Date)>,
    /// The label before, and the step from there.
    before: Option<(usize, Taken<'g>)>,
}

/// The chains to each actor that the expression reaches: the best first, each of those behind it for
/// times at which none before it holds.
pub(super) fn walk<'g>(
    net: &Net<'g, '_>,
    machine: &Machine,
    start: ActorIx,
) -> BTreeMap<ActorIx, Vec<Rc<Chain<'g>>>> {
    let mut labels: Vec<Label<'g>> = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut settled: HashMap<(ActorIx, usize), Vec<usize>> = HashMap::new();
    let mut reached: BTreeMap<ActorIx, Vec<Rc<Chain<'g>>>> = BTreeMap::new();
    let closure = machine.is_closure();
    labels.push(Label {
        actor: start,
        state: 0,
        force: Force::Held(Standing::Definite),
        length: 0,
        windows: vec![(Date::MIN, Date::MAX)],
        before: None,
    });
    queue.push(Reverse((Force::Held(Standing::Definite), 0, start, 0)));
    while let Some(Reverse((.., place))) = queue.pop() {
        let (actor, state) = (labels[place].actor, labels[place].state);
        let known = settled.entry((actor, state)).or_default();
        // Labels come firmest and shortest first, so one that was there at all these times by no more links leads
        // nowhere new. A firmer one by more links does: a later link that is weaker makes both chains alike but for
        // their lengths.
        let (force, length) = (labels[place].force, labels[place].length);
        let mut covering = known.iter().filter(|k| {
            labels[**k].length <= length && covers(&labels[**k].windows, &labels[place].windows)
        });
        // Where nothing follows, nobody is wanted again.
        let exact = !closure && labels.len() < WAYS && machine.leads_on(state);
        let stands = |k: &usize| !exact || comes_by(&labels, *k, place);
        match covering.clone().next() {
            Some(_) if covering.any(stands) => continue,
            None if !exact
                && known.iter().filter(|k| labels[**k].force == force).count() >= TIMES =>
            {
                continue;
            }
            _ => {}
        }
        known.push(place);
        let states = machine.closure(state);
        if states.contains(&machine.end)
            && labels[place].length > 0
            && meets_asked(net, &labels[place])
        {
            let chain = chain(net, &labels, place);
            let known = reached.entry(actor).or_default();
            if !known.iter().any(|other| covers(&other.windows, &chain.windows)) {
                known.push(Rc::new(chain));
            }
        }
        for state in states {
            for (relations, direction, next) in &machine.steps[state] {
                let hops = net.hops(actor, relations, *direction);
                for (at, hop) in hops.iter().enumerate() {
                    // An actor that a text leaves unnamed can be an answer, but is in no chain.
                    let named = !net.is_unnamed(hop.other) || labels[place].length == 0;
                    if passes(&labels, place, hop.other) || !named {
                        continue;
                    }
                    let windows = common(&labels[place].windows, &hop.windows);
                    if windows.is_empty() {
                        continue;
                    }
                    let label = Label {
                        actor: hop.other,
                        state: *next,
                        force: labels[place].force.max(hop.force),
                        length: labels[place].length + 1,
                        windows,
                        before: Some((
                            place,
                            Taken {
                                from: actor,
                                direction: *direction,
                                hops: Rc::clone(&hops),
                                at,
                            },
                        )),
                    };
                    queue.push(Reverse((label.force, label.length, label.actor, labels.len())));
                    labels.push(label);
                }
            }
        }
    }
    reached
}

/// Whether the links of a chain can hold together within the time asked about. A single link, and a
/// chain that is stale or over, have said what there is to say.
fn meets_asked(net: &Net<'_, '_>, label: &Label<'_>) -> bool {
    let At { first, last } = net.scope.when.at();
    let together = || label.windows.iter().any(|w| w.0 <= last && w.1 >= first);
    label.length == 1 || !label.force.holds() || together()
}

/// Whether a chain comes by everybody by whom another comes.
fn comes_by(labels: &[Label<'_>], mut other: usize, place: usize) -> bool {
    loop {
        if !passes(labels, place, labels[other].actor) {
            return false;
        }
        match &labels[other].before {
            Some((before, _)) => other = *before,
            None => return true,
        }
    }
}

/// Whether a chain comes by an actor.
fn passes(labels: &[Label<'_>], mut place: usize, actor: ActorIx) -> bool {
    loop {
        if labels[place].actor == actor {
            return true;
        }
        match &labels[place].before {
            Some((before, _)) => place = *before,
            None => return false,
        }
    }
}

fn chain<'g>(net: &Net<'g, '_>, labels: &[Label<'g>], mut place: usize) -> Chain<'g> {
    let (force, mut windows) = (labels[place].force, labels[place].windows.clone());
    let mut steps = Vec::with_capacity(labels[place].length);
    while let Some((before, step)) = &labels[place].before {
        steps.push(step.clone());
        place = *before;
    }
    steps.reverse();
    let event = |tie: &Arc<AnsweredTie<'_>>| net.graph.vocabulary()[tie.relation].is_event();
    if let [step] = &steps[..]
        && step.hop().ties.iter().any(event)
    {
        windows = vec![(Date::MIN, Date::MAX)];
    }
    Chain { force, windows, steps }
}

/// The times that two lists of windows share. Windows within a list may overlap.
pub(super) fn common(a: &[(Date, Date)], b: &[(Date, Date)]) -> Vec<(Date, Date)> {
    // Most lists have one window.
    if let ([x], [y]) = (a, b) {
        let (first, last) = (x.0.max(y.0), x.1.min(y.1));
        return if first <= last { vec![(first, last)] } else { Vec::new() };
    }
    let mut shared: Vec<(Date, Date)> = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| (x.0.max(y.0), x.1.min(y.1))))
        .filter(|(first, last)| first <= last)
        .collect();
    shared.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::with_capacity(shared.len());
    for window in shared {
        match merged.last_mut() {
            Some(open) if open.1 >= window.0 => open.1 = open.1.max(window.1),
            _ => merged.push(window),
        }
    }
    merged
}

/// Whether every window of the second list lies within one of the first.
fn covers(a: &[(Date, Date)], b: &[(Date, Date)]) -> bool {
    b.iter().all(|y| a.iter().any(|x| x.0 <= y.0 && x.1 >= y.1))
}
