//! Whom a paragraph names, when one name may mean several actors.
//!
//! Takes the actors of a graph and a source; gives for a text a list of names, each with all actors that it
//! can mean there.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Mentions, fold, words};
use crate::graph::Graph;
use crate::model::{Actor, SourceIx};

/// The names that mean actors in one source.
pub(super) struct Names<'g> {
    /// Who bears a name; the names are numbered.
    bearers: Vec<Vec<&'g Actor>>,
    mentions: Mentions<usize>,
}

impl<'g> Names<'g> {
    /// Every name of every actor, with those that mean it in this source only.
    pub(super) fn of(graph: &'g Graph, source: Option<SourceIx>) -> Self {
        let mut names: BTreeMap<String, (&str, Vec<&Actor>)> = BTreeMap::new();
        for actor in graph.actors().iter().filter(|actor| !actor.id.is_unnamed()) {
            let scoped = actor.aliases_in.iter().filter(|(scope, _)| Some(*scope) == source);
            let scoped = scoped.flat_map(|(_, names)| names).map(String::as_str);
            for name in actor.names().chain(scoped) {
                let (_, bearers) = names.entry(key(name)).or_insert((name, Vec::new()));
                if bearers.last().is_none_or(|last| last.id != actor.id) {
                    bearers.push(actor);
                }
            }
        }
        let (written, bearers): (Vec<&str>, Vec<_>) = names.into_values().unzip();
        Names { mentions: Mentions::new(written.into_iter().enumerate()), bearers }
    }

    /// Who is named, in the order of the text, each list of bearers once.
    pub(super) fn named(&self, text: &str) -> Vec<Vec<&'g Actor>> {
        let mut seen = BTreeSet::new();
        let mut named: Vec<Vec<&Actor>> = Vec::new();
        for (name, _) in self.mentions.find(text) {
            let bearers = &self.bearers[name];
            if seen.insert(bearers.iter().map(|actor| &actor.id).collect::<Vec<_>>()) {
                named.push(bearers.clone());
            }
        }
        named
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
