//! An actor stands in a relation to itself.
//!
//! ```ron
//! (from: ["egypt", "uae"], relation: "allied_with", to: ["uae"], quote: "…")
//! ```
//!
//! Two lists make a claim for each of `from` with each of `to`. If the text says that several actors are tied to
//! each other, write a claim for each pair.

use super::super::rule::{Context, Finding, Rule, element, ends};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::SelfRelation, page: include_str!("self_relation.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let (from, to) = ends(&entry.claim);
        for (i, id) in to.iter().enumerate().filter(|(_, id)| from.contains(id)) {
            findings.push(
                Finding::new(
                    element(entry, "to", i),
                    format!("`{}` stands on both sides of this claim", &**id),
                )
                .help("an actor cannot stand in a relation to itself"),
            );
        }
    }
    findings
}
