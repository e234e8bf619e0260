//! How many of the coded claims would have been proposed, and among how many proposals.
//!
//! Counts the claims whose quote stands in a text at hand, and those of them that could be proposed at
//! all, because both ends are named in a sentence of the quote. The proposals for a source do not use the claims
//! coded from it.

use std::ops::AddAssign;

use super::known::{Known, known};
use super::proposal::Proposal;
use super::suggester::Suggester;
use crate::annotation::Dataset;
use crate::check::written_claims;
use crate::evidence::{Quote, Sources};

/// How many readings are counted as seen by whoever reads proposals.
const FIRST: usize = 3;

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Claims whose quote stands in a text at hand.
    pub claims: usize,
    /// Of them, those both of whose ends a sentence of the quote names.
    pub named: usize,
    /// Of those, the ones whose two actors are proposed with a quote that has words in common.
    pub proposed: usize,
    /// Of those, the ones whose relation and direction come first.
    pub first: usize,
    /// The ones whose relation and direction are among the first three.
    pub among_three: usize,
    /// Sentences that name two actors.
    pub sentences: usize,
    /// Proposals for them.
    pub proposals: usize,
}

impl AddAssign for Measured {
    fn add_assign(&mut self, other: Measured) {
        let Measured { claims, named, proposed, first, among_three, sentences, proposals } = other;
        self.claims += claims;
        self.named += named;
        self.proposed += proposed;
        self.first += first;
        self.among_three += among_three;
        self.sentences += sentences;
        self.proposals += proposals;
    }
}

/// Counts source by source, sorted by id; those whose texts are not at hand are left out.
pub fn measure(dataset: &Dataset<'_>, sources: &Sources) -> Vec<(String, Measured)> {
    let mut all = Vec::new();
    for shelved in sources.shelf().entries() {
        let Some(text) = &shelved.text else { continue };
        let id = shelved.source.id.as_str();
        let suggester = Suggester::new(dataset, id, Some(&shelved.source));
        let proposals = suggester.source(text);
        let Known { naming_two, .. } = known(dataset, shelved);
        let mut measured =
            Measured { proposals: proposals.len(), sentences: naming_two, ..Measured::default() };
        let entries = dataset.entries();
        for claim in written_claims(dataset, &str::to_owned) {
            let entry = &entries[claim.entry];
            if *dataset.files[entry.file].content.claims[entry.source].0 != *id {
                continue;
            }
            if entry.claim.rare().proposed {
                continue;
            }
            let item = &entry.claim;
            let places = text.find(&Quote::parse(item.quote.as_deref().unwrap_or_default()));
            let place = places.iter().find(|p| item.paragraph.is_none_or(|n| n == p.paragraph));
            let Some(place) = place else { continue };
            measured.claims += 1;
            if !suggester.names(text, place.paragraph, place.words, [&claim.from, &claim.to]) {
                continue;
            }
            measured.named += 1;
            let of_it = |proposal: &&Proposal| {
                let overlaps =
                    proposal.words.0 <= place.words.1 && place.words.0 <= proposal.words.1;
                let pair = proposal.readings.iter().any(|r| {
                    (&r.from, &r.to) == (&claim.from, &claim.to)
                        || (&r.to, &r.from) == (&claim.from, &claim.to)
                });
                proposal.paragraph == place.paragraph && overlaps && pair
            };
            let found: Vec<&Proposal> = proposals.iter().filter(of_it).collect();
            let relation = item.relation.as_deref().unwrap_or_default();
            let rank = |proposal: &&Proposal| {
                proposal.readings.iter().position(|r| {
                    let pair = (&r.from, &r.to) == (&claim.from, &claim.to);
                    let turned = (&r.to, &r.from) == (&claim.from, &claim.to);
                    r.relation == relation && (pair || (turned && suggester.is_symmetric(relation)))
                })
            };
            let best = found.iter().filter_map(rank).min();
            measured.proposed += usize::from(!found.is_empty());
            measured.first += usize::from(best == Some(0));
            measured.among_three += usize::from(best.is_some_and(|rank| rank < FIRST));
        }
        all.push((id.to_owned(), measured));
    }
    all
}
