//! Two tables, `nodes.csv` and `edges.csv`, with the headings of `neo4j-admin database import`: typed
//! properties, `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`.

use std::io::{self, Write};

use super::columns::{self, Type, Value};
use super::edge::{Edge, edges};
use super::kind::kinds;
use super::node::nodes;
use super::table::Lines;
use super::{About, Chosen, Edges, Output};
use crate::model::Kind;
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "neo4j",
    extension: "csv",
    media_type: "text/csv",
    description: "nodes.csv and edges.csv, for Neo4j's importer",
    readers: "Neo4j (`neo4j-admin database import full --multiline-fields=true`)",
    keeps: "every column, typed; kinds as labels, relations as types of relationship",
    lacks: "the cards of the sources; aliases that hold in one source only; \
            formulas are disarmed as in csv",
    edges: &[Edges::Claims, Edges::Ties],
    output: Output::Folder(&[("nodes.csv", write_nodes), ("edges.csv", write_edges)]),
};

fn property(name: &str, kind: Type) -> Option<Value<'static>> {
    let word = match kind {
        Type::Text => "string",
        Type::Integer => "long",
        Type::Boolean => "boolean",
    };
    Some(format!("{name}:{word}").into())
}

/// `armed_group` as a label of Neo4j: `ArmedGroup`.
fn label(kind: Kind) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    kind.word().split('_').map(capital).collect()
}

fn write_nodes(view: &View<'_>, _: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut headings: Vec<Option<Value>> = vec![Some("id:ID".into()), Some("name:string".into())];
    headings.extend(columns::NODES.iter().map(|column| property(column.name, column.kind)));
    headings.push(Some(":LABEL".into()));
    let mut lines = Lines::new(out);
    lines.row(headings)?;
    nodes(view).iter().try_for_each(|node| {
        let own = [node.actor.id.as_str(), node.actor.name.as_str()].map(|text| Some(text.into()));
        let mut cells = own.to_vec();
        cells.extend(columns::NODES.iter().map(|column| column.value(node)));
        cells.push(Some(format!("Actor;{}", label(node.actor.kind)).into()));
        lines.row(cells)
    })?;
    lines.finish().map(drop)
}

fn write_edges(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns::shown(view, chosen.edges);
    let own = ["id:string", ":START_ID", ":END_ID", ":TYPE", "label:string", "weight:long"];
    let mut headings: Vec<Option<Value>> = own.map(|name| Some(name.into())).to_vec();
    headings.extend(columns.clone().map(|column| property(column.name, column.kind)));
    let mut lines = Lines::new(out);
    lines.row(headings)?;
    let edges = edges(view, chosen.edges);
    edges.iter().zip(kinds(edges)).try_for_each(|(edge, kind)| {
        let own = [
            edge.id(chosen.edges, &kind).into(),
            edge.from().id.as_str().into(),
            edge.to().id.as_str().into(),
            relationship(&edge, chosen.edges).into(),
            edge.label().into(),
            columns::count(edge.weight()),
        ];
        let cells = columns.clone().map(|column| column.value(&edge));
        lines.row(own.into_iter().map(Some).chain(cells))
    })?;
    lines.finish().map(drop)
}

/// The type of a relationship, in capitals as is usual: `ARMS`; for a tie its family.
fn relationship(edge: &Edge<'_, '_>, mode: Edges) -> String {
    match (mode, edge.only_claim()) {
        (Edges::Claims, Some(only)) => only.at.relation.id.to_uppercase(),
        _ => edge.tie.family.word().to_uppercase(),
    }
}
