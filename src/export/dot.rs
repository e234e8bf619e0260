//! DOT, Graphviz' language: sides as boxes around their actors, ties as lines that look like what they are.
//!
//! Meant for `dot`, and readable with `fdp`. A line tells its family by colour and by its end (an
//! arrow helps, a tee harms), its footing by dashes, the number of its sources by its width; quote
//! and source stand in its tooltip. Every text passes through the one quoting function, because
//! the crate that prints the statements escapes nothing. Must not know where anything is drawn.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::batches;
use super::edge::{Edge, edges};
use super::{About, Chosen, Edges, Output};
use crate::model::{Actor, Kind};
use crate::view::{Colour, View};
use quote::{html, quoted};

pub mod alliance;
mod legend;
mod line;
mod quote;
mod wording;

pub(super) const ENTRY: About = About {
    name: "dot",
    extension: "dot",
    media_type: "text/vnd.graphviz",
    description: "DOT, a diagram for Graphviz: actors by side, ties by family",
    readers: "Graphviz (`dot`, `fdp`), and what reads DOT",
    keeps: "actors by side, ties with colour, sign and footing; claims, quotes and sources as tooltips",
    lacks: "typed columns; dates as time",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(write),
};

const FONT: &str = "Helvetica";

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    let mode = chosen.edges;
    let (mut printer, head) = printer();
    out.write_all(head.as_bytes())?;
    for stmt in frame(view).into_iter().chain(actors(view)) {
        out.write_all(b"\n")?;
        out.write_all(stmt.print(&mut printer).as_bytes())?;
    }
    let edges = edges(view, mode);
    batches::write(0..edges.len(), out, |_, places| {
        let (mut printer, _) = self::printer();
        let mut print = |i: &usize| tie(&edges.get(*i), mode).print(&mut printer);
        Ok(places.iter().flat_map(|i| ["\n", &print(i)].concat().into_bytes()).collect())
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

/// The actors: those of a side in a box, the largest side first; the others after them.
fn actors(view: &View<'_>) -> Vec<Stmt> {
    let mut sides: BTreeMap<&str, Vec<&Actor>> = BTreeMap::new();
    let mut alone = Vec::new();
    for (actor, mark) in view.actors.iter().zip(&view.marks) {
        match &mark.side {
            Some(side) => sides.entry(side).or_default().push(actor),
            None => alone.push(node(actor, Colour::FAINT)),
        }
    }
    let mut sides: Vec<(&str, Vec<&Actor>)> = sides.into_iter().collect();
    // Stable: of two that are as large, the first in the alphabet.
    sides.sort_by_key(|(_, members)| Reverse(members.len()));
    let cluster = |(place, (name, members)): (usize, (&str, Vec<&Actor>))| {
        let colour = Colour::of_side(place);
        let nodes = members.into_iter().map(|actor| node(actor, colour));
        cluster(place, name, colour, nodes.collect())
    };
    sides.into_iter().enumerate().map(cluster).chain(alone).collect()
}

/// A side in its box.
fn cluster(place: usize, name: &str, colour: Colour, nodes: Vec<Stmt>) -> Stmt {
    let look = attributes(&[
        ("label", name),
        ("tooltip", name),
        ("style", "rounded,filled"),
        ("color", &colour.tint(60).to_string()),
        ("fillcolor", &colour.ground(place).to_string()),
        ("fontcolor", &colour.for_text().to_string()),
        ("fontname", "Helvetica-Bold"),
        ("labeljust", "l"),
        ("margin", "12"),
    ]);
    let stmts = std::iter::once(Stmt::GAttribute(GraphAttributes::Graph(look))).chain(nodes);
    let id = Id::Plain(quoted(&format!("cluster_{place}")));
    Stmt::Subgraph(Subgraph { id, stmts: stmts.collect() })
}

fn id(actor: &Actor) -> NodeId {
    NodeId(Id::Plain(quoted(actor.id.as_str())), None)
}

/// An actor in the colour of its side; a state with a thick border, as in the picture.
fn node(actor: &Actor, colour: Colour) -> Stmt {
    let mut look = attributes(&[
        ("label", &wording::wrapped(actor.label())),
        ("tooltip", &wording::of_actor(actor)),
        ("color", &colour.to_string()),
        ("penwidth", if actor.kind == Kind::State { "1.8" } else { "1.1" }),
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
