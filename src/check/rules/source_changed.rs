//! A text, its card and its ledger do not agree.
//!
//! The card in `seeds/` holds the SHA-256 of the text that was coded. If the file has another text now, or
//! the ledger was edited by hand or belongs to another text, its proofs are worthless. Restore the text,
//! or run `whobacks source add FILE --id ID --force` to make a new card, then `whobacks prove`, and
//! read the claims again.

use super::super::rule::{Context, Finding, Locus, Rule, field};
use crate::annotation::Part;
use crate::diagnostic::Code;
use crate::evidence::{LedgerState, QuoteVerdict, ShelfFault, ShelfFaultKind};

pub(super) const RULE: Rule =
    Rule { code: Code::SourceChanged, page: include_str!("source_changed.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.cited_sources() {
        for ShelfFault { fault, .. } in cx.sources.faults(id) {
            if let ShelfFaultKind::OriginalChanged { .. } | ShelfFaultKind::Unsigned(_) = fault {
                continue;
            }
            let message = match fault {
                ShelfFaultKind::Text(_) | ShelfFaultKind::TextChanged { .. } => {
                    format!("the text of `{id}` is not the one on its card")
                }
                ShelfFaultKind::Counts { .. } => {
                    format!("the card of `{id}` gives wrong counts for its text")
                }
                ShelfFaultKind::Duplicate => format!("there are two cards of `{id}`"),
                _ => format!("the ledger of `{id}` proves nothing"),
            };
            let help = match fault {
                ShelfFaultKind::Text(_)
                | ShelfFaultKind::TextChanged { .. }
                | ShelfFaultKind::Counts { .. } => {
                    "restore the text or the card, or make the card again: whobacks explain source-changed"
                }
                _ => {
                    "write the ledgers again where the texts are at hand: whobacks prove --texts DIR"
                }
            };
            let finding = Finding::new(Locus { file, at: Part::Source(i) }, message);
            findings.push(finding.label(fault.to_string()).help(help));
        }
    }
    for (entry, _, verdict) in cx.proved() {
        if let QuoteVerdict::Found { ledger: LedgerState::Different, .. } = verdict {
            let source = cx.source(entry);
            let message =
                format!("the ledger of `{source}` and its text disagree about this quote");
            findings.push(
                Finding::new(field(entry, "quote"), message)
                    .help("write the ledgers again: whobacks prove --texts DIR"),
            );
        }
    }
    findings
}
