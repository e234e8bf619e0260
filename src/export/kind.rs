//! The kind of each edge, made unique for each pair, because Gephi merges two edges of the same kind between the
//! same two actors.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Edges;
use super::edge::All;

/// The kinds of edges, in their order: `support`, or `mutual contact` for a tie that holds both ways, because a
/// pair can have both; for a claim its relation: `arms`, and `arms 2` for the next one of the same pair.
pub(super) fn kinds<'v, 'g>(
    edges: All<'v, 'g>,
) -> impl Iterator<Item = Cow<'g, str>> + use<'v, 'g> {
    // Only counted, never listed.
    let mut counts = FxHashMap::default();
    let view = edges.view;
    (0..edges.len()).map(move |i| match edges.mode {
        Edges::Ties => {
            let (tie, family) = (&view.ties()[i], view.ties()[i].family.word());
            if tie.symmetric { Cow::Owned(format!("mutual {family}")) } else { family.into() }
        }
        Edges::Claims => {
            let at = &view.claims[i].at;
            let (a, b) = (at.claim.from, at.claim.to);
            let (a, b) = if at.relation.is_symmetric() { (a.min(b), a.max(b)) } else { (a, b) };
            let count = counts.entry((a, b, at.claim.relation)).or_insert(0_u32);
            *count += 1;
            let relation = at.relation.id.as_str();
            if *count > 1 { Cow::Owned(format!("{relation} {count}")) } else { relation.into() }
        }
    })
}
