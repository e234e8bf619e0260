//! A claim asserts a relation that the vocabulary does not have.
//!
//! ```ron
//! (from: "russia", relation: "suports", to: "haftar", quote: "…")
//! ```
//!
//! `whobacks relations` lists the vocabulary. A relation cannot be written backwards (`armed_by`):
//! reverse the claim instead. A data set may add relations of its own under `relations`.

use std::str::FromStr;

use super::super::names::nearest;
use super::super::rule::{Context, Finding, Rule, field};
use crate::annotation::quoted;
use crate::diagnostic::{Certainty, Code};
use crate::model::Family;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownRelation, page: include_str!("unknown_relation.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let Some(name) = entry.claim.relation.as_deref() else { continue };
        // A relation that the file defines wrongly is already reported where it is defined.
        let own = |file: &crate::annotation::File<'_>| {
            file.content.relations.iter().any(|(own, _)| &**own == name)
        };
        if cx.vocabulary.get(name).is_some() || cx.dataset.files.iter().any(own) {
            continue;
        }
        let locus = field(entry, "relation");
        let finding = Finding::new(locus, format!("the vocabulary has no relation `{name}`"));
        let names = cx.vocabulary.iter().map(|(_, relation)| relation.id.as_str());
        // A verb or an inverse is not a misspelling, and has its own help.
        let finding = match meant(cx, name) {
            Some(verb) => finding.fix(quoted(verb), Certainty::Maybe),
            None => finding.near(name, names, quoted),
        };
        findings.push(finding.help(advice(cx, name)));
    }
    findings
}

/// The relation that has the name for a verb.
fn meant<'c>(cx: &'c Context<'_, '_>, name: &str) -> Option<&'c str> {
    let said = name.replace('_', " ");
    let is_verb = |verb: &String| said.trim_end_matches('s') == verb.trim_end_matches('s');
    let mut relations = cx.vocabulary.iter().map(|(_, relation)| relation);
    relations.find(|relation| relation.spec.verbs.iter().any(is_verb)).map(|r| r.id.as_str())
}

fn advice(cx: &Context<'_, '_>, name: &str) -> String {
    let vocabulary = &cx.vocabulary;
    if let Some(ix) = vocabulary.get_inverse(name) {
        return format!("write \"{}\" and exchange `from` and `to`", vocabulary[ix].id);
    }
    if let Ok(family) = Family::from_str(name) {
        return format!(
            "that is a family; choose one of its relations (`whobacks relations --family {}`)",
            family.word()
        );
    }
    if let Some(relation) = meant(cx, name) {
        return format!("did you mean \"{relation}\"?");
    }
    match nearest(name, vocabulary.iter().map(|(_, relation)| relation.id.as_str())) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "`whobacks relations` lists the vocabulary".to_owned(),
    }
}
