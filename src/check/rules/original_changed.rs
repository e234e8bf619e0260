//! The file from which a text was extracted has changed since.
//!
//! `whobacks source add page.html` extracts the text of the page once and keeps it; quotes are proved in that
//! text. The page beside it has changed: it was saved again, or edited. It is never read again in silence, and
//! the proofs still hold for the text as it was extracted.
//!
//! Restore the file, or read it again with `whobacks source add page.html --id ID --force`, which keeps what
//! was written on the card by hand; then run `whobacks prove`, and read the claims again.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::Part;
use crate::diagnostic::Code;
use crate::evidence::ShelfFaultKind;

pub(super) const RULE: Rule =
    Rule { code: Code::OriginalChanged, page: include_str!("original_changed.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.cited_sources() {
        for held in cx.sources.faults(id) {
            let ShelfFaultKind::OriginalChanged { file: name, .. } = &held.fault else { continue };
            let message =
                format!("{name} has changed since the text of `{id}` was extracted from it");
            let finding = Finding::new(Locus { file, at: Part::Source(i) }, message);
            let help = format!(
                "restore the file, or read it again: whobacks source add {name} --id {id} --force"
            );
            findings.push(finding.label(held.fault.to_string()).help(&*help));
        }
    }
    findings
}
