//! What queries look like; `.ci/sql` runs them on the engines and compares their answers with `find`.

use super::{Dialect, SqlQuestion, compile};
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::graph::time::{At, When};
use crate::model::{Kind, Modality, Period};
use crate::query::{Names, Pattern, Scope};

fn graph() -> Graph {
    Fixture::new("SQL")
        .actor("egypt", "Egypt", Kind::State)
        .actor("haftar", "Khalifa Haftar", Kind::Person)
        .actor("lna", "LNA", Kind::Military)
        .source("paper", "2017")
        .claim("egypt backs haftar", "one")
        .graph()
}

fn question<'g>(graph: &'g Graph, pattern: &str, scope: Scope) -> SqlQuestion<'g> {
    let pattern = Pattern::parse(pattern, &Names::of(graph), &[]).unwrap();
    SqlQuestion { tables: Some("it's/tables".to_owned()), ..SqlQuestion::of(graph, pattern, scope) }
}

fn compiled(pattern: &str, dialect: Dialect) -> String {
    let graph = graph();
    let at = At::from("2017-07".parse::<Period>().unwrap());
    let scope = Scope { when: When::During(at), ..Scope::default() };
    compile(&question(&graph, pattern, scope), dialect).unwrap()
}

#[test]
fn a_query_says_what_it_is_and_what_it_looks_at() {
    let sql = compiled("?x arms haftar", Dialect::DuckDb);
    for part in [
        "-- ?x arms haftar, as whobacks find answers it; for duckdb\n",
        "-- tables: whobacks export parquet -o tables\n",
        "read_parquet('it''s/tables/standing.parquet')",
        "s.time = 'month' AND s.own AND s.first <= DATE '2017-07-01' AND s.last >= DATE '2017-07-31'",
        "e.x = 'haftar'",
        "'arms'",
        "error('the tables are made for another reach: make them by whobacks export parquet -o tables')",
    ] {
        assert!(sql.contains(part), "{part} is not in\n{sql}");
    }
    assert!(!sql.contains("RECURSIVE"));
    let sql = compiled("?x arms haftar", Dialect::Spark);
    assert!(sql.contains("parquet.`it's/tables/standing.parquet`"), "{sql}");
}

#[test]
fn paths_without_end_are_recursive_where_the_engine_can_and_scripts_else() {
    let key = "USING KEY (start, here, asked, force, f, l)";
    assert!(compiled("?x (arms|funds)+ haftar", Dialect::DuckDb).contains(key));
    let sql = compiled("?x arms/commands* haftar", Dialect::DuckDb);
    assert!(sql.contains("WITH RECURSIVE") && sql.contains("UNION ALL"), "{sql}");
    for pattern in ["?x arms+ haftar", "?x arms/commands* haftar", "egypt arms+ haftar"] {
        let sql = compiled(pattern, Dialect::Spark);
        assert!(sql.contains("\n  WHILE (") && !sql.contains("RECURSIVE"), "{sql}");
        // What is made is dropped, and nothing else.
        let lines = |start: &str| {
            let lines = sql.lines().map(str::trim).filter_map(|line| line.strip_prefix(start));
            let names = lines.map(|line| line.split("))").next().unwrap_or(line).to_owned());
            names.collect::<Vec<_>>()
        };
        let made = lines("CREATE TABLE ");
        assert!(made.len() > 1, "{sql}");
        assert_eq!(made, lines("DROP TABLE "));
    }
}

#[test]
fn what_would_say_something_else_is_refused() {
    let graph = graph();
    let refusal = |pattern: &str, scope: Scope, said: &[Modality]| {
        let asked = SqlQuestion { said: said.to_vec(), ..question(&graph, pattern, scope) };
        compile(&asked, Dialect::DuckDb).unwrap_err().to_string()
    };
    let plain = Scope::default;
    let egypt = Scope { actor: graph.actor("egypt"), ..Scope::default() };
    for (pattern, scope, said, why) in [
        ("?Claims arms haftar", plain(), &[][..], "?Claims is called like a column"),
        ("?x arms haftar . ?X arms haftar", plain(), &[], "which SQL cannot tell apart"),
        ("?x arms/commands haftar", egypt, &[], "--actor looks at who stands in the chain"),
        (
            "egypt arms/commands haftar",
            plain(),
            &[Modality::Planned],
            "ask of its links one by one",
        ),
    ] {
        let said = refusal(pattern, scope, said);
        assert!(said.contains(why), "{pattern}: {said}");
    }
}
