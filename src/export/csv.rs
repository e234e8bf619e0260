//! Two tables, `nodes.csv` and `edges.csv`, with the headings that Gephi's spreadsheet importer knows
//! (`Id`, `Label`; `Source`, `Target`, `Type`, `Weight`), which people read in any spreadsheet.

use std::io::{self, Write};

use super::batches;
use super::columns;
use super::edge::{Edge, edges};
use super::kind::kinds;
use super::node::{Node, nodes};
use super::table::Lines;
use super::{About, Chosen, Edges, Output};
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "csv",
    extension: "csv",
    media_type: "text/csv",
    description: "nodes.csv and edges.csv, for Gephi and spreadsheets",
    readers: "Gephi (import spreadsheet), spreadsheets, pandas, `whobacks import`",
    keeps: "every column; an apostrophe keeps formulas from running",
    lacks: "the cards of the sources; aliases that hold in one source only; types",
    edges: &[Edges::Claims, Edges::Ties],
    output: Output::Folder(&[("nodes.csv", write_nodes), ("edges.csv", write_edges)]),
};

fn head<'h>(names: impl Iterator<Item = &'h str>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(out);
    lines.row(names.map(|name| Some(name.into())))?;
    lines.finish().map(drop)
}

fn write_nodes(view: &View<'_>, _: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let names = columns::NODES.iter().map(|c| c.name);
    head(["Id", "Label"].into_iter().chain(names), out)?;
    let line = |node: &Node<'_, '_>, out: &mut Lines<Vec<u8>>| {
        let own = [node.actor.id.as_str(), node.actor.name.as_str()].map(|text| Some(text.into()));
        let cells = columns::NODES.iter().map(|column| column.value(node));
        out.row(own.into_iter().chain(cells))
    };
    batches::write(nodes(view).into_iter(), out, |_, nodes| {
        let mut lines = Lines::new(Vec::with_capacity(batches::ROOM));
        nodes.iter().try_for_each(|node| line(node, &mut lines))?;
        lines.finish()
    })
}

fn write_edges(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns::shown(view, chosen.edges);
    let own = ["Id", "Source", "Target", "Type", "Kind", "Label", "Weight"];
    head(own.into_iter().chain(columns.clone().map(|c| c.name)), out)?;
    let edges = edges(view, chosen.edges);
    let line = |kind: &str, edge: &Edge<'_, '_>, out: &mut Lines<Vec<u8>>| {
        // Gephi takes both in one table.
        let direction = if edge.tie.symmetric { "Undirected" } else { "Directed" };
        let own = [
            edge.id(chosen.edges, kind).into(),
            edge.from().id.as_str().into(),
            edge.to().id.as_str().into(),
            direction.into(),
            kind.into(),
            edge.label().into(),
            columns::count(edge.weight()),
        ];
        let cells = columns.clone().map(|column| column.value(edge));
        out.row(own.into_iter().map(Some).chain(cells))
    };
    batches::write(kinds(edges), out, |first, kinds| {
        let mut lines = Lines::new(Vec::with_capacity(batches::ROOM));
        let mut each = (first..).zip(kinds);
        each.try_for_each(|(i, kind)| line(kind, &edges.get(i), &mut lines))?;
        lines.finish()
    })
}
