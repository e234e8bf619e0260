//! A quote stands in several places, and nothing says which is meant.
//!
//! Quote one more word, or say `paragraph: 7`. A quote may stand twice in one paragraph.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteAmbiguous, page: include_str!("quote_ambiguous.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, _, verdict) in cx.proved() {
        let mut paragraphs: Vec<u32> =
            verdict.places().iter().map(|place| place.paragraph).collect();
        paragraphs.dedup();
        if paragraphs.len() < 2 || entry.claim.paragraph.is_some() {
            continue;
        }
        let list: Vec<String> = paragraphs.iter().map(u32::to_string).collect();
        let message = format!("this quote stands in paragraphs {}", list.join(", "));
        findings.push(
            Finding::new(field(entry, "quote"), message)
                .help("quote more of the sentence meant, or add `paragraph: …`"),
        );
    }
    findings
}
