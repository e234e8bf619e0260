//! What a coding left out: for people, as JSON, and the paragraphs as rows.
//!
//! Takes a [`Coverage`]. Of an open paragraph only the first words are shown, never more than a quote
//! may have. The JSON: `sources`, each with its counts and `paragraphs` (`paragraph`, `state`: coded,
//! silent, excused or open; `named`: lists of ids, several in one where a name is shared; `claims`:
//! keys; `reason`), `idle` (reasons on the card that excuse nothing), and `all`, the counts together.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::{Cell, Rows};
use super::wrap::wrap;
use super::{count, paragraph_place};
use crate::analysis::coverage::{Coverage, Idle, Paragraph, SourceCoverage, State, Tally};

/// The counts of each source, then every paragraph that is to be read again, and the reasons of
/// those that are not.
pub fn text(coverage: &Coverage<'_>, width: Option<u16>) -> String {
    let mut out = counts(coverage).table(width);
    let open = coverage.tally().open;
    if open > 0 {
        let verbs =
            if open == 1 { "names two actors and makes" } else { "name two actors and make" };
        let _ = writeln!(out, "\nOpen: {} {verbs} no claim", count(open, "paragraph"));
    }
    for source in &coverage.sources {
        out += &list(source, State::Open, |paragraph| {
            let names =
                wrap(&paragraph_place(paragraph.number), &named(paragraph).join(", "), width);
            names + &wrap("        ", &format!("“{} …”", paragraph.opening), width)
        });
    }
    if coverage.tally().excused > 0 {
        out += "\nExcused: no claim, and the card says why\n";
    }
    for source in &coverage.sources {
        out += &list(source, State::Excused, |paragraph| {
            wrap(&paragraph_place(paragraph.number), reason(source, paragraph), width)
        });
    }
    for source in &coverage.sources {
        for (number, idle) in &source.idle {
            let id = &source.source.id;
            let why = match idle {
                Idle::NoParagraph => format!("there is no paragraph {number}"),
                Idle::HasClaims => format!("paragraph {number} makes claims"),
            };
            out.push('\n');
            out +=
                &wrap("", &format!("A reason on the card of {id} excuses nothing: {why}"), width);
        }
    }
    let unread: Vec<&str> = coverage.unread.iter().map(|source| source.id.as_str()).collect();
    if !unread.is_empty() {
        out.push('\n');
        out += &wrap("Not read, for the text is not at hand: ", &unread.join(", "), width);
    }
    out
}

/// A row per paragraph.
pub fn rows(coverage: &Coverage<'_>) -> Rows {
    let mut rows = Rows::new(&["source", "paragraph", "state", "claims", "named", "reason"]);
    for source in &coverage.sources {
        for paragraph in &source.paragraphs {
            let reason = source.source.no_claims.get(&paragraph.number);
            rows.rows.push(vec![
                source.source.id.as_str().into(),
                (paragraph.number as usize).into(),
                paragraph.state.word().into(),
                paragraph.claims.len().into(),
                Cell::List(named(paragraph)),
                reason.map(String::as_str).into(),
            ]);
        }
    }
    rows
}

/// The whole result, pretty-printed.
pub fn json(coverage: &Coverage<'_>) -> String {
    let sources = coverage.sources.iter().map(|source| {
        let mut value = tally(source.tally());
        value["source"] = source.source.id.as_str().into();
        value["paragraphs"] = source.paragraphs.iter().map(|p| paragraph(source, p)).collect();
        let idle = source.idle.iter().map(|(number, idle)| match idle {
            Idle::NoParagraph => json!({"paragraph": number, "why": "no such paragraph"}),
            Idle::HasClaims => json!({"paragraph": number, "why": "makes claims"}),
        });
        value["idle"] = idle.collect();
        value
    });
    let value = json!({
        "whobacks": 1,
        "sources": sources.collect::<Vec<_>>(),
        "all": tally(coverage.tally()),
        "unread": coverage.unread.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(),
        "complete": coverage.is_complete(),
    });
    format!("{value:#}\n")
}

fn counts(coverage: &Coverage<'_>) -> Rows {
    let mut rows = Rows::new(&[
        "source",
        "paragraphs",
        "claims",
        "name two",
        "coded",
        "excused",
        "open",
        "covered",
    ]);
    let mut row = |name: &str, tally: Tally| {
        let numbers = [tally.paragraphs, tally.claims, tally.naming_two, tally.coded];
        let mut row: Vec<Cell> = vec![name.into()];
        row.extend(numbers.into_iter().chain([tally.excused, tally.open]).map(Cell::from));
        row.push(tally.percent().map_or("–".to_owned(), |share| format!("{share} %")).into());
        rows.rows.push(row);
    };
    for source in &coverage.sources {
        row(source.source.id.as_str(), source.tally());
    }
    row("all", coverage.tally());
    rows
}

/// The paragraphs of a source in a state, under its id; nothing where there are none.
fn list(
    source: &SourceCoverage<'_>,
    state: State,
    show: impl Fn(&Paragraph<'_>) -> String,
) -> String {
    let paragraphs = source.paragraphs.iter().filter(|p| p.state == state);
    let shown: String = paragraphs.map(show).collect();
    if shown.is_empty() { shown } else { format!("\n{}\n{shown}", source.source.id) }
}

fn reason<'c>(source: &'c SourceCoverage<'_>, paragraph: &Paragraph<'_>) -> &'c str {
    source.source.no_claims.get(&paragraph.number).map_or("", String::as_str)
}

/// Who is named; those who share a name are joined by `or`.
fn named(paragraph: &Paragraph<'_>) -> Vec<String> {
    let ids = paragraph.named.iter().map(|bearers| {
        bearers.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join(" or ")
    });
    ids.collect()
}

fn tally(tally: Tally) -> Value {
    json!({
        "paragraph_count": tally.paragraphs,
        "claim_count": tally.claims,
        "naming_two": tally.naming_two,
        "coded": tally.coded,
        "excused": tally.excused,
        "open": tally.open,
        "percent": tally.percent(),
    })
}

fn paragraph(source: &SourceCoverage<'_>, paragraph: &Paragraph<'_>) -> Value {
    let ids = |bearers: &Vec<&crate::model::Actor>| -> Vec<String> {
        bearers.iter().map(|actor| actor.id.to_string()).collect()
    };
    json!({
        "paragraph": paragraph.number,
        "state": paragraph.state.word(),
        "named": paragraph.named.iter().map(ids).collect::<Vec<_>>(),
        "claims": paragraph.claims.iter().map(|claim| claim.id).collect::<Vec<_>>(),
        "reason": source.source.no_claims.get(&paragraph.number),
    })
}
