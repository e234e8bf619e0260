//! From what people call an actor, a source or a relation to the one that is meant.
//!
//! Takes a graph; gives for a name the actor, or why there is none: several are called so, or none
//! is and these are like it. Never guesses. Must not know sentences.

use std::collections::HashMap;

use super::fold::{exact, folded, folded_words};
use crate::check::nearest_word;
use crate::graph::Graph;
use crate::model::{ActorIx, SourceIx};

/// Why a name names nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Several are called so.
    #[error("`{name}` can mean {}; say which, by id", list(candidates))]
    Ambiguous {
        /// As written.
        name: String,
        /// Each as `Name (id)`, sorted by id.
        candidates: Vec<String>,
    },
    /// None is called so.
    #[error("there is no {what} `{name}`{}", advice(near, what))]
    Unknown {
        /// `actor` or `source`.
        what: &'static str,
        /// As written.
        name: String,
        /// Those whose names are like it, each as `Name (id)`.
        near: Vec<String>,
    },
    /// The stand-in for an agent that a text does not name.
    #[error(
        "`?` stands for somebody whom a text does not name, so nothing can be asked of it; \
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
        let listing = if what == "source" { "source list" } else { "actors" };
        format!("; `whobacks {listing}` lists what there is")
    } else {
        format!("; did you mean {}?", list(near))
    }
}

/// The names of a graph's actors and sources.
#[derive(Debug)]
pub struct Names<'g> {
    graph: &'g Graph,
    /// By folded name: who is called so everywhere.
    everywhere: HashMap<String, Vec<ActorIx>>,
    /// By folded name: who is called so in one source.
    scoped: HashMap<String, Vec<(SourceIx, ActorIx)>>,
    /// The words of the longest name, so that a reader of sentences knows when to stop.
    longest: usize,
}

impl<'g> Names<'g> {
    /// Collects ids, names, short names and aliases.
    pub fn of(graph: &'g Graph) -> Self {
        let mut names =
            Names { graph, everywhere: HashMap::new(), scoped: HashMap::new(), longest: 1 };
        for (i, actor) in graph.actors().iter().enumerate() {
            let ix = ActorIx::from(i);
            if actor.id.is_unnamed() {
                continue;
            }
            for name in actor.names().chain([actor.id.as_str()]) {
                let list = names.everywhere.entry(names.longest.measure(name)).or_default();
                if list.last() != Some(&ix) {
                    list.push(ix);
                }
            }
            for (source, aliases) in &actor.aliases_in {
                for name in aliases {
                    let key = names.longest.measure(name);
                    names.scoped.entry(key).or_default().push((*source, ix));
                }
            }
        }
        names
    }

