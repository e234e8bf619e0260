//! The number of independent origins of some claims, counted in this one place.
//!
//! Takes claims, gives a count. Two claims have one origin if their sources are reprints of one
//! original, or if the same voice is behind both (a speaker or, if the source speaks for itself,
//! its author): nine papers that repeat one report are one witness. Must not know ties or pictures.

use std::collections::HashMap;
use std::hash::Hash;

use petgraph::unionfind::UnionFind;

use super::ClaimRef;
use crate::model::{Actor, Party, Source};

/// What claims can have in common.
#[derive(PartialEq, Eq, Hash)]
enum Common<'g> {
    /// The document at the beginning of a chain of reprints.
    Original(String),
    /// A speaker, or an author.
    Voice(String),
    /// A speaker who is an actor.
    Actor(&'g str),
}

/// The number of independent origins of some claims of a graph, whose actors and sources are given;
/// at least 1. Counted cautiously: the result is rather too small than too large.
pub fn origins<'g>(
    (actors, sources): (&'g [Actor], &'g [Source]),
    claims: impl ExactSizeIterator<Item = ClaimRef<'g>>,
) -> usize {
    let count = claims.len();
    if count < 2 {
        return 1;
    }
    let mut union = UnionFind::<usize>::new(count);
    let mut first: HashMap<Common<'g>, usize> = HashMap::new();
    for (i, at) in claims.enumerate() {
        let original = Common::Original(original(at.source, sources));
        for mark in voices(&at, actors).chain([original]) {
            union.union(*first.entry(mark).or_insert(i), i);
        }
    }
    (0..count).filter(|i| union.find(*i) == *i).count()
}

/// Those who say so, except speakers whom the text leaves unnamed; if nobody is named, the authors.
fn voices<'g>(at: &ClaimRef<'g>, actors: &'g [Actor]) -> impl Iterator<Item = Common<'g>> {
    let said_by = &at.claim.details().said_by;
    let speaker = |party: &Party| match party {
        Party::Unnamed => Vec::new(),
        Party::Named(name) => vec![Common::Voice(folded(name))],
        Party::Actor(ix) => {
            let actor = &actors[ix.index()];
            vec![Common::Actor(actor.id.as_str()), Common::Voice(folded(&actor.name))]
        }
    };
    let own = at.source.authors.iter().filter(|_| said_by.is_empty());
    let own = own.map(|author| Common::Voice(folded(author)));
    said_by.iter().flat_map(speaker).chain(own).collect::<Vec<_>>().into_iter()
}

/// The document at the beginning of a chain of reprints: a source's id, or a name.
fn original(source: &Source, sources: &[Source]) -> String {
    let mut at = source;
    // At most as many steps as there are sources: a longer chain is a circle.
    for _ in 0..sources.len() {
        let Some(original) = &at.copy_of else { break };
        match sources.binary_search_by(|s| s.id.as_str().cmp(original)) {
            Ok(i) => at = &sources[i],
            Err(_) => return folded(original),
        }
    }
    at.id.to_string()
}

/// Names that differ only in case or white space count as the same.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    fn origins(build: impl Fn(Fixture) -> Fixture) -> usize {
        let fixture = Fixture::new("").actor("a", "A", Kind::State).actor("b", "B", Kind::State);
        let graph = build(fixture).graph();
        let claims: Vec<_> = graph.claims().collect();
        super::origins((graph.actors(), graph.sources()), claims.into_iter())
    }

    #[test]
    fn a_chain_of_reprints_is_one_origin_and_one_author_one_witness() {
        let copy = |f: Fixture, id: &str, of: &str| {
            f.source_with(id, "2017", |s| s.copy_of = Some(of.to_owned())).claim("a backs b", "q")
        };
        let chain = |f: Fixture| {
            let f = f.source("s1", "2017").claim("a backs b", "q");
            copy(copy(f, "s2", "s1"), "s3", "s2")
        };
        assert_eq!(origins(chain), 1);
        let by = |f: Fixture, id: &str, author: &str| {
            f.source_with(id, "2017", |s| s.authors = vec![author.to_owned()])
                .claim("a backs b", "q")
        };
        assert_eq!(origins(|f| by(by(f, "s1", "Ann Lee"), "s2", "ann  lee")), 1);
        assert_eq!(origins(|f| by(by(f, "s1", "Ann Lee"), "s2", "Bo Ek")), 2);
        // The one who is quoted is the speaker, not the one who quotes.
        assert_eq!(origins(|f| by(by(f, "s1", "Ann Lee"), "s2", "Ann Lee").said_by("CNN")), 2);
        assert_eq!(origins(|f| by(by(f, "s1", "Ann Lee").said_by("b"), "s2", "B")), 1);
    }

    #[test]
    fn documents_count_once_and_reprints_not_at_all() {
        let claim = |f: Fixture, source: &str, copy_of: Option<&str>| {
            f.source_with(source, "2017", |s| s.copy_of = copy_of.map(str::to_owned))
                .claim("a backs b", "q")
        };
        assert_eq!(origins(|f| claim(f, "s1", None)), 1);
        assert_eq!(origins(|f| claim(f, "s1", None).claim("a arms b", "q")), 1);
        assert_eq!(origins(|f| claim(claim(f, "s1", None), "s2", None)), 2);
        assert_eq!(origins(|f| claim(claim(f, "s1", None), "s2", Some("s1"))), 1);
        let wire = |f, name| claim(f, name, Some("The  Wire"));
        assert_eq!(origins(|f| wire(claim(f, "s1", Some("the wire")), "s2")), 1);
        let circle = |f| claim(claim(f, "s1", Some("s2")), "s2", Some("s1"));
        assert!((1..=2).contains(&origins(circle)), "a circle of reprints ends");
    }

    #[test]
    fn the_same_speaker_is_one_origin() {
        let told = |f: Fixture, source: &str, by: &[&str]| {
            let f = f.source(source, "2017").claim("a backs b", "q");
            by.iter().fold(f, |f, speaker| f.said_by(speaker))
        };
        assert_eq!(origins(|f| told(told(f, "s1", &["CNN"]), "s2", &["cnn", "a"])), 1);
        assert_eq!(origins(|f| told(told(f, "s1", &["CNN"]), "s2", &["a", "CNN"])), 1);
        let cited = |f| told(told(f, "s1", &["CNN"]), "s2", &["a"]).cited_by("CNN");
        assert_eq!(origins(cited), 2, "who passes it on is no witness");
        assert_eq!(origins(|f| told(told(f, "s1", &["unnamed"]), "s2", &["unnamed"])), 2);
        assert_eq!(origins(|f| told(told(told(f, "s1", &["CNN"]), "s2", &["CNN"]), "s3", &[])), 2);
    }
}
