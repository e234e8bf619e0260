//! A checked dataset as bytes, and back, so that a dataset that has passed its check once need not be read, proved and
//! checked again.
//!
//! Takes a checked dataset, gives bytes; takes bytes that this very program has made from one, gives it back, with its
//! lists read on all cores, and its claims when they are needed (`stored.rs`). The caller has to know whether the bytes are such, and whether the
//! files that were checked are still the same. Damaged bytes give nothing, and every index is verified.
//! Must not know where they are kept.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use std::sync::Arc;

use bitcode::{Decode, Encode};
use rayon::prelude::*;

use super::CheckedDataset;
use super::shelf::{KeptShelf, Run};
use super::stored::{Bounds, Claims, Index, IndexRuns, Late, shelved};
use crate::model::{Actor, ActorIx, Period, RelationSpec, Source, Vocabulary};

/// How many actors are read by one core at a time. Another core reads the columns of their claims meanwhile, which takes
/// as long; several parts have to be copied into one.
const A_PART: usize = 1 << 17;

/// A checked dataset as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBytes {
    /// What is short, and where everything else is.
    pub front: Vec<u8>,
    /// The long lists.
    pub lists: Vec<u8>,
    /// The claims; they stand behind the lists.
    pub claims: Vec<u8>,
}

/// What is short. Long lists are separate runs of bytes, so that they are read on all cores.
#[derive(Encode, Decode)]
struct Front {
    title: String,
    actors: Vec<Run>,
    sources: Run,
    /// How many actors and sources there are, for whoever reads something else meanwhile.
    counts: (usize, usize),
    /// The relations that the file itself adds, parents before children.
    relations: Vec<(String, RelationSpec)>,
    sides: Vec<(String, Vec<ActorIx>)>,
    slices: Vec<Period>,
    index: IndexRuns,
    /// Where the claims start.
    claims: u64,
}

impl CheckedDataset {
    /// As bytes; `None` for a draft, which does not stand for all of its files.
    pub fn keep(&self) -> Option<KeptBytes> {
        if self.draft.is_some() {
            return None;
        }
        let standard = Vocabulary::standard().iter().len();
        let own = self.vocabulary.iter().skip(standard);
        // Every question looks through who is part of whom.
        let is_first: Vec<bool> =
            self.vocabulary.iter().map(|(_, relation)| relation.spec.rolls_up).collect();
        let (index, claims) = shelved(&self.claims, self.actors.len(), &is_first);
        let mut lists = Vec::new();
        let front = bitcode::encode(&Front {
            title: self.title.clone(),
            actors: self.actors.chunks(A_PART).map(|part| Run::put(part, &mut lists)).collect(),
            sources: Run::put(&self.sources, &mut lists),
            counts: (self.actors.len(), self.sources.len()),
            relations: own.map(|(_, own)| (own.id.clone(), (*own.spec).clone())).collect(),
            sides: self.sides.clone(),
            slices: self.slices.clone(),
            index: index.keep(&mut lists),
            claims: lists.len() as u64,
        });
        Some(KeptBytes { front, lists, claims })
    }

