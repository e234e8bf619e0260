//! A diagram for other programs to draw: actors by side, and lines whose look shows what they are.
//!
//! Takes a view or a picture; gives boxes and lines with their labels, tooltips and looks, which DOT and
//! Mermaid write. Must not know those languages.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use rayon::prelude::*;

use super::Edges;
use super::edge::{Edge, edges};
use crate::choice::Picture;
use crate::look::{Look, Style, Tone};
use crate::model::{Actor, Kind, Modality};
use crate::view::{ClaimView, View};

/// How many relations a label names.
const LABELS: usize = 2;
/// How many claims a tooltip shows.
const CLAIMS: usize = 5;

/// What is drawn.
pub(super) struct Diagram<'d> {
    /// What it is called.
    pub(super) title: String,
    /// The sides that have a box around their actors, each with the place of its colour.
    pub(super) sides: Vec<(String, usize)>,
    /// The actors.
    pub(super) nodes: Vec<Node>,
    /// The sorts of line that occur.
    pub(super) looks: Vec<Look>,
    /// Whether any line is not certain, or not a fact.
    pub(super) dashed: bool,
    /// How many lines there are.
    pub(super) lines: usize,
    /// A line, made when it is needed, because there may be a million.
    pub(super) line: Box<dyn Fn(usize) -> Line + Sync + 'd>,
}

/// An actor's box.
pub(super) struct Node {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) tooltip: String,
    pub(super) kind: Kind,
    /// Whether it is a core of the picture.
    pub(super) core: bool,
    /// Its side, as an index into [`Diagram::sides`].
    pub(super) side: Option<usize>,
}

/// A tie.
pub(super) struct Line {
    /// Its ends, as indices into [`Diagram::nodes`].
    pub(super) ends: (usize, usize),
    pub(super) label: String,
    pub(super) tooltip: String,
    pub(super) style: Style,
    /// The word for its family.
    pub(super) class: &'static str,
}

impl<'d> Diagram<'d> {
    /// Everything that a view has, an edge a tie or a claim.
    pub(super) fn of_view(view: &'d View<'_>, mode: Edges) -> Diagram<'d> {
        let edges = edges(view, mode);
        let firm: Vec<bool> =
            (0..edges.len()).into_par_iter().map(|i| view.is_firm(&edges.get(i).tie)).collect();
        let used = |look: &Look| view.ties().iter().any(|tie| *look == tie.look());
        let sides = sides(view);
        let place: BTreeMap<&str, usize> =
            sides.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
        let node = |(actor, mark): (&&Actor, &crate::view::Mark)| Node {
            id: actor.id.to_string(),
            label: actor.label().to_owned(),
            tooltip: of_actor(actor),
            kind: actor.kind,
            core: false,
            side: mark.side.as_ref().map(|side| place[side.as_str()]),
        };
        Diagram {
            title: view.title.to_owned(),
            nodes: view.actors.iter().zip(&view.marks).map(node).collect(),
            looks: Look::ALL.into_iter().filter(used).collect(),
            dashed: firm.iter().any(|firm| !firm),
            lines: edges.len(),
            line: Box::new(move |i| {
                let edge = edges.get(i);
                let (look, both) = (edge.tie.look(), edge.tie.symmetric);
                Line {
                    ends: (edge.tie.from, edge.tie.to),
                    label: label(&edge, mode),
                    tooltip: of_edge(&edge),
                    style: Style {
                        look,
                        firm: firm[i],
                        both,
                        origins: edge.weight(),
                        tone: Tone::Plain,
                    },
                    class: edge.tie.family.word(),
                }
            }),
            sides,
        }
    }

    /// What a picture shows.
    pub(super) fn of_picture(picture: &'d Picture) -> Diagram<'d> {
        let node = |figure: &crate::choice::Figure| Node {
            id: figure.id.clone(),
            label: figure.name.clone(),
            tooltip: match &figure.subtitle {
                Some(subtitle) => format!("{}, {subtitle}", figure.name),
                None => format!("{} ({})", figure.name, figure.kind.word().replace('_', " ")),
            },
            kind: figure.kind,
            core: figure.core,
            side: figure.side,
        };
        let any = |test: &dyn Fn(Style) -> bool| picture.ties.iter().any(|tie| test(tie.style()));
        Diagram {
            title: picture.title.clone(),
            sides: picture.sides.iter().map(|side| (side.name.clone(), side.column)).collect(),
            nodes: picture.figures.iter().map(node).collect(),
            looks: Look::ALL.into_iter().filter(|look| any(&|s| s.look == *look)).collect(),
            dashed: any(&|style| !style.firm),
            lines: picture.ties.len(),
            line: Box::new(|i| {
                let tie = &picture.ties[i];
                Line {
                    ends: (tie.from, tie.to),
                    label: tie.words.join("\n"),
                    tooltip: tie.note.in_words(i + 1),
                    style: tie.style(),
                    class: tie.family.word(),
                }
            }),
        }
    }
}

