//! Which claim of one coding is which of the other, within a unit that both have.
//!
//! Takes the claims of both; gives pairs, each claim in one at most. Two claims that share neither
//! the relation nor the paragraph are not the same reading of anything, and stay alone. Claims of other
//! families or directions are the same reading only where they quote the same words ([`Bond`]).
//!
//! The likest go first. What counts most is the place: how many words of the text both quotes cover.
//! Then the relation, and only to settle what is left paragraph, date, modality and status. The
//! relation does not come first, because alpha on pairs that were chosen for an equal relation would
//! flatter the coders.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::ClaimRef;

/// What two claims must have in common to be a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// The relation or the paragraph.
    Claim,
    /// Words of the text.
    Words,
}

/// How alike two claims are: 0 where they can be no pair.
fn likeness(a: &ClaimRef<'_>, b: &ClaimRef<'_>, bond: Bond) -> u64 {
    let (x, y) = (&a.claim.citation, &b.claim.citation);
    let same_relation = a.relation.id == b.relation.id;
    let same_paragraph = x.paragraph == y.paragraph;
    let length = |(from, to): (u32, u32)| u64::from((to + 1).saturating_sub(from));
    let common = (x.words.0.max(y.words.0), x.words.1.min(y.words.1));
    let common = if same_paragraph { length(common) } else { 0 };
    let bound = match bond {
        Bond::Claim => same_relation || same_paragraph,
        Bond::Words => common > 0,
    };
    if !bound {
        return 0;
    }
    // Dice's coefficient, in thousandths, doubled.
    let overlap = (4000 * common) / (length(x.words) + length(y.words)).max(1);
    let same = [
        (same_relation, 1000),
        (same_paragraph, 500),
        (a.claim.when == b.claim.when, 200),
        (a.claim.modality == b.claim.modality, 100),
        (a.claim.status == b.claim.status, 50),
    ];
    1 + overlap + same.iter().filter(|(same, _)| *same).map(|(_, weight)| weight).sum::<u64>()
}

/// Pairs the claims; what is left of each coding comes with the pairs. Of equals, the earlier in the
/// lists go first, so that the result is the same whichever coding is given first.
pub(super) fn pair<'g>(
    a: &[ClaimRef<'g>],
    b: &[ClaimRef<'g>],
    bond: Bond,
) -> (Vec<(ClaimRef<'g>, ClaimRef<'g>)>, [Vec<ClaimRef<'g>>; 2]) {
    let mut candidates = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let likeness = likeness(x, y, bond);
            if likeness > 0 {
                candidates.push((Reverse(likeness), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let mut free: [BTreeSet<usize>; 2] = [(0..a.len()).collect(), (0..b.len()).collect()];
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if free[0].contains(&i) && free[1].contains(&j) {
            free[0].remove(&i);
            free[1].remove(&j);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    let pairs = pairs.into_iter().map(|(i, j)| (a[i], b[j])).collect();
    let left = [free[0].iter().map(|i| a[*i]).collect(), free[1].iter().map(|j| b[*j]).collect()];
    (pairs, left)
}
