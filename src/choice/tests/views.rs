//! The other views of the same answers: changes, slices, dossiers, and when there are too many for lines.

use std::collections::BTreeSet;

use super::*;
use crate::analysis::changes::{Change, Unchanged, changes};
use crate::choice::matrix::Matrix;
use crate::graph::time::{At, When};
use crate::graph::{Parents, roll_up};
use crate::query::Scope;

fn dates() -> (Period, Period) {
    ("2017".parse().expect("a date"), "2025".parse().expect("a date"))
}

/// What became of each line, in words.
fn told(picture: &Picture) -> BTreeSet<String> {
    let id = |i: usize| picture.figures[i].id.as_str();
    let said = |tie: &Line| {
        let turn = tie.turn.map_or("", Fate::word);
        format!("{} > {}: {} [{turn}]", id(tie.from), id(tie.to), tie.words.join(" "))
    };
    picture.ties.iter().map(said).collect()
}

#[test]
fn changes_are_told_as_the_answers_tell_them() {
    let graph = fixture().graph();
    let picture = Picture::of_changes(&graph, &Wishes::default(), dates());
    let told = told(&picture);
    for line in [
        "river > chief: likely arms the Eastern Army [new]",
        "gulf > chief: backed in 2017 [no-longer-told-of]",
        "north > cabinet: backs [as-before]",
        "us > chief: shunned (ended) [ended]",
        "chief > cabinet: fights [as-before]",
    ] {
        assert!(told.contains(line), "{line}: {told:#?}");
    }
    assert!(!told.iter().any(|line| line.contains("gulf") && line.contains("[ended]")));
    assert_eq!(picture.title, "The war: what changed from 2017 to 2025");
    assert_eq!(picture.at, "2017 2025");
    assert!(
        picture.standfirst.contains("New: River likely arms the Eastern Army"),
        "{}",
        picture.standfirst
    );
    assert!(picture.standfirst.contains("No longer told of: Gulf backed Chief in 2017."));
    assert!(picture.standfirst.contains("Ended: the United States shunned Chief."));
    // As many as a question for all of them has.
    let scope = Scope::default();
    let parents = Parents::of(&graph, When::Ever, Wishes::default().reach, &[]);
    let rolled = roll_up(&graph, &parents);
    let times = (At::from(dates().0), At::from(dates().1));
    let all = changes(&rolled, times, &scope, Unchanged::LeftOut, |_| true);
    assert!(picture.told().contains(&format!("tell of {} changes in all", all.len())));
    // What the picture calls ended, a source tells the end of, and the other way round.
    let ended = all.iter().filter(|changed| changed.change == Change::Ended).count();
    let drawn = told.iter().filter(|line| line.contains("[ended]")).count();
    assert!(ended > 0 && drawn <= ended);
}

#[test]
fn everybody_has_one_place_at_all_dates() {
    let graph = fixture().graph();
    let dates = [dates().0, dates().1];
    let slices = Slices::of(&graph, &Wishes::default(), &dates);
    assert_eq!(slices.panels.len(), 2);
    let mut seats: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for panel in &slices.panels {
        let picture = &panel.picture;
        for (figure, seat) in picture.figures.iter().zip(&panel.seats) {
            assert_eq!(*seats.entry(&figure.id).or_insert(*seat), *seat, "{}", figure.id);
        }
        let different: BTreeSet<usize> = panel.seats.iter().copied().collect();
        assert_eq!(different.len(), panel.seats.len(), "nobody shares a place at a date");
        for (tie, lane) in picture.ties.iter().zip(&panel.lanes) {
            let whole = &slices.whole.ties[*lane];
            let ends = BTreeSet::from([panel.seats[tie.from], panel.seats[tie.to]]);
            assert_eq!(ends, BTreeSet::from([whole.from, whole.to]));
            let core = picture.figures[tie.from].core || picture.figures[tie.to].core;
            assert!(core, "lines lead to or from a party");
        }
        // What a panel shows is what the picture of its date shows.
        let at = panel.picture.at.parse().ok();
        let alone = Picture::of(&graph, &Wishes { at, ..Wishes::default() });
        let claims = |p: &Picture| p.ties.iter().map(|t| t.claims.clone()).collect::<BTreeSet<_>>();
        assert!(claims(picture).is_subset(&claims(&alone)));
    }
    // A source has one letter in all panels.
    let keys: BTreeSet<(&str, &str)> = (slices.panels.iter())
        .flat_map(|panel| &panel.picture.sources)
        .map(|key| (key.letter.as_str(), key.text.as_str()))
        .collect();
    let letters: BTreeSet<&str> = keys.iter().map(|key| key.0).collect();
    assert_eq!(letters.len(), keys.len());
    let fewer = slices.without(&slices.whole.lightest(1));
    assert_eq!(fewer.whole.ties.len() + 1, slices.whole.ties.len());
}

