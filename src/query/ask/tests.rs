//! Questions and what they become, as a table.

use super::*;
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::{Date, Kind, Party};
use crate::query::names::Names;
use crate::query::time::At;

fn graph() -> Graph {
    let alias = |names: &'static [&str]| {
        move |actor: &mut crate::model::Actor| {
            actor.aliases = names.iter().map(|n| (*n).to_owned()).collect();
        }
    };
    Fixture::new("Questions")
        .actor("benghazi", "Benghazi", Kind::Place)
        .actor("cnn", "CNN", Kind::Media)
        .actor_with("east", "eastern Libya", Kind::Place, alias(&["the east"]))
        .actor("egypt", "Egypt", Kind::State)
        .actor_with("gna", "Government of National Accord", Kind::Government, |actor| {
            alias(&["GNA", "unity government", "Council and Accord", "Tripoli"])(actor);
        })
        .actor_with("haftar", "Khalifa Haftar", Kind::Person, alias(&["Haftar"]))
        .actor("hor", "House of Representatives", Kind::Legislature)
        .actor("isis", "ISIS", Kind::ArmedGroup)
        .actor("langley", "Langley", Kind::Person)
        .actor("libya", "Libya", Kind::Place)
        .actor_with("lna", "Libyan National Army", Kind::Military, alias(&["LNA"]))
        .actor("nato", "NATO", Kind::Organisation)
        .actor_with("russia", "Russia", Kind::State, alias(&["Moscow", "the Kremlin"]))
        .actor("tripoli", "Tripoli", Kind::Place)
        .actor_with("trump-2017", "first Trump administration", Kind::Government, |actor| {
            actor.when = "2017/2021".parse().ok();
        })
        .actor_with("uae", "United Arab Emirates", Kind::State, alias(&["UAE"]))
        .actor_with("us", "United States", Kind::State, alias(&["US", "Washington"]))
        .actor("wagner", "Wagner", Kind::Unit)
        .source_with("antiwar-2017", "2017-07-12", |s| s.publisher = Some("Antiwar".into()))
        .source("post-2025", "2025-03")
        .source_with("atlantic-council-2017", "2017-07", |s| {
            s.publisher = Some("Newsweek".into());
            s.copy_of = Some("Atlantic Council".into());
            s.authors = vec!["Karim Mezran".into()];
        })
        .graph()
}

fn shown(question: &str) -> String {
    let graph = graph();
    let names = Names::of(&graph);
    let question = match read(question, &names, &[]) {
        Ok(question) => question,
        Err(error) => return format!("! {error}"),
    };
    let id = |ix: &ActorIx| graph.actors()[ix.index()].id.to_string();
    let one = |actor: &Option<ActorIx>| actor.as_ref().map_or("-".to_owned(), id);
    let pattern = |pattern: &Pattern| pattern.shown(&graph).to_string();
    let mut out = match &question.asked {
        Asked::Pattern(p) => pattern(p),
        Asked::Details(p, details) => {
            let words: Vec<&str> = details.iter().map(|detail| detail.word()).collect();
            format!("{} of {}", words.join(","), pattern(p))
        }
        Asked::Links(a, b) => format!("links {} {}", id(a), id(b)),
        Asked::Change { a, b, from, to } => format!("change {} {} {from} {to}", id(a), id(b)),
        Asked::Changes { actor, from, to } => format!("changes {} {from} {to}", one(actor)),
        Asked::Speakers(p, saying) => format!("speakers {saying:?} {}", pattern(p)),
        Asked::Charges(actor) => format!("charges {}", id(actor)),
        Asked::About(actor) => format!("about {}", id(actor)),
        Asked::BothSides(actor) => format!("both sides {}", one(actor)),
        Asked::Disagreement(actors) => {
            let ids: Vec<String> = actors.iter().map(id).collect();
            format!("disagreement {}", ids.join(" ")).trim_end().to_owned()
        }
    };
    match question.when {
        Some(When::During(At { first, last })) => {
            let day = |day: Date| match day {
                Date::MIN | Date::MAX => "..".to_owned(),
                day => day.to_string(),
            };
            out += &format!(" | {} {}", day(first), day(last));
        }
        Some(_)
            if matches!(
                question.asked,
                Asked::Disagreement(_) | Asked::Speakers(..) | Asked::Charges(_)
            ) => {}
        Some(_) => out += " | ever",
        None => {}
    }
    for (name, sort) in &question.sorts {
        out += &format!(" | {name}: {}", sort.noun);
    }
    if let Some(voice) = &question.voice {
        let sources = voice.sources.iter().map(|s| graph.sources()[s.index()].id.to_string());
        let parties = voice.parties.iter().map(|party| match party {
            Party::Actor(ix) if id(ix) == "cnn" => "CNN".to_owned(),
            Party::Actor(ix) => id(ix),
            Party::Named(name) => name.to_string(),
            Party::Unnamed => "unnamed".to_owned(),
        });
        out += &format!(" | {}", sources.chain(parties).collect::<Vec<_>>().join(" "));
    }
    if !question.except.is_empty() {
        let ids: Vec<String> = question.except.iter().map(id).collect();
        out += &format!(" | without {}", ids.join(", "));
    }
    if question.said.len() == Modality::ALL.len() {
        out += " | all";
    } else if !question.said.is_empty() {
        let words: Vec<&str> = question.said.iter().map(|m| m.word()).collect();
        out += &format!(" | {}", words.join(","));
    }
    if question.over {
        out += " | over";
    }
    if let Some(place) = &question.place {
        out += &format!(" | in {}", id(place));
    }
    if question.notes.is_empty() { out } else { out + " *" }
}

