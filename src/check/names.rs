//! Looking up what a file refers to by name, and guessing what was meant.

use std::collections::HashMap;

use crate::annotation::{ActorEntry, Dataset};

/// The actors of all files, each id once.
pub(super) struct ActorTable<'c, 'a> {
    /// File and place in its `actors`, by id; the first definition counts.
    by_id: HashMap<&'c str, (usize, usize)>,
    dataset: &'c Dataset<'a>,
}

impl<'c, 'a> ActorTable<'c, 'a> {
    pub(super) fn of(dataset: &'c Dataset<'a>) -> Self {
        let mut by_id = HashMap::new();
        for (file, read) in dataset.files.iter().enumerate() {
            for (i, (id, _)) in read.content.actors.iter().enumerate() {
                by_id.entry(&**id).or_insert((file, i));
            }
        }
        ActorTable { by_id, dataset }
    }

    /// Whether there is an actor of that id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Where the actor of that id is defined: file, and place in its `actors`.
    pub(super) fn position(&self, id: &str) -> Option<(usize, usize)> {
        self.by_id.get(id).copied()
    }

    /// Every actor with its id and place, sorted by id.
    pub(super) fn sorted(&self) -> Vec<(&'c str, usize, usize)> {
        let mut list: Vec<_> = self.by_id.iter().map(|(id, (file, i))| (*id, *file, *i)).collect();
        list.sort_unstable();
        list
    }

    /// An actor as written.
    pub(super) fn entry(&self, file: usize, i: usize) -> &'c ActorEntry<'a> {
        &self.dataset.files[file].content.actors[i].1
    }

    /// What to do about an id that is not there.
    pub(super) fn advice(&self, wrong: &str) -> String {
        let lower = wrong.to_lowercase();
        let is_name = |entry: &ActorEntry<'_>| {
            let names = entry.name.iter().chain(&entry.short).chain(&entry.aliases);
            names.into_iter().any(|name| name.to_lowercase() == lower)
        };
        let named: Vec<&str> = (self.sorted().into_iter())
            .filter(|(_, file, i)| is_name(self.entry(*file, *i)))
            .map(|(id, ..)| id)
            .collect();
        if let [id] = named[..] {
            return format!("claims name actors by id: write \"{id}\"");
        }
        match nearest(wrong, self.by_id.keys().copied()) {
            Some(id) => format!("did you mean \"{id}\"?"),
            None => format!("add \"{wrong}\" to `actors`, or use the id of an actor that is there"),
        }
    }
}

/// The candidate most like a word, if any is like it at all; of equals the first in the alphabet.
pub fn nearest<'n>(wrong: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let allowed = wrong.chars().count().div_ceil(3);
    let (lower, mut best) = (wrong.to_lowercase(), None);
    for candidate in candidates {
        // Two strings whose lengths differ by more are further apart than that.
        if candidate.chars().count().abs_diff(wrong.chars().count()) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|b| (distance, candidate) < b) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
