//! The rules of standing as a table of cases: what is claimed, what is asked, how it stands.

use std::str::FromStr;

use super::*;
use crate::graph::fixture::Fixture;
use crate::graph::{Graph, TieKey, Turning};
use crate::model::{Kind, Period, Status};

/// Claims as `when[ word]…`, separated by `;`. Words are statuses, modalities, `@2030` (the source's
/// date, else 2017-06-01; `@none`: it has none), `begins` and `ends` (claims of an event that does).
fn graph(relation: &str, claims: &str, lifetime: &str) -> Graph {
    let mut fixture = Fixture::new("Time").actor("a", "A", Kind::State).actor_with(
        "b",
        "B",
        Kind::Government,
        |actor| actor.when = lifetime.parse().ok(),
    );
    for claim in claims.split(';').map(str::trim).filter(|claim| !claim.is_empty()) {
        let words = || claim.split_whitespace();
        let published = words().find_map(|word| word.strip_prefix('@')).unwrap_or("2017-06-01");
        let event = words().any(|word| matches!(word, "begins" | "ends"));
        let relation = if event { "meets" } else { relation };
        fixture = fixture.source(&format!("s-{published}"), published);
        fixture = fixture.claim(&format!("a {relation} b"), "q");
        for word in words() {
            let modality = Modality::from_str(word).ok();
            fixture = match (word, modality) {
                (_, Some(modality)) => fixture.modality(modality),
                ("ended", _) => fixture.status(Status::Ended),
                ("begun", _) => fixture.status(Status::Begun),
                ("undated" | "begins" | "ends" | "wider", _) => fixture,
                (source, _) if source.starts_with('@') => fixture,
                (date, _) => fixture.when(date),
            };
        }
    }
    fixture.graph()
}

fn tie<'g>(graph: &'g Graph, claims: &str) -> Tie<'g> {
    let kinds = claims.split(';').map(str::trim).filter(|claim| !claim.is_empty());
    let kinds: Vec<&str> = kinds.collect();
    let turning = |i: usize| match kinds[i] {
        claim if claim.contains("begins") => Some(Turning::Begins),
        claim if claim.contains("ends") => Some(Turning::Ends),
        _ => None,
    };
    let all = || graph.claims();
    let wider = |at: &ClaimRef<'_>| kinds[at.place].contains("wider");
    Tie {
        key: TieKey::of(&graph.claims().next().expect("a claim")),
        claims: all().filter(|at| turning(at.place).is_none() && !wider(at)).collect(),
        turnings: all().filter_map(|at| Some((turning(at.place)?, at))).collect(),
        over: all().filter(wider).collect(),
    }
}

fn during(asked: &str) -> When {
    match asked {
        "told" => When::Told,
        "ever" => When::Ever,
        date => When::During(At::from(date.parse::<Period>().unwrap())),
    }
}

/// `definite! factual 0 2`: how it stands, whether it is present, its manner, the deciding claims.
fn shown(account: Option<&Account<'_>>) -> String {
    account.map_or("-".to_owned(), |a| {
        let claims: String = a.deciding.iter().map(|at| format!(" {}", at.place)).collect();
        let mark = if a.present { "!" } else { "" };
        let manner = match a.manner {
            Modality::Factual => String::new(),
            manner => format!(" {}", manner.word()),
        };
        format!("{}{mark}{manner}{claims}", a.standing.word())
    })
}

fn asked(relation: &str, claims: &str, lifetime: &str, asked: &str) -> String {
    let graph = graph(relation, claims, lifetime);
    let account = standing(&tie(&graph, claims), during(asked), Reach::default());
    shown(account.as_ref())
}

