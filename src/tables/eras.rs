//! How every tie stands when parts act for the wholes of each time.
//!
//! Takes a graph and the days on which it changes who is part of whom; gives each tie's spells. From one such
//! day to the next few ties change, and only these are worked out again: each once for the whole time in which
//! neither of its ends changes. Must not know rows.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Tables;
use super::moment::{FIRST, LAST, Moment};
use super::timeline::{Name, Spell, is_told, name, push, spells, ties};
use crate::graph::{Admit, Graph, Parents, Tie, roll_up_to_ask};
use crate::model::{ActorIx, Date, Party};

/// The spells of every tie of which anything is said.
pub(super) fn by_eras(
    tables: &Tables<'_>,
    moment: Moment,
    eras: &[(Date, Parents)],
) -> BTreeMap<Name, Vec<Spell>> {
    let touched: Vec<BTreeSet<ActorIx>> =
        eras.windows(2).map(|pair| touched(tables.graph, &pair[0].1, &pair[1].1)).collect();
    // The eras that begin with an actor touched, in order.
    let mut begin: FxHashMap<ActorIx, Vec<usize>> = FxHashMap::default();
    for (before, actors) in touched.iter().enumerate() {
        for actor in actors {
            begin.entry(*actor).or_default().push(before + 1);
        }
    }
    let next = |actor: ActorIx, era: usize| {
        let own = begin.get(&actor)?;
        own.get(own.partition_point(|other| *other <= era)).copied()
    };
    let mut found: BTreeMap<Name, Vec<Spell>> = BTreeMap::new();
    for (era, (first, parents)) in eras.iter().enumerate() {
        let first = (*first).max(FIRST);
        let graph = roll_up_to_ask(tables.graph, parents);
        let touched = era.checked_sub(1).map(|before| &touched[before]);
        let ties = match touched {
            None => ties(&graph, &tables.options.sources),
            Some(actors) => of_actors(tables, &graph, actors),
        };
        let until = |tie: &Tie<'_>| {
            let ends = [tie.key.from, tie.key.to].into_iter().filter_map(|end| next(end, era));
            ends.min().and_then(|next| eras[next].0.yesterday().ok()).unwrap_or(LAST)
        };
        let (span, reach) = (tables.options.span, tables.options.reach);
        let told = ties.par_iter().with_min_len(64);
        let told = told
            .map(|tie| (name(tie), spells(tie, (moment, span), reach, (first, until(tie)))))
            .filter(|(_, spells)| is_told(spells));
        let now: BTreeMap<Name, Vec<Spell>> = told.collect();
        if let Some(actors) = touched {
            for (name, known) in &mut found {
                let ends = [name.0.from, name.0.to];
                if ends.iter().any(|end| actors.contains(end)) && !now.contains_key(name) {
                    push(known, first, None);
                }
            }
        }
        for (name, spells) in now {
            let known = found.entry(name).or_default();
            // What began in an earlier time goes on, or is over.
            if spells.first().is_none_or(|(begun, _)| *begun > first) {
                push(known, first, None);
            }
            for (begun, state) in spells {
                push(known, begun, state);
            }
        }
    }
    found
}

/// The ties of some actors, each once.
fn of_actors<'g>(
    tables: &Tables<'_>,
    graph: &'g Graph,
    actors: &BTreeSet<ActorIx>,
) -> Vec<Tie<'g>> {
    let admit = Admit { sources: &tables.options.sources, ..Admit::ALL };
    let own = |actor: &ActorIx| {
        let unnamed = graph.unnamed_ties_of(*actor, admit);
        graph.ties_of(*actor, admit).into_iter().chain(unnamed)
    };
    let all: BTreeMap<Name, Tie<'g>> =
        actors.iter().flat_map(own).map(|tie| (name(&tie), tie)).collect();
    all.into_values().collect()
}

/// Actors of whom at least one is an end of each tie that is another where parts belong to other wholes: those who
/// belong elsewhere, these wholes, and whom an event that they take part in does something to.
fn touched(graph: &Graph, before: &Parents, after: &Parents) -> BTreeSet<ActorIx> {
    let all = (0..graph.actors().len()).map(ActorIx::from);
    let moved: Vec<ActorIx> =
        all.filter(|actor| before.root(*actor) != after.root(*actor)).collect();
    let mut touched = BTreeSet::new();
    for actor in moved {
        touched.extend([actor, before.root(actor), after.root(actor)]);
        for at in graph.claims_from(actor).into_iter().chain(graph.claims_to(actor)) {
            if at.relation.begins.is_empty() && at.relation.ends.is_empty() {
                continue;
            }
            for end in [at.claim.from, at.claim.to] {
                touched.extend([end, before.root(end), after.root(end)]);
            }
            if let Some(Party::Actor(place)) = at.claim.details().place {
                touched.insert(place);
            }
        }
    }
    touched
}
