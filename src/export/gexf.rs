//! GEXF 1.3, the Graph Exchange XML Format: a dynamic graph for Gephi and what reads its files.
//!
//! Written for four readers at once. Gephi wants source, target and kind of an edge to be unique,
//! and no column of ours to be called like one of its own. Gephi Lite names columns by their ids
//! and drops dates and spells, so ids are readable and dates stand in columns too. NetworkX refuses
//! a file that mixes directed and undirected edges, so all are directed and those that hold both
//! ways say so in the column `symmetric`. The RELAX NG grammar of GEXF is met (the XSD rejects all
//! files with colours). Must not know the date of today: the same view gives the same bytes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::edge::{Edge, edges};
use super::xml::allowed;
use super::{Edges, Entry};
use crate::model::{Actor, Family};
use crate::view::{Colour, View};
use columns::Type;
use kind::Kinds;
use spell::Spell;

mod columns;
mod kind;
mod spell;

pub(super) const ENTRY: Entry = Entry {
    name: "gexf",
    extension: "gexf",
    media_type: "application/gexf+xml",
    description: "GEXF 1.3 with time, colours and citations, for Gephi",
    edges: &[Edges::Ties, Edges::Claims],
    write,
};

type Xml<'w> = Writer<&'w mut dyn Write>;

fn write(view: &View<'_>, mode: Edges, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
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
            xml.create_element("graph")
                .with_attribute(("defaultedgetype", "directed"))
                .with_attribute(("idtype", "string"))
                .with_attribute(("mode", "dynamic"))
                .with_attribute(("timeformat", "date"))
                .with_attribute(("timerepresentation", "interval"))
                .write_inner_content(|xml| write_graph(view, mode, xml))?;
            Ok(())
        })?;
    xml.into_inner().write_all(b"\n")
}

fn write_graph(view: &View<'_>, mode: Edges, xml: &mut Xml<'_>) -> io::Result<()> {
    declare("node", columns::NODES.iter().map(|c| (c.name, c.kind)), xml)?;
    declare("edge", columns::of_edges(mode).map(|c| (c.name, c.kind)), xml)?;
    let sizes = sizes(view);
    xml.create_element("nodes").write_inner_content(|xml| {
        view.actors.iter().zip(sizes).try_for_each(|(actor, size)| write_node(actor, size, xml))
    })?;
    let mut kinds = Kinds::default();
    xml.create_element("edges").write_inner_content(|xml| {
        edges(view, mode).try_for_each(|edge| {
            let kind = kinds.next(&edge, mode);
            write_edge(&edge, mode, &kind, xml)
        })
    })?;
    Ok(())
}

/// How large each actor is drawn: its area grows with the number of its ties.
fn sizes(view: &View<'_>) -> Vec<f64> {
    let mut degrees = vec![0_u32; view.actors.len()];
    for tie in &view.ties {
        degrees[tie.from] += 1;
        degrees[tie.to] += 1;
    }
    degrees.into_iter().map(|degree| 8.0 * f64::from(degree + 1).sqrt()).collect()
}

fn declare(
    class: &str,
    mut columns: impl Iterator<Item = (&'static str, Type)>,
    xml: &mut Xml<'_>,
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
                    .with_attribute(("type", kind.word()))
                    .write_empty()
                    .map(drop)
            })
        })?;
    Ok(())
}

fn write_node(actor: &Actor, size: f64, xml: &mut Xml<'_>) -> io::Result<()> {
    xml.create_element("node")
        .with_attribute(("id", actor.id.as_str()))
        .with_attribute(("label", allowed(&actor.name)))
        .write_inner_content(|xml| {
            write_values(columns::NODES.iter().map(|c| (c.name, (c.value)(actor))), xml)?;
            write_spells(&Spell::of_actor(actor), xml)?;
            write_colour(Colour::of_kind(actor.kind), xml)?;
            let size = format!("{size:.2}");
            xml.create_element("viz:size").with_attribute(("value", &*size)).write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn write_edge(edge: &Edge<'_, '_>, mode: Edges, kind: &str, xml: &mut Xml<'_>) -> io::Result<()> {
    let (from, to) = (edge.from().id.as_str(), edge.to().id.as_str());
    let id = match (mode, edge.only_claim()) {
        (Edges::Claims, Some(only)) => only.at.claim.id.to_string(),
        _ => format!("{from}/{to}/{}", kind.replace(' ', "-")),
    };
    let labels: Vec<&str> = edge.relations().iter().map(|r| r.label.as_str()).collect();
    let weight = edge.weight().to_string();
    xml.create_element("edge")
        .with_attribute(("id", &*id))
        .with_attribute(("source", from))
        .with_attribute(("target", to))
        .with_attribute(("type", "directed"))
        .with_attribute(("kind", kind))
        .with_attribute(("label", allowed(&labels.join(", "))))
        .with_attribute(("weight", &*weight))
        .write_inner_content(|xml| {
            write_values(columns::of_edges(mode).map(|c| (c.name, (c.value)(edge))), xml)?;
            write_spells(&Spell::of_edge(edge), xml)?;
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

fn write_values(
    values: impl Iterator<Item = (&'static str, Option<String>)>,
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    // Gephi reports a value that is empty as an error of the file.
    let mut told =
        values.filter_map(|(name, value)| Some((name, value.filter(|v| !v.is_empty())?)));
    xml.create_element("attvalues").write_inner_content(|xml| {
        told.try_for_each(|(name, value)| {
            xml.create_element("attvalue")
                .with_attribute(("for", name))
                .with_attribute(("value", allowed(&value)))
                .write_empty()
                .map(drop)
        })
    })?;
    Ok(())
}

fn write_spells(spells: &[Spell], xml: &mut Xml<'_>) -> io::Result<()> {
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
fn write_colour(colour: Colour, xml: &mut Xml<'_>) -> io::Result<()> {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|channel| channel.to_string());
    xml.create_element("viz:color")
        .with_attributes([("r", &*r), ("g", &*g), ("b", &*b)])
        .write_empty()
        .map(drop)
}
