//! Section 7 of the design as a table of cases.

use super::*;
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::{Kind, Status};

/// Claims as `when[ status][ modality]`, separated by `;`, all of the source of June 2017.
fn graph(relation: &str, claims: &str, lifetime: &str) -> Graph {
    let mut fixture = Fixture::new("Time")
        .actor("a", "A", Kind::State)
        .actor_with("b", "B", Kind::Government, |actor| actor.when = lifetime.parse().ok())
        .source("paper", "2017-06-01");
    for claim in claims.split(';').filter(|claim| !claim.is_empty()) {
        fixture = fixture.claim(&format!("a {relation} b"), "q");
        for word in claim.split_whitespace() {
            fixture = match word {
                "undated" => fixture,
                "ended" => fixture.status(Status::Ended),
                "begun" => fixture.status(Status::Begun),
                "assessed" => fixture.modality(Modality::Assessed),
                "planned" => fixture.modality(Modality::Planned),
                date => fixture.when(date),
            };
        }
    }
    fixture.graph()
}

fn standing(relation: &str, claims: &str, lifetime: &str, asked: &str) -> Option<Standing> {
    let graph = graph(relation, claims, lifetime);
    let claims: Vec<ClaimRef<'_>> = graph.claims().collect();
    let when = match asked {
        "told" => When::Told,
        "ever" => When::Ever,
        date => When::During(At::from(date.parse::<Period>().unwrap())),
    };
    certainty_of(&claims, when, Reach::default())
}

/// `definite 0 2`: how certain it is, and the places of the deciding claims.
fn shown(standing: Option<Standing>) -> String {
    standing.map_or("-".to_owned(), |s| {
        let claims = s.claims.iter().map(|i| format!(" {i}"));
        std::iter::once(s.certainty.word().to_owned()).chain(claims).collect()
    })
}

#[test]
fn each_rule_and_each_form_of_date() {
    for (claims, asked, expected) in [
        // one date: attested in it, two years beyond it possible, then stale
        ("2014", "2014", "definite 0"),
        ("2014", "2013/2015", "definite 0"),
        ("2014", "2014-05", "possible 0"),
        ("2014-05", "2014", "definite 0"),
        ("2014-05", "2014-05-09", "possible 0"),
        ("2014-05-09", "2014-05-09", "definite 0"),
        ("2014", "2016-12-31", "possible 0"),
        ("2014", "2017", "stale 0"),
        ("2014", "2012-01-01", "possible 0"),
        ("2014", "2011", "-"),
        // about, uncertain: one unit wider
        ("2014~", "2014", "possible 0"),
        ("2014~", "2013/2015", "definite 0"),
        ("2014-05?", "2014-04/2014-06", "definite 0"),
        ("2014%", "2018", "stale 0"),
        // undated: on its source's date
        ("undated", "2017-06-01", "definite 0"),
        ("undated", "2017", "definite 0"),
        ("undated", "2019-06-01", "possible 0"),
        ("undated", "2019-06-02", "stale 0"),
        // from A to B
        ("2012/2014", "2013", "definite 0"),
        ("2012/2014", "2012", "definite 0"),
        ("2012/2014", "2012-03", "possible 0"),
        ("2012/2014", "2014-03", "possible 0"),
        ("2012/2014", "2015", "ended 0"),
        ("2012/2014", "2011", "-"),
        // open sides: still attested on the source's date
        ("2012/..", "2015", "definite 0"),
        ("2012/..", "2017-06-01", "definite 0"),
        ("2012/..", "2018", "possible 0"),
        ("2012/..", "2019-06-02", "stale 0"),
        ("../2014", "2014", "definite 0"),
        ("../2014", "2012", "possible 0"),
        ("../2014", "2015", "ended 0"),
        // it is over
        ("undated ended", "2010", "possible 0"),
        ("undated ended", "2017-06-02", "ended 0"),
        ("2014 ended", "2014", "definite 0"),
        ("2014 ended", "2015", "possible 0"),
        ("2014 ended", "2017-06-02", "ended 0"),
        ("2014-03 begun", "2014-03", "definite 0"),
        ("2014-03 begun", "2014-02", "-"),
        // between two attestations: near, far, and with an end between them
        ("2012-01;2014-01", "2013", "definite 0 1"),
        ("2012-01;2014-01", "2012-06-15", "definite 0 1"),
        ("2012-01;2014-02-01", "2013", "possible 0 1"),
        ("2008;2016", "2012", "possible 0 1"),
        ("2012-01;2012-12 ended;2014-01", "2013-06", "possible 0 1 2"),
        ("2010/2011;2016", "2013", "ended 0"),
        ("2010/2011;2016", "2014", "possible 0 1"),
        ("2010/2012;2011;2012-06", "2012-06", "definite 0 1 2"),
        // judged likely: never more than possible, and no bridge
        ("2014 assessed", "2014", "possible 0"),
        ("2012-01;2013 assessed;2014-06", "2013", "possible 0 1 2"),
        ("2014 assessed", "2018", "stale 0"),
        // not asserted: attests nothing
        ("2014 planned", "2014", "-"),
        ("2014 planned;2014", "2014", "definite 1"),
        // no date asked about
        ("2014", "told", "definite 0"),
        ("2014 assessed", "told", "possible 0"),
        ("2012/2014", "told", "ended 0"),
        ("2012/2014;2016", "told", "definite 0 1"),
        ("undated ended", "told", "ended 0"),
        ("undated ended", "ever", "definite 0"),
        ("2014 planned", "told", "-"),
        ("", "told", "-"),
    ] {
        assert_eq!(shown(standing("backs", claims, "", asked)), expected, "{claims} at {asked}");
    }
}

