//! The text is at hand, and the quote does not stand in it.
//!
//! There are three cases: the text has nearly these words (the difference is shown), another source has them, or
//! they stand nowhere. Case, typographic marks, white space and punctuation between words are not
//! compared, but every word is: a quote with one word changed is not a quote. ` … ` stands for words left out,
//! within one paragraph, in the order of the text. If `paragraph` is given, the quote must stand in
//! that paragraph.

use super::super::names::all_near;
use super::super::rule::{Context, Finding, Rule, field};
use super::super::written::folded_words;
use crate::annotation::{Entry, quoted};
use crate::diagnostic::{Certainty, Code};
use crate::evidence::{NearMiss, Quote, QuoteVerdict, WordDifference};

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
                        .help(format!("paragraph {} has: “{}”", near.paragraph, near.text))
                        .fixes(as_the_text_has_it(cx, entry, near)),
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
                .fixes(numbers.iter().map(|number| {
                    let certain = numbers.len() == 1 && there.parse::<u32>().is_ok();
                    let certainty = if certain { Certainty::Certain } else { Certainty::Maybe };
                    (number.clone(), certainty)
                }))
            }
            _ => continue,
        };
        findings.push(finding);
    }
    findings
}

/// The quote as the text has it, if that can be a quote. The fix is certain if, of several words, one is
/// misspelt or missing; if more differs, something else may have been meant.
fn as_the_text_has_it<'c, 'a>(
    cx: &Context<'c, 'a>,
    entry: &Entry<'c, 'a>,
    near: &NearMiss,
) -> Option<(String, Certainty)> {
    let written = entry.claim.quote.as_deref()?;
    let quote = Quote::parse(&near.text);
    let fits = (3..=cx.longest_quote()).contains(&quote.word_count());
    if !fits || Quote::parse(written).is_elided() {
        return None;
    }
    let slip = match &near.changes[..] {
        [WordDifference::Replaced { quoted, text }] => {
            all_near(quoted, [text.as_str()].into_iter()).len() == 1
        }
        [WordDifference::Missing { .. } | WordDifference::Added { .. }] => quote.word_count() > 4,
        _ => false,
    };
    // The coder has to look at a word that changes the meaning.
    let turned = |text: &str| {
        let (_, words) = folded_words(text);
        let language = cx.language(entry)?;
        let turn = language.turn_in(&words).map(|(_, turn)| turn);
        Some((turn, language.hedge(&words).map(|(_, modality)| modality)))
    };
    let same_sense = turned(written) == turned(&near.text);
    let certainty = if slip && same_sense { Certainty::Certain } else { Certainty::Maybe };
    let text = near.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((quoted(&text), certainty))
}

/// The first words that differ, as a sentence.
fn difference(near: &NearMiss) -> String {
    let differences = near.changes.iter().map(|change| match change {
        WordDifference::Replaced { quoted, text } => {
            format!("the text has “{text}”, not “{quoted}”")
        }
        WordDifference::Missing { text } => format!("“{text}” is left out"),
        WordDifference::Added { quoted } => format!("“{quoted}” is not in the text"),
    });
    let shown: Vec<String> = differences.collect();
    match shown.len() {
        0..=3 => shown.join("; "),
        n => format!("{}; and {} more", shown[..2].join("; "), n - 2),
    }
}
