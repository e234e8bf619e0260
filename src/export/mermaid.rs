//! Mermaid, a language for diagrams within a page, which GitHub, GitLab and many wikis draw in place.
//!
//! Takes a diagram. Mermaid reads labels as Markdown and HTML, so every character that has a meaning in either is
//! written as an entity of Mermaid's own kind (`#quot;`, without an ampersand). The ends and strokes of lines show their
//! family as well as their colour does.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::diagram::{Diagram, Node};
use super::{About, Chosen, Edges, Output};
use crate::choice::Picture;
use crate::look::{Colour, Look, Style};
use crate::model::Kind;
use crate::view::View;

pub(super) const ENTRY: About = About {
    name: "mermaid",
    extension: "mmd",
    media_type: "text/vnd.mermaid",
    description: "a Mermaid flowchart, for READMEs and wikis",
    readers: "Mermaid, GitHub, GitLab",
    keeps: "actors with name and kind, ties with relations, sort, and whether they are certain and facts",
    lacks: "quotes, sources, dates, weights; control characters; Mermaid draws no more than 500 ties \
            unless its `maxEdges` is raised",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(write),
};

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    written(&Diagram::of_view(view, chosen.edges), out)
}

/// Writes what a picture shows.
///
/// # Errors
/// When the writer fails.
pub fn picture(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    written(&Diagram::of_picture(picture), out)
}

fn written(diagram: &Diagram<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "---\ntitle: {}\n---", title(&diagram.title))?;
    writeln!(out, "flowchart LR")?;
    for node in &diagram.nodes {
        writeln!(out, "  {}[\"{}\"]:::{}", id(node), escaped(&node.label), node.kind.word())?;
    }
    let mut drawn: Vec<Look> = Vec::new();
    for line in (0..diagram.lines).map(|i| (diagram.line)(i)) {
        let (from, to) = (id(&diagram.nodes[line.ends.0]), id(&diagram.nodes[line.ends.1]));
        let label = escaped(&line.label.replace('\n', ", ").replace(",,", ","));
        writeln!(out, "  {from} {}|\"{label}\"| {to}", stroke(&line.style))?;
        drawn.push(line.style.look);
    }
    let kinds: BTreeSet<Kind> = diagram.nodes.iter().map(|node| node.kind).collect();
    for kind in kinds {
        let colour = Colour::of_kind(kind);
        let (fill, ink) = (colour.tint(15), Colour::INK);
        writeln!(out, "  classDef {} fill:{fill},stroke:{colour},color:{ink}", kind.word())?;
    }
    for look in Look::ALL {
        let of = drawn.iter().enumerate().filter(|(_, drawn)| **drawn == look);
        let numbers: Vec<String> = of.map(|(i, _)| i.to_string()).collect();
        if !numbers.is_empty() {
            let (colour, ink) = (look.colour(), look.ink());
            writeln!(out, "  linkStyle {} stroke:{colour},color:{ink}", numbers.join(","))?;
        }
    }
    Ok(())
}

/// A line: help ends in an arrow, harm in a cross, dealings in a circle; a tie that is not certain, or not a
/// fact, is dotted.
fn stroke(style: &Style) -> &'static str {
    match (style.look, style.firm, style.both) {
        (Look::Hostility, true, false) => "--x",
        (Look::Hostility, true, true) => "x--x",
        (Look::Hostility, false, false) => "-.-x",
        (Look::Hostility, false, true) => "x-.-x",
        (Look::Support, true, false) => "==>",
        (Look::Support, true, true) => "<==>",
        (Look::Structure, true, false) => "-->",
        (Look::Structure, true, true) => "<-->",
        (Look::Support | Look::Structure, false, false) => "-.->",
        (Look::Support | Look::Structure, false, true) => "<-.->",
        (_, true, false) => "--o",
        (_, true, true) => "o--o",
        (_, false, false) => "-.-o",
        (_, false, true) => "o-.-o",
    }
}

/// Our ids hold no underscores, so no two ids become the same; `end` alone is a keyword.
fn id(node: &Node) -> String {
    match node.id.as_str() {
        "?" => "not_named_".to_owned(),
        id => format!("a_{}", id.replace('-', "_")),
    }
}

/// A text between quotes. Breaks become line breaks; other control characters have no place.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("<br/>"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            '"' | '#' | '<' | '>' | '&' | '`' | '*' | '_' | '\\' | '|' | '[' | ']' | '{' | '}'
            | '(' | ')' | '~' | '$' | '%' | ';' | '@' | ':' => {
                // A String takes all that is written.
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    if out.trim().is_empty() { "#160;".to_owned() } else { out }
}

/// The title stands in a YAML header, in which a JSON string is a valid string.
fn title(text: &str) -> String {
    let fine: String = text.chars().filter(|c| !c.is_control()).collect();
    serde_json::Value::from(fine).to_string()
}
