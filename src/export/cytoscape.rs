//! Cytoscape.js: elements with their data, and positions if there are any.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::columns;
use super::edge::{Edge, edges};
use super::json::line::{self, Object};
use super::kind::kinds;
use super::node::{Node, nodes};
use super::{About, Chosen, Edges, Output};
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "cytoscape",
    extension: "cyjs",
    media_type: "application/json",
    description: "Cytoscape.js elements, for pictures on the web and Cytoscape",
    readers: "Cytoscape.js, Cytoscape",
    keeps: "every column, typed; positions",
    lacks: "the cards of the sources; aliases that hold in one source only; time as such",
    edges: &[Edges::Claims, Edges::Ties],
    output: Output::File(write),
};

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"format_version\": \"1.0\", \"generated_by\": \"whobacks\", \"data\": ")?;
    line::write(&Object::default().with("name", view.title), out)?;
    write!(out, ",\n \"elements\": {{\n  \"nodes\": [")?;
    for (i, node) in nodes(view).iter().enumerate() {
        let mut data = Object::default();
        data.set("id", node.actor.id.as_str());
        data.set("label", node.actor.name.as_str());
        of_node(node, &mut data);
        let mut element = Object::default().with("data", data);
        if let Some((x, y)) = node.mark.position {
            element.set("position", Object::default().with("x", x).with("y", y));
        }
        item(i, &element, out)?;
    }
    write!(out, "],\n  \"edges\": [")?;
    let ids: BTreeSet<&str> = view.actors.iter().map(|actor| actor.id.as_str()).collect();
    let edges = edges(view, chosen.edges);
    for (i, (edge, kind)) in edges.iter().zip(kinds(edges)).enumerate() {
        let mut id = edge.id(chosen.edges, &kind);
        // Nodes and edges share one set of ids here, and an actor may have the id of a claim.
        if ids.contains(id.as_str()) {
            id.push_str("/claim");
        }
        let mut data = Object::default();
        data.set("id", id);
        data.set("source", edge.from().id.as_str());
        data.set("target", edge.to().id.as_str());
        data.set("label", edge.label());
        data.set("weight", edge.weight());
        of_edge(&edge, view, chosen.edges, &mut data);
        item(i, &Object::default().with("data", data), out)?;
    }
    out.write_all(b"]}}\n")
}

/// The columns of an actor as fields.
pub(super) fn of_node(node: &Node<'_, '_>, data: &mut Object) {
    for column in &columns::NODES {
        if let Some(value) = column.value(node) {
            data.set(column.name, value.into_json());
        }
    }
}

/// The columns of an edge as fields.
pub(super) fn of_edge(edge: &Edge<'_, '_>, view: &View<'_>, mode: Edges, data: &mut Object) {
    for column in columns::shown(view, mode) {
        if let Some(value) = column.value(edge) {
            data.set(column.name, value.into_json());
        }
    }
}

/// An item of a list, on its line.
pub(super) fn item(i: usize, value: &Object, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if i == 0 { b"\n   " } else { b",\n   " })?;
    line::write(value, out)
}