    /// How many words the longest name has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The graph whose names these are.
    pub fn graph(&self) -> &'g Graph {
        self.graph
    }

    /// The actor that a name means; in the sources given, if any, also by what only they call it.
    ///
    /// # Errors
    /// When nobody is called so, or several are: nobody is guessed, so a name that one source uses
    /// for one actor and the others for another is refused as well. An id always means its actor, and
    /// a full name goes before an alias.
    pub fn actor(&self, name: &str, sources: &[SourceIx]) -> Result<ActorIx, NameError> {
        let name = name.trim();
        if name == "?" {
            return Err(NameError::Unnamed);
        }
        if let Some(ix) = self.graph.actor(name) {
            return Ok(ix);
        }
        let key = folded(name);
        let scoped = self.scoped.get(&key).map(Vec::as_slice).unwrap_or_default();
        let own = scoped.iter().filter(|(source, _)| sources.contains(source));
        let own: Vec<ActorIx> = own.map(|(_, ix)| *ix).collect();
        let mut all = self.everywhere.get(&key).cloned().unwrap_or_default();
        all.extend(scoped.iter().map(|(_, ix)| *ix));
        let is_named = |ix: &ActorIx| folded(&self.graph.actors()[ix.index()].name) == key;
        let named: Vec<ActorIx> = all.iter().copied().filter(is_named).collect();
        // Who is called so to the letter goes before whoever is but for an accent.
        let letters = exact(name);
        let is_exact = |ix: &ActorIx| {
            let actor = &self.graph.actors()[ix.index()];
            let scoped = actor.aliases_in.iter().flat_map(|(_, names)| names);
            let mut names = actor.names().chain(scoped.map(String::as_str));
            names.any(|name| exact(name) == letters)
        };
        for mut found in [own, named, all] {
            found.sort_unstable();
            found.dedup();
            if found.iter().any(is_exact) {
                found.retain(is_exact);
            }
            match found[..] {
                [] => {}
                [one] => return Ok(one),
                _ => return Err(self.ambiguous(name, &found)),
            }
        }
        Err(NameError::Unknown { what: "actor", name: name.to_owned(), near: self.near(&key) })
    }

    /// Whether anybody is called so.
    pub fn knows(&self, name: &str) -> bool {
        let key = folded(name);
        self.everywhere.contains_key(&key) || self.scoped.contains_key(&key)
    }

    fn ambiguous(&self, name: &str, found: &[ActorIx]) -> NameError {
        let candidates = found.iter().map(|ix| self.shown(*ix)).collect();
        NameError::Ambiguous { name: name.to_owned(), candidates }
    }

    fn shown(&self, ix: ActorIx) -> String {
        let actor = &self.graph.actors()[ix.index()];
        format!("{} ({})", actor.name, actor.id)
    }

    /// Up to four actors whose names are spelt like this, or hold its words.
    fn near(&self, key: &str) -> Vec<String> {
        let every = || self.everywhere.keys().chain(self.scoped.keys()).map(String::as_str);
        let of = |name: &str| {
            let scoped = self.scoped.get(name).into_iter().flatten().map(|(_, ix)| *ix);
            self.everywhere.get(name).into_iter().flatten().copied().chain(scoped)
        };
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
        let names = self.graph.actors()[ix.index()].names();
        let least = names.map(|name| strsim::damerau_levenshtein(&folded(name), key)).min();
        (least.unwrap_or(usize::MAX), ix)
    }

    /// The source that a text means: its id, or its publisher, author or title in part.
    ///
    /// # Errors
    /// When none is called so, or several are.
    pub fn source(&self, name: &str) -> Result<SourceIx, NameError> {
        if let Some(ix) = self.graph.source(name.trim()) {
            return Ok(ix);
        }
        let key = folded_words(name);
        let sources = self.graph.sources();
        let mut found = Vec::new();
        for (i, source) in sources.iter().enumerate() {
            let texts = std::iter::once(source.id.as_str())
                .chain(source.publisher.as_deref())
                .chain(source.authors.iter().map(String::as_str))
                .chain([source.title.as_str()]);
            let mut texts = texts.map(folded_words);
            if texts.any(|words| !key.is_empty() && words.windows(key.len()).any(|w| w == key)) {
                found.push(SourceIx::from(i));
            }
        }
        let shown = |ix: &SourceIx| {
            let source = &sources[ix.index()];
            format!("{} ({})", source.title, source.id)
        };
        match &found[..] {
            [one] => Ok(*one),
            [] => {
                let ids = sources.iter().map(|source| source.id.as_str());
                let near = nearest_word(name, ids).and_then(|id| self.graph.source(id));
                let near = near.iter().map(shown).collect();
                Err(NameError::Unknown { what: "source", name: name.to_owned(), near })
            }
            several => Err(NameError::Ambiguous {
                name: name.to_owned(),
                candidates: several.iter().map(shown).collect(),
            }),
        }
    }
}

/// Folds a name and keeps count of the longest.
trait Measure {
    fn measure(&mut self, name: &str) -> String;
}

impl Measure for usize {
    fn measure(&mut self, name: &str) -> String {
        let words = folded_words(name);
        // An article in front is read with the name.
        *self = (*self).max(words.len() + 1);
        words.join(" ")
    }
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
                "`?` stands for somebody whom a text does not name, so nothing can be asked of it; \
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
