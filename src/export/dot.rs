//! DOT, the language of Graphviz: sides as boxes around their actors, ties as lines whose look shows what they are.
//!
//! Takes a diagram. Meant for `dot`, and readable with `fdp`. The colour and the end of a line show its kind
//! (an arrow helps, a tee harms), dashes that it is not certain or not a fact, its width how many
//! origins it has; quote and source stand in its tooltip. Every text passes through one quoting
//! function, because the crate that prints the statements escapes nothing. Must not know positions.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt, Subgraph,
    Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::batches;
use super::diagram::{Diagram, Line, Node};
use super::{About, Chosen, Edges, Output};
use crate::choice::Picture;
use crate::look::{Colour, DASHED, Dash, End, Look, border};
use crate::model::Kind;
use crate::view::View;
use names::wrapped;
use quote::{html, quoted};

mod names;
mod quote;

pub(super) const ENTRY: About = About {
    name: "dot",
    extension: "dot",
    media_type: "text/vnd.graphviz",
    description: "DOT, a diagram for Graphviz: actors by side, ties by family",
    readers: "Graphviz (`dot`, `fdp`) and other programs that read DOT",
    keeps: "actors by side, ties with colour, sign and footing; claims, quotes and sources as tooltips",
    lacks: "typed columns; dates as time",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(|view, chosen, out| of_view(view, chosen, out)),
};

const FONT: &str = "Helvetica";

fn of_view(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    write(&Diagram::of_view(view, chosen.edges), out)
}

/// Writes what a picture shows for Graphviz to draw, with its notes as tooltips.
///
/// # Errors
/// When the writer fails.
pub fn picture(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    write(&Diagram::of_picture(picture), out)
}

fn write(diagram: &Diagram<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut printer, head) = printer();
    out.write_all(head.as_bytes())?;
    for stmt in frame(diagram).into_iter().chain(actors(diagram)) {
        out.write_all(b"\n")?;
        out.write_all(stmt.print(&mut printer).as_bytes())?;
    }
    batches::write(0..diagram.lines, out, |_, places| {
        let (mut printer, _) = self::printer();
        let mut bytes = Vec::with_capacity(batches::ROOM);
        for i in places {
            bytes.push(b'\n');
            let line = line(diagram, &(diagram.line)(*i)).print(&mut printer);
            bytes.extend_from_slice(line.as_bytes());
        }
        Ok(bytes)
    })?;
    out.write_all(b"\n}\n")
}

/// A printer of statements, and what comes before them. The crate prints a graph as one string;
/// here it prints an empty graph, whose brackets are then filled statement by statement.
fn printer() -> (PrinterContext, String) {
    let mut printer = PrinterContext::default();
    printer.with_semi();
    let id = Id::Plain("whobacks".to_owned());
    let graph = Graph::DiGraph { id, strict: false, stmts: Vec::new() };
    let brackets = graph.print(&mut printer);
    let head = brackets.trim_end_matches(['\n', '}']).to_owned();
    (printer, head)
}

/// Attributes of the whole drawing: title, legend, fonts.
fn frame(diagram: &Diagram<'_>) -> Vec<Stmt> {
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
        ("tooltip", &diagram.title),
        // For `fdp`: how long a line likes to be, in inches.
        ("K", "0.9"),
        ("overlap", "false"),
    ]);
    graph.push(Attribute(Id::Plain("label".to_owned()), Id::Html(heading(diagram))));
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

/// The title; under it what the lines mean, for the kinds that occur.
fn heading(diagram: &Diagram<'_>) -> String {
    let entry = |look: &Look| {
        let sign = match look.end() {
            End::Arrow => "─▶",
            End::Tee => "─┤",
            End::Hollow => "─▷",
            End::Open => "┈›",
            End::Dot => "┈○",
        };
        format!("<font color=\"{}\"><b>{sign}</b> {}</font>", look.colour(), look.words())
    };
    let mut parts: Vec<String> = diagram.looks.iter().map(entry).collect();
    if diagram.dashed {
        parts.push(format!("╌╌ {DASHED}"));
    }
    if parts.is_empty() {
        parts.push(html(""));
    }
    let (title, faint, legend) = (html(&diagram.title), Colour::FAINT, parts.join("     "));
    // The outer brackets are DOT's, not a tag's.
    format!(
        "<<font point-size=\"20\"><b>{title}</b></font><br/>\
         <font point-size=\"4\"> </font><br/>\
         <font point-size=\"11\" color=\"{faint}\">{legend}</font><br/> >"
    )
}

