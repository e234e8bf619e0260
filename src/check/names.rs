//! Looking up what a file refers to by name, and guessing what was meant.

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
        ActorTable { sorted, by_id, unnamed, dataset }
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
        let lower = wrong.to_lowercase();
        let is_name = |entry: &ActorEntry<'_>| {
            let names = entry.name.iter().chain(&entry.short).chain(&entry.aliases);
            names.into_iter().any(|name| name.to_lowercase() == lower)
        };
        let named = self.sorted.iter().filter(|(_, file, i)| is_name(self.entry(*file, *i)));
        named.map(|(id, ..)| *id).collect()
    }

    /// Whether no actor has a similar id, or is called so.
    pub(super) fn knows_nothing_like(&self, wrong: &str) -> bool {
        self.called(wrong).is_empty()
            && nearest(wrong, self.sorted.iter().map(|(id, ..)| *id)).is_none()
    }

    /// The help for an id that does not exist.
    pub(super) fn advice(&self, wrong: &str) -> String {
        match &self.called(wrong)[..] {
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
        match nearest(wrong, self.sorted.iter().map(|(id, ..)| *id)) {
            Some(id) => format!("did you mean \"{id}\"?"),
            None => format!("add \"{wrong}\" to `actors`, or use the id of an actor that is there"),
        }
    }
}

/// Every candidate that is so similar to a word that it may be meant, the most similar first.
pub(super) fn all_near<'n>(wrong: &str, candidates: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let allowed = (wrong.chars().count() / 4).max(1);
    let lower = wrong.to_lowercase();
    let near = |candidate: &'n str| {
        let lengths = candidate.chars().count().abs_diff(wrong.chars().count());
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
