//! The claims of a checked dataset: in memory, or kept elsewhere and read when they are needed.
//!
//! Takes claims; or columns of what every search needs of all of them (ends, relation, modality), and a shelf from which
//! the rest is read, a block at a time. A block counts only if its checksum is right and it agrees with the columns;
//! otherwise the shelf is asked to make the claims again. Must not know where the shelf is.

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

use std::fmt;
use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};
use std::thread;

use bitcode::{Decode, Encode};
use rayon::prelude::*;

use super::shelf::{KeptShelf, Run};
use crate::model::{ActorIx, Claim, Modality, Party, RelationIx, SourceIx};

/// How many claims are in one block. A block is read and verified as a whole: claims of one block are often needed
/// together, and verifying each by itself would be more work than reading it.
pub(super) const A_BLOCK: usize = 64;

/// What a thread unwinds with if kept claims are broken and the files from which they were made have changed: no
/// answer could be right for both.
#[derive(Debug, Clone, Copy)]
pub struct DataChanged;

/// The claims of a dataset, in the order of its files.
#[derive(Debug, Clone)]
pub enum Claims {
    /// In memory.
    All(Vec<Claim>),
    /// On a shelf, read when needed.
    Late(Arc<Late>),
}

impl From<Vec<Claim>> for Claims {
    fn from(claims: Vec<Claim>) -> Self {
        Claims::All(claims)
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "whoever asks for a claim has its place from `len`, or from a graph made of these claims"
)]
impl Claims {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Claims::All(claims) => claims.len(),
            Claims::Late(late) => late.columns.relation.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A claim by its index.
    pub fn get(&self, place: usize) -> &Claim {
        match self {
            Claims::All(claims) => &claims[place],
            Claims::Late(late) => late.get(place),
        }
    }

    /// Every claim, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// Who acts in a claim, and who is acted on.
    pub fn ends(&self, place: usize) -> (ActorIx, ActorIx) {
        match self {
            Claims::All(claims) => (claims[place].from, claims[place].to),
            Claims::Late(late) => {
                (ActorIx(late.columns.from[place]), ActorIx(late.columns.to[place]))
            }
        }
    }

    /// The relation of a claim.
    pub fn relation(&self, place: usize) -> RelationIx {
        match self {
            Claims::All(claims) => claims[place].relation,
            Claims::Late(late) => RelationIx(late.columns.relation[place]),
        }
    }

    /// How the source of a claim puts it.
    pub fn modality(&self, place: usize) -> Modality {
        match self {
            Claims::All(claims) => claims[place].modality,
            Claims::Late(late) => late.columns.modality[place],
        }
    }

    /// The actor that a claim names as the place of what happened.
    pub fn scene(&self, place: usize) -> Option<ActorIx> {
        match self {
            Claims::All(claims) => scene(&claims[place]),
            Claims::Late(late) => late.columns.scene(place),
        }
    }
}

fn scene(claim: &Claim) -> Option<ActorIx> {
    match claim.details().place {
        Some(Party::Actor(ix)) => Some(ix),
        _ => None,
    }
}

/// The lengths of the lists into which claims point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) actors: usize,
    pub(super) sources: usize,
    pub(super) relations: usize,
}

impl Bounds {
    pub(super) fn actor(self, ix: ActorIx) -> bool {
        ix.index() < self.actors
    }

    pub(super) fn source(self, ix: SourceIx) -> bool {
        ix.index() < self.sources
    }

    /// Whether every index in a claim is valid, and every date is a date.
    fn hold(self, claim: &Claim) -> bool {
        let more = claim.details();
        let parties = more.said_by.iter().chain(&more.cited_by).chain(&more.through);
        let party = |party: &Party| match party {
            Party::Actor(ix) => self.actor(*ix),
            Party::Named(_) | Party::Unnamed => true,
        };
        self.source(claim.source)
            && claim.when.is_none_or(|when| when.is_sound())
            && more.intended.is_none_or(|when| when.is_sound())
            && parties.chain(&more.place).all(party)
            && more.against.iter().all(|ix| self.actor(*ix))
    }
}

/// What searches need of all claims, by index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    from: Vec<u32>,
    to: Vec<u32>,
    relation: Vec<u32>,
    modality: Vec<Modality>,
    /// Where what happened took place, of the few claims that name an actor for it, in their order.
    scenes: Vec<(u32, u32)>,
}

impl Columns {
    fn of(claims: &Claims) -> Self {
        let places = || 0..claims.len();
        Columns {
            from: places().map(|place| claims.ends(place).0.0).collect(),
            to: places().map(|place| claims.ends(place).1.0).collect(),
            relation: places().map(|place| claims.relation(place).0).collect(),
            modality: places().map(|place| claims.modality(place)).collect(),
            scenes: (0..)
                .zip(places())
                .filter_map(|(at, place)| Some((at, claims.scene(place)?.0)))
                .collect(),
        }
    }

