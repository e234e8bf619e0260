//! GraphML with typed keys: every column of nodes and edges, for NetworkX, igraph, graphology, Gephi.
//!
//! All edges are directed, because NetworkX refuses a file that mixes both; the column `symmetric` says
//! which hold both ways.

use std::io::{self, Write};

use quick_xml::events::{BytesStart, BytesText, Event};

use super::batches;
use super::columns::{self, Type, Value};
use super::edge::{Edge, edges};
use super::kind::Kinds;
use super::node::{Node, nodes};
use super::xml::{self, Xml, content, flush, inside};
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

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = xml::start()?;
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
                .write_inner_content(|xml| graph(view, chosen, xml, out))?;
            Ok(())
        })?;
    xml.get_mut().push(b'\n');
    xml::flush(&mut xml, out)
}

/// Which columns of positions there are: none while nothing is laid out.
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

fn key(of: &str, name: &str, kind: &str, xml: &mut Xml) -> io::Result<()> {
    xml.create_element("key")
        .with_attribute(("id", &*key_id(of, name)))
        .with_attribute(("for", of))
        .with_attribute(("attr.name", name))
        .with_attribute(("attr.type", kind))
        .write_empty()
        .map(drop)
}

/// What writes the values of nodes or of edges. Most of a file is made of these: one element is used for
/// all, so that its memory is.
struct Data {
    of: &'static str,
    key: String,
    element: BytesStart<'static>,
}

impl Data {
    fn of(of: &'static str) -> Self {
        Data { of, key: String::new(), element: BytesStart::new("data") }
    }

    fn write(&mut self, name: &str, value: &str, xml: &mut Xml) -> io::Result<()> {
        self.key.clear();
        self.key.extend([self.of, "_", name]);
        self.element.clear_attributes();
        self.element.push_attribute(("key", &*self.key));
        xml.write_event(Event::Start(self.element.borrow()))?;
        xml.write_event(Event::Text(BytesText::from_escaped(content(value))))?;
        xml.write_event(Event::End(self.element.to_end()))
    }

    fn told(&mut self, name: &str, value: Option<Value<'_>>, xml: &mut Xml) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.write(name, &value.into_text(), xml))
    }
}

/// The elements around a node or an edge: the file, the graph.
const DEPTH: usize = 2;

fn graph(view: &View<'_>, chosen: Chosen, xml: &mut Xml, out: &mut dyn Write) -> io::Result<()> {
    Data::of("graph").write("title", view.title, xml)?;
    flush(xml, out)?;
    let write = |node: &Node<'_, '_>, data: &mut Data, xml: &mut Xml| {
        xml.create_element("node")
            .with_attribute(("id", node.actor.id.as_str()))
            .write_inner_content(|xml| {
                data.write("label", &node.actor.name, xml)?;
                for column in &columns::NODES {
                    data.told(column.name, column.value(node), xml)?;
                }
                if let Some((x, y)) = node.mark.position {
                    data.write("x", &format!("{x:.2}"), xml)?;
                    data.write("y", &format!("{y:.2}"), xml)?;
                }
                Ok(())
            })
            .map(drop)
    };
    batches::write(nodes(view).into_iter(), out, |_, nodes| {
        inside(DEPTH, |xml| {
            let mut data = Data::of("node");
            nodes.iter().try_for_each(|node| write(node, &mut data, xml))
        })
    })?;
    let mut kinds = Kinds::default();
    let edges = edges(view, chosen.edges).map(|edge| (kinds.next(&edge, chosen.edges), edge));
    let write = |kind: &str, edge: &Edge<'_, '_>, data: &mut Data, xml: &mut Xml| {
        let id = edge.id(chosen.edges, kind);
        xml.create_element("edge")
            .with_attribute(("id", &*id))
            .with_attribute(("source", edge.from().id.as_str()))
            .with_attribute(("target", edge.to().id.as_str()))
            .write_inner_content(|xml| {
                // igraph takes the ids of nodes for those of edges.
                data.write("edge_key", &id, xml)?;
                data.write("label", &edge.label(), xml)?;
                data.write("weight", &edge.weight().to_string(), xml)?;
                for column in columns::shown(view, chosen.edges) {
                    data.told(column.name, column.value(edge), xml)?;
                }
                Ok(())
            })
            .map(drop)
    };
    batches::write(edges, out, |_, edges| {
        inside(DEPTH, |xml| {
            let mut data = Data::of("edge");
            edges.iter().try_for_each(|(kind, edge)| write(kind, edge, &mut data, xml))
        })
    })
}
