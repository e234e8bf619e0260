//! Answers as JSON, as `docs/answers.schema.json` has them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::export::contract::{Edge, VERSION};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ClaimId, Date};
use crate::query::time::When;
use crate::query::{Answer, Beside, Binding, Selection};
use crate::report::claim::Sentences;
use crate::view::ClaimView;

#[derive(Serialize)]
struct SelectionJson<'a> {
    whobacks: u32,
    question: Option<&'a str>,
    pattern: &'a str,
    at: Option<[Option<String>; 2]>,
    verdict: Option<&'static str>,
    variables: &'a [String],
    answers: Vec<AnswerJson<'a>>,
    denials: Vec<ClaimId>,
    left_out: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_at: Option<usize>,
    undated: usize,
    beside: Vec<BesideJson<'a>>,
    claims: Vec<Edge<'a>>,
}

/// What is told beside the answers and is none.
#[derive(Serialize)]
struct BesideJson<'a> {
    r#as: &'static str,
    pattern: &'a str,
    answers: Vec<AnswerJson<'a>>,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    bindings: BTreeMap<&'a str, &'a str>,
    standing: &'static str,
    present: bool,
    indirect: bool,
    through: Vec<&'a str>,
    last_seen: Option<String>,
    links: Vec<Vec<ClaimId>>,
    denials: Vec<ClaimId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    told_over: Vec<ClaimId>,
}

/// The selection with the question that it answers, if there was one in words.
pub fn json(
    selection: &Selection<'_>,
    question: Option<&str>,
    sentences: &Sentences<'_>,
) -> String {
    let shown = selection.claims();
    let views: Vec<ClaimView<'_>> = views(selection.graph, &shown);
    let value = SelectionJson {
        whobacks: VERSION,
        question,
        pattern: &selection.pattern,
        at: at(selection.when),
        verdict: selection.verdict.map(|verdict| verdict.word()),
        variables: &selection.variables,
        answers: selection.answers.iter().map(|answer| self::answer(selection, answer)).collect(),
        denials: selection.denials.iter().map(|at| at.claim.id).collect(),
        left_out: selection.left_out,
        cut_at: selection.cut_at,
        undated: selection.undated,
        beside: selection.beside.iter().map(|beside| self::beside(selection, beside)).collect(),
        claims: claims(&views, sentences),
    };
    pretty(&value)
}

/// A value as indented JSON.
pub(in crate::report) fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.expect("what is written here has no keys but text") + "\n"
}

fn at(when: When) -> Option<[Option<String>; 2]> {
    let day = |day: Date, open: Date| (day != open).then(|| day.to_string());
    match when {
        When::Told => None,
        when => Some([day(when.at().first, Date::MIN), day(when.at().last, Date::MAX)]),
    }
}

fn beside<'a>(selection: &'a Selection<'_>, beside: &'a Beside<'_>) -> BesideJson<'a> {
    BesideJson {
        r#as: beside.sort.word(),
        pattern: &beside.pattern,
        answers: beside.answers.iter().map(|answer| self::answer(selection, answer)).collect(),
    }
}

fn answer<'a>(selection: &'a Selection<'_>, answer: &'a Answer<'_>) -> AnswerJson<'a> {
    let value = |bound: &'a Binding| match bound {
        Binding::Actor(ix) => selection.graph.actors()[ix.index()].id.as_str(),
        Binding::Word(word) => word,
    };
    let ids = |claims: Vec<&ClaimRef<'_>>| {
        let mut ids: Vec<ClaimId> = claims.iter().map(|at| at.claim.id).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let names = selection.variables.iter().map(String::as_str);
    AnswerJson {
        bindings: names.zip(answer.bindings.iter().map(value)).collect(),
        standing: answer.force.word(),
        present: answer.present(),
        indirect: answer.is_chain(),
        through: answer.through(),
        last_seen: answer.last_seen().map(|date| date.to_string()),
        links: (answer.links.iter())
            .map(|link| ids(link.ties.iter().flat_map(|tie| &tie.claims).collect()))
            .collect(),
        denials: ids(answer.ties().flat_map(|tie| &tie.denials).collect()),
        told_over: ids(answer.told_over().iter().collect()),
    }
}

/// Claims with the names of those whom they mention.
pub(in crate::report) fn views<'g>(
    graph: &'g Graph,
    claims: &[ClaimRef<'g>],
) -> Vec<ClaimView<'g>> {
    claims.iter().map(|at| ClaimView::new(*at, graph)).collect()
}

/// Claims as the export has them; with the text at hand, the sentence around each quote.
pub(in crate::report) fn claims<'v>(
    views: &'v [ClaimView<'_>],
    sentences: &Sentences<'_>,
) -> Vec<Edge<'v>> {
    views.iter().map(|view| Edge::from(view).with_sentence(sentences(&view.at))).collect()
}
