//! Which ties are shown: what an editor would leave in.

use std::collections::{BTreeMap, BTreeSet};

use super::Choice;
use crate::analysis::sides::observers;
use crate::analysis::ties::Bond;
use crate::graph::origins::origins;
use crate::graph::standing::Standing;
use crate::graph::time::When;
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Family, Kind, Modality, Vocabulary};

/// The ties to show, and what is said of those that are not.
pub(super) struct Selected<'g> {
    pub(super) ties: Vec<Bond<'g>>,
    pub(super) stale_apart: Vec<String>,
    pub(super) left_out: usize,
}

/// Chooses among the ties of a graph.
pub(super) fn of<'g>(graph: &'g Graph, mut ties: Vec<Bond<'g>>, choice: &Choice) -> Selected<'g> {
    undated_from_later(&mut ties, choice);
    families(graph, &mut ties, choice);
    absorb(&mut ties);
    near(&mut ties, choice);
    let stale_apart = stale_apart(graph, &mut ties, choice);
    let left_out = bare_islands(&mut ties, choice) + limit(graph, &mut ties, choice);
    Selected { ties, stale_apart, left_out }
}

/// An undated event can have been at any time before its source, and so at the date of the picture
/// too; but a picture that shows it decades early misleads. What its source tells years later is
/// left out.
fn undated_from_later(ties: &mut Vec<Bond<'_>>, choice: &Choice) {
    let When::During(at) = choice.when() else { return };
    let last = choice.reach.after(at.last);
    let timely = |claim: &ClaimRef<'_>| {
        let published = claim.source.published.and_then(|p| p.hull().0);
        let undated = claim.relation.is_event() && claim.claim.when.is_none();
        !undated || published.is_none_or(|day| day <= last)
    };
    for tie in ties.iter_mut() {
        tie.claims.retain(timely);
    }
    ties.retain(|tie| !tie.claims.is_empty());
}

/// Leaves the families that are asked for, or those that a picture usually has.
fn families(graph: &Graph, ties: &mut Vec<Bond<'_>>, choice: &Choice) {
    let mut silent = observers(graph);
    silent.extend(&choice.exclude);
    ties.retain(|tie| !silent.contains(&tie.from) && !silent.contains(&tie.to));
    if !choice.families.is_empty() {
        ties.retain(|tie| choice.families.contains(&tie.family));
        return;
    }
    let ends = |tie: &Bond<'_>| (tie.from.min(tie.to), tie.from.max(tie.to));
    let weighty = |tie: &Bond<'_>| {
        matches!(tie.family, Family::Support | Family::Hostility | Family::Structure)
    };
    let joined: BTreeSet<_> = ties.iter().filter(|t| weighty(t)).map(ends).collect();
    let vocabulary = graph.vocabulary();
    for tie in ties.iter_mut().filter(|tie| tie.family == Family::Contact) {
        tie.claims.retain(|claim| is_meeting(claim, vocabulary));
    }
    ties.retain(|tie| {
        let meeting = tie.family == Family::Contact && !joined.contains(&ends(tie));
        !tie.claims.is_empty() && (weighty(tie) || meeting)
    });
}

/// Puts what holds both ways to what holds one way, of the same pair and family: one line says both.
fn absorb(ties: &mut Vec<Bond<'_>>) {
    type Key = (ActorIx, ActorIx, Family, bool);
    let key = |t: &Bond<'_>| -> Key { (t.from.min(t.to), t.from.max(t.to), t.family, is_stale(t)) };
    let mut directed: BTreeMap<Key, usize> = BTreeMap::new();
    for (i, tie) in ties.iter().enumerate().filter(|(_, tie)| !tie.symmetric) {
        directed.entry(key(tie)).or_insert(i);
    }
    for i in 0..ties.len() {
        let Some(host) = directed.get(&key(&ties[i])).filter(|_| ties[i].symmetric) else {
            continue;
        };
        let claims = std::mem::take(&mut ties[i].claims);
        let (modality, standing) = (ties[i].modality, ties[i].standing);
        let host = &mut ties[*host];
        host.claims.extend(claims);
        host.modality = host.modality.min(modality);
        host.standing = host.standing.min(standing);
    }
    ties.retain(|tie| !tie.claims.is_empty());
}

/// Contact is how alliances begin: who meets, visits or engages whom. To fear or to accuse is not.
fn is_meeting(claim: &ClaimRef<'_>, vocabulary: &Vocabulary) -> bool {
    let consults = |ix| vocabulary[ix].spec.plover.iter().any(|code| code == "CONSULT");
    vocabulary.ancestry(claim.claim.relation).any(consults)
}

/// Leaves only the ties between actors near the focus.
fn near(ties: &mut Vec<Bond<'_>>, choice: &Choice) {
    if choice.focus.is_empty() {
        return;
    }
    let mut reached: BTreeSet<ActorIx> = choice.focus.iter().copied().collect();
    for _ in 0..choice.depth {
        let next: Vec<ActorIx> = (ties.iter())
            .filter(|tie| reached.contains(&tie.from) || reached.contains(&tie.to))
            .flat_map(|tie| [tie.from, tie.to])
            .collect();
        let before = reached.len();
        reached.extend(next);
        if reached.len() == before {
            break;
        }
    }
    ties.retain(|tie| reached.contains(&tie.from) && reached.contains(&tie.to));
}

