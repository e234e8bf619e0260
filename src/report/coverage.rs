//! What a coding left out: for people, as JSON, and the sentences as rows.
//!
//! Takes a [`Coverage`]. Open sentences are shown in full, because the reader has the texts.

use std::fmt::Write as _;

use serde::Serialize;

use super::answers::pretty;
use super::isolate::isolated;
use super::table::{Cell, Rows};
use super::wrap::wrap;
use super::{count, passage_place};
use crate::analysis::coverage::{
    CodedSentence, Coverage, Idle, SentenceState, SourceCoverage, Tally,
};
use crate::export::contract::VERSION;
use crate::model::ClaimId;

/// The counts of each source, then every sentence that is to be read again, and the reasons of
/// those that are not.
pub fn text(coverage: &Coverage<'_>, width: Option<u16>) -> String {
    let mut out = counts(coverage).table(width);
    let open = coverage.tally().open;
    if open > 0 {
        let verbs =
            if open == 1 { "names two actors and makes" } else { "name two actors and make" };
        let _ = writeln!(out, "\nOpen: {} {verbs} no claim", count(open, "sentence"));
    }
    for source in &coverage.sources {
        out += &list(source, SentenceState::Open, |sentence| {
            let names = wrap(&passage_place(sentence.place()), &named(sentence).join(", "), width);
            names + &wrap("          ", &format!("“{}”", isolated(&sentence.text)), width)
        });
    }
    if coverage.tally().excused > 0 {
        out += "\nExcused: no claim, and the card says why\n";
    }
    for source in &coverage.sources {
        out += &list(source, SentenceState::Excused, |sentence| {
            wrap(&passage_place(sentence.place()), reason(source, sentence).unwrap_or(""), width)
        });
    }
    for source in &coverage.sources {
        for (passage, idle) in &source.idle {
            let id = &source.source.id;
            let what = if passage.sentence.is_some() { "sentence" } else { "paragraph" };
            let why = match idle {
                Idle::NoPassage => format!("there is no {what} {passage}"),
                Idle::HasClaims => format!("{what} {passage} makes claims"),
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

/// A row per sentence.
pub fn rows(coverage: &Coverage<'_>) -> Rows {
    let mut rows =
        Rows::new(&["source", "paragraph", "sentence", "state", "claims", "named", "reason"]);
    for source in &coverage.sources {
        for sentence in &source.sentences {
            rows.rows.push(vec![
                source.source.id.as_str().into(),
                (sentence.paragraph as usize).into(),
                (sentence.number as usize).into(),
                sentence.state.word().into(),
                sentence.claims.len().into(),
                Cell::List(named(sentence)),
                reason(source, sentence).into(),
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
    sentences: Vec<SentenceJson<'a>>,
    idle: Vec<IdleJson>,
}

#[derive(Serialize)]
struct TallyJson {
    paragraph_count: usize,
    sentence_count: usize,
    claim_count: usize,
    naming_two: usize,
    coded: usize,
    excused: usize,
    open: usize,
    percent: Option<usize>,
}

#[derive(Serialize)]
struct SentenceJson<'a> {
    paragraph: u32,
    sentence: u32,
    state: &'static str,
    named: Vec<Vec<&'a str>>,
    claims: Vec<ClaimId>,
    reason: Option<&'a str>,
    /// Of open ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct IdleJson {
    paragraph: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<u32>,
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
    let idle = source.idle.iter().map(|(passage, idle)| IdleJson {
        paragraph: passage.paragraph,
        sentence: passage.sentence,
        why: match idle {
            Idle::NoPassage => "no such passage",
            Idle::HasClaims => "makes claims",
        },
    });
    SourceJson {
        source: source.source.id.as_str(),
        tally: source.tally().into(),
        sentences: source.sentences.iter().map(|one| sentence_json(source, one)).collect(),
        idle: idle.collect(),
    }
}

fn sentence_json<'a>(
    source: &'a SourceCoverage<'_>,
    sentence: &'a CodedSentence<'_>,
) -> SentenceJson<'a> {
    let named = sentence.named.iter().map(|bearers| bearers.iter().map(|a| a.id.as_str()));
    SentenceJson {
        paragraph: sentence.paragraph,
        sentence: sentence.number,
        state: sentence.state.word(),
        named: named.map(Iterator::collect).collect(),
        claims: sentence.claims.iter().map(|claim| claim.id).collect(),
        reason: reason(source, sentence),
        text: (sentence.state == SentenceState::Open).then_some(sentence.text.as_str()),
    }
}

impl From<Tally> for TallyJson {
    fn from(tally: Tally) -> Self {
        TallyJson {
            paragraph_count: tally.paragraphs,
            sentence_count: tally.sentences,
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
        "sentences",
        "claims",
        "name two",
        "coded",
        "excused",
        "open",
        "covered",
    ]);
    let mut row = |name: &str, tally: Tally| {
        let numbers = [tally.sentences, tally.claims, tally.naming_two, tally.coded];
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

/// The sentences of a source in a state, under its id; nothing where there are none.
fn list(
    source: &SourceCoverage<'_>,
    state: SentenceState,
    show: impl Fn(&CodedSentence<'_>) -> String,
) -> String {
    let sentences = source.sentences.iter().filter(|one| one.state == state);
    let shown: String = sentences.map(show).collect();
    if shown.is_empty() { shown } else { format!("\n{}\n{shown}", source.source.id) }
}

fn reason<'c>(source: &'c SourceCoverage<'_>, sentence: &CodedSentence<'_>) -> Option<&'c str> {
    source.source.excuse(sentence.paragraph, sentence.number)
}

/// Who is named; those who share a name are joined by `or`.
fn named(sentence: &CodedSentence<'_>) -> Vec<String> {
    let ids = sentence.named.iter().map(|bearers| {
        bearers.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>().join(" or ")
    });
    ids.collect()
}
