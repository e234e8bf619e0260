//! The picture says what `ask` says, of wars that nobody has looked at.

use std::collections::BTreeSet;
use std::path::Path;

use whobacks::annotation::{Arena, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::choice::{Picture, Wishes};
use whobacks::evidence::{Sources, Unread};
use whobacks::graph::standing::Standing;
use whobacks::graph::{Graph, Parents, roll_up};
use whobacks::model::Kind;
use whobacks::query::{Binding, Names, Pattern, Scope, select};

use crate::war::{DATES, War};

/// The graph of an invented war.
fn graph(war: War) -> Graph {
    let sources = Sources::of(war.sources.into_iter().map(|source| Unread {
        source: source.card.into_source(source.id.parse().expect("ids are made well")),
        ledger: Some(source.ledger),
        text: Some(source.text.into_bytes()),
    }));
    let arena = Arena::new();
    let dataset = parse(Path::new("war.ron"), &war.annotation, &arena);
    let outcome = check(&dataset, &sources, CheckOptions::default());
    assert!(outcome.checked.is_some(), "{:?}", outcome.report.diagnostics);
    Graph::new(outcome.checked.expect("nothing is wrong with it"))
}

/// The ids of those who back somebody, at present or when last seen, as a question is answered.
fn backers(rolled: &Graph, who: &str, wishes: &Wishes) -> BTreeSet<String> {
    let pattern = Pattern::parse(&format!("?x backs {who}"), &Names::of(rolled), &[]);
    let scope = Scope { when: wishes.when(), reach: wishes.reach, ..Scope::default() };
    let selection = select(rolled, &pattern.expect("a pattern"), &scope).expect("answers");
    let told = selection.answers.iter().filter(|a| a.present() || a.force.word() == "stale");
    told.filter_map(|answer| match answer.bindings[0] {
        Binding::Actor(ix) => Some(rolled.actors()[ix.index()].id.to_string()),
        _ => None,
    })
    .collect()
}

/// Holds a picture against the answers about each of its cores; gives how many lines answered.
fn held(graph: &Graph, wishes: &Wishes, name: &str) -> usize {
    let picture = Picture::of(graph, wishes);
    let rolled = roll_up(graph, &Parents::of(graph, wishes.when(), wishes.reach, &[]));
    let mut lines = 0;
    for (i, core) in picture.figures.iter().enumerate().filter(|(_, figure)| figure.core) {
        let into = picture.ties.iter().filter(|tie| tie.to == i && tie.answers && tie.sign > 0);
        let drawn: BTreeSet<&str> = into.map(|tie| picture.figures[tie.from].id.as_str()).collect();
        // Everything printed as backing is an answer, and nothing else is.
        for tie in picture.ties.iter().filter(|tie| tie.to == i) {
            let vocabulary = graph.vocabulary();
            let backs = vocabulary.get("backs").expect("a relation");
            let kind = |id: &String| vocabulary.get(id).is_some_and(|r| vocabulary.is_a(r, backs));
            let printed = tie.relations.iter().any(kind) && tie.standing != Standing::Said;
            // A fight of two cores answers another question.
            assert_eq!(printed, tie.answers && tie.sign > 0, "{name}: {tie:?}");
        }
        let box_of = |id: &str| {
            let owns =
                |f: &&whobacks::choice::Figure| f.id == id || f.parts.iter().any(|part| part == id);
            picture.figures.iter().find(owns).map_or(id.to_owned(), |f| f.id.clone())
        };
        let mut answers: BTreeSet<String> = BTreeSet::new();
        for part in core.parts.iter().chain([&core.id]) {
            answers.extend(backers(&rolled, part, wishes).iter().map(|id| box_of(id)));
        }
        answers.remove(&core.id);
        for who in &drawn {
            assert!(answers.contains(*who), "{name}: {who} is drawn to back {}", core.id);
        }
        for who in answers.iter().filter(|who| !drawn.contains(who.as_str())) {
            let ix = rolled.actor(who).expect("an actor");
            let actor = &rolled.actors()[ix.index()];
            let silent = matches!(actor.kind, Kind::Place | Kind::Media | Kind::Collective);
            let missed: Vec<String> = picture.left_out.iter().map(ToString::to_string).collect();
            let told = missed.join("; ");
            let named = actor.names().chain([actor.label()]).any(|name| told.contains(name));
            // A commander is told of by the name of his box.
            let as_box = missed.iter().any(|text| text.contains(&core.name));
            assert!(silent || named || as_box, "{name}: {who} backs {}: {told}", core.id);
        }
        lines += drawn.len();
    }
    lines
}

#[test]
fn the_lines_into_a_core_are_the_answers_and_what_misses_is_told() {
    let mut lines = 0;
    // Of the last four one has what was last seen before other backing is told of, at each of its dates.
    for seed in (1..=16).chain([202, 214, 217, 222]) {
        let graph = graph(War::of(seed));
        for at in [Some(DATES[0]), Some(DATES[1]), None] {
            let wishes =
                Wishes { at: at.map(|at| at.parse().expect("a date")), ..Wishes::default() };
            lines += held(&graph, &wishes, &format!("war {seed} at {at:?}"));
            let all = Wishes { limit: (usize::MAX, usize::MAX), ..wishes };
            lines += held(&graph, &all, &format!("war {seed} at {at:?}, all of it"));
        }
    }
    assert!(lines > 300, "{lines}");
}

#[test]
fn a_war_is_without_errors_and_the_same_every_time() {
    for seed in (1..=40).chain(200..=224) {
        let war = War::of(seed);
        assert_eq!(war.annotation, War::of(seed).annotation);
        let shape = war.shape;
        let graph = graph(war);
        assert!((5..=60).contains(&graph.actors().len()), "{shape:?}");
    }
}
