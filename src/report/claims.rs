//! Claims in a row, by date.

use serde::Serialize;

use super::answers::{claims_json, pretty, views};
use super::claim::{ClaimStyle, Ink, Sentences, lines, period};
use super::count;
use super::table::{Cell, Rows};
use crate::analysis::timeline::day;
use crate::export::contract::{Edge, VERSION};
use crate::graph::{ClaimRef, Graph};

/// Claims under their dates.
pub fn text(graph: &Graph, claims: &[ClaimRef<'_>], all: usize, style: &ClaimStyle<'_>) -> String {
    let mut out = String::new();
    let mut above = None;
    for at in claims {
        let day = period(at);
        if above.as_ref() != Some(&day) {
            if above.is_some() {
                out.push('\n');
            }
            out += &style.ink(Ink::Bold, &day);
            out.push('\n');
            above = Some(day);
        }
        out += &lines(at, graph.actors(), None, "  ", style);
    }
    if claims.is_empty() {
        out += "No claim says so.\n";
    }
    if all > claims.len() {
        out +=
            &format!("\n… and {}, left out by --limit\n", count(all - claims.len(), "more claim"));
    }
    out
}

#[derive(Serialize)]
struct ClaimsJson<'a> {
    whobacks: u32,
    claims: Vec<Edge<'a>>,
}

/// `{"whobacks": 2, "claims": […]}`
pub fn json(graph: &Graph, claims: &[ClaimRef<'_>], sentences: &Sentences<'_>) -> String {
    let views = views(graph, claims);
    pretty(&ClaimsJson { whobacks: VERSION, claims: claims_json(&views, sentences) })
}

/// A row a claim.
pub fn rows(graph: &Graph, claims: &[ClaimRef<'_>]) -> Rows {
    let mut headings = vec!["day"];
    headings.extend(super::answers::claim_headings());
    let mut rows = Rows::new(&headings);
    for at in claims {
        let mut row: Vec<Cell> = vec![day(at).map(|day| day.to_string()).into()];
        row.extend(super::answers::claim_cells(at, graph.actors()));
        rows.rows.push(row);
    }
    rows
}
