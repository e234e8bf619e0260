//! What is read back is what was written, and what others have written is understood or refused.

use std::path::Path;

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::*;
use crate::annotation::{Arena, parse, write};
use crate::check::{self, check};
use crate::evidence::{Sources, Unread};
use crate::export::{self, Format, hostile};
use crate::graph::Graph;
use crate::model::{ActorIx, is_id};
use crate::view::View;

mod bounds;
mod changed;
mod dl;
mod entities;
mod lists;
mod own;

fn options() -> ImportOptions {
    ImportOptions {
        published: "2020".parse().ok(),
        ..ImportOptions::new("data".parse().unwrap(), "A data set".to_owned())
    }
}

/// The graph that an import leads to, by way of the annotation's text; with the claims checked.
fn graph(imported: &Imported) -> Graph {
    let arena = Arena::new();
    let text = write(&imported.file);
    let dataset = parse(Path::new("x.ron"), &text, &arena);
    assert_eq!(dataset.files[0].content, imported.file, "{text}");
    let unread = |(id, card): &(SourceId, Card)| Unread {
        source: card.clone().into_source(id.clone()),
        ledger: None,
        text: None,
    };
    let outcome = check(
        &dataset,
        &Sources::of(imported.cards.iter().map(unread)),
        check::CheckOptions::default(),
    );
    let messages: Vec<&str> = outcome.report.diagnostics.iter().map(|d| &*d.message).collect();
    let graph = Graph::new(outcome.checked.unwrap_or_else(|| panic!("{messages:?}")));
    graph.verify();
    graph
}

