//! What lies before a picture's date is said in the past, with its year, wherever it is said.

use super::*;
use crate::choice::matrix::Matrix;

/// Who backed and fought whom in 2017, who attacked whom when, and what is thought or said of 2019.
fn old() -> Fixture {
    let mut war = Fixture::new("War");
    for (id, name, kind) in [
        ("east", "East", Kind::Government),
        ("west", "West", Kind::Government),
        ("a", "Aland", Kind::State),
        ("c", "Cador", Kind::State),
        ("d", "Dorn", Kind::State),
    ] {
        war = war.actor(id, name, kind);
    }
    war.source("old", "2017-06-01")
        .claim("a arms east", "it sends guns")
        .claim("d backs west", "it stands by them")
        .claim("east fights west", "the war goes on")
        .source("new", "2019-03-01")
        .claim("east attacks c", "bombs fell")
        .when("2019")
        .claim("c attacks east", "they say bombs fell")
        .when("2019")
        .modality(Modality::Alleged)
        .said_by("east")
}

/// Whether a sentence says a verb as of now, though it holds a year.
fn says_now(text: &str) -> bool {
    let verbs = ["arms", "backs", "fights", "attacks", "rivals"];
    text.split(|c: char| !c.is_alphanumeric()).any(|word| verbs.contains(&word))
}

#[test]
fn what_was_last_seen_before_the_date_is_past_in_labels_sentences_notes_and_tables() {
    let graph = old().graph();
    for date in ["2018", "2019", "2019-06", "2025"] {
        let picture = Picture::of(&graph, &at(date));
        let arms = picture.ties.iter().find(|t| t.relations == ["arms"]).expect("a line");
        assert_ne!(arms.standing, Standing::Definite, "{date}");
        assert_eq!(arms.words.join(" "), "armed in 2017", "{date}");
        assert_eq!(arms.note.citations[0].says, "armed", "{date}");
        assert_eq!(arms.note.citations[0].remarks, ["2017"], "{date}");
        for line in &picture.ties {
            assert!(!says_now(&line.words.join(" ")), "{date}: {:?}", line.words);
            for cited in &line.note.citations {
                assert!(!says_now(&cited.says), "{date}: {}", cited.says);
            }
        }
        let (first, told) = (&picture.standfirst, picture.told());
        assert!(!says_now(first) && !says_now(&told), "{date}: {first} {told}");
        assert!(first.contains("armed East in 2017"), "{first}");
        let table = Matrix::of(&[picture], String::new(), 24);
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
        let words: Vec<String> = cells.map(|cell| cell.1.words.join(" ")).collect();
        assert!(!words.is_empty() && words.iter().all(|words| !says_now(words)), "{words:?}");
    }
    // Of the year itself it is said as the source says it.
    let then = Picture::of(&graph, &at("2017"));
    assert!(then.ties.iter().any(|tie| tie.words == ["arms"]), "{}", shown(&then));
}

#[test]
fn of_the_same_year_the_month_is_told() {
    let graph = old().graph();
    let picture = Picture::of(&graph, &at("2017-11"));
    let arms = picture.ties.iter().find(|tie| tie.relations == ["arms"]).expect("a line");
    assert_eq!(arms.words, ["armed in Jun 2017"]);
}

#[test]
fn an_alleged_event_is_past_in_the_caption_and_a_planned_one_is_not() {
    let told = Picture::of(&old().graph(), &at("2019")).told();
    assert!(told.contains("Cador attacked East (alleged, says East"), "{told}");
    let planned = fronts()
        .source("plan", "2025-06-01")
        .claim("c attacks west", "it means to strike")
        .modality(Modality::Planned)
        .graph();
    let told = Picture::of(&planned, &at("2025")).told();
    assert!(told.contains("Cador attacks West (planned"), "{told}");
}

#[test]
fn what_has_ended_since_is_past_in_its_note() {
    let graph = old()
        .source("end", "2025-03-01")
        .claim("a arms east", "it sends no guns any more")
        .when("../2020")
        .status(Status::Ended)
        .graph();
    let dates = ("2017".parse().expect("a date"), "2025".parse().expect("a date"));
    let picture = Picture::of_changes(&graph, &Wishes::default(), dates);
    let arms = picture.ties.iter().find(|tie| tie.relations == ["arms"]).expect("a line");
    assert_eq!(arms.words, ["armed (ended)"]);
    assert_eq!(arms.note.citations[0].says, "armed");
}

#[test]
fn what_ends_within_the_date_is_past_with_its_end() {
    let graph = old()
        .source("newest", "2026-01-01")
        .claim("c backs west", "until then it backed them")
        .when("../2025-06")
        .status(crate::model::Status::Ended)
        .claim("d arms west", "has armed them")
        .when("2024/2025-08")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let words = |id: &str| {
        let own = picture.ties.iter().find(|tie| picture.figures[tie.from].id == id);
        own.expect("a line").words.join(" ")
    };
    assert_eq!(words("c"), "backed until Jun 2025");
    assert!(words("d").starts_with("armed until Aug 2025"), "{}", words("d"));
    let first = &picture.standfirst;
    assert!(first.contains("Cador and Dorn backed West"), "{first}");
    // Its note says that this is an end, and since when the other held.
    let remarks = |id: &str| {
        let own = picture.ties.iter().find(|tie| picture.figures[tie.from].id == id);
        own.expect("a line").note.citations[0].remarks.clone()
    };
    assert_eq!(remarks("c"), ["until Jun 2025"]);
    assert_eq!(remarks("d"), ["2024–Aug 2025"]);
    // Before that year nothing had ended.
    let picture = Picture::of(&graph, &at("2024"));
    assert!(picture.ties.iter().any(|tie| tie.words.join(" ") == "arms"), "{picture:#?}");
}

