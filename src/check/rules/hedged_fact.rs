//! A claim is put as a fact, and its quote hedges.
//!
//! ```ron
//! (from: "us", relation: "deploys_to", to: "libya",
//!  quote: "would send up to fifty US special operations troops")
//! ```
//!
//! What would, may, might or could be, what is likely, considered, believed or reportedly so is not put as
//! a fact by the text. Choose the modality that the text has (planned, considered, assessed, reported,
//! hypothetical). If the hedge in the quote belongs to something else, accept the warning and say why:
//! `accept: ["hedged-fact"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::model::Modality;

pub(super) const RULE: Rule =
    Rule { code: Code::HedgedFact, page: include_str!("hedged_fact.rs"), find };

/// Words that take back some of what is said. They are compared as written, because `May` is a month.
const HEDGES: [&str; 25] = [
    "allegedly", "apparently", "appear", "appears", "believed", "considering", "could", "expected",
    "if", "likely", "may", "might", "mulling", "perhaps", "plans", "possible", "possibly",
    "potential", "potentially", "presumably", "probably", "reportedly", "seemingly", "unlikely",
    "would",
];

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        if entry.claim.modality.unwrap_or_default() != Modality::Factual {
            continue;
        }
        let Some(quote) = entry.claim.quote.as_deref() else { continue };
        let mut words = quote.split(|c: char| !c.is_alphanumeric() && c != '-');
        let Some(hedge) = words.find(|word| HEDGES.contains(word)) else { continue };
        findings.push(
            Finding::new(field(entry, "quote"), format!("this is put as a fact, but the quote says “{hedge}”"))
                .help("give the modality that the text has, or accept the warning with a note"),
        );
    }
    findings
}
