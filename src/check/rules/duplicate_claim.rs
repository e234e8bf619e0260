//! The same claim stands twice.
//!
//! Two claims are the same when source, ends, relation, quote and date are the same (for a symmetric
//! relation, either way round). Take one out; if the text says it in two places, quote the second one.

use super::super::rule::{Context, Finding, Rule, whole};
use crate::diagnostic::Code;
use std::collections::HashMap;

use super::super::claims::{claim_id, pairs};
use crate::annotation::Entry;
use crate::model::ClaimId;

pub(super) const RULE: Rule =
    Rule { code: Code::DuplicateClaim, page: include_str!("duplicate_claim.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: HashMap<ClaimId, &Entry<'_, '_>> = HashMap::new();
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let (Some(relation), Some(proof)) = (entry.claim.relation.as_deref(), proof) else {
            continue;
        };
        let symmetric =
            cx.vocabulary.get(relation).is_some_and(|ix| cx.vocabulary[ix].is_symmetric());
        let source = cx.source(entry);
        let mut reported = false;
        for (from, to) in pairs(&entry.claim) {
            let when = entry.claim.when.as_deref();
            let id = claim_id(source, (from, to), relation, symmetric, &proof.quote, when);
            let Some(first) = seen.insert(id, entry) else { continue };
            if !reported {
                reported = true;
                findings.push(
                    Finding::new(
                        whole(entry),
                        format!("`{from}` {relation} `{to}` is claimed twice with the same quote"),
                    )
                    .related(whole(first), "it is claimed here first")
                    .help("take one of them out"),
                );
            }
        }
    }
    findings
}