fn node_link(graph: &Graph) -> String {
    let mut out = Vec::new();
    export::write(Format::Json, &View::whole(graph), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// An annotation with such a text would not be read.
#[test]
fn what_is_longer_than_a_text_may_be_is_cut_and_said_to_be() {
    let long = format!("x{}", "é".repeat(5_000));
    let table = format!("from,to,relation,said_by,{long}\nA,B,backs,{long},{long}\n");
    let gexf = format!(
        "<gexf><graph><nodes><node id='1' label='A {long}'/><node id='2' label='B'/></nodes><edges>\
         <edge source='1' target='2' label='backs'/></edges></graph></gexf>"
    );
    for text in [table, gexf] {
        let imported = read(text.as_bytes(), &[], &options()).unwrap();
        let said = imported.problems.join("\n");
        assert!(said.contains("longer than 8192 bytes: cut off there"), "{said}");
        assert_eq!(graph(&imported).claims().count(), 1);
    }
}

#[test]
fn graphs_of_others_are_data_sets() {
    let cytoscape = json!({"elements": {
        "nodes": [{"data": {"id": "a", "label": "A", "kind": "state"}}, {"data": {"id": "b", "kind": "state"}}],
        "edges": [{"data": {"id": "e1", "source": "a", "target": "b", "relation": "arms", "year": 2017}}],
    }});
    let networkx = json!({"directed": true, "multigraph": false, "graph": {}, "nodes": [{"id": 1}, {"id": 2}],
        "links": [{"source": 1, "target": 2, "type": "fights"}]});
    for (value, expected) in
        [(cytoscape, "a arms b 2017 row 1, e1"), (networkx, "1 fights 2  row 1")]
    {
        let imported = read(value.to_string().as_bytes(), &[], &options()).unwrap();
        let graph = graph(&imported);
        let claim = graph.claims().next().unwrap();
        let when = claim.claim.when.map_or_else(String::new, |when| when.to_string());
        let (from, to, record) = (&claim.from.name, &claim.to.name, claim.claim.citation.text());
        let found = format!("{from} {} {to} {when} {record}", claim.relation.id);
        assert_eq!(found.replace("a arms b", "A arms b").to_lowercase(), expected);
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let no_end = |columns: &str| {
        format!(
            "no column tells who acts: the file has {columns}; name one with --from COLUMN, or all of them with \
             --columns from,to,… where it has no headings"
        )
    };
    for (text, expected) in [
        ("", "the file is empty"),
        ("from,to,relation\n", "the table has headings, and no rows"),
        (
            "dl n=3 format=blockmatrix\nlabels:\nA,B,C\ndata:\n1 2 1\n",
            "the form `blockmatrix` of DL is not read: fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, \
             nodelist1, nodelist1b and nodelist2 are",
        ),
        (
            "dl n=3\nlabels:\nA,B,C\ndata:\n0 1 0\n1 0",
            "the data end in row 2 of matrix 1: 3 rows of 3 are announced",
        ),
        (
            "dl n=3\nlabels:\nA,B\ndata:\n0 1 0\n",
            "line 2: 3 labels are announced, and 2 are there; labels with blanks stand in quotation marks",
        ),
        (
            "dl n=2 format=edgelist1\ndata:\nA B\n",
            "line 3: `A` is neither a label nor a number up to 2; where names stand among the data, the head says \
             `LABELS EMBEDDED`",
        ),
        ("a,b\n1,2\n", &*no_end("a, b")),
        (
            "from,to\n1,2\n",
            "no column gives the relation: the file has from, to; name one with --relation COLUMN, or give all \
             rows one with --relation backs",
        ),
        (
            "from,to,mood\n1,2,-1\n1,3,1\n",
            "no column gives the relation: the file has from, to, mood; name one with --relation COLUMN, or give \
             all rows one with --relation backs; `mood` has the values -1, 1: if that is it, --relation \"mood\" and \
             --means=\"-1=RELATION\" for each",
        ),
        ("{", "EOF while parsing an object at line 1 column 1"),
        ("{\"whobacks\": 2}", "missing field `directed`"),
        ("{\"a\": 1}", "this JSON is no graph: it has no lists `nodes` and `edges` (or `links`)"),
    ] {
        let error = read(text.as_bytes(), &[], &options()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
    let broken = read(&[0; 9], &[], &options()).unwrap_err();
    assert!(matches!(broken, ImportError::NotText), "{broken}");
}

/// `?` sorts behind digits and before letters; every actor is found by id all the same.
#[test]
fn an_unnamed_end_keeps_its_place_among_ids_that_begin_with_a_digit() {
    let rows =
        "from,to,relation\n?,17-november,arms\n1st,5th,backs\n2nd,9th,backs\n9th,athens,backs\n";
    let graph = graph(&read(rows.as_bytes(), &[], &options()).unwrap());
    let ids: Vec<&str> = graph.actors().iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["17-november", "1st", "2nd", "5th", "9th", "?", "athens"]);
    for (i, id) in ids.iter().enumerate() {
        assert_eq!(graph.actor(id), Some(ActorIx::from(i)), "{id}");
    }
    let arms = graph.claims().next().unwrap();
    assert_eq!((arms.from.id.as_str(), arms.to.id.as_str()), ("?", "17-november"));
}

/// A column called status often says how a thing is put.
#[test]
fn what_is_denied_becomes_no_fact() {
    let rows = "from,to,relation,status\nA,B,backs,Denied\nA,C,backs,planned\nA,D,backs,ended\nA,E,backs,factual\n";
    let imported = read(rows.as_bytes(), &[], &options()).unwrap();
    assert_eq!(imported.problems, Vec::<String>::new());
    let text = write(&imported.file);
    let rows: Vec<&str> = text.lines().filter(|line| line.contains("from:")).collect();
    for (row, expected) in
        rows.iter().zip(["modality: denied", "modality: planned", "status: ended"])
    {
        assert!(row.contains(expected), "{row}");
    }
    assert!(!rows[3].contains("status") && !rows[3].contains("modality"), "{}", rows[3]);
}

#[test]
fn names_in_any_script_are_bounded_and_stay_apart() {
    let mut rows = "from,to,relation\n".to_owned();
    for i in 0..3000 {
        // All make one id, and are different actors.
        let name: String = "؟".repeat(i % 50 + 1) + &"！".repeat(i / 50);
        rows.push_str(&format!("{name},لليبيا{i},backs\n"));
    }
    rows.push_str(&format!("{},B,backs\n", "中".repeat(100_000)));
    let imported = read(rows.as_bytes(), &[], &options()).unwrap();
    assert_eq!(imported.claims(), 3001);
    let ids = imported.file.actors.iter().map(|(id, _)| id.to_string());
    assert_eq!(ids.collect::<std::collections::BTreeSet<_>>().len(), imported.file.actors.len());
    assert_eq!(imported.file.actors.len(), 6002);
    let long = "123456789012345678901234567890";
    let json = format!(
        "{{\"nodes\": [{{\"id\": {long}1}}, {{\"id\": {long}2}}], \"edges\": [{{\"source\": {long}1, \
                        \"target\": {long}2, \"relation\": \"arms\"}}]}}"
    );
    let imported = read(json.as_bytes(), &[], &options()).unwrap();
    assert_eq!((imported.claims(), imported.problems.len()), (1, 0));
}
