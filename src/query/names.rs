//! From the name of an actor, a source or a relation to the one that is meant.
//!
//! Takes a graph; gives the actor for a name, or why there is none: several have the name, or none
//! has and these are similar. Never guesses. Must not know sentences.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash as _, Hasher as _};

use rayon::prelude::*;
use rustc_hash::FxHasher;

use super::fold::{exact, fold_into, folded, folded_words};
use crate::check::nearest_word;
use crate::graph::Graph;
use crate::model::{Actor, ActorIx, Cut as _, SourceIx};

mod voices;

pub use voices::Voice;

/// Why a name does not name one actor or source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// Several have the name.
    #[error("`{name}` can mean {}; say which, by id", list(candidates))]
    Ambiguous {
        /// As written.
        name: String,
        /// Each as `Name (id)`, sorted by id.
        candidates: Vec<String>,
    },
    /// None has the name.
    #[error("there is no {what} `{name}`{}", advice(near, what))]
    Unknown {
        /// `actor` or `source`.
        what: &'static str,
        /// As written.
        name: String,
        /// Those with similar names, each as `Name (id)`.
        near: Vec<String>,
    },
    /// The stand-in for an actor that a text does not name.
    #[error(
        "`?` stands for somebody whom a text does not name, so nothing can be asked about it; \
         a variable has a name: ?x"
    )]
    Unnamed,
}

fn list(candidates: &[String]) -> String {
    match candidates {
        [one] => one.clone(),
        [some @ .., last] => format!("{} or {last}", some.join(", ")),
        [] => String::new(),
    }
}

fn advice(near: &[String], what: &str) -> String {
    if near.is_empty() {
        let listing = if what.starts_with("source") { "source list" } else { "actors" };
        format!("; `whobacks {listing}` lists what there is")
    } else {
        format!("; did you mean {}?", list(near))
    }
}

/// The names of a graph's actors and sources.
#[derive(Debug)]
pub struct Names<'g> {
    graph: &'g Graph,
    /// The actors with a name in every source, by a hash of the folded name; sorted.
    everywhere: Vec<(u64, ActorIx)>,
    /// The actors with a name in one source, by folded name.
    scoped: HashMap<String, Vec<(SourceIx, ActorIx)>>,
    /// The words of the longest name, so that a reader of sentences knows when to stop.
    longest: usize,
}

/// Names by a hash, with how many words they have, and a text whose memory is used again.
type Hashed = (Vec<(u64, ActorIx, usize)>, String);

impl<'g> Names<'g> {
    /// Collects ids, names, short names and aliases.
    pub fn of(graph: &'g Graph) -> Self {
        let named = (0..graph.actors().len()).into_par_iter().map(ActorIx::from);
        let named = named.filter(|ix| !at(graph, *ix).id.is_unnamed());
        let hashed = |(mut found, mut folded): Hashed, ix: ActorIx| {
            for name in every_name(at(graph, ix)) {
                let words = fold_into(name, &mut folded);
                found.push((hash(&folded), ix, words));
            }
            (found, folded)
        };
        let mut everywhere: Vec<(u64, ActorIx, usize)> =
            named.fold(Hashed::default, hashed).flat_map_iter(|(found, _)| found).collect();
        // An article in front is read with the name.
        let longest =
            everywhere.iter().map(|(.., words)| words.saturating_add(1)).max().unwrap_or(1);
        everywhere.par_sort_unstable();
        let mut everywhere: Vec<(u64, ActorIx)> =
            everywhere.into_iter().map(|(hash, ix, _)| (hash, ix)).collect();
        everywhere.dedup();
        let mut names = Names { graph, everywhere, scoped: HashMap::new(), longest };
        for (i, actor) in graph.actors().iter().enumerate() {
            for (source, aliases) in &actor.aliases_in {
                for name in aliases {
                    let words = folded_words(name);
                    names.longest = names.longest.max(words.len().saturating_add(1));
                    let list = names.scoped.entry(words.join(" ")).or_default();
                    list.push((*source, ActorIx::from(i)));
                }
            }
        }
        names
    }

    /// The actors with a name in every source, in the order of ids.
    fn called(&self, key: &str) -> Vec<ActorIx> {
        let hash = hash(key);
        let first = self.everywhere.partition_point(|(other, _)| *other < hash);
        let found = self.everywhere.cut(first..).iter().take_while(|(other, _)| *other == hash);
        let is_called = |ix: &ActorIx| every_name(self.actor_at(*ix)).any(|n| folded(n) == key);
        found.map(|(_, ix)| *ix).filter(is_called).collect()
    }

