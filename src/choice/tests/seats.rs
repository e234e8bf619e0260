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
