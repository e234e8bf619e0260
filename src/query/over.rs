//! What a source tells of a wider tie against an answer: that all of it was over after the answer was last attested.
//!
//! Takes an answer; gives the claims that say so. How a tie stands is told by its own relation alone: "no longer backs"
//! ends no delivery of arms. Whoever asks whether somebody backs must still read both.

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

use super::scope::Force;
use super::selection::Answer;
use super::walk::Link;
use crate::graph::ClaimRef;
use crate::graph::standing::Standing;

impl<'g> Answer<'g> {
    /// Claims that say later, and of a wider relation, that all of a link was over. None, if the answer itself stands as over.
    pub fn told_over(&self) -> Vec<ClaimRef<'g>> {
        self.links.iter().flat_map(Link::told_over).collect()
    }
}

impl<'g> Link<'g> {
    /// The same of this link alone.
    pub(crate) fn told_over(&self) -> Vec<ClaimRef<'g>> {
        let holds =
            |force: Force| matches!(force, Force::Held(standing) if standing != Standing::Ended);
        let live = || self.ties.iter().filter(|tie| holds(tie.force));
        if live().any(|tie| tie.over.is_empty()) {
            return Vec::new();
        }
        let mut over: Vec<ClaimRef<'g>> = live().flat_map(|tie| &tie.over).copied().collect();
        over.sort_by_key(|at| at.place);
        over.dedup_by_key(|at| at.place);
        over
    }
}
