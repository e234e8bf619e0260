//! What the tables say, compared with answers.

use std::io;

use super::{Datum, Moment, Sink, TableOptions, Tables, schema};
use crate::graph::fixture::Fixture;
use crate::graph::standing::standing;
use crate::graph::time::{At, Reach, When};
use crate::graph::{Admit, ClaimRef, Graph, Parents, roll_up_to_ask};
use crate::model::{Date, Kind, Modality, Period, Status};

struct Rows(Vec<Vec<Datum<'static>>>);

impl Sink for Rows {
    fn row(&mut self, cells: Vec<Datum<'_>>) -> io::Result<()> {
        let owned = |cell| match cell {
            Datum::Text(text) => Datum::Text(String::from(text).into()),
            Datum::Texts(texts) => {
                Datum::Texts(texts.into_iter().map(|t| String::from(t).into()).collect())
            }
            Datum::Lacking => Datum::Lacking,
            Datum::Number(number) => Datum::Number(number),
            Datum::Flag(yes) => Datum::Flag(yes),
            Datum::Date(day) => Datum::Date(day),
            Datum::Dates(days) => Datum::Dates(days),
        };
        self.0.push(cells.into_iter().map(owned).collect());
        Ok(())
    }
}

fn war() -> Graph {
    ["court", "egypt", "envoy", "haftar", "lna", "tbz", "us"]
        .iter()
        .fold(Fixture::new("Tables"), |fixture, id| fixture.actor(id, id, Kind::Organisation))
        .actor("?", "not named", Kind::Unnamed)
        .source("paper", "2024-06-01")
        .claim("egypt backs haftar", "one")
        .when("2014/2016")
        .claim("egypt backs haftar", "two")
        .when("2019-03")
        .modality(Modality::Assessed)
        .claim("egypt backs haftar", "three")
        .when("2021-05")
        .status(Status::Ended)
        .claim("egypt arms haftar", "four")
        .modality(Modality::Alleged)
        .said_by("us")
        .claim("egypt arms haftar", "five")
        .modality(Modality::Denied)
        .claim("tbz part_of lna", "six")
        .when("2016/2018")
        .claim("envoy acts_for us", "seven")
        .claim("envoy meets haftar", "eight")
        .when("2017-07-10")
        .claim("tbz backs us", "nine")
        .when("2017")
        .claim("us meets lna", "ten")
        .when("2018-05")
        .claim("? backs lna", "eleven")
        .claim("court allied_with lna", "twelve")
        .when("2015/..")
        .claim("us arms lna", "thirteen")
        .when("2012-03")
        .claim("us arms lna", "fourteen")
        .when("2013-12/2014-12")
        .graph()
}

/// Each table's rows fit its columns, and the tables say of every day, month and year what asking says.
#[test]
fn the_tables_say_what_asking_says() {
    let graph = war();
    let reach = Reach::default();
    let span = At { first: "2016-03-01".parse().unwrap(), last: "2018-02-10".parse().unwrap() };
    let options = TableOptions { span: Some(span), ..TableOptions::default() };
    let tables = Tables::of(&graph, options);
    assert_eq!(tables.left_out(), []);
    for table in schema::all() {
        let mut rows = Rows(Vec::new());
        tables.write(table, &mut rows).unwrap();
        assert!(!rows.0.is_empty(), "{}", table.name);
        assert!(rows.0.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
    }
    let mut rows = Rows(Vec::new());
    tables.write(&schema::STANDING, &mut rows).unwrap();
    let at = |name: &str| schema::STANDING.columns.iter().position(|c| c.name == name).unwrap();
    let columns =
        ["time", "first", "last", "from", "to", "relation", "standing", "manner", "claims", "also"];
    let place = columns.map(at);
    let views = ["own", "rolled", "rolled_ever"].map(at);
    let period = |text: &str| When::During(At::from(text.parse::<Period>().unwrap()));
    let mut asked: Vec<When> = vec![When::Told, When::Ever, When::During(span)];
    for year in 2011..2028 {
        asked.push(period(&format!("{year}")));
        asked.extend((1..13).map(|month| period(&format!("{year}-{month:02}"))));
        for month in [1, 3, 5, 7, 12] {
            asked.extend([1, 10, 28].map(|day| period(&format!("{year}-{month:02}-{day:02}"))));
        }
    }
    let mut compared = 0;
    for when in asked {
        let now = Parents::of(&graph, when, reach, &[]);
        let ever = Parents::of(&graph, When::Ever, reach, &[]);
        let mut seen = vec![(graph.clone(), views[0]), (roll_up_to_ask(&graph, &now), views[1])];
        if when == When::Told {
            seen.push((roll_up_to_ask(&graph, &ever), views[2]));
        }
        for (seen, view) in seen {
            let mut told: Vec<Vec<String>> = seen
                .ties(Admit::ALL)
                .iter()
                .filter_map(|tie| {
                    let account = standing(tie, when, reach)?;
                    let id = |ix: crate::model::ActorIx| seen.actors()[ix.index()].id.to_string();
                    let relation = seen.vocabulary()[tie.key.relation].id.clone();
                    let words = [account.standing.word(), account.manner.word()];
                    let ends = vec![id(tie.key.from), id(tie.key.to), relation];
                    let ids = |list: &[ClaimRef<'_>]| {
                        list.iter().map(|at| at.claim.id.to_string()).collect::<Vec<_>>().join(" ")
                    };
                    let claims = [ids(&account.deciding), ids(&account.also)];
                    let words = words.map(str::to_owned).into_iter().chain(claims);
                    Some(ends.into_iter().chain(words).collect())
                })
                .collect();
            let moment = Moment::of(when);
            let days = when.at();
            let day = |day: Date| match Datum::from(day) {
                Datum::Date(number) => number,
                _ => unreachable!(),
            };
            let text = |cell: &Datum<'_>| match cell {
                Datum::Text(text) => text.to_string(),
                Datum::Texts(texts) => texts.join(" "),
                _ => String::new(),
            };
            let holds = |row: &&Vec<Datum<'static>>| {
                let within = match (&row[place[1]], &row[place[2]]) {
                    (Datum::Date(first), Datum::Date(last)) => {
                        *first <= day(days.first) && *last >= day(days.last)
                    }
                    _ => true,
                };
                let named = text(&row[place[3]]) != "?" && text(&row[place[4]]) != "?";
                within
                    && named
                    && text(&row[place[0]]) == moment.word()
                    && row[view] == Datum::Flag(true)
            };
            let found = rows.0.iter().filter(holds);
            let mut found: Vec<Vec<String>> =
                found.map(|row| place[3..].iter().map(|at| text(&row[*at])).collect()).collect();
            told.sort();
            found.sort();
            compared += told.len();
            assert_eq!(found, told, "{when:?} {view}");
        }
    }
    assert!(compared > 3000, "only {compared} ties were compared");
}

