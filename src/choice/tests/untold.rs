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

#[test]
fn who_backs_whom_now_is_told_though_neither_is_a_party() {
    let graph = fronts()
        .actor("far", "Farland", Kind::State)
        .actor("near", "Nearland", Kind::State)
        .source("newest", "2025-06-01")
        .claim("far arms near", "it sends them guns")
        .claim("near funds c", "it pays them")
        .modality(Modality::Reported)
        .graph();
    let told = Picture::of(&graph, &at("2025")).told();
    let also = "Also told, not drawn: Farland arms Nearland; Nearland reportedly funds Cador.";
    assert!(told.contains(also), "{told}");
    // A dossier is of one.
    let focus = vec![graph.actor("east").expect("an actor")];
    let told = Picture::dossier(&graph, &Wishes { focus, ..at("2025") }).told();
    assert!(!told.contains("Also told"), "{told}");
}

#[test]
fn how_much_more_is_told_is_counted_and_what_is_asked_for_comes_first() {
    let mut war = fronts().source("gossip", "2025-06-01");
    for sentence in ["c funds west", "c trains west", "a funds west", "b funds east"] {
        war = war.claim(sentence, &format!("{sentence}, they say"));
        war = war.modality(Modality::Alleged).said_by("a");
    }
    let war = war.claim("c arms east", "we do not").modality(Modality::Denied).said_by("c");
    let graph = war.graph();
    let told = Picture::of(&graph, &at("2025")).told();
    assert!(told.contains("; 3 more."), "{told}");
    assert!(!told.contains("denied"), "{told}");
    let wishes = Wishes { include: vec![Modality::Denied], ..at("2025") };
    let told = Picture::of(&graph, &wishes).told();
    assert!(told.contains("Told, not drawn: Cador arms East (denied"), "{told}");
}

#[test]
fn what_whoever_is_asked_about_belonged_to_is_told() {
    let graph = fronts()
        .claim("guard part_of east", "it left the East in 2024")
        .when("../2024")
        .status(Status::Ended)
        .graph();
    let focus = vec![graph.actor("guard").expect("an actor")];
    let told = Picture::dossier(&graph, &Wishes { focus, ..at("2025") }).told();
    assert!(told.contains("Guard was part of East (over"), "{told}");
    let told = Picture::of(&graph, &at("2025")).told();
    assert!(!told.contains("part of"), "{told}");
}
