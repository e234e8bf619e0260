//! A claim is put as a fact, but dated after its source was published.
//!
//! What a text says of days to come is planned, considered or hypothetical. Or the date is wrong, or the
//! card's date is.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::model::Period;

pub(super) const RULE: Rule =
    Rule { code: Code::FutureFact, page: include_str!("future_fact.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        if !entry.claim.modality.unwrap_or_default().is_asserted() {
            continue;
        }
        let start = entry.claim.when.as_deref().and_then(|text| text.parse::<Period>().ok());
        let start = start.and_then(|period| period.hull().0);
        let published = cx.sources.source(cx.source(entry)).and_then(|source| source.published);
        let Some((start, last)) = start.zip(published.and_then(|period| period.hull().1)) else { continue };
        if start > last {
            let message = format!("this is put as a fact, but `{}` was published before it", cx.source(entry));
            findings.push(
                Finding::new(field(entry, "when"), message)
                    .help("say `modality: planned` if it was to come, or mend the date"),
            );
        }
    }
    findings
}
