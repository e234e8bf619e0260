//! From claims as written to claims as values: lists distributed, names resolved, ids given.

use std::borrow::Cow;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::dataset::CheckedDataset;
use super::rule::{Context, Proof, ends};
use crate::annotation::{Entry, Item, OneOrMany, Text};
use crate::evidence::Verdict;
use crate::model::{
    Actor, ActorId, ActorIx, Citation, Claim, ClaimId, Details, Party, Quoted, SourceIx, is_id,
};

/// The pairs over which an entry distributes: each of `from` with each of `to`.
pub(super) fn pairs<'i>(item: &'i Item<'_>) -> impl Iterator<Item = (&'i str, &'i str)> {
    let (from, to) = ends(item);
    from.iter().flat_map(move |f| to.iter().map(move |t| (&**f, &**t)))
}

/// What an entry rests on, as its id has it: the folded quote, or the record, which no folded quote can
/// be taken for because of its colon.
pub(super) fn evidence<'p>(item: &Item<'_>, proof: Option<&'p Proof>) -> Option<Cow<'p, str>> {
    match (proof, item.rare().record.as_deref()) {
        (Some(proof), _) => Some(Cow::Borrowed(proof.quote.folded())),
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

/// Builds the checked dataset of a context in which no rule was broken.
pub(super) fn build(cx: &Context<'_, '_>) -> CheckedDataset {
    let mut ids: Vec<&str> = cx.cited.keys().copied().collect();
    ids.sort_unstable();
    let sources: HashMap<&str, SourceIx> =
        ids.iter().enumerate().map(|(i, id)| (*id, SourceIx::from(i))).collect();
    let (actors, actor_ix) = actors(cx, &sources);
    let files = || cx.dataset.files.iter().map(|file| &file.content);
    let members = |ids: &[Text<'_>]| ids.iter().map(|id| actor_ix[&**id]).collect();
    let sides = files()
        .flat_map(|file| file.sides.iter().map(|(name, ids)| (name.to_string(), members(ids))))
        .collect();
    let slices = files()
        .flat_map(|file| file.slices.iter().map(|t| t.parse().expect("bad-date checks dates")))
        .collect();
    let mut builder = Builder { cx, actors: actor_ix, sources, claims: Vec::new() };
    for (i, entry) in cx.entries.iter().enumerate() {
        builder.entry(i, entry);
    }
    let title = cx.dataset.files.first().and_then(|file| file.content.title.as_deref());
    CheckedDataset {
        title: title.unwrap_or_default().to_owned(),
        actors,
        sources: ids.iter().filter_map(|id| cx.sources.source(id)).cloned().collect(),
        vocabulary: cx.vocabulary.clone(),
        claims: builder.claims,
        sides,
        slices,
    }
}

/// The actors, sorted by id, with their places.
fn actors<'c>(
    cx: &Context<'c, '_>,
    sources: &HashMap<&str, SourceIx>,
) -> (Vec<Actor>, HashMap<&'c str, ActorIx>) {
    let texts = |list: &[Text<'_>]| list.iter().map(|text| text.to_string()).collect::<Vec<_>>();
    let unnamed = cx.entries.iter().any(|e| ends(&e.claim).0.iter().any(|id| &**id == "?"));
    let mut actors = if unnamed { vec![Actor::unnamed()] } else { Vec::new() };
    let mut places = HashMap::new();
    if unnamed {
        places.insert("?", ActorIx(0));
    }
    for (id, file, i) in cx.actors.sorted() {
        let written = cx.actors.entry(file, i);
        places.insert(id, ActorIx::from(actors.len()));
        actors.push(Actor {
            id: id.parse::<ActorId>().expect("unknown-value checks ids"),
            name: written.name.as_deref().unwrap_or_default().to_owned(),
            short: written.short.as_deref().map(str::to_owned),
            kind: written.kind.expect("missing-field checks kinds"),
            aliases: texts(&written.aliases),
            aliases_in: (written.aliases_in.iter())
                .filter_map(|(source, names)| Some((*sources.get(&**source)?, texts(names))))
                .collect(),
            when: written.when.as_deref().map(|text| text.parse().expect("bad-date checks dates")),
            same_as: written.same_as.as_deref().map(str::to_owned),
            keep: written.keep,
            note: written.note.as_deref().map(str::to_owned),
        });
    }
    (actors, places)
}

fn citation(item: &Item<'_>, proof: Option<&Proof>) -> Citation {
    let Some(proof) = proof else {
        return Citation::Record(item.rare().record.as_deref().unwrap_or_default().into());
    };
    let places = proof.verdict.as_ref().map(Verdict::places).unwrap_or_default();
    let wanted = item.rare().paragraph;
    let place = (places.iter())
        .find(|place| wanted.is_none_or(|paragraph| place.paragraph == paragraph))
        .expect("the quote rules check proofs");
    Citation::Quote(Quoted {
        quote: item.quote.as_deref().unwrap_or_default().into(),
        paragraph: place.paragraph,
        words: place.words,
        class: place.class,
    })
}

struct Builder<'x, 'c, 'a> {
    cx: &'x Context<'c, 'a>,
    actors: HashMap<&'c str, ActorIx>,
    sources: HashMap<&'x str, SourceIx>,
    claims: Vec<Claim>,
}

impl<'c, 'a> Builder<'_, 'c, 'a> {
    fn entry(&mut self, i: usize, entry: &Entry<'c, 'a>) {
        let (cx, item) = (self.cx, &entry.claim);
        let source = cx.source(entry);
        let relation = item.relation.as_deref().and_then(|name| cx.vocabulary.get(name));
        let relation = relation.expect("unknown-relation checks relations");
        let proof = cx.proofs[i].as_ref();
        let evidence = evidence(item, proof).expect("missing-field checks quotes and records");
        let citation = citation(item, proof);
        let more = self.details(item);
        let symmetric = cx.vocabulary[relation].is_symmetric();
        let when = item.when.as_deref();
        let name = cx.vocabulary[relation].id.as_str();
        for (from, to) in pairs(item) {
            self.claims.push(Claim {
                id: claim_id(source, (from, to), name, symmetric, &evidence, when),
                source: self.sources[source],
                from: self.actors[from],
                relation,
                to: self.actors[to],
                modality: item.modality.unwrap_or_default(),
                status: item.status.unwrap_or_default(),
                when: when.map(|text| text.parse().expect("bad-date checks dates")),
                citation: citation.clone(),
                more: (more != Details::default()).then(|| Box::new(more.clone())),
            });
        }
    }

    fn details(&self, item: &Item<'_>) -> Details {
        let rare = item.rare();
        let list = |field: &Option<OneOrMany<'_>>| -> Vec<String> {
            field.iter().flat_map(OneOrMany::as_slice).map(|text| text.to_string()).collect()
        };
        let boxed = |field: &Option<Text<'_>>| field.as_deref().map(Box::from);
        Details {
            said_by: list(&rare.said_by).iter().map(|text| self.party(text)).collect(),
            against: list(&rare.against).iter().map(|id| self.actors[id.as_str()]).collect(),
            intended: rare.intended.as_deref().map(|t| t.parse().expect("bad-date checks dates")),
            place: rare.place.as_deref().map(|text| self.party(text)),
            count: boxed(&rare.count),
            amount: boxed(&rare.amount),
            dated: boxed(&rare.dated),
            translation: boxed(&rare.translation),
            note: boxed(&rare.note),
            accept: rare.accept.iter().flatten().map(|code| Box::from(&**code)).collect(),
        }
    }

    fn party(&self, text: &str) -> Party {
        match self.actors.get(text) {
            _ if text == "unnamed" => Party::Unnamed,
            Some(ix) => Party::Actor(*ix),
            None => {
                debug_assert!(!is_id(text), "unknown-actor checks speakers");
                Party::Named(text.into())
            }
        }
    }
}
