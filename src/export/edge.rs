//! One edge of an export: a tie, with what its claims say put together.
//!
//! Takes a view and what is to become an edge, gives the edges in order. Must not know formats.

use std::borrow::Cow;

use super::Edges;
use crate::model::{Actor, Relation, Source};
use crate::view::{ClaimView, Tie, View};

/// A tie in its view.
pub(super) struct Edge<'v, 'g> {
    view: &'v View<'g>,
    pub(super) tie: Cow<'v, Tie>,
}

/// The edges of a view: ties in their order, or claims in theirs.
pub(super) fn edges<'v, 'g>(
    view: &'v View<'g>,
    edges: Edges,
) -> Box<dyn Iterator<Item = Edge<'v, 'g>> + 'v> {
    match edges {
        Edges::Ties => {
            Box::new(view.ties.iter().map(move |tie| Edge { view, tie: Cow::Borrowed(tie) }))
        }
        Edges::Claims => {
            Box::new(view.single_ties().map(move |tie| Edge { view, tie: Cow::Owned(tie) }))
        }
    }
}

impl<'v, 'g> Edge<'v, 'g> {
    pub(super) fn from(&self) -> &'g Actor {
        self.view.actors[self.tie.from]
    }

    pub(super) fn to(&self) -> &'g Actor {
        self.view.actors[self.tie.to]
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &'v ClaimView<'g>> {
        let view = self.view;
        self.tie.claims.iter().map(move |i| &view.claims[*i])
    }

    /// The claim, where the edge stands for one.
    pub(super) fn only_claim(&self) -> Option<&'v ClaimView<'g>> {
        match self.tie.claims[..] {
            [only] => Some(&self.view.claims[only]),
            _ => None,
        }
    }

    /// The sources of its claims, each once, in the claims' order.
    pub(super) fn sources(&self) -> Vec<&'g Source> {
        distinct(self.claims().map(|c| c.at.source))
    }

    /// The relations of its claims, each once, in the claims' order.
    pub(super) fn relations(&self) -> Vec<&'g Relation> {
        distinct(self.claims().map(|c| c.at.relation))
    }

    /// How many sources speak of it: what makes a line wide.
    pub(super) fn weight(&self) -> usize {
        self.sources().len()
    }
}

/// Each item once, where it first stands. Quadratic, but an edge has few of anything.
pub(super) fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}
