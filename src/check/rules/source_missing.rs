//! There is nothing with which a source's quotes could be proved.
//!
//! Either the folder given with `--texts` does not have the text that the card names, or neither text nor
//! ledger is at hand. Put the text there under the name on its card, or restore the ledger,
//! `seeds/<id>.proofs`.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::Part;
use crate::diagnostic::Code;
use crate::evidence::Lack;

pub(super) const RULE: Rule =
    Rule { code: Code::SourceMissing, page: include_str!("source_missing.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.cited_sources() {
        let (message, help) = match cx.sources.lack(id) {
            None => continue,
            Some(Lack::Text(path)) => {
                let path = path.display().to_string().replace('\\', "/");
                (
                    format!("the text of `{id}` is not where it was looked for: {path}"),
                    "put it there under that name, or run without --texts to use the ledger",
                )
            }
            Some(Lack::Evidence) => (
                format!("neither the text nor a ledger of `{id}` is at hand"),
                "give the folder of texts with --texts, or restore the ledger",
            ),
        };
        findings.push(Finding::new(Locus { file, at: Part::Source(i) }, message).help(help));
    }
    findings
}
