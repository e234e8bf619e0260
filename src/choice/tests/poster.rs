//! All that is told: what is over, to come or only said is drawn as that, and as nothing else.

use proptest::prelude::*;

use super::*;

/// A war with three camps, between them somebody who deals with two.
fn war() -> Fixture {
    let mut fixture = Fixture::new("Three camps, 2015–2025");
    for (id, name, kind) in [
        ("crown", "The Crown", Kind::Government),
        ("coast", "Coast Front", Kind::ArmedGroup),
        ("hills", "Hill Army", Kind::Military),
        ("general", "General Oda", Kind::Person),
        ("east", "Eastland", Kind::State),
        ("west", "Westland", Kind::State),
        ("south", "Southland", Kind::State),
        ("north", "Northland", Kind::State),
        ("envoy", "Envoy Lim", Kind::Person),
        ("press", "The Herald", Kind::Media),
        ("port", "Port Sel", Kind::Place),
        ("foes", "General Oda’s opponents", Kind::Collective),
    ] {
        fixture = fixture.actor(id, name, kind);
    }
    fixture
        .source("old", "2016-05-01")
        .claim("south backs coast", "the South stands by the Front")
        .source("new", "2025-03-01")
        .claim("general commands hills", "commander of the hills")
        .claim("hills fights crown", "battles on the plain")
        .claim("coast fights crown", "shells the capital")
        .claim("coast fights hills", "no truce with the hills")
        .claim("east arms hills", "guns from the East")
        .claim("west funds crown", "money from the West")
        .claim("west backs coast", "was its first friend")
        .when("2019")
        .status(Status::Ended)
        .claim("north trains crown", "will train its guard")
        .when("2026-05/..")
        .status(Status::Begun)
        .claim("north backs coast", "is said to send men")
        .modality(Modality::Alleged)
        .said_by("crown")
        .claim("east opposes coast", "weighs a blockade")
        .modality(Modality::Considered)
        .claim("envoy holds_office_in north", "the envoy of the North")
        .claim("envoy meets general", "met him at the ford")
        .when("2025-01")
        .claim("north engages crown", "talks to the Crown")
        .claim("press backs crown", "our paper is for it")
        .claim("hills controls port", "holds the port")
        .claim("foes opposes general", "they want him gone")
        .claim("south recognises crown", "would do so in time")
        .modality(Modality::Hypothetical)
}

fn poster(date: &str) -> Wishes {
    Wishes { at: date.parse().ok(), ..Wishes::poster() }
}

fn lines(picture: &Picture) -> Vec<String> {
    let id = |i: usize| &picture.figures[i].id;
    let line = |tie: &Line| {
        let words = tie.words.join(" ");
        let firm = if tie.is_firm() { "solid" } else { "dashed" };
        format!("{} > {}: {words} ({}, {firm})", id(tie.from), id(tie.to), tie.standing.word())
    };
    let mut lines: Vec<String> = picture.ties.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn what_is_over_to_come_or_only_said_is_drawn_as_that() {
    let picture = Picture::of(&war().graph(), &poster("2025"));
    assert_eq!(
        lines(&picture),
        [
            "coast > crown: fights (definite, solid)",
            "coast > general: fights (definite, solid)",
            "crown > general: fights (definite, solid)",
            "east > coast: considered: opposes (said, dashed)",
            "east > general: arms the Hill Army (definite, solid)",
            "foes > general: oppose (definite, solid)",
            "general > north: met in Jan 2025 (definite, solid)",
            "north > coast: allegedly backs (said, dashed)",
            "north > crown: engages (definite, solid)",
            "south > coast: backed in 2016 (stale, dashed)",
            "west > coast: backed (over) (ended, dashed)",
            "west > crown: funds (definite, solid)",
        ]
    );
    assert!(picture.figures.iter().all(|f| f.id != "press" && f.id != "port"));
    assert!(picture.told().contains("8 of 8 actors drawn"), "{}", picture.told());
    assert!(picture.told().contains("Southland recognises The Crown (hypothetical"));
}

#[test]
fn what_begins_later_is_drawn_as_not_yet() {
    let graph = Fixture::new("To come")
        .actor("a", "A", Kind::State)
        .actor("b", "B", Kind::Government)
        .source("s", "2025-03-01")
        .claim("a trains b", "from May it trained them")
        .when("2024-05/..")
        .status(Status::Begun)
        .graph();
    let picture = Picture::of(&graph, &poster("2023"));
    assert_eq!(lines(&picture), ["a > b: trains (not yet) (not_yet, dashed)"]);
    assert!(Picture::of(&graph, &at("2023")).ties.is_empty(), "no column draws it");
}

#[test]
fn each_camp_has_its_frame() {
    let picture = Picture::of(&war().graph(), &poster("2025"));
    let side = |id: &str| {
        let figure = picture.figures.iter().find(|f| f.id == id).expect("a box");
        figure.side.map(|side| picture.sides[side].name.as_str())
    };
    assert_eq!(picture.sides.len(), 3);
    assert_eq!(side("east"), side("general"));
    assert_eq!(side("west"), side("crown"));
    assert_eq!(side("north"), None, "who deals with two camps is of neither");
}

#[test]
fn only_near_the_focus_and_only_as_many_as_asked_for() {
    let graph = war().graph();
    let focus = vec![graph.actor("east").expect("an actor")];
    let boxes = |wishes: &Wishes| {
        let mut ids: Vec<String> =
            Picture::of(&graph, wishes).figures.into_iter().map(|f| f.id).collect();
        ids.sort();
        ids.join(" ")
    };
    let near = Wishes { focus, ..poster("2025") };
    assert_eq!(boxes(&near), "coast east general");
    let nearer = Wishes { extent: Extent::All { depth: 0 }, ..near.clone() };
    assert_eq!(boxes(&nearer), "", "nobody has a tie to himself");
    let far = Wishes { extent: Extent::All { depth: 3 }, ..near };
    assert!(boxes(&far).split(' ').count() > 7);
    let few = Wishes { limit: (4, usize::MAX), ..poster("2025") };
    let picture = Picture::of(&graph, &few);
    assert_eq!(picture.figures.len(), 4);
    assert!(picture.told().contains("4 of 8 actors drawn"), "{}", picture.told());
}

#[test]
fn one_actor_and_none() {
    let none = Fixture::new("Nobody").source("s", "2025").graph();
    assert!(Picture::of(&none, &Wishes::poster()).ties.is_empty());
    let one = Fixture::new("One").actor("a", "A", Kind::State).source("s", "2025").graph();
    assert!(Picture::of(&one, &Wishes::poster()).figures.is_empty());
}

#[test]
fn what_is_undated_is_drawn_where_no_date_is_asked_for() {
    let graph = Fixture::new("Undated")
        .actor("a", "A", Kind::State)
        .actor("b", "B", Kind::Government)
        .source_with("s", "2025", |source| source.published = None)
        .claim("a backs b", "stands by it")
        .graph();
    let picture = Picture::of(&graph, &Wishes::poster());
    assert_eq!(lines(&picture), ["a > b: backs (undated) (undated, dashed)"]);
    assert!(Picture::of(&graph, &poster("2025")).ties.is_empty());
}

/// What there is to a claim: from whom to whom, relation, manner, what became of it, when.
type Told = (usize, usize, usize, usize, usize, usize);

/// Claims between a few actors, of every sort, manner and age.
pub(super) fn claims() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec(
        (0..6usize, 0..6usize, 0..10usize, 0..9usize, 0..3usize, 0..7usize),
        1..24,
    )
}

