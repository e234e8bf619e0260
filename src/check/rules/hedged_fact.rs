//! A claim is put as a fact, but its quote hedges.
//!
//! ```ron
//! (from: "us", relation: "deploys_to", to: "libya",
//!  quote: "would send up to fifty US special operations troops")
//! ```
//!
//! The text does not state as a fact what would, may, might, could or should be, what is likely, considered,
//! believed or reportedly so, or what somebody is accused of or said to do. The words that hedge are those of the
//! language on the source's card (`language: "fr"`; English if it names none). Choose the modality of the text
//! (planned, considered, assessed, reported, recommended, hypothetical). If the hedge in the quote belongs to
//! something else, quote fewer words, or accept the warning and say why:
//! `accept: ["hedged-fact"], note: "…"`.

use std::borrow::Cow;

use super::super::rule::{Context, Finding, Rule, field};
use super::super::written::folded_words;
use crate::diagnostic::Code;
use crate::evidence::Language;
use crate::model::Modality;

pub(super) const RULE: Rule =
    Rule { code: Code::HedgedFact, page: include_str!("hedged_fact.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        if entry.claim.modality.unwrap_or_default() != Modality::Factual {
            continue;
        }
        let Some(quote) = entry.claim.quote.as_deref() else { continue };
        let Some(language) = cx.language(entry) else { continue };
        let Some((hedge, modality)) = hedge(language, quote) else { continue };
        let message = format!("this is put as a fact, but the quote says “{hedge}”");
        let help = format!(
            "say `modality: {}` or whatever the text has, or accept the warning with a note",
            modality.word()
        );
        findings.push(Finding::new(field(entry, "quote"), message).help(help));
    }
    findings
}

/// The words that hedge, as they stand in the quote; `May` is a month.
fn hedge<'q>(language: &Language, quote: &'q str) -> Option<(&'q str, Modality)> {
    if !language.may_hedge(quote) {
        return None;
    }
    let (spans, mut folded) = folded_words(quote);
    for (span, word) in spans.iter().zip(&mut folded) {
        if &quote[span.clone()] == "May" {
            *word = Cow::Borrowed("");
        }
    }
    let (place, modality) = language.hedge(&folded)?;
    Some((&quote[spans[place.start].start..spans[place.end - 1].end], modality))
}
