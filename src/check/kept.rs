//! A checked dataset as bytes, and back: so that what has passed its check once need not be read, proved and
//! checked again.
//!
//! Takes a checked dataset, gives bytes; takes bytes that this very program has made of one, gives it back. Whether
//! they are such bytes, and whether the files that were checked are the same still, whoever keeps them has to
//! know. Bytes that are none give nothing, and no place in a list is believed. Must not know where they are kept.

use bitcode::{Decode, Encode};
use rayon::prelude::*;

use super::CheckedDataset;
use crate::model::{
    Actor, ActorIx, Claim, Party, Period, RelationSpec, Source, SourceIx, Vocabulary,
};

/// How many claims are read by one core at a time.
const A_PART: usize = 1 << 16;

/// All but the claims, and these in parts.
#[derive(Encode, Decode)]
struct Kept {
    title: String,
    actors: Vec<Actor>,
    sources: Vec<Source>,
    /// The relations that the file itself adds, parents before children.
    relations: Vec<(String, RelationSpec)>,
    sides: Vec<(String, Vec<ActorIx>)>,
    slices: Vec<Period>,
    claims: Vec<Vec<u8>>,
}

impl CheckedDataset {
    /// As bytes; `None` of a draft, which is not all of its files.
    pub fn keep(&self) -> Option<Vec<u8>> {
        if self.draft.is_some() {
            return None;
        }
        let standard = Vocabulary::standard().iter().len();
        let own = self.vocabulary.iter().skip(standard);
        let claims = self.claims.par_chunks(A_PART).map(bitcode::encode).collect();
        Some(bitcode::encode(&Kept {
            title: self.title.clone(),
            actors: self.actors.clone(),
            sources: self.sources.clone(),
            relations: own.map(|(_, own)| (own.id.clone(), (*own.spec).clone())).collect(),
            sides: self.sides.clone(),
            slices: self.slices.clone(),
            claims,
        }))
    }

    /// What [`CheckedDataset::keep`] has made bytes of; `None` where the bytes are none of these.
    pub fn kept(bytes: &[u8]) -> Option<CheckedDataset> {
        let kept: Kept = bitcode::decode(bytes).ok()?;
        let mut vocabulary = Vocabulary::standard().clone();
        if vocabulary.extend(kept.relations).iter().any(Option::is_some) {
            return None;
        }
        let parts = kept.claims.par_iter().map(|part| bitcode::decode::<Vec<Claim>>(part).ok());
        let parts: Option<Vec<Vec<Claim>>> = parts.collect();
        let mut claims = Vec::new();
        for part in parts? {
            match claims.is_empty() {
                true => claims = part,
                false => claims.extend(part),
            }
        }
        let Kept { title, actors, sources, sides, slices, .. } = kept;
        let dataset = CheckedDataset {
            title,
            actors,
            sources,
            vocabulary: vocabulary.into(),
            claims,
            sides,
            slices,
            draft: None,
        };
        dataset.holds_together().then_some(dataset)
    }

