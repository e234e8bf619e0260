//! A sentence as a list of words: folded, as written, and whether a clause ends after them.

use super::names::Mention;
use crate::evidence::{Text, fold};

/// A word of a sentence.
#[derive(Debug)]
pub(super) struct Word {
    /// Folded.
    pub(super) low: String,
    /// As the text has it.
    pub(super) written: String,
    /// Whether a comma, a bracket or a dash stands behind it.
    pub(super) ends_clause: bool,
}

/// A sentence; its words are counted from 0 here, and from 1 in their paragraph.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) paragraph: u32,
    /// Counted from 1 in its paragraph.
    pub(super) number: u32,
    pub(super) words: Vec<Word>,
    first: u32,
}

impl Sentence {
    /// The sentences of a paragraph.
    pub(super) fn all(text: &Text, paragraph: u32) -> Vec<Sentence> {
        let is_there = (1..=text.paragraph_count()).contains(&paragraph);
        let sentences = if is_there { text.sentences(paragraph) } else { Vec::new() };
        let of = |(number, ((first, last), _)): (u32, ((u32, u32), &str))| {
            let word = |at: u32| {
                let written = text.verbatim(paragraph, (at, at));
                let gap = match at < last {
                    true => {
                        let both = text.verbatim(paragraph, (at, at + 1));
                        let next = text.verbatim(paragraph, (at + 1, at + 1));
                        both.get(written.len()..both.len().saturating_sub(next.len())).unwrap_or("")
                    }
                    false => "",
                };
                Word {
                    low: fold(written).into_owned(),
                    written: written.to_owned(),
                    ends_clause: gap.contains([',', ';', ':', '—', '–', '(', ')', '،', '、']),
                }
            };
            Sentence { paragraph, number, words: (first..=last).map(word).collect(), first }
        };
        (1..).zip(sentences).map(of).collect()
    }

    /// The number of a word in its paragraph.
    pub(super) fn number_of(&self, place: usize) -> u32 {
        self.first + place as u32
    }

    /// The place here of a word of the paragraph.
    pub(super) fn place_of(&self, number: u32) -> usize {
        number.saturating_sub(self.first) as usize
    }

    /// Whether a word of the paragraph stands in it.
    pub(super) fn holds(&self, number: u32) -> bool {
        (self.first..=self.last_number()).contains(&number)
    }

    /// The number of its first word.
    pub(super) fn first_number(&self) -> u32 {
        self.first
    }

    /// The number of its last word.
    pub(super) fn last_number(&self) -> u32 {
        (self.first + self.words.len() as u32).saturating_sub(1)
    }

    /// Those mentions of a paragraph that stand in it, by places here.
    pub(super) fn mentions(&self, all: &[(usize, (u32, u32))]) -> Vec<Mention> {
        let own = all.iter().filter(|(_, (first, last))| self.holds(*first) && self.holds(*last));
        let mention = |(actor, (first, last)): &(usize, (u32, u32))| Mention {
            actor: *actor,
            start: self.place_of(*first),
            end: self.place_of(*last),
        };
        own.map(mention).collect()
    }

    /// Parts of it as a claim quotes them.
    pub(super) fn quote(&self, text: &Text, parts: &[(usize, usize)]) -> String {
        let part = |(first, last): &(usize, usize)| {
            text.verbatim(self.paragraph, (self.number_of(*first), self.number_of(*last)))
        };
        parts.iter().map(part).collect::<Vec<_>>().join(" … ")
    }
}