    /// How many words the longest name has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The graph whose names these are.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// An actor of that graph.
    pub(crate) fn actor_at(&self, ix: ActorIx) -> &'g Actor {
        at(self.graph, ix)
    }

    /// The actor that a name means; if sources are given, also by names that hold in these only.
    ///
    /// # Errors
    /// If no actor has the name, or several have: nothing is guessed, so a name that one source uses
    /// for one actor and the others for another is refused as well. An id always means its actor, and
    /// a full name takes precedence over an alias.
    pub fn actor(&self, name: &str, sources: &[SourceIx]) -> Result<ActorIx, NameError> {
        self.actor_that(name, sources, |_| true)
    }

    /// The same; if several have the name, only those that can stand in its position are
    /// meant: a city is not backed, and nobody is deployed in a government. If none of them
    /// can, the name means the same as anywhere.
    ///
    /// # Errors
    /// As [`Names::actor`].
    pub fn actor_that(
        &self,
        name: &str,
        sources: &[SourceIx],
        fits: impl Fn(&Actor) -> bool,
    ) -> Result<ActorIx, NameError> {
        let name = name.trim();
        if name == "?" {
            return Err(NameError::Unnamed);
        }
        // An id always means its actor, but where only another of that name can stand.
        let id = self.graph.actor(name);
        if let Some(ix) = id.filter(|ix| fits(self.actor_at(*ix))) {
            return Ok(ix);
        }
        let key = folded(name);
        let scoped = self.scoped.get(&key).map(Vec::as_slice).unwrap_or_default();
        let own = scoped.iter().filter(|(source, _)| sources.contains(source));
        let own: Vec<ActorIx> = own.map(|(_, ix)| *ix).collect();
        let mut all = self.called(&key);
        all.extend(scoped.iter().map(|(_, ix)| *ix));
        let mut own = own;
        let is_named = |ix: &ActorIx| folded(&self.actor_at(*ix).name) == key;
        let mut named: Vec<ActorIx> = all.iter().copied().filter(is_named).collect();
        // Who is called so to the letter goes before whoever is but for an accent.
        let letters = exact(name);
        let is_exact = |ix: &ActorIx| {
            let actor = self.actor_at(*ix);
            let scoped = actor.aliases_in.iter().flat_map(|(_, names)| names);
            let mut names = actor.names().chain(scoped.map(String::as_str));
            names.any(|name| exact(name) == letters) || id == Some(*ix)
        };
        if all.iter().any(is_exact) {
            for found in [&mut own, &mut named, &mut all] {
                found.retain(is_exact);
            }
        }
        let fitting = |found: &[ActorIx]| -> Vec<ActorIx> {
            found.iter().copied().filter(|ix| fits(self.actor_at(*ix))).collect()
        };
        let id: Vec<ActorIx> = id.into_iter().collect();
        for mut found in [fitting(&own), fitting(&named), fitting(&all), id, own, named, all] {
            found.sort_unstable();
            found.dedup();
            match found[..] {
                [] => {}
                [one] => return Ok(one),
                _ => return Err(self.ambiguous(name, &found)),
            }
        }
        Err(NameError::Unknown { what: "actor", name: name.to_owned(), near: self.near(&key) })
    }

    /// Whether any actor has the name.
    pub fn knows(&self, name: &str) -> bool {
        let key = folded(name);
        !self.called(&key).is_empty() || self.scoped.contains_key(&key)
    }

    fn ambiguous(&self, name: &str, found: &[ActorIx]) -> NameError {
        let candidates = found.iter().map(|ix| self.shown(*ix)).collect();
        NameError::Ambiguous { name: name.to_owned(), candidates }
    }

    fn shown(&self, ix: ActorIx) -> String {
        let actor = self.actor_at(ix);
        format!("{} ({})", actor.name, actor.id)
    }

    /// Up to four actors whose names are spelt similarly, or contain its words.
    fn near(&self, key: &str) -> Vec<String> {
        let mut called: BTreeMap<String, Vec<ActorIx>> = BTreeMap::new();
        for (i, actor) in self.graph.actors().iter().enumerate() {
            for name in every_name(actor).filter(|_| !actor.id.is_unnamed()) {
                let list = called.entry(folded(name)).or_default();
                if list.last() != Some(&ActorIx::from(i)) {
                    list.push(ActorIx::from(i));
                }
            }
        }
        for (name, scoped) in &self.scoped {
            called.entry(name.clone()).or_default().extend(scoped.iter().map(|(_, ix)| *ix));
        }
        let every = || called.keys().map(String::as_str);
        let of = |name: &str| called.get(name).into_iter().flatten().copied();
        let mut found: Vec<ActorIx> = nearest_word(key, every()).into_iter().flat_map(of).collect();
        let words: Vec<&str> = key.split(' ').filter(|w| w.len() > 2).collect();
        let holds = |name: &&str| {
            let mut theirs = name.split(' ');
            !words.is_empty() && theirs.any(|word| words.contains(&word))
        };
        let mut alike: Vec<ActorIx> = every().filter(holds).flat_map(of).collect();
        alike.sort_unstable();
        for ix in alike {
            if !found.contains(&ix) {
                found.push(ix);
            }
        }
        found.sort_by_key(|ix| self.distance(*ix, key));
        found.truncate(4);
        found.iter().map(|ix| self.shown(*ix)).collect()
    }

    fn distance(&self, ix: ActorIx, key: &str) -> (usize, ActorIx) {
        let names = self.actor_at(ix).names();
        let least = names.map(|name| strsim::damerau_levenshtein(&folded(name), key)).min();
        (least.unwrap_or(usize::MAX), ix)
    }
}

