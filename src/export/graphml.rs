//! GraphML with typed keys: every column of nodes and edges, for NetworkX, igraph, graphology, Gephi.
//!
//! All edges are directed, because NetworkX refuses a file that mixes both; the column `symmetric` says
//! which hold both ways.

use std::io::{self, Write};

use super::batches;
use super::columns::{self, Type, Value};
use super::edge::{Edge, edges};
use super::kind::kinds;
use super::node::{Node, nodes};
use super::xml::Xml;
use super::{About, Chosen, Edges, Output};
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "graphml",
    extension: "graphml",
    media_type: "application/graphml+xml",
    description: "GraphML with typed keys, for graph libraries",
    readers: "NetworkX, igraph, graphology, Gephi, yEd",
    keeps: "every column, typed; positions",
    lacks: "the cards of the sources; aliases that hold in one source only; time as such; \
            characters that XML forbids",
    edges: &[Edges::Claims, Edges::Ties],
    output: Output::File(write),
};

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Xml::start()?;
    let space = "http://graphml.graphdrawing.org/xmlns";
    let schema = format!("{space} {space}/1.0/graphml.xsd");
    let attributes = [
        ("xmlns", space),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", &schema),
    ];
    xml.open("graphml", attributes)?;
    keys(view, chosen, &mut xml)?;
    xml.open("graph", [("id", "whobacks"), ("edgedefault", "directed")])?;
    Data::of("graph").write("title", view.title, &mut xml)?;
    xml.flush(out)?;
    write_nodes(view, out)?;
    write_edges(view, chosen, out)?;
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.finish(out)
}

/// The columns for positions: none if there are no positions.
fn positions(view: &View<'_>) -> &'static [&'static str] {
    let placed = view.marks.iter().any(|mark| mark.position.is_some());
    if placed { &["x", "y"] } else { &[] }
}

fn keys(view: &View<'_>, chosen: Chosen, xml: &mut Xml) -> io::Result<()> {
    key("graph", "title", "string", xml)?;
    key("node", "label", "string", xml)?;
    columns::NODES.iter().try_for_each(|c| key("node", c.name, word(c.kind), xml))?;
    positions(view).iter().try_for_each(|name| key("node", name, "double", xml))?;
    key("edge", "edge_key", "string", xml)?;
    key("edge", "label", "string", xml)?;
    key("edge", "weight", "double", xml)?;
    columns::shown(view, chosen.edges).try_for_each(|c| key("edge", c.name, word(c.kind), xml))
}

/// The name of a type in GraphML.
fn word(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Integer => "int",
        Type::Boolean => "boolean",
    }
}

/// Columns of nodes and edges may have the same name, but keys may not.
fn key_id(of: &str, name: &str) -> String {
    format!("{of}_{name}")
}

fn key(of: &str, name: &str, kind: &str, xml: &mut Xml) -> io::Result<()> {
    let id = key_id(of, name);
    xml.empty("key", [("id", &*id), ("for", of), ("attr.name", name), ("attr.type", kind)])
}

/// Writes the values of nodes or of edges, which make up most of a file.
struct Data {
    of: &'static str,
    key: String,
}

impl Data {
    fn of(of: &'static str) -> Self {
        Data { of, key: String::new() }
    }

    fn write(&mut self, name: &str, value: &str, xml: &mut Xml) -> io::Result<()> {
        self.key.clear();
        self.key.extend([self.of, "_", name]);
        xml.text("data", [("key", &*self.key)], value)
    }

    fn told(&mut self, name: &str, value: Option<Value<'_>>, xml: &mut Xml) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.write(name, &value.into_text(), xml))
    }
}

/// The elements around a node or an edge: the file, the graph.
const DEPTH: usize = 2;

fn write_nodes(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let write = |node: &Node<'_, '_>, data: &mut Data, xml: &mut Xml| {
        xml.open("node", [("id", node.actor.id.as_str())])?;
        data.write("label", &node.actor.name, xml)?;
        for column in &columns::NODES {
            data.told(column.name, column.value(node), xml)?;
        }
        if let Some((x, y)) = node.mark.position {
            data.write("x", &format!("{x:.2}"), xml)?;
            data.write("y", &format!("{y:.2}"), xml)?;
        }
        xml.close("node")
    };
    batches::write(nodes(view).into_iter(), out, |_, nodes| {
        let mut data = Data::of("node");
        Xml::inside(DEPTH, |xml| nodes.iter().try_for_each(|node| write(node, &mut data, xml)))
    })
}

fn write_edges(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns::shown(view, chosen.edges);
    let write = |kind: &str, edge: &Edge<'_, '_>, data: &mut Data, xml: &mut Xml| {
        let id = edge.id(chosen.edges, kind);
        let ends = [("source", edge.from().id.as_str()), ("target", edge.to().id.as_str())];
        xml.open("edge", [("id", &*id)].into_iter().chain(ends))?;
        // igraph fills the ids of edges with those of nodes.
        data.write("edge_key", &id, xml)?;
        data.write("label", &edge.label(), xml)?;
        data.write("weight", &edge.weight().to_string(), xml)?;
        for column in columns.clone() {
            data.told(column.name, column.value(edge), xml)?;
        }
        xml.close("edge")
    };
    let edges = edges(view, chosen.edges);
    batches::write(kinds(edges), out, |first, kinds| {
        let mut data = Data::of("edge");
        Xml::inside(DEPTH, |xml| {
            let mut each = (first..).zip(kinds);
            each.try_for_each(|(i, kind)| write(kind, &edges.get(i), &mut data, xml))
        })
    })
}
