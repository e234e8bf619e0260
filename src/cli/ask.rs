//! `ask QUESTION`

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::bail;
use clap::Args;

use super::filters::{Filters, rolled};
use super::find::{named, print};
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::analysis::answer::answer;
use crate::analysis::timeline::timeline;
use crate::graph::time::When;
use crate::graph::{ClaimRef, Graph, only};
use crate::model::{ActorIx, Modality, Party};
use crate::query::ask::{Asked, Question, read};
use crate::query::{Force, Names, Scope, Selection};

/// Ask a question in plain words
///
/// The question is made of the vocabulary's verbs (`whobacks relations`), in any tense, active or
/// passive; it needs no quotation marks. The pattern that it became is printed first: `whobacks find`
/// takes it. What cannot be read is refused, with the forms that can.
///
/// Examples:
///   whobacks ask who backs Haftar in 2017
///   whobacks ask whom does Russia back directly or indirectly
///   whobacks ask does NATO back Haftar
///   whobacks ask what links Haftar and the Kremlin
///   whobacks ask how did the US and Haftar change from 2017 to 2025
///   whobacks ask where do the sources disagree on Haftar
///
/// Exit codes: 0 answered, 1 no claim says so, 2 not understood.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Ask {
    /// The question
    #[arg(required = true, num_args = 1.., value_name = "QUESTION")]
    question: Vec<String>,
    #[command(flatten)]
    filters: Filters,
}

impl Ask {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some((graph, sources)) = project.graph_and_sources(terminal)? else {
            return Ok(Ended::Badly);
        };
        let names = Names::of(&graph);
        let mut scope = self.filters.scope(&names)?;
        let words = self.question.join(" ");
        let question = read(&words, &names, &scope.sources)?;
        scope.when = match (self.filters.when()?, question.when) {
            (Some(_), Some(When::During(_))) => {
                bail!("the question names a time, and so does --at or --between: say it once")
            }
            (Some(when), _) | (None, Some(when)) => when,
            (None, None) => When::default(),
        };
        scope.sources.clone_from(&question.sources);
        let keep = actors(&question.asked);
        // What two actors have to do with each other over years is done by their parts.
        let parts = matches!(question.asked, Asked::Change { .. });
        let graph = match !self.filters.keeps_parts() {
            true => {
                let when = if parts { When::Ever } else { scope.when };
                &rolled(&graph, when, &scope, &keep)
            }
            false => &graph,
        };
        let graph = &heard(graph, &question);
        let selection = answer(graph, &question, &scope)?;
        let ended = print(terminal, &selection, Some(&words), self.filters.format, &sources)?;
        // What is said beside the answers comes behind them.
        terminal.finish()?;
        for note in &question.notes {
            terminal.say(&format!("note: {note}"));
        }
        for hint in hints(graph, &question, &scope, &selection, &words) {
            terminal.say(&hint);
        }
        Ok(ended)
    }
}

/// The graph with what the question's voice says, and what happened where it asks.
fn heard<'g>(graph: &'g Graph, question: &Question) -> Cow<'g, Graph> {
    if question.voice.is_none() && question.place.is_none() {
        return Cow::Borrowed(graph);
    }
    let within = question.place.map(|place| (place, graph.places_within(place)));
    let there = |at: &ClaimRef<'_>| {
        let Some((place, within)) = &within else { return true };
        match at.claim.details().place {
            Some(Party::Actor(ix)) => ix == *place || within.contains(&ix),
            _ => false,
        }
    };
    let said = |at: &ClaimRef<'_>| question.voice.as_ref().is_none_or(|voice| voice.speaks(at));
    Cow::Owned(only(graph, |at| said(at) && there(at)))
}

/// The actors that a question names.
fn actors(asked: &Asked) -> Vec<ActorIx> {
    match asked {
        Asked::Pattern(pattern) | Asked::Details(pattern, _) | Asked::Speakers(pattern, _) => {
            named(pattern)
        }
        Asked::Charges(actor) | Asked::About(actor) => vec![*actor],
        Asked::Changes { actor, .. } => actor.iter().copied().collect(),
        Asked::Links(a, b) | Asked::Change { a, b, .. } => vec![*a, *b],
        Asked::BothSides(actor) => actor.iter().copied().collect(),
        Asked::Disagreement(actors) => actors.clone(),
    }
}

/// What else could be asked: for what is not asserted, and for chains.
fn hints(
    graph: &Graph,
    question: &Question,
    scope: &Scope,
    selection: &Selection<'_>,
    words: &str,
) -> Vec<String> {
    let Asked::Pattern(pattern) = &question.asked else { return Vec::new() };
    let mut hints = Vec::new();
    let wider = Scope { include: Modality::ALL.to_vec(), limit: None, ..scope.clone() };
    if selection.verdict.is_none()
        && let Ok(wide) = answer(graph, question, &wider)
    {
        let said: Vec<Modality> = (wide.answers.iter())
            .filter_map(|answer| match answer.force {
                Force::Said(modality) if !scope.include.contains(&modality) => Some(modality),
                _ => None,
            })
            .collect();
        if !said.is_empty() {
            let kinds: BTreeSet<Modality> = said.iter().copied().collect();
            let kinds: Vec<&str> = kinds.into_iter().map(Modality::word).collect();
            hints.push(format!(
                "hint: {} that no claim asserts: --include {}",
                crate::report::count(said.len(), "more answer"),
                kinds.join(",")
            ));
        }
    }
    let direct = pattern.triples.len() == 1 && !pattern.triples[0].path.is_starred();
    let held = selection.answers.iter().any(|answer| answer.force.holds());
    if direct && !held {
        let indirect = format!("{words} directly or indirectly");
        let names = Names::of(graph);
        let read = read(&indirect, &names, &scope.sources);
        let found = read.ok().and_then(|question| answer(graph, &question, scope).ok());
        let more = found
            .map_or(0, |found| found.answers.iter().filter(|answer| answer.force.holds()).count());
        if more > 0 {
            let more = crate::report::count(more, "answer");
            hints.push(format!(
                "hint: there is {more} by way of others: add `directly or indirectly`"
            ));
        }
    }
    if selection.is_empty()
        && let [a, b] = named(pattern)[..]
    {
        let other = timeline(graph, &[a, b], &Scope { when: scope.when, ..Scope::default() }).len();
        if other > 0 {
            let id = |ix: ActorIx| &graph.actors()[ix.index()].id;
            hints.push(format!(
                "hint: {} something else of the two: whobacks timeline {} {}",
                if other == 1 { "1 claim says".to_owned() } else { format!("{other} claims say") },
                id(a),
                id(b)
            ));
        }
    }
    hints
}
