//! Everything that is worked out from a graph for the page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::ground::{Ground, Years};
use super::sides::Sides;
use super::span::{Span, number};
use super::spells::{Asked, State, States, TieOverTime, Timeline};
use crate::analysis::contradictions::{Contradictions, contradictions, everything};
use crate::choice;
use crate::graph::time::Reach;
use crate::graph::{ClaimRef, Graph, Parents, only};
use crate::model::{ActorIx, Date};

/// What the page looks up; places are those in the lists of nodes and edges of the exported graph.
#[derive(Debug, Serialize)]
pub(super) struct Worked {
    /// How far ties reach beyond what attests them.
    reach: String,
    /// The first and last day of which the data speaks; none where it has no date.
    span: Option<(i32, i32)>,
    years: Vec<i16>,
    /// The days on which anything changes, within the span.
    days: Vec<i32>,
    states: Vec<State>,
    pub(super) full: Vec<TieOverTime>,
    pub(super) rolled: Vec<TieOverTime>,
    /// Ties to actors that act for a whole, as in the answer to who backs such an actor, which is then kept by itself.
    kept: Vec<TieOverTime>,
    parents: Vec<Part>,
    pub(super) sides: Sides,
    contradictions: Vec<Disagreement>,
    /// After how many actors on both sides of a fight the search ended, if there are more.
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_at: Option<usize>,
    /// The relations that are ways of backing.
    backing: Vec<String>,
    /// The words of relations for what is over.
    past: BTreeMap<String, String>,
    /// The sources as items of CSL-JSON; none in a build that knows no such libraries.
    csl: Vec<serde_json::Value>,
}

/// Who is part of whom, by the last word and from day to day; -1 where of nobody.
#[derive(Debug, Serialize)]
struct Part {
    actor: usize,
    told: i32,
    days: Vec<(i32, i32)>,
}

#[derive(Debug, Serialize)]
struct Disagreement {
    sort: &'static str,
    actors: Vec<usize>,
    claims: Vec<usize>,
}

impl Worked {
    /// Whether somebody is part of a whole on a day.
    fn is_part(&self, actor: usize, day: i32) -> bool {
        let part = self.parents.iter().find(|part| part.actor == actor);
        let state = part.and_then(|part| part.days.iter().rev().find(|(from, _)| *from <= day));
        state.is_some_and(|(_, parent)| *parent >= 0)
    }

    /// Who, in the graph that is rolled up, ever has a tie and acts for nobody else.
    pub(super) fn wholes(&self) -> BTreeSet<usize> {
        let mut wholes = BTreeSet::new();
        let told = |actor: usize| self.parents.iter().any(|p| p.actor == actor && p.told >= 0);
        for tie in &self.rolled {
            let ends = [tie.from, tie.to];
            if tie.told >= 0 && !ends.into_iter().any(told) {
                wholes.extend(ends);
            }
            // The days on which it changes, and the last day of every year.
            let mut moments: Vec<i32> =
                tie.days.iter().filter(|(_, state)| *state >= 0).map(|(day, _)| *day).collect();
            for year in &self.years {
                let state = tie.years.iter().rev().find(|(from, _)| from <= year);
                if state.is_some_and(|(_, state)| *state >= 0) {
                    moments.extend(Date::new(*year, 12, 31).ok().map(number));
                }
            }
            if moments.into_iter().any(|day| !ends.into_iter().any(|end| self.is_part(end, day))) {
                wholes.extend(ends);
            }
        }
        wholes
    }

    pub(super) fn of(graph: &Graph, reach: Reach) -> Self {
        let ground = Ground::of(graph, reach);
        let mut states = States::default();
        let mut turning: BTreeSet<Date> = BTreeSet::new();
        let all = |_| true;
        let asked = |rolled| Asked { rolled, keep: &[], takes: &all };
        let full = Timeline::new(&ground, graph, asked(false));
        let full = full.days(&mut states, |_, days| turning.extend(days));
        let mut sides = Sides::default();
        let mut rolled = Timeline::new(&ground, graph, asked(true));
        rolled = rolled.days(&mut states, |graph, days| {
            turning.extend(days);
            sides.days(graph, days.iter(), reach);
        });
        let span = Span::of(graph);
        let years = span.map_or(Vec::new(), |span| span.years(&turning));
        let of_years = ground.years(&years);
        let full = full.years(&mut states, &of_years, |_, _| {}).done();
        let each = |graph: &Graph, year| sides.year(graph, year, reach);
        let rolled = rolled.years(&mut states, &of_years, each).done();
        let backing = backing(graph);
        let parents = parents(&ground);
        let kept = kept(&ground, &parents, &backing, (&mut states, &of_years));
        let within = |day: &Date| span.is_some_and(|s| s.first <= *day && *day <= s.last);
        let (contradictions, cut_at) = disagreements(graph);
        Worked {
            reach: reach.to_string(),
            span: span.map(|span| (number(span.first), number(span.last))),
            years,
            days: turning.into_iter().filter(within).map(number).collect(),
            states: states.list,
            full,
            rolled,
            kept,
            parents,
            sides,
            contradictions,
            cut_at,
            backing,
            past: past(graph),
            csl: csl(graph),
        }
    }
}

