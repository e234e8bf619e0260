//! The caption: what is told and not drawn, where it stands, and how much no source dates.

use super::*;
use crate::choice::matrix::Matrix;

#[test]
fn a_place_in_the_caption_is_that_of_its_source() {
    let graph = fronts()
        .source("gossip", "2025-06-01")
        .claim("c backs west", "they say it does")
        .modality(Modality::Alleged)
        .said_by("a")
        .source("diary", "2024-06-01")
        .claim("c funds east", "it paid for a while")
        .status(Status::Ended)
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let told = picture.told();
    for (said, source) in [("alleged, says Aland", "gossip"), ("over", "diary")] {
        let key = picture.sources.iter().find(|key| key.source == source).expect("it is cited");
        assert!(told.contains(&format!("({said}, {} ¶", key.letter)), "{source}: {told}");
    }
}

#[test]
fn what_is_over_is_put_as_its_claim_puts_it() {
    let reported = fronts()
        .claim("c arms west", "had sent guns before, it is said")
        .when("../2022")
        .modality(Modality::Reported)
        .said_by("a")
        .status(Status::Ended)
        .graph();
    let told = Picture::of(&reported, &at("2025")).told();
    assert!(told.contains("Cador reportedly armed West (over, says Aland, A ¶"), "{told}");
    // That it was over by a day does not make it possible in the present tense.
    let over = fronts()
        .source("later", "2026-02")
        .claim("c arms west", "no longer sends guns")
        .status(Status::Ended)
        .graph();
    let told = Picture::of(&over, &at("2025")).told();
    assert!(told.contains("Cador armed West (over by Feb 2026, B ¶"), "{told}");
}

#[test]
fn what_is_to_come_or_only_denied_is_told() {
    let begins = fronts()
        .claim("c trains east", "from 2027 it trains them")
        .when("2027/..")
        .status(Status::Begun)
        .graph();
    let told = Picture::of(&begins, &at("2025")).told();
    assert!(told.contains("Cador trains East (not yet, A ¶"), "{told}");
    let denied = fronts()
        .claim("c arms west", "we send them nothing")
        .modality(Modality::Denied)
        .said_by("c")
        .graph();
    let told = Picture::of(&denied, &at("2025")).told();
    assert!(told.contains("Cador arms West (denied, says Cador, A ¶"), "{told}");
}

#[test]
fn a_picture_of_a_date_says_how_many_ties_no_source_dates() {
    let fixture = || {
        fronts()
            .source_with("leaflet", "2025", |source| source.published = None)
            .claim("c backs west", "it is behind it")
            .claim("c fights east", "and against the other")
    };
    let graph = fixture().graph();
    let said = "2 ties that no source dates are not drawn.";
    let picture = Picture::of(&graph, &at("2025"));
    assert!(picture.told().ends_with(said), "{}", picture.told());
    let all = Picture::of(&graph, &Wishes { at: at("2025").at, ..Wishes::poster() });
    assert!(all.told().contains(said), "{}", all.told());
    let table = Matrix::of(&[picture], String::new(), 9);
    assert!(table.told().contains(said), "{}", table.told());
    let dates = ("2024".parse().expect("a date"), "2025".parse().expect("a date"));
    let changes = Picture::of_changes(&graph, &Wishes::default(), dates);
    assert!(changes.told().contains(said), "{}", changes.told());
    // Of one actor those that are his.
    let focus = vec![graph.actor("east").expect("an actor")];
    let dossier = Picture::dossier(&graph, &Wishes { focus, ..at("2025") });
    let one = "1 tie that no source dates is not drawn.";
    assert!(dossier.told().contains(one), "{}", dossier.told());
    // Without a date they are drawn.
    let undated = Picture::of(&graph, &Wishes::default());
    assert!(!undated.told().contains("no source dates"), "{}", undated.told());
    assert!(undated.ties.iter().any(|tie| undated.figures[tie.from].id == "c"));
}

#[test]
fn who_found_no_room_is_told_with_the_others_and_by_name() {
    let mut many = Fixture::new("Many").actor("core", "Core", Kind::ArmedGroup).actor(
        "foe",
        "Foe",
        Kind::ArmedGroup,
    );
    for i in 0..8 {
        many = many.actor(&format!("s{i}"), &format!("State {i}"), Kind::State);
    }
    many = many.source("s", "2025").claim("core fights foe", "at war");
    for i in 0..8 {
        many = many.claim(&format!("s{i} backs core"), "is behind it");
    }
    let picture = Picture::of(&many.graph(), &Wishes { limit: (5, 16), ..at("2025") });
    let told = picture.told();
    let said = "No room for: State 3, State 4, State 5, State 6 and State 7 back Core.";
    assert!(told.contains(said), "{told}");
    // What finds no place later is told with them.
    let answer =
        picture.ties.iter().position(|tie| tie.answers && tie.sign > 0).expect("an answer");
    let told = picture.without(&[answer]).told();
    assert!(told.contains("State 7 and State 0 back Core."), "{told}");
}

/// A plan has not happened, and its date is not that of the deed.
#[test]
fn a_planned_event_is_not_said_in_the_past() {
    let graph = Fixture::new("War")
        .actor("army", "Army", Kind::Military)
        .actor("cabinet", "Cabinet", Kind::Government)
        .actor("north", "North", Kind::State)
        .source("s", "2025")
        .claim("army fights cabinet", "they fight")
        .claim("north attacks army", "it plans to attack")
        .when("2025-02")
        .modality(Modality::Planned)
        .graph();
    let wishes = Wishes { include: vec![Modality::Planned], ..at("2025") };
    let picture = Picture::of(&graph, &wishes);
    let words: Vec<String> = picture.ties.iter().map(|tie| tie.words.join(" ")).collect();
    assert!(words.iter().any(|words| words.contains("planned: attack")), "{words:?}");
    assert!(words.iter().all(|words| !words.contains("attacked")), "{words:?}");
}