    fn scene(&self, place: usize) -> Option<ActorIx> {
        let at = self.scenes.binary_search_by_key(&place, |(at, _)| *at as usize).ok()?;
        self.scenes.get(at).map(|(_, actor)| ActorIx(*actor))
    }

    /// Whether they have the same length, and every index in them is valid.
    fn hold_together(&self, bounds: Bounds) -> bool {
        let count = self.relation.len();
        let ends = self.from.iter().zip(&self.to);
        [self.from.len(), self.to.len(), self.modality.len()] == [count; 3]
            && ends.clone().all(|(from, to)| from != to && bounds.actor(ActorIx(*from.max(to))))
            && self.relation.iter().all(|relation| (*relation as usize) < bounds.relations)
            && self.scenes.is_sorted_by(|a, b| a.0 < b.0)
            && self
                .scenes
                .iter()
                .all(|(at, actor)| (*at as usize) < count && bounds.actor(ActorIx(*actor)))
    }

    fn agree(&self, place: usize, claim: &Claim) -> bool {
        self.from.get(place) == Some(&claim.from.0)
            && self.to.get(place) == Some(&claim.to.0)
            && self.relation.get(place) == Some(&claim.relation.0)
            && self.modality.get(place) == Some(&claim.modality)
            && self.scene(place) == scene(claim)
    }
}

/// Where claims are on the shelf.
#[derive(Debug, Clone)]
pub(super) struct Index {
    columns: Columns,
    /// The index in the dataset, by the position on the shelf.
    order: Vec<u32>,
    /// The length of each block, and its CRC-32.
    blocks: Vec<(u32, u32)>,
}

/// Where the runs of bytes are that make up an index: they are read on all cores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(super) struct IndexRuns {
    from: Run,
    to: Run,
    relation: Run,
    modality: Run,
    scenes: Run,
    order: Run,
    blocks: Run,
}

impl Index {
    /// As runs of bytes, put behind those that are there.
    pub(super) fn keep(&self, shelf: &mut Vec<u8>) -> IndexRuns {
        IndexRuns {
            from: Run::put(&self.columns.from, shelf),
            to: Run::put(&self.columns.to, shelf),
            relation: Run::put(&self.columns.relation, shelf),
            modality: Run::put(&self.columns.modality, shelf),
            scenes: Run::put(&self.columns.scenes, shelf),
            order: Run::put(&self.order, shelf),
            blocks: Run::put(&self.blocks, shelf),
        }
    }

    /// See [`Run::summed_anew`].
    #[cfg(test)]
    pub(super) fn summed_anew(runs: IndexRuns, shelf: &[u8]) -> IndexRuns {
        let anew = |run: Run| run.summed_anew(shelf);
        IndexRuns {
            from: anew(runs.from),
            to: anew(runs.to),
            relation: anew(runs.relation),
            modality: anew(runs.modality),
            scenes: anew(runs.scenes),
            order: anew(runs.order),
            blocks: anew(runs.blocks),
        }
    }

    /// The index, if all its runs are whole.
    pub(super) fn kept(runs: &IndexRuns, shelf: &dyn KeptShelf) -> Option<Self> {
        let ends = || rayon::join(|| runs.from.get(shelf), || runs.to.get(shelf));
        let others = || (runs.relation.get(shelf), runs.modality.get(shelf));
        let where_it_is = || (runs.order.get(shelf), runs.blocks.get(shelf));
        let ((from, to), ((relation, modality), (order, blocks))) =
            rayon::join(ends, || rayon::join(others, where_it_is));
        let scenes = runs.scenes.get(shelf)?;
        let (from, to, relation, modality) = (from?, to?, relation?, modality?);
        let columns = Columns { from, to, relation, modality, scenes };
        Some(Index { columns, order: order?, blocks: blocks? })
    }
}

/// Claims as they are put on a shelf, with the index by which they are found there. Claims of some relations come first:
/// those that are always needed together. The others are grouped by the busier of their ends, so that the claims of
/// an actor are in a few blocks of its own, or with partners that have many.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "what is written is a checked dataset, whose claims point into its lists; it has fewer than 2^32"
)]
pub(super) fn shelved(claims: &Claims, actors: usize, is_first: &[bool]) -> (Index, Vec<u8>) {
    let columns = Columns::of(claims);
    let mut busy = vec![0_u32; actors];
    for actor in columns.from.iter().chain(&columns.to) {
        busy[*actor as usize] += 1;
    }
    let key = |place: &u32| {
        let at = *place as usize;
        let (from, to) = (columns.from[at], columns.to[at]);
        let first = (busy[from as usize], from).max((busy[to as usize], to)).1;
        (!is_first[columns.relation[at] as usize], first, *place)
    };
    let count = u32::try_from(claims.len()).expect("fewer claims than 2^32");
    let mut order: Vec<u32> = (0..count).collect();
    order.par_sort_by_cached_key(key);
    let block = |places: &[u32]| {
        let claims = places.iter().map(|place| claims.get(*place as usize).clone());
        bitcode::encode(&claims.collect::<Vec<Claim>>())
    };
    let encoded: Vec<Vec<u8>> = order.par_chunks(A_BLOCK).map(block).collect();
    let sum = |block: &Vec<u8>| {
        let length = u32::try_from(block.len()).expect("64 claims fill no four gigabytes");
        (length, crc32fast::hash(block))
    };
    let blocks = encoded.iter().map(sum).collect();
    (Index { columns, order, blocks }, encoded.concat())
}

