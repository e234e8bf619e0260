//! A claim asserts a relation that the vocabulary does not have.
//!
//! ```ron
//! (from: "russia", relation: "suports", to: "haftar", quote: "…")
//! ```
//!
//! `whobacks relations` lists the vocabulary. A relation cannot be written backwards (`armed_by`):
//! reverse the claim instead. A data set may add relations of its own under `relations`.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::super::names::{Guesses, NOT_SOUGHT};
use super::super::rule::{Context, Finding, Rule, field};
use crate::annotation::quoted;
use crate::diagnostic::{Certainty, Code};
use crate::model::Family;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownRelation, page: include_str!("unknown_relation.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut guesses = Guesses::new();
    let own = cx.dataset.files.iter().flat_map(|file| file.content.relations.iter());
    let own: HashSet<&str> = own.map(|(name, _)| &**name).collect();
    let collected = OnceCell::new();
    for entry in &cx.entries {
        let Some(name) = entry.claim.relation.as_deref() else { continue };
        // A relation that the file defines wrongly is already reported where it is defined.
        if cx.vocabulary.get(name).is_some() || own.contains(name) {
            continue;
        }
        let locus = field(entry, "relation");
        let finding = Finding::new(locus, format!("the vocabulary has no relation `{name}`"));
        let near = guesses.near(name, cx.vocabulary.iter().map(|(_, own)| own.id.as_str()));
        // A verb or an inverse is not a misspelling, and has its own help.
        let said = name.replace('_', " ");
        let verbs = collected.get_or_init(|| verbs(cx));
        let meant = verbs.get(said.trim_end_matches('s')).copied();
        let finding = match meant {
            Some(verb) => finding.fix(quoted(verb), Certainty::Maybe),
            None => finding.guessed(name, near.as_deref().unwrap_or_default(), quoted),
        };
        findings.push(finding.help(advice(cx, name, (meant, near.as_deref()))));
    }
    findings
}

/// The first relation that has each verb, which stands without its last `s`.
fn verbs<'c>(cx: &'c Context<'_, '_>) -> HashMap<&'c str, &'c str> {
    let mut verbs = HashMap::new();
    for (_, relation) in cx.vocabulary.iter() {
        for verb in &relation.spec.verbs {
            verbs.entry(verb.trim_end_matches('s')).or_insert(relation.id.as_str());
        }
    }
    verbs
}

fn advice(
    cx: &Context<'_, '_>,
    name: &str,
    (meant, near): (Option<&str>, Option<&[&str]>),
) -> String {
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
    if let Some(relation) = meant {
        return format!("did you mean \"{relation}\"?");
    }
    match near {
        Some([near, ..]) => format!("did you mean \"{near}\"?"),
        Some([]) => "`whobacks relations` lists the vocabulary".to_owned(),
        None => NOT_SOUGHT.to_owned(),
    }
}
