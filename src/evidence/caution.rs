//! Words around a quote that may change its meaning.
//!
//! Takes a place in a text; says whether the words before it in its sentence deny something, whether the words that it
//! leaves out do, and whether a sentence ends among them. Must not know claims: the rules decide whether
//! it matters.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "numbers of words of a text that has at most as many bytes as a `u32` counts; what is left out stands behind what is quoted before it"
)]

use super::fold::fold;
use super::language::Language;
use super::place::Bearing;
use super::{Caution, Text};
use crate::model::Cut;

/// How many words before a quote are looked at in its sentence.
const REACH: usize = 10;
/// How many of them may be negated with the quote in one clause.
const CLOSE: usize = 6;

impl Text {
    /// What is around a quote that starts at a word; `own` is the first word of its paragraph, and words
    /// are left out from the first of each pair to in front of the second, all by place among all words.
    pub(super) fn caution(&self, own: u32, start: u32, left_out: &[(u32, u32)]) -> Caution {
        let over = |(from, to): &(u32, u32)| {
            (from.saturating_sub(1)..*to).any(|word| self.break_behind(word).is_some())
        };
        let Some(language) = self.language else {
            return Caution { wide: left_out.iter().any(over), ..Caution::default() };
        };
        Caution {
            before: self.before(language, own, start),
            between: left_out
                .iter()
                .map(|gap| self.between(language, *gap))
                .max()
                .unwrap_or_default(),
            wide: left_out.iter().any(over),
        }
    }

    fn before(&self, language: &Language, own: u32, start: u32) -> Bearing {
        let first = own.max(start.saturating_sub(REACH as u32));
        if !self.may_turn(first, start) {
            return Bearing::None;
        }
        // Back to where the sentence starts, and of that the clause.
        let sentence = (first..start).rev().find(|word| self.break_behind(*word).is_some());
        let first = sentence.map_or(first, |word| word + 1);
        let clause = (first..start).rev().find(|word| is_clause_end(self.gap(*word)));
        let close = (start - clause.map_or(first, |word| word + 1)) as usize;
        language.turn_behind(&self.folded(first, start), close.min(CLOSE))
    }

    fn between(&self, language: &Language, (from, to): (u32, u32)) -> Bearing {
        if !self.may_turn(from, to) {
            return Bearing::None;
        }
        language.turn_behind(&self.folded(from, to), (to - from) as usize)
    }

    /// Whether one of the words begins what denies something; nearly none does.
    fn may_turn(&self, from: u32, to: u32) -> bool {
        let ids = self.index.ids().cut(from as usize..to as usize);
        ids.iter().any(|id| self.turning.binary_search(id).is_ok())
    }

    fn folded(&self, from: u32, to: u32) -> Vec<String> {
        (from..to).map(|word| fold(self.slice(word, word)).into_owned()).collect()
    }
}

/// Whether a clause ends in what stands between two words.
fn is_clause_end(gap: &str) -> bool {
    gap.contains([',', ';', ':', '—', '–', '(', ')', '،', '؛', '，', '、', '；', '：'])
}
