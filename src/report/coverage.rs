//! What a coding left out: for people, as JSON, and the paragraphs as rows.
//!
//! Takes a [`Coverage`]. Of an open paragraph only the first words are shown, never more than a quote
//! may have.

use std::fmt::Write as _;

use serde::Serialize;

use super::answers::pretty;
use super::table::{Cell, Rows};
use super::wrap::wrap;
use super::{count, paragraph_place};
use crate::analysis::coverage::{Coverage, Idle, Paragraph, SourceCoverage, State, Tally};
use crate::export::contract::VERSION;
use crate::model::ClaimId;

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

#[derive(Serialize)]
struct CoverageJson<'a> {
    whobacks: u32,
    sources: Vec<SourceJson<'a>>,
    all: TallyJson,
    unread: Vec<&'a str>,
    complete: bool,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    source: &'a str,
    #[serde(flatten)]
    tally: TallyJson,
    paragraphs: Vec<ParagraphJson<'a>>,
    idle: Vec<IdleJson>,
}

#[derive(Serialize)]
struct TallyJson {
    paragraph_count: usize,
    claim_count: usize,
    naming_two: usize,
    coded: usize,
    excused: usize,
    open: usize,
    percent: Option<usize>,
}

#[derive(Serialize)]
struct ParagraphJson<'a> {
    paragraph: u32,
    state: &'static str,
    named: Vec<Vec<&'a str>>,
    claims: Vec<ClaimId>,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct IdleJson {
    paragraph: u32,
    why: &'static str,
}

/// The whole result, as `docs/answers.schema.json` has it.
pub fn json(coverage: &Coverage<'_>) -> String {
    pretty(&CoverageJson {
        whobacks: VERSION,
        sources: coverage.sources.iter().map(source_json).collect(),
        all: coverage.tally().into(),
        unread: coverage.unread.iter().map(|source| source.id.as_str()).collect(),
        complete: coverage.is_complete(),
    })
}

fn source_json<'a>(source: &'a SourceCoverage<'_>) -> SourceJson<'a> {
    let idle = source.idle.iter().map(|(number, idle)| IdleJson {
        paragraph: *number,
        why: match idle {
            Idle::NoParagraph => "no such paragraph",
            Idle::HasClaims => "makes claims",
        },
    });
    SourceJson {
        source: source.source.id.as_str(),
        tally: source.tally().into(),
        paragraphs: source.paragraphs.iter().map(|p| paragraph_json(source, p)).collect(),
        idle: idle.collect(),
    }
}

fn paragraph_json<'a>(
    source: &'a SourceCoverage<'_>,
    paragraph: &'a Paragraph<'_>,
) -> ParagraphJson<'a> {
    let named = paragraph.named.iter().map(|bearers| bearers.iter().map(|a| a.id.as_str()));
    ParagraphJson {
        paragraph: paragraph.number,
        state: paragraph.state.word(),
        named: named.map(Iterator::collect).collect(),
        claims: paragraph.claims.iter().map(|claim| claim.id).collect(),
        reason: source.source.no_claims.get(&paragraph.number).map(String::as_str),
    }
}

impl From<Tally> for TallyJson {
    fn from(tally: Tally) -> Self {
        TallyJson {
            paragraph_count: tally.paragraphs,
            claim_count: tally.claims,
            naming_two: tally.naming_two,
            coded: tally.coded,
            excused: tally.excused,
            open: tally.open,
            percent: tally.percent(),
        }
    }
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
