//! A claim or an actor lacks a field that it must have.
//!
//! A claim needs `from`, `relation`, `to` and `quote`, in the claim or in a block around it; if its
//! source is a data set (`text: none` on its card), it needs `record` instead of `quote`. An actor needs
//! `name` and `kind`.
//!
//! ```ron
//! (from: "russia", to: "haftar", quote: "…")
//! ```
//!
//! Here `relation` is missing.

use super::super::rule::{Context, Finding, Locus, Rule, whole};
use crate::annotation::{Part, Spot};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::MissingField, page: include_str!("missing_field.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.actors.sorted() {
        let actor = cx.actors.entry(file, i);
        let missing = [("name", actor.name.is_none()), ("kind", actor.kind.is_none())];
        for (name, _) in
            missing.iter().filter(|(name, missing)| *missing && !cx.is_unread_actor(file, i, name))
        {
            let locus = Locus { file, at: Part::Actor(i, Spot::Key) };
            findings.push(
                Finding::new(locus, format!("actor `{id}` has no `{name}`"))
                    .help(format!("add `{name}: {}`", example(name))),
            );
        }
    }
    for entry in &cx.entries {
        let claim = &entry.claim;
        let cited =
            claim.quote.is_some() || claim.record.as_deref().is_some_and(|r| !r.trim().is_empty());
        let citation = if cx.is_data_set(entry) { "record" } else { "quote" };
        let missing = [
            ("from", claim.from.is_none()),
            ("relation", claim.relation.is_none()),
            ("to", claim.to.is_none()),
            (citation, !cited),
        ];
        for (name, _) in
            missing.iter().filter(|(name, missing)| *missing && !cx.is_unread(entry, name))
        {
            findings
                .push(Finding::new(whole(entry), format!("this claim has no `{name}`")).help(
                    format!("add `{name}: {}`, here or in a block around it", example(name)),
                ));
        }
    }
    findings
}

fn example(field: &str) -> &'static str {
    match field {
        "name" => "\"its full name\"",
        "kind" => "state",
        "relation" => "\"backs\"",
        "quote" => "\"the words that show it\"",
        "record" => "\"row 12\"",
        _ => "\"an-actor\"",
    }
}
