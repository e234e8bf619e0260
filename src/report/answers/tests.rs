//! What is said of answers, for people and machines.

use super::*;
use crate::analysis::answer::answer;
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::{Kind, Period, Status};
use crate::query::ask::read;
use crate::query::time::At;
use crate::query::{Names, Pattern, Scope, select};

#[test]
fn of_what_is_only_told_to_be_over_it_is_said_that_its_time_is_not_told() {
    let graph = Fixture::new("")
        .actor("a", "A", Kind::State)
        .actor("b", "B", Kind::State)
        .source("paper", "2014-06")
        .claim("a controls b", "a was the colonial power")
        .status(Status::Ended)
        .graph();
    let shown = |when: &str| {
        let when = When::During(At::from(when.parse::<Period>().unwrap()));
        let pattern = Pattern::parse("?x controls b", &Names::of(&graph), &[]).unwrap();
        let scope = Scope { when, ..Scope::default() };
        let selection = select(&graph, &pattern, &scope).unwrap();
        let style = ClaimStyle { width: None, colour: false, sentences: &|_| None };
        (text(&selection, &style).lines().nth(3).map(str::to_owned), short(&selection))
    };
    let (long, line) = shown("2012");
    assert_eq!(long.unwrap(), "A (a)  possible; when is not told, but it was over by 2014-06");
    assert!(line.contains("possible, over by 2014-06"), "{line}");
    let (long, line) = shown("2015");
    assert_eq!(long.unwrap(), "A (a)  ended");
    assert!(!line.contains("over by"), "{line}");
}

/// A trained and backed, and a later source says that it no longer backs; B too, and trained again after that; C armed.
fn war() -> Graph {
    Fixture::new("")
        .actor("a", "Aland", Kind::State)
        .actor("b", "Bland", Kind::State)
        .actor("c", "Cland", Kind::State)
        .actor("f", "Front", Kind::ArmedGroup)
        .source("early", "2023-03-01")
        .claim("a trains f", "Aland trains the Front")
        .claim("b trains f", "Bland trains the Front")
        .claim("c arms f", "Cland arms the Front")
        .source("late", "2024-06-01")
        .claim("a backs f", "Aland no longer backs the Front")
        .status(Status::Ended)
        .claim("b backs f", "Bland no longer backs the Front")
        .status(Status::Ended)
        .source("last", "2025-01-01")
        .claim("b trains f", "Bland trains the Front again")
        .graph()
}

fn asked<'g>(graph: &'g Graph, question: &str) -> Selection<'g> {
    let question = read(question, &Names::of(graph), &[]).expect("it can be read");
    answer(graph, &question, &Scope::default()).expect("it can be answered")
}

fn who(selection: &Selection<'_>) -> Vec<String> {
    let line = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    short(selection).lines().skip(1).map(line).filter(|who| !who.is_empty()).collect()
}

#[test]
fn who_stopped_is_who_a_source_says_so_of_and_nobody_tells_of_anew() {
    let graph = war();
    let stopped = asked(&graph, "who stopped backing Front");
    assert_eq!(who(&stopped), ["Aland"]);
    assert!(stopped.answers.iter().all(|answer| !answer.present()));
    assert_eq!(stopped.claims().len(), 1, "only the end shows it");
    let verdict = |question: &str| asked(&graph, question).verdict.expect("whether");
    assert_eq!(verdict("has Aland stopped backing Front"), Verdict::Ended);
    assert_eq!(verdict("has Bland stopped backing Front"), Verdict::NoClaim);
    assert_eq!(verdict("has Cland stopped arming Front"), Verdict::NoClaim);
}

#[test]
fn what_is_told_of_a_wider_tie_stands_beside_the_answer() {
    let graph = war();
    let still = asked(&graph, "does Aland still back Front");
    assert_eq!(
        still.verdict,
        Some(Verdict::Yes),
        "training is attested, and its own end is not told"
    );
    let against = |selection: &Selection<'_>| {
        let told = selection.answers[0].told_over();
        told.iter().map(|at| at.source.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(against(&still), ["late"]);
    assert!(short(&still).contains("told later to be over"));
    assert!(json(&still, None, &|_| None).contains("\"told_over\""));
    for question in ["does Bland still back Front", "does Cland back Front"] {
        let selection = asked(&graph, question);
        assert!(matches!(selection.answers[0].force, Force::Held(_)));
        assert!(against(&selection).is_empty(), "{question}");
        assert!(!json(&selection, None, &|_| None).contains("told_over"), "{question}");
    }
}
