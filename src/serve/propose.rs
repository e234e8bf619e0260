//! What words that somebody has picked may claim: a proposal for the form, never a claim by itself.

use serde::Deserialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::Failure;
use super::room::{find, words_between};
use crate::evidence::Quote;

/// Words of a paragraph, in units of UTF-16.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picked {
    source: String,
    paragraph: u32,
    from: usize,
    to: usize,
}

/// What they may claim.
pub(super) fn propose(desk: &Desk, picked: &Picked) -> Result<Value, Failure> {
    desk.with(|now| {
        let entry = find(now.sources, &picked.source)?;
        let none = || Failure::new(422, "no words are picked");
        let text = entry.text.as_ref().ok_or_else(none)?;
        let shown = text.paragraph(picked.paragraph);
        let words = words_between(shown, picked.from, picked.to).ok_or_else(none)?;
        let quote = text.verbatim(picked.paragraph, words);
        let ambiguous = text.find(&Quote::parse(quote)).len() > 1;
        Ok(json!({
            "quote": quote,
            "paragraph": picked.paragraph,
            "ambiguous": ambiguous,
            "named": [],
            "readings": [],
            "modality": "factual",
            "status": null,
            "said_by": null,
            "when": null,
            "dated": null,
            "note": null,
        }))
    })
}