/// An actor of a graph.
#[expect(
    clippy::indexing_slicing,
    reason = "numbers of actors are given by the graph that has them"
)]
fn at(graph: &Graph, ix: ActorIx) -> &Actor {
    &graph.actors()[ix.index()]
}

/// Every name that means an actor in every source, including its id.
fn every_name(actor: &Actor) -> impl Iterator<Item = &str> {
    actor.names().chain([actor.id.as_str()])
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    fn graph() -> Graph {
        let alias = |names: &'static [&str]| {
            move |actor: &mut crate::model::Actor| {
                actor.aliases = names.iter().map(|n| (*n).to_owned()).collect();
            }
        };
        Fixture::new("Names")
            .actor("?", "not named", Kind::Unnamed)
            .actor_with("gna", "Government of National Accord", Kind::Government, |actor| {
                actor.aliases_in = vec![(SourceIx(0), vec!["Tripoli".into()])];
            })
            .actor_with("russia", "Russia", Kind::State, alias(&["Moscow", "the Kremlin"]))
            .actor("tripoli-city", "Tripoli", Kind::Place)
            .actor_with("trump", "Donald Trump", Kind::Person, alias(&["Trump", "the President"]))
            .actor_with("turkey", "Türkiye", Kind::State, alias(&["Turkey"]))
            .actor_with("un", "United Nations", Kind::Organisation, alias(&["UN"]))
            .actor_with("us", "United States", Kind::State, |actor| {
                alias(&["US", "the U.S.", "the President"])(actor);
                actor.aliases_in = vec![(SourceIx(1), vec!["Washington".into()])];
            })
            .source("atlantic-2017", "2017")
            .source_with("post-2025", "2025", |source| {
                source.publisher = Some("The Washington Post".into());
            })
            .graph()
    }

    #[test]
    fn a_name_means_its_actor_or_says_why_not() {
        let graph = graph();
        let names = Names::of(&graph);
        let ask = |name: &str| match names.actor(name, &[]) {
            Ok(ix) => graph.actors()[ix.index()].id.to_string(),
            Err(error) => error.to_string(),
        };
        for (name, meant) in [
            ("us", "us"),
            ("U.S.", "us"),
            ("the US", "us"),
            ("Washington", "us"),
            ("the kremlin", "russia"),
            ("Kremlin's", "russia"),
            ("Turkiye", "turkey"),
            ("TÜRKIYE", "turkey"),
            ("Tripoli", "tripoli-city"),
            (
                "the President",
                "`the President` can mean Donald Trump (trump) or United States (us); say which, by id",
            ),
            ("Rusia", "there is no actor `Rusia`; did you mean Russia (russia)?"),
            (
                "United Arab Emirates",
                "there is no actor `United Arab Emirates`; did you mean United States (us) or \
                 United Nations (un)?",
            ),
            ("Narnia", "there is no actor `Narnia`; `whobacks actors` lists what there is"),
            ("", "there is no actor ``; `whobacks actors` lists what there is"),
            (
                "?",
                "`?` stands for somebody whom a text does not name, so nothing can be asked about it; \
                 a variable has a name: ?x",
            ),
        ] {
            assert_eq!(ask(name), meant, "{name}");
        }
        let scoped = names.actor("Tripoli", &[SourceIx(0)]).unwrap();
        assert_eq!(graph.actors()[scoped.index()].id.as_str(), "gna");
    }

    #[test]
    fn a_source_is_meant_by_id_publisher_or_title() {
        let graph = graph();
        let names = Names::of(&graph);
        let ask = |name: &str| names.source(name).map(|ix| ix.0).map_err(|e| e.to_string());
        assert_eq!(ask("post-2025"), Ok(1));
        assert_eq!(ask("the Washington Post"), Ok(1));
        assert_eq!(ask("atlantic"), Ok(0));
        assert_eq!(
            ask("on").unwrap_err(),
            "`on` can mean On atlantic-2017 (atlantic-2017) or On post-2025 (post-2025); say \
             which, by id"
        );
        assert_eq!(
            ask("atlantik-2017").unwrap_err(),
            "there is no source `atlantik-2017`; did you mean On atlantic-2017 (atlantic-2017)?"
        );
    }
}
