//! GEXF 1.3, the Graph Exchange XML Format: a dynamic graph for Gephi and what reads its files.
//!
//! Written for four readers at once. Gephi wants source, target and kind of an edge to be unique,
//! and no column of ours to be called like one of its own. Gephi Lite names columns by their ids
//! and drops dates and spells, so ids are readable and dates stand in columns too. The RELAX NG
//! grammar of GEXF is met (the XSD rejects all files with colours). Must not know the date of today:
//! the same view gives the same bytes.
//!
//! **Directed and undirected.** A tie that holds both ways should be an undirected edge, but no file
//! can have both kinds for everybody: Gephi drops undirected edges, with an error, where the
//! `defaultedgetype` is `directed`, and takes a mixed file only without that attribute; NetworkX reads
//! a file without it as an undirected graph, and refuses every directed edge in it. So there are two
//! ways to write: all directed, with the column `symmetric`, which both read ([`Mutual::Directed`], the
//! default), and mixed, for Gephi ([`Mutual::Undirected`]).

use std::io::{self, Write};

use quick_xml::events::{BytesStart, BytesText, Event};

use super::batches;
use super::columns::{self, OfEdge, Type, Value};
use super::edge::{Edge, edges, last_day};
use super::kind::Kinds;
use super::node::{Node, nodes};
use super::spell::{self, Spell};
use super::xml::{self, Xml, allowed, flush, inside};
use super::{Chosen, Edges, Entry, Mutual, Output};
use crate::model::Family;
use crate::view::{Colour, View};

pub(super) const ENTRY: Entry = Entry {
    name: "gexf",
    extension: "gexf",
    media_type: "application/gexf+xml",
    description: "GEXF 1.3 with time, colours and citations, for Gephi",
    readers: "Gephi, Gephi Lite, NetworkX, graphology",
    keeps: "every column, colours, sizes, positions; time as spells",
    lacks: "the cards of the sources; aliases that hold in one source only; characters that XML forbids",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(write),
};

/// Whether time is written: a view of one date is a static graph, which Gephi Lite reads too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Static,
    Dynamic,
}

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = xml::start()?;
    xml.create_element("gexf")
        .with_attribute(("xmlns", "http://gexf.net/1.3"))
        .with_attribute(("xmlns:viz", "http://gexf.net/1.3/viz"))
        .with_attribute(("version", "1.3"))
        .write_inner_content(|xml| {
            // No `lastmodifieddate`: it would change bytes that mean the same.
            xml.create_element("meta").write_inner_content(|xml| {
                let creator = BytesText::new("whobacks");
                xml.create_element("creator").write_text_content(creator)?;
                let title = allowed(view.title);
                let title = BytesText::new(&title);
                xml.create_element("description").write_text_content(title)?;
                Ok(())
            })?;
            let mode = if view.at.is_some() { Mode::Static } else { Mode::Dynamic };
            let mut graph = xml.create_element("graph");
            if chosen.mutual == Mutual::Directed {
                graph = graph.with_attribute(("defaultedgetype", "directed"));
            }
            graph = graph.with_attribute(("idtype", "string"));
            graph = match mode {
                Mode::Static => graph.with_attribute(("mode", "static")),
                Mode::Dynamic => graph
                    .with_attribute(("mode", "dynamic"))
                    .with_attribute(("timeformat", "date"))
                    .with_attribute(("timerepresentation", "interval")),
            };
            graph.write_inner_content(|xml| write_graph(view, chosen, mode, xml, out))?;
            Ok(())
        })?;
    xml.get_mut().push(b'\n');
    xml::flush(&mut xml, out)
}

/// The elements around a node or an edge: the file, the graph, the list.
const DEPTH: usize = 3;

fn write_graph(
    view: &View<'_>,
    chosen: Chosen,
    mode: Mode,
    xml: &mut Xml,
    out: &mut dyn Write,
) -> io::Result<()> {
    declare("node", columns::NODES.iter().map(|c| (c.name, c.kind)), xml)?;
    declare("edge", columns::shown(view, chosen.edges).map(|c| (c.name, c.kind)), xml)?;
    let (now, columns) = (last_day(view), columns::shown(view, chosen.edges));
    xml.create_element("nodes").write_inner_content(|xml| {
        flush(xml, out)?;
        batches::write(nodes(view).into_iter(), out, |_, nodes| {
            inside(DEPTH, |xml| {
                nodes.iter().try_for_each(|node| {
                    let spells = match mode {
                        Mode::Static => Vec::new(),
                        Mode::Dynamic => Spell::of_actor(node.actor, now),
                    };
                    write_node(node, &spells, xml)
                })
            })
        })
    })?;
    let mut kinds = Kinds::default();
    xml.create_element("edges").write_inner_content(|xml| {
        let edges = edges(view, chosen.edges).map(|edge| (kinds.next(&edge, chosen.edges), edge));
        flush(xml, out)?;
        batches::write(edges, out, |_, edges| {
            inside(DEPTH, |xml| {
                edges.iter().try_for_each(|(kind, edge)| {
                    let spells = match mode {
                        Mode::Static => Vec::new(),
                        Mode::Dynamic => Spell::of_edge(edge),
                    };
                    write_edge(edge, chosen, kind, columns.clone(), &spells, xml)
                })
            })
        })
    })?;
    Ok(())
}