/// The actors: first those on sides, in boxes, then the others.
fn actors(diagram: &Diagram<'_>) -> Vec<Stmt> {
    let of = |side: Option<usize>, colour: Colour| {
        let members = diagram.nodes.iter().filter(move |node| node.side == side);
        members.map(move |member| node(member, colour))
    };
    let cluster = |(i, (name, place)): (usize, &(String, usize))| {
        let colour = Colour::of_side(*place);
        cluster(i, name, colour.ground(*place), colour, of(Some(i), colour).collect())
    };
    let sides = diagram.sides.iter().enumerate().map(cluster);
    sides.chain(of(None, Colour::FAINT)).collect()
}

/// A side in its box.
fn cluster(i: usize, name: &str, ground: Colour, colour: Colour, nodes: Vec<Stmt>) -> Stmt {
    let look = attributes(&[
        ("label", name),
        ("tooltip", name),
        ("style", "rounded,filled"),
        ("color", &colour.tint(60).to_string()),
        ("fillcolor", &ground.to_string()),
        ("fontcolor", &colour.for_text().to_string()),
        ("fontname", "Helvetica-Bold"),
        ("labeljust", "l"),
        ("margin", "12"),
    ]);
    let stmts = std::iter::once(Stmt::GAttribute(GraphAttributes::Graph(look))).chain(nodes);
    let id = Id::Plain(quoted(&format!("cluster_{i}")));
    Stmt::Subgraph(Subgraph { id, stmts: stmts.collect() })
}

fn id(node: &Node) -> NodeId {
    NodeId(Id::Plain(quoted(&node.id)), None)
}

/// An actor in the colour of its side; a state with a thick border, as in the picture.
fn node(node: &Node, colour: Colour) -> Stmt {
    let mut look = attributes(&[
        ("label", &wrapped(&node.label)),
        ("tooltip", &node.tooltip),
        ("color", &colour.to_string()),
        ("penwidth", &border(node.kind, node.core).to_string()),
    ]);
    if node.kind == Kind::Unnamed {
        look.push(attribute("style", "rounded,filled,dashed"));
    }
    Stmt::Node(DotNode::new(id(node), look))
}

fn line(diagram: &Diagram<'_>, line: &Line) -> Stmt {
    let colour = line.style.look.colour().to_string();
    let style = match line.style.dash() {
        Dash::Solid => "solid",
        Dash::Dotted => "dotted",
        Dash::Dashed | Dash::DotDashed => "dashed",
    };
    let tooltip = attribute("tooltip", &line.tooltip);
    let same = Attribute(Id::Plain("labeltooltip".to_owned()), tooltip.1.clone());
    let mut look = vec![attribute("label", spaced(&line.label)), tooltip, same];
    look.extend(attributes(&[
        ("class", line.class),
        ("color", &colour),
        ("fontcolor", &line.style.look.ink().to_string()),
        ("style", style),
        // In points, of which a column's 640 units are 510.
        ("penwidth", &format!("{:.1}", 0.8 * line.style.width())),
        ("arrowhead", head(line.style.look)),
    ]));
    if line.style.both {
        look.push(attribute("dir", "both"));
        look.push(attribute("arrowtail", head(line.style.look)));
    }
    look.push(attribute("weight", pull(line.style.look)));
    let end = |place: usize| Vertex::N(id(&diagram.nodes[place]));
    Stmt::Edge(Edge { ty: EdgeTy::Pair(end(line.ends.0), end(line.ends.1)), attributes: look })
}

/// The end of a line in Graphviz' words.
fn head(look: Look) -> &'static str {
    match look.end() {
        End::Arrow => "normal",
        End::Tee => "tee",
        End::Hollow => "empty",
        End::Open => "vee",
        End::Dot => "odot",
    }
}

/// How strongly a line is kept short and straight, so that actors who belong together, and backers and backed,
/// stand near each other.
fn pull(look: Look) -> &'static str {
    match look {
        Look::Structure => "3",
        Look::Support => "2",
        Look::Hostility | Look::Contact | Look::Presence => "1",
    }
}

/// A label with room on both sides; `dot` sets labels so near that they touch their lines.
fn spaced(label: &str) -> String {
    let lines: Vec<String> = label.lines().map(|line| format!("\u{a0}{line}\u{a0}")).collect();
    lines.join("\n")
}

/// An attribute whose value is any text.
fn attribute(name: &str, value: impl AsRef<str>) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Plain(quoted(value.as_ref())))
}

fn attributes(pairs: &[(&str, &str)]) -> Vec<Attribute> {
    pairs.iter().map(|(name, value)| attribute(name, value)).collect()
}
