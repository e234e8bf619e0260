//! A quote has more words than a quote may have.
//!
//! The articles belong to others, so quotes are short: 15 words at most, unless the annotation
//! (`max_quote_words: 20`, a field of the file) or the option `--max-quote-words` of `check` allows more. Leave
//! words out with ` … `, or quote less.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteTooLong, page: include_str!("quote_too_long.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let limit = cx.longest_quote();
    let mut findings = Vec::new();
    for (entry, proof) in cx.entries.iter().zip(&cx.proofs) {
        let Some(quote) = proof.as_ref().map(|proof| &proof.quote) else { continue };
        if quote.word_count() > limit {
            let message =
                format!("this quote has {} words; {limit} are allowed", quote.word_count());
            findings.push(
                Finding::new(field(entry, "quote"), message)
                    .help("quote the shortest run of words that shows the relation, or leave words out with \" … \""),
            );
        }
    }
    findings
}
