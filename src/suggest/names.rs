//! Whom a text names: the names of a dataset's actors that hold in one source.

use std::collections::BTreeMap;

use crate::annotation::{ActorEntry, Dataset};
use crate::evidence::{Mentions, fold, words};
use crate::model::Kind;

/// Where an actor is named in a sentence: first and last word, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) actor: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The actors of a dataset, and the names that mean them in a source.
#[derive(Debug)]
pub(super) struct Named {
    /// Ids and kinds, sorted by id.
    actors: Vec<(String, Option<Kind>)>,
    /// The names of each that hold everywhere.
    names: Vec<Vec<String>>,
    /// Who bears a name; the names are numbered.
    bearers: Vec<Vec<usize>>,
    mentions: Mentions<usize>,
}

impl Named {
    pub(super) fn of(dataset: &Dataset<'_>, source: &str) -> Self {
        let mut all: BTreeMap<&str, &ActorEntry<'_>> = BTreeMap::new();
        for file in &dataset.files {
            for (id, actor) in file.content.actors.iter() {
                all.entry(id).or_insert(actor);
            }
        }
        let mut names: BTreeMap<String, (&str, Vec<usize>)> = BTreeMap::new();
        let mut everywhere_of = Vec::with_capacity(all.len());
        for (number, actor) in all.values().enumerate() {
            let scoped = actor.aliases_in.iter().filter(|(scope, _)| **scope == *source);
            let scoped = scoped.flat_map(|(_, names)| names);
            let everywhere = actor.name.iter().chain(&actor.short).chain(&actor.aliases);
            everywhere_of.push(everywhere.clone().map(|name| name.to_string()).collect());
            for name in everywhere.chain(scoped) {
                let (_, bearers) = names.entry(key(name)).or_insert((name, Vec::new()));
                if bearers.last() != Some(&number) {
                    bearers.push(number);
                }
            }
        }
        let (written, bearers): (Vec<&str>, Vec<_>) = names.into_values().unzip();
        let actors = all.iter().map(|(id, actor)| ((*id).to_owned(), actor.kind)).collect();
        Named {
            mentions: Mentions::new(written.into_iter().enumerate()),
            bearers,
            actors,
            names: everywhere_of,
        }
    }

    /// Who is named in a paragraph, with the first and last word of each name, counted from 1.
    pub(super) fn find(&self, paragraph: &str) -> Vec<(usize, (u32, u32))> {
        let found = self.mentions.find(paragraph).into_iter();
        found.flat_map(|(name, at)| self.bearers[name].iter().map(move |a| (*a, at))).collect()
    }

    /// Whether two actors are named for certain: no one of them may bear all the names.
    pub(super) fn names_two(&self, text: &str) -> bool {
        let found: Vec<&Vec<usize>> =
            self.mentions.find(text).iter().map(|(name, _)| &self.bearers[*name]).collect();
        let Some((first, rest)) = found.split_first() else { return false };
        !first.iter().any(|actor| rest.iter().all(|bearers| bearers.contains(actor)))
    }

    pub(super) fn id(&self, actor: usize) -> &str {
        &self.actors[actor].0
    }

    pub(super) fn kind(&self, actor: usize) -> Option<Kind> {
        self.actors[actor].1
    }

    /// Ids and kinds, sorted by id.
    pub(super) fn kinds(&self) -> &[(String, Option<Kind>)] {
        &self.actors
    }

    /// The names that mean an actor everywhere.
    pub(super) fn names(&self, actor: usize) -> &[String] {
        &self.names[actor]
    }

    /// The place of the actor of that id.
    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.actors.binary_search_by(|(own, _)| own.as_str().cmp(id)).ok()
    }
}

/// What makes two names one: the folded words. Capitals stay, for `US` is not `us`.
fn key(name: &str) -> String {
    let word = |word: &str| match word.chars().all(|c| c.is_uppercase() || c == '.') {
        true => word.to_owned(),
        false => fold(word).to_string(),
    };
    words(name).map(|span| word(&name[span])).collect::<Vec<_>>().join(" ")
}
