//! What a coding left out: the sentences that name two actors and make no claim.
//!
//! Takes a graph and the texts of its sources; gives for each sentence the actors that it names and the
//! claims that it makes. Must not know what the sentences say: a sentence found here is one to be read
//! again, not yet a mistake. A sentence that rightly makes no claim is excused, with the reason, on the card
//! (`no_claims`), alone or with its whole paragraph.
//!
//! Names are found by [`crate::evidence::Mentions`], aliases of that source included. A name that several actors share
//! is one mention of one of them: a sentence names two actors only if no single actor could be
//! meant by all of its names.

mod names;

use strum::IntoStaticStr;

use crate::evidence::{Shelf, Text};
use crate::graph::Graph;
use crate::model::{Actor, Citation, Claim, Passage, Source, SourceIx};
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
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// The claims cited to it.
    pub claims: usize,
    /// Its sentences, in order.
    pub sentences: Vec<CodedSentence<'g>>,
    /// Reasons on the card that excuse nothing.
    pub idle: Vec<(Passage, Idle)>,
}

/// Why a reason on the card excuses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Idle {
    /// The text has no such paragraph or sentence.
    NoPassage,
    /// All of it that names two actors makes claims.
    HasClaims,
}

/// A sentence: whom it names and what it claims.
#[derive(Debug, Clone)]
pub struct CodedSentence<'g> {
    /// Its paragraph, and its place in it.
    pub paragraph: u32,
    /// Counted from 1 in the paragraph.
    pub number: u32,
    /// Who is named, each once, in the order of the text; several where a name is shared.
    pub named: Vec<Vec<&'g Actor>>,
    /// The claims whose quotes stand in it, wholly or in part, in the order of the files.
    pub claims: Vec<&'g Claim>,
    /// Whether it should make a claim.
    pub state: SentenceState,
    /// The sentence.
    pub text: String,
}

/// Whether a sentence should make a claim, and does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum SentenceState {
    /// It makes claims, however few actors it names.
    Coded,
    /// It names no two actors.
    Silent,
    /// It names two actors and makes no claim, and the card says why.
    Excused,
    /// It names two actors and makes no claim: to be read again.
    Open,
}

impl SentenceState {
    /// The word used in reports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// Counts of sentences and claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All paragraphs.
    pub paragraphs: usize,
    /// All sentences.
    pub sentences: usize,
    /// All claims cited to them.
    pub claims: usize,
    /// Sentences that name two actors or more.
    pub naming_two: usize,
    /// Of those, the ones that make a claim.
    pub coded: usize,
    /// Of those, the ones without a claim that have a reason.
    pub excused: usize,
    /// Of those, the ones without claim or reason.
    pub open: usize,
}

impl Tally {
    /// Of the sentences that name two actors, the share that is coded or excused, in percent,
    /// rounded down, so that 100 means all. `None` where no sentence names two.
    pub fn percent(self) -> Option<usize> {
        (100 * (self.coded + self.excused)).checked_div(self.naming_two)
    }

    fn add(&mut self, source: &SourceCoverage<'_>) {
        self.paragraphs += source.paragraphs;
        self.claims += source.claims;
        self.sentences += source.sentences.len();
        for sentence in source.sentences.iter().filter(|sentence| sentence.names_two()) {
            self.naming_two += 1;
            match sentence.state {
                SentenceState::Coded => self.coded += 1,
                SentenceState::Excused => self.excused += 1,
                SentenceState::Open => self.open += 1,
                SentenceState::Silent => {}
            }
        }
    }
}

impl CodedSentence<'_> {
    /// Whether it names two actors for certain.
    pub fn names_two(&self) -> bool {
        let Some((first, rest)) = self.named.split_first() else { return false };
        let everywhere = |actor: &&Actor| {
            rest.iter().all(|names| names.iter().any(|other| other.id == actor.id))
        };
        !first.iter().any(everywhere)
    }

    /// Where it stands.
    pub fn place(&self) -> Passage {
        Passage { paragraph: self.paragraph, sentence: Some(self.number) }
    }
}

