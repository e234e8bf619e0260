//! Given a graph and a date: the list of boxes, lines, verbs and notes.

use std::collections::BTreeSet;

use super::*;
use crate::graph::fixture::Fixture;
use crate::model::Status;

fn fixture() -> Fixture {
    let mut fixture = Fixture::new("The war, 2015–2025");
    for (id, name, kind) in [
        ("army", "Eastern Army", Kind::Military),
        ("chief", "Chief", Kind::Person),
        ("cabinet", "Cabinet", Kind::Government),
        ("daily", "The Daily", Kind::Media),
        ("envoy", "Envoy", Kind::Person),
        ("foes", "Chief’s opponents", Kind::Collective),
        ("gulf", "Gulf", Kind::State),
        ("harbour", "Harbour", Kind::Place),
        ("militias", "militias", Kind::Collective),
        ("north", "North", Kind::State),
        ("river", "River", Kind::State),
        ("us", "United States", Kind::State),
    ] {
        fixture = fixture.actor(id, name, kind);
    }
    fixture
        .source("early", "2017-06-01")
        .claim("gulf backs chief", "the Gulf backs the Chief")
        .claim("north backs cabinet", "support from the North")
        .claim("army fights cabinet", "the war goes on")
        .claim("chief commands army", "his army")
        .source("late", "2025-03-01")
        .claim("river arms army", "likely sends guns")
        .modality(Modality::Assessed)
        .when("2025-02")
        .claim("chief commands army", "still his army")
        .claim("army fights cabinet", "still at war")
        .claim("north backs cabinet", "the North supports it still")
        .claim("cabinet relies_on militias", "leans on militias")
        .claim("envoy holds_office_in us", "the American envoy")
        .claim("envoy meets chief", "met in August")
        .when("2024-08")
        .claim("us engages chief", "deals with him")
        .claim("us engages cabinet", "and with them")
        .claim("us backs chief", "it is said")
        .modality(Modality::Alleged)
        .said_by("foes")
        .claim("us shuns chief", "for years it shunned him")
        .when("../2024-07")
        .status(Status::Ended)
        .claim("foes opposes chief", "opponents of the Chief")
        .claim("daily backs chief", "our paper is for him")
        .claim("army controls harbour", "holds the harbour")
}

fn at(date: &str) -> Wishes {
    Wishes { at: date.parse().ok(), ..Wishes::default() }
}

/// Boxes and lines in words.
fn shown(picture: &Picture) -> String {
    let mut text = String::new();
    for figure in &picture.figures {
        let side = figure.side.map_or("-", |side| picture.sides[side].name.as_str());
        let parts = figure.parts.join("+");
        text += &format!("{} {:?} [{side}] {parts}\n", figure.id, figure.tier);
    }
    for tie in &picture.ties {
        let id = |i: usize| &picture.figures[i].id;
        text += &format!(
            "{} > {}: {} ({})\n",
            id(tie.from),
            id(tie.to),
            tie.words.join(" "),
            tie.standing.word()
        );
    }
    text
}

#[test]
fn boxes_lines_and_verbs_at_a_date() {
    let picture = Picture::of(&fixture().graph(), &at("2025"));
    assert_eq!(
        shown(&picture),
        "chief Core [Chief’s side] army\n\
         cabinet Core [Cabinet’s side] \n\
         north Backer [Cabinet’s side] \n\
         river Backer [Chief’s side] \n\
         gulf Backer [Chief’s side] \n\
         us Dealer [-] \n\
         militias Base [Cabinet’s side] \n\
         chief > cabinet: fights (definite)\n\
         north > cabinet: backs (definite)\n\
         river > chief: likely arms the Eastern Army (possible)\n\
         gulf > chief: backed in 2017 (stale)\n\
         cabinet > militias: relies on (definite)\n\
         us > chief: engages (definite)\n\
         us > cabinet: engages (definite)\n"
    );
    assert_eq!(picture.title, "The war in 2025");
    let told = picture.told();
    assert!(
        told.contains("the United States backs Chief (alleged, say Chief’s opponents"),
        "{told}"
    );
    assert!(told.contains("United States shunned Chief (over"), "{told}");
    assert!(told.starts_with("7 of "), "{told}");
    assert!(picture.standfirst.contains("North backs Cabinet"), "{}", picture.standfirst);
    assert!(
        picture.standfirst.contains("River likely arms the Eastern Army"),
        "{}",
        picture.standfirst
    );
    assert!(picture.standfirst.contains("United States deals with both sides"));
}