#[test]
fn a_time_is_a_day_a_month_a_year_or_a_span() {
    for (text, word) in [
        ("2017", "year"),
        ("2017-02", "month"),
        ("2016-02-29", "day"),
        ("2016/2017", "span"),
        ("2016-02~", "span"),
        ("2016/..", "span"),
    ] {
        let when = When::During(At::from(text.parse::<Period>().unwrap()));
        assert_eq!(Moment::of(when).word(), word, "{text}");
    }
}

#[test]
fn no_two_columns_of_a_table_have_one_name() {
    for table in schema::all() {
        let mut names: Vec<_> = table.columns.iter().map(|c| c.name.to_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), table.columns.len(), "{}", table.name);
    }
}

#[test]
fn the_page_is_made_of_the_tables() {
    snapbox::assert_data_eq!(schema::page(), snapbox::file!["../../docs/tables.md"].raw());
}

#[cfg(feature = "parquet")]
#[test]
fn the_same_graph_gives_the_same_bytes() {
    let bytes = || {
        let graph = war();
        let tables = Tables::of(&graph, TableOptions::default());
        let written = schema::all().into_iter().map(|table| {
            let mut bytes = Vec::new();
            super::parquet::write(&tables, table, &mut bytes).unwrap();
            bytes
        });
        written.collect::<Vec<_>>()
    };
    let once = bytes();
    assert_eq!(once, bytes());
    assert!(once.iter().all(|file| file.starts_with(b"PAR1") && file.ends_with(b"PAR1")));
}