/// The sides of a view in the order of their colours: those that the file names, then the largest.
fn sides(view: &View<'_>) -> Vec<(String, usize)> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for side in view.marks.iter().filter_map(|mark| mark.side.as_deref()) {
        *sizes.entry(side).or_default() += 1;
    }
    let declared = |name: &str| {
        view.declared_sides.iter().position(|(side, _)| *side == name).unwrap_or(usize::MAX)
    };
    // Stable: of two of the same size, the first in the alphabet.
    let mut sides: Vec<(&str, usize)> = sizes.into_iter().collect();
    sides.sort_by_key(|(name, size)| (declared(name), Reverse(*size)));
    sides.into_iter().enumerate().map(|(i, (name, _))| (name.to_owned(), i)).collect()
}

/// The relations of an edge, `arms, trains +1`; for a claim with its date.
fn label(edge: &Edge<'_, '_>, mode: Edges) -> String {
    if let (Edges::Claims, Some(claim)) = (mode, edge.only_claim()) {
        let label = so(&claim.at.relation.label, edge);
        return match claim.at.claim.when {
            Some(when) => format!("{label}\n{when}"),
            None => label,
        };
    }
    let relations = edge.relations();
    let shown: Vec<&str> = relations.iter().take(LABELS).map(|r| r.label.as_str()).collect();
    let label = shown.join("\n");
    let label = match relations.len() {
        n if n > LABELS => format!("{label} +{}", n - LABELS),
        _ => label,
    };
    so(&label, edge)
}

/// A label that says in what manner it is put, where that is not as a fact, and that it is over: `arms (denied)`.
fn so(label: &str, edge: &Edge<'_, '_>) -> String {
    let how = match edge.tie.modality {
        Modality::Factual => None,
        other => Some(other.word()),
    };
    let ended = edge.is_ended().then_some("ended");
    let all: Vec<&str> = how.into_iter().chain(ended).collect();
    match all[..] {
        [] => label.to_owned(),
        _ => format!("{label} ({})", all.join(", ")),
    }
}

/// Each claim of an edge with its quote and its source.
fn of_edge(edge: &Edge<'_, '_>) -> String {
    // More memory than most need, so that few are moved as they grow.
    let mut text = String::with_capacity(256);
    for (i, claim) in edge.claims().take(CLAIMS).enumerate() {
        text += if i == 0 { "" } else { "\n" };
        tell(claim, &mut text).expect("a String takes all that is written");
    }
    let all = edge.tie.claims.len();
    if all > CLAIMS {
        text += &format!("\n… and {} more", all - CLAIMS);
    }
    text
}

fn tell(claim: &ClaimView<'_>, text: &mut String) -> fmt::Result {
    let at = &claim.at;
    for word in [at.from.label(), " ", &at.relation.label, " ", at.to.label()] {
        *text += word;
    }
    if let Some(when) = at.claim.when {
        write!(text, ", {when}")?;
    }
    if at.claim.modality != Modality::Factual {
        write!(text, " ({}", at.claim.modality.word())?;
        let speakers: Vec<&str> = claim.speakers().collect();
        if !speakers.is_empty() {
            let verb = if speakers.len() > 1 { "say" } else { "says" };
            write!(text, ", {verb} {}", speakers.join(" and "))?;
        }
        for citer in claim.citers() {
            write!(text, ", cited by {citer}")?;
        }
        *text += ")";
    }
    for word in ["\n    “", at.claim.citation.text(), "”\n    ", &at.source.title] {
        *text += word;
    }
    match at.source.published {
        Some(published) => write!(text, " ({published})"),
        None => Ok(()),
    }
}

/// Full name, kind and aliases.
fn of_actor(actor: &Actor) -> String {
    let mut text = format!("{} ({})", actor.name, actor.kind.word().replace('_', " "));
    if !actor.aliases.is_empty() {
        text += &format!("\nalso {}", actor.aliases.join(", "));
    }
    text
}
