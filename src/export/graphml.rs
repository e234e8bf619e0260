//! GraphML with typed keys: every column of nodes and edges, for NetworkX, igraph, graphology, Gephi.
//!
//! All edges are directed, because NetworkX refuses a file that mixes both; the column `symmetric` says
//! which hold both ways.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::batches;
use super::columns::{self, Type, Value};
use super::edge::{Edge, edges};
use super::kind::Kinds;
use super::node::nodes;
use super::xml::{content, inside};
use super::{Chosen, Edges, Entry, Output};
use crate::view::View;

pub(super) const ENTRY: Entry = Entry {
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

type Xml<'w> = Writer<&'w mut dyn Write>;

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .with_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"))
        .with_attribute((
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns \
             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ))
        .write_inner_content(|xml| {
            keys(view, chosen, xml)?;
            xml.create_element("graph")
                .with_attribute(("id", "whobacks"))
                .with_attribute(("edgedefault", "directed"))
                .write_inner_content(|xml| graph(view, chosen, xml))?;
            Ok(())
        })?;
    xml.into_inner().write_all(b"\n")
}

/// Which columns of positions there are: none while nothing is laid out.
fn positions(view: &View<'_>) -> &'static [&'static str] {
    let placed = view.marks.iter().any(|mark| mark.position.is_some());
    if placed { &["x", "y"] } else { &[] }
}

fn keys(view: &View<'_>, chosen: Chosen, xml: &mut Xml<'_>) -> io::Result<()> {
    key("graph", "title", "string", xml)?;
    key("node", "label", "string", xml)?;
    columns::NODES.iter().try_for_each(|c| key("node", c.name, word(c.kind), xml))?;
    positions(view).iter().try_for_each(|name| key("node", name, "double", xml))?;
    key("edge", "edge_key", "string", xml)?;
    key("edge", "label", "string", xml)?;
    key("edge", "weight", "double", xml)?;
    columns::shown(view, chosen.edges).try_for_each(|c| key("edge", c.name, word(c.kind), xml))
}

/// A type as GraphML calls it.
fn word(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Integer => "int",
        Type::Boolean => "boolean",
    }
}

/// Node and edge can have columns of one name, and keys cannot.
fn key_id(of: &str, name: &str) -> String {
    format!("{of}_{name}")
}

fn key(of: &str, name: &str, kind: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.create_element("key")
        .with_attribute(("id", &*key_id(of, name)))
        .with_attribute(("for", of))
        .with_attribute(("attr.name", name))
        .with_attribute(("attr.type", kind))
        .write_empty()
        .map(drop)
}

fn data(of: &str, name: &str, value: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.create_element("data")
        .with_attribute(("key", &*key_id(of, name)))
        .write_text_content(BytesText::from_escaped(content(value)))
        .map(drop)
}

/// The elements around an edge: the file, the graph.
const DEPTH_OF_EDGES: usize = 2;

fn graph(view: &View<'_>, chosen: Chosen, xml: &mut Xml<'_>) -> io::Result<()> {
    data("graph", "title", view.title, xml)?;
    let told = |of: &str, name: &str, value: Option<Value>, xml: &mut Xml<'_>| match value {
        Some(value) => data(of, name, &value.into_text(), xml),
        None => Ok(()),
    };
    for node in nodes(view) {
        xml.create_element("node")
            .with_attribute(("id", node.actor.id.as_str()))
            .write_inner_content(|xml| {
                data("node", "label", &node.actor.name, xml)?;
                for column in &columns::NODES {
                    told("node", column.name, column.value(&node), xml)?;
                }
                if let Some((x, y)) = node.mark.position {
                    data("node", "x", &format!("{x:.2}"), xml)?;
                    data("node", "y", &format!("{y:.2}"), xml)?;
                }
                Ok(())
            })?;
    }
    let mut kinds = Kinds::default();
    let edges = edges(view, chosen.edges).map(|edge| (kinds.next(&edge, chosen.edges), edge));
    let write = |kind: &str, edge: &Edge<'_, '_>, xml: &mut Xml<'_>| {
        let id = edge.id(chosen.edges, kind);
        xml.create_element("edge")
            .with_attribute(("id", &*id))
            .with_attribute(("source", edge.from().id.as_str()))
            .with_attribute(("target", edge.to().id.as_str()))
            .write_inner_content(|xml| {
                // igraph takes the ids of nodes for those of edges.
                data("edge", "edge_key", &id, xml)?;
                data("edge", "label", &edge.label(), xml)?;
                data("edge", "weight", &edge.weight().to_string(), xml)?;
                for column in columns::shown(view, chosen.edges) {
                    told("edge", column.name, column.value(edge), xml)?;
                }
                Ok(())
            })
            .map(drop)
    };
    batches::write(edges, *xml.get_mut(), |_, edges| {
        inside(DEPTH_OF_EDGES, |xml| {
            edges.iter().try_for_each(|(kind, edge)| write(kind, edge, xml))
        })
    })
}