    /// Whether every place in a list is one, and every list in its order.
    fn holds_together(&self) -> bool {
        let actor = |ix: &ActorIx| ix.index() < self.actors.len();
        let source = |ix: &SourceIx| ix.index() < self.sources.len();
        let party = |party: &Party| match party {
            Party::Actor(ix) => actor(ix),
            Party::Named(_) | Party::Unnamed => true,
        };
        let claim = |claim: &Claim| {
            let more = claim.details();
            let parties = more.said_by.iter().chain(&more.cited_by).chain(&more.through);
            actor(&claim.from)
                && actor(&claim.to)
                && claim.from != claim.to
                && source(&claim.source)
                && claim.relation.index() < self.vocabulary.iter().len()
                && claim.when.is_none_or(|when| when.is_sound())
                && more.intended.is_none_or(|when| when.is_sound())
                && parties.chain(&more.place).all(party)
                && more.against.iter().all(actor)
        };
        self.actors.is_sorted_by(|a, b| a.id < b.id)
            && self.sources.is_sorted_by(|a, b| a.id < b.id)
            && self.actors.iter().all(|own| {
                own.within.iter().all(actor)
                    && own.aliases_in.iter().all(|(of, _)| source(of))
                    && own.when.is_none_or(|when| when.is_sound())
            })
            && self.sources.iter().all(|own| {
                let mut dates = own.published.iter().chain(&own.accessed);
                dates.all(Period::is_sound)
            })
            && self.sides.iter().all(|(_, members)| members.iter().all(actor))
            && self.slices.iter().all(Period::is_sound)
            && self.claims.par_iter().all(claim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Citation, ClaimId, Details, Kind, MatchClass, Modality, Quoted, RelationIx, Status,
        TextCard,
    };

    fn dataset() -> CheckedDataset {
        let actor =
            |id: &str, kind| Actor { id: id.parse().expect("an id"), kind, ..Actor::unnamed() };
        let source = Source {
            id: "paper".parse().expect("an id"),
            title: "A paper".to_owned(),
            authors: vec!["N. N.".to_owned()],
            publisher: None,
            published: "2017-06-01".parse().ok(),
            inferred_from: None,
            language: Some("en".to_owned()),
            url: None,
            archived: None,
            accessed: None,
            copy_of: None,
            relies_on: Vec::new(),
            text: Some(TextCard::default()),
            no_claims: [(3.into(), "a table".to_owned())].into(),
        };
        let claim = |id, from, to, when: &str| Claim {
            id: ClaimId(id),
            source: SourceIx(0),
            from: ActorIx(from),
            relation: RelationIx(1),
            to: ActorIx(to),
            modality: Modality::Reported,
            status: Status::Unknown,
            when: when.parse().ok(),
            citation: Citation::Quote(Quoted {
                quote: "words of a quote".into(),
                paragraph: 1,
                words: (2, 5),
                class: MatchClass::Exact,
            }),
            more: Some(Box::new(Details {
                said_by: vec![Party::Actor(ActorIx(1)), Party::Unnamed],
                place: Some(Party::Named("Sirte".into())),
                intended: "2018".parse().ok(),
                ..Details::default()
            })),
        };
        let mut vocabulary = Vocabulary::standard().clone();
        let own = RelationSpec { is_a: Some("opposes".to_owned()), ..RelationSpec::default() };
        vocabulary.extend(vec![("boycotts".to_owned(), own)]);
        CheckedDataset {
            title: "Kept".to_owned(),
            actors: vec![actor("a", Kind::State), actor("b", Kind::Person)],
            sources: vec![source],
            vocabulary: vocabulary.into(),
            claims: vec![claim(1, 0, 1, "2016-02~"), claim(2, 1, 0, "2014/..")],
            sides: vec![("A's side".to_owned(), vec![ActorIx(0)])],
            slices: vec!["2017".parse().expect("a date")],
            draft: None,
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let before = dataset();
        let after = CheckedDataset::kept(&before.keep().expect("no draft")).expect("its own bytes");
        assert_eq!(format!("{before:?}"), format!("{after:?}"));
    }

    #[test]
    fn a_draft_is_not_kept() {
        assert_eq!(CheckedDataset { draft: Some(1), ..dataset() }.keep(), None);
    }

    #[test]
    fn other_bytes_give_nothing_or_what_holds_together() {
        let bytes = dataset().keep().expect("no draft");
        for end in 0..bytes.len() {
            assert!(
                CheckedDataset::kept(&bytes[..end]).is_none(),
                "{end} bytes of {}",
                bytes.len()
            );
        }
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[place] ^= 1 << bit;
                if let Some(dataset) = CheckedDataset::kept(&other) {
                    // A date that is none would end the program here.
                    let mut dates = dataset.claims.iter().filter_map(|claim| claim.when);
                    assert!(dates.all(|date| date.hull() != (None, None)));
                    assert!(dataset.holds_together());
                }
            }
        }
    }
}
