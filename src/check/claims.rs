//! From claims as written to claims as values: lists distributed, names resolved, ids given.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::dataset::CheckedDataset;
use super::proof::{Pair, Proof};
use super::rule::{Context, place_of};
use super::written::{is_proposed, names};
use crate::annotation::{Entry, OneOrMany, Str};
use crate::model::{
    Actor, ActorId, ActorIx, Citation, Claim, Details, Few, Party, Quoted, SourceIx, is_id,
};

/// Builds the checked dataset of a context in which no rule was broken.
pub(super) fn build(cx: &Context<'_, '_>) -> CheckedDataset {
    let cited = cx.cited_sources();
    let numbers: FxHashMap<&str, SourceIx> =
        cited.iter().enumerate().map(|(i, (id, ..))| (*id, SourceIx::from(i))).collect();
    let files = || cx.dataset.files.iter().map(|file| &file.content);
    let sources = files().map(|f| f.claims.iter().map(|(id, _)| numbers[&**id]).collect());
    let builder = Builder { cx, sources: sources.collect(), numbers };
    let members = |ids: &[Str<'_>]| ids.iter().map(|id| builder.known(id)).collect();
    let sides = files()
        .flat_map(|file| file.sides.iter().map(|(name, ids)| (name.to_string(), members(ids))))
        .collect();
    let of_entry = |(entry, pairs): (usize, &Few<Pair>)| (0..pairs.len()).map(move |i| (entry, i));
    // Proposals do not count.
    let counts = |(entry, _): &(usize, &Few<Pair>)| !is_proposed(&cx.entries[*entry].claim);
    let entries = cx.pairs.iter().enumerate().filter(counts);
    let places: Vec<(usize, usize)> = entries.flat_map(of_entry).collect();
    let title = cx.dataset.files.first().and_then(|file| file.content.title.as_deref());
    CheckedDataset {
        title: title.unwrap_or_default().to_owned(),
        actors: builder.actors(),
        sources: cited.iter().filter_map(|(id, ..)| cx.sources.source(id)).cloned().collect(),
        vocabulary: cx.vocabulary.clone(),
        claims: (places.par_iter())
            .map_init(Texts::default, |texts, (entry, pair)| builder.claim(texts, *entry, *pair))
            .collect::<Vec<Claim>>()
            .into(),
        sides,
        slices: cx.dates.slices().collect(),
        draft: None,
    }
}

/// The latest long texts, so that a text that a block gives to its claims is in memory only once.
#[derive(Default)]
struct Texts {
    met: [Option<Arc<str>>; 8],
    next: usize,
}

impl Texts {
    /// A shorter text takes no more memory than sharing it would.
    const LONG: usize = 64;

    fn share(&mut self, text: &str) -> Arc<str> {
        if text.len() < Self::LONG {
            return text.into();
        }
        if let Some(met) = self.met.iter().flatten().find(|met| ***met == *text) {
            return met.clone();
        }
        let new: Arc<str> = text.into();
        self.next = (self.next + 1) % self.met.len();
        self.met[self.next] = Some(new.clone());
        new
    }
}

struct Builder<'x, 'c, 'a> {
    cx: &'x Context<'c, 'a>,
    /// By file and index in its `claims`.
    sources: Vec<Vec<SourceIx>>,
    numbers: FxHashMap<&'c str, SourceIx>,
}

