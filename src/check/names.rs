//! Looking up what a file refers to by name, and guessing what was meant.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::written::list;
use crate::annotation::{ActorEntry, Dataset, Entry};
use crate::model::ActorIx;

/// What stands in `from` or `to` if the text names nobody.
pub(super) const UNNAMED: &str = "?";

/// How many places may lie within each other: a street lies in a town, a district, a province, a state.
pub(super) const DEEPEST_PLACE: usize = 64;

/// The actors of all files, each id once.
pub(super) struct ActorTable<'c, 'a> {
    /// Id, file, and index in its `actors`; sorted by id. The first definition counts.
    sorted: Vec<(&'c str, usize, usize)>,
    /// Indices in that list, by id.
    by_id: FxHashMap<&'c str, u32>,
    /// Where the stand-in for an actor without a name lies among them in a checked dataset: its `?` sorts
    /// behind every digit and before every letter.
    unnamed: Option<ActorIx>,
    dataset: &'c Dataset<'a>,
    /// Who bears each name, in small letters; collected when the first id is unknown.
    bearers: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl<'c, 'a> ActorTable<'c, 'a> {
    /// The actors of a dataset with these claims.
    pub(super) fn of(dataset: &'c Dataset<'a>, entries: &[Entry<'c, 'a>]) -> Self {
        let is_unnamed = |entry: &Entry<'_, '_>| {
            let ends = list(&entry.claim.from).iter().chain(list(&entry.claim.to));
            ends.into_iter().any(|id| &**id == UNNAMED)
        };
        let mut sorted = Vec::new();
        for (file, read) in dataset.files.iter().enumerate() {
            let actors = read.content.actors.iter().enumerate();
            sorted.extend(actors.map(|(i, (id, _))| (&**id, file, i)));
        }
        sorted.sort_unstable();
        sorted.dedup_by_key(|(id, ..)| *id);
        let by_id = (0..).zip(&sorted).map(|(rank, (id, ..))| (*id, rank)).collect();
        let place = || ActorIx::from(sorted.partition_point(|(id, ..)| *id < UNNAMED));
        let unnamed = entries.par_iter().any(is_unnamed).then(place);
        ActorTable { sorted, by_id, unnamed, dataset, bearers: OnceLock::new() }
    }

    /// The index of the actor with that id in the checked dataset's list.
    pub(super) fn ix(&self, id: &str) -> Option<ActorIx> {
        let before = |rank: u32| self.unnamed.is_some_and(|place| place.0 <= rank);
        self.by_id.get(id).map(|rank| ActorIx(rank + u32::from(before(*rank))))
    }

    /// The same for an end of a claim, which a text may leave unnamed.
    pub(super) fn end_ix(&self, id: &str) -> Option<ActorIx> {
        if id == UNNAMED { self.unnamed } else { self.ix(id) }
    }

    /// The index of the stand-in for an actor without a name, if some claim has such an end.
    pub(super) fn unnamed(&self) -> Option<ActorIx> {
        self.unnamed
    }

    /// Whether there is an actor of that id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The actor's place among all actors, sorted by id.
    pub(super) fn rank(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|rank| *rank as usize)
    }

    /// Where the actor with that id is defined: file, and index in its `actors`.
    pub(super) fn position(&self, id: &str) -> Option<(usize, usize)> {
        self.rank(id).map(|rank| (self.sorted[rank].1, self.sorted[rank].2))
    }

    /// Every actor with its id and place, sorted by id.
    pub(super) fn sorted(&self) -> impl Iterator<Item = (&'c str, usize, usize)> + Clone + '_ {
        self.sorted.iter().copied()
    }

    /// An actor as written.
    pub(super) fn entry(&self, file: usize, i: usize) -> &'c ActorEntry<'a> {
        &self.dataset.files[file].content.actors[i].1
    }

    /// The actor of that id as written, with its id.
    pub(super) fn get(&self, id: &str) -> Option<(&'c str, &'c ActorEntry<'a>)> {
        let (id, file, i) = self.sorted[self.rank(id)?];
        Some((id, self.entry(file, i)))
    }

    /// The places around a place, the nearest first, according to the file; stops at a circle, and at a chain
    /// that is longer than any real one.
    pub(super) fn around(&self, id: &str) -> impl Iterator<Item = &'c str> {
        let outer = move |id: &&str| {
            let (_, actor) = self.get(id)?;
            Some(self.get(actor.within.as_deref()?)?.0)
        };
        std::iter::successors(outer(&id), outer).take(self.sorted.len().min(DEEPEST_PLACE))
    }

    /// The actors with this name, whatever its case.
    pub(super) fn called(&self, wrong: &str) -> Vec<&'c str> {
        let bearers = self.bearers.get_or_init(|| {
            let mut bearers: FxHashMap<String, Vec<u32>> = FxHashMap::default();
            for (rank, (_, file, i)) in (0..).zip(&self.sorted) {
                let entry = self.entry(*file, *i);
                for name in entry.name.iter().chain(&entry.short).chain(&entry.aliases) {
                    let own = bearers.entry(name.to_lowercase()).or_default();
                    if own.last() != Some(&rank) {
                        own.push(rank);
                    }
                }
            }
            bearers
        });
        let own = bearers.get(&wrong.to_lowercase()).into_iter().flatten();
        own.filter_map(|rank| Some(self.sorted.get(*rank as usize)?.0)).collect()
    }

