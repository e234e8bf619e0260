//! From the name of a source to the one that is meant, and from a name to the voice whose claims are asked for.
//!
//! Takes the names of a graph; gives sources, and speakers in them. Must not know sentences.

use super::super::fold::{folded, folded_words};
use super::{NameError, Names};
use crate::check::nearest_word;
use crate::graph::ClaimRef;
use crate::model::{Party, Source, SourceIx};

/// The voice whose claims a question asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// These sources, in their own words or citing others.
    pub sources: Vec<SourceIx>,
    /// These speakers, in any source.
    pub parties: Vec<Party>,
}

impl Voice {
    /// Whether a claim is this voice's: said by it or cited by it.
    pub fn speaks(&self, at: &ClaimRef<'_>) -> bool {
        let details = at.claim.details();
        let mut parties = details.said_by.iter().chain(&details.cited_by);
        self.sources.contains(&at.claim.source) || parties.any(|p| self.parties.contains(p))
    }
}

impl Names<'_> {
    /// The source that a text means: its id, or its publisher, author or title in part.
    ///
    /// # Errors
    /// If none has that name, or several have.
    pub fn source(&self, name: &str) -> Result<SourceIx, NameError> {
        let found = match self.graph.source(name.trim()) {
            Some(ix) => vec![ix],
            None => match &self.sources_by(name, makers)[..] {
                [] => self.sources_by(name, titles),
                made => made.to_vec(),
            },
        };
        match &found[..] {
            [one] => Ok(*one),
            [] => {
                let sources = self.graph.sources();
                let ids = sources.iter().map(|source| source.id.as_str());
                let near = nearest_word(name, ids).and_then(|id| self.graph.source(id));
                let near = near.iter().map(|ix| self.source_shown(*ix)).collect();
                Err(NameError::Unknown { what: "source", name: name.to_owned(), near })
            }
            several => Err(self.several(name, several)),
        }
    }

    /// The voice that a name means: every source of this author or publisher, and the speaker of this name
    /// in any source; a title can mean only one source.
    ///
    /// # Errors
    /// If nobody has that name, or several have.
    pub fn voice(&self, name: &str) -> Result<Voice, NameError> {
        let name = name.trim();
        if let Some(ix) = self.graph.source(name) {
            return Ok(Voice { sources: vec![ix], parties: Vec::new() });
        }
        let actor = self.actor(name, &[]);
        if let Err(error @ NameError::Ambiguous { .. }) = actor {
            return Err(error);
        }
        let mut voice = Voice { sources: self.sources_by(name, makers), parties: Vec::new() };
        voice.parties.extend(actor.as_ref().ok().map(|ix| Party::Actor(*ix)));
        let key = folded(name);
        for at in self.graph.claims() {
            let details = at.claim.details();
            for party in details.said_by.iter().chain(&details.cited_by) {
                if matches!(party, Party::Named(called) if folded(called) == key)
                    && !voice.parties.contains(party)
                {
                    voice.parties.push(party.clone());
                }
            }
        }
        if !voice.sources.is_empty() || !voice.parties.is_empty() {
            return Ok(voice);
        }
        match &self.sources_by(name, titles)[..] {
            [one] => Ok(Voice { sources: vec![*one], parties: Vec::new() }),
            [] => {
                let near = self.source(name).err().into_iter().chain(actor.err());
                let near = near.flat_map(|error| match error {
                    NameError::Unknown { near, .. } => near,
                    _ => Vec::new(),
                });
                let near = near.collect();
                Err(NameError::Unknown { what: "source or speaker", name: name.to_owned(), near })
            }
            several => Err(self.several(name, several)),
        }
    }

    /// The sources with a text (chosen by a function) that contains the words of a name.
    fn sources_by(&self, name: &str, texts: fn(&Source) -> Vec<&str>) -> Vec<SourceIx> {
        let key = folded_words(name);
        let holds = |text: &str| {
            !key.is_empty() && folded_words(text).windows(key.len()).any(|words| words == key)
        };
        let sources = self.graph.sources().iter().enumerate();
        let found = sources.filter(|(_, source)| texts(source).into_iter().any(holds));
        found.map(|(i, _)| SourceIx::from(i)).collect()
    }

    fn several(&self, name: &str, sources: &[SourceIx]) -> NameError {
        let candidates = sources.iter().map(|ix| self.source_shown(*ix)).collect();
        NameError::Ambiguous { name: name.to_owned(), candidates }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "numbers of sources are given by the graph that has them"
    )]
    fn source_shown(&self, ix: SourceIx) -> String {
        let source = &self.graph.sources()[ix.index()];
        format!("{} ({})", source.title, source.id)
    }
}

/// The texts that say who made a source.
fn makers(source: &Source) -> Vec<&str> {
    let named = source.publisher.as_deref().into_iter().chain(source.copy_of.as_deref());
    named.chain(source.authors.iter().map(String::as_str)).collect()
}

/// The texts that name a source.
fn titles(source: &Source) -> Vec<&str> {
    vec![source.id.as_str(), source.title.as_str()]
}