/// Claims that are read when asked for.
pub struct Late {
    columns: Columns,
    /// The position on the shelf, by the index in the dataset.
    shelved: Vec<u32>,
    order: Vec<u32>,
    /// Where each block starts, its length and its checksum.
    blocks: Vec<(u64, u32, u32)>,
    /// Where on the shelf the first claim starts.
    starts: u64,
    shelf: Arc<dyn KeptShelf>,
    bounds: Bounds,
    /// Blocks that were read; an empty one is broken.
    read: Vec<OnceLock<Box<[Claim]>>>,
    anew: OnceLock<Vec<Claim>>,
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Late").field("claims", &self.order.len()).finish_non_exhaustive()
    }
}

impl Late {
    /// The claims of an index, the first of which starts there on the shelf. `None` if it is inconsistent.
    #[expect(clippy::arithmetic_side_effects, reason = "a sum of lengths that have 32 bits each")]
    pub(super) fn new(
        index: Index,
        starts: u64,
        shelf: Arc<dyn KeptShelf>,
        bounds: Bounds,
    ) -> Option<Self> {
        let Index { columns, order, blocks } = index;
        let count = columns.relation.len();
        let whole = order.len() == count && blocks.len() == count.div_ceil(A_BLOCK);
        if !whole || !columns.hold_together(bounds) {
            return None;
        }
        let mut shelved = vec![u32::MAX; count];
        for (at, place) in (0..).zip(&order) {
            *shelved.get_mut(*place as usize)? = at;
        }
        if shelved.contains(&u32::MAX) {
            return None;
        }
        let mut from = starts;
        let placed = blocks.into_iter().map(|(length, sum)| {
            from += u64::from(length);
            (from - u64::from(length), length, sum)
        });
        let blocks = placed.collect();
        let read = std::iter::repeat_with(OnceLock::new).take(count.div_ceil(A_BLOCK)).collect();
        let anew = OnceLock::new();
        Some(Late { columns, shelved, order, blocks, starts, shelf, bounds, read, anew })
    }

    /// Where on the shelf the last claim ends.
    #[expect(clippy::arithmetic_side_effects, reason = "a sum of lengths that have 32 bits each")]
    pub(super) fn end(&self) -> u64 {
        self.blocks.last().map_or(self.starts, |(from, length, _)| from + u64::from(*length))
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the order is that of all places, and there are as many blocks as it fills (`new`)"
    )]
    fn get(&self, place: usize) -> &Claim {
        let at = self.shelved[place] as usize;
        let block = self.read[at / A_BLOCK].get_or_init(|| self.block(at / A_BLOCK));
        block.get(at % A_BLOCK).unwrap_or_else(|| &self.anew()[place])
    }

    fn block(&self, number: usize) -> Box<[Claim]> {
        let read = || -> Option<Vec<Claim>> {
            let (from, length, sum) = *self.blocks.get(number)?;
            let bytes = self.shelf.read(from, length as usize).ok()?;
            if crc32fast::hash(&bytes) != sum {
                return None;
            }
            let claims: Vec<Claim> = bitcode::decode(&bytes).ok()?;
            let places = self.order.chunks(A_BLOCK).nth(number)?;
            let agree = |(place, claim): (&u32, &Claim)| {
                self.columns.agree(*place as usize, claim) && self.bounds.hold(claim)
            };
            (claims.len() == places.len() && places.iter().zip(&claims).all(agree))
                .then_some(claims)
        };
        read().unwrap_or_default().into_boxed_slice()
    }

    /// The claims, made again on threads of their own, because all threads of the caller may be waiting for them. If they
    /// have changed, everything answered so far may be wrong.
    fn anew(&self) -> &[Claim] {
        self.anew.get_or_init(|| {
            let agree = |claims: &Vec<Claim>| {
                let agree = |(place, claim)| self.columns.agree(place, claim);
                claims.len() == self.order.len() && claims.iter().enumerate().all(agree)
            };
            let anew =
                || rayon::ThreadPoolBuilder::new().build().ok()?.install(|| self.shelf.anew());
            let made = thread::scope(|scope| scope.spawn(anew).join());
            match made.unwrap_or_else(|panic| resume_unwind(panic)).filter(agree) {
                Some(claims) => claims,
                None => resume_unwind(Box::new(DataChanged)),
            }
        })
    }
}
