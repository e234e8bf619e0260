//! How many independent origins speak for a tie: what makes its line wide.
//!
//! Takes the claims of a tie, gives a count. Two claims have one origin if their documents are
//! reprints of one original, or if one speaker stands behind both: nine papers that repeat one
//! report are one witness. Must not know pictures or formats.

use std::collections::HashMap;

use super::{ClaimView, Tie, View};
use crate::model::{Party, Source};

impl View<'_> {
    /// The number of independent origins behind a tie; 1 at least.
    ///
    /// Counted with care: whatever shares a document's original or a named speaker counts as one,
    /// so that the number is rather too small than too large.
    pub fn origins(&self, tie: &Tie) -> usize {
        if let [_] = tie.claims[..] {
            return 1;
        }
        let mut groups = Groups::default();
        let mut originals: HashMap<String, usize> = HashMap::new();
        let mut speakers: HashMap<String, usize> = HashMap::new();
        for claim in tie.claims.iter().map(|i| &self.claims[*i]) {
            let group = groups.add();
            let same = *originals.entry(self.original(claim.at.source)).or_insert(group);
            groups.join(group, same);
            for speaker in named_speakers(claim) {
                let same = *speakers.entry(speaker).or_insert(group);
                groups.join(group, same);
            }
        }
        groups.count().max(1)
    }

    /// The document at the beginning of a chain of reprints: a source's id, or a name.
    fn original(&self, source: &Source) -> String {
        let mut at = source;
        // As many steps as there are sources: longer chains go in a circle.
        for _ in 0..self.all_sources.len() {
            let Some(original) = &at.copy_of else { break };
            match self.all_sources.binary_search_by(|s| s.id.as_str().cmp(original)) {
                Ok(i) => at = &self.all_sources[i],
                Err(_) => return folded(original),
            }
        }
        at.id.to_string()
    }
}

/// Those who say so, but for whom the text leaves unnamed.
fn named_speakers(claim: &ClaimView<'_>) -> impl Iterator<Item = String> {
    let speakers = claim.at.claim.details().said_by.iter().zip(&claim.said_by);
    speakers.filter(|(party, _)| **party != Party::Unnamed).map(|(_, name)| folded(name))
}

/// Case and white space tell no two names apart.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Things put together step by step (union–find).
#[derive(Default)]
struct Groups(Vec<usize>);

impl Groups {
    fn add(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a] = b;
    }

    fn count(&self) -> usize {
        self.0.iter().enumerate().filter(|(i, up)| i == *up).count()
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;
    use crate::view::View;

    fn origins(build: impl Fn(Fixture) -> Fixture) -> usize {
        let fixture = Fixture::new("").actor("a", "A", Kind::State).actor("b", "B", Kind::State);
        let graph = build(fixture).graph();
        let view = View::whole(&graph);
        view.origins(&view.ties()[0])
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