#[test]
fn between_a_sight_of_it_and_its_end_stands_the_end() {
    let graph = old()
        .claim("c backs west", "it backs them")
        .when("2019")
        .claim("c backs west", "until then it backed them")
        .when("../2025-06")
        .status(crate::model::Status::Ended)
        .graph();
    let picture = Picture::of(&graph, &at("2023"));
    let backs = picture.ties.iter().find(|tie| picture.figures[tie.from].id == "c");
    assert_eq!(backs.expect("a line").words.join(" "), "backs (until Jun 2025)");
}

#[test]
fn beside_a_line_with_two_equal_ends_stands_what_both_do() {
    let graph = old()
        .source("newest", "2025-06-01")
        .claim("east fights west", "they fight")
        .claim("east attacks west", "it attacked")
        .when("2025-03")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let fight = picture.ties.iter().find(|tie| tie.symmetric).expect("a fight");
    assert_eq!(fight.words.join(" "), "fights");
    // Who attacked is in the note.
    let attack = fight.note.citations.iter().find(|cited| cited.says == "attacked");
    assert_eq!(attack.expect("it is cited").remarks, ["Mar 2025", "by East"]);
}

#[test]
fn the_label_the_note_and_the_looks_of_a_line_are_of_one_claim() {
    let graph = old()
        .source("first", "2019-06-14")
        .claim("c arms west", "since 2017, he says")
        .when("2017/..")
        .modality(Modality::Reported)
        .said_by("a")
        .source("second", "2023-02-20")
        .claim("c arms west", "it sends them guns")
        .graph();
    for (date, words, manner, quote) in [
        ("2019", "reportedly arms", Modality::Reported, "since 2017, he says"),
        ("2021", "reportedly armed in 2019", Modality::Reported, "since 2017, he says"),
        ("2022", "reportedly armed in 2019", Modality::Reported, "since 2017, he says"),
        ("2023", "arms", Modality::Factual, "it sends them guns"),
        ("2024", "armed in 2023", Modality::Factual, "it sends them guns"),
    ] {
        let picture = Picture::of(&graph, &at(date));
        let arms = picture.ties.iter().find(|tie| picture.figures[tie.from].id == "c");
        let arms = arms.expect("a line");
        assert_eq!((arms.words.join(" ").as_str(), arms.modality), (words, manner), "{date}");
        assert_eq!(arms.note.citations[0].words, quote, "{date}");
        let says = words.split(" in 2").next().expect("a verb");
        assert_eq!(arms.note.citations[0].says, says, "{date}");
    }
}

#[test]
fn what_ended_and_began_again_is_drawn_as_what_began_says() {
    let graph = old()
        .source("first", "2019-06")
        .claim("c arms west", "since 2018")
        .when("2018/..")
        .claim("d arms east", "since 2017")
        .when("2017/..")
        .source("second", "2022-05")
        .claim("c arms west", "until November")
        .when("../2021-11")
        .status(Status::Ended)
        .claim("d arms east", "no more")
        .when("../2021-09")
        .status(Status::Ended)
        .source("third", "2025-03")
        .claim("c arms west", "again, he said")
        .status(Status::Begun)
        .modality(Modality::Reported)
        .said_by("a")
        .claim("d arms east", "anew")
        .when("2024-06/..")
        .status(Status::Begun)
        .graph();
    let picture = Picture::of(&graph, &Wishes::default());
    let line = |id: &str| {
        let own = picture.ties.iter().find(|tie| picture.figures[tie.from].id == id);
        own.expect("a line")
    };
    let (c, d) = (line("c"), line("d"));
    assert_eq!((c.words.join(" ").as_str(), c.is_firm()), ("reportedly arms", false));
    assert_eq!(c.note.citations[0].words, "again, he said");
    let d = d.note.citations.iter().map(|cited| cited.words.as_str()).collect::<Vec<_>>();
    assert_eq!(d, ["anew"]);
}

#[test]
fn what_ended_a_tie_is_cited_as_what_happened() {
    let graph = old()
        .actor("corps", "Corps", Kind::Military)
        .actor("host", "Host", Kind::Military)
        .source("then", "2019-06")
        .claim("corps part_of host", "its corps")
        .source("after", "2023-02")
        .claim("corps defects_to west", "it went over")
        .when("2022-10")
        .graph();
    let picture = Picture::of(&graph, &Wishes::poster());
    let left = picture.ties.iter().find(|tie| tie.relations == ["part_of"]).expect("a line");
    let cited: Vec<&str> = left.note.citations.iter().map(|cited| cited.says.as_str()).collect();
    assert_eq!(cited, ["defected to", "was part of"]);
    assert_eq!(left.note.citations[0].remarks, ["Oct 2022", "West"]);
}
