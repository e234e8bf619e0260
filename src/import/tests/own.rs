//! What we have written is read back, and what it does not hold is said.

use super::*;

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
