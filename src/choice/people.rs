//! Which actors share a box: parts with their wholes, a commander with the force, an office with its state.
//!
//! Takes a graph, gives it rolled up, with the actors that pictures show, each in its box.
//! Places, media and authors have no box.

use std::collections::{BTreeMap, BTreeSet};

use super::Wishes;
use crate::graph::standing::{Account, standing};
use crate::graph::tie::Tie;
use crate::graph::{Admit, Graph, Parents, roll_up};
use crate::model::{Actor, ActorIx, Family, Kind, RelationIx, Sign};

/// An actor and all whose ties its box carries.
#[derive(Debug, Clone)]
pub(super) struct Boxed {
    /// Whose name it has.
    pub(super) head: ActorIx,
    /// A force that its commander stands for, and by what: he commands it, or leads it.
    pub(super) force: Option<(ActorIx, RelationIx)>,
}

/// The graph in which parts stand for their wholes at the time of the picture.
pub(super) fn rolled(graph: &Graph, wishes: &Wishes) -> Graph {
    if !wishes.roll_up {
        return graph.clone();
    }
    roll_up(graph, &Parents::of(graph, wishes.when(), wishes.reach, &wishes.focus))
}

/// The boxes of a graph, and the box of each actor.
pub(super) fn boxes(graph: &Graph, wishes: &Wishes) -> (Vec<Boxed>, Vec<Option<usize>>) {
    let authors = authors(graph);
    let shown = |ix: &ActorIx| {
        let actor = &graph.actors()[ix.index()];
        let silent = matches!(actor.kind, Kind::Place | Kind::Media | Kind::Unnamed);
        !silent && !wishes.exclude.contains(ix) && !authors.contains(&actor.name.to_lowercase())
    };
    let all: Vec<ActorIx> = (0..graph.actors().len()).map(ActorIx::from).filter(shown).collect();
    let mut head_of: Vec<ActorIx> = (0..graph.actors().len()).map(ActorIx::from).collect();
    let mut force_of: Vec<Option<(ActorIx, RelationIx)>> = vec![None; graph.actors().len()];
    for ((person, group), relation) in commands(graph, wishes) {
        let kind = graph.actors()[group.index()].kind;
        if matches!(kind, Kind::Military | Kind::ArmedGroup | Kind::Unit) {
            head_of[group.index()] = person;
            force_of[person.index()] = Some((group, relation));
        } else if !wishes.focus.contains(&person) {
            head_of[person.index()] = group;
        }
    }
    let mut boxes: Vec<Boxed> = Vec::new();
    let mut box_of = vec![None; graph.actors().len()];
    for ix in all {
        let mut head = head_of[ix.index()];
        if head_of[head.index()] != head {
            head = head_of[head.index()];
        }
        let place = boxes.iter().position(|b| b.head == head).unwrap_or_else(|| {
            boxes.push(Boxed { head, force: force_of[head.index()] });
            boxes.len() - 1
        });
        box_of[ix.index()] = Some(place);
    }
    (boxes, box_of)
}

/// Who commands or leads whom, where each has only the other; of both the command.
fn commands(graph: &Graph, wishes: &Wishes) -> Vec<((ActorIx, ActorIx), RelationIx)> {
    let vocabulary = graph.vocabulary();
    let commanding = ["commands", "leads"].map(|name| vocabulary.get(name));
    let rank = |ix: RelationIx| commanding.iter().position(|known| *known == Some(ix));
    let admit = |ix| commanding.contains(&Some(ix));
    let ties = graph.ties(Admit { relation: &admit, sources: &[] });
    let present = |tie: &Tie<'_>| {
        let account: Option<Account<'_>> = standing(tie, wishes.when(), wishes.reach);
        account.is_some_and(|account| account.present)
    };
    let person = |ix: ActorIx| graph.actors()[ix.index()].kind == Kind::Person;
    let mut pairs: BTreeMap<(ActorIx, ActorIx), RelationIx> = BTreeMap::new();
    for tie in ties.iter().filter(|tie| present(tie)) {
        let (from, to, relation) = (tie.key.from, tie.key.to, tie.key.relation);
        if person(from) && !person(to) {
            let known = pairs.entry((from, to)).or_insert(relation);
            *known = [*known, relation].into_iter().min_by_key(|ix| rank(*ix)).unwrap_or(relation);
        }
    }
    let only = |pair: &(ActorIx, ActorIx)| {
        pairs.keys().filter(|p| p.0 == pair.0 || p.1 == pair.1).count() == 1
    };
    let admitted = pairs.iter().filter(|(pair, _)| only(pair) && !wishes.focus.contains(&pair.1));
    admitted.map(|(pair, relation)| (*pair, *relation)).collect()
}

