//! Graphology's own serialisation: `graph.import(JSON.parse(text))`. A mixed graph, in which ties that hold
//! both ways are undirected; attributes have the names that Sigma uses (`x`, `y`, `size`, `color`).

use std::io::{self, Write};

use super::cytoscape::{item, of_edge, of_node};
use super::edge::edges;
use super::json::line::{self, Object};
use super::kind::kinds;
use super::node::nodes;
use super::{About, Chosen, Edges, Output};
use crate::look::Colour;
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "graphology",
    extension: "graphology.json",
    media_type: "application/json",
    description: "graphology's serialisation, for Sigma and scripts",
    readers: "graphology, Sigma",
    keeps: "every column, typed; direction; colours, sizes, positions",
    lacks: "the cards of the sources; aliases that hold in one source only; time as such",
    edges: &[Edges::Claims, Edges::Ties],
    output: Output::File(write),
};

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"attributes\": ")?;
    line::write(&Object::default().with("title", view.title), out)?;
    write!(
        out,
        ",\n \"options\": {{\"type\": \"mixed\", \"multi\": true, \"allowSelfLoops\": true}},\n \
         \"nodes\": ["
    )?;
    for (i, node) in nodes(view).iter().enumerate() {
        let mut attributes = Object::default().with("label", node.actor.name.as_str());
        of_node(node, &mut attributes);
        if let Some((x, y)) = node.mark.position {
            // Sigma's y grows upwards.
            attributes.set("x", x);
            attributes.set("y", -y);
        }
        attributes.set("size", (node.size() * 100.0).round() / 100.0);
        attributes.set("color", Colour::of_kind(node.actor.kind).to_string());
        let key = node.actor.id.as_str();
        item(i, &Object::default().with("key", key).with("attributes", attributes), out)?;
    }
    write!(out, "],\n \"edges\": [")?;
    let edges = edges(view, chosen.edges);
    for (i, (edge, kind)) in edges.iter().zip(kinds(edges)).enumerate() {
        let mut attributes = Object::default();
        attributes.set("label", edge.label());
        attributes.set("weight", edge.weight());
        of_edge(&edge, view, chosen.edges, &mut attributes);
        attributes.set("color", Colour::of_family(edge.tie.family).to_string());
        let mut whole = Object::default();
        whole.set("key", edge.id(chosen.edges, &kind));
        whole.set("source", edge.from().id.as_str());
        whole.set("target", edge.to().id.as_str());
        if edge.tie.symmetric {
            whole.set("undirected", true);
        }
        whole.set("attributes", attributes);
        item(i, &whole, out)?;
    }
    out.write_all(b"]}\n")
}