fn is_stale(tie: &Bond<'_>) -> bool {
    tie.standing == Standing::Stale
}

/// Takes out what was last seen too long ago, unless both ends are in the picture anyway; and names
/// it.
fn stale_apart(graph: &Graph, ties: &mut Vec<Bond<'_>>, choice: &Choice) -> Vec<String> {
    let mut current: BTreeSet<ActorIx> = choice.focus.iter().copied().collect();
    current.extend(ties.iter().filter(|t| !is_stale(t)).flat_map(|tie| [tie.from, tie.to]));
    let stays = |tie: &Bond<'_>| {
        !is_stale(tie) || (current.contains(&tie.from) && current.contains(&tie.to))
    };
    let label = |ix: ActorIx| graph.actors()[ix.index()].label();
    let mut apart: Vec<String> = (ties.iter())
        .filter(|tie| !stays(tie))
        .map(|tie| {
            let arrow = if tie.symmetric { "–" } else { "→" };
            let relation = tie.claims.first().map_or("", |at| at.relation.label.as_str());
            format!("{} {arrow} {} ({relation})", label(tie.from), label(tie.to))
        })
        .collect();
    apart.sort();
    ties.retain(stays);
    apart
}

/// Takes out those whom nothing but structure connects with each other and with nobody else: who
/// leads what, of those that neither help nor fight anybody. Gives how many.
fn bare_islands(ties: &mut Vec<Bond<'_>>, choice: &Choice) -> usize {
    if !choice.families.is_empty() || !choice.focus.is_empty() {
        return 0;
    }
    let mut alive: BTreeSet<ActorIx> = (ties.iter())
        .filter(|tie| tie.family != Family::Structure)
        .flat_map(|tie| [tie.from, tie.to])
        .collect();
    if alive.is_empty() {
        return 0;
    }
    loop {
        let before = alive.len();
        for tie in ties.iter() {
            if alive.contains(&tie.from) || alive.contains(&tie.to) {
                alive.extend([tie.from, tie.to]);
            }
        }
        if alive.len() == before {
            break;
        }
    }
    let all: BTreeSet<ActorIx> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
    ties.retain(|tie| alive.contains(&tie.from));
    all.difference(&alive).count()
}

/// Takes out the actors for whom there is no room, the one with the lightest ties first; gives how
/// many.
fn limit(graph: &Graph, ties: &mut Vec<Bond<'_>>, choice: &Choice) -> usize {
    let mut weights: BTreeMap<ActorIx, u32> = BTreeMap::new();
    let all: BTreeSet<ActorIx> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
    if all.len() <= choice.limit {
        return 0;
    }
    let mut tied: BTreeMap<ActorIx, Vec<(ActorIx, u32)>> = BTreeMap::new();
    for tie in ties.iter() {
        for (end, other) in [(tie.from, tie.to), (tie.to, tie.from)] {
            *weights.entry(end).or_default() += weight(graph, tie);
            tied.entry(end).or_default().push((other, weight(graph, tie)));
        }
    }
    // People known only as a sort tell a reader least.
    let rank = |ix: ActorIx, weight: u32| {
        let collective = graph.actors()[ix.index()].kind == Kind::Collective;
        (if collective { weight / 2 } else { weight }, ix)
    };
    // Those who can go, the lightest first: a graph can have far more than there is room for.
    let can_go = weights.iter().filter(|(ix, _)| !choice.focus.contains(ix));
    let mut light: BTreeSet<(u32, ActorIx)> = can_go.map(|(ix, w)| rank(*ix, *w)).collect();
    while weights.len() > choice.limit {
        let Some((_, lightest)) = light.pop_first() else { break };
        weights.remove(&lightest);
        // Whoever was tied only to it has nothing left to show.
        for (other, weight) in &tied[&lightest] {
            let Some(rest) = weights.get_mut(other) else { continue };
            let before = rank(*other, *rest);
            *rest = rest.saturating_sub(*weight);
            let after = *rest;
            if light.remove(&before) {
                if after > 0 {
                    light.insert(rank(*other, after));
                } else {
                    weights.remove(other);
                }
            }
        }
    }
    ties.retain(|tie| weights.contains_key(&tie.from) && weights.contains_key(&tie.to));
    all.len() - weights.len()
}

/// How much a tie says.
fn weight(graph: &Graph, tie: &Bond<'_>) -> u32 {
    let all = (graph.actors(), graph.sources());
    let origins = origins(all, tie.claims.iter().copied());
    let footing = match tie.modality {
        Modality::Factual => 4,
        modality if modality.is_asserted() => 3,
        _ => 2,
    };
    let family = match tie.family {
        Family::Support | Family::Hostility => 4,
        Family::Structure => 3,
        Family::Contact | Family::Presence => 2,
    };
    let footing = if is_stale(tie) { 1 } else { footing };
    footing * family * origins as u32
}
