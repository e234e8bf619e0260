//! How two actors are connected: the shortest chains of ties between them.
//!
//! Takes two actors and a scope; gives every shortest chain, each once, however many claims its
//! links have. Must not know patterns.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::expr::Direction;
use super::net::{AnsweredTie, Net, firmest_first, force};
use super::scope::{Force, Scope};
use super::selection::Answer;
use super::time::When;
use super::walk::Link;
use crate::graph::Graph;
use crate::model::{ActorIx, Cut as _};

/// Which way the links of a chain may point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// Each from the one who acts to the one acted on, or symmetric.
    Onward,
    /// In any direction.
    Either,
}

/// So many chains are given where the scope has no limit.
const MOST: usize = 1000;

/// Chains, and how many more there are.
#[derive(Debug, Clone, Default)]
pub struct Chains<'g> {
    /// The chains, the firmest first.
    pub found: Vec<Answer<'g>>,
    /// How many equally short ones the limit left out.
    pub left_out: usize,
}

/// The shortest chains from one actor to another, of at most so many links, the firmest first. At a
/// date, every link holds then; without one, every link was asserted at some time. There are at most
/// as many as the scope's limit; if the scope has an actor, only those by way of that actor.
pub fn chains<'g>(
    graph: &'g Graph,
    (from, to): (ActorIx, ActorIx),
    scope: &Scope,
    pointing: Pointing,
    most: usize,
) -> Chains<'g> {
    let net = Net::new(graph, scope);
    let useful = useful(&net, (from, to), pointing, most);
    let Some(mut useful) = useful else { return Chains::default() };
    if let Some(by) = scope.actor {
        let Some(at) = useful.get(&by).copied() else { return Chains::default() };
        useful.retain(|actor, place| *place != at || *actor == by);
    }
    let ways = ways(&net, pointing, to, &useful);
    useful.retain(|actor, _| ways.contains_key(actor));
    let mut found = Vec::new();
    let most = scope.limit.unwrap_or(MOST);
    collect(&net, pointing, (from, to), &useful, &mut Vec::new(), &mut found, most);
    found.sort_by_key(|answer: &Answer<'_>| answer.force);
    let left_out = ways.get(&from).map_or(0, |all| all.saturating_sub(found.len()));
    Chains { found, left_out }
}

/// How many ways lead from each of those in a chain to its end; nothing of those from whom none does.
fn ways(
    net: &Net<'_, '_>,
    pointing: Pointing,
    to: ActorIx,
    useful: &BTreeMap<ActorIx, usize>,
) -> BTreeMap<ActorIx, usize> {
    let mut backwards: Vec<(usize, ActorIx)> = useful.iter().map(|(ix, at)| (*at, *ix)).collect();
    backwards.sort_unstable_by(|a, b| b.cmp(a));
    let mut ways = BTreeMap::from([(to, 1_usize)]);
    for (at, actor) in backwards {
        let next = onward(net, actor, pointing);
        let next = next.iter().filter(|other| useful.get(other) == Some(&at.saturating_add(1)));
        let all =
            next.filter_map(|other| ways.get(other)).fold(0, |a: usize, b| a.saturating_add(*b));
        if all > 0 {
            ways.insert(actor, all);
        }
    }
    ways
}

/// Everybody in a shortest chain from one actor to another, with the number of links up to there; `None` without a
/// chain of at most so many links. Dead ends could be without number, so it is searched from both ends, and where there
/// is less to look at.
pub(super) fn useful(
    net: &Net<'_, '_>,
    (from, to): (ActorIx, ActorIx),
    pointing: Pointing,
    most: usize,
) -> Option<BTreeMap<ActorIx, usize>> {
    // Nobody unnamed leads anywhere.
    if from == to || net.is_unnamed(from) {
        return None;
    }
    let (mut ahead, mut behind) = (Search::from(net, from), Search::from(net, to));
    let met = loop {
        let goes_ahead = net.is_unnamed(to) || ahead.cost <= behind.cost;
        match goes_ahead {
            true => ahead.go_on(net, |actor| onward(net, actor, pointing)),
            false => behind.go_on(net, |actor| {
                let others = backward(net, actor, pointing).into_iter();
                others.filter(|other| !net.is_unnamed(*other)).collect()
            }),
        }
        let found = if goes_ahead { ahead.layer() } else { behind.layer() };
        if found.is_empty() || ahead.length().saturating_add(behind.length()) > most {
            return None;
        }
        let other = if goes_ahead { &behind } else { &ahead };
        let met: Vec<ActorIx> =
            found.iter().filter(|actor| other.reached.contains(actor)).copied().collect();
        if !met.is_empty() {
            break met;
        }
    };
    // Whoever links one in a chain with what lies nearer to an end is in a chain too.
    let half = ahead.length();
    let mut useful: BTreeMap<ActorIx, usize> = met.iter().map(|actor| (*actor, half)).collect();
    for (at, layer) in ahead.layers.cut(..half).iter().enumerate().rev() {
        let leads = |actor: &&ActorIx| {
            onward(net, **actor, pointing)
                .iter()
                .any(|to| useful.get(to) == Some(&at.saturating_add(1)))
        };
        let found: Vec<ActorIx> = layer.iter().filter(leads).copied().collect();
        useful.extend(found.into_iter().map(|actor| (actor, at)));
    }
    for (at, layer) in
        (half.saturating_add(1)..).zip(behind.layers.cut(..behind.length()).iter().rev())
    {
        let follows = |actor: &&ActorIx| {
            backward(net, **actor, pointing)
                .iter()
                .any(|by| useful.get(by) == Some(&at.saturating_sub(1)))
        };
        let found: Vec<ActorIx> = layer.iter().filter(follows).copied().collect();
        useful.extend(found.into_iter().map(|actor| (actor, at)));
    }
    Some(useful)
}

