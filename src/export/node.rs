//! One node of an export: an actor, with counts of its ties.
//!
//! Takes a view, gives its nodes in order. Must not know formats.

use rayon::prelude::*;

use crate::model::{Actor, Family};
use crate::view::{Mark, View};

/// An actor in its view.
pub(super) struct Node<'v, 'g> {
    pub(super) actor: &'g Actor,
    pub(super) mark: &'v Mark,
    /// The id of the place or state in which it lies.
    pub(super) within: Option<&'g str>,
    /// How many actors support it, according to asserted claims.
    pub(super) in_support: usize,
    /// How many actors it supports, according to asserted claims.
    pub(super) out_support: usize,
    /// How many ties it has, of any family.
    degree: u32,
}

impl Node<'_, '_> {
    /// How large it is drawn: the area grows with the number of its ties.
    pub(super) fn size(&self) -> f64 {
        8.0 * f64::from(self.degree + 1).sqrt()
    }
}

/// The actors of a view, in their order.
pub(super) fn nodes<'v, 'g>(view: &'v View<'g>) -> Vec<Node<'v, 'g>> {
    let mut degrees = vec![0_u32; view.actors.len()];
    // A pair can have two ties of support, if one of them holds both ways; the pair counts once.
    let mut support = Vec::new();
    for tie in view.ties() {
        degrees[tie.from] += 1;
        degrees[tie.to] += 1;
        if tie.family == Family::Support && tie.is_asserted() {
            support.push((tie.from, tie.to));
            if tie.symmetric {
                support.push((tie.to, tie.from));
            }
        }
    }
    support.par_sort_unstable();
    support.dedup();
    let (mut given, mut got) = (vec![0; degrees.len()], vec![0; degrees.len()]);
    for (from, to) in support {
        given[from] += 1;
        got[to] += 1;
    }
    (view.actors.iter().zip(&view.marks).enumerate())
        .map(|(i, (actor, mark))| Node {
            actor,
            mark,
            within: actor.within.map(|ix| view.actor_id(ix)),
            in_support: got[i],
            out_support: given[i],
            degree: degrees[i],
        })
        .collect()
}

/// How large each actor is drawn.
#[cfg(feature = "draw")]
pub(crate) fn node_sizes(view: &View<'_>) -> Vec<f64> {
    nodes(view).iter().map(Node::size).collect()
}
