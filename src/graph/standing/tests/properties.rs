//! What holds of every tie, on random claims.

use proptest::prelude::*;

use super::*;

fn claim() -> impl Strategy<Value = String> {
    let date = (2010..2017i32, 0..13i32).prop_map(|(year, month)| match month {
        0 => format!("{year}"),
        month => format!("{year}-{month:02}"),
    });
    let period = (date.clone(), date, 0..7).prop_map(|(a, b, form)| match form {
        0 if a[..4] < b[..4] => format!("{a}/{b}"),
        1 => format!("{a}/.."),
        2 => format!("../{a}"),
        3 => "undated".to_owned(),
        4 => format!("{a}~"),
        _ => a,
    });
    let words = vec![
        "",
        "",
        "",
        "ended",
        "begun",
        "assessed",
        "reported",
        "ended assessed",
        "begun assessed",
        "planned",
        "alleged",
        "denied",
        "begins",
        "ends",
        "ends assessed",
        "wider ended",
        "wider ended assessed",
    ];
    let source = vec!["", "", "@2012-03", "@2015", "@none"];
    (period, prop::sample::select(words), prop::sample::select(source))
        .prop_map(|(period, words, source)| format!("{period} {words} {source}"))
}

fn claims() -> impl Strategy<Value = String> {
    let lists = prop::collection::vec(claim(), 1..6);
    lists.prop_map(|list| list.join("; "))
}

fn relation() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["backs", "backs", "visits"])
}

fn account<'g>(graph: &'g Graph, claims: &str, at: At) -> Option<Account<'g>> {
    standing(&tie(graph, claims), When::During(at), Reach::default())
}

fn at(text: &str) -> At {
    At::from(text.parse::<Period>().unwrap())
}

