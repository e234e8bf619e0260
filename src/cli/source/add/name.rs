//! The id of a source: as it is said, as its card has it, or a new one that says who and when.

use std::path::PathBuf;

use anyhow::Context as _;

use super::super::super::project::Project;
use super::super::filled::is_firm;
use super::{Add, Incoming};
use crate::evidence::{Card, CardProposal};
use crate::intake::{CardField, Fact, good_id};
use crate::model::SourceId;

impl Add {
    /// The id: as said; that of the card which the same file has; or a new one that nobody has.
    pub(super) fn name(
        &self,
        proposal: &CardProposal,
        incoming: &Incoming<'_>,
        cards: &[(PathBuf, String, Card)],
    ) -> anyhow::Result<SourceId> {
        if let Some(id) = &self.id {
            return Ok(id.clone());
        }
        let is_same = |card: &Card| {
            card.text.as_ref().is_some_and(|text| match &text.original {
                Some(original) => {
                    original.file == incoming.name || original.sha256 == incoming.sha256
                }
                None => text.file == incoming.name || text.sha256 == incoming.sha256,
            })
        };
        if let Some((path, ..)) = cards.iter().find(|(.., card)| is_same(card)) {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            return stem.parse().with_context(|| format!("{} is no card's name", path.display()));
        }
        let card = &proposal.card;
        let fact = |field| {
            let fits = |fact: &&Fact| fact.field == field && is_firm(fact);
            incoming.reading.facts.iter().find(fits).map(|fact| fact.value.clone())
        };
        let publisher = card.publisher.clone().or_else(|| fact(CardField::Publisher));
        let author = card.authors.first().cloned().or_else(|| fact(CardField::Author));
        let published =
            card.published.map(|date| date.to_string()).or_else(|| fact(CardField::Published));
        let good = good_id(publisher.as_deref(), author.as_deref(), published.as_deref());
        let Some(good) = good else { return Ok(proposal.id.clone()) };
        let taken =
            |id: &str| cards.iter().any(|(path, ..)| path.file_stem().is_some_and(|s| s == id));
        let free = (1..).map(|n| match n {
            1 => good.to_string(),
            n => format!("{good}-{n}"),
        });
        let free = free.into_iter().find(|id| !taken(id)).unwrap_or_default();
        Ok(free.parse()?)
    }
}

/// The cards that are there, with their paths and texts.
pub(super) fn cards(project: &Project) -> anyhow::Result<Vec<(PathBuf, String, Card)>> {
    use crate::annotation::Files as _;
    let mut cards = Vec::new();
    let disk = crate::project::Disk::everywhere();
    for path in disk.list(&project.seeds)? {
        let is_card = path.extension().is_some_and(|end| end == "ron");
        if let (true, Ok(bytes)) = (is_card, disk.read(&path))
            && let Ok(text) = String::from_utf8(bytes)
            && let Ok(card) = Card::parse(&text)
        {
            cards.push((path, text, card));
        }
    }
    Ok(cards)
}
