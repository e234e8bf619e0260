//! The same claim stands twice.
//!
//! Two claims are the same if source, ends, relation, quote and date are the same (for a symmetric
//! relation, in either direction). Remove one; if the text says it in two places, quote the second place.

use super::super::rule::{Context, Finding, Rule, whole};
use crate::diagnostic::Code;
use rustc_hash::FxHashMap;

use super::super::written::pairs;
use crate::annotation::Entry;
use crate::model::ClaimId;

pub(super) const RULE: Rule =
    Rule { code: Code::DuplicateClaim, page: include_str!("duplicate_claim.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: FxHashMap<ClaimId, &Entry<'_, '_>> = FxHashMap::default();
    seen.reserve(cx.entries.len());
    for (entry, claims) in cx.entries.iter().zip(&cx.pairs) {
        let Some(relation) = entry.claim.relation.as_deref() else { continue };
        let what = if entry.claim.quote.is_some() { "quote" } else { "record" };
        let mut reported = false;
        for ((from, to), claim) in pairs(&entry.claim).zip(&**claims) {
            let Some(first) = seen.insert(claim.id, entry) else { continue };
            if !reported {
                reported = true;
                findings.push(
                    Finding::new(
                        whole(entry),
                        format!("`{from}` {relation} `{to}` is claimed twice with the same {what}"),
                    )
                    .related(whole(first), "it is claimed here first")
                    .help("take one of them out"),
                );
            }
        }
    }
    findings
}
