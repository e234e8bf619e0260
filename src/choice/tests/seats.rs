//! Everybody has one place at all dates.

use std::collections::BTreeMap;

use super::*;

/// One government that states back, some of them at one time only.
fn star(states: usize) -> Graph {
    let mut fixture = Fixture::new("A star").actor("hub", "Hub", Kind::Government);
    for i in 0..states {
        fixture = fixture.actor(&format!("s{i:02}"), &format!("State {i}"), Kind::State);
    }
    fixture = fixture.source("old", "2015-06-01");
    for i in (0..states).filter(|i| i % 3 != 0) {
        fixture = fixture.claim(&format!("s{i:02} backs hub"), &format!("old {i}"));
    }
    fixture = fixture.source("new", "2025-06-01");
    for i in (0..states).filter(|i| i % 3 != 1) {
        fixture = fixture.claim(&format!("s{i:02} backs hub"), &format!("new {i}"));
    }
    fixture.graph()
}

#[test]
fn whoever_is_there_has_a_seat_of_his_own_and_the_same_at_every_date() {
    for states in [3, 9, 11] {
        let graph = star(states);
        let mut known: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut frames = BTreeSet::new();
        for date in ["2015", "2018", "2025"] {
            let picture = Picture::of(&graph, &at(date));
            frames.insert(picture.sides[0].seats);
            let mut taken = BTreeSet::new();
            for figure in picture.figures.iter().filter(|figure| !figure.core) {
                let seat = figure.seat.expect("nobody stands");
                assert!(seat.0 < seat.1 && taken.insert(seat.0), "{} of {states}", figure.id);
                assert_eq!(*known.entry(figure.id.clone()).or_insert(seat), seat, "{}", figure.id);
            }
            assert!(taken.len() > states / 2);
        }
        assert_eq!(frames.len(), 1, "a frame is as wide at every date");
    }
}

#[test]
fn who_has_no_seat_of_his_own_takes_a_free_one() {
    // More than there are seats for, though never so many at once.
    let mut fixture = Fixture::new("Comers and goers").actor("hub", "Hub", Kind::Government);
    for i in 0..16 {
        fixture = fixture.actor(&format!("s{i:02}"), &format!("State {i}"), Kind::State);
    }
    fixture = fixture.source("s", "2025-06-01");
    for (i, years) in (0..16).map(|i| (i, 2000 + i)) {
        fixture = fixture
            .claim(&format!("s{i:02} backs hub"), &format!("quote {i}"))
            .when(&format!("{}/{}", years, years + 8))
            .status(Status::Ended);
    }
    let graph = fixture.graph();
    for year in 2000..2024 {
        let picture = Picture::of(&graph, &at(&year.to_string()));
        let others = picture.figures.iter().filter(|figure| !figure.core);
        let seats: Vec<_> = others.map(|figure| figure.seat).collect();
        let different: BTreeSet<_> = seats.iter().flatten().collect();
        assert_eq!(different.len(), seats.len(), "{year}: {seats:?}");
    }
}

/// A government that states backed long ago and others oppose now, with somebody whom it fights.
fn besieged(backers: usize, foes: usize) -> Graph {
    let mut fixture = Fixture::new("Besieged").actor("hub", "Hub", Kind::Government).actor(
        "rival",
        "Rival",
        Kind::ArmedGroup,
    );
    for i in 0..backers {
        fixture = fixture.actor(&format!("b{i}"), &format!("Backer {i}"), Kind::State);
    }
    for i in 0..foes {
        fixture = fixture.actor(&format!("f{i}"), &format!("Foe {i}"), Kind::State);
    }
    fixture = fixture.source("old", "2015-06-01");
    for i in 0..backers {
        fixture = fixture.claim(&format!("b{i} backs hub"), &format!("backed it {i}"));
    }
    fixture = fixture.source("new", "2020-06-01").claim("hub fights rival", "at war");
    for i in 0..foes {
        fixture = fixture.claim(&format!("f{i} opposes hub"), &format!("against it {i}"));
    }
    fixture.graph()
}

#[test]
fn who_backs_a_core_finds_room_before_all_others_though_it_was_long_ago() {
    let picture = Picture::of(&besieged(8, 7), &at("2020"));
    let drawn = picture.ties.iter().filter(|tie| tie.answers && tie.sign > 0).count();
    assert_eq!((drawn, &picture.left_out), (8, &Vec::new()));
    assert_eq!(picture.figures.len(), COLUMN.0, "the others as far as there is room");
}

#[test]
fn whoever_is_more_than_there_are_seats_shares_one() {
    let picture = Picture::of(&besieged(9, 0), &at("2020"));
    let backers: Vec<&Figure> =
        picture.figures.iter().filter(|f| f.tier == Tier::Backer && f.side.is_some()).collect();
    assert_eq!(backers.len(), 9);
    assert!(backers.iter().all(|f| f.seat.is_some_and(|(seat, of)| seat < of)), "{backers:?}");
}

