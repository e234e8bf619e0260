//! Parties that fight each other: a frame for each, and a line that says so and is not given up for others.

use super::*;
use crate::choice::matrix::Matrix;

/// Two armies that fight each other, two powers that help both, and one that helps each.
fn two_dealers() -> Fixture {
    let mut fixture = Fixture::new("Two armies, 2024");
    for (id, name, kind) in [
        ("coast", "Army of the Coast", Kind::Military),
        ("hills", "Hill Front", Kind::ArmedGroup),
        ("norland", "Norland", Kind::State),
        ("sudmark", "Sudmark", Kind::State),
        ("westoe", "Westoe", Kind::State),
        ("eastria", "Eastria", Kind::State),
    ] {
        fixture = fixture.actor(id, name, kind);
    }
    fixture
        .source("s", "2024-06-01")
        .claim("hills fights coast", "they are at war")
        .claim("norland arms coast", "arms both")
        .claim("norland arms hills", "arms both")
        .claim("sudmark funds coast", "pays both")
        .claim("sudmark funds hills", "pays both")
        .claim("westoe recognises coast", "recognises it")
        .claim("eastria trains hills", "trains it")
}

/// In whose frame everybody stands.
fn frames(picture: &Picture) -> Vec<(&str, Option<&str>)> {
    let frame = |f: &Figure| f.side.map(|side| picture.sides[side].name.clone());
    let mut frames: Vec<(&str, Option<&str>)> = (picture.figures.iter())
        .map(|f| {
            (
                f.id.as_str(),
                frame(f).is_some().then(|| picture.sides[f.side.unwrap_or(0)].name.as_str()),
            )
        })
        .collect();
    frames.sort_unstable();
    frames
}

#[test]
fn who_fights_another_shares_no_frame_with_him_though_the_same_powers_back_both() {
    let unnamed = two_dealers().graph();
    let named = two_dealers().sides(&[("Coast", &["coast"]), ("Hills", &["hills"])]).graph();
    for (graph, coast, hills) in
        [(unnamed, "Army of the Coast’s side", "Hill Front’s side"), (named, "Coast", "Hills")]
    {
        let picture = Picture::of(&graph, &at("2024"));
        assert_eq!(
            frames(&picture),
            [
                ("coast", Some(coast)),
                ("eastria", Some(hills)),
                ("hills", Some(hills)),
                // Who backs both deals with both.
                ("norland", None),
                ("sudmark", None),
                ("westoe", Some(coast)),
            ]
        );
        let table = Matrix::of(&[picture], String::new(), 9);
        let cell = |who: &str, side: &str| {
            let row = table.rows.iter().find(|row| row.figure.id == who).expect("a row");
            let column = table.dates[0].1.iter().position(|camp| camp.name == side);
            row.cells[column.expect("a column")].as_ref().map(|cell| cell.1.words.join(" "))
        };
        assert_eq!(cell("eastria", hills).as_deref(), Some("trains"));
        assert_eq!(cell("eastria", coast), None);
        assert_eq!(cell("norland", coast).as_deref(), Some("arms"));
        // And the table says that the two are at war.
        assert_eq!(cell("coast", hills).as_deref(), Some("fights"));
        assert_eq!(cell("hills", coast).as_deref(), Some("fights"));
    }
}

#[test]
fn a_fight_of_two_parties_is_chosen_first_and_keeps_its_verb_when_words_must_go() {
    let graph =
        two_dealers().claim("coast rivals hills", "rivals in April").when("2024-04").graph();
    let picture = Picture::of(&graph, &Wishes { limit: (12, 3), ..at("2024") });
    let front = &picture.ties[0];
    assert_eq!(front.words, ["fights,", "rivals"]);
    assert!(front.symmetric, "who fights another is fought by it");
    // Of those that have no room the others go first.
    assert!(!picture.lightest(2).contains(&0));
    let (brief, others) = picture.in_brief(&[0]).expect("fewer words");
    assert_eq!((&brief.ties[0].words[..], &others[..]), (&["fights".to_owned()][..], &[][..]));
    assert_eq!(brief.ties[0].relations, ["fights"]);
    assert!(brief.in_brief(&[0]).is_none(), "fewer there are not");
    assert_eq!(picture.without_these(&brief), Vec::<usize>::new());
    // What had no room is told.
    assert!(picture.told().contains("No room for: "), "{}", picture.told());
}