    /// The dataset from which [`CheckedDataset::keep`] has made the bytes, and how many bytes of lists and claims the shelf
    /// must have; `None` if the bytes are damaged.
    pub fn kept(front: &[u8], shelf: Arc<dyn KeptShelf>) -> Option<(CheckedDataset, u64)> {
        let front: Front = bitcode::decode(front).ok()?;
        let mut vocabulary = Vocabulary::standard().clone();
        if vocabulary.extend(front.relations).iter().any(Option::is_some) {
            return None;
        }
        let relations = vocabulary.iter().len();
        let bounds = Bounds { actors: front.counts.0, sources: front.counts.1, relations };
        let on_shelf = &*shelf;
        let actors = || -> Option<Vec<Actor>> {
            let parts = front.actors.par_iter().map(|part| part.get::<Vec<Actor>>(on_shelf));
            let parts: Option<Vec<Vec<Actor>>> = parts.collect();
            // One part, as most have, is not copied.
            parts?.into_iter().reduce(|mut all, part| {
                all.extend(part);
                all
            })
        };
        let lists = || rayon::join(actors, || front.sources.get::<Vec<Source>>(on_shelf));
        let late = || {
            let index = Index::kept(&front.index, on_shelf)?;
            Late::new(index, front.claims, Arc::clone(&shelf), bounds)
        };
        let ((actors, sources), late) = rayon::join(lists, late);
        let (actors, sources, late) = (actors.unwrap_or_default(), sources?, late?);
        if (actors.len(), sources.len()) != front.counts {
            return None;
        }
        let end = late.end();
        let dataset = CheckedDataset {
            title: front.title,
            actors,
            sources,
            vocabulary: vocabulary.into(),
            claims: Claims::Late(Arc::new(late)),
            sides: front.sides,
            slices: front.slices,
            draft: None,
        };
        dataset.holds_together(bounds).then_some((dataset, end))
    }

