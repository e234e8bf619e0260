//! A claim is put as what somebody says, but does not say who.
//!
//! A claim that is `reported` or `alleged` needs `said_by`: an actor's id, a name, or `"unnamed"` if the
//! text leaves it open ("reportedly"). A list means that each of them says so: `said_by: ["egypt", "uae"]`. Those
//! who passed it on to the source are in `cited_by`, the one nearest to the speaker first:
//! `said_by: "us-officials", cited_by: "CNN"`. A denial without a speaker is the author's own.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::MissingAttribution, page: include_str!("missing_attribution.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let modality = entry.claim.modality.unwrap_or_default();
        let said_by = entry.claim.said_by.as_ref();
        let silent =
            said_by.is_none_or(|speakers| speakers.as_slice().iter().all(|s| s.trim().is_empty()));
        if modality.needs_speaker() && silent && !cx.is_unread(entry, "said_by") {
            let message = format!("a claim that is {} must say by whom", modality.word());
            findings.push(Finding::new(field(entry, "modality"), message).help(
                "add `said_by: \"…\"`, or `said_by: \"unnamed\"` where the text leaves it open",
            ));
        }
    }
    findings
}
