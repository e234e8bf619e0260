//! What is looked at for a step, or from both ends of a chain, gives what looking at everything would.

use std::collections::BTreeMap;

use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::{ActorIx, Kind, Modality};
use crate::query::Scope;
use crate::query::chains::{Pointing, onward, useful};
use crate::query::expr::{Direction, RelationSet};
use crate::query::net::Net;

const ACTORS: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "?"];
const RELATIONS: [&str; 8] =
    ["backs", "arms", "commands", "part_of", "cooperates_with", "allied_with", "controls", "took"];
const MODALITIES: [Modality; 4] =
    [Modality::Factual, Modality::Assessed, Modality::Planned, Modality::Denied];

/// Claims by chance, the same for the same seed.
fn by_chance(mut seed: u64) -> Graph {
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    let kind = |id: &str| if id == "?" { Kind::Unnamed } else { Kind::State };
    let mut fixture = ACTORS.iter().fold(Fixture::new("Chance"), |f, id| f.actor(id, id, kind(id)));
    fixture = fixture.source("paper", "2024-06-01");
    for n in 0..22 {
        let (from, to) = (next(9), next(9));
        if from != to {
            let relation = RELATIONS[next(8)];
            let claim = format!("{} {relation} {}", ACTORS[from], ACTORS[to]);
            fixture = fixture.claim(&claim, &format!("q{n}")).modality(MODALITIES[next(4)]);
        }
    }
    fixture.graph()
}

fn everybody(graph: &Graph) -> impl Iterator<Item = ActorIx> {
    (0..graph.actors().len()).map(ActorIx::from)
}

#[test]
fn a_step_finds_what_is_among_all_ties() {
    for seed in 0..60 {
        let graph = by_chance(seed);
        let scope = Scope { include: vec![Modality::Planned], ..Scope::default() };
        let net = Net::new(&graph, &scope);
        for (relation, direction) in
            RELATIONS.iter().zip([Direction::Forward, Direction::Backward].iter().cycle())
        {
            for flipped in [*direction, direction.flipped()] {
                let vocabulary = graph.vocabulary();
                let wide = vocabulary.get(relation).expect("a relation of the vocabulary");
                let step = RelationSet::of(vocabulary, |ix| vocabulary.is_a(ix, wide));
                for actor in everybody(&graph) {
                    let mut found: BTreeMap<ActorIx, Vec<String>> = BTreeMap::new();
                    for spoke in net.spokes(actor).iter() {
                        if spoke.direction == flipped && step.contains(spoke.tie.relation) {
                            found.entry(spoke.other).or_default().push(format!("{:?}", spoke.tie));
                        }
                    }
                    let mut hops: BTreeMap<ActorIx, Vec<String>> = BTreeMap::new();
                    for hop in net.hops(actor, &step, flipped).iter() {
                        let ties = hop.ties.iter().map(|tie| format!("{tie:?}"));
                        hops.insert(hop.other, ties.collect());
                    }
                    found.values_mut().chain(hops.values_mut()).for_each(|ties| ties.sort());
                    assert_eq!(hops, found, "{seed}: {relation} {flipped:?}");
                }
            }
        }
    }
}

/// Whoever is in a shortest chain, by a search from its beginning alone.
fn from_one_end(
    net: &Net<'_, '_>,
    (from, to): (ActorIx, ActorIx),
    pointing: Pointing,
    most: usize,
) -> Option<BTreeMap<ActorIx, usize>> {
    let mut layers = vec![BTreeMap::from([(from, 0)])];
    let mut reached = layers[0].clone();
    while !reached.contains_key(&to) {
        let length = layers.len();
        let last = layers[length - 1].keys();
        let others = last.flat_map(|actor| onward(net, *actor, pointing));
        let fresh = others.filter(|other| !reached.contains_key(other));
        let layer: BTreeMap<ActorIx, usize> = fresh.map(|other| (other, length)).collect();
        if layer.is_empty() || length > most {
            return None;
        }
        reached.extend(&layer);
        layers.push(layer);
    }
    let goal = layers.len() - 1;
    let mut useful = BTreeMap::from([(to, goal)]);
    for (at, layer) in layers[..goal].iter().enumerate().rev() {
        for actor in layer.keys() {
            let links = onward(net, *actor, pointing);
            if links.iter().any(|other| useful.get(other) == Some(&(at + 1))) {
                useful.insert(*actor, at);
            }
        }
    }
    (from != to).then_some(useful)
}

#[test]
fn a_search_from_both_ends_finds_every_shortest_chain() {
    let mut long = 0;
    for seed in 0..60 {
        let graph = by_chance(seed);
        let scope = Scope::default();
        let net = Net::new(&graph, &scope);
        for pointing in [Pointing::Onward, Pointing::Either] {
            for ends in everybody(&graph).flat_map(|a| everybody(&graph).map(move |b| (a, b))) {
                for most in [1, 2, 6] {
                    let found = useful(&net, ends, pointing, most);
                    let goal = found.iter().flatten().map(|(_, at)| *at).max();
                    long += usize::from(goal >= Some(3));
                    assert_eq!(found, from_one_end(&net, ends, pointing, most), "{seed} {ends:?}");
                }
            }
        }
    }
    assert!(long > 100, "there were long chains: {long}");
}