impl SourceCoverage<'_> {
    /// Whether a sentence of a paragraph is open.
    pub fn is_open(&self, paragraph: u32) -> bool {
        let open = |one: &CodedSentence<'_>| {
            one.paragraph == paragraph && one.state == SentenceState::Open
        };
        self.sentences.iter().any(open)
    }

    /// The counts of this source.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        tally.add(self);
        tally
    }
}

impl Coverage<'_> {
    /// The counts of all sources.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.sources.iter().for_each(|source| tally.add(source));
        tally
    }

    /// Whether every text was read, no sentence is open, and no reason on a card is idle.
    pub fn is_complete(&self) -> bool {
        self.unread.is_empty()
            && self.tally().open == 0
            && self.sources.iter().all(|source| source.idle.is_empty())
    }
}

/// Holds a coding against the texts on a shelf.
pub fn cover<'g>(graph: &'g Graph, shelf: &'g Shelf) -> Coverage<'g> {
    let mut coverage = Coverage { sources: Vec::new(), unread: Vec::new() };
    for entry in shelf.entries() {
        match &entry.text {
            None => coverage.unread.push(&entry.source),
            Some(text) => coverage.sources.push(cover_source(graph, &entry.source, text)),
        }
    }
    coverage
}

/// Holds a coding against one text.
pub fn cover_source<'g>(graph: &'g Graph, source: &'g Source, text: &Text) -> SourceCoverage<'g> {
    let ix = graph.sources().iter().position(|listed| listed.id == source.id).map(SourceIx::from);
    let names = Names::of(graph, ix);
    let mut claims: Vec<Vec<(&Claim, (u32, u32))>> =
        vec![Vec::new(); text.paragraph_count() as usize];
    let mut count = 0;
    for claim in graph.claims().filter(|claim| Some(claim.claim.source) == ix) {
        count += 1;
        let Citation::Quote(quoted) = &claim.claim.citation else { continue };
        let paragraph = quoted.paragraph as usize;
        if let Some(claims) = paragraph.checked_sub(1).and_then(|i| claims.get_mut(i)) {
            claims.push((claim.claim, quoted.words));
        }
    }
    let mut sentences = Vec::new();
    for (paragraph, claims) in (1..).zip(&claims) {
        for (number, (words, shown)) in (1..).zip(text.sentences(paragraph)) {
            let here = claims.iter().filter(|(_, own)| own.0 <= words.1 && words.0 <= own.1);
            let mut sentence = CodedSentence {
                paragraph,
                number,
                named: names.named(shown),
                claims: here.map(|(claim, _)| *claim).collect(),
                state: SentenceState::Silent,
                text: shown.to_owned(),
            };
            sentence.state = if !sentence.claims.is_empty() {
                SentenceState::Coded
            } else if !sentence.names_two() {
                SentenceState::Silent
            } else if source.excuse(paragraph, number).is_some() {
                SentenceState::Excused
            } else {
                SentenceState::Open
            };
            sentences.push(sentence);
        }
    }
    let idle =
        source.no_claims.keys().filter_map(|passage| Some((*passage, idle(*passage, &sentences)?)));
    let idle = idle.collect();
    SourceCoverage {
        source,
        paragraphs: text.paragraph_count() as usize,
        claims: count,
        sentences,
        idle,
    }
}

/// Why a reason excuses nothing; `None` where it does, or may, once a new alias names somebody.
fn idle(passage: Passage, sentences: &[CodedSentence<'_>]) -> Option<Idle> {
    let own = |sentence: &&CodedSentence<'_>| {
        sentence.paragraph == passage.paragraph
            && passage.sentence.is_none_or(|number| number == sentence.number)
    };
    let mut here = sentences.iter().filter(own).peekable();
    if here.peek().is_none() {
        return Some(Idle::NoPassage);
    }
    let (coded, excused) = here.fold((false, false), |(coded, excused), sentence| {
        (
            coded || sentence.state == SentenceState::Coded,
            excused || sentence.state == SentenceState::Excused,
        )
    });
    (coded && !excused).then_some(Idle::HasClaims)
}

#[cfg(test)]
mod tests;