#[test]
fn a_side_that_stands_alone_with_many_backers_has_the_whole_width() {
    let mut fixture = Fixture::new("Alone").actor("hub", "Hub", Kind::Government).actor(
        "rival",
        "Rival",
        Kind::ArmedGroup,
    );
    for i in 0..8 {
        fixture = fixture.actor(&format!("b{i}"), &format!("Backer {i}"), Kind::State);
    }
    fixture = fixture.source("s", "2025-06-01");
    // They fought once, and each has a column then.
    fixture = fixture.claim("hub fights rival", "at war").when("2012/2014");
    for i in 0..8 {
        fixture = fixture.claim(&format!("b{i} backs hub"), &format!("backs it {i}"));
    }
    let graph = fixture.graph();
    let of = |wishes: &Wishes| {
        let picture = Picture::of(&graph, wishes);
        picture.sides.iter().map(|side| (side.column, side.of)).collect::<Vec<_>>()
    };
    let alone = of(&at("2025"));
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].1, 1, "nobody stands beside it");
    // Beside a date at which both are there it keeps to its column.
    let beside = Wishes { beside: at("2013").at.into_iter().collect(), ..at("2025") };
    assert_eq!(of(&at("2013")).len(), 2);
    assert_eq!(of(&beside)[0].1, 2);
}

#[test]
fn where_there_are_no_sides_everybody_has_one_place_too() {
    let mut fixture = Fixture::new("Talks");
    for i in 0..9 {
        fixture = fixture.actor(&format!("a{i}"), &format!("Aland {i}"), Kind::State);
    }
    fixture = fixture.source("old", "2015-06-01");
    for (a, b) in [(0, 1), (1, 2), (2, 3), (4, 0), (5, 0), (6, 5)] {
        fixture = fixture.claim(&format!("a{a} engages a{b}"), &format!("talks {a} {b}"));
    }
    fixture = fixture.source("new", "2025-06-01");
    for (a, b) in [(0, 1), (2, 1), (7, 0), (5, 0), (8, 1), (4, 1)] {
        fixture = fixture.claim(&format!("a{a} engages a{b}"), &format!("talks again {a} {b}"));
    }
    let graph = fixture.graph();
    let mut known: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for date in ["2015", "2025"] {
        let picture = Picture::of(&graph, &at(date));
        assert!(picture.sides.is_empty() && picture.figures.len() > 4);
        for figure in &picture.figures {
            let seat = figure.seat.expect("a place of his own");
            assert_eq!(*known.entry(figure.id.clone()).or_insert(seat), seat, "{}", figure.id);
        }
    }
}

/// A war of two sides: an assembly that a backer of the one funds fights the other.
fn assembly() -> Picture {
    let mut war = Fixture::new("War");
    for (id, name, kind) in [
        ("east", "East", Kind::Government),
        ("west", "West", Kind::Government),
        ("hall", "Hall", Kind::Legislature),
        ("a", "Aland", Kind::State),
        ("b", "Borovia", Kind::State),
    ] {
        war = war.actor(id, name, kind);
    }
    let graph = war
        .source("s", "2025")
        .claim("east fights west", "at war")
        .claim("hall fights west", "it too")
        .claim("a arms east", "sends guns")
        .claim("a funds hall", "pays it")
        .claim("b backs west", "is behind it")
        .sides(&[("East", &["east"]), ("West", &["west"])])
        .graph();
    Picture::of(&graph, &at("2025"))
}

#[test]
fn whom_no_drawn_line_binds_to_his_frame_stands_beneath_it() {
    let picture = assembly();
    let of = |picture: &Picture, id: &str| {
        picture.figures.iter().find(|f| f.id == id).cloned().expect("a box")
    };
    let funds = picture.ties.iter().position(|t| t.relations == ["funds"]).expect("a line");
    assert_eq!(of(&picture, "hall").side, of(&picture, "east").side);
    let column = picture.sides[of(&picture, "east").side.expect("a side")].column;
    let without = picture.without(&[funds]);
    let hall = of(&without, "hall");
    assert_eq!((hall.side, hall.seat), (None, Some((column, 2))));
}

#[test]
fn whom_a_line_brings_back_stands_in_his_frame_again_where_there_is_room() {
    let picture = assembly();
    let place = |relation: &str, from: &str| {
        let wanted = |t: &Line| t.relations == [relation] && picture.figures[t.from].id == from;
        picture.ties.iter().position(wanted).expect("a line")
    };
    let (funds, fights) = (place("funds", "a"), place("fights", "hall"));
    let without = picture.without(&[fights]);
    assert!(without.figures.iter().all(|f| f.id != "hall"), "its only line to a core is gone");
    let again = picture.with_again(&without, fights, false);
    let relations =
        |p: &Picture| p.ties.iter().flat_map(|t| t.relations.clone()).collect::<Vec<_>>();
    assert!(relations(&again[0]).contains(&picture.ties[funds].relations[0]), "{again:?}");
    let hall = again[0].figures.iter().find(|f| f.id == "hall").expect("it is back");
    assert!(hall.side.is_some());
    // Where there is no room for that line it comes back alone.
    assert!(again.last().is_some_and(|p| !relations(p).contains(&"funds".to_owned())));
}

#[test]
fn years_beside_a_title_from_right_to_left_stay_in_their_order() {
    let dates: Vec<Period> = ["2016", "2021"].iter().map(|d| d.parse().expect("a date")).collect();
    let title = crate::choice::matrix::title(None, "الحرب في وادي النخيل", &dates);
    assert_eq!(title, "\u{2068}الحرب في وادي النخيل\u{2069}, 2016 and 2021");
}
