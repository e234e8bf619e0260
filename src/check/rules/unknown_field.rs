//! A record has a field that records of its kind do not have.
//!
//! ```ron
//! (from: "russia", relaton: "backs", to: "haftar", quote: "…")
//! ```
//!
//! Fields must be spelt exactly as in the format; the message lists them. An unknown field is
//! never ignored, because a misspelt `modality` would turn a plan into a fact.

use super::super::names::nearest;
use super::super::rule::{Context, Finding, Rule};
use crate::annotation::{FaultKind, RecordKind};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownField, page: include_str!("unknown_field.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| {
        let FaultKind::UnknownField { record, name, allowed } = kind else { return None };
        let owner = match record {
            RecordKind::File => "an annotation file",
            RecordKind::Actor => "an actor",
            RecordKind::Relation => "a relation",
            RecordKind::Item => "a claim",
        };
        let help = match nearest(name, allowed.iter().copied()) {
            Some(field) => format!("did you mean `{field}`?"),
            None => format!("its fields are {}", allowed.join(", ")),
        };
        let finding = Finding::new(locus, format!("{owner} has no field `{name}`")).help(help);
        Some(finding.near(name, allowed.iter().copied(), str::to_owned))
    })
}
