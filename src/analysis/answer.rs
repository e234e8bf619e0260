//! Questions that are more than a pattern: by which relations, who says so, since when, what was
//! planned, what links, what changed, where sources disagree.
//!
//! Takes a graph, a question that was understood, and a scope; gives a selection like any other.

use std::sync::Arc;

use super::beside::with_beside;
use super::told;
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Kind, Modality, Status};
use crate::query::ask::{ActorSort, Asked, Detail, Question};
use crate::query::time::{At, When};
use crate::query::{
    Answer, AnswerKind, AnsweredTie, Asserted, Binding, Force, Link, Names, Pattern, Pointing,
    Scope, SelectError, Selection, Verdict, chains, select,
};

mod changed;
mod disagreement;
mod over;
mod speakers;

pub use changed::since;

use changed::between;
use disagreement::disagreement;
use over::over;
use speakers::speakers;

/// The most links of a chain that says how two actors are connected.
pub const FURTHEST: usize = 6;

/// Answers a question.
///
/// # Errors
/// When the pattern that it became cannot be answered.
pub fn answer<'g>(
    graph: &'g Graph,
    question: &Question,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    let said = said(&question.said, scope);
    let scope = said.as_ref().unwrap_or(scope);
    let unlimited = Scope { limit: None, ..scope.clone() };
    let mut selection = match &question.asked {
        Asked::Pattern(pattern) if question.over => over(select(graph, pattern, &unlimited)?),
        Asked::Pattern(pattern) if question.said.is_empty() => {
            with_beside(graph, pattern, &unlimited, question.direct)?
        }
        Asked::Pattern(pattern) => only_said(select(graph, pattern, &unlimited)?, &question.said),
        Asked::Details(pattern, details) => {
            let found = select(graph, pattern, &unlimited)?;
            let found = match question.said.is_empty() {
                true => found,
                false => only_said(found, &question.said),
            };
            let names: Vec<&str> = details.iter().map(|detail| detail.word()).collect();
            let found = with_times(found, details);
            by_tie(found, &names, |link, tie| {
                details.iter().map(|one| detail(graph, (*one, details), link, tie)).collect()
            })
        }
        Asked::Links(a, b) => path(graph, (*a, *b), scope, Pointing::Either, FURTHEST),
        Asked::Change { a, b, from, to } => {
            let times = (At::from(*from), At::from(*to));
            let pattern = format!("{} any|^any {}", id(graph, *a), id(graph, *b));
            between(graph, (*a, *b), times, scope, pattern)
        }
        Asked::Changes { actor, from, to } => {
            let scope = Scope { actor: *actor, ..scope.clone() };
            since(graph, (At::from(*from), At::from(*to)), &scope)
        }
        Asked::Speakers(pattern, saying) => speakers(graph, pattern, *saying, scope)?,
        Asked::Charges(actor) => charges(graph, *actor, scope)?,
        Asked::About(actor) => about(graph, *actor, &unlimited)?,
        Asked::BothSides(actor) => both_sides(graph, *actor, scope)?,
        Asked::Disagreement(actors) => disagreement(graph, actors, scope),
    };
    of_sorts(&mut selection, &question.sorts);
    without(&mut selection, question);
    selection.limit(scope.limit);
    Ok(selection)
}

fn id(graph: &Graph, actor: ActorIx) -> &str {
    graph.actors()[actor.index()].id.as_str()
}

fn relation(graph: &Graph, tie: &AnsweredTie<'_>) -> Binding {
    Binding::Word(graph.vocabulary()[tie.relation].id.clone())
}

/// The scope of a question for what is put so, and not for what is asserted.
fn said(said: &[Modality], scope: &Scope) -> Option<Scope> {
    let wanted: Vec<Modality> = said.iter().copied().filter(|m| !m.is_asserted()).collect();
    let asserted = match said.iter().any(|modality| modality.is_asserted()) {
        true => Asserted::Counted,
        false => Asserted::LeftOut,
    };
    (!said.is_empty()).then(|| Scope { include: wanted, asserted, ..scope.clone() })
}

/// Only what is put so. A pattern without variables looks further where it finds nothing, and what it
/// finds there was not asked for.
fn only_said<'g>(mut found: Selection<'g>, said: &[Modality]) -> Selection<'g> {
    if said.iter().any(|modality| modality.is_asserted()) {
        return found;
    }
    found.denials.clear();
    found.answers.retain(|answer| match answer.force {
        Force::Said(modality) => said.contains(&modality),
        Force::Held(_) => false,
    });
    if found.verdict.is_some() && found.answers.is_empty() {
        found.verdict = Some(Verdict::NoClaim);
    }
    found
}

