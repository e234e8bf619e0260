//! Who is for and against whom at one time, and who backs both who fight each other.
//!
//! Takes ties and a scope; gives support and hostility per pair, and what of it contradicts itself. Must not know denials
//! or ends.

use std::collections::BTreeMap;

use super::days::{Window, certain, meet};
use super::{Contradiction, ContradictionKind};
use crate::graph::standing::standing;
use crate::graph::{ClaimRef, Graph, Tie};
use crate::model::{ActorIx, Sign};
use crate::query::Scope;

/// The asserted support and hostility per directed pair and sign.
pub(super) type BySign<'g> = BTreeMap<(ActorIx, ActorIx, Sign), SignedClaims<'g>>;

/// Claims of one sign between a pair, and when they can hold.
pub(super) struct SignedClaims<'g> {
    claims: Vec<ClaimRef<'g>>,
    windows: Vec<Window>,
}

/// The asserted support and hostility that can hold at the time, per directed pair and sign. A
/// symmetric tie counts both ways.
pub(super) fn sides<'g>(graph: &'g Graph, scope: &Scope, ties: &[Tie<'g>]) -> BySign<'g> {
    let mut sides = BySign::new();
    for tie in ties {
        let relation = &graph.vocabulary()[tie.key.relation];
        if relation.sign == Sign::Neutral {
            continue;
        }
        let Some(account) = standing(tie, scope.when, scope.reach) else { continue };
        let asked = scope.when.at();
        let windows = certain(tie, &account.windows).into_iter();
        let windows = windows.filter_map(|window| window.within(asked));
        let windows: Vec<Window> = windows.collect();
        let (from, to) = (tie.key.from, tie.key.to);
        let turned = relation.is_symmetric().then_some((to, from));
        for (a, b) in std::iter::once((from, to)).chain(turned) {
            let side = sides
                .entry((a, b, relation.sign))
                .or_insert_with(|| SignedClaims { claims: Vec::new(), windows: Vec::new() });
            // Most pairs have one claim: for these a list takes no more than that.
            if side.claims.is_empty() {
                side.claims.reserve_exact(account.deciding.len());
                side.windows.reserve_exact(windows.len());
            }
            side.claims.extend(&account.deciding);
            if !account.deciding.is_empty() {
                side.windows.extend(&windows);
            }
        }
    }
    sides
}

/// Who is for and against one other at one time.
pub(super) fn opposite<'g>(graph: &'g Graph, sides: &BySign<'g>) -> Vec<Contradiction<'g>> {
    let mut found: Vec<Contradiction<'g>> = Vec::new();
    for ((from, to, sign), hostile) in sides {
        let Some(support) = sides.get(&(*from, *to, Sign::Positive)) else { continue };
        if *sign != Sign::Negative || meet(&hostile.windows, &support.windows).is_empty() {
            continue;
        }
        let symmetric =
            |side: &SignedClaims<'_>| side.claims.iter().all(|at| at.relation.is_symmetric());
        if all_spoken(&support.claims) && all_spoken(&hostile.claims) {
            continue;
        }
        // Two symmetric ties contradict each other both ways, which is once.
        if symmetric(hostile)
            && symmetric(support)
            && graph.actors()[to.index()].id < graph.actors()[from.index()].id
        {
            continue;
        }
        let claims = support.claims.iter().chain(&hostile.claims).copied().collect();
        found.push(Contradiction {
            sort: ContradictionKind::Opposite,
            actors: vec![*from, *to],
            claims,
        });
    }
    found
}

/// Whether none of the claims is an author's own word: speakers may well differ.
fn all_spoken(claims: &[ClaimRef<'_>]) -> bool {
    claims.iter().all(|at| !at.claim.details().said_by.is_empty())
}

/// Who backs both who fight each other: so many at most, and whether there are more.
pub(super) fn both_sides<'g>(
    sides: &BySign<'g>,
    about: &[ActorIx],
    most: usize,
) -> (Vec<Contradiction<'g>>, bool) {
    let mut backers: BTreeMap<ActorIx, BTreeMap<ActorIx, &SignedClaims<'g>>> = BTreeMap::new();
    for ((from, to, sign), side) in sides {
        if *sign == Sign::Positive {
            backers.entry(*to).or_default().insert(*from, side);
        }
    }
    let mut found: BTreeMap<(ActorIx, ActorIx, ActorIx), Vec<ClaimRef<'g>>> = BTreeMap::new();
    let mut is_cut = false;
    'fights: for ((a, b, sign), fight) in sides {
        let (Some(of_a), Some(of_b)) = (backers.get(a), backers.get(b)) else { continue };
        if *sign != Sign::Negative {
            continue;
        }
        for (backer, for_a) in of_a {
            let Some(for_b) = of_b.get(backer) else { continue };
            if !about.iter().all(|actor| [backer, a, b].contains(&actor))
                || meet(&meet(&for_a.windows, &for_b.windows), &fight.windows).is_empty()
            {
                continue;
            }
            let key = (*backer, *a.min(b), *a.max(b));
            // A fight that holds both ways is met twice: the second time it adds its claims to those of the first.
            if found.len() >= most && !found.contains_key(&key) {
                is_cut = true;
                break 'fights;
            }
            let entry = found.entry(key).or_default();
            for at in for_a.claims.iter().chain(&for_b.claims).chain(&fight.claims) {
                if !entry.iter().any(|known| known.place == at.place) {
                    entry.push(*at);
                }
            }
        }
    }
    let made = |((backer, a, b), claims)| Contradiction {
        sort: ContradictionKind::BothSides,
        actors: vec![backer, a, b],
        claims,
    };
    (found.into_iter().map(made).collect(), is_cut)
}
