//! How every tie stands on every day, in every year, and according to the latest sources.
//!
//! Takes a graph, gives for each tie its states at all times; in a rolled-up graph, in which the
//! wholes for which parts act change with time, each state is that of the graph of its day.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use super::ground::{Ground, Years, during};
use super::span::number;
use crate::graph::standing::{Account, Standing, spells, standing};
use crate::graph::tie::is_unnamed;
use crate::graph::time::When;
use crate::graph::{Admit, Graph, Parents, Tie, TieKey, Wholes, roll_up};
use crate::model::{ActorIx, ClaimId, Date};

/// How a tie stands: standing, manner, whether it is present, the claims that show it and, of what is
/// stale, when it was last seen.
pub(super) type State = (&'static str, &'static str, bool, Vec<usize>, String);

/// Every state that occurs, each once; others name it by its place.
#[derive(Debug, Default)]
pub(super) struct States {
    known: HashMap<State, i32>,
    pub(super) list: Vec<State>,
}

impl States {
    /// The place of a state, from the claims' places in the file; -1 where nothing is said.
    fn place(&mut self, account: Option<&Account<'_>>, places: &HashMap<ClaimId, usize>) -> i32 {
        let Some(account) = account else { return -1 };
        let claims = account.showing().map(|at| places[&at.claim.id]).collect();
        let seen = account.last_seen.filter(|_| account.standing == Standing::Stale);
        let seen = seen.map(|date| date.to_string()).unwrap_or_default();
        let state = (account.standing.word(), account.manner.word(), account.present, claims, seen);
        if let Some(place) = self.known.get(&state) {
            return *place;
        }
        let place = i32::try_from(self.list.len()).expect("fewer states than 2^31");
        self.known.insert(state.clone(), place);
        self.list.push(state);
        place
    }
}

/// A tie at all times; states are places in the list of all, -1 where nothing is said.
#[derive(Debug, Default, Serialize)]
pub(super) struct TieOverTime {
    /// Its ends, as places in the list of nodes.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) relation: String,
    /// All of its claims, as places in the list of edges; and those of the events that turn it.
    pub(super) claims: BTreeSet<usize>,
    /// By the last word on it.
    pub(super) told: i32,
    /// From a year on.
    pub(super) years: Vec<(i16, i32)>,
    /// From a day on.
    pub(super) days: Vec<(i32, i32)>,
}

/// What is asked: whether parts act for wholes, who is kept apart, and which ties count.
pub(super) struct Asked<'a> {
    pub(super) rolled: bool,
    pub(super) keep: &'a [ActorIx],
    pub(super) takes: &'a dyn Fn(TieKey) -> bool,
}