    /// Whether every index is valid, and every list sorted. Claims are verified when they are read.
    fn holds_together(&self, bounds: Bounds) -> bool {
        let actor = |ix: &ActorIx| bounds.actor(*ix);
        self.actors.is_sorted_by(|a, b| a.id < b.id)
            && self.sources.is_sorted_by(|a, b| a.id < b.id)
            && self.actors.iter().all(|own| {
                own.within.iter().all(actor)
                    && own.aliases_in.iter().all(|(of, _)| bounds.source(*of))
                    && own.when.is_none_or(|when| when.is_sound())
            })
            && self.sources.iter().all(|own| {
                let mut dates = own.published.iter().chain(&own.accessed);
                dates.all(Period::is_sound)
            })
            && self.sides.iter().all(|(_, members)| members.iter().all(actor))
            && self.slices.iter().all(Period::is_sound)
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;
    use crate::check::DataChanged;
    use crate::model::{
        Citation, Claim, ClaimId, Details, Kind, MatchClass, Modality, Party, Quoted, RelationIx,
        SourceIx, Status, TextCard,
    };

    /// A shelf in memory, and what the check would give were it made anew.
    #[derive(Debug)]
    struct Memory {
        claims: Vec<u8>,
        anew: Option<Vec<Claim>>,
    }

    impl KeptShelf for Memory {
        fn read(&self, from: u64, length: usize) -> io::Result<Vec<u8>> {
            let from = usize::try_from(from).expect("a place in memory");
            let part = self.claims.get(from..).and_then(|rest| rest.get(..length));
            part.map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
        }

        fn anew(&self) -> Option<Vec<Claim>> {
            self.anew.clone()
        }
    }

    fn read(front: &[u8], claims: &[u8], anew: Option<Vec<Claim>>) -> Option<CheckedDataset> {
        let shelf = Memory { claims: claims.to_vec(), anew };
        Some(CheckedDataset::kept(front, Arc::new(shelf))?.0)
    }

    /// The front, the lists and claims together, and where the claims start.
    fn kept(dataset: &CheckedDataset) -> (Vec<u8>, Vec<u8>, usize) {
        let KeptBytes { front, lists, claims } = dataset.keep().expect("no draft");
        let starts = lists.len();
        (front, [lists, claims].concat(), starts)
    }

    fn claims(dataset: &CheckedDataset) -> Vec<Claim> {
        dataset.claims.iter().cloned().collect()
    }

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
                place: Some(if id == 1 {
                    Party::Named("Sirte".into())
                } else {
                    Party::Actor(ActorIx(0))
                }),
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
            claims: vec![claim(1, 0, 1, "2016-02~"), claim(2, 1, 0, "2014/..")].into(),
            sides: vec![("A's side".to_owned(), vec![ActorIx(0)])],
            slices: vec!["2017".parse().expect("a date")],
            draft: None,
        }
    }

    /// The same with so many claims that they fill several blocks.
    fn many() -> CheckedDataset {
        let few = dataset();
        let claim = |i: u64| Claim { id: ClaimId(i), ..few.claims.get((i % 2) as usize).clone() };
        CheckedDataset { claims: (0..500).map(claim).collect::<Vec<Claim>>().into(), ..few }
    }

    #[test]
    fn what_is_kept_comes_back() {
        for before in [dataset(), many()] {
            let (front, shelf, _) = kept(&before);
            let after = read(&front, &shelf, None).expect("its own bytes");
            assert_eq!(claims(&before), claims(&after));
            let scenes = |dataset: &CheckedDataset| -> Vec<Option<ActorIx>> {
                (0..dataset.claims.len()).map(|place| dataset.claims.scene(place)).collect()
            };
            assert_eq!(scenes(&before), scenes(&after));
            assert_eq!(scenes(&after)[..2], [None, Some(ActorIx(0))]);
            let without = |dataset: CheckedDataset| {
                format!("{:?}", CheckedDataset { claims: Vec::new().into(), ..dataset })
            };
            assert_eq!(without(before), without(after));
        }
    }

    #[test]
    fn a_draft_is_not_kept() {
        assert_eq!(CheckedDataset { draft: Some(1), ..dataset() }.keep(), None);
    }

    /// Bytes that are not those of a dataset give nothing, or something that ends no program.
    fn hold(front: &[u8], shelf: &[u8]) {
        let Some(dataset) = read(front, shelf, None) else { return };
        let claims = || claims(&dataset);
        let Ok(claims) = catch_unwind(AssertUnwindSafe(claims)) else { return };
        // A date that is none would end the program here.
        let mut dates = claims.iter().filter_map(|claim| claim.when);
        assert!(dates.all(|date| date.hull() != (None, None)));
    }

    #[test]
    fn other_bytes_give_nothing_or_what_holds_together() {
        let (front, shelf, starts) = kept(&dataset());
        for end in 0..front.len() {
            let part = &front[..end];
            assert!(read(part, &shelf, None).is_none(), "{end} bytes of {}", front.len());
        }
        for (place, bit) in (0..front.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
            let mut other = front.clone();
            other[place] ^= 1 << bit;
            hold(&other, &shelf);
        }
        for (place, bit) in (0..starts).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
            let mut other = shelf.clone();
            other[place] ^= 1 << bit;
            assert!(read(&front, &other, None).is_none(), "bit {bit} of byte {place} of the lists");
            let Front { actors, sources, index, .. } = bitcode::decode(&front).expect("a front");
            let meant = Front {
                actors: actors.into_iter().map(|run| run.summed_anew(&other)).collect(),
                sources: sources.summed_anew(&other),
                index: Index::summed_anew(index, &other),
                ..bitcode::decode(&front).expect("a front")
            };
            hold(&bitcode::encode(&meant), &other);
        }
    }

    #[test]
    fn a_broken_block_is_made_anew_and_nothing_is_answered_where_it_is_another() {
        let before = many();
        let (front, shelf, starts) = kept(&before);
        let whole = claims(&before);
        for place in (starts..shelf.len()).step_by(97) {
            let mut other = shelf.clone();
            other[place] ^= 4;
            let after = read(&front, &other, Some(whole.clone())).expect("the lists are whole");
            assert_eq!(claims(&after), whole);
            let half = read(&front, &shelf[..place], Some(whole.clone()));
            assert_eq!(claims(&half.expect("the lists are whole")), whole);
        }
        assert!(read(&front, &shelf[..starts - 1], Some(whole.clone())).is_none());
        let mut turned = whole.clone();
        turned.rotate_left(1);
        for anew in [None, Some(whole[1..].to_vec()), Some(turned)] {
            let after = read(&front, &shelf[..starts + 9], anew).expect("the lists are whole");
            let ended = catch_unwind(AssertUnwindSafe(|| claims(&after))).expect_err("no claims");
            assert!(ended.is::<DataChanged>());
        }
    }
}
