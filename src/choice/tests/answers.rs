//! The lines of backing into a core are the answers to "who backs it", none more; who finds no room is named.

use proptest::prelude::*;

use super::*;
use crate::query::{Binding, Names, Pattern, Scope, select};

#[test]
fn the_lines_into_a_core_are_the_answers_to_who_backs_it() {
    let graph = fixture().graph();
    for date in ["2016", "2017", "2019", "2024", "2025"] {
        let wishes = at(date);
        let picture = Picture::of(&graph, &wishes);
        for (i, core) in picture.figures.iter().enumerate().filter(|(_, f)| f.core) {
            let drawn: BTreeSet<&str> = (picture.ties.iter())
                .filter(|tie| tie.to == i && tie.answers && tie.sign > 0)
                .map(|tie| picture.figures[tie.from].id.as_str())
                .collect();
            let rolled = people::rolled(&graph, &wishes);
            let mut answers: BTreeSet<String> = BTreeSet::new();
            for part in core.parts.iter().chain([&core.id]) {
                answers.extend(backers(&rolled, part, &wishes));
            }
            answers.retain(|id| {
                id != "daily" && !picture.told().contains(&format!("No room for: {id}"))
            });
            let answers: BTreeSet<&str> = answers.iter().map(String::as_str).collect();
            assert_eq!(drawn, answers, "{} in {date}", core.id);
        }
    }
}

/// Who backs somebody, present or stale, as a question is answered.
fn backers(graph: &Graph, id: &str, wishes: &Wishes) -> BTreeSet<String> {
    let names = Names::of(graph);
    let pattern = Pattern::parse(&format!("?x backs {id}"), &names, &[]);
    let pattern = pattern.expect("a pattern");
    let scope = Scope { when: wishes.when(), reach: wishes.reach, ..Scope::default() };
    let selection = select(graph, &pattern, &scope).expect("answers");
    (selection.answers.iter())
        .filter(|answer| answer.present() || answer.force.word() == "stale")
        .filter_map(|answer| match answer.bindings[0] {
            Binding::Actor(ix) => Some(graph.actors()[ix.index()].id.to_string()),
            _ => None,
        })
        .collect()
}

/// Who is drawn to back a core, in boxes.
fn drawn(picture: &Picture, core: usize) -> BTreeSet<String> {
    let into = picture.ties.iter().filter(|tie| tie.to == core && tie.answers && tie.sign > 0);
    into.map(|tie| picture.figures[tie.from].id.clone()).collect()
}

/// Who answers, in boxes: whoever backs any part of a core.
fn answered(graph: &Graph, picture: &Picture, core: usize, wishes: &Wishes) -> BTreeSet<String> {
    let rolled = people::rolled(graph, wishes);
    let figure = &picture.figures[core];
    let all = figure.parts.iter().chain([&figure.id]);
    let backers = all.flat_map(|part| backers(&rolled, part, wishes));
    let head = |id: String| {
        let of = picture.figures.iter().find(|f| f.parts.contains(&id));
        of.map_or(id, |figure| figure.id.clone())
    };
    backers.map(head).filter(|id| *id != figure.id).collect()
}

#[test]
fn what_was_last_seen_long_ago_is_no_answer_where_other_backing_is_told() {
    // Of later: at the time it may have been so or not.
    let later = fronts()
        .source("old", "2014")
        .claim("c arms west", "armed it")
        .source("later", "2026-06-01")
        .claim("c funds west", "pays it");
    // Of whenever before: an end without a start.
    let over = fronts()
        .source("old", "2014")
        .claim("c arms west", "armed it")
        .source("later", "2025-12-01")
        .claim("c backs west", "backs it no more")
        .status(Status::Ended);
    for (fixture, at) in [(later, at("2025")), (over, at("2025"))] {
        let graph = fixture.graph();
        let picture = Picture::of(&graph, &at);
        let west = picture.figures.iter().position(|figure| figure.id == "west").expect("a core");
        assert_eq!(drawn(&picture, west), answered(&graph, &picture, west, &at));
        assert!(!drawn(&picture, west).contains("c"));
        assert!(picture.told().contains("Cador"), "{}", picture.told());
        // On a poster all that is told is drawn.
        let poster = Picture::of(&graph, &Wishes { at: at.at, ..Wishes::poster() });
        assert!(poster.ties.iter().any(|tie| poster.figures[tie.from].id == "c"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_line_into_a_core_is_more_than_an_answer_and_none_is_missing(
        claims in poster::claims(),
        year in 2014..2027u16,
    ) {
        let graph = poster::any(claims, |i| if i == 5 { Kind::Person } else { Kind::ArmedGroup });
        for at in [None, year.to_string().parse().ok()] {
            let wishes = Wishes { at, ..Wishes::default() };
            let picture = Picture::of(&graph, &wishes);
            for core in (0..picture.figures.len()).filter(|i| picture.figures[*i].core) {
                let (drawn, answers) = (drawn(&picture, core), answered(&graph, &picture, core, &wishes));
                let id = &picture.figures[core].id;
                prop_assert!(drawn.is_subset(&answers), "{id}: {drawn:?} {answers:?}");
                // Six have room for all of their lines.
                prop_assert!(answers.is_subset(&drawn), "{id}: {drawn:?} {answers:?}");
            }
        }
    }
}

#[test]
fn a_side_of_which_nobody_tells_any_more_is_shown_as_last_told() {
    let graph = fronts()
        .sides(&[("East", &["east"]), ("West", &["west"])])
        .source("newer", "2028-06")
        .claim("c arms east", "sends it guns")
        .graph();
    let picture = Picture::of(&graph, &at("2029"));
    let cores: BTreeSet<&str> = cores(&picture).into_iter().map(|core| core.0).collect();
    assert_eq!(cores, BTreeSet::from(["east", "west"]));
    let told = shown(&picture);
    assert!(told.contains("c > east: armed in 2028 (possible)"), "{told}");
    assert!(told.contains("b > west: backed in 2025 (stale)"), "{told}");
}

#[test]
fn whoever_commands_a_party_that_he_backs_is_in_its_box() {
    let graph = fronts()
        .actor("marshal", "Marshal", Kind::Person)
        .claim("marshal commands east", "he commands it")
        .claim("marshal backs east", "and is behind it")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let east = picture.figures.iter().find(|figure| figure.id == "east").expect("a core");
    assert!(east.parts.contains(&"marshal".to_owned()), "{:?}", east.parts);
    assert!(!picture.figures.iter().any(|figure| figure.id == "marshal"));
}
