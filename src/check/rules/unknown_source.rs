//! Claims cite a source that has no card.
//!
//! ```ron
//! claims: { "atlantic-council-2071": [ … ] }
//! ```
//!
//! Each source has a card in `seeds/`, made by `whobacks source add FILE`. The same applies to the sources
//! named in `aliases_in`.

use super::super::names::{Guesses, NOT_SOUGHT};
use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::{Part, Spot, quoted};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownSource, page: include_str!("unknown_source.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut guesses = Guesses::new();
    let mut unknown = |locus: Locus, id: &str| {
        let near = guesses.near(id, cx.sources.cards().map(|card| card.id.as_str()));
        let help = match near.as_deref() {
            Some([near, ..]) => format!("did you mean \"{near}\"?"),
            Some([]) => format!("make its card: whobacks source add FILE --id {id}"),
            None => NOT_SOUGHT.to_owned(),
        };
        let finding = Finding::new(locus, format!("no source has the id `{id}`")).help(help);
        match finding.locus.at {
            Part::Source(_) => finding.guessed(id, near.as_deref().unwrap_or_default(), quoted),
            // The place is that of the whole map.
            _ => finding,
        }
    };
    let mut findings = Vec::new();
    for (file, read) in cx.dataset.files.iter().enumerate() {
        for (i, (id, _)) in read.content.claims.iter().enumerate() {
            if !cx.sources.knows(id) {
                findings.push(unknown(Locus { file, at: Part::Source(i) }, id));
            }
        }
        for (i, (_, actor)) in read.content.actors.iter().enumerate() {
            for (id, _) in actor.aliases_in.iter().filter(|(id, _)| !cx.sources.knows(id)) {
                let at = Part::Actor(i, Spot::Field("aliases_in"));
                findings.push(unknown(Locus { file, at }, id));
            }
        }
    }
    findings
}