/// Who wrote or published the sources: they tell of the ties and are not a party to them.
fn authors(graph: &Graph) -> BTreeSet<String> {
    let names = |s: &crate::model::Source| {
        s.authors.iter().chain(&s.publisher).map(|name| name.to_lowercase()).collect::<Vec<_>>()
    };
    graph.sources().iter().flat_map(names).collect()
}

/// Whether an actor is a sort of people named after somebody else: "Haftar's opponents".
pub(super) fn is_named_after_another(graph: &Graph, ix: ActorIx) -> bool {
    graph.actors().iter().any(|other| is_called_after(&graph.actors()[ix.index()], other))
}

/// Whether an actor is a sort of people named after a certain one.
pub(super) fn is_named_after(graph: &Graph, ix: ActorIx, other: ActorIx) -> bool {
    is_called_after(&graph.actors()[ix.index()], &graph.actors()[other.index()])
}

fn is_called_after(actor: &Actor, other: &Actor) -> bool {
    if actor.kind != Kind::Collective || other.id == actor.id || other.kind == Kind::Place {
        return false;
    }
    let words: Vec<String> = words(&actor.name);
    other.names().any(|name| {
        let name = self::words(name);
        let long = name.iter().map(|w| w.chars().count()).sum::<usize>() > 2;
        long && name.len() < words.len() && words.windows(name.len().max(1)).any(|w| *w == name[..])
    })
}

/// Who stands behind people that are known only as his: named after him, and at the time of the
/// picture tied to him by support and by nothing hostile. His opponents are no such people.
pub(super) fn behind(graph: &Graph, wishes: &Wishes) -> BTreeMap<ActorIx, ActorIx> {
    let mut behind: BTreeMap<ActorIx, ActorIx> = BTreeMap::new();
    let mut hostile: BTreeSet<ActorIx> = BTreeSet::new();
    for tie in graph.ties(Admit::ALL) {
        let relation = &graph.vocabulary()[tie.key.relation];
        for (people, master) in [(tie.key.from, tie.key.to), (tie.key.to, tie.key.from)] {
            let actor = |ix: ActorIx| &graph.actors()[ix.index()];
            let weak = relation.sign == Sign::Neutral;
            if weak || !is_called_after(actor(people), actor(master)) {
                continue;
            }
            let account: Option<Account<'_>> = standing(&tie, wishes.when(), wishes.reach);
            if !account.is_some_and(|account| account.present) {
                continue;
            }
            match relation.family {
                Family::Support => drop(behind.insert(people, master)),
                Family::Hostility => drop(hostile.insert(people)),
                _ => {}
            }
        }
    }
    behind.retain(|people, _| !hostile.contains(people));
    behind
}

/// The words of a name, without what makes a possessive.
fn words(name: &str) -> Vec<String> {
    let word = |w: &str| {
        let w = w.trim_end_matches("’s").trim_end_matches("'s");
        w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    name.split(|c: char| c.is_whitespace() || c == '-')
        .map(word)
        .filter(|w| !w.is_empty())
        .collect()
}

/// How a box is called: the full name, unless it is long and there is a short one.
pub(super) fn name(actor: &Actor) -> &str {
    if actor.name.chars().count() <= 24 { &actor.name } else { actor.label() }
}