impl<'c, 'a> Builder<'_, 'c, 'a> {
    /// The actors, sorted by id.
    fn actors(&self) -> Vec<Actor> {
        let place = self.cx.actors.unnamed();
        let mut named = self.cx.actors.sorted().map(|place| self.actor(place));
        let mut actors: Vec<Actor> = named.by_ref().take(place.map_or(0, ActorIx::index)).collect();
        actors.extend(place.map(|_| Actor::unnamed()));
        actors.extend(named);
        actors
    }

    fn actor(&self, (id, file, i): (&str, usize, usize)) -> Actor {
        let texts = |list: &[Str<'_>]| list.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let written = self.cx.actors.entry(file, i);
        Actor {
            id: id.parse::<ActorId>().expect("unknown-value checks ids"),
            name: written.name.as_deref().unwrap_or_default().to_owned(),
            short: written.short.as_deref().map(str::to_owned),
            kind: written.kind.expect("missing-field checks kinds"),
            aliases: texts(&written.aliases),
            aliases_in: (written.aliases_in.iter())
                .filter_map(|(source, names)| Some((*self.numbers.get(&**source)?, texts(names))))
                .collect(),
            when: self.cx.dates.of_actor(file, i),
            within: written.within.as_deref().map(|id| self.known(id)),
            same_as: written.same_as.as_deref().map(str::to_owned),
            keep: written.keep,
            note: written.note.as_deref().map(str::to_owned),
        }
    }

    fn known(&self, id: &str) -> ActorIx {
        self.cx.actors.ix(id).expect("unknown-actor checks actors")
    }

    /// The citation of an entry: the proved quote, or the record.
    fn citation(texts: &mut Texts, entry: &Entry<'_, '_>, proof: Option<&Proof>) -> Citation {
        let item = &entry.claim;
        let Some(proof) = proof else {
            let record = item.record.as_deref().unwrap_or_default();
            return Citation::Record(texts.share(record));
        };
        let place = proof.verdict.as_ref().and_then(|verdict| place_of(entry, verdict));
        let place = place.expect("the quote rules check proofs");
        Citation::Quote(Quoted {
            quote: item.quote.as_deref().unwrap_or_default().into(),
            paragraph: place.paragraph,
            words: place.words,
            class: place.class,
        })
    }

    /// The claim of an entry that one pair of its ends makes.
    fn claim(&self, texts: &mut Texts, place: usize, pair: usize) -> Claim {
        let (cx, pair, proof) = (self.cx, self.cx.pairs[place][pair], &self.cx.proofs[place]);
        let entry = &cx.entries[place];
        let item = &entry.claim;
        let relation = item.relation.as_deref().and_then(|name| cx.vocabulary.get(name));
        let (from, to) = pair.ends.expect("unknown-actor checks ends");
        Claim {
            id: pair.id,
            source: self.sources[entry.file][entry.source],
            from,
            relation: relation.expect("unknown-relation checks relations"),
            to,
            modality: item.modality.unwrap_or_default(),
            status: item.status.unwrap_or_default(),
            when: cx.dates.when(place),
            citation: Self::citation(texts, entry, proof.as_ref()),
            more: self.details(texts, place),
        }
    }

    fn details(&self, texts: &mut Texts, place: usize) -> Option<Box<Details>> {
        let item = &self.cx.entries[place].claim;
        if item.said_by.is_none() && item.rare.is_none() {
            return None;
        }
        let rare = item.rare();
        let known = |id: &Str<'_>| self.known(id);
        let parties = |texts: &mut Texts, field: &Option<OneOrMany<'_>>| -> Vec<Party> {
            names(field).iter().map(|text| self.party(texts, text)).collect()
        };
        let shared =
            |texts: &mut Texts, field: &Option<Str<'_>>| field.as_deref().map(|t| texts.share(t));
        let details = Details {
            said_by: parties(texts, &item.said_by),
            cited_by: parties(texts, &rare.cited_by),
            against: names(&rare.against).iter().map(known).collect(),
            through: parties(texts, &rare.through),
            what: shared(texts, &rare.what),
            intended: self.cx.dates.intended(place),
            place: rare.place.as_deref().map(|text| self.party(texts, text)),
            count: shared(texts, &rare.count),
            amount: shared(texts, &rare.amount),
            dated: shared(texts, &rare.dated),
            translation: shared(texts, &rare.translation),
            note: shared(texts, &rare.note),
            accept: rare
                .accept
                .iter()
                .flat_map(|codes| codes.iter())
                .map(|code| Box::from(&**code))
                .collect(),
        };
        (details != Details::default()).then(|| Box::new(details))
    }

    fn party(&self, texts: &mut Texts, text: &str) -> Party {
        match self.cx.actors.ix(text) {
            _ if text == "unnamed" => Party::Unnamed,
            Some(ix) => Party::Actor(ix),
            None => {
                debug_assert!(!is_id(text) && text != "?", "unknown-actor checks speakers");
                Party::Named(texts.share(text))
            }
        }
    }
}
