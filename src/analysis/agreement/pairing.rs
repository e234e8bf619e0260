//! Which claim of one coding corresponds to which of the other, within a unit that both have.
//!
//! Takes the claims of both; gives pairs, with each claim in at most one. Two claims that share neither
//! the relation nor the paragraph are not readings of the same words, and stay unpaired.
//!
//! The most similar are paired first. What counts most is the place: how many words of the text both quotes cover.
//! Then the relation counts, and paragraph, date, modality and status only decide between equals. The
//! relation does not come first, because alpha on pairs that were chosen for an equal relation would
//! flatter the coders.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::ClaimRef;

/// How alike two claims of one unit are: 0 where they can be no pair.
pub(super) fn likeness(a: &ClaimRef<'_>, b: &ClaimRef<'_>) -> u64 {
    let same_relation = a.relation.id == b.relation.id;
    let same_paragraph = a.claim.citation.paragraph() == b.claim.citation.paragraph();
    if !same_relation && !same_paragraph {
        return 0;
    }
    let same = [
        (same_relation, 1000),
        (same_paragraph, 500),
        (a.claim.when == b.claim.when, 200),
        (a.claim.modality == b.claim.modality, 100),
        (a.claim.status == b.claim.status, 50),
    ];
    1 + overlap(a, b) + same.iter().filter(|(same, _)| *same).map(|(_, weight)| weight).sum::<u64>()
}

/// How far two claims quote the same words: Dice's coefficient in two-thousandths.
pub(super) fn overlap(a: &ClaimRef<'_>, b: &ClaimRef<'_>) -> u64 {
    let (x, y) = (&a.claim.citation, &b.claim.citation);
    if x.paragraph() != y.paragraph() {
        return 0;
    }
    let length = |(from, to): (u32, u32)| (u64::from(to) + 1).saturating_sub(u64::from(from));
    let common = length((x.words().0.max(y.words().0), x.words().1.min(y.words().1)));
    4000 * common / (length(x.words()) + length(y.words())).max(1)
}

/// What is left of each list, by place.
pub(super) type Alone = [Vec<usize>; 2];

/// Pairs two lists, the likest first, each member in one pair at most; places in the lists. What has
/// a likeness of 0 is not a pair. Of equals, the earlier in the lists go first, so that the result is the
/// same whichever list is given first.
pub(super) fn pair<T>(
    a: &[T],
    b: &[T],
    likeness: impl Fn(&T, &T) -> u64,
) -> (Vec<(usize, usize)>, Alone) {
    let mut candidates = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let likeness = likeness(x, y);
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
    (pairs, free.map(|places| places.into_iter().collect()))
}