/// Who is reached from one end, by the number of links.
struct Search {
    reached: HashSet<ActorIx>,
    layers: Vec<Vec<ActorIx>>,
    /// How many claims those have who were reached last.
    cost: usize,
}

impl Search {
    fn from(net: &Net<'_, '_>, actor: ActorIx) -> Self {
        let cost = net.graph.claim_count_of(actor);
        Search { reached: HashSet::from([actor]), layers: vec![vec![actor]], cost }
    }

    /// Those who were reached last.
    fn layer(&self) -> &[ActorIx] {
        self.layers.last().map_or(&[], Vec::as_slice)
    }

    fn length(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    fn go_on(&mut self, net: &Net<'_, '_>, links: impl Fn(ActorIx) -> Vec<ActorIx>) {
        let others: Vec<ActorIx> = self.layer().iter().flat_map(|actor| links(*actor)).collect();
        let fresh = others.into_iter().filter(|other| self.reached.insert(*other));
        let layer: Vec<ActorIx> = fresh.collect();
        self.cost = layer.iter().map(|actor| net.graph.claim_count_of(*actor)).sum();
        self.layers.push(layer);
    }
}

/// To whom a link can lead from an actor.
pub(super) fn onward(net: &Net<'_, '_>, actor: ActorIx, pointing: Pointing) -> Vec<ActorIx> {
    others(net, actor, pointing, Direction::Forward)
}

/// From whom a link can lead to an actor.
fn backward(net: &Net<'_, '_>, actor: ActorIx, pointing: Pointing) -> Vec<ActorIx> {
    others(net, actor, pointing, Direction::Backward)
}

fn others(net: &Net<'_, '_>, actor: ActorIx, pointing: Pointing, way: Direction) -> Vec<ActorIx> {
    let spokes = net.spokes(actor);
    let taken = spokes.iter().filter(|spoke| {
        (spoke.direction == way || pointing == Pointing::Either)
            && counts(&spoke.tie, net.scope.when)
    });
    // They are sorted by the other end.
    let mut others: Vec<ActorIx> = taken.map(|spoke| spoke.other).collect();
    others.dedup();
    others
}

/// Follows the shortest ways on from an actor, over actors that lead to the goal.
fn collect<'g>(
    net: &Net<'g, '_>,
    pointing: Pointing,
    (at, to): (ActorIx, ActorIx),
    useful: &BTreeMap<ActorIx, usize>,
    path: &mut Vec<Link<'g>>,
    found: &mut Vec<Answer<'g>>,
    most: usize,
) {
    if found.len() >= most {
        return;
    }
    if at == to {
        // A chain between two actors has a link.
        let force = path.iter().map(|link| link.force).max();
        let links = || path.clone();
        found.extend(force.map(|force| Answer { bindings: Vec::new(), force, links: links() }));
        return;
    }
    for (other, link) in links(net, at, pointing) {
        if useful.get(&other) == Some(&path.len().saturating_add(1)) {
            path.push(link);
            collect(net, pointing, (other, to), useful, path, found, most);
            path.pop();
        }
    }
}

/// Where an actor's ties lead; all ties to the same actor are one link.
fn links<'g>(net: &Net<'g, '_>, actor: ActorIx, pointing: Pointing) -> BTreeMap<ActorIx, Link<'g>> {
    let mut links: BTreeMap<ActorIx, Link<'g>> = BTreeMap::new();
    for spoke in net.spokes(actor).iter() {
        let taken = spoke.direction == Direction::Forward || pointing == Pointing::Either;
        if !taken || !counts(&spoke.tie, net.scope.when) {
            continue;
        }
        let link = links.entry(spoke.other).or_insert_with(|| Link {
            from: actor,
            to: spoke.other,
            direction: spoke.direction,
            force: spoke.tie.force,
            ties: Vec::new(),
        });
        // A symmetric tie has a spoke each way.
        if !link.ties.iter().any(|tie| Arc::ptr_eq(tie, &spoke.tie)) {
            link.ties.push(Arc::clone(&spoke.tie));
        }
    }
    for link in links.values_mut() {
        firmest_first(&mut link.ties);
        link.force = force(&link.ties);
    }
    links
}

fn counts(tie: &AnsweredTie<'_>, when: When) -> bool {
    match (tie.force, when) {
        (Force::Said(_), _) => true,
        (force, When::During(_)) => force.holds(),
        _ => true,
    }
}
