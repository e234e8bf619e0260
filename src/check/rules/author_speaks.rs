//! The author of a source is named as a speaker of its claim.
//!
//! ```ron
//! // the card: authors: ["Jane Roe"]
//! (from: "egypt", relation: "backs", to: "haftar", said_by: "Jane Roe", modality: reported, quote: "…")
//! ```
//!
//! `said_by` names somebody whom the source quotes or cites. What the author says is what the source says: leave
//! the author out, and choose the modality of the text (factual, assessed …). An author who quotes an earlier work
//! may be named: `accept: ["author-speaks"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, element};
use super::super::written::{folded_words, names};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::AuthorSpeaks, page: include_str!("author_speaks.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let Some(shelved) = cx.on_shelf(entry).filter(|at| !at.source.authors.is_empty()) else {
            continue;
        };
        let authors: Vec<_> =
            shelved.source.authors.iter().map(|name| folded_words(name).1).collect();
        for (i, speaker) in names(&entry.claim.said_by).iter().enumerate() {
            let actor = cx.actors.get(speaker).map(|(_, actor)| actor);
            let known =
                actor.into_iter().flat_map(|a| a.name.iter().chain(&a.short).chain(&a.aliases));
            let mut names = known.map(|name| &**name).chain([&**speaker]);
            if names.any(|name| authors.contains(&folded_words(name).1)) {
                let message = format!("`{}` is an author of `{}`", &**speaker, cx.source(entry));
                findings.push(
                    Finding::new(element(entry, "said_by", i), message).help(
                        "leave the author out: what the source says by itself has no speaker",
                    ),
                );
            }
        }
    }
    findings
}
