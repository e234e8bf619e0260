//! Quotes that stand in the text are not in the ledger yet.
//!
//! They are proved on this machine, because the text is at hand, but not for people without the text. Run
//! `whobacks prove`, and commit the ledgers with the claims.

use super::super::rule::{Context, Finding, Locus, Rule};
use super::super::written::is_proposed;
use crate::diagnostic::Code;
use std::collections::BTreeMap;

use crate::annotation::Part;
use crate::evidence::{LedgerState, QuoteVerdict};

pub(super) const RULE: Rule =
    Rule { code: Code::LedgerBehind, page: include_str!("ledger_behind.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut behind: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, _, verdict) in cx.proved() {
        // A proposal is proved when it is accepted.
        if is_proposed(&entry.claim) {
            continue;
        }
        if let QuoteVerdict::Found { ledger: LedgerState::Absent, .. } = verdict {
            *behind.entry(cx.source(entry)).or_default() += 1;
        }
    }
    let finding = |(id, file, i): (&str, usize, usize)| {
        let count = behind.get(id)?;
        let quotes = if *count == 1 { "quote is" } else { "quotes are" };
        let message = format!("{count} {quotes} not in the ledger of `{id}` yet");
        Some(
            Finding::new(Locus { file, at: Part::Source(i) }, message)
                .help("write the ledgers: whobacks prove --texts DIR"),
        )
    };
    cx.cited_sources().into_iter().filter_map(finding).collect()
}