/// The ties of a graph at all times.
pub(super) struct Timeline<'a> {
    ground: &'a Ground<'a>,
    /// That of the ground, or as much of it as counts.
    graph: &'a Graph,
    asked: Asked<'a>,
    ties: BTreeMap<(TieKey, Option<ClaimId>), TieOverTime>,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(ground: &'a Ground<'a>, graph: &'a Graph, asked: Asked<'a>) -> Self {
        Timeline { ground, graph, asked, ties: BTreeMap::new() }
    }

    /// The graph that is looked at while these are the parents.
    fn graph(&self, parents: &Parents) -> Cow<'a, Graph> {
        match self.asked.rolled {
            true => Cow::Owned(roll_up(self.graph, parents)),
            false => Cow::Borrowed(self.graph),
        }
    }

    /// Fills in how everything stands from day to day; `each` is told of every graph with the days for
    /// which it is the one.
    pub(super) fn days(
        mut self,
        states: &mut States,
        mut each: impl FnMut(&Graph, &BTreeSet<Date>),
    ) -> Self {
        let (places, reach) = (&self.ground.places, self.ground.reach);
        let eras = match self.asked.rolled {
            true => self.ground.days(self.asked.keep),
            false => vec![(Date::MIN, Parents::none(self.graph))],
        };
        for (i, (first, parents)) in eras.iter().enumerate() {
            let next = eras.get(i + 1).and_then(|(next, _)| next.yesterday().ok());
            let days = (*first, next.unwrap_or(Date::MAX));
            let graph = self.graph(parents);
            let mut turning = BTreeSet::from([days.0]);
            let mut seen = BTreeSet::new();
            let ties = ties(&graph, &self.asked);
            let told: Vec<_> = ties.par_iter().map(|tie| spells(tie, reach, days)).collect();
            for (tie, told) in ties.iter().zip(told) {
                if told.iter().all(|(_, account)| account.is_none()) {
                    continue;
                }
                turning.extend(told.iter().map(|(day, _)| *day));
                seen.insert(name(tie));
                let entry = entry(&mut self.ties, tie, places, &graph);
                for (day, account) in told {
                    push(&mut entry.days, number(day), states.place(account.as_ref(), places));
                }
            }
            for (name, told) in &mut self.ties {
                if !seen.contains(name) {
                    push(&mut told.days, number(days.0), -1);
                }
            }
            each(&graph, &turning);
        }
        self
    }

    /// Fills in how everything stands in each year, and by the last word on it.
    pub(super) fn years(
        mut self,
        states: &mut States,
        years: &Years,
        mut each: impl FnMut(&Graph, Option<i16>),
    ) -> Self {
        let (places, reach) = (&self.ground.places, self.ground.reach);
        let parents = |wholes: &Wholes| match self.asked.rolled {
            true => wholes.parents(self.graph, self.asked.keep),
            false => Parents::none(self.graph),
        };
        let years: Vec<_> = years.iter().map(|(year, wholes)| (*year, parents(wholes))).collect();
        // While nobody is part of somebody else, the graph is the same.
        for alike in years.chunk_by(|one, next| one.1 == next.1) {
            let graph = self.graph(&alike[0].1);
            let ties = ties(&graph, &self.asked);
            for (year, _) in alike {
                let when = year.map_or(When::Told, during);
                let accounts: Vec<_> =
                    ties.par_iter().map(|tie| standing(tie, when, reach)).collect();
                let mut now: BTreeMap<_, i32> = BTreeMap::new();
                for (tie, account) in ties.iter().zip(accounts) {
                    let state = states.place(account.as_ref(), places);
                    if state >= 0 {
                        entry(&mut self.ties, tie, places, &graph);
                        now.insert(name(tie), state);
                    }
                }
                for (name, told) in &mut self.ties {
                    let state = now.get(name).copied().unwrap_or(-1);
                    match year {
                        Some(year) => push(&mut told.years, *year, state),
                        None => told.told = state,
                    }
                }
                each(&graph, *year);
            }
        }
        self
    }

    /// The ties, sorted by their ends and relations.
    pub(super) fn done(self) -> Vec<TieOverTime> {
        self.ties.into_values().collect()
    }
}

/// What tells ties apart; each claim of somebody whom a text does not name is one by itself.
fn name(tie: &Tie<'_>) -> (TieKey, Option<ClaimId>) {
    let unnamed = tie.claims.first().filter(|at| is_unnamed(at));
    (tie.key, unnamed.map(|at| at.claim.id))
}

fn ties<'g>(graph: &'g Graph, asked: &Asked<'_>) -> Vec<Tie<'g>> {
    let unnamed = graph.claims().filter(is_unnamed).map(|at| graph.tie_of(at));
    let all = graph.ties(Admit::ALL).into_iter().chain(unnamed);
    all.filter(|tie| (asked.takes)(tie.key)).collect()
}

fn entry<'t>(
    ties: &'t mut BTreeMap<(TieKey, Option<ClaimId>), TieOverTime>,
    tie: &Tie<'_>,
    places: &HashMap<ClaimId, usize>,
    graph: &Graph,
) -> &'t mut TieOverTime {
    let told = ties.entry(name(tie)).or_insert_with(|| TieOverTime {
        from: tie.key.from.index(),
        to: tie.key.to.index(),
        relation: graph.vocabulary()[tie.key.relation].id.clone(),
        told: -1,
        ..TieOverTime::default()
    });
    let turning = tie.turnings.iter().map(|(_, at)| at);
    told.claims.extend(tie.claims.iter().chain(turning).map(|at| places[&at.claim.id]));
    told
}

/// Adds a state, unless it is the one before; nothing is said before the first.
fn push<T>(list: &mut Vec<(T, i32)>, from: T, state: i32) {
    if list.last().map_or(-1, |(_, state)| *state) != state {
        list.push((from, state));
    }
}
