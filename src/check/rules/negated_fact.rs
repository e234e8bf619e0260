//! A claim asserts a tie, but the words of its source deny it.
//!
//! ```ron
//! // the text: “Cairo does not back General Haftar, and denies that Orlan does.”
//! (from: "cairo", relation: "backs", to: "haftar", quote: "Cairo does … back General Haftar")
//! ```
//!
//! The rule looks at the quote itself, the words that its ` … ` leaves out, and those just before it in its
//! sentence (“It is false that”, “denies that”), in the language on the source's card. A ledger
//! records what was found around a quote, so that the rule works without the text too. What is “no longer” so is
//! `status: ended`. Code what the text says: `modality: denied`, or quote the words that assert the tie. If the
//! negation belongs to something else, quote fewer words, or accept the warning and say why:
//! `accept: ["negated-fact"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field, place_of};
use super::super::written::folded_words;
use crate::annotation::Entry;
use crate::diagnostic::Code;
use crate::evidence::{Bearing, Caution, QuoteVerdict};
use crate::model::{Modality, Status};

pub(super) const RULE: Rule =
    Rule { code: Code::NegatedFact, page: include_str!("negated_fact.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, _, verdict) in cx.proved() {
        let modality = entry.claim.modality.unwrap_or_default();
        if !matches!(modality, Modality::Factual | Modality::Reported | Modality::Assessed) {
            continue;
        }
        let Some(said) = denial(cx, entry, verdict) else { continue };
        let message = format!("this claim asserts a tie, but {said}");
        let help = match entry.claim.status {
            Some(Status::Ended) => {
                "quote the words that say that it is over, or accept the warning with a note"
            }
            _ => {
                "say `modality: denied` or `status: ended` if the text does, or accept the warning with a note"
            }
        };
        findings.push(Finding::new(field(entry, "quote"), message).help(help));
    }
    findings
}

/// What denies a claim; words that say that a tie is over deny only that it goes on.
fn denial<'c, 'a>(
    cx: &Context<'c, 'a>,
    entry: &Entry<'c, 'a>,
    verdict: &QuoteVerdict,
) -> Option<String> {
    let is_over = entry.claim.status == Some(Status::Ended);
    let counts = |turn: Bearing| turn == Bearing::Denied || (turn == Bearing::Ended && !is_over);
    let quote = entry.claim.quote.as_deref()?;
    if let Some(language) = cx.language(entry).filter(|language| language.may_turn(quote)) {
        let (spans, folded) = folded_words(quote);
        if let Some((place, turn)) = language.turn_in(&folded).filter(|(_, turn)| counts(*turn)) {
            let said = &quote[spans[place.start].start..spans[place.end - 1].end];
            let what = if turn == Bearing::Ended { " (for what is over)" } else { "" };
            return Some(format!("the quote says “{said}”{what}"));
        }
    }
    let Caution { before, between, .. } = place_of(entry, verdict)?.caution;
    if counts(between) {
        Some(format!("the words that the quote leaves out {}", verb(between)))
    } else if counts(before) {
        Some(format!("the words before the quote {}", verb(before)))
    } else {
        None
    }
}

fn verb(turn: Bearing) -> &'static str {
    if turn == Bearing::Ended { "say that it is over" } else { "deny it" }
}