fn declare(
    class: &str,
    mut columns: impl Iterator<Item = (&'static str, Type)>,
    xml: &mut Xml,
) -> io::Result<()> {
    // The mode is said although `static` is the default: Gephi takes a column without one for
    // dynamic, since the graph is.
    xml.create_element("attributes")
        .with_attribute(("class", class))
        .with_attribute(("mode", "static"))
        .write_inner_content(|xml| {
            columns.try_for_each(|(name, kind)| {
                xml.create_element("attribute")
                    .with_attribute(("id", name))
                    .with_attribute(("title", name))
                    .with_attribute(("type", type_word(kind)))
                    .write_empty()
                    .map(drop)
            })
        })?;
    Ok(())
}

fn write_node(node: &Node<'_, '_>, spells: &[Spell], xml: &mut Xml) -> io::Result<()> {
    xml.create_element("node")
        .with_attribute(("id", node.actor.id.as_str()))
        .with_attribute(("label", allowed(&node.actor.name)))
        .write_inner_content(|xml| {
            write_values(columns::NODES.iter().map(|c| (c.name, c.value(node))), xml)?;
            write_spells(spells, xml)?;
            write_colour(Colour::of_kind(node.actor.kind), xml)?;
            if let Some((x, y)) = node.mark.position {
                // Gephi's y grows upwards.
                let [x, y] = [x, -y].map(|at| format!("{at:.2}"));
                xml.create_element("viz:position")
                    .with_attributes([("x", &*x), ("y", &*y), ("z", "0")])
                    .write_empty()?;
            }
            let size = format!("{:.2}", node.size());
            xml.create_element("viz:size").with_attribute(("value", &*size)).write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn write_edge(
    edge: &Edge<'_, '_>,
    chosen: Chosen,
    kind: &str,
    columns: impl Iterator<Item = &'static OfEdge>,
    spells: &[Spell],
    xml: &mut Xml,
) -> io::Result<()> {
    let both_ways = edge.tie.symmetric && chosen.mutual == Mutual::Undirected;
    let weight = edge.weight().to_string();
    xml.create_element("edge")
        .with_attribute(("id", &*edge.id(chosen.edges, kind)))
        .with_attribute(("source", edge.from().id.as_str()))
        .with_attribute(("target", edge.to().id.as_str()))
        .with_attribute(("type", if both_ways { "undirected" } else { "directed" }))
        .with_attribute(("kind", kind))
        .with_attribute(("label", allowed(&edge.label())))
        .with_attribute(("weight", &*weight))
        .write_inner_content(|xml| {
            write_values(columns.map(|c| (c.name, c.value(edge))), xml)?;
            write_spells(spells, xml)?;
            write_colour(Colour::of_family(edge.tie.family), xml)?;
            xml.create_element("viz:thickness")
                .with_attribute(("value", &*weight))
                .write_empty()?;
            let shape = match edge.tie.family {
                _ if !edge.tie.is_asserted() => "dashed",
                Family::Contact | Family::Presence => "dotted",
                _ => "solid",
            };
            xml.create_element("viz:shape").with_attribute(("value", shape)).write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn write_values<'v>(
    values: impl Iterator<Item = (&'static str, Option<Value<'v>>)>,
    xml: &mut Xml,
) -> io::Result<()> {
    // Gephi reports a value that is empty as an error of the file.
    let mut told = values.filter_map(|(name, value)| Some((name, value?.into_text())));
    xml.create_element("attvalues").write_inner_content(|xml| {
        // Most of a file is made of these: one is used for all, so that its memory is.
        let mut element = BytesStart::new("attvalue");
        told.try_for_each(|(name, value)| {
            element.clear_attributes();
            element.push_attribute(("for", name));
            element.push_attribute(("value", &*allowed(&value)));
            xml.write_event(Event::Empty(element.borrow()))
        })
    })?;
    Ok(())
}

/// A type as GEXF calls it.
fn type_word(kind: Type) -> &'static str {
    match kind {
        Type::Text => "string",
        Type::Integer => "integer",
        Type::Boolean => "boolean",
    }
}

fn write_spells(spells: &[Spell], xml: &mut Xml) -> io::Result<()> {
    if spells.is_empty() {
        return Ok(());
    }
    xml.create_element("spells").write_inner_content(|xml| {
        spells.iter().try_for_each(|spell| {
            let day = |name, day: Option<_>| day.map(|d| (name, spell::day(d)));
            let bounds = [day("start", spell.first), day("end", spell.last)];
            xml.create_element("spell")
                .with_attributes(bounds.iter().flatten().map(|(name, day)| (*name, day.as_str())))
                .write_empty()
                .map(drop)
        })
    })?;
    Ok(())
}

/// Without alpha: Gephi Lite turns what has one grey.
fn write_colour(colour: Colour, xml: &mut Xml) -> io::Result<()> {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|channel| channel.to_string());
    xml.create_element("viz:color")
        .with_attributes([("r", &*r), ("g", &*g), ("b", &*b)])
        .write_empty()
        .map(drop)
}