/// The questions of `tests/data/questions.txt`, with what they must become.
fn questions() -> Vec<(&'static str, &'static str)> {
    let text = include_str!("../../../tests/data/questions.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" => ").expect("a question, ` => `, its reading")).collect()
}

#[test]
fn questions_as_analysts_put_them_are_read() {
    let (mut read, mut refused, mut wrong) = (0, 0, Vec::new());
    for (question, expected) in questions() {
        let is = shown(question);
        let as_expected = match expected.strip_prefix("! ") {
            Some(start) => is.strip_prefix("! ").is_some_and(|is| is.starts_with(start)),
            None => is == expected,
        };
        if !as_expected {
            wrong.push(format!("{question}\n  is {is}\n  not {expected}"));
        }
        if expected.starts_with('!') { refused += 1 } else { read += 1 }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!((read, refused), (READ, REFUSED));
}

/// How many of the questions are read, and how many are refused, as they should be.
const READ: usize = 277;
const REFUSED: usize = 13;

#[test]
fn ties_are_dealings_of_every_friendly_sort() {
    let ties = shown("who has ties to Russia");
    let ties = ties.trim_start_matches("?x ").trim_end_matches(" russia");
    assert!(ties.contains("support") && ties.contains("part_of"), "{ties}");
    let both = shown("who has ties to both Washington and Moscow");
    assert_eq!(both, format!("?x {ties} us . ?x {ties} russia"));
}

#[test]
fn what_cannot_be_read_is_refused_with_a_way_out() {
    for (question, expected) in [
        ("", "there is no question"),
        ("who bakcs Haftar", "`bakcs` is no verb of the vocabulary; did you mean `backs`?"),
        ("who likes Haftar", "the question has no verb of the vocabulary; `likes` is none"),
        ("?x backs haftar", "this looks like a pattern"),
        ("who backs Haftar since", "the question breaks off behind `since`"),
        ("who does not back Haftar", "`not` cannot be asked"),
        ("where do the sources disagree on", "the question breaks off behind `on`"),
        ("who says Haftar", "this is no question"),
        ("who backs Haftr", "there is no actor `Haftr`; did you mean Khalifa Haftar (haftar)?"),
        ("who backs", "this is no question that can be read"),
        ("who backs Haftar or the GNA", "`or` cannot be asked"),
        ("who backs Haftar in 2017-13", "`in 2017-13` is no date"),
        ("does Russia back", "this is no question that can be read"),
        ("why does Russia back Haftar", "`why`: claims say that something is so, not why"),
        ("what links Haftar", "`Haftar` is not two names joined by `and`"),
        ("how did the US and Haftar change", "say from when to when"),
        ("who backs Haftar according to Nobody", "there is no source or speaker `Nobody`"),
        ("Haftar", "this is no question that can be read"),
        ("who", "this is no question that can be read"),
        ("who backs ?", "this is no question that can be read"),
        ("what links Haftar and Khalifa Haftar", "both names mean the same actor"),
        ("where do the sources disagree on Narnia", "there is no actor `Narnia`"),
        ("does Russia back Haftar and Narnia", "there is no actor `Narnia`"),
    ] {
        let shown = shown(question);
        assert!(shown.starts_with(&format!("! {expected}")), "{question}: {shown}");
    }
    assert!(shown(&"who ".repeat(99)).starts_with("! the question is too long"));
}

#[test]
fn every_relation_can_be_asked_with_each_of_its_verbs() {
    let graph = graph();
    let vocabulary = graph.vocabulary();
    for (ix, relation) in vocabulary.iter() {
        for verb in &relation.spec.verbs {
            let question = match verb.strip_prefix("be ") {
                Some(rest) => format!("is Russia {rest} Haftar"),
                None => format!("does Russia {verb} Haftar"),
            };
            let shown = shown(&question);
            // The relation itself, or one of which it is a case: to pay is to fund.
            let mut names = vocabulary.ancestry(ix).map(|ix| vocabulary[ix].id.as_str());
            let ties = relation.id == "has_ties_with" && shown.contains("support");
            let meant = ties || names.any(|name| shown.contains(name));
            assert!(!shown.starts_with('!') && meant, "{question}: {shown}");
        }
    }
}
