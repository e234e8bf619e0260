//! What a new version of a dataset says differently: for people, as JSON, as rows.

use serde::Serialize;

use super::answers::{claim_cells, claim_headings, claims_json, pretty, views};
use super::claim::{ClaimStyle, Ink, Sentences, lines};
use super::count;
use super::table::{Cell, Rows};
use super::wrap::wrap;
use crate::analysis::revisions::Revision;
use crate::export::contract::{Edge, VERSION};
use crate::graph::{ClaimRef, Graph};

/// The differences, with the graphs, old and new, that they are between.
#[derive(Clone, Copy)]
pub struct Revisions<'a, 'b, 'r> {
    /// The old version.
    pub old: &'a Graph,
    /// The new version.
    pub new: &'b Graph,
    /// What differs.
    pub found: &'r [Revision<'a, 'b>],
}

/// Each difference with its claim.
pub fn text(revisions: Revisions<'_, '_, '_>, style: &ClaimStyle<'_>) -> String {
    let number = |wanted: fn(&Revision<'_, '_>) -> bool| {
        revisions.found.iter().filter(|revision| wanted(revision)).count()
    };
    let mut out = format!(
        "{} added, {} changed, {} removed\n",
        count(number(|r| matches!(r, Revision::Added(_))), "claim"),
        number(|r| matches!(r, Revision::Changed(..))),
        number(|r| matches!(r, Revision::Removed(_))),
    );
    for revision in revisions.found {
        out.push('\n');
        let (ink, head, at, graph) = match revision {
            Revision::Added(at) => (Ink::Green, "added", at, revisions.new),
            Revision::Removed(at) => (Ink::Red, "removed", at, revisions.old),
            Revision::Changed(at, _) => (Ink::Yellow, "changed", at, revisions.new),
        };
        out += &format!("{}  {}\n", style.ink(ink, head), at.claim.id);
        if let Revision::Changed(_, fields) = revision {
            for (name, before, after) in fields {
                let or_none =
                    |text: &str| if text.is_empty() { "nothing" } else { text }.to_owned();
                let line = format!("{name}: {}, then {}", or_none(before), or_none(after));
                out += &wrap("  ", &line, style.width);
            }
        }
        out += &lines(at, graph.actors(), None, "  ", style);
    }
    out
}

#[derive(Serialize)]
struct RevisionsJson<'a> {
    whobacks: u32,
    added: Vec<Edge<'a>>,
    removed: Vec<Edge<'a>>,
    changed: Vec<ChangedJson<'a>>,
}

#[derive(Serialize)]
struct ChangedJson<'a> {
    fields: Vec<FieldJson<'a>>,
    claim: Edge<'a>,
}

#[derive(Serialize)]
struct FieldJson<'a> {
    field: &'a str,
    before: &'a str,
    after: &'a str,
}

/// `{"whobacks": 2, "added": […], "removed": […], "changed": [{"fields": […], "claim": {…}}]}`
pub fn json(revisions: Revisions<'_, '_, '_>, sentences: &Sentences<'_>) -> String {
    let (mut added, mut removed, mut changed, mut fields) = (vec![], vec![], vec![], vec![]);
    for revision in revisions.found {
        match revision {
            Revision::Added(at) => added.push(*at),
            Revision::Removed(at) => removed.push(*at),
            Revision::Changed(at, of) => {
                changed.push(*at);
                fields.push(of);
            }
        }
    }
    let (added, changed) = (views(revisions.new, &added), views(revisions.new, &changed));
    let removed = views(revisions.old, &removed);
    let changed = claims_json(&changed, sentences).into_iter().zip(fields);
    fn field<'f>((field, before, after): &'f (&'static str, String, String)) -> FieldJson<'f> {
        FieldJson { field, before, after }
    }
    pretty(&RevisionsJson {
        whobacks: VERSION,
        added: claims_json(&added, sentences),
        removed: claims_json(&removed, sentences),
        changed: changed
            .map(|(claim, of)| ChangedJson { fields: of.iter().map(field).collect(), claim })
            .collect(),
    })
}

/// A row for each claim added or removed, and for each field changed.
pub fn rows(revisions: Revisions<'_, '_, '_>) -> Rows {
    let mut headings = vec!["change", "field", "before", "after"];
    headings.extend(claim_headings());
    let mut rows = Rows::new(&headings);
    let mut push = |change: [Cell; 4], at: &ClaimRef<'_>, graph: &Graph| {
        rows.rows.push(change.into_iter().chain(claim_cells(at, graph.actors())).collect());
    };
    let whole = |word: &str| [word.into(), Cell::Empty, Cell::Empty, Cell::Empty];
    for revision in revisions.found {
        match revision {
            Revision::Added(at) => push(whole("added"), at, revisions.new),
            Revision::Removed(at) => push(whole("removed"), at, revisions.old),
            Revision::Changed(at, fields) => {
                for (name, before, after) in fields {
                    let change = ["changed", name, before, after].map(Cell::from);
                    push(change, at, revisions.new);
                }
            }
        }
    }
    rows
}