#[test]
fn what_is_now_comes_before_what_was_once() {
    let mut fixture = Fixture::new("War, 2016–2024");
    for (id, kind) in [
        ("hub", Kind::Government),
        ("rebels", Kind::ArmedGroup),
        ("third", Kind::ArmedGroup),
        ("old", Kind::ArmedGroup),
        ("friend", Kind::State),
        ("foe", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    let graph = fixture
        .source("early", "2016-06-01")
        .claim("old fights hub", "once")
        .claim("old fights rebels", "once")
        .source("late", "2024-06-01")
        .claim("hub fights rebels", "now")
        .claim("friend backs third", "now")
        .claim("foe fights third", "now")
        .claim("third opposes hub", "now")
        .claim("friend backs hub", "now")
        .claim("foe backs rebels", "now")
        .sides(&[("Hub", &["hub"]), ("Rebels", &["rebels"])])
        .graph();
    let shown = |lines: usize| {
        let picture = Picture::of(&graph, &Wishes { limit: (12, lines), ..at("2024") });
        let id = |i: usize| picture.figures[i].id.as_str();
        let tie = |t: &Line| format!("{} {} {}", id(t.from), t.words.join(" "), id(t.to));
        picture.ties.iter().map(tie).collect::<Vec<String>>()
    };
    let all = shown(16);
    let past = all.iter().position(|tie| tie.contains("fought in 2016")).expect("the past");
    let now = ["friend backs third", "foe fights third"];
    for now in now {
        let place = all.iter().position(|tie| tie == now);
        assert!(place.is_some_and(|place| place < past), "{now}: {all:?}");
    }
    assert!(!shown(past).iter().any(|tie| tie.contains("2016")));
    // Nor does it stay where something present has no room.
    let picture = Picture::of(&graph, &at("2024"));
    let of = |past: bool| {
        let own = picture.ties.iter().enumerate();
        own.filter(|(_, t)| (t.standing == Standing::Stale) == past).map(|(i, _)| i).collect()
    };
    let (old, new): (Vec<usize>, Vec<usize>) = (of(true), of(false));
    assert_eq!(old.len(), 2);
    assert_eq!(picture.past_before(&[new[0], old[0]]), old);
    assert_eq!(picture.past_before(&old), Vec::<usize>::new());
}

#[test]
fn of_what_is_past_the_newest_leads_and_an_alliance_does_not_hide_a_war() {
    let graph = Fixture::new("War, 2019–2024")
        .actor("army", "Army", Kind::Military)
        .actor("guard", "Guard", Kind::ArmedGroup)
        .actor("saba", "Saba", Kind::State)
        .source("early", "2019-06-01")
        .claim("army allied_with guard", "they govern together")
        .claim("saba pays guard", "pays it")
        .source("late", "2024-06-01")
        .claim("army fights guard", "they fight")
        .claim("saba funds guard", "it is said to fund it")
        .modality(Modality::Reported)
        .sides(&[("Army", &["army"]), ("Guard", &["guard"])])
        .graph();
    let picture = Picture::of(&graph, &at("2030"));
    let words = |from: &str, to: &str| -> Vec<String> {
        let id = |i: usize| picture.figures[i].id.as_str();
        let own = picture.ties.iter().filter(|t| (id(t.from), id(t.to)) == (from, to));
        own.map(|t| t.words.join(" ")).collect()
    };
    assert_eq!(words("army", "guard"), ["fought in 2024", "was allied with in 2019"]);
    let saba = words("saba", "guard");
    assert!(saba[0].starts_with("reportedly funded in 2024"), "{saba:?}");
}

#[test]
fn what_was_asked_for_is_drawn_beside_what_else_is_told_of_the_two() {
    let graph = two_dealers()
        .claim("westoe arms coast", "plans to arm it")
        .modality(Modality::Planned)
        .claim("westoe backs coast", "allegedly behind it")
        .modality(Modality::Alleged)
        .graph();
    let include = vec![Modality::Planned, Modality::Alleged];
    let picture = Picture::of(&graph, &Wishes { include, ..at("2024") });
    let own = picture.ties.iter().filter(|t| picture.figures[t.from].id == "westoe");
    let words: Vec<String> = own.map(|t| t.words.join(" ")).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert_eq!(words[0], "recognises");
    assert!(words[1].contains("planned: arms"), "{words:?}");
}

#[test]
fn dealings_of_those_who_are_no_party_are_told() {
    let graph = two_dealers().claim("westoe meets eastria", "they met").when("2024-05").graph();
    let picture = Picture::of(&graph, &at("2024"));
    assert!(!picture.ties.iter().any(|tie| tie.relations == ["meets"]));
    let told = picture.told();
    assert!(told.contains("Also told, not drawn: Eastria met Westoe in May 2024."), "{told}");
}

/// Arms that go from hand to hand, and at their end a fight.
fn chain() -> Fixture {
    let mut fixture = Fixture::new("Arms, 2022");
    for (id, kind) in [
        ("a", Kind::State),
        ("b", Kind::State),
        ("c", Kind::ArmedGroup),
        ("d", Kind::ArmedGroup),
        ("e", Kind::ArmedGroup),
        ("friend", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    fixture
        .source("s", "2022-06-01")
        .claim("a arms b", "a b")
        .claim("b arms c", "b c")
        .claim("c arms d", "c d")
        .claim("d fights e", "d e")
        .claim("c backs friend", "nothing to do with it")
}

#[test]
fn who_backs_a_backer_is_drawn_as_long_as_there_is_room_and_answers_nothing() {
    let graph = chain().graph();
    let ids = |most: usize| {
        let picture = Picture::of(&graph, &Wishes { limit: (most, 16), ..at("2022") });
        let mut ids: Vec<String> = picture.figures.iter().map(|f| f.id.clone()).collect();
        ids.sort();
        (ids.concat(), picture)
    };
    let (all, picture) = ids(12);
    assert_eq!(all, "abcde");
    let answers: Vec<&str> = (picture.ties.iter().filter(|t| t.answers && t.sign > 0))
        .map(|tie| picture.figures[tie.from].id.as_str())
        .collect();
    assert_eq!(answers, ["c"], "only the last link answers who backs the party");
    assert!(picture.figures.iter().all(|f| f.id == "e" || f.side == picture.figures[0].side));
    // The first link goes, the second stays.
    let first = picture.ties.iter().position(|t| picture.figures[t.from].id == "a");
    let shorter = picture.without(&[first.expect("a link")]);
    assert_eq!(shorter.figures.iter().filter(|f| f.id == "b").count(), 1);
    assert_eq!(ids(5).0, "cde", "a third of the boxes stays free");
}

#[test]
fn a_table_has_columns_only_for_those_whom_somebody_backs_or_fights_and_no_commanders_as_dealers() {
    let mut fixture = Fixture::new("War, 2020–2024");
    for (id, kind) in [
        ("army", Kind::Military),
        ("rebels", Kind::ArmedGroup),
        ("forest", Kind::ArmedGroup),
        ("chief", Kind::Person),
        ("other", Kind::ArmedGroup),
        ("north", Kind::State),
        ("south", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    let graph = fixture
        .source("early", "2020-06-01")
        .claim("forest fights army", "in the forest")
        .source("late", "2024-06-01")
        .claim("army fights rebels", "the war")
        .claim("forest fights rebels", "in the forest")
        .claim("north backs army", "is behind it")
        .claim("south arms rebels", "arms them")
        .claim("chief commands rebels", "leads them")
        .claim("chief commands other", "and others")
        .graph();
    let dates = ["2020", "2024"].map(|date| date.parse().expect("a date"));
    let pictures = Picture::beside(&graph, &at("2024"), &dates);
    let table = Matrix::of(&pictures, String::new(), 24);
    for (at, camps) in &table.dates {
        assert!(camps.iter().all(|camp| !camp.name.starts_with("forest")), "{at}: {camps:?}");
    }
    let row = |who: &str| table.rows.iter().find(|row| row.figure.id == who);
    assert!(row("chief").is_none(), "to command somebody is no dealing");
    // Whoever is a party at one date and a row at another has no empty cell where something is told.
    let forest = row("forest").expect("a row");
    let told = forest.cells.iter().flatten().map(|cell| cell.1.words.concat());
    assert!(
        told.clone().all(|words| words.contains("fights") || words == "fought in 2020"),
        "{:?}",
        told.collect::<Vec<_>>()
    );
    assert!(row("army").is_some() && row("north").is_some());
    assert!(table.rows[0].figure.id == "army" || table.rows[0].figure.id == "rebels");
}

#[test]
fn a_power_from_abroad_is_no_party_to_a_war_of_coalitions() {
    let mut fixture = Fixture::new("War, 2024");
    for (id, kind) in [
        ("alliance", Kind::Coalition),
        ("cabinet", Kind::Government),
        ("neighbour", Kind::State),
        ("forest", Kind::ArmedGroup),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    let graph = fixture
        .source("s", "2024-06-01")
        .claim("alliance fights cabinet", "the war")
        .claim("forest fights neighbour", "across the border")
        .claim("neighbour backs alliance", "lets it pass")
        .graph();
    let picture = Picture::of(&graph, &at("2024"));
    let mut cores: Vec<&str> =
        picture.figures.iter().filter(|f| f.core).map(|f| f.id.as_str()).collect();
    cores.sort_unstable();
    assert_eq!(cores, ["alliance", "cabinet"]);
}

/// A war of three sides that the file names, in which one that it does not name wins.
fn victor(late: &str) -> Graph {
    let mut fixture = Fixture::new("War, 2016–2024");
    for (id, kind) in [
        ("cabinet", Kind::Government),
        ("front", Kind::ArmedGroup),
        ("north", Kind::ArmedGroup),
        ("committee", Kind::ArmedGroup),
        ("friend", Kind::State),
        ("helper", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    fixture
        .source("early", "2016-06-01")
        .claim("friend arms front", "once")
        .claim("front fights cabinet", "once")
        .claim("north fights cabinet", "once")
        .source("late", "2024-12-20")
        .claim("committee attacks cabinet", "now")
        .claim("friend backs committee", "now")
        .claim("friend fights north", "now")
        .claim("helper backs north", "now")
        .claim(late, "now")
        .sides(&[("Cabinet", &["cabinet"]), ("Front", &["front"]), ("North", &["north"])])
        .graph()
}

#[test]
fn who_fights_a_named_party_now_and_is_backed_is_a_party_in_the_place_of_one_of_which_nothing_is_told()
 {
    let parties = |graph: &Graph, date: &str| {
        let picture = Picture::of(graph, &at(date));
        let mut cores: Vec<String> =
            picture.figures.iter().filter(|f| f.core).map(|f| f.id.clone()).collect();
        cores.sort_unstable();
        (cores, picture)
    };
    let graph = victor("helper meets north");
    let (cores, picture) = parties(&graph, "2024");
    assert_eq!(cores, ["cabinet", "committee", "north"]);
    let drawn: Vec<(&str, &str, bool)> = (picture.ties.iter())
        .map(|t| (&*picture.figures[t.from].id, &*picture.figures[t.to].id, t.answers))
        .collect();
    for tie in [("friend", "committee", true), ("helper", "north", true)] {
        assert!(drawn.contains(&tie), "{tie:?}: {drawn:?}");
    }
    assert_eq!(parties(&graph, "2016").0, ["cabinet", "front", "north"]);
    // Where something is told of all three there is no room for a fourth.
    let (cores, _) = parties(&victor("front fights cabinet"), "2024");
    assert_eq!(cores, ["cabinet", "front", "north"]);
    // Who is backed by nobody, or is joined to a party, is none.
    let (cores, _) = parties(&victor("committee allied_with north"), "2024");
    assert!(!cores.contains(&"committee".to_owned()), "{cores:?}");
}

#[test]
fn who_is_at_war_now_is_seen_to_be_beside_the_one_of_his_side_of_whom_most_is_told() {
    let mut fixture = Fixture::new("War, 2017–2019");
    for (id, kind) in [
        ("general", Kind::Military),
        ("accord", Kind::Government),
        ("city", Kind::Government),
        ("a", Kind::State),
        ("b", Kind::State),
        ("c", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    let graph = fixture
        .source("early", "2017-07-01")
        .claim("a backs accord", "once")
        .claim("b backs accord", "once")
        .claim("c backs general", "once")
        .claim("general rivals accord", "once")
        .source("late", "2019-06-01")
        .claim("general fights city", "now")
        .sides(&[("General", &["general"]), ("City", &["accord", "city"])])
        .graph();
    let picture = Picture::of(&graph, &at("2019"));
    let core = |id: &str| picture.figures.iter().any(|f| f.id == id && f.core && f.side.is_some());
    assert!(core("accord") && core("city") && core("general"), "{:?}", picture.figures);
}
