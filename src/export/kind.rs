//! The kind of each edge, made unique per pair, as Gephi wants it: it merges two edges from one
//! actor to another that are of one kind.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Edges;
use super::edge::Edge;
use crate::model::{ActorIx, RelationIx};

/// How often each relation has stood between two actors so far; only counted, never listed.
#[derive(Default)]
pub(super) struct Kinds(FxHashMap<(ActorIx, ActorIx, RelationIx), u32>);

impl Kinds {
    /// `support`, or `mutual contact` for what holds both ways, since a pair can have both; for a
    /// claim its relation: `arms`, and for the pair's next one `arms 2`.
    pub(super) fn next<'g>(&mut self, edge: &Edge<'_, 'g>, mode: Edges) -> Cow<'g, str> {
        let (tie, family) = (&edge.tie, edge.tie.family.word());
        match (mode, edge.only_claim()) {
            (Edges::Claims, Some(only)) => {
                let (claim, relation) = (only.at.claim, only.at.relation.id.as_str());
                let (a, b) = (claim.from, claim.to);
                let (a, b) = if tie.symmetric { (a.min(b), a.max(b)) } else { (a, b) };
                let count = self.0.entry((a, b, claim.relation)).or_insert(0);
                *count += 1;
                match *count {
                    1 => Cow::Borrowed(relation),
                    n => Cow::Owned(format!("{relation} {n}")),
                }
            }
            _ if tie.symmetric => Cow::Owned(format!("mutual {family}")),
            _ => Cow::Borrowed(family),
        }
    }
}