#[test]
fn a_dossier_has_backers_at_one_side_and_the_backed_at_the_other() {
    let graph = fixture().graph();
    let focus = |id: &str| Wishes { focus: vec![graph.actor(id).expect("an actor")], ..at("2025") };
    let seats = |picture: &Picture| -> BTreeSet<(String, Section, bool)> {
        let seat = |s: Seat| (picture.figures[s.figure].id.clone(), s.section, s.acts);
        picture.seats().into_iter().map(seat).collect()
    };
    let chief = Picture::dossier(&graph, &focus("chief"));
    let places = seats(&chief);
    assert!(places.contains(&("river".to_owned(), Section::Behind, true)), "{places:?}");
    assert!(places.contains(&("gulf".to_owned(), Section::Behind, true)));
    assert!(places.iter().any(|(id, section, _)| id == "cabinet" && *section == Section::Conflict));
    assert!(places.iter().any(|(id, section, _)| id == "us" && *section == Section::Dealings));
    assert!(chief.sides.is_empty() && chief.title == "Chief: friends and foes in 2025");
    let river = Picture::dossier(&graph, &focus("river"));
    assert!(seats(&river).contains(&("chief".to_owned(), Section::Behind, false)));
    let few = Picture::dossier(&graph, &Wishes { limit: (3, 3), ..focus("chief") });
    assert_eq!(few.figures.len(), 3);
    assert!(few.told().contains("No room for"));
}

#[test]
fn a_dossier_has_the_whole_above_its_part_and_what_holds_both_ways_together() {
    let graph = fixture()
        .actor("staff", "Staff", Kind::Military)
        .actor("state", "State", Kind::State)
        .actor("ally", "Ally", Kind::State)
        .source("ranks", "2025-02")
        .claim("staff part_of state", "the staff of the state")
        .claim("staff commands militias", "its militias")
        .claim("ally fights_alongside staff", "side by side")
        .claim("staff fights chief", "they fight")
        .graph();
    let focus = vec![graph.actor("staff").expect("an actor")];
    let picture = Picture::dossier(&graph, &Wishes { focus, ..at("2025") });
    let seat = |id: &str| {
        let seats = picture.seats();
        let seat = seats.iter().find(|seat| picture.figures[seat.figure].id == id);
        seat.map(|seat| (seat.section, seat.acts))
    };
    assert_eq!(seat("state"), Some((Section::Bound, true)), "it is above");
    assert_eq!(seat("militias"), Some((Section::Bound, false)), "they are under it");
    assert_eq!(seat("ally").map(|seat| seat.0), Some(Section::Beside));
    assert_eq!(seat("chief").map(|seat| seat.0), Some(Section::Conflict));
}

#[test]
fn what_has_ended_by_the_second_date_and_what_happened_at_the_first_are_not_new() {
    let graph = fixture()
        .actor("patron", "Patron", Kind::State)
        .actor("friend", "Friend", Kind::State)
        .source("then", "2017-06")
        .claim("patron arms chief", "sent guns")
        .when("2017")
        .claim("friend strikes cabinet", "struck it")
        .when("2017-03")
        .source("now", "2026-01")
        .claim("patron backs chief", "until then backed him")
        .when("../2025-06")
        .status(crate::model::Status::Ended)
        .claim("friend arms chief", "arms him now")
        .when("2025-09")
        .graph();
    let picture = Picture::of_changes(&graph, &Wishes::default(), dates());
    let fate = |id: &str| {
        let own = |tie: &&Line| picture.figures[tie.from].id == id;
        picture.ties.iter().filter(own).map(|tie| tie.turn).collect::<Vec<_>>()
    };
    assert_eq!(fate("patron"), [Some(Fate::Ended)], "{:?}", picture.standfirst);
    assert_eq!(fate("friend"), [Some(Fate::New)], "{:?}", picture.standfirst);
    assert!(!picture.standfirst.contains("struck"), "{}", picture.standfirst);
    assert!(picture.standfirst.contains("Ended: Patron backed Chief"), "{}", picture.standfirst);
}