/// Events have no turnings: an event neither begins nor ends.
fn sound(relation: &str, claims: &str) -> bool {
    relation != "visits" || !(claims.contains("begins") || claims.contains("ends"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn a_wider_date_loses_no_definite_answer(
        (relation, claims) in (relation(), claims()),
        (from, months, until) in (2008..2020i32, 1..13i32, 0..4i32),
        (earlier, later) in (0..3i32, 0..3i32),
    ) {
        prop_assume!(sound(relation, &claims));
        let graph = graph(relation, &claims, "");
        let narrow = at(&format!("{from}-{months:02}/{}", from + until));
        let wide = at(&format!("{}/{}", from - earlier, from + until + later));
        if let Some(narrow) = account(&graph, &claims, narrow)
            && narrow.standing <= Standing::Possible
        {
            let wide = account(&graph, &claims, wide).expect("what can hold can in a wider time");
            prop_assert!(wide.standing <= narrow.standing);
            prop_assert!(wide.present || !narrow.present);
        }
    }

    #[test]
    fn no_claim_is_about_a_day_after_its_dates(
        (relation, claims) in (relation(), claims()),
        lifetime in prop::sample::select(vec!["", "2011/2014"]),
    ) {
        for claim in graph(relation, &claims, lifetime).claims() {
            let last = told_of(&claim).map(|seen| seen.last.unwrap_or(Date::MAX));
            prop_assert!(last <= told_until(&claim));
        }
    }

    #[test]
    fn only_what_is_asserted_and_not_over_is_evidence_of_presence(
        (relation, claims) in (relation(), claims()),
        year in 2008..2020i32,
    ) {
        prop_assume!(sound(relation, &claims));
        let graph = graph(relation, &claims, "");
        let asked = at(&year.to_string());
        let Some(account) = account(&graph, &claims, asked) else { return Ok(()) };
        prop_assert_eq!(account.deciding.is_empty(), account.standing == Standing::Said);
        for claim in &account.deciding {
            prop_assert!(claim.claim.modality.is_asserted());
        }
        if let Some(first) = account.deciding.first() {
            prop_assert_eq!(first.claim.modality, account.manner);
        }
        prop_assert!(!account.present || account.standing <= Standing::Possible);
        if account.present {
            for claim in &account.deciding {
                let validity = claim.validity();
                prop_assert!(validity.attested.is_some(), "an undated end is no evidence");
                let firm = claim.claim.modality != Modality::Assessed;
                let over = validity.end.and_then(|end| end.1).filter(|_| firm);
                let event = claim.relation.is_event();
                let joined = account.standing == Standing::Definite || account.deciding.len() == 2;
                prop_assert!(
                    event || joined || over.is_none_or(|over| over >= asked.first),
                    "{} is over", claim.place
                );
            }
        }
        for claim in &account.denials {
            prop_assert_eq!(claim.claim.modality, Modality::Denied);
        }
    }

    #[test]
    fn what_was_seen_is_what_answers_and_presence_go_by(
        (relation, claims) in (relation(), claims()),
        lifetime in prop::sample::select(vec!["", "2012/..", "../2014", "2012/2014"]),
    ) {
        prop_assume!(sound(relation, &claims));
        let graph = graph(relation, &claims, lifetime);
        let tie = tie(&graph, &claims);
        let days = seen(&tie);
        let last = standing(&tie, When::Ever, Reach::NONE).and_then(|account| account.last_seen);
        let present = presence(&tie, Reach::NONE);
        if let Some(Seen { first: Some(first), .. }) = days && relation == "backs" {
            prop_assert_eq!(present.first().map(|(day, _)| *day), Some(first));
        }
        if let (Some(Seen { first, last: Some(day) }), Some(last)) = (days, last) {
            // Told of a time before there was such an actor, it is put where the lifetime starts.
            prop_assert!(day <= last.latest() || Some(day) == first, "{day} is after {last}");
        }
        if tie.claims.iter().all(|at| !at.claim.modality.is_asserted()) && tie.turnings.is_empty() {
            prop_assert_eq!(days, None);
        }
    }

    #[test]
    fn the_order_of_claims_does_not_matter(
        (relation, claims) in (relation(), claims()),
        year in 2008..2020i32,
    ) {
        prop_assume!(sound(relation, &claims));
        let back: Vec<&str> = claims.split("; ").collect();
        let back = back.into_iter().rev().collect::<Vec<_>>().join("; ");
        let shown = |claims: &str| {
            let graph = graph(relation, claims, "");
            account(&graph, claims, at(&year.to_string())).map(|a| {
                let mut quotes: Vec<String> = a.deciding.iter().map(|at| {
                    format!("{:?} {:?} {:?}", at.claim.when, at.claim.status, at.claim.modality)
                }).collect();
                quotes.sort();
                let seen = a.last_seen.map(|date| date.latest());
                (a.standing, a.present, a.manner, quotes, a.windows, seen)
            })
        };
        prop_assert_eq!(shown(&claims), shown(&back));
    }

    #[test]
    fn it_can_hold_within_its_windows_only(
        (relation, claims) in (relation(), claims()),
        year in 2006..2022i32,
    ) {
        prop_assume!(sound(relation, &claims));
        let graph = graph(relation, &claims, "");
        let asked = at(&year.to_string());
        if let Some(account) = account(&graph, &claims, asked)
            && account.standing != Standing::Said
            && account.standing != Standing::Undated
        {
            let inside = account.windows.iter().any(|window| asked.overlaps(*window));
            prop_assert_eq!(inside, account.standing <= Standing::Possible);
        }
    }

    #[test]
    fn its_changes_are_how_it_stands_on_each_day(
        (relation, claims) in (relation(), claims()),
        days in prop::collection::vec((2007..2022i16, 1..13i8, 1..29i8), 20),
    ) {
        prop_assume!(sound(relation, &claims));
        let graph = graph(relation, &claims, "");
        let turns = turns(&tie(&graph, &claims), Reach::default());
        let presence = presence(&tie(&graph, &claims), Reach::default());
        for (year, month, day) in days {
            let day = Date::new(year, month, day).unwrap();
            let account = account(&graph, &claims, At::day(day));
            let turn = turns.iter().rfind(|turn| turn.day <= day).unwrap();
            let present = account.as_ref().is_some_and(|account| account.present);
            let inside = presence.iter().any(|window| At::day(day).overlaps(*window));
            prop_assert_eq!(inside, present, "present on {}", day);
            prop_assert_eq!(
                (turn.standing, turn.present),
                (account.map(|account| account.standing), present),
                "on {}", day
            );
        }
    }
}
