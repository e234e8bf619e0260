//! What a coding left out: the paragraphs that name two actors and make no claim.
//!
//! Takes a graph and the texts of its sources; gives for each paragraph the actors that it names and
//! the claims that it makes. Must not know what the sentences say: a paragraph found here is one to
//! be read again, not yet a mistake. One that was read and makes no claim is listed with its reason on
//! the card (`no_claims`).
//!
//! Names are found by [`crate::evidence::Mentions`], aliases of that source included. A name that several actors share
//! is one mention of one of them: a paragraph names two actors only where no single actor could be
//! behind all of its names.

mod names;

use crate::evidence::{Shelf, Text, words};
use crate::graph::Graph;
use crate::model::{Actor, Claim, Source, SourceIx};
use names::Names;

/// A coding held against its texts.
#[derive(Debug, Clone)]
pub struct Coverage<'g> {
    /// Every source on the shelf whose text is at hand, coded or not; sorted by id.
    pub sources: Vec<SourceCoverage<'g>>,
    /// The sources whose texts are not at hand; sorted by id.
    pub unread: Vec<&'g Source>,
}

/// A source held against its text.
#[derive(Debug, Clone)]
pub struct SourceCoverage<'g> {
    /// The source.
    pub source: &'g Source,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph<'g>>,
    /// Reasons on the card that excuse nothing, by paragraph.
    pub idle: Vec<(u32, Idle)>,
}

/// Why a reason on the card excuses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idle {
    /// The text has fewer paragraphs.
    NoParagraph,
    /// The paragraph makes claims.
    HasClaims,
}

/// A paragraph: whom it names and what it claims.
#[derive(Debug, Clone)]
pub struct Paragraph<'g> {
    /// Counted from 1.
    pub number: u32,
    /// Who is named, each once, in the order of the text; several where a name is shared.
    pub named: Vec<Vec<&'g Actor>>,
    /// The claims whose quotes stand here, in the order of the files.
    pub claims: Vec<&'g Claim>,
    /// Whether it should make a claim.
    pub state: State,
    /// Its first words, no more than a quote may have.
    pub opening: String,
}

/// Whether a paragraph should make a claim, and does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum State {
    /// It makes claims, however few actors it names.
    Coded,
    /// It names no two actors.
    Silent,
    /// It names two actors and makes no claim, and the card says why.
    Excused,
    /// It names two actors and makes no claim: to be read again.
    Open,
}

impl State {
    /// The word used in reports.
    pub fn word(self) -> &'static str {
        match self {
            State::Coded => "coded",
            State::Silent => "silent",
            State::Excused => "excused",
            State::Open => "open",
        }
    }
}

/// Counts of paragraphs and claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All paragraphs.
    pub paragraphs: usize,
    /// All claims cited to them.
    pub claims: usize,
    /// Paragraphs that name two actors or more.
    pub naming_two: usize,
    /// Of those, the ones that make a claim.
    pub coded: usize,
    /// Of those, the ones without a claim that have a reason.
    pub excused: usize,
    /// Of those, the ones without claim or reason.
    pub open: usize,
}

impl Tally {
    /// Of the paragraphs that name two actors, the share that is coded or excused, in percent,
    /// rounded down, so that 100 means all. `None` where no paragraph names two.
    pub fn percent(self) -> Option<usize> {
        (100 * (self.coded + self.excused)).checked_div(self.naming_two)
    }

    fn add(&mut self, paragraph: &Paragraph<'_>) {
        self.paragraphs += 1;
        self.claims += paragraph.claims.len();
        if paragraph.names_two() {
            self.naming_two += 1;
            match paragraph.state {
                State::Coded => self.coded += 1,
                State::Excused => self.excused += 1,
                State::Open => self.open += 1,
                State::Silent => {}
            }
        }
    }
}

impl Paragraph<'_> {
    /// Whether it names two actors for certain.
    pub fn names_two(&self) -> bool {
        let Some((first, rest)) = self.named.split_first() else { return false };
        let everywhere = |actor: &&Actor| {
            rest.iter().all(|names| names.iter().any(|other| other.id == actor.id))
        };
        !first.iter().any(everywhere)
    }
}

impl SourceCoverage<'_> {
    /// The counts of this source.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.paragraphs.iter().for_each(|paragraph| tally.add(paragraph));
        tally
    }
}

impl Coverage<'_> {
    /// The counts of all sources.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        let paragraphs = self.sources.iter().flat_map(|source| &source.paragraphs);
        paragraphs.for_each(|paragraph| tally.add(paragraph));
        tally
    }

    /// Whether every text was read, no paragraph is open, and no reason on a card is idle.
    pub fn is_complete(&self) -> bool {
        self.unread.is_empty()
            && self.tally().open == 0
            && self.sources.iter().all(|source| source.idle.is_empty())
    }
}

/// How many words of an open paragraph are shown.
const OPENING: usize = 12;

/// Holds a coding against the texts on a shelf.
pub fn cover<'g>(graph: &'g Graph, shelf: &'g Shelf) -> Coverage<'g> {
    let mut coverage = Coverage { sources: Vec::new(), unread: Vec::new() };
    for entry in shelf.entries() {
        match &entry.text {
            None => coverage.unread.push(&entry.source),
            Some(text) => coverage.sources.push(source(graph, &entry.source, text)),
        }
    }
    coverage
}

fn source<'g>(graph: &'g Graph, source: &'g Source, text: &Text) -> SourceCoverage<'g> {
    let ix = graph.sources().iter().position(|listed| listed.id == source.id).map(SourceIx::from);
    let names = Names::of(graph, ix);
    let mut claims: Vec<Vec<&Claim>> = vec![Vec::new(); text.paragraph_count() as usize];
    for claim in graph.claims().filter(|claim| Some(claim.claim.source) == ix) {
        let paragraph = claim.claim.citation.paragraph() as usize;
        if let Some(claims) = paragraph.checked_sub(1).and_then(|i| claims.get_mut(i)) {
            claims.push(claim.claim);
        }
    }
    let mut paragraphs = Vec::new();
    for (number, claims) in (1..).zip(claims) {
        let mut paragraph = Paragraph {
            number,
            named: names.named(text.paragraph(number)),
            claims,
            state: State::Silent,
            opening: opening(text, number),
        };
        paragraph.state = if !paragraph.claims.is_empty() {
            State::Coded
        } else if !paragraph.names_two() {
            State::Silent
        } else if source.no_claims.contains_key(&number) {
            State::Excused
        } else {
            State::Open
        };
        paragraphs.push(paragraph);
    }
    let idle = source.no_claims.keys().filter_map(|number| {
        let paragraph = number.checked_sub(1).and_then(|i| paragraphs.get(i as usize));
        match paragraph.map(|paragraph| paragraph.state) {
            None => Some((*number, Idle::NoParagraph)),
            Some(State::Coded) => Some((*number, Idle::HasClaims)),
            // Nobody is named now; a new alias may change that, and the reason holds then.
            Some(_) => None,
        }
    });
    SourceCoverage { source, idle: idle.collect(), paragraphs }
}

fn opening(text: &Text, number: u32) -> String {
    let count = words(text.paragraph(number)).take(OPENING).count() as u32;
    text.verbatim(number, (1, count)).to_owned()
}

#[cfg(test)]
mod tests;
