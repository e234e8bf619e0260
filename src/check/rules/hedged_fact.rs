//! A claim is put as a fact, and its quote hedges.
//!
//! ```ron
//! (from: "us", relation: "deploys_to", to: "libya",
//!  quote: "would send up to fifty US special operations troops")
//! ```
//!
//! What would, may, might or could be, what is likely, considered, believed or reportedly so, and what
//! should be, is not put as a fact by the text. Choose the modality that the text has (planned,
//! considered, assessed, reported, recommended, hypothetical). If the hedge in the quote belongs to
//! something else, quote fewer words, or accept the warning and say why:
//! `accept: ["hedged-fact"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::model::Modality;

pub(super) const RULE: Rule =
    Rule { code: Code::HedgedFact, page: include_str!("hedged_fact.rs"), find };

/// Words that take back some of what is said, with the modality that most often goes with them.
const HEDGES: [(Modality, &[&str]); 6] = [
    (Modality::Reported, &["allegedly", "purportedly", "reportedly", "rumored", "rumoured"]),
    (
        Modality::Assessed,
        &[
            "apparently",
            "appear",
            "appeared",
            "appears",
            "believed",
            "expected",
            "likely",
            "perhaps",
            "possible",
            "possibly",
            "potential",
            "potentially",
            "presumably",
            "probably",
            "seem",
            "seemed",
            "seemingly",
            "seems",
            "supposedly",
            "suspected",
            "unlikely",
        ],
    ),
    (Modality::Planned, &["planning", "plans"]),
    (Modality::Considered, &["considered", "considering", "considers", "mulling", "weighing"]),
    (Modality::Recommended, &["must", "ought", "should"]),
    (Modality::Hypothetical, &["could", "if", "may", "might", "would"]),
];

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        if entry.claim.modality.unwrap_or_default() != Modality::Factual {
            continue;
        }
        let Some(quote) = entry.claim.quote.as_deref() else { continue };
        let mut words = quote.split(|c: char| !c.is_alphanumeric() && c != '-');
        let Some((hedge, modality)) = words.find_map(hedge) else { continue };
        let message = format!("this is put as a fact, but the quote says “{hedge}”");
        let help = format!(
            "say `modality: {}` or whatever the text has, or accept the warning with a note",
            modality.word()
        );
        findings.push(Finding::new(field(entry, "quote"), message).help(help));
    }
    findings
}

/// The word, if it hedges; `May` is a month.
fn hedge(word: &str) -> Option<(&str, Modality)> {
    let is_word = |hedge: &&str| hedge.eq_ignore_ascii_case(word);
    let row = HEDGES.iter().find(|(_, words)| words.iter().any(is_word));
    row.filter(|_| word != "May").map(|(modality, _)| (word, *modality))
}
