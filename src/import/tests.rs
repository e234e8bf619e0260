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
mod dl;
mod entities;

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

#[test]
fn our_own_json_is_read_back_without_loss() {
    // Records need no proof, so that the whole way can be gone without texts.
    let mut value: Value = serde_json::from_str(&node_link(&hostile())).unwrap();
    for source in value["graph"]["sources"].as_array_mut().unwrap() {
        let fields = source.as_object_mut().unwrap();
        for field in ["file", "sha256", "words", "paragraphs"] {
            fields.remove(field);
        }
        fields.insert("text".into(), "none".into());
    }
    for node in value["nodes"].as_array_mut().unwrap() {
        // The fixture's aliases are made of few parts, and collide.
        node["aliases"] = json!([format!("also {}", node["id"].as_str().unwrap())]);
    }
    for edge in value["edges"].as_array_mut().unwrap() {
        let citation = &edge["citation"];
        edge["citation"] = json!({"source": citation["source"], "record": citation["quote"]});
        for field in ["said_by", "place"] {
            // What has the form of an id would have to be an actor.
            let text = edge[field].to_string().replace("\"a-z\"", "\"a!z\"");
            edge[field] = serde_json::from_str(&text).unwrap();
        }
        assert!(!edge["place"].as_str().is_some_and(is_id));
    }
    let first = read(value.to_string().as_bytes(), &[], &options());
    let first = graph(&first.unwrap());
    // What steers a terminal is the one thing that no annotation takes; \r\n is an end of a line.
    let plain = |name: &str| name.replace(crate::model::steers, "");
    let names: Vec<String> = first.actors().iter().map(|a| plain(&a.name)).collect();
    let original = hostile();
    assert_eq!(names, original.actors().iter().map(|a| plain(&a.name)).collect::<Vec<_>>());
    let written = node_link(&first);
    let again = graph(&read(written.as_bytes(), &[], &options()).unwrap());
    assert!(node_link(&again) == written, "the second JSON differs from the first");
}

