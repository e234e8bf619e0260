//! The alliance diagram as DOT: sides as clusters, the notes as tooltips, the colours of the picture.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Stmt, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::{FONT, attribute, attributes, cluster, id, line, wording};
use crate::model::Family;
use crate::view::Colour;
use crate::view::alliance::{Alliance, Footing, Line, Member, Note};

/// Writes what a picture shows for Graphviz to draw.
///
/// # Errors
/// When the writer fails.
pub fn write(alliance: &Alliance<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut stmts = frame(alliance);
    for (i, camp) in alliance.sides.iter().enumerate() {
        let members = alliance.actors.iter().filter(|member| member.side == Some(i));
        let nodes = members.map(|member| node(alliance, member)).collect();
        stmts.push(cluster(i, &camp.name, camp.colour, nodes));
    }
    let alone = alliance.actors.iter().filter(|member| member.side.is_none());
    stmts.extend(alone.map(|member| node(alliance, member)));
    stmts.extend(alliance.ties.iter().zip(&alliance.notes).map(|(t, n)| edge(alliance, t, n)));
    let graph = Graph::DiGraph { id: Id::Plain("whobacks".to_owned()), strict: false, stmts };
    let text = graph.print(PrinterContext::default().with_semi());
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")
}

fn frame(alliance: &Alliance<'_>) -> Vec<Stmt> {
    let title = match alliance.at {
        Some(period) => format!("{} — as of {period}", alliance.title),
        None => alliance.title.clone(),
    };
    let graph = attributes(&[
        ("label", &title),
        ("tooltip", &title),
        ("labelloc", "t"),
        ("fontname", FONT),
        ("fontsize", "20"),
        ("fontcolor", &Colour::INK.to_string()),
        ("outputorder", "edgesfirst"),
        ("pad", "0.3"),
    ]);
    let node = attributes(&[
        ("shape", "box"),
        ("style", "rounded,filled"),
        ("fillcolor", &Colour::PAPER.to_string()),
        ("fontname", FONT),
        ("fontsize", "11"),
        ("fontcolor", &Colour::INK.to_string()),
    ]);
    let edge = attributes(&[("fontname", FONT), ("fontsize", "9"), ("arrowsize", "0.7")]);
    [GraphAttributes::Graph(graph), GraphAttributes::Node(node), GraphAttributes::Edge(edge)]
        .map(Stmt::GAttribute)
        .into()
}

fn node(alliance: &Alliance<'_>, member: &Member<'_>) -> Stmt {
    let colour = member.side.map_or(Colour::FAINT, |side| alliance.sides[side].colour);
    super::node(member.actor, colour)
}

fn edge(alliance: &Alliance<'_>, tie: &Line<'_>, note: &Note) -> Stmt {
    let colour = Colour::of_family(tie.family);
    let colour = if tie.stale { colour.tint(45) } else { colour }.to_string();
    let style = match (tie.family, tie.footing) {
        (_, Footing::Said | Footing::NotSo) => "dashed",
        (Family::Contact | Family::Presence, Footing::Fact) => "dotted",
        _ => "solid",
    };
    let tooltip = of_note(note);
    let label = tie.labels.first().map_or(String::new(), |lines| lines.join("\n"));
    let number = note.number.to_string();
    let label = if label.is_empty() { number } else { format!("{label} {number}") };
    let width = format!("{:.1}", 1.2 + 0.8 * (tie.origins.clamp(1, 3) - 1) as f64);
    let mut look: Vec<Attribute> = attributes(&[
        ("label", &wording::spaced(&label)),
        ("tooltip", &tooltip),
        ("labeltooltip", &tooltip),
        ("class", tie.family.word()),
        ("color", &colour),
        ("fontcolor", &colour),
        ("style", style),
        ("penwidth", &width),
    ]);
    match (tie.symmetric, tie.family) {
        (false, family) => look.push(attribute("arrowhead", line::head(family))),
        (true, Family::Support | Family::Hostility) => look.extend(attributes(&[
            ("dir", "both"),
            ("arrowhead", line::head(tie.family)),
            ("arrowtail", line::head(tie.family)),
        ])),
        (true, _) => look.push(attribute("dir", "none")),
    }
    let end = |place: usize| Vertex::N(id(alliance.actors[place].actor));
    Stmt::Edge(Edge { ty: EdgeTy::Pair(end(tie.from), end(tie.to)), attributes: look })
}

fn of_note(note: &Note) -> String {
    let mut text = format!("{}. {}", note.number, note.ends);
    for c in &note.citations {
        let remarks = c.remarks.join(", ");
        let remarks = if remarks.is_empty() { remarks } else { format!(" ({remarks})") };
        text += &format!("\n{}{remarks}: “{}” {}", c.relation, c.quote, c.place);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;
    use crate::view::alliance::Choice;

    #[test]
    fn sides_are_clusters_and_notes_tooltips() {
        let graph = Fixture::new("A \"title\"")
            .actor("egypt", "Egypt", Kind::State)
            .actor("gna", "GNA", Kind::Government)
            .actor("haftar", "Haftar", Kind::Person)
            .source("s", "2017-06-01")
            .claim("egypt arms haftar", "sent \"rifles\" there")
            .claim("haftar fights gna", "t u v")
            .graph();
        let mut out = Vec::new();
        write(&Alliance::of(&graph, &Choice::default()), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        for part in [
            "subgraph \"cluster_0\" {",
            "label=\"Egypt and Haftar\"",
            "\"egypt\" -> \"haftar\"",
            "1. Egypt → Haftar\\narms: “sent \\\"rifles\\\" there” A ¶1",
            "arrowhead=\"tee\"",
        ] {
            assert!(text.contains(part), "no `{part}` in\n{text}");
        }
    }
}
