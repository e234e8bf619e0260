//! The text is not at hand, and the ledger has no proof of the quote.
//!
//! Each source has a ledger, `seeds/<id>.proofs`, which records that somebody found each quote in the
//! text. A quote that is new or has changed since has no proof. Somebody with the text runs
//!
//! ```sh
//! whobacks prove --texts DIR
//! ```
//!
//! which looks for every quote and writes the ledgers.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::evidence::QuoteVerdict;

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteNotProved, page: include_str!("quote_not_proved.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, _, verdict) in cx.proved() {
        let verdict = &*cx.advised(entry, verdict, findings.len());
        let QuoteVerdict::NotProved { elsewhere } = verdict else { continue };
        let source = cx.source(entry);
        let finding = Finding::new(
            field(entry, "quote"),
            format!("the ledger of `{source}` has no proof of this quote"),
        );
        findings.push(match &elsewhere[..] {
            [] => finding.help("where the text is at hand, run: whobacks prove --texts DIR"),
            [first, ..] => finding
                .label(format!("it is proved for `{first}`"))
                .help(format!("move the claim to the claims of \"{first}\"")),
        });
    }
    findings
}
