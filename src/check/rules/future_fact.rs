//! A claim is put as a fact, but dated after its source was published.
//!
//! ```ron
//! // the source is of July 2017
//! (from: "us", relation: "opens_mission_in", to: "tripoli", when: "2018",
//!  quote: "the embassy in Tripoli is to reopen")
//! ```
//!
//! What a text says about the future is planned, considered or hypothetical; a plan has the date on which
//! it was made as `when`, and the date for which it was made as `intended`. If it is a fact, the date of the claim
//! or that on the card is wrong. What somebody judges likely (assessed) may be in the future.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::model::Modality;

pub(super) const RULE: Rule =
    Rule { code: Code::FutureFact, page: include_str!("future_fact.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, entry) in cx.entries.iter().enumerate() {
        let modality = entry.claim.modality.unwrap_or_default();
        if !matches!(modality, Modality::Factual | Modality::Reported) {
            continue;
        }
        let start = cx.dates.when(i).and_then(|period| period.hull().0);
        let published = cx.on_shelf(entry).and_then(|shelved| shelved.source.published);
        let Some((start, last)) = start.zip(published.and_then(|period| period.hull().1)) else {
            continue;
        };
        if start > last {
            let message = match modality {
                Modality::Reported => "reported as a fact",
                _ => "put as a fact",
            };
            let message =
                format!("this is {message}, but `{}` was published before it", cx.source(entry));
            findings.push(Finding::new(field(entry, "when"), message).help(
                "say `modality: planned` and `intended: …` if it was yet to come, or correct the date",
            ));
        }
    }
    findings
}
