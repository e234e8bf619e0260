//! The queries of docs/sparql.md answer as `find` does; in builds with the feature `sparql`.
#![cfg(feature = "sparql")]

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use serde_json::Value;
use snapbox::cmd::Command;

fn whobacks(args: &[&str]) -> Output {
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command.args(args).env_remove("WHOBACKS_TEXTS").output().expect("the tool runs")
}

fn json(args: &[&str]) -> Value {
    let output = whobacks(&[args, &["--format", "json"]].concat());
    assert_eq!(
        output.status.code(),
        Some(0),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Each query with the pattern that stands below it.
fn pairs() -> Vec<(String, String)> {
    let page = fs::read_to_string("docs/sparql.md").expect("the page can be read");
    let blocks = page.split("```sparql\n").skip(1);
    let pair = |block: &str| {
        let (query, rest) = block.split_once("```").expect("the block ends");
        let find = rest.lines().find_map(|line| line.trim().strip_prefix("whobacks find '"));
        let pattern = find.expect("a pattern follows").trim_end_matches('\'');
        (query.to_owned(), pattern.to_owned())
    };
    blocks.map(pair).collect()
}

#[test]
fn the_queries_of_the_page_answer_as_find_does() {
    let pairs = pairs();
    assert_eq!(pairs.len(), 5);
    for (query, pattern) in pairs {
        let (rows, found) = (json(&["sparql", &query]), json(&["find", &pattern]));
        let texts = |list: &Value, text: &dyn Fn(&Value) -> Option<String>| -> BTreeSet<String> {
            list.as_array().expect("a list").iter().filter_map(text).collect()
        };
        let local = |row: &Value, name: &str| {
            Some(row[name].as_str()?.split_once(':').expect("a prefix").1.to_owned())
        };
        let (asked, told) = if query.contains("?claim") {
            let key = |claim: &Value| Some(claim["key"].as_str()?.to_owned());
            (texts(&rows, &|row| local(row, "claim")), texts(&found["claims"], &key))
        } else {
            // Whom a text leaves unnamed is in no plain triple, where two of them would be one.
            let named = |id: &&str| *id != "?";
            let x =
                |answer: &Value| answer["bindings"]["x"].as_str().filter(named).map(str::to_owned);
            (texts(&rows, &|row| local(row, "x")), texts(&found["answers"], &x))
        };
        assert!(!asked.is_empty(), "{query}");
        assert_eq!(asked, told, "{query}");
    }
}

#[test]
fn other_forms_of_query_and_what_is_none() {
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let yes = whobacks(&["sparql", "ASK { ?c a wb:Claim }"]);
    assert_eq!((yes.status.code(), text(&yes).as_str()), (Some(0), "yes\n"));
    let no = whobacks(&["sparql", "ASK { ?c a wb:Nothing }"]);
    assert_eq!((no.status.code(), text(&no).as_str()), (Some(1), "no\n"));
    let graph = whobacks(&["sparql", "CONSTRUCT { ?a a ?k } WHERE { ?a a wb:Actor ; wb:kind ?k }"]);
    assert_eq!(graph.status.code(), Some(0));
    assert!(text(&graph).lines().all(|line| line.ends_with(" .")), "{}", text(&graph));
    let count = whobacks(&[
        "sparql",
        "SELECT (COUNT(*) AS ?n) WHERE { ?c a wb:Claim }",
        "--format",
        "json",
    ]);
    let rows: Value = serde_json::from_slice(&count.stdout).expect("JSON");
    assert!(rows[0]["n"].as_i64().is_some_and(|n| n > 100), "{rows}");
    for bad in ["SELECT", "DELETE WHERE { ?s ?p ?o }", ""] {
        let output = whobacks(&["sparql", bad]);
        assert_eq!(output.status.code(), Some(2), "{bad}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("this is not a SPARQL query"), "{error}");
    }
}
