//! How two actors are connected: the shortest chains of ties between them.
//!
//! Takes two actors and a scope; gives every shortest chain, each once, however many claims its
//! links have. Must not know patterns.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expr::Direction;
use super::net::{AnsweredTie, Net, firmest_first, force};
use super::scope::{Force, Scope};
use super::selection::Answer;
use super::time::When;
use super::walk::Link;
use crate::graph::Graph;
use crate::model::ActorIx;

/// Which way the links of a chain may point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// Each from the one who acts to the one acted on, or symmetric.
    Onward,
    /// In any direction.
    Either,
}

/// The shortest chains from one actor to another, of at most so many links, the firmest first. At a
/// date, every link holds then; without one, every link was asserted at some time. There are at most
/// as many as the scope's limit.
pub fn chains<'g>(
    graph: &'g Graph,
    (from, to): (ActorIx, ActorIx),
    scope: &Scope,
    pointing: Pointing,
    most: usize,
) -> Vec<Answer<'g>> {
    let net = Net::new(graph, scope);
    let mut distance: BTreeMap<ActorIx, usize> = BTreeMap::from([(from, 0)]);
    let mut layer = vec![from];
    let mut length = 0;
    while !layer.is_empty() && !distance.contains_key(&to) && length < most {
        length += 1;
        let mut next = Vec::new();
        for actor in layer {
            for other in links(&net, actor, pointing).into_keys() {
                distance.entry(other).or_insert_with(|| {
                    next.push(other);
                    length
                });
            }
        }
        layer = next;
    }
    if from == to || !distance.contains_key(&to) {
        return Vec::new();
    }
    // Whoever does not lead to the goal is not followed, or dead ends could be without number.
    let goal = distance[&to];
    let mut nearest_last: Vec<(usize, ActorIx)> =
        distance.iter().map(|(actor, d)| (*d, *actor)).filter(|(d, _)| *d < goal).collect();
    nearest_last.sort_unstable_by(|a, b| b.cmp(a));
    let mut useful = BTreeMap::from([(to, goal)]);
    for (d, actor) in nearest_last {
        let leads = |other: &ActorIx| useful.get(other) == Some(&(d + 1));
        if links(&net, actor, pointing).keys().any(leads) {
            useful.insert(actor, d);
        }
    }
    let mut found = Vec::new();
    let most = scope.limit.unwrap_or(usize::MAX).min(1000);
    collect(&net, pointing, (from, to), &useful, &mut Vec::new(), &mut found, most);
    found.sort_by_key(|answer: &Answer<'_>| answer.force);
    found
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
        let force = path.iter().map(|link| link.force).max();
        let force = force.expect("a chain between two actors has a link");
        found.push(Answer { bindings: Vec::new(), force, links: path.clone() });
        return;
    }
    for (other, link) in links(net, at, pointing) {
        if useful.get(&other) == Some(&(path.len() + 1)) {
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
