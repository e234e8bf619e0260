//! A claim asserts a relation that the vocabulary does not have.
//!
//! ```ron
//! (from: "russia", relation: "suports", to: "haftar", quote: "…")
//! ```
//!
//! `whobacks relations` lists the vocabulary. A relation read backwards (`armed_by`) is not written:
//! turn the claim round. A dataset may add relations of its own under `relations`.

use super::super::names::nearest;
use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::model::Family;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownRelation, page: include_str!("unknown_relation.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let Some(name) = entry.claim.relation.as_deref() else { continue };
        // A relation that the file defines, but wrongly, has had its error there.
        let own = |file: &crate::annotation::File<'_>| {
            file.content.relations.iter().any(|(own, _)| &**own == name)
        };
        if cx.vocabulary.get(name).is_some() || cx.dataset.files.iter().any(own) {
            continue;
        }
        let locus = field(entry, "relation");
        let finding = Finding::new(locus, format!("the vocabulary has no relation `{name}`"));
        findings.push(finding.help(advice(cx, name)));
    }
    findings
}

fn advice(cx: &Context<'_, '_>, name: &str) -> String {
    let vocabulary = &cx.vocabulary;
    if let Some(ix) = vocabulary.get_inverse(name) {
        return format!("write \"{}\" and exchange `from` and `to`", vocabulary[ix].id);
    }
    if let Some(family) = Family::ALL.iter().find(|family| family.word() == name) {
        return format!(
            "that is a family; choose one of its relations (`whobacks relations --family {}`)",
            family.word()
        );
    }
    let by_verb = vocabulary.iter().find(|(_, relation)| {
        let verbs = &relation.spec.verbs;
        verbs
            .iter()
            .any(|verb| name.replace('_', " ").trim_end_matches('s') == verb.trim_end_matches('s'))
    });
    if let Some((_, relation)) = by_verb {
        return format!("did you mean \"{}\"?", relation.id);
    }
    match nearest(name, vocabulary.iter().map(|(_, relation)| relation.id.as_str())) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "`whobacks relations` lists the vocabulary".to_owned(),
    }
}