/// Only answers whose variables are of the sorts asked for.
fn of_sorts(selection: &mut Selection<'_>, sorts: &[(String, ActorSort)]) {
    let graph = selection.graph;
    for (name, sort) in sorts {
        let Some(at) = selection.variables.iter().position(|v| v == name) else { continue };
        let fits = |answer: &Answer<'_>| match answer.bindings.get(at) {
            Some(Binding::Actor(ix)) => sort.fits(&graph.actors()[ix.index()]),
            _ => true,
        };
        selection.answers.retain(fits);
        for beside in &mut selection.beside {
            beside.answers.retain(fits);
        }
        selection.beside.retain(|beside| !beside.answers.is_empty());
    }
}

/// Only answers without those whom the question leaves out.
fn without(selection: &mut Selection<'_>, question: &Question) {
    let stays = |answer: &Answer<'_>| {
        let mut bound = answer.bindings.iter();
        !bound.any(|one| matches!(one, Binding::Actor(ix) if question.leaves_out(*ix)))
    };
    selection.answers.retain(stays);
    for beside in &mut selection.beside {
        beside.answers.retain(stays);
    }
    selection.beside.retain(|beside| !beside.answers.is_empty());
}

/// A pattern written here, with ids of the graph.
fn pattern(graph: &Graph, text: &str) -> Pattern {
    let pattern = Pattern::parse(text, &Names::of(graph), &[]);
    pattern.expect("a pattern written here, with an id of the graph, can be read")
}

/// What is alleged of an actor, and what it is accused of by name.
fn charges<'g>(
    graph: &'g Graph,
    actor: ActorIx,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    let id = id(graph, actor);
    let alleged = Scope {
        include: vec![Modality::Alleged],
        asserted: Asserted::LeftOut,
        limit: None,
        ..scope.clone()
    };
    let relation = |_: &Link<'g>, tie: &AnsweredTie<'g>| vec![relation(graph, tie)];
    let found = select(graph, &pattern(graph, &format!("{id} any ?x")), &alleged)?;
    let mut charges = by_tie(found, &["relation"], relation);
    let accused = pattern(graph, &format!("?x accuses {id}"));
    let plain = Scope { limit: None, ..scope.clone() };
    let accused = by_tie(select(graph, &accused, &plain)?, &["relation"], relation);
    charges.answers.extend(accused.answers);
    Ok(charges)
}

/// An actor's ties of structure: whom it leads and belongs to, and who leads and belongs to it; if there are none,
/// all its ties.
fn about<'g>(
    graph: &'g Graph,
    actor: ActorIx,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    let id = id(graph, actor);
    let relation = |_: &Link<'g>, tie: &AnsweredTie<'g>| vec![relation(graph, tie)];
    let place = pattern(graph, &format!("{id} structure|^structure ?x"));
    let found = by_tie(select(graph, &place, scope)?, &["relation"], relation);
    if !found.answers.is_empty() {
        return Ok(found);
    }
    let all = pattern(graph, &format!("{id} any|^any ?x"));
    Ok(by_tie(select(graph, &all, scope)?, &["relation"], relation))
}

/// What is asked of a tie.
fn detail<'g>(
    graph: &Graph,
    (detail, asked): (Detail, &[Detail]),
    link: &Link<'g>,
    tie: &AnsweredTie<'g>,
) -> Binding {
    let claims = tie.claims.iter().chain(&tie.also).copied();
    let claims: Vec<ClaimRef<'g>> =
        claims.filter(|at| at.claim.relation == tie.relation || at.relation.is_event()).collect();
    match detail {
        Detail::Relation => relation(graph, tie),
        // Where it is asked until when too, what follows is told there.
        Detail::Since if asked.contains(&Detail::Until) => Binding::Word(told::first(&claims)),
        Detail::Since => Binding::Word(told::since(&claims)),
        Detail::Until => Binding::Word(told::until(&claims)),
        Detail::Place => Binding::Word(told::place(graph, &claims)),
        Detail::Through => Binding::Word(told::through(graph, link.from, &claims)),
    }
}