#[test]
fn an_event_holds_on_its_own_date() {
    for (claims, asked, expected) in [
        ("2014-08", "2014", "definite 0"),
        ("2014-08", "2014-08-05", "possible 0"),
        ("2014-08", "2014-09", "-"),
        ("2014-08;2014-10", "2014-09", "-"),
        ("undated", "2010", "possible 0"),
        ("undated", "2017-06-02", "-"),
        ("undated", "told", "definite 0"),
        ("2014-08 assessed", "2014", "possible 0"),
        ("2014/2015", "2014/2015", "definite 0"),
        ("2014/2015", "2014", "possible 0"),
    ] {
        assert_eq!(shown(standing("meets", claims, "", asked)), expected, "{claims} at {asked}");
    }
}

#[test]
fn a_lifetime_cuts_off() {
    for (claims, lifetime, asked, expected) in [
        ("2014", "2013-06/2014-06", "2014-07", "ended 0"),
        ("2014", "2013-06/2014-06", "2013-05", "-"),
        ("2014", "2013-06/2014-06", "2013-12", "possible 0"),
        ("2014", "2013-06/2014-06", "2014", "definite 0"),
        // said of a government that is no more
        ("undated", "2013/2014", "2013", "possible 0"),
        ("undated", "2013/2014", "2015", "ended 0"),
        ("undated", "2013/2014", "told", "ended 0"),
        ("undated", "2013/..", "told", "definite 0"),
        // said before it was there
        ("2011", "2013/..", "2013", "-"),
    ] {
        let found = shown(standing("backs", claims, lifetime, asked));
        assert_eq!(found, expected, "{claims} of {lifetime} at {asked}");
    }
}

#[test]
fn the_reach_can_be_set() {
    let graph = graph("backs", "2010;2014", "");
    let claims: Vec<ClaimRef<'_>> = graph.claims().collect();
    let at = |reach| {
        let asked = When::During(At::from("2012".parse::<Period>().unwrap()));
        certainty_of(&claims, asked, Reach(reach)).map(|s| s.certainty)
    };
    assert_eq!(
        [at(0), at(2), at(4)].map(Option::unwrap).map(Certainty::word),
        ["possible", "possible", "definite"]
    );
    assert_eq!(at(u16::MAX), Some(Certainty::Definite));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn claim() -> impl Strategy<Value = String> {
        let date = (2010..2017i32, 0..13i32).prop_map(|(year, month)| match month {
            0 => format!("{year}"),
            month => format!("{year}-{month:02}"),
        });
        let period = (date.clone(), date, 0..6).prop_map(|(a, b, form)| match form {
            0 if a[..4] < b[..4] => format!("{a}/{b}"),
            1 => format!("{a}/.."),
            2 => format!("../{a}"),
            3 => "undated".to_owned(),
            4 => format!("{a}~"),
            _ => a,
        });
        let more = prop::sample::select(vec!["", "", "", " ended", " begun", " assessed"]);
        (period, more).prop_map(|(period, more)| format!("{period}{more}"))
    }

    proptest! {
        #[test]
        fn a_definite_answer_is_not_lost_by_wider_dates(
            claims in prop::collection::vec(claim(), 1..6),
            (from, until) in (2008..2020i32, 0..4i32),
            (earlier, later) in (0..3i32, 0..3i32),
        ) {
            let claims = claims.join(";");
            let narrow = format!("{from}/{}", from + until);
            let wide = format!("{}/{}", from - earlier, from + until + later);
            let at = |asked: &str| standing("backs", &claims, "", asked).map(|s| s.certainty);
            if let Some(narrow @ (Certainty::Definite | Certainty::Possible)) = at(&narrow) {
                let wide = at(&wide).expect("what could hold can hold in a wider time");
                prop_assert!(wide <= narrow);
            }
        }

        #[test]
        fn what_more_claims_take_away_an_end_took(
            claims in prop::collection::vec(claim(), 1..5),
            more in claim(),
            year in 2008..2020i32,
        ) {
            let few = claims.join(";");
            let many = format!("{few};{more}");
            let asked = year.to_string();
            let before = standing("backs", &few, "", &asked);
            if before.is_some_and(|s| s.certainty == Certainty::Definite) {
                let after = standing("backs", &many, "", &asked).expect("it is still attested");
                // What took it away is among the claims shown.
                prop_assert!(
                    after.certainty == Certainty::Definite || after.claims.contains(&claims.len())
                );
            }
        }

        #[test]
        fn the_order_of_claims_does_not_matter(claims in prop::collection::vec(claim(), 2..6)) {
            let forth = standing("backs", &claims.join(";"), "", "2014").map(|s| s.certainty);
            let back: Vec<String> = claims.iter().rev().cloned().collect();
            let back = standing("backs", &back.join(";"), "", "2014").map(|s| s.certainty);
            prop_assert_eq!(forth, back);
        }

        #[test]
        fn a_tie_can_hold_within_its_windows_only(
            claims in prop::collection::vec(claim(), 1..6),
            year in 2006..2022i32,
        ) {
            let asked = year.to_string();
            if let Some(s) = standing("backs", &claims.join(";"), "", &asked) {
                let at = At::from(asked.parse::<Period>().unwrap());
                let inside = s.windows.iter().any(|w| at.overlaps(*w));
                prop_assert_eq!(inside, s.certainty <= Certainty::Possible);
            }
        }
    }
}
