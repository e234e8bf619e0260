//! What is known about each quote, found out once for all rules.
//!
//! Takes the claims as written and the sources; gives, for each entry, the shape of its quote, what the
//! sources say about it, and the claims that it makes. The words themselves are not kept, because there can be a
//! million quotes.

use std::borrow::Cow;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::names::ActorTable;
use super::written::pairs;
use crate::annotation::{Dataset, Entry, Item};
use crate::evidence::{self, Effort, Quote, QuoteVerdict, Sources};
use crate::model::{ActorIx, ClaimId, Few, Vocabulary};

/// A quote of an entry, with what the sources say about it.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) quote: Shape,
    /// `None` where its source is unknown.
    pub(super) verdict: Option<QuoteVerdict>,
}

/// What rules need to know about a quote.
#[derive(Debug)]
pub(super) struct Shape {
    /// How many words each part has.
    pub(super) parts: Few<u32>,
    /// Equal for quotes of the same words, and almost never for others.
    pub(super) fingerprint: u64,
}

impl Shape {
    fn of(quote: &Quote) -> Self {
        // Without a random key, because the same input must give the same report.
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        Shape {
            parts: quote.parts().iter().map(|n| u32::try_from(*n).unwrap_or(u32::MAX)).collect(),
            fingerprint: hasher.hash_one(quote.folded()),
        }
    }

    /// How many words are quoted.
    pub(super) fn word_count(&self) -> usize {
        self.parts.iter().map(|words| *words as usize).sum()
    }

    /// Whether words are left out between two parts.
    pub(super) fn is_elided(&self) -> bool {
        self.parts.len() > 1
    }
}

/// A claim of an entry: one of `from` and one of `to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) id: ClaimId,
    /// Both ends, if both are actors.
    pub(super) ends: Option<(ActorIx, ActorIx)>,
}

/// The sources' own entries, by file and place in its `claims`.
pub(super) fn shelved<'s>(
    dataset: &Dataset<'_>,
    sources: &'s Sources,
) -> Vec<Vec<Option<&'s evidence::Shelved>>> {
    let of_file = |file: &crate::annotation::File<'_>| {
        file.content.claims.iter().map(|(id, _)| sources.shelf().find(id)).collect()
    };
    dataset.files.iter().map(of_file).collect()
}

/// Proves the quote of each entry that has one, and gives its claims; in the order of the entries,
/// which are counted as it goes.
pub(super) fn prove(
    dataset: &Dataset<'_>,
    sources: &Sources,
    (vocabulary, actors): (&Vocabulary, &ActorTable<'_, '_>),
    shelved: &[Vec<Option<&evidence::Shelved>>],
    entries: &[Entry<'_, '_>],
    proved: &AtomicUsize,
) -> (Vec<Option<Proof>>, Vec<Few<Pair>>) {
    let prove = |read: &mut Quote, entry: &Entry<'_, '_>| {
        proved.fetch_add(1, Ordering::Relaxed);
        let shelved = shelved[entry.file][entry.source];
        // Nothing can hold words against a data set; wrong-citation says so.
        let is_data_set = shelved.is_some_and(|shelved| shelved.source.text.is_none());
        let quote = entry.claim.quote.as_deref().filter(|_| !is_data_set).map(|text| {
            read.read(text);
            &*read
        });
        let source = &*dataset.files[entry.file].content.claims[entry.source].0;
        let rests_on = evidence(&entry.claim, quote);
        let pairs = rests_on.map(|text| claims(&entry.claim, source, &text, vocabulary, actors));
        let proof = quote.map(|quote| {
            // Help for the reader of an error is looked for only when an error is shown.
            let prove = |entry| sources.shelf().prove_in(entry, quote, Effort::Plain);
            Proof { quote: Shape::of(quote), verdict: shelved.map(prove) }
        });
        (proof, pairs.unwrap_or_default())
    };
    entries.par_iter().map_init(Quote::default, prove).unzip()
}

/// The claims of an entry whose source is a text, if it has what they need.
fn claims(
    item: &Item<'_>,
    source: &str,
    evidence: &str,
    vocabulary: &Vocabulary,
    actors: &ActorTable<'_, '_>,
) -> Few<Pair> {
    let Some(relation) = item.relation.as_deref() else { return Few::default() };
    let symmetric = vocabulary.get(relation).is_some_and(|ix| vocabulary[ix].is_symmetric());
    let when = item.when.as_deref();
    let pair = |(from, to)| Pair {
        id: claim_id(source, (from, to), relation, symmetric, evidence, when),
        ends: actors.end_ix(from).zip(actors.end_ix(to)),
    };
    pairs(item).map(pair).collect()
}

/// The id of an entry's claim between two actors; `None` if the entry has no quote or record yet, or no
/// relation.
pub(super) fn id_of(
    item: &Item<'_>,
    source: &str,
    ends: (&str, &str),
    vocabulary: &Vocabulary,
) -> Option<ClaimId> {
    let quote = item.quote.as_deref().map(Quote::parse);
    let text = evidence(item, quote.as_ref())?;
    let relation = item.relation.as_deref()?;
    let symmetric = vocabulary.get(relation).is_some_and(|ix| vocabulary[ix].is_symmetric());
    Some(claim_id(source, ends, relation, symmetric, &text, item.when.as_deref()))
}

/// What an entry cites, as it goes into the id: the folded quote, or the record with a colon, which no folded quote
/// has.
fn evidence<'q>(item: &Item<'_>, quote: Option<&'q Quote>) -> Option<Cow<'q, str>> {
    match (quote, item.record.as_deref()) {
        (Some(quote), _) => Some(Cow::Borrowed(quote.folded())),
        (None, Some(record)) => {
            let words: Vec<&str> = record.split_whitespace().collect();
            Some(Cow::Owned(format!("record: {}", words.join(" "))))
        }
        (None, None) => None,
    }
}

/// The claim's id; see [`ClaimId`] for what goes into it. The parts are joined by newlines, which no
/// id, relation, folded quote or date can contain.
pub(super) fn claim_id(
    source: &str,
    (from, to): (&str, &str),
    relation: &str,
    symmetric: bool,
    evidence: &str,
    when: Option<&str>,
) -> ClaimId {
    let (from, to) = if symmetric && to < from { (to, from) } else { (from, to) };
    let mut hash = Sha256::new();
    for (i, part) in [source, from, relation, to, evidence, when.unwrap_or("")].iter().enumerate() {
        if i > 0 {
            hash.update("\n");
        }
        hash.update(part);
    }
    let digest = hash.finalize();
    ClaimId(u64::from_be_bytes(digest[..8].try_into().expect("a SHA-256 has 32 bytes")))
}