/// The graph of such claims.
pub(super) fn any(claims: Vec<Told>, kind: impl Fn(usize) -> Kind) -> Graph {
    const RELATIONS: [&str; 10] = [
        "backs",
        "arms",
        "opposes",
        "fights",
        "commands",
        "meets",
        "engages",
        "praises",
        "relies_on",
        "allied_with",
    ];
    const WHENS: [&str; 7] = ["", "2015", "2018/2020", "2024-03", "../2019", "2026/..", "2022/.."];
    let mut fixture = Fixture::new("Any");
    for i in 0..6 {
        fixture = fixture.actor(&format!("a{i}"), &format!("A{i}"), kind(i));
    }
    fixture = fixture.source("s", "2025-03-01");
    for (from, to, relation, modality, status, when) in claims {
        if from == to {
            continue;
        }
        let quote = format!("{from} {to} {relation} {modality} {when}");
        fixture = fixture
            .claim(&format!("a{from} {} a{to}", RELATIONS[relation]), &quote)
            .modality(Modality::ALL[modality])
            .status([Status::Unknown, Status::Begun, Status::Ended][status]);
        if !WHENS[when].is_empty() {
            fixture = fixture.when(WHENS[when]);
        }
    }
    fixture.graph()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_line_says_what_its_first_claim_says(claims in claims(), year in 2014..2027u16) {
        let graph = any(claims, |_| Kind::ArmedGroup);
        for at in [None, year.to_string().parse().ok()] {
            let picture = Picture::of(&graph, &Wishes { at, ..Wishes::poster() });
            for tie in &picture.ties {
                let hedge = |words: &str| match tie.modality {
                    Modality::Factual => !["reportedly", "likely", "allegedly", "planned:"]
                        .iter()
                        .any(|hedge| words.starts_with(hedge)),
                    Modality::Reported => words.starts_with("reportedly "),
                    Modality::Assessed => words.starts_with("likely "),
                    Modality::Alleged => words.starts_with("allegedly "),
                    other => words.starts_with(other.word()),
                };
                prop_assert!(!tie.words.is_empty() && hedge(&tie.words[0]), "{tie:?}");
                let firm = tie.style().dash() != crate::look::Dash::Dashed
                    && tie.style().dash() != crate::look::Dash::DotDashed;
                prop_assert_eq!(firm, tie.is_firm());
                if firm {
                    prop_assert_eq!(tie.standing, Standing::Definite);
                    prop_assert_eq!(tie.modality, Modality::Factual);
                }
                prop_assert_eq!(tie.words[0].contains("(over)"), tie.standing == Standing::Ended);
                prop_assert_eq!(tie.words[0].contains("(not yet)"), tie.standing == Standing::NotYet);
                prop_assert!(!tie.claims.is_empty() && !tie.note.citations.is_empty());
                prop_assert!(tie.modality != Modality::Denied, "a denial is no tie");
            }
        }
    }
}