fn backing(graph: &Graph) -> Vec<String> {
    let vocabulary = graph.vocabulary();
    let Some(backs) = vocabulary.get("backs") else { return Vec::new() };
    let ways = vocabulary.iter().filter(|(ix, _)| vocabulary.is_a(*ix, backs));
    ways.map(|(_, relation)| relation.id.clone()).collect()
}

#[cfg(feature = "intake")]
fn csl(graph: &Graph) -> Vec<serde_json::Value> {
    graph.sources().iter().map(crate::intake::references::csl_item).collect()
}

#[cfg(not(feature = "intake"))]
fn csl(_: &Graph) -> Vec<serde_json::Value> {
    Vec::new()
}

fn past(graph: &Graph) -> BTreeMap<String, String> {
    let used = graph.claims().map(|at| (at.relation.id.clone(), choice::past(&at.relation.label)));
    used.collect()
}

fn parents(ground: &Ground<'_>) -> Vec<Part> {
    let (told, eras) = (ground.told(), ground.days(&[]));
    let place = |parents: &Parents, actor| {
        let parent = parents.parent(actor).and_then(|p| i32::try_from(p.index()).ok());
        parent.unwrap_or(-1)
    };
    let part = |i: usize| {
        let actor = ActorIx::from(i);
        let mut days: Vec<(i32, i32)> = Vec::new();
        for (day, parents) in &eras {
            let parent = place(parents, actor);
            if days.last().map_or(-1, |(_, before)| *before) != parent {
                days.push((number(*day), parent));
            }
        }
        Part { actor: i, told: place(&told, actor), days }
    };
    let parts = (0..ground.graph.actors().len()).map(part);
    parts.filter(|part| part.told >= 0 || !part.days.is_empty()).collect()
}

/// Those who are backed and act for a whole, each as if it did not.
fn kept(
    ground: &Ground<'_>,
    parents: &[Part],
    backing: &[String],
    (states, years): (&mut States, &Years),
) -> Vec<TieOverTime> {
    let graph = ground.graph;
    let vocabulary = graph.vocabulary();
    let ways: Vec<_> = backing.iter().filter_map(|id| vocabulary.get(id)).collect();
    let backed =
        |actor: ActorIx| graph.claims_to(actor).iter().any(|at| ways.contains(&at.claim.relation));
    let mut kept = Vec::new();
    for actor in parents.iter().map(|part| ActorIx::from(part.actor)).filter(|a| backed(*a)) {
        // Claims of actors that act for this one, and what can begin or end them; the others do not matter.
        let own = ground.with_parts(actor, years);
        let counts = |at: &ClaimRef<'_>| {
            let turns = !at.relation.begins.is_empty() || !at.relation.ends.is_empty();
            let backs = ways.contains(&at.claim.relation);
            turns
                || at.relation.spec.binds
                || (backs && (own.contains(&at.claim.from) || own.contains(&at.claim.to)))
        };
        let near = only(graph, counts);
        let takes = |key: crate::graph::TieKey| key.to == actor && ways.contains(&key.relation);
        let asked = Asked { rolled: true, keep: &[actor], takes: &takes };
        let ties = Timeline::new(ground, &near, asked).days(states, |_, _| {});
        kept.extend(ties.years(states, years, |_, _| {}).done());
    }
    kept
}

fn disagreements(graph: &Graph) -> (Vec<Disagreement>, Option<usize>) {
    let Contradictions { found, cut_at } = contradictions(graph, &everything(), &[]);
    let one = |c: &crate::analysis::contradictions::Contradiction<'_>| Disagreement {
        sort: c.sort.word(),
        actors: c.actors.iter().map(|actor| actor.index()).collect(),
        claims: c.claims.iter().map(|at| at.place).collect(),
    };
    (found.iter().map(one).collect(), cut_at)
}

#[cfg(test)]
mod tests {
    use super::disagreements;
    use crate::analysis::contradictions::MOST_ON_BOTH_SIDES;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn the_page_knows_of_disagreements_that_it_does_not_hold() {
        let ids: Vec<String> = (0..30).map(|i| format!("a{i}")).collect();
        let fixture = ids.iter().fold(Fixture::new(""), |f, id| f.actor(id, id, Kind::State));
        let mut fixture = fixture.source("paper", "2016-06");
        for from in &ids {
            for to in ids.iter().filter(|to| *to != from) {
                fixture = fixture.claim(&format!("{from} backs {to}"), "q");
                fixture = fixture.claim(&format!("{from} fights {to}"), "q");
            }
        }
        let (_, cut_at) = disagreements(&fixture.graph());
        assert_eq!(cut_at, Some(MOST_ON_BOTH_SIDES));
    }
}
