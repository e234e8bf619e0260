//! Which sentences of a source have been read already: those that make claims, and those that are excused.

use std::collections::BTreeSet;

use super::names::Named;
use crate::annotation::Dataset;
use crate::evidence::{Quote, Shelved};

/// The sentences of a source that need no proposals any more, by paragraph and place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Those in which a quote of a claim stands, wholly or in part.
    pub coded: BTreeSet<(u32, u32)>,
    /// Those that the card excuses, by themselves or with their paragraph.
    pub excused: BTreeSet<(u32, u32)>,
    /// How many name two actors for certain.
    pub naming_two: usize,
}

impl Known {
    /// Whether a sentence has been read.
    pub fn contains(&self, paragraph: u32, sentence: u32) -> bool {
        let at = (paragraph, sentence);
        self.coded.contains(&at) || self.excused.contains(&at)
    }
}

/// What has been read of a source whose text is at hand; nothing where it is not. Proposals count for
/// nothing here either.
pub fn known(dataset: &Dataset<'_>, shelved: &Shelved) -> Known {
    let mut known = Known::default();
    let Some(text) = &shelved.text else { return known };
    let mut quoted: Vec<(u32, (u32, u32))> = Vec::new();
    for entry in dataset.entries() {
        let source = &*dataset.files[entry.file].content.claims[entry.source].0;
        if entry.claim.rare().proposed {
            continue;
        }
        let Some(quote) =
            entry.claim.quote.as_deref().filter(|_| source == shelved.source.id.as_str())
        else {
            continue;
        };
        let wanted = entry.claim.paragraph;
        let places = text.find(&Quote::parse(quote));
        let place = places.iter().find(|p| wanted.is_none_or(|n| n == p.paragraph));
        quoted.extend(place.map(|place| (place.paragraph, place.words)));
    }
    let named = Named::of(dataset, shelved.source.id.as_str());
    for paragraph in 1..=text.paragraph_count() {
        for (number, (words, shown)) in (1..).zip(text.sentences(paragraph)) {
            known.naming_two += usize::from(named.names_two(shown));
            let here = |(p, own): &(u32, (u32, u32))| {
                *p == paragraph && own.0 <= words.1 && words.0 <= own.1
            };
            if quoted.iter().any(here) {
                known.coded.insert((paragraph, number));
            } else if shelved.source.excuse(paragraph, number).is_some() {
                known.excused.insert((paragraph, number));
            }
        }
    }
    known
}
