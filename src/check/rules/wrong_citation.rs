//! A claim cites a record although its source is a text, or words although it is a data set.
//!
//! ```ron
//! claims: { "ucdp-esd": [(from: "russia", relation: "arms", to: "haftar", quote: "…")] }
//! ```
//!
//! A text is cited by a quote, which is compared with it. A data set has no text (its card says
//! `text: none`): its claims cite a record, such as `record: "row 12"`, and count as cited, not as proved.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::WrongCitation, page: include_str!("wrong_citation.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let source = cx.source(entry);
        let Some(card) = cx.on_shelf(entry).map(|shelved| &shelved.source) else { continue };
        let (quote, record) = (entry.claim.quote.is_some(), entry.claim.record.is_some());
        let finding = match &card.text {
            Some(_) if record => Finding::new(
                field(entry, "record"),
                format!("`{source}` is a text: its claims cite words, not a record"),
            )
            .help("write `quote: ` with the words that show it"),
            None if quote => Finding::new(
                field(entry, "quote"),
                format!("`{source}` is a data set: its claims cite a record, not words"),
            )
            .help("write `record: ` with the row or number of the record"),
            _ => continue,
        };
        findings.push(finding);
    }
    findings
}