#[test]
fn notes_name_words_place_and_speaker() {
    let picture =
        Picture::of(&fixture().graph(), &Wishes { include: vec![Modality::Alleged], ..at("2025") });
    let alleged =
        picture.ties.iter().find(|tie| tie.modality == Modality::Alleged).expect("a line");
    assert_eq!(alleged.words, ["allegedly backs"]);
    assert_eq!(alleged.note.ends, "United States → Chief");
    let citation = &alleged.note.citations[0];
    assert_eq!(citation.remarks, ["say Chief’s opponents"]);
    assert!(citation.quoted && citation.words == "it is said" && citation.place.contains('¶'));
}

#[test]
fn a_dependence_leads_from_who_leans_to_whom_he_leans_on() {
    let picture = Picture::of(&fixture().graph(), &at("2025"));
    let leans = picture.ties.iter().find(|tie| tie.words == ["relies on"]).expect("a line");
    assert!(leans.note.ends.starts_with("Cabinet →"), "{}", leans.note.ends);
    assert_eq!(leans.note.citations[0].says, "relies on");
    assert_eq!(picture.figures[leans.to].tier, Tier::Base);
}

#[test]
fn the_same_side_has_the_same_column_at_every_date() {
    let graph = fixture()
        .sides(&[("The chief’s", &["chief", "army"]), ("The cabinet’s", &["cabinet"])])
        .graph();
    let beside: Vec<Period> = ["2017", "2025"].iter().map(|d| d.parse().expect("a date")).collect();
    let columns = |date: &str| {
        let picture = Picture::of(&graph, &Wishes { beside: beside.clone(), ..at(date) });
        picture.sides.iter().map(|s| (s.name.clone(), s.column, s.of)).collect::<Vec<_>>()
    };
    assert_eq!(columns("2017"), columns("2025"));
    assert_eq!(columns("2017")[0], ("The chief’s".to_owned(), 0, 2));
}

#[test]
fn a_line_given_up_is_told() {
    let picture = Picture::of(&fixture().graph(), &at("2025"));
    let light = picture.lightest(1);
    assert!(!picture.ties[light[0]].answers, "answers are given up last");
    let words = tell::sentence(&picture.ties[light[0]]);
    assert!(words.contains("militias") || words.contains("United States"), "{words}");
    let without = picture.without(&light);
    assert!(without.told().contains(&words));
    assert_eq!(without.ties.len() + 1, picture.ties.len());
    assert!(without.figures.len() <= picture.figures.len());
}

#[test]
fn who_is_left_out_is_nowhere() {
    let graph = fixture().graph();
    let exclude = vec![graph.actor("us").expect("an actor")];
    let picture = Picture::of(&graph, &Wishes { exclude, ..at("2025") });
    assert!(picture.figures.iter().all(|figure| figure.id != "us"));
    assert!(!picture.told().contains("United States"));
}

#[test]
fn where_nobody_fights_the_most_backed_is_the_core() {
    let mut fixture = Fixture::new("A star");
    for id in ["a", "b", "c", "d"] {
        fixture = fixture.actor(id, id, Kind::State);
    }
    let graph = fixture
        .source("s", "2020")
        .claim("a backs d", "q")
        .claim("b arms d", "q")
        .claim("c backs b", "q")
        .graph();
    let picture = Picture::of(&graph, &at("2020"));
    let cores: Vec<&str> =
        picture.figures.iter().filter(|f| f.core).map(|f| f.id.as_str()).collect();
    assert_eq!(cores, ["d"]);
}

/// A war of two fronts, of whose sides the file says nothing.
fn fronts() -> Fixture {
    let mut fixture = Fixture::new("Fronts");
    for (id, name, kind) in [
        ("east", "East", Kind::Government),
        ("guard", "Guard", Kind::Military),
        ("west", "West", Kind::Government),
        ("a", "Aland", Kind::State),
        ("b", "القوات المسلحة", Kind::State),
        ("c", "Cador", Kind::State),
    ] {
        fixture = fixture.actor(id, name, kind);
    }
    fixture
        .source("s", "2025")
        .claim("east fights west", "at war")
        .claim("guard fights west", "at war too")
        .claim("east allied_with guard", "side by side")
        .claim("a arms east", "sends guns")
        .claim("b backs west", "is behind it")
}

fn cores(picture: &Picture) -> Vec<(&str, Option<usize>)> {
    let cores = picture.figures.iter().filter(|figure| figure.core);
    cores.map(|figure| (figure.id.as_str(), figure.side)).collect()
}