    /// The help for an id that does not exist, with who is called so, and the ids that are similar.
    pub(super) fn advice(&self, wrong: &str, called: &[&str], near: Option<&[&str]>) -> String {
        match called {
            [] => {}
            [id] => return format!("claims name actors by id: write \"{id}\""),
            ids => {
                let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
                return format!(
                    "claims name actors by id, and several are called so: {}",
                    ids.join(", ")
                );
            }
        }
        match near {
            Some([id, ..]) => format!("did you mean \"{id}\"?"),
            Some([]) => {
                format!("add \"{wrong}\" to `actors`, or use the id of an actor that is there")
            }
            None => NOT_SOUGHT.to_owned(),
        }
    }
}

/// The help where so much is wrong that nobody looks for what was meant any more.
pub(super) const NOT_SOUGHT: &str = "too much is wrong for looking up what was meant: correct what is reported before, and check again";

/// A longer word is no misspelling, and to compare two takes time that grows with the product of their lengths.
const LONGEST: usize = 200;

/// What was meant by words that nothing is called. Each is compared with everything there is, so that in a large file with
/// much wrong in it no more is compared than takes a second or two.
pub(super) struct Guesses<'n> {
    /// Pairs of letters that may still be compared.
    left: usize,
    /// What has been looked up: one wrong word may stand in many places.
    known: FxHashMap<String, Vec<&'n str>>,
}

impl<'n> Guesses<'n> {
    const PAIRS: usize = 400_000_000;
    /// To pass over a candidate because of its length takes as long as so many pairs.
    const PASSED: usize = 8;
    const REMEMBERED: usize = 1000;

    pub(super) fn new() -> Self {
        Guesses { left: Self::PAIRS, known: FxHashMap::default() }
    }

    /// The candidates that may be meant, the most similar first; `None` if too many words have been compared.
    pub(super) fn near(
        &mut self,
        wrong: &str,
        candidates: impl Iterator<Item = &'n str>,
    ) -> Option<Vec<&'n str>> {
        if let Some(known) = self.known.get(wrong) {
            return Some(known.clone());
        }
        if self.left == 0 {
            return None;
        }
        let mut pairs = 0_usize;
        let near = all_near(
            wrong,
            candidates.inspect(|candidate| {
                let lengths = wrong.len().min(LONGEST).saturating_mul(candidate.len().min(LONGEST));
                let far = candidate.len().abs_diff(wrong.len()) > wrong.len();
                pairs = pairs.saturating_add(if far {
                    Self::PASSED
                } else {
                    lengths.max(Self::PASSED)
                });
            }),
        );
        self.left = self.left.saturating_sub(pairs);
        if self.known.len() < Self::REMEMBERED {
            self.known.insert(wrong.to_owned(), near.clone());
        }
        Some(near)
    }
}

/// Every candidate that is so similar to a word that it may be meant, the most similar first.
pub(super) fn all_near<'n>(wrong: &str, candidates: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let length = wrong.chars().count();
    let allowed = (length / 4).max(1);
    let lower = wrong.to_lowercase();
    if length > LONGEST {
        return Vec::new();
    }
    let near = |candidate: &'n str| {
        let lengths = candidate.chars().count().abs_diff(length);
        let distance = || strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        (lengths <= allowed).then(distance).filter(|d| *d <= allowed).map(|d| (d, candidate))
    };
    let mut all: Vec<(usize, &str)> = candidates.filter_map(near).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The candidate most similar to a word, if it is so similar that it must be meant; of equals the first in
/// the alphabet. One letter in four may be wrong, in short words one.
pub fn nearest<'n>(wrong: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let length = wrong.chars().count();
    let allowed = (length / 4).max(1);
    let (lower, mut best) = (wrong.to_lowercase(), None);
    if length > LONGEST {
        return None;
    }
    for candidate in candidates {
        // Two strings whose lengths differ by more are further apart than that.
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|b| (distance, candidate) < b) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_looked_up_as_long_as_it_takes_no_time() {
        let long = |i: usize| format!("{i:03}{}", "x".repeat(187));
        let ids: Vec<String> = (0..100).map(long).collect();
        let ids = || ids.iter().map(String::as_str);
        let mut guesses = Guesses::new();
        assert_eq!(guesses.near("00", ids()), Some(Vec::new()));
        let near = guesses.near(&long(1).replace("x", "y"), ids());
        assert_eq!(near, Some(Vec::new()));
        let sought =
            (0..).take_while(|i| guesses.near(&format!("{i}{}", long(2)), ids()).is_some());
        assert!((100..120).contains(&sought.count()));
        // What is known by then is known.
        assert_eq!(guesses.near("00", ids()), Some(Vec::new()));
        assert_eq!(guesses.near("01", ids()), None);
        let endless = "x".repeat(LONGEST + 1);
        assert_eq!(nearest(&endless, [&*endless].into_iter()), None);
        assert!(all_near(&endless, [&*endless].into_iter()).is_empty());
    }
}