/// Where it is asked since or until when: ties with the claims that tell of it beside those that show that they held.
fn with_times<'g>(mut found: Selection<'g>, details: &[Detail]) -> Selection<'g> {
    if !details.iter().any(|detail| matches!(detail, Detail::Since | Detail::Until)) {
        return found;
    }
    for link in found.answers.iter_mut().flat_map(|answer| &mut answer.links) {
        for tie in link.ties.iter_mut().filter(|tie| matches!(tie.force, Force::Held(_))) {
            let turns = |at: &&ClaimRef<'_>| {
                at.claim.modality.is_asserted() && at.claim.status != Status::Unknown
            };
            let mut told: Vec<ClaimRef<'g>> = tie.also.iter().filter(turns).copied().collect();
            told.retain(|at| tie.claims.iter().all(|own| own.place != at.place));
            if !told.is_empty() {
                Arc::make_mut(tie).claims.extend(told);
            }
        }
    }
    found
}

/// A selection of the same pattern with other answers.
fn empty<'g>(graph: &'g Graph, pattern: String, when: When, variables: &[&str]) -> Selection<'g> {
    Selection {
        graph,
        pattern,
        when,
        variables: variables.iter().map(|name| (*name).to_owned()).collect(),
        sort: AnswerKind::Answers,
        verdict: None,
        answers: Vec::new(),
        denials: Vec::new(),
        left_out: 0,
        cut_at: None,
        undated: 0,
        beside: Vec::new(),
    }
}

/// An answer for each tie of each answer; what it binds is said of the tie and the link.
fn by_tie<'g>(
    found: Selection<'g>,
    variables: &[&str],
    bind: impl Fn(&Link<'g>, &AnsweredTie<'g>) -> Vec<Binding>,
) -> Selection<'g> {
    let variables: Vec<String> =
        variables.iter().map(|name| (*name).to_owned()).chain(found.variables).collect();
    let mut answers = Vec::new();
    for answer in &found.answers {
        for link in &answer.links {
            for tie in &link.ties {
                let mut bindings = bind(link, tie);
                bindings.extend(answer.bindings.iter().cloned());
                let link = Link { ties: vec![Arc::clone(tie)], force: tie.force, ..link.clone() };
                answers.push(Answer { bindings, force: tie.force, links: vec![link] });
            }
        }
    }
    answers.sort_by_key(|answer| answer.force);
    Selection { variables, answers, verdict: None, ..found }
}

/// The shortest chains between two actors, ten of them unless the scope says how many.
pub fn path<'g>(
    graph: &'g Graph,
    (a, b): (ActorIx, ActorIx),
    scope: &Scope,
    pointing: Pointing,
    most: usize,
) -> Selection<'g> {
    let path = match pointing {
        Pointing::Onward => "any+",
        Pointing::Either => "(any|^any)+",
    };
    let pattern = format!("{} {path} {}", id(graph, a), id(graph, b));
    let few = Scope { limit: Some(scope.limit.unwrap_or(10)), ..scope.clone() };
    let chains = chains(graph, (a, b), &few, pointing, most);
    Selection {
        answers: chains.found,
        left_out: chains.left_out,
        ..empty(graph, pattern, scope.when, &[])
    }
}

fn both_sides<'g>(
    graph: &'g Graph,
    actor: Option<ActorIx>,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    // A place or a state is where they fight, not who.
    let fighter =
        actor.filter(|ix| !matches!(graph.actors()[ix.index()].kind, Kind::Place | Kind::State));
    let text = match fighter {
        None => "?x backs ?a . ?x backs ?b . ?a hostility ?b".to_owned(),
        Some(ix) => {
            let id = id(graph, ix);
            format!("?x backs {id} . ?x backs ?b . ?b hostility|^hostility {id}")
        }
    };
    let pattern = Pattern::parse(&text, &Names::of(graph), &[]);
    let pattern = pattern.expect("a pattern written here, with an id of the graph, can be read");
    let mut found = select(graph, &pattern, &Scope { limit: None, ..scope.clone() })?;
    if fighter.is_none() {
        let mut known: Vec<Vec<Binding>> = Vec::new();
        found.answers.retain(|answer| {
            let mut sorted = answer.bindings.clone();
            sorted[1..].sort();
            let fresh = !known.contains(&sorted);
            known.push(sorted);
            fresh
        });
    }
    Ok(found)
}