#[test]
fn a_side_has_a_second_core_where_somebody_else_backs_it() {
    let alone = Picture::of(&fronts().claim("a funds guard", "pays it").graph(), &at("2025"));
    assert_eq!(cores(&alone).len(), 2, "{:?}", cores(&alone));
    let own = Picture::of(&fronts().claim("c funds guard", "pays it").graph(), &at("2025"));
    let sides: Vec<_> = cores(&own).into_iter().collect();
    assert_eq!(sides.len(), 3, "{sides:?}");
    let side = |id: &str| sides.iter().find(|core| core.0 == id).and_then(|core| core.1);
    assert!(side("east") == side("guard") && side("east") != side("west"));
}

#[test]
fn a_named_side_has_a_second_core_only_in_somebody_who_fights() {
    let drawn = |second: &str| {
        let sides: &[(&str, &[&str])] = &[("East", &["east", second]), ("West", &["west"])];
        let graph = fronts().claim(&format!("c funds {second}"), "pays it").sides(sides).graph();
        let picture = Picture::of(&graph, &at("2025"));
        cores(&picture).iter().map(|core| core.0.to_owned()).collect::<BTreeSet<_>>()
    };
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(drawn("guard"), names(&["east", "guard", "west"]));
    assert_eq!(drawn("a"), names(&["east", "west"]));
}

#[test]
fn who_backed_a_core_answers_though_he_is_only_its_friend_now() {
    let graph = fronts()
        .claim("c allied_with west", "an ally")
        .claim("c cooperates_with west", "works with it")
        .source("old", "2015")
        .claim("c funds west", "paid it then")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let line = picture.ties.iter().find(|tie| picture.figures[tie.from].id == "c").expect("a line");
    assert!(line.answers && line.relations.contains(&"funds".to_owned()), "{line:?}");
    assert_eq!(line.words, ["is allied with,", "funded in 2015"]);
}

#[test]
fn a_year_and_a_manner_are_of_one_claim() {
    let graph = fronts()
        .source("old", "2014")
        .claim("c arms west", "armed it")
        .source("later", "2016")
        .claim("c arms west", "was said to arm it")
        .modality(Modality::Reported)
        .said_by("a")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    let line = picture.ties.iter().find(|tie| picture.figures[tie.from].id == "c").expect("a line");
    assert!(
        line.words == ["reportedly armed in 2016"] || line.words == ["armed in 2014"],
        "{:?}",
        line.words
    );
}

#[test]
fn names_from_right_to_left_are_set_off_wherever_they_stand_in_a_sentence() {
    let name = "\u{2068}القوات المسلحة\u{2069}";
    let graph = fronts()
        .claim("b fights a", "القوات المسلحة fights Aland at every crossing of the river")
        .graph();
    let picture = Picture::of(&graph, &at("2025"));
    assert!(picture.standfirst.contains(&format!("{name} backs West")), "{}", picture.standfirst);
    let note = picture.ties.iter().map(|tie| tie.note.ends.clone()).find(|n| n.ends_with("→ West"));
    assert_eq!(note.expect("a note"), format!("{name} → West"));
    assert!(picture.figures.iter().any(|f| f.name == "القوات المسلحة"), "alone it stands alone");
    let without = picture.without(&picture.lightest(picture.ties.len() - 1));
    assert!(without.told().contains(name), "{}", without.told());
    for tie in &picture.ties {
        for citation in &tie.note.citations {
            let set_off = citation.words.starts_with('\u{2066}');
            assert_eq!(set_off, citation.words.contains('ق'), "{}", citation.words);
        }
    }
}

#[test]
fn a_box_goes_with_its_last_line_to_a_core() {
    let graph =
        fronts().claim("c meets east", "met").when("2025").claim("c allied_with a", "q").graph();
    let picture = Picture::of(&graph, &at("2025"));
    let met = |tie: &&Line| tie.relations == ["meets"];
    let line = picture.ties.iter().position(|tie| met(&tie)).expect("a line");
    let without = picture.without(&[line]);
    assert!(without.figures.iter().all(|figure| figure.id != "c"));
    assert!(without.told().contains("Cador"), "{}", without.told());
}

#[test]
fn a_side_has_its_column_whatever_date_is_asked_for() {
    let graph = fronts()
        .source("old", "2015")
        .claim("east fights west", "at war then")
        .claim("c arms east", "sent guns")
        .claim("c funds east", "and money")
        .graph();
    let column = |date: &str| {
        let picture = Picture::of(&graph, &at(date));
        let mut sides: Vec<_> = picture.sides.iter().map(|s| (s.name.clone(), s.column)).collect();
        sides.sort();
        sides
    };
    assert_eq!(column("2025").len(), 2);
    assert_eq!(column("2025"), column("2015"));
}