#[test]
fn what_is_not_ours_is_not_lost_unseen() {
    let mut value: Value = serde_json::from_str(&node_link(&hostile())).unwrap();
    value["nodes"][0]["colour"] = json!("red");
    value["nodes"][1]["kind"] = json!("militia");
    value["edges"][1]["modality"] = json!("rumoured");
    value["edges"][1]["status"] = json!("paused");
    value["edges"][2]["citation"]["page"] = json!(7);
    value["graph"]["licence"] = json!("none");
    let imported = read(value.to_string().as_bytes(), &[], &options()).unwrap();
    assert_data_eq!(
        imported.problems.join("\n"),
        str![[r#"
143 control characters in texts: left out
the graph: there is no field `licence`; left out
actor n000: there is no field `colour`; left out
actor n001: `militia` is no kind; taken as organisation
claim c-0000000000000002: `rumoured` is no modality; taken as alleged
claim c-0000000000000002: `paused` is no status; taken as unknown
claim c-0000000000000003: there is no field `page`; left out
"#]]
    );
    assert_eq!(imported.claims(), 120);
    value["edges"][0]["source"] = json!(3);
    let error = read(value.to_string().as_bytes(), &[], &options()).unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `3`, expected a string in quotes");
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
fn another_version_is_refused_with_the_way_out() {
    for (version, expected) in [
        (
            "1",
            "the file is of version 1 of the format, and this tool reads version 2: since then `said_by` \
               lists speakers, and who cites them stands in `cited_by`. Write it anew from its annotation: \
               `whobacks export json`",
        ),
        (
            "3",
            "the file is of version 3 of the format, and this tool reads version 2: a newer whobacks \
               reads it",
        ),
    ] {
        let mark = format!("\"whobacks\": {version}");
        let text = node_link(&hostile()).replacen("\"whobacks\": 2", &mark, 1);
        let error = read(text.as_bytes(), &[], &options()).unwrap_err().to_string();
        assert_eq!(error, expected);
        // The mark may stand anywhere.
        let text = format!("{{\"directed\": true, {mark}}}");
        let error = read(text.as_bytes(), &[], &options()).unwrap_err().to_string();
        assert_eq!(error, expected);
    }
}

#[test]
fn external_support_is_one_claim_per_type() {
    let imported = read(include_bytes!("../../tests/data/import/support.csv"), &[], &options());
    let imported = imported.unwrap();
    assert_eq!(imported.problems, Vec::<String>::new());
    let recognised = "the headings are those of the UCDP External Support Dataset: read as --as ucdp-esd would \
                      (--as csv reads it as any table)";
    assert_eq!(imported.remarks, [recognised]);
    let graph = graph(&imported);
    let claims: Vec<String> = graph
        .claims()
        .map(|c| {
            let when = c.claim.when.map_or_else(String::new, |when| when.to_string());
            let (modality, record) = (c.claim.modality.word(), c.claim.citation.text());
            format!("{} {} {} {when} {modality} {record}", c.from.id, c.relation.id, c.to.id)
        })
        .collect();
    assert_data_eq!(
        claims.join("\n"),
        str![[r#"
government-of-atlantica trains government-of-freedonia 2014 factual row 1
government-of-atlantica arms government-of-freedonia 2014 factual row 1
government-of-atlantica deploys_troops_for government-of-freedonia 2014 factual row 1
government-of-atlantica funds government-of-freedonia 2015 factual row 2
government-of-atlantica backs government-of-freedonia 2015 factual row 2
government-of-borduria shares_intelligence_with river-front 2014 alleged row 3
government-of-borduria arms river-front 2014 alleged row 3
brothers-of-the-hills gives_territory_to river-front 2014 factual row 4
brothers-of-the-hills backs river-front 2014 factual row 4
"#]]
    );
}

#[test]
fn an_edge_list_says_what_it_can() {
    let nodes = "Id;Label;kind;aliases\n1;Egypt;State;Cairo | the Nile\n2;'=LNA;armed group;\n";
    let edges = "source;target;Relationship;start;end;modality;said_by\n\
                 1;2;is assisting;2014-05-01T00:00:00;;reported;CNN\n\
                 2;1;Armed by;;;;\n\
                 1;1;arms;;;;\n\
                 1;;arms;;;;\n\
                 1;2;flirts with;;;;\n\
                 1;Rome;supports;2014;soon;perhaps;cnn\n";
    let mut options = options();
    options.meanings.push(("is assisting".into(), "backs".into()));
    let imported = read(edges.as_bytes(), &[nodes.as_bytes()], &options).unwrap();
    assert_data_eq!(
        write(&imported.file),
        str![[r#"
(
    title: "A data set",
    actors: {
        "egypt": (name: "Egypt", kind: state, aliases: ["Cairo", "the Nile"]),
        "lna": (name: "=LNA", kind: armed_group),
        "rome": (name: "Rome", kind: organisation),
        "cnn": (name: "cnn", kind: organisation),
    },
    claims: {
        "data": [
            (from: "egypt", relation: "backs", to: "lna",
             when: "2014-05-01/..", modality: reported, said_by: ["CNN"],
             record: "row 1"),
            (from: "egypt", relation: "arms", to: "lna", record: "row 2"),
            (from: "egypt", relation: "backs", to: "rome",
             when: "2014/..", modality: alleged, said_by: ["cnn"], note: "end: soon",
             record: "row 6"),
        ],
    },
)

"#]]
    );
    assert_data_eq!(
        imported.problems.join("\n"),
        str![[r#"
row 6 (line 7): no node is called `Rome`; taken as an actor of that name
row 6 (line 7): no node is called `cnn`; taken as an actor of that name
row 3 (line 4): both ends are one actor; left out
row 4 (line 5): an end is missing; left out
row 5 (line 6): `flirts with` is no relation; left out; say what it means: --means "flirts with=RELATION"
row 6 (line 7): `soon` is no date that can be read in one way (2017, 2017-07, 2017-07-10, 2014/2016); it stands in the note
row 6 (line 7): `perhaps` is no modality; taken as alleged
"#]]
    );
    assert_data_eq!(
        imported.remarks.join("\n"),
        str!["2 actors have no kind, and count as organisation; --kind chooses another"]
    );
    graph(&imported);
}

#[test]
fn nothing_is_dropped_in_silence() {
    let nodes = "id,label,kind,when,within,colour\n\
                 a,A,militia,long ago,,red\n\
                 b,B,place,,c,\nc,C,place,,d,\n,,place,,,\n";
    let edges = "from,to,relation,status,said_by,cited_by,against,through,what,count,translation,dated,\
                 note,quote,cited_source,paragraph,accept,weight,mood\n\
                 a,b,operates_in,rumoured,CNN,AP | c,c,b | Chad,gold,~3,t,d,n,\"he, there\",paper,4,\
                 quote-reused | not-a-code,7,grim\n";
    let imported = read(edges.as_bytes(), &[nodes.as_bytes()], &options()).unwrap();
    assert_data_eq!(
        write(&imported.file),
        str![[r#"
(
    title: "A data set",
    actors: {
        "a": (name: "A", kind: organisation),
        "b": (name: "B", kind: place, within: "c"),
        "c": (name: "C", kind: place),
    },
    claims: {
        "data": [
            (from: "a", relation: "operates_in", to: "b",
             said_by: ["CNN"], cited_by: ["AP", "c"], against: ["c"], through: ["b", "Chad"], what: "gold", count: "~3", amount: "7", dated: "d", translation: "t", note: "n; “he, there” (paper ¶ 4); status: rumoured; mood: grim", accept: ["quote-reused"],
             record: "row 1; paper"),
        ],
    },
)

"#]]
    );
    assert_data_eq!(
        imported.problems.join("\n"),
        str![[r#"
actor 1 (line 2): `militia` is no kind; counts as organisation; say what it means: --kinds "militia=KIND"
actor 1 (line 2): `long ago` is no date that can be read in one way (2017, 2017-07, 2017-07-10, 2014/2016); left out
actor 4 (line 5): it has neither id nor name; left out
actor 3 (line 4): there is no `d` for it to lie within
row 1 (line 2): `rumoured` is no status; it stands in the note
row 1 (line 2): `not-a-code` is no warning; left out
"#]]
    );
    assert_data_eq!(
        imported.remarks.join("\n"),
        str!["1 actor has no kind, and counts as organisation; --kind chooses another"]
    );
    let graph = graph(&imported);
    // Every field that a claim can have, but for the words of a text, comes through a table.
    let at = graph.claims().next().unwrap();
    assert_eq!(at.claim.details().cited_by.len(), 2);
    let list =
        json!({"nodes": [{"id": "a"}], "edges": [7, {"from": "a", "to": "b", "relation": "arms"}]});
    let imported = read(list.to_string().as_bytes(), &[], &options()).unwrap();
    assert_eq!(
        imported.problems,
        [
            "edge 1: it has no fields; left out",
            "edge 2: no node is called `b`; taken as an actor of that name"
        ]
    );
}

#[test]
fn what_our_tables_say_of_claims_comes_back() {
    use crate::graph::fields::FIELDS;
    let graph = hostile();
    let view = View::whole(&graph);
    let file = |name: &str| {
        let mut out = Vec::new();
        let claims =
            export::ExportOptions { edges: Some(export::Edges::Claims), ..Default::default() };
        export::write_file(Format::Csv, name, &view, claims, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let edges = file("edges.csv");
    let headings: Vec<&str> = edges.lines().next().unwrap().split(',').collect();
    for field in FIELDS.iter().filter(|field| !["from", "to"].contains(&field.name)) {
        assert!(headings.contains(&field.name), "{}: {headings:?}", field.name);
    }
    let nodes = file("nodes.csv");
    let imported = read(edges.as_bytes(), &[nodes.as_bytes()], &options()).unwrap();
    let unread = imported.columns.iter().filter(|c| c.filled > 0 && c.read_as.is_none());
    assert_eq!(unread.count(), 0);
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

/// A small file of each format.
const SMALL: [&str; 9] = [
    "from;to;relation;when;note;weight\nA;\"B, C\";backs;2014-05;x;3\nNA;B;arms;1200 BC;;\n\"D;A;1;3/12/2021;;\n",
    "<gexf><graph defaultedgetype=\"directed\" mode=\"dynamic\"><attributes class=\"edge\"><attribute id=\"0\" \
     title=\"relation\" type=\"string\"/></attributes><nodes><node id=\"a\" label=\"A\" start=\"2010\"/><node id=\"b\"/>\
     </nodes><edges><edge source=\"a\" target=\"b\"><attvalues><attvalue for=\"0\" value=\"arms\"/></attvalues><spells>\
     <spell start=\"2001\" end=\"2003\"/><spell start=\"2005\"/></spells></edge></edges></graph></gexf>",
    "<graphml><key id=\"k\" for=\"edge\" attr.name=\"relation\"><default>backs</default></key><graph \
     edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"><graph><node id=\"c\"/></graph></node><edge source=\"a\" \
     target=\"b\"><data key=\"k\">arms</data></edge><edge source=\"c\" target=\"b\"/></graph></graphml>",
    r#"{"directed": true, "nodes": [{"name": "A", "n": 1.0}, {"name": "B"}], "links": [{"source": 0, "target": 1,
     "type": "arms", "data": {"type": "x", "year": 2014}}, 7]}"#,
    r#"[{"data": {"id": "a"}}, {"data": {"id": "b"}}, {"data": {"source": "a", "target": "b", "relation": "1"}}]"#,
    "{\"id\": \"a\", \"schema\": \"Person\", \"properties\": {\"name\": [\"A\", \"AA\"]}}\n{\"id\": \"b\", \"schema\": \
     \"Ownership\", \"properties\": {\"owner\": [\"a\"], \"asset\": [\"c\"], \"startDate\": [\"2014\"]}}\n",
    "*Vertices 3\n1 \"A\" [1-2]\n2 \"B\"\n3 \"C\"\n*Arcs :1 \"arms\"\n1 2 1 [1990-1995]\n*Edgeslist\n1 2 -3\n",
    "graph [ directed 1 node [ id 1 label \"A&#252;\" ] node [ id 2 ] edge [ source 1 target 2 type \"arms\" ] ]",
    "id:ID(P),name:string,:LABEL\n1,A,Person;State\n",
];

proptest::proptest! {
    /// Whatever is changed in a file, there is an error or an annotation in which nothing is wrong.
    #[test]
    fn what_is_imported_is_sound(which in 0..SMALL.len(), at in 0..400_usize, with in ".{0,3}", cut in 0..4_usize) {
        let mut text: Vec<char> = SMALL[which].chars().collect();
        let at = at % text.len();
        text.splice(at..(at + cut).min(text.len()), with.chars());
        let text: String = text.into_iter().collect();
        let meanings = vec![("1".to_owned(), "allied_with".to_owned())];
        let options = ImportOptions { meanings, split: Some(", ".to_owned()), ..options() };
        if let Ok(imported) = read(text.as_bytes(), &[], &options) {
            graph(&imported);
        }
    }
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
