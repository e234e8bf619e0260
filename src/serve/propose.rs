//! What the picked words may claim: a proposal for the form, never a claim by itself.

use serde::Deserialize;
use serde_json::{Value, json};

use super::desk::Desk;
use super::failure::Failure;
use super::room::{find, words_between};
use crate::evidence::Quote;
use crate::model::Status;
use crate::suggest::{Interpretation, Proposal, Suggester};

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
        let suggester = Suggester::new(now.dataset, &picked.source, Some(&entry.source));
        let found = suggester.selection(text, picked.paragraph, words).ok_or_else(none)?;
        // The words as they were picked: who picks more than a sentence is told so by the check.
        let quote = text.verbatim(picked.paragraph, words);
        let reading = |own: &Proposal, reading: &Interpretation| {
            json!({
                "from": reading.from,
                "relation": reading.relation,
                "to": reading.to,
                "shown_by": reading.shown_by,
                "modality": own.modality.word(),
                "status": own.status.map(Status::word),
                "said_by": own.said_by,
                "when": own.when,
                "dated": own.dated,
                "note": own.note,
            })
        };
        let mut readings: Vec<(f32, Value)> = Vec::new();
        for own in &found.proposals {
            readings.extend(own.readings.iter().map(|one| (one.weight, reading(own, one))));
        }
        readings.sort_by(|a, b| b.0.total_cmp(&a.0));
        let readings: Vec<Value> = readings.into_iter().map(|(_, reading)| reading).collect();
        Ok(json!({
            "quote": quote,
            "paragraph": picked.paragraph,
            "ambiguous": text.find(&Quote::parse(quote)).len() > 1,
            "named": found.named,
            "readings": readings,
            "modality": found.modality.word(),
            "status": found.status.map(Status::word),
            "said_by": found.said_by,
            "when": found.when,
            "dated": found.dated,
            "note": null,
        }))
    })
}