fn table(relation: &str, rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (claims, date, expected) in rows {
        let found = asked(relation, claims, "", date);
        if found != *expected {
            wrong.push(format!("{claims} | {date}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn attested_on_a_date() {
    table(
        "backs",
        &[
            // in the date definite, two years beyond it possible, then stale
            ("2014", "2014", "definite! 0"),
            ("2014", "2013/2015", "definite! 0"),
            ("2014", "2014-05", "possible! 0"),
            ("2014-05", "2014", "definite! 0"),
            ("2014-05", "2014-05-09", "possible! 0"),
            ("2014-05-09", "2014-05-09", "definite! 0"),
            ("2014", "2015", "possible! 0"),
            ("2014", "2016-12-31", "possible! 0"),
            ("2014", "2017", "stale 0"),
            // before the first attestation possible, then nothing
            ("2014", "2013", "possible 0"),
            ("2014", "2012-01-01", "possible 0"),
            ("2014", "2011", "-"),
            // about, uncertain: one unit wider
            ("2014~", "2014", "possible! 0"),
            ("2014~", "2013/2015", "definite! 0"),
            ("2014-05?", "2014-04/2014-06", "definite! 0"),
            ("2014-05?", "2014-05", "possible! 0"),
            ("2014%", "2018", "stale 0"),
            // undated: on its source's date; of a source without one at no date
            ("undated", "2017-06-01", "definite! 0"),
            ("undated", "2017", "definite! 0"),
            ("undated", "2019-06-01", "possible! 0"),
            ("undated", "2019-06-02", "stale 0"),
            ("undated", "2016", "possible 0"),
            ("undated", "2014", "-"),
            ("undated @2016", "2016-07", "possible! 0"),
            ("undated @none", "2017", "undated 0"),
            ("undated @none; 2014", "2014", "definite! 1"),
            ("undated @none; 2014", "2019", "stale 1"),
        ],
    );
}

#[test]
fn from_a_date_to_a_date() {
    table(
        "backs",
        &[
            ("2012/2014", "2013", "definite! 0"),
            ("2012/2014", "2012", "definite! 0"),
            ("2012/2014", "2012-03", "possible! 0"),
            ("2012/2014", "2014-03", "possible! 0"),
            ("2012/2014", "2015", "ended 0"),
            ("2012/2014", "2011", "not_yet 0"),
            // open sides: still attested on the source's date
            ("2012/..", "2015", "definite! 0"),
            ("2012/..", "2017-06-01", "definite! 0"),
            ("2012/..", "2018", "possible! 0"),
            ("2012/..", "2019-06-02", "stale 0"),
            ("2012/..", "2011", "not_yet 0"),
            ("2012/.. @none", "2012", "definite! 0"),
            ("2012/.. @none", "2013", "possible! 0"),
            ("2012/.. @none", "2015", "stale 0"),
            ("../2014", "2014", "definite! 0"),
            ("../2014", "2012", "possible 0"),
            ("../2014", "2015", "ended 0"),
            // told before it begins
            ("2029-11/.. @2029-03", "2029-06", "not_yet 0"),
            ("2029-11/.. @2029-03", "2029-11", "definite! 0"),
        ],
    );
}

#[test]
fn between_two_attestations() {
    table(
        "backs",
        &[
            // from the last possible day of the one to the first of the other
            ("2012-01; 2014-01", "2013", "definite! 0 1"),
            ("2012-01; 2014-01", "2012-06-15", "definite! 0 1"),
            ("2012-01; 2014-01-31", "2013", "definite! 0 1"),
            ("2012-01; 2014-02-01", "2013", "possible! 0"),
            ("2008; 2016", "2012", "possible! 0 1"),
            ("2008; 2016", "2010", "possible! 0"),
            ("2010/2012; 2011; 2012-06", "2012-06", "definite! 2"),
            ("2010/2012; 2011; 2012-06", "2011-08", "definite! 0"),
            ("2012; 2014; 2016", "2013", "definite! 0 1"),
            ("2012; 2014; 2016", "2014-06", "definite! 0 1 2"),
            // on a day that is attested by itself, too
            ("2012; 2014-06-01; 2016", "2014-06-01", "definite! 1"),
            // judged likely: never more than possible, and no bridge
            ("2014 assessed", "2014", "possible! assessed 0"),
            ("2012-01; 2013 assessed; 2014-06", "2013", "possible! 0 1"),
            ("2014 assessed", "2018", "stale assessed 0"),
            // as firmly as the weakest that is needed; the claim of that manner stands first
            ("2012-01; 2013-06 reported", "2012-10", "definite! reported 1 0"),
            ("2012-01; 2013-06 reported", "2013", "definite! reported 1"),
            ("2012-01 reported; 2013", "2013", "definite! 1"),
            ("2014 reported; 2014", "2014", "definite! 1 0"),
            ("2014 reported; 2013", "2014", "definite! reported 0"),
            ("2014 assessed; 2014", "2014", "definite! 1"),
            ("2013 reported; 2015", "2014", "definite! reported 0 1"),
        ],
    );
}

#[test]
fn what_is_not_asserted_attests_nothing() {
    table(
        "backs",
        &[
            ("2014 planned", "2014", "said planned"),
            ("2014 planned; 2014", "2014", "definite! 1"),
            ("2014 alleged; 2013", "2014", "possible! 1"),
            ("2014 denied", "2014", "said denied"),
            ("2014 denied; 2014", "2014", "definite! 1"),
            ("2014 alleged; 2015 planned; 2015 considered", "2014/2015", "said planned"),
            ("2015 alleged; 2014 planned", "2014/2015", "said alleged"),
            // a day of a month is of one date with the month
            ("2014-07 hypothetical; 2014-07-10 planned", "2014", "said planned"),
            ("2014 considered; 2014-07-10 alleged", "2014", "said considered"),
            ("2014 hypothetical; 2014 recommended", "2014", "said recommended"),
            ("2014 planned; 2010/2011", "2014", "ended 1"),
            ("2014 planned @none", "2019", "-"),
            ("undated planned @none", "2014", "-"),
            ("undated planned @none", "told", "said planned"),
        ],
    );
}

#[test]
fn without_a_date() {
    table(
        "backs",
        &[
            ("2014", "told", "definite! 0"),
            ("2014 reported", "told", "definite! reported 0"),
            ("2014 assessed", "told", "possible! assessed 0"),
            ("2014 assessed; 2012", "told", "definite! 1"),
            ("2012/2014", "told", "ended 0"),
            // What is over shows nothing of what began again.
            ("2012/2014; 2016", "told", "definite! 1"),
            ("2012/2014; 2016 reported", "told", "definite! reported 1"),
            ("2016; 2012/2014", "ever", "definite! 0 1"),
            ("undated ended", "told", "ended 0"),
            ("undated ended; 2014", "told", "ended 0"),
            ("undated ended @none; 2014", "told", "ended 0"),
            ("undated ended", "ever", "definite! 0"),
            ("2014 ended assessed", "told", "possible! assessed 0"),
            ("undated @none", "told", "undated! 0"),
            ("undated @none", "ever", "undated! 0"),
            ("undated @none; 2014", "told", "definite! 1"),
            ("undated @none; 2012 ended", "told", "ended 1"),
            ("2014 planned", "told", "said planned"),
        ],
    );
}

#[test]
fn the_reach_can_be_set() {
    let graph = graph("backs", "2010; 2014", "");
    let at = |reach: &str, date: &str| {
        let account = standing(&tie(&graph, "2010; 2014"), during(date), reach.parse().unwrap());
        shown(account.as_ref())
    };
    assert_eq!(at("0", "2012"), "possible! 0 1");
    assert_eq!(at("2", "2012"), "possible! 0");
    assert_eq!(at("4y", "2012"), "definite! 0 1");
    assert_eq!(at("99999", "2012"), "definite! 0 1");
    assert_eq!(at("6m", "2015-06"), "possible! 1");
    assert_eq!(at("6m", "2015-07"), "stale 1");
    assert_eq!(at("99999", "1999"), "possible 0 1");
}

#[test]
fn last_seen_is_a_date_as_its_source_puts_it() {
    for (claims, expected) in [
        ("2014", "2014"),
        ("2014-05", "2014-05"),
        ("2014-05~", "2014-05~"),
        ("2014; 2013-02-01", "2014"),
        ("2012/2014-03", "2014-03"),
        ("2012/..", "2017-06-01"),
        ("2012/.. @none", "2012"),
        ("undated @2016-02", "2016-02"),
        ("2019/..", "2019"),
        ("2010/.. ended", "2010"),
        ("2010/.. ended; 2014", "2014"),
    ] {
        let graph = graph("backs", claims, "");
        let account = standing(&tie(&graph, claims), during("2025"), Reach::default()).unwrap();
        assert_eq!(account.last_seen.unwrap().to_string(), expected, "{claims}");
    }
}

#[test]
fn since_when_is_a_date_as_its_source_puts_it() {
    for (relation, claims, expected) in [
        // A claim with a date of its own before a start says otherwise, unless the tie ended between them.
        ("backs", "2014-05/..; 2013", "seen 2013"),
        ("backs", "2014-05/..; 2014-05", "began 2014-05"),
        ("backs", "2014-05/..; undated @2013-02", "seen 2013-02"),
        ("backs", "2014-05/..; 2011; 2012 ended", "began 2014-05"),
        ("backs", "2014-05/..; 2014-02 ended", "began 2014-05"),
        ("backs", "2014-05/..; undated ended @2017", "began 2014-05"),
        ("backs", "2014-05 begun; 2012 planned", "began 2014-05"),
        ("backs", "2014; 2014-03", "seen 2014"),
        ("backs", "undated @2017; 2018", "seen 2017"),
        ("backs", "undated begun @2017-03", "seen 2017-03"),
        ("backs", "undated @none", "-"),
        ("meets", "2014-08; 2016", "began 2014-08"),
        ("meets", "undated @2017", "seen 2017"),
    ] {
        let graph = graph(relation, claims, "");
        let claims_: Vec<ClaimRef<'_>> = graph.claims().collect();
        let shown = match since(&claims_) {
            Some(Since::Began(date)) => format!("began {date}"),
            Some(Since::Seen(date)) => format!("seen {date}"),
            None => "-".to_owned(),
        };
        assert_eq!(shown, expected, "{claims}");
    }
}

#[test]
fn what_else_is_said_stands_beside() {
    let claims = "2014; 2014 planned; 2015 alleged; 2014 denied; 2013 reported; 2009";
    let graph = graph("backs", claims, "");
    let account = standing(&tie(&graph, claims), during("2014"), Reach::default()).unwrap();
    let places = |list: &[ClaimRef<'_>]| list.iter().map(|at| at.place).collect::<Vec<_>>();
    assert_eq!(places(&account.deciding), [0]);
    assert_eq!(places(&account.also), [4]);
    assert_eq!(places(&account.said), [2, 1]);
    assert_eq!(places(&account.denials), [3]);
    assert_eq!(account.claims().count(), 5);
}

#[test]
fn the_days_on_which_it_changes() {
    let shown = |relation: &str, claims: &str| -> String {
        let graph = graph(relation, claims, "");
        let turns = turns(&tie(&graph, claims), Reach::default());
        assert_eq!(turns[0], Turn { day: Date::MIN, standing: None, present: false });
        let turn = |turn: &Turn| {
            let word = turn.standing.map_or("-", Standing::word);
            format!("{} {word}{}", turn.day, if turn.present { "!" } else { "" })
        };
        turns[1..].iter().map(turn).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        shown("backs", "2014-05-01; 2015-03 ended"),
        "2012-05-01 possible, 2014-05-01 definite!, 2015-03-02 possible!, 2015-04-01 ended"
    );
    assert_eq!(
        shown("backs", "2014-05-01"),
        "2012-05-01 possible, 2014-05-01 definite!, 2014-05-02 possible!, 2016-05-02 stale"
    );
    assert_eq!(shown("meets", "2014-05"), "2014-05-01 possible!, 2014-06-01 -");
    assert_eq!(shown("backs", "2014 alleged"), "2012-01-01 said, 2017-01-01 -");
}

mod bounds;
mod events;
mod properties;
