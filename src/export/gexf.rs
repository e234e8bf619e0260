//! GEXF 1.3, the Graph Exchange XML Format: a dynamic graph for Gephi and what reads its files.
//!
//! Written for several readers at once. Gephi requires source, target and kind of an edge to be unique,
//! and our columns must not have the names of its own. Gephi Lite names columns by their ids
//! and drops dates and spells, so ids are readable and dates stand in columns too. The files satisfy the RELAX NG
//! grammar of GEXF (the XSD rejects all files with colours). Must not know today's date:
//! the same view gives the same bytes.
//!
//! **Directed and undirected.** A tie that holds both ways should be an undirected edge, but no file with
//! both kinds suits all readers: Gephi drops undirected edges, with an error, if the
//! `defaultedgetype` is `directed`, and reads a mixed file only without that attribute; NetworkX reads
//! a file without it as an undirected graph, and refuses every directed edge in it. So there are two
//! ways to write: all directed, with the column `symmetric`, which both read ([`Mutual::Directed`], the
//! default), and mixed, for Gephi ([`Mutual::Undirected`]).

use std::io::{self, Write};

use super::batches;
use super::columns::{self, OfEdge, Type, Value};
use super::edge::{Edge, edges, last_day};
use super::kind::kinds;
use super::node::{Node, nodes};
use super::spell::{self, Spell};
use super::xml::Xml;
use super::{About, Chosen, Edges, Mutual, Output};
use crate::look::Colour;
use crate::model::Family;
use crate::view::View;

pub(super) const ENTRY: About = About {
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
    let mut xml = Xml::start()?;
    let spaces = [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz")];
    xml.open("gexf", spaces.into_iter().chain([("version", "1.3")]))?;
    // No `lastmodifieddate`: it would change bytes that mean the same.
    xml.open("meta", [])?;
    xml.text("creator", [], "whobacks")?;
    xml.text("description", [], view.title)?;
    xml.close("meta")?;
    let mode = if view.at.is_some() { Mode::Static } else { Mode::Dynamic };
    let directed = (chosen.mutual == Mutual::Directed).then_some(("defaultedgetype", "directed"));
    let time: &[_] = match mode {
        Mode::Static => &[("mode", "static")],
        Mode::Dynamic => {
            &[("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")]
        }
    };
    let own = directed.into_iter().chain([("idtype", "string")]);
    xml.open("graph", own.chain(time.iter().copied()))?;
    declare("node", columns::NODES.iter().map(|c| (c.name, c.kind)), &mut xml)?;
    declare("edge", columns::shown(view, chosen.edges).map(|c| (c.name, c.kind)), &mut xml)?;
    write_nodes(view, mode, &mut xml, out)?;
    write_edges(view, chosen, mode, &mut xml, out)?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.finish(out)
}

fn declare(
    class: &str,
    columns: impl Iterator<Item = (&'static str, Type)>,
    xml: &mut Xml,
) -> io::Result<()> {
    // The mode is written although `static` is the default, because Gephi takes a column without one for
    // dynamic if the graph is.
    xml.open("attributes", [("class", class), ("mode", "static")])?;
    for (name, kind) in columns {
        xml.empty("attribute", [("id", name), ("title", name), ("type", type_word(kind))])?;
    }
    xml.close("attributes")
}

/// The elements around a node or an edge: the file, the graph, the list.
const DEPTH: usize = 3;

fn write_nodes(view: &View<'_>, mode: Mode, xml: &mut Xml, out: &mut dyn Write) -> io::Result<()> {
    let now = last_day(view);
    xml.open("nodes", [])?;
    xml.flush(out)?;
    batches::write(nodes(view).into_iter(), out, |_, nodes| {
        Xml::inside(DEPTH, |xml| {
            nodes.iter().try_for_each(|node| {
                let spells = match mode {
                    Mode::Static => Vec::new(),
                    Mode::Dynamic => Spell::of_actor(node.actor, now),
                };
                write_node(node, &spells, xml)
            })
        })
    })?;
    xml.close("nodes")
}

fn write_edges(
    view: &View<'_>,
    chosen: Chosen,
    mode: Mode,
    xml: &mut Xml,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = columns::shown(view, chosen.edges);
    let edges = edges(view, chosen.edges);
    xml.open("edges", [])?;
    xml.flush(out)?;
    batches::write(kinds(edges), out, |first, kinds| {
        Xml::inside(DEPTH, |xml| {
            (first..).zip(kinds).try_for_each(|(i, kind)| {
                let edge = edges.get(i);
                let spells = match mode {
                    Mode::Static => Vec::new(),
                    Mode::Dynamic => Spell::of_edge(&edge),
                };
                write_edge(&edge, chosen, kind, columns.clone(), &spells, xml)
            })
        })
    })?;
    xml.close("edges")
}

fn write_node(node: &Node<'_, '_>, spells: &[Spell], xml: &mut Xml) -> io::Result<()> {
    xml.open("node", [("id", node.actor.id.as_str()), ("label", &node.actor.name)])?;
    write_values(columns::NODES.iter().map(|c| (c.name, c.value(node))), xml)?;
    write_spells(spells, xml)?;
    write_colour(Colour::of_kind(node.actor.kind), xml)?;
    if let Some((x, y)) = node.mark.position {
        // Gephi's y grows upwards.
        let [x, y] = [x, -y].map(|at| format!("{at:.2}"));
        xml.empty("viz:position", [("x", &*x), ("y", &*y), ("z", "0")])?;
    }
    xml.empty("viz:size", [("value", &*format!("{:.2}", node.size()))])?;
    xml.close("node")
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
    let attributes = [
        ("id", &*edge.id(chosen.edges, kind)),
        ("source", edge.from().id.as_str()),
        ("target", edge.to().id.as_str()),
        ("type", if both_ways { "undirected" } else { "directed" }),
        ("kind", kind),
        ("label", &*edge.label()),
        ("weight", &*weight),
    ];
    xml.open("edge", attributes)?;
    write_values(columns.map(|c| (c.name, c.value(edge))), xml)?;
    write_spells(spells, xml)?;
    write_colour(Colour::of_family(edge.tie.family), xml)?;
    xml.empty("viz:thickness", [("value", &*weight)])?;
    let shape = match edge.tie.family {
        _ if !edge.tie.is_asserted() => "dashed",
        Family::Contact | Family::Presence => "dotted",
        _ => "solid",
    };
    xml.empty("viz:shape", [("value", shape)])?;
    xml.close("edge")
}

fn write_values<'v>(
    values: impl Iterator<Item = (&'static str, Option<Value<'v>>)>,
    xml: &mut Xml,
) -> io::Result<()> {
    xml.open("attvalues", [])?;
    for (name, value) in values {
        // Gephi reports a value that is empty as an error of the file.
        if let Some(value) = value {
            xml.empty("attvalue", [("for", name), ("value", &*value.into_text())])?;
        }
    }
    xml.close("attvalues")
}

/// The name of a type in GEXF.
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
    xml.open("spells", [])?;
    for spell in spells {
        let day = |name, day: Option<_>| day.map(|d| (name, spell::day(d)));
        let bounds = [day("start", spell.first), day("end", spell.last)];
        xml.empty("spell", bounds.iter().flatten().map(|(name, day)| (*name, day.as_str())))?;
    }
    xml.close("spells")
}

/// Without alpha, because Gephi Lite turns colours with alpha grey.
fn write_colour(colour: Colour, xml: &mut Xml) -> io::Result<()> {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|channel| channel.to_string());
    xml.empty("viz:color", [("r", &*r), ("g", &*g), ("b", &*b)])
}
