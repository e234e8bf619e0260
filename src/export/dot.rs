//! DOT, Graphviz' language: actors in boxes by kind, ties as lines that look like what they are.
//!
//! Meant for `dot`, and readable with `fdp`. A line tells its family by colour and by its end (an
//! arrow helps, a tee harms), its footing by dashes, the number of its sources by its width; quote
//! and source stand in its tooltip. Every text passes through the one quoting function, because
//! the crate that prints the statements escapes nothing. Must not know where anything is drawn.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::batches;
use super::edge::{Edge, edges};
use super::{Chosen, Edges, Entry, Output};
use crate::model::{Actor, Kind};
use crate::view::{Colour, View};
use quote::{html, quoted};

pub mod alliance;
mod legend;
mod line;
mod quote;
mod wording;

pub(super) const ENTRY: Entry = Entry {
    name: "dot",
    extension: "dot",
    media_type: "text/vnd.graphviz",
    description: "DOT, a diagram for Graphviz: actors by kind, ties by family",
    readers: "Graphviz (`dot`, `fdp`), and what reads DOT",
    keeps: "actors by kind, ties with colour, sign and footing; claims, quotes and sources as tooltips",
    lacks: "typed columns; dates as time",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(write),
};

const FONT: &str = "Helvetica";

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mode = chosen.edges;
    let (mut printer, head) = printer();
    out.write_all(head.as_bytes())?;
    for stmt in frame(view).into_iter().chain(clusters(view)) {
        out.write_all(b"\n")?;
        out.write_all(stmt.print(&mut printer).as_bytes())?;
    }
    batches::write(edges(view, mode), out, |_, edges| {
        let (mut printer, _) = self::printer();
        let print = |edge| ["\n", &tie(edge, mode).print(&mut printer)].concat().into_bytes();
        Ok(edges.iter().flat_map(print).collect())
    })?;
    out.write_all(b"\n}\n")
}

/// A printer of statements, and what stands in front of them. The crate prints a graph in one string;
/// of an empty one only the brackets are printed, and the printer is then inside them.
fn printer() -> (PrinterContext, String) {
    let mut printer = PrinterContext::default();
    printer.with_semi();
    let id = Id::Plain("whobacks".to_owned());
    let graph = Graph::DiGraph { id, strict: false, stmts: Vec::new() };
    let brackets = graph.print(&mut printer);
    let head = brackets.trim_end_matches(['\n', '}']).to_owned();
    (printer, head)
}

/// An attribute whose value is any text.
fn attribute(name: &str, value: impl AsRef<str>) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(quoted(value.as_ref())))
}

fn attributes(pairs: &[(&str, &str)]) -> Vec<Attribute> {
    pairs.iter().map(|(name, value)| attribute(name, value)).collect()
}

/// What holds for the whole drawing: title, legend, fonts.
fn frame(view: &View<'_>) -> Vec<Stmt> {
    let mut graph = attributes(&[
        ("rankdir", "TB"),
        // Graphviz' older ranking fails ("trouble in init_rank") on ties that go in circles between
        // clusters.
        ("newrank", "true"),
        ("fontname", FONT),
        ("fontcolor", &Colour::INK.to_string()),
        ("labelloc", "t"),
        ("nodesep", "0.28"),
        ("ranksep", "0.7"),
        // Names stay readable where a line has to cross them.
        ("outputorder", "edgesfirst"),
        ("pad", "0.3"),
        ("bgcolor", &Colour::PAPER.to_string()),
        ("tooltip", view.title),
        // For `fdp`: how long a line likes to be, in inches.
        ("K", "0.9"),
        ("overlap", "false"),
    ]);
    graph.push(Attribute(Id::Plain("label".to_owned()), Id::Html(legend::html(view))));
    let node = attributes(&[
        ("shape", "box"),
        ("style", "rounded,filled"),
        ("fillcolor", &Colour::PAPER.to_string()),
        ("fontname", FONT),
        ("fontsize", "11"),
        ("fontcolor", &Colour::INK.to_string()),
        ("height", "0.3"),
        ("margin", "0.13,0.06"),
        ("penwidth", "1.2"),
    ]);
    let edge = attributes(&[("fontname", FONT), ("fontsize", "9"), ("arrowsize", "0.7")]);
    [GraphAttributes::Graph(graph), GraphAttributes::Node(node), GraphAttributes::Edge(edge)]
        .map(Stmt::GAttribute)
        .into()
}

/// The actors, in a box per kind.
fn clusters<'v>(view: &'v View<'_>) -> impl Iterator<Item = Stmt> + 'v {
    let kinds = Kind::ALL.into_iter().chain([Kind::Unnamed]);
    kinds.filter_map(|kind| {
        let mut members = view.actors.iter().filter(|a| a.kind == kind).peekable();
        members.peek()?;
        let colour = Colour::of_kind(kind);
        let look = attributes(&[
            ("label", kind.plural()),
            ("tooltip", kind.plural()),
            ("style", "rounded,filled"),
            ("color", &colour.tint(45).to_string()),
            ("fillcolor", &colour.tint(9).to_string()),
            ("fontname", "Helvetica-Bold"),
            ("fontsize", "11"),
            ("fontcolor", &colour.shade(30).to_string()),
            ("labeljust", "l"),
            ("margin", "10"),
        ]);
        let mut stmts = vec![Stmt::GAttribute(GraphAttributes::Graph(look))];
        stmts.extend(members.map(|actor| node(actor)));
        let id = Id::Plain(quoted(&format!("cluster_{}", kind.word())));
        Some(Stmt::Subgraph(Subgraph { id, stmts }))
    })
}

fn id(actor: &Actor) -> NodeId {
    NodeId(Id::Plain(quoted(actor.id.as_str())), None)
}

fn node(actor: &Actor) -> Stmt {
    let mut look = attributes(&[
        ("label", &wording::wrapped(actor.label())),
        ("tooltip", &wording::of_actor(actor)),
        ("color", &Colour::of_kind(actor.kind).to_string()),
    ]);
    if actor.kind == Kind::Unnamed {
        look.push(attribute("style", "rounded,filled,dashed"));
    }
    Stmt::Node(Node::new(id(actor), look))
}

fn tie(edge: &Edge<'_, '_>, mode: Edges) -> Stmt {
    let tooltip = wording::of_edge(edge);
    let mut look = attributes(&[
        ("label", &wording::spaced(&wording::label(edge, mode))),
        ("tooltip", &tooltip),
        ("labeltooltip", &tooltip),
        ("class", edge.tie.family.word()),
    ]);
    look.extend(line::of(edge));
    let ends = EdgeTy::Pair(Vertex::N(id(edge.from())), Vertex::N(id(edge.to())));
    Stmt::Edge(DotEdge { ty: ends, attributes: look })
}
