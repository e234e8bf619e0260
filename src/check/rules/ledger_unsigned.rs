//! Nobody whom you trust has signed the ledger of a source.
//!
//! `check --trust FILE` requires a signature beside each ledger, `seeds/<id>.proofs.sig`, made with one of
//! the keys in that file. A ledger by itself is a record: whoever can edit it can write down quotes that
//! no text has. A signature says who vouches for it. Somebody with the texts and the key signs with
//! `whobacks prove --texts DIR --sign KEY`, or signs the ledger as it is with
//! `ssh-keygen -Y sign -n whobacks-ledger -f KEY seeds/ID.proofs`. If a ledger was changed after it was signed, look
//! at the change before you sign it again; if another key has signed it, ask whose key that is.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::Part;
use crate::diagnostic::Code;
use crate::evidence::{ShelfFault, ShelfFaultKind, Unsigned};

pub(super) const RULE: Rule =
    Rule { code: Code::LedgerUnsigned, page: include_str!("ledger_unsigned.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.cited_sources() {
        for ShelfFault { fault, .. } in cx.sources.faults(id) {
            let ShelfFaultKind::Unsigned(fault) = fault else { continue };
            let help = match fault {
                Unsigned::Untrusted(_) => {
                    "ask whose key it is; with --trust FILE you trust those in that file".to_owned()
                }
                _ => format!(
                    "have it proved and signed by whoever has the texts: whobacks prove --texts DIR --sign KEY; see {}",
                    "whobacks explain ledger-unsigned"
                ),
            };
            let message = format!("nobody whom you trust has signed the ledger of `{id}`");
            let finding = Finding::new(Locus { file, at: Part::Source(i) }, message);
            findings.push(finding.label(fault.to_string()).help(help));
        }
    }
    findings
}
