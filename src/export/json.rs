//! Node-link JSON, the machine's view: one node per actor, one edge per claim, nothing left out.
//!
//! A contract, with a version: names and order of the fields do not change within it. It is what
//! NetworkX reads as a multigraph with `node_link_graph(d, edges="edges")`. One source, relation,
//! node and edge stands on each line, so that two versions can be compared by eye; it is written
//! as it goes, because a file can hold a million claims.

use std::io::{self, Write};

use serde::Serialize;

use super::batches;
use super::{About, Chosen, Edges, Output};
use crate::view::View;

pub(crate) mod contract;
pub(super) mod line;
mod of;

use contract::{Edge, Node, Relation, Source, VERSION};

pub(super) const ENTRY: About = About {
    name: "json",
    extension: "json",
    media_type: "application/json",
    description: "node-link JSON with every claim and citation, for programs (NetworkX)",
    readers: "NetworkX (`node_link_graph`), `jq`, `whobacks import`",
    keeps: "everything: it is read back without loss",
    lacks: "nothing",
    edges: &[Edges::Claims],
    output: Output::File(write),
};

fn write(view: &View<'_>, _: Chosen, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"whobacks\": {VERSION}, \"directed\": true, \"multigraph\": true,")?;
    if let Some(left_out) = view.draft {
        write!(out, "\n \"draft\": {{\"left_out\": {left_out}}},")?;
    }
    write!(out, "\n \"graph\": {{\"title\": ")?;
    line::write(&view.title, out)?;
    write!(out, ",\n  \"sources\": [")?;
    list(view.sources.iter().map(|s| Source::from(*s)), "\n   ", out)?;
    write!(out, "],\n  \"relations\": {{")?;
    for (i, relation) in view.relations.iter().enumerate() {
        out.write_all(if i == 0 { b"\n   " } else { b",\n   " })?;
        line::write(&relation.relation.id, out)?;
        out.write_all(b": ")?;
        line::write(&Relation::from(relation), out)?;
    }
    write!(out, "}}")?;
    if !view.declared_sides.is_empty() {
        let pairs = view.declared_sides.iter().map(|(name, actors)| (*name, actors));
        write!(out, ",\n  \"sides\": ")?;
        line::write(&Ordered(pairs), out)?;
    }
    if !view.slices.is_empty() {
        write!(out, ",\n  \"slices\": ")?;
        line::write(view.slices, out)?;
    }
    write!(out, "}},\n \"nodes\": [")?;
    list(view.actors.iter().map(|actor| Node::new(actor, view)), "\n  ", out)?;
    write!(out, "],\n \"edges\": [")?;
    batches::write(view.claims.iter(), out, |first, claims| {
        let mut bytes = Vec::with_capacity(batches::ROOM);
        for (i, claim) in (first..).zip(claims) {
            bytes.extend_from_slice(if i == 0 { b"\n  " } else { b",\n  " });
            line::write(&Edge::from(*claim), &mut bytes)?;
        }
        Ok(bytes)
    })?;
    writeln!(out, "]}}")
}

/// A claim, as an edge of the file.
#[cfg(feature = "serve")]
pub(crate) fn edge(claim: &crate::view::ClaimView<'_>) -> serde_json::Value {
    serde_json::to_value(Edge::from(claim)).unwrap_or_default()
}

/// An object whose fields stand in the order of the pairs.
struct Ordered<I>(I);

impl<'a, T: Serialize + 'a, I: Iterator<Item = (&'a str, T)> + Clone> Serialize for Ordered<I> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

/// The items of an array, each on its line.
fn list<T: Serialize>(
    items: impl Iterator<Item = T>,
    start: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (i, item) in items.enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        out.write_all(start.as_bytes())?;
        line::write(&item, out)?;
    }
    Ok(())
}
