//! Where in a text each word stands.
//!
//! Takes words one after the other; gives them as numbers, equal if they fold to the same, and
//! the places of each. Must not know paragraphs.
//!
//! Each different word is kept once, folded; a word of the text costs no allocation of its own.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "numbers of words of a text that has at most as many bytes as a `u32` counts"
)]

use rustc_hash::FxBuildHasher;
use string_interner::backend::StringBackend;
use string_interner::{StringInterner, Symbol as _};

use super::fold::fold;
use crate::model::Cut;

/// Each different word once, one behind the other, with its number.
type Known = StringInterner<StringBackend, FxBuildHasher>;

/// Collects words; [`Builder::finish`] makes the index.
pub(super) struct Builder {
    known: Known,
    ids: Vec<u32>,
}

impl Builder {
    /// With room for so many words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let known = Known::with_hasher(FxBuildHasher);
        Builder { known, ids: Vec::with_capacity(words) }
    }

    /// Adds a word whose ASCII letters are small already, as nearly all words are then folded.
    pub(super) fn push(&mut self, lowered: &str) {
        let id = match lowered.is_ascii() {
            true => self.intern(lowered),
            false => self.intern(&fold(lowered)),
        };
        self.ids.push(id);
    }

    /// The number of a folded word, which need not stand in the text.
    pub(super) fn intern(&mut self, folded: &str) -> u32 {
        self.known.get_or_intern(folded).to_usize() as u32
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Sorts the places by word, counting first how many each word has.
    #[expect(
        clippy::indexing_slicing,
        reason = "a word has a number below `known.len()`, and as many places as were counted"
    )]
    pub(super) fn finish(self) -> Index {
        let mut from = vec![0_u32; self.known.len() + 1];
        for id in &self.ids {
            from[*id as usize + 1] += 1;
        }
        for i in 1..from.len() {
            from[i] += from[i - 1];
        }
        let mut next = from.clone();
        let mut places = vec![0; self.ids.len()];
        for (place, id) in (0_u32..).zip(&self.ids) {
            places[next[*id as usize] as usize] = place;
            next[*id as usize] += 1;
        }
        Index { known: self.known, ids: self.ids, from, places }
    }
}

/// A text's words by number, and the places of each number.
pub(super) struct Index {
    known: Known,
    /// The words of the text, in order.
    ids: Vec<u32>,
    /// Where in `places` those of each word start; one more at the end.
    from: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    /// The number of a folded word, if the text has it.
    pub(super) fn id(&self, folded: &str) -> Option<u32> {
        self.known.get(folded).map(|symbol| symbol.to_usize() as u32)
    }

    /// The words of the text as numbers.
    pub(super) fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Where a word stands, in order.
    pub(super) fn places(&self, id: u32) -> &[u32] {
        let id = id as usize;
        let Some([from, to]) = self.from.get(id..id + 2) else { return &[] };
        self.places.cut(*from as usize..*to as usize)
    }

    /// Where a run of words starts, in order; searched from the rarest of them. The run is not
    /// empty.
    pub(super) fn runs<'i>(&'i self, run: &'i [u32]) -> impl Iterator<Item = u32> + 'i {
        let lists = run.iter().map(|id| self.places(*id)).enumerate();
        let rarest = lists.min_by_key(|(_, places)| places.len());
        let (rarest, places) = rarest.unwrap_or_default();
        places.iter().filter_map(move |place| {
            let start = (*place as usize).checked_sub(rarest)?;
            (self.ids.get(start..start + run.len())? == run).then_some(start as u32)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_from_their_rarest_word() {
        let mut builder = Builder::with_capacity(0);
        "a b a a b c a b É a e\u{301}".split(' ').for_each(|word| builder.push(word));
        assert_eq!(builder.len(), 11);
        let index = builder.finish();
        let run = |words: &str| -> Vec<u32> {
            let ids: Vec<u32> = words.split(' ').map(|w| index.id(w).unwrap()).collect();
            index.runs(&ids).collect()
        };
        assert_eq!(run("a b"), [0, 3, 6]);
        assert_eq!(run("a a b c"), [2]);
        assert_eq!(run("é"), [8, 10]);
        assert_eq!(run("a é b"), [0; 0]);
        assert_eq!(index.id("A"), None);
        assert_eq!(index.runs(&[]).count(), 0);
    }
}
