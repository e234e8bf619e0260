//! A quote, or a part of one, has fewer than three words.
//!
//! Fewer words show nothing and stand in too many places. In a quote that leaves words out (` … `), each
//! part must have at least three words.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteTooShort, page: include_str!("quote_too_short.rs"), find };

/// The fewest words of a quote, and of each part of one.
const FEWEST: u32 = 3;

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let Some(quote) = proof.as_ref().map(|proof| &proof.quote) else { continue };
        let shortest = quote.parts.iter().copied().min();
        let Some(shortest) = shortest.filter(|words| *words < FEWEST) else {
            continue;
        };
        let what = if quote.is_elided() { "a part of this quote" } else { "this quote" };
        let words = if shortest == 1 { "word" } else { "words" };
        findings.push(
            Finding::new(
                field(entry, "quote"),
                format!("{what} has {shortest} {words}; {FEWEST} are needed"),
            )
            .help("quote more of the sentence, so that the words show the relation"),
        );
    }
    findings
}
