//! What is shown and what is left out.

use super::*;
use crate::graph::fixture::Fixture;
use crate::graph::{Parents, roll_up};
use crate::model::Kind;

fn fixture() -> Fixture {
    let mut fixture = Fixture::new("Alliances");
    for (id, kind) in [
        ("daily", Kind::Media),
        ("egypt", Kind::State),
        ("gna", Kind::Government),
        ("haftar", Kind::Person),
        ("langley", Kind::Person),
        ("lna", Kind::Military),
        ("russia", Kind::State),
        ("sirte", Kind::Place),
        ("uae", Kind::State),
        ("us", Kind::State),
    ] {
        fixture = fixture.actor(id, &id.to_uppercase(), kind);
    }
    fixture.source("paper", "2017-06-01")
}

/// The ties as `from>to family "label" footing`, one a line.
fn shown(graph: &Graph, choice: &Choice) -> String {
    let alliance = Alliance::of(graph, choice);
    let id = |place: usize| alliance.actors[place].actor.id.as_str();
    let line = |tie: &Line<'_>| {
        let arrow = if tie.symmetric { "-" } else { ">" };
        let stale = if tie.stale { " stale" } else { "" };
        let (from, to, family) = (id(tie.from), id(tie.to), tie.family.word());
        let label = tie.labels[0].join(" / ");
        format!("{from}{arrow}{to} {family} [{label}] {:?}{stale}\n", tie.footing)
    };
    alliance.ties.iter().map(line).collect()
}

fn at(date: &str) -> Choice {
    Choice { at: Some(date.parse().unwrap()), ..Choice::default() }
}

#[test]
fn what_a_picture_usually_shows() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("egypt arms haftar", "q")
        .claim("haftar commands lna", "q")
        .claim("lna fights gna", "q")
        .claim("uae funds haftar", "q")
        .modality(Modality::Planned)
        .claim("russia backs haftar", "q")
        .modality(Modality::Recommended)
        .claim("russia meets haftar", "q")
        .when("2016-11")
        .claim("egypt meets haftar", "q")
        .claim("gna fears russia", "q")
        .claim("lna controls sirte", "q")
        .claim("daily criticises haftar", "q")
        .claim("daily backs gna", "q")
        .claim("us backs gna", "q")
        .modality(Modality::Reported)
        .graph();
    assert_eq!(
        shown(&graph, &Choice::default()),
        "egypt>haftar support [arms] Fact\n\
         gna-lna hostility [fights] Fact\n\
         haftar>lna structure [commands] Fact\n\
         haftar-russia contact [met 2016-11] Fact\n\
         uae>haftar support [funds (planned)] NotSo\n\
         us>gna support [] Said\n"
    );
}

#[test]
fn more_can_be_asked_for() {
    let graph = fixture()
        .claim("russia backs haftar", "q")
        .modality(Modality::Recommended)
        .claim("egypt backs haftar", "q")
        .claim("egypt meets haftar", "q")
        .claim("lna controls sirte", "q")
        .graph();
    let include = vec![Modality::Recommended];
    assert_eq!(
        shown(&graph, &Choice { include, ..Choice::default() }),
        "egypt>haftar support [] Fact\nrussia>haftar support [recommended] NotSo\n"
    );
    let families = vec![Family::Contact, Family::Presence];
    assert_eq!(
        shown(&graph, &Choice { families, ..Choice::default() }),
        "egypt-haftar contact [met] Fact\nlna>sirte presence [controls] Fact\n"
    );
}

#[test]
fn what_is_rolled_up_is_named_on_the_tie() {
    let graph = fixture()
        .claim("langley holds_office_in us", "q")
        .claim("langley meets haftar", "q")
        .when("2024-08")
        .claim("us meets haftar", "q")
        .when("2025-02")
        .graph();
    let parents = Parents::of(&graph, When::Told, Reach::default(), &[]);
    let rolled = roll_up(&graph, &parents);
    assert_eq!(
        shown(&rolled, &Choice::default()),
        "haftar-us contact [met 2024-08, 2025-02 / via LANGLEY] Fact\n"
    );
}

#[test]
fn a_date_changes_the_picture() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("uae backs lna", "q")
        .claim("us meets haftar", "q")
        .source("later", "2025-03-01")
        .claim("russia arms haftar", "q")
        .claim("egypt meets russia", "q")
        .claim("egypt funds gna", "q")
        .graph();
    // The meeting that an article of 2025 tells of without a date is not shown in 2017.
    assert_eq!(
        shown(&graph, &at("2017")),
        "egypt>haftar support [] Fact\nhaftar-us contact [met] Fact\nuae>lna support [] Fact\n"
    );
    let later = Alliance::of(&graph, &at("2025"));
    assert_eq!(later.stale_apart, ["UAE → LNA (backs)"]);
    assert_eq!(
        shown(&graph, &at("2025")),
        "egypt>gna support [funds] Fact\n\
         egypt>haftar support [] Fact stale\n\
         egypt-russia contact [met] Fact\n\
         russia>haftar support [arms] Fact\n"
    );
}

#[test]
fn focus_and_room() {
    let graph = fixture()
        .claim("egypt backs haftar", "q")
        .claim("haftar commands lna", "q")
        .claim("lna fights gna", "q")
        .claim("us backs gna", "q")
        .graph();
    let focus = vec![graph.actor("haftar").unwrap()];
    let near = Choice { focus, ..Choice::default() };
    let two = "egypt>haftar support [] Fact\nhaftar>lna structure [commands] Fact\n";
    assert_eq!(shown(&graph, &near), two);
    let nearer = Choice { depth: 2, ..near };
    assert_eq!(shown(&graph, &nearer).lines().count(), 3);
    let few = Choice { limit: 3, ..Choice::default() };
    let alliance = Alliance::of(&graph, &few);
    assert!(alliance.actors.len() <= 3 && !alliance.ties.is_empty());
    assert_eq!(alliance.left_out, 5 - alliance.actors.len());
}

#[test]
fn every_tie_resolves_to_its_note() {
    let graph = fixture()
        .claim("egypt backs haftar", "backed him early")
        .source("later", "2025-03-01")
        .claim("egypt arms haftar", "sends him arms")
        .modality(Modality::Reported)
        .said_by("us")
        .when("2024")
        .graph();
    let alliance = Alliance::of(&graph, &Choice::default());
    assert_eq!(alliance.ties.len(), 1);
    assert_eq!(alliance.ties[0].origins, 2);
    let note = &alliance.notes[0];
    assert_eq!((note.number, note.ends.as_str()), (1, "EGYPT → HAFTAR"));
    let cited = |c: &Citation| format!("{} {:?} {} {}", c.relation, c.remarks, c.quote, c.place);
    assert_eq!(
        note.citations.iter().map(cited).collect::<Vec<_>>(),
        ["backs [] backed him early A ¶1", "arms [\"2024\", \"reported\"] sends him arms B ¶2"]
    );
}
