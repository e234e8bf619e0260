//! Mermaid, a diagram in the text of a page: what GitHub, GitLab and many wikis draw in place.
//!
//! Mermaid reads labels as Markdown and HTML, so every character that means something to either is
//! written as an entity of its own kind (`#quot;`, without an ampersand). Its lines tell their family
//! by their ends and strokes as well as by colour.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::edge::edges;
use super::{About, Chosen, Edges, Output};
use crate::model::{Actor, Family, Kind};
use crate::view::{Colour, View};

pub(super) const ENTRY: About = About {
    name: "mermaid",
    extension: "mmd",
    media_type: "text/vnd.mermaid",
    description: "a Mermaid flowchart, for READMEs and wikis",
    readers: "Mermaid, GitHub, GitLab",
    keeps: "actors with name and kind, ties with relations, family, and whether they are asserted",
    lacks: "quotes, sources, dates, weights; control characters; Mermaid draws no more than 500 ties \
            unless its `maxEdges` is raised",
    edges: &[Edges::Ties, Edges::Claims],
    output: Output::File(write),
};

fn write(view: &View<'_>, chosen: Chosen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "---\ntitle: {}\n---", title(view.title))?;
    writeln!(out, "flowchart LR")?;
    for actor in &view.actors {
        writeln!(out, "  {}[\"{}\"]:::{}", id(actor), escaped(actor.label()), actor.kind.word())?;
    }
    let mut drawn: Vec<Family> = Vec::new();
    for edge in edges(view, chosen.edges).iter() {
        let line = line(edge.tie.family, edge.tie.is_asserted(), edge.tie.symmetric);
        let (from, to) = (id(edge.from()), id(edge.to()));
        writeln!(out, "  {from} {line}|\"{}\"| {to}", escaped(&edge.label()))?;
        drawn.push(edge.tie.family);
    }
    let kinds: BTreeSet<Kind> = view.actors.iter().map(|actor| actor.kind).collect();
    for kind in kinds {
        let colour = Colour::of_kind(kind);
        let (fill, ink) = (colour.tint(15), Colour::INK);
        writeln!(out, "  classDef {} fill:{fill},stroke:{colour},color:{ink}", kind.word())?;
    }
    for family in Family::ALL {
        let of = drawn.iter().enumerate().filter(|(_, drawn)| **drawn == family);
        let numbers: Vec<String> = of.map(|(i, _)| i.to_string()).collect();
        if !numbers.is_empty() {
            let colour = Colour::of_family(family);
            writeln!(out, "  linkStyle {} stroke:{colour},color:{colour}", numbers.join(","))?;
        }
    }
    Ok(())
}

/// A line: help ends in an arrow, harm in a cross, the rest is thin or open; what no source asserts is
/// dotted.
fn line(family: Family, asserted: bool, symmetric: bool) -> &'static str {
    match (family, asserted, symmetric) {
        (Family::Hostility, true, false) => "--x",
        (Family::Hostility, true, true) => "x--x",
        (Family::Hostility, false, false) => "-.-x",
        (Family::Hostility, false, true) => "x-.-x",
        (Family::Support, true, false) => "==>",
        (Family::Support, true, true) => "<==>",
        (Family::Support, false, false) => "-.->",
        (Family::Support, false, true) => "<-.->",
        (Family::Structure, true, false) => "-->",
        (_, true, false) => "--o",
        (_, true, true) => "---",
        (Family::Structure, false, false) => "-.->",
        (_, false, false) => "-.-o",
        (_, false, true) => "-.-",
    }
}

/// An id of ours cannot hold an underscore, so that no two become one; `end` alone is a keyword.
fn id(actor: &Actor) -> String {
    match actor.id.as_str() {
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

/// The title stands in a head of YAML, where a JSON string is a string.
fn title(text: &str) -> String {
    let fine: String = text.chars().filter(|c| !c.is_control()).collect();
    serde_json::Value::from(fine).to_string()
}
