//! The text is at hand, and the quote does not stand in it.
//!
//! Three verdicts: the text has nearly these words (the difference is shown), another source has them, or
//! they stand nowhere. Case, typographic marks, white space and punctuation between words are not
//! compared, but every word is: a quote with one word changed is not a quote. Words are left out with
//! ` … `, inside one paragraph, in the order of the text. If `paragraph` is given, the quote must stand in
//! that paragraph.

use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use crate::evidence::{Change, NearMiss, QuoteVerdict};

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteNotFound, page: include_str!("quote_not_found.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, _, verdict) in cx.proved() {
        let verdict = &*cx.advised(entry, verdict, findings.len());
        let source = cx.source(entry);
        let finding = match verdict {
            QuoteVerdict::NotFound { near, elsewhere } => {
                let finding = Finding::new(
                    field(entry, "quote"),
                    format!("this quote does not stand in `{source}`"),
                );
                match (near, &elsewhere[..]) {
                    (_, [first, ..]) => finding
                        .label(format!("it stands in `{first}`"))
                        .help(format!("move the claim to the claims of \"{first}\"")),
                    (Some(near), []) => finding
                        .label(difference(near))
                        .help(format!("paragraph {} has: “{}”", near.paragraph, near.text)),
                    (None, []) => finding
                        .label("it stands nowhere in the sources")
                        .help("copy the words from the text"),
                }
            }
            QuoteVerdict::Found { places, .. } | QuoteVerdict::Proved { places } => {
                let Some(paragraph) = entry.claim.paragraph else { continue };
                if places.iter().any(|place| place.paragraph == paragraph) {
                    continue;
                }
                let mut numbers: Vec<String> =
                    places.iter().map(|place| place.paragraph.to_string()).collect();
                numbers.dedup();
                let there = numbers.join(" and ");
                Finding::new(
                    field(entry, "paragraph"),
                    format!("this quote does not stand in paragraph {paragraph} of `{source}`"),
                )
                .help(format!("it stands in paragraph {there}"))
            }
            _ => continue,
        };
        findings.push(finding);
    }
    findings
}

/// The first words that differ, as a sentence.
fn difference(near: &NearMiss) -> String {
    let differences = near.changes.iter().map(|change| match change {
        Change::Replaced { quoted, text } => format!("the text has “{text}”, not “{quoted}”"),
        Change::Missing { text } => format!("“{text}” is left out"),
        Change::Added { quoted } => format!("“{quoted}” is not in the text"),
    });
    let shown: Vec<String> = differences.collect();
    match shown.len() {
        0..=3 => shown.join("; "),
        n => format!("{}; and {} more", shown[..2].join("; "), n - 2),
    }
}
