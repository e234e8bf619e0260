//! A claim that words of a text may make, and what else they say about it.

use crate::annotation::{Item, OneOrMany, Rare};
use crate::model::{Modality, Status};

/// One way to read what the words show.
#[derive(Debug, Clone, PartialEq)]
pub struct Interpretation {
    /// Who acts: an actor's id.
    pub from: String,
    /// The relation.
    pub relation: String,
    /// Who is acted on: an actor's id.
    pub to: String,
    /// The words that show it, as the text has them; `None` where only who they are speaks for it.
    pub shown_by: Option<String>,
    /// How much speaks for it; only to be compared.
    pub weight: f32,
}

/// A claim that the words may make, to be accepted by somebody who has read them.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The paragraph, counted from 1.
    pub paragraph: u32,
    /// The sentence in it, counted from 1.
    pub sentence: u32,
    /// The first and last word of the quote in its paragraph, counted from 1.
    pub words: (u32, u32),
    /// Words of the text, as a claim quotes them.
    pub quote: String,
    /// Whether the quote stands in several places, so that the claim must name its paragraph.
    pub is_ambiguous: bool,
    /// What it may be, the likeliest first; at least one.
    pub readings: Vec<Interpretation>,
    /// How the source puts it.
    pub modality: Modality,
    /// How the tie stands.
    pub status: Option<Status>,
    /// Who says so: an actor's id, a name, or `unnamed`.
    pub said_by: Option<String>,
    /// When, as an annotation writes it.
    pub when: Option<String>,
    /// How the date was worked out.
    pub dated: Option<String>,
    /// What the reader should look at.
    pub note: Option<String>,
}

impl Proposal {
    /// The claim that one of the readings makes, as an annotation has it; `None` where there is no such
    /// reading.
    pub fn item(&self, reading: usize) -> Option<Item<'static>> {
        let Interpretation { from, relation, to, .. } = self.readings.get(reading)?.clone();
        let one = |text: String| OneOrMany::One(text.into());
        let rare = Rare {
            dated: self.dated.clone().map(Into::into),
            note: self.note.clone().map(Into::into),
            ..Rare::default()
        };
        Some(Item {
            from: Some(one(from)),
            relation: Some(relation.into()),
            to: Some(one(to)),
            quote: Some(self.quote.clone().into()),
            record: None,
            when: self.when.clone().map(Into::into),
            modality: (self.modality != Modality::Factual).then_some(self.modality),
            status: self.status,
            said_by: self.said_by.clone().map(one),
            paragraph: self.is_ambiguous.then_some(self.paragraph),
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
        })
    }
}

/// What words that somebody has selected show.
#[derive(Debug, Clone, PartialEq)]
pub struct Selected {
    /// The actors named in them, then those named in the rest of the sentence; ids, each once.
    pub named: Vec<String>,
    /// What they may claim, the likeliest first; every one has the selected words as its quote.
    pub proposals: Vec<Proposal>,
    /// How the words put it.
    pub modality: Modality,
    /// How a tie stands that they tell of.
    pub status: Option<Status>,
    /// Who says so.
    pub said_by: Option<String>,
    /// When.
    pub when: Option<String>,
    /// How the date was worked out.
    pub dated: Option<String>,
}