#[test]
fn a_side_that_is_called_after_another_at_another_date_is_the_same() {
    let mut fixture = Fixture::new("The Isles");
    for (id, kind) in [
        ("crown", Kind::Government),
        ("guards", Kind::Military),
        ("rebels", Kind::ArmedGroup),
        ("x", Kind::State),
        ("z", Kind::State),
    ] {
        fixture = fixture.actor(id, id, kind);
    }
    let graph = fixture
        .source("old", "2015")
        .claim("rebels fights crown", "at war")
        .claim("x backs crown", "for the crown")
        .claim("z backs rebels", "for the rebels")
        .source("new", "2025")
        .claim("rebels fights guards", "at war still")
        .claim("crown commands guards", "its guards")
        .claim("x backs guards", "for the guards")
        .claim("z backs rebels", "for the rebels still")
        .graph();
    let column = |date: &str, name: &str| {
        let picture = Picture::of(&graph, &at(date));
        let side = picture.sides.iter().find(|side| side.name == name);
        let names: Vec<&String> = picture.sides.iter().map(|side| &side.name).collect();
        side.map(|side| (side.column, side.of)).unwrap_or_else(|| panic!("{date}: {names:?}"))
    };
    let (then, of) = column("2015", "crown’s side");
    assert_eq!(of, 2);
    assert_eq!(column("2025", "guards’ side"), (then, of));
    assert_eq!(column("2015", "rebels’ side"), column("2025", "rebels’ side"));
}

#[test]
fn sentences_name_people_as_english_does() {
    let mut fixture = Fixture::new("Names");
    let names = [
        ("us", "United States", Kind::State, "the United States"),
        ("uk", "Northland", Kind::State, "Northland"),
        ("gov", "Tripoli government", Kind::Government, "the Tripoli government"),
        ("house", "House of Representatives", Kind::Legislature, "the House of Representatives"),
        ("front", "Coast Front", Kind::ArmedGroup, "the Coast Front"),
        ("nato", "NATO", Kind::Coalition, "NATO"),
        ("militias", "militias of Aland", Kind::Collective, "militias of Aland"),
        ("foes", "Chief’s opponents", Kind::Collective, "Chief’s opponents"),
        ("crown", "The Crown", Kind::Government, "The Crown"),
        ("chief", "Omar Chief", Kind::Person, "Omar Chief"),
        ("arab", "مجلس النواب", Kind::Legislature, "\u{2068}مجلس النواب\u{2069}"),
    ];
    for (id, name, kind, _) in names {
        fixture = fixture.actor(id, name, kind);
    }
    let graph = fixture.source("s", "2025").claim("us backs gov", "q").graph();
    for (id, _, _, called) in names {
        let ix = graph.actor(id).expect("an actor");
        assert_eq!(Called::of(&graph.actors()[ix.index()]).name, called);
    }
    let many = |id: &str| Called::of(&graph.actors()[graph.actor(id).expect("one").index()]).many;
    assert!(many("militias") && many("foes") && !many("us") && !many("house"));
}

#[test]
fn what_several_do_is_said_once() {
    let graph = fronts().claim("c arms east", "sends guns too").graph();
    let picture = Picture::of(&graph, &at("2025"));
    assert!(picture.standfirst.contains("Aland and Cador arm East"), "{}", picture.standfirst);
}

#[test]
fn the_weightiest_that_is_left_out_is_named_first() {
    let picture = Picture::of(&fixture().graph(), &at("2025"));
    // Whatever is given up first: what says more is named before what says less.
    let mut lesser: Vec<usize> =
        (0..picture.ties.len()).filter(|i| !picture.ties[*i].answers).collect();
    lesser.sort_by_key(|i| picture.ties[*i].weight);
    let (light, heavy) = (lesser[0], lesser[lesser.len() - 1]);
    assert!(picture.ties[light].weight < picture.ties[heavy].weight);
    let told = picture.without(&[heavy, light]).told();
    let place = |i: usize| told.find(&tell::sentence(&picture.ties[i])).expect("it is named");
    assert!(place(heavy) < place(light), "{told}");
}

#[test]
fn everybody_has_his_seat_whatever_date_is_asked_for() {
    let graph = fronts()
        .claim("c funds east", "pays it")
        .source("old", "2015")
        .claim("east fights west", "at war then")
        .claim("c arms east", "sent guns")
        .graph();
    let seat = |date: &str, id: &str| {
        let picture = Picture::of(&graph, &at(date));
        picture.figures.iter().find(|figure| figure.id == id).and_then(|figure| figure.seat)
    };
    assert!(seat("2015", "c").is_some());
    assert_eq!(seat("2015", "c"), seat("2025", "c"));
    assert_ne!(seat("2025", "a"), seat("2025", "c"));
}

mod answers;
mod fronts;
mod past;
mod poster;
mod seats;
mod untold;
mod views;