#[test]
fn a_dossier_says_of_nobody_that_he_backs_nobody_though_it_was_long_ago() {
    let graph = fixture()
        .actor("recruits", "recruits", Kind::Collective)
        .source("older", "2017-02")
        .claim("us trains recruits", "trained men")
        // Who is only dealt with now was backed then.
        .claim("us arms north", "sent guns")
        .source("newer", "2025-02")
        .claim("us engages north", "talks with them")
        .graph();
    let us = graph.actor("us").expect("an actor");
    let picture = Picture::dossier(&graph, &Wishes { focus: vec![us], ..at("2025") });
    let behind: BTreeSet<String> = (picture.seats().into_iter())
        .filter(|seat| seat.section == Section::Behind && !seat.acts)
        .map(|seat| picture.figures[seat.figure].id.clone())
        .collect();
    assert_eq!(behind, ["north", "recruits"].map(str::to_owned).into());
    // What is only said of him is told beneath, and nobody is not told of.
    assert!(picture.told().contains("Told, not drawn"), "{}", picture.told());
    assert!(!picture.is_whole());
    let few = Picture::dossier(&graph, &Wishes { focus: vec![us], limit: (2, 1), ..at("2025") });
    assert!(few.told().contains("recruits") && !few.is_whole(), "{}", few.told());
}

#[test]
fn a_table_has_its_sides_in_one_order_and_dealings_with_whom_a_side_commands() {
    let graph = fixture()
        .actor("delta", "Delta", Kind::State)
        .actor("officers", "officers", Kind::Collective)
        .source("newer", "2025-02")
        .claim("cabinet commands officers", "its officers")
        .claim("delta engages chief", "talks with him")
        .claim("delta meets officers", "met them")
        .when("2025-01")
        .graph();
    let beside: Vec<Period> = [dates().0, dates().1].into();
    let pictures = Picture::beside(&graph, &Wishes::default(), &beside);
    let mut turned = pictures.clone();
    for picture in &mut turned[..1] {
        picture.sides.reverse();
        for figure in &mut picture.figures {
            figure.side = figure.side.map(|side| 1 - side);
        }
    }
    let table = |pictures: &[Picture]| Matrix::of(pictures, String::new(), 24);
    assert_eq!(table(&turned).dates, table(&pictures).dates);
    assert_eq!(table(&turned).rows, table(&pictures).rows);
    let all = table(&pictures);
    for (date, sides) in &all.dates {
        assert!(sides.windows(2).all(|pair| pair[0].column < pair[1].column), "{date}: {sides:?}");
    }
    let now = &all.dates[1].1;
    let theirs = now.iter().position(|side| side.name == "Cabinet’s side").expect("a side");
    let cell = all.dates[0].1.len() + theirs;
    let row = all.rows.iter().find(|row| row.figure.id == "delta").expect("a row");
    let (other, tie) =
        row.cells[cell].as_ref().expect("who meets its officers deals with the side");
    assert_eq!((other.as_str(), tie.words.join(" ").as_str()), ("officers", "met in Jan 2025"));
}

#[test]
fn many_sides_or_actors_are_too_many_for_lines() {
    assert_eq!(Crowd::of(&fixture().graph(), &at("2025")), None);
    let mut many = Fixture::new("Many").actor("core", "Core", Kind::ArmedGroup);
    for i in 0..21 {
        many = many.actor(&format!("s{i}"), &format!("State {i}"), Kind::State);
    }
    many = many.source("s", "2025");
    for i in 0..21 {
        many = many.claim(&format!("s{i} backs core"), "q");
    }
    assert_eq!(Crowd::of(&many.graph(), &at("2025")), Some(Crowd::Actors(21)));
    let mut camps = Fixture::new("Camps");
    for id in ["a", "b", "c", "d"] {
        camps = camps.actor(id, id, Kind::ArmedGroup);
    }
    camps = camps.source("s", "2025");
    for pair in ["a fights b", "a fights c", "a fights d", "b fights c", "b fights d", "c fights d"]
    {
        camps = camps.claim(pair, "q");
    }
    let crowd = Crowd::of(&camps.graph(), &at("2025"));
    assert_eq!(crowd, Some(Crowd::Sides(4)));
    assert_eq!(crowd.expect("many").to_string(), "4 sides fight each other");
}

#[test]
fn of_what_is_new_it_is_said_first_who_backs_a_party() {
    let mut graph = fronts();
    for id in ["d", "e", "f"] {
        graph = graph.actor(id, &format!("Group {id}"), Kind::ArmedGroup);
    }
    let graph = graph
        .source("old", "2017")
        .claim("east fights west", "at war then")
        .claim("guard fights west", "then too")
        .source("new", "2025-02")
        .claim("d fights east", "a new enemy")
        .claim("e fights west", "and another")
        .claim("f fights east", "and a third")
        .claim("c backs east", "a new friend")
        .graph();
    let picture = Picture::of_changes(&graph, &Wishes::default(), dates());
    let new = picture.standfirst.split('.').next().unwrap_or_default();
    assert!(new.starts_with("New: ") && new.contains("East;"), "{}", picture.standfirst);
    let first = new.split(';').next().unwrap_or_default();
    assert!(first.contains("back East") || first.contains("arms East"), "{first}");
}
