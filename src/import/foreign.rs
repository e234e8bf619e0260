//! JSON graphs of other tools -> tables of nodes and edges: node-link (NetworkX), Cytoscape.js,
//! graphology.

use serde_json::{Map, Value};

use super::edge_list::of_tables;
use super::table::Table;
use super::{ImportError, Imported, Options};

pub(super) fn read(text: &str, options: &Options) -> Result<Imported, ImportError> {
    let value: Value = serde_json::from_str(text)?;
    let graph = value.get("elements").unwrap_or(&value);
    let list = |names: &[&str]| names.iter().find_map(|name| graph.get(name)?.as_array());
    let (Some(nodes), Some(edges)) = (list(&["nodes"]), list(&["edges", "links"])) else {
        let message = "this JSON is no graph: it has no lists `nodes` and `edges` (or `links`)";
        return Err(ImportError::Form(message.to_owned()));
    };
    let mut problems = Vec::new();
    let mut records = |list: &[Value], name: &str| -> Vec<Vec<(String, String)>> {
        let mut records = Vec::new();
        for (i, item) in list.iter().enumerate() {
            match item.as_object() {
                Some(object) => records.push(fields(object)),
                None => problems.push(format!("{name} {}: it has no fields; left out", i + 1)),
            }
        }
        records
    };
    let nodes = Table::of(records(nodes, "node"), "node");
    let edges = Table::of(records(edges, "edge"), "edge");
    let mut imported = of_tables(&edges, Some(&nodes), options)?;
    problems.append(&mut imported.problems);
    Ok(Imported { problems, ..imported })
}

/// The fields of a node or an edge as texts; those inside `data` or `attributes` with the others.
fn fields(object: &Map<String, Value>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in object {
        match value {
            Value::Object(inner) if name == "data" || name == "attributes" => {
                fields.extend(self::fields(inner));
            }
            value => fields.extend(text(value).map(|text| (name.clone(), text))),
        }
    }
    fields
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().filter_map(text).collect::<Vec<_>>().join(" | ")),
        other => Some(other.to_string()),
    }
}
