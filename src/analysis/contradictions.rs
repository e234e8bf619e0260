//! Where sources disagree, or an actor backs both sides.
//!
//! Takes a graph and a scope; gives each disagreement with the claims of both sides: a denial beside
//! what it denies, support and hostility in one tie at one time, a tie called over by one and
//! attested later by another, and an actor that backs both sides of a fight. A tie that changes is
//! not a contradiction, so the claims must be able to hold at the same time.

mod days;
mod report;
mod sides;

use crate::graph::standing::{attested_after_ends, touches};
use crate::graph::{Admit, ClaimRef, Graph, Tie};
use crate::model::{ActorIx, Modality};
use crate::query::Scope;
use crate::query::time::When;

pub use report::report;

/// How claims contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ContradictionKind {
    /// One source says so, another denies it.
    Denied,
    /// One says support, another hostility.
    Opposite,
    /// One says it is over, another attests it later.
    Over,
    /// One actor backs two who fight each other.
    BothSides,
}

impl ContradictionKind {
    /// Every sort.
    pub const ALL: [ContradictionKind; 4] = [
        ContradictionKind::Denied,
        ContradictionKind::Opposite,
        ContradictionKind::Over,
        ContradictionKind::BothSides,
    ];

    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            ContradictionKind::Denied => "denied",
            ContradictionKind::Opposite => "opposite",
            ContradictionKind::Over => "over",
            ContradictionKind::BothSides => "both sides",
        }
    }
}

/// How many actors that back both sides of a fight are told of, unless the limit of a scope is greater. Where everybody
/// is tied to everybody, there are as many as actors times fights, which nobody reads.
pub const MOST_ON_BOTH_SIDES: usize = 10_000;

/// Disagreements, and whether there are more.
#[derive(Debug, Clone, Default)]
pub struct Contradictions<'g> {
    /// Those that were found, sorted by sort and actors.
    pub found: Vec<Contradiction<'g>>,
    /// After how many actors on both sides of a fight the search ended, if there are more of them.
    pub cut_at: Option<usize>,
}

/// One disagreement.
#[derive(Debug, Clone)]
pub struct Contradiction<'g> {
    /// How the claims contradict each other.
    pub sort: ContradictionKind,
    /// Those whom it is about: the ends of the tie, or the backer and the two sides.
    pub actors: Vec<ActorIx>,
    /// The claims, those of one side before those of the other.
    pub claims: Vec<ClaimRef<'g>>,
}

/// Every disagreement among the claims that a scope admits, sorted by sort and actors; with actors
/// given, those that are about all of them. Of those of the last sort there are [`MOST_ON_BOTH_SIDES`] at most, or as
/// many as the limit of the scope, if that is more; what is cut is said.
pub fn contradictions<'g>(
    graph: &'g Graph,
    scope: &Scope,
    about: &[ActorIx],
) -> Contradictions<'g> {
    let relation = |ix| scope.takes(ix);
    let ties = graph.ties(Admit { relation: &relation, sources: &scope.sources });
    let mut found: Vec<Contradiction<'g>> =
        ties.iter().flat_map(|tie| denied(tie, scope).into_iter().chain(over(tie))).collect();
    let sides = sides::sides(graph, scope, &ties);
    found.extend(sides::opposite(graph, &sides));
    found.retain(|c| about.iter().all(|actor| c.actors.contains(actor)));
    let most = scope.limit.unwrap_or(0).max(MOST_ON_BOTH_SIDES);
    let (both, is_cut) = sides::both_sides(&sides, about, most);
    found.extend(both);
    found.sort_by(|a, b| (a.sort, &a.actors, first(a)).cmp(&(b.sort, &b.actors, first(b))));
    Contradictions { found, cut_at: is_cut.then_some(most) }
}

fn first(contradiction: &Contradiction<'_>) -> usize {
    contradiction.claims.first().map_or(0, |at| at.place)
}

/// Denials of the very tie that somebody asserts. To deny something wider or narrower, or a plan, is
/// not a disagreement, nor is it one if both are only what quoted speakers say.
fn denied<'g>(tie: &Tie<'g>, scope: &Scope) -> Option<Contradiction<'g>> {
    let near = || tie.claims.iter().filter(|at| touches(at, scope.when, scope.reach)).copied();
    let denials: Vec<ClaimRef<'g>> =
        near().filter(|at| at.claim.modality == Modality::Denied).collect();
    let authored = |at: &ClaimRef<'_>| at.claim.details().said_by.is_empty();
    let deny = denials.iter().any(authored);
    let disagrees = |at: &ClaimRef<'_>| at.claim.modality.is_asserted() && (deny || authored(at));
    let mut claims: Vec<ClaimRef<'g>> = near().filter(disagrees).collect();
    if claims.is_empty() || denials.is_empty() {
        return None;
    }
    claims.extend(denials);
    Some(Contradiction {
        sort: ContradictionKind::Denied,
        actors: vec![tie.key.from, tie.key.to],
        claims,
    })
}

/// Claims that attest a tie after another says that it is over, and tell of no new start.
fn over<'g>(tie: &Tie<'g>) -> Vec<Contradiction<'g>> {
    let made = |(ended, later): (ClaimRef<'g>, Vec<ClaimRef<'g>>)| Contradiction {
        sort: ContradictionKind::Over,
        actors: vec![tie.key.from, tie.key.to],
        claims: std::iter::once(ended).chain(later).collect(),
    };
    attested_after_ends(tie).into_iter().map(made).collect()
}

/// The scope in which a whole dataset is searched: everything, at any time.
pub fn everything() -> Scope {
    Scope { when: When::Ever, ..Scope::default() }
}

#[cfg(test)]
mod tests;
