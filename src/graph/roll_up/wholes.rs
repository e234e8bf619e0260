//! Of whom each actor can be part at a time, before some actors are kept by themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Parents;
use super::away::Away;
use crate::graph::standing::{Standing, lifetime, standing};
use crate::graph::time::{Reach, When};
use crate::graph::{Admit, AtEnd, ClaimRef, Graph, Tie};
use crate::model::{ActorIx, Status};

/// The one whole of which each actor can be part at a time, before some actors are kept by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wholes {
    of: Vec<Option<ActorIx>>,
    away: Arc<Away>,
}

impl Wholes {
    /// Finds each actor's whole: along relations that roll up, asserted and holding at the time. An actor that can be
    /// part of two has none.
    pub fn of(graph: &Graph, when: When, reach: Reach) -> Self {
        let vocabulary = graph.vocabulary();
        let rolls_up = |ix| vocabulary[ix].spec.rolls_up;
        let mut found: Vec<BTreeSet<(bool, ActorIx)>> = vec![BTreeSet::new(); graph.actors().len()];
        let mut away = Away::default();
        for tie in graph.ties(Admit { relation: &rolls_up, sources: &[] }) {
            if let Some(newer) = holds(&tie, when, reach) {
                let mut elsewhere = bound_elsewhere(graph, &tie).into_iter();
                let stands = |other: Tie<'_>| {
                    standing(&other, when, reach).is_some_and(|account| account.present)
                };
                if elsewhere.any(stands) {
                    continue;
                }
                found[tie.key.from.index()].insert((!newer, tie.key.to));
                away.add(&tie, reach);
            }
        }
        let wholes = found.iter().map(|parents| {
            // What is attested at the time takes precedence over what was attested long ago.
            let newer = parents.first().map(|(older, _)| *older);
            let parents = parents.iter().filter(|(older, _)| Some(*older) == newer);
            let mut parents: Vec<ActorIx> = parents.map(|(_, parent)| *parent).collect();
            parents.dedup();
            match parents[..] {
                [only] => Some(only),
                _ => None,
            }
        });
        Wholes { of: wholes.collect(), away: Arc::new(away) }
    }

    /// Who is part of whom, without circles, if these actors and those that the dataset keeps stay by themselves.
    pub fn parents(&self, graph: &Graph, keep: &[ActorIx]) -> Parents {
        let kept = |i: usize| graph.actors()[i].keep || keep.contains(&ActorIx::from(i));
        let parents = self.of.iter().enumerate().map(|(i, whole)| whole.filter(|_| !kept(i)));
        let mut parents = Parents { of: parents.collect(), away: Arc::clone(&self.away) };
        parents.cut_circles();
        parents
    }

    /// Every actor that can be part of another, with that one.
    pub fn pairs(&self) -> impl Iterator<Item = (ActorIx, ActorIx)> {
        let pairs = self.of.iter().enumerate();
        pairs.filter_map(|(i, whole)| Some((ActorIx::from(i), (*whole)?)))
    }
}

/// Whether all that is said of a tie of structure is that it once was, nobody knows when.
fn is_once(tie: &Tie<'_>) -> bool {
    let mut asserted = tie.claims.iter().filter(|at| at.claim.modality.is_asserted()).peekable();
    let once = |at: &ClaimRef<'_>| at.claim.status == Status::Ended && at.claim.when.is_none();
    asserted.peek().is_some() && asserted.all(once)
}

/// The ties that bind an actor to others than a whole of which he once was part, nobody knows when: who leads the front
/// does not act for the government in which he once was a minister.
pub(super) fn bound_elsewhere<'g>(graph: &'g Graph, tie: &Tie<'_>) -> Vec<Tie<'g>> {
    if !is_once(tie) {
        return Vec::new();
    }
    let binds = |ix| graph.vocabulary()[ix].spec.binds;
    let mut others =
        graph.ties_at(tie.key.from, AtEnd::Acts, Admit { relation: &binds, sources: &[] });
    others.retain(|other| other.key.to != tie.key.to && !is_once(other));
    others
}

/// Whether a tie of structure holds at a time, and is attested at it: structure does not go stale, but
/// ends; a tie without a date always holds, within the lifetimes of its ends.
fn holds(tie: &Tie<'_>, when: When, reach: Reach) -> Option<bool> {
    let standing = standing(tie, when, reach).map(|account| account.standing);
    let always = |at: &ClaimRef<'_>| {
        let asserted = at.claim.modality.is_asserted() && at.claim.status != Status::Ended;
        asserted && at.claim.when.is_none() && when.at().overlaps(lifetime(at))
    };
    match standing {
        Some(Standing::Definite | Standing::Possible) => Some(true),
        Some(Standing::Stale | Standing::Undated) => Some(false),
        Some(Standing::NotYet | Standing::Ended) => None,
        Some(Standing::Said) | None => tie.claims.iter().any(always).then_some(false),
    }
}
