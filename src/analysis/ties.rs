//! Graph at a time -> bundles: the ties of one pair and family, with how the bundle stands.
//!
//! How a tie stands is worked out for each exact relation and pair; a bundle stands like the firmest tie in
//! it, and holds the claims that show that, so that no weaker claim is printed with it.

use std::collections::BTreeMap;

use crate::graph::standing::{Account, Standing, standing};
use crate::graph::time::{Reach, When};
use crate::graph::{Admit, ClaimRef, Graph, Tie};
use crate::model::{ActorIx, Family, Modality, Relation, Sign};

/// All that is said, at a time, of one family of relations from one actor to another.
#[derive(Debug, Clone)]
pub struct Bond<'g> {
    /// The one who acts.
    pub from: ActorIx,
    /// The one acted on.
    pub to: ActorIx,
    /// What sort of tie.
    pub family: Family,
    /// Whether it holds both ways; its ends then stand in the actors' order.
    pub symmetric: bool,
    /// Whether it binds or divides when sides are found: only of what is present.
    pub counts: Sign,
    /// How it stands.
    pub standing: Standing,
    /// Whether it is present.
    pub present: bool,
    /// The firmest manner of its claims; that of the first of them.
    pub modality: Modality,
    /// The claims that show how it stands, the firmest first.
    pub claims: Vec<ClaimRef<'g>>,
}

/// What the ties of one bundle have in common.
type Ends = (ActorIx, ActorIx, Family, bool);

/// A tie with how it stands.
type Stands<'g> = (&'g Relation, Account<'g>);

/// The bundles of a graph, sorted by from, to and family. Agents that a text does not name have none,
/// and what nobody asserts of the time is left out, as is what has ended or not yet begun.
pub fn ties(graph: &Graph, when: When, reach: Reach) -> Vec<Bond<'_>> {
    let ties = graph.ties(Admit::ALL);
    let mut bonds = Vec::new();
    // Pair by pair, as the ties are sorted: how all of them stand would take several times what they are.
    for pair in ties.chunk_by(|a, b| (a.key.from, a.key.to) == (b.key.from, b.key.to)) {
        bonds.extend(between(graph, pair, when, reach));
    }
    bonds
}

/// The bundles of one pair.
fn between<'g>(
    graph: &'g Graph,
    pair: &[Tie<'g>],
    when: When,
    reach: Reach,
) -> impl Iterator<Item = Bond<'g>> {
    let mut bundles: BTreeMap<Ends, Vec<Stands<'g>>> = BTreeMap::new();
    for tie in pair {
        // Whose acts are those of a whole is not an actor beside it.
        if graph.is_part(tie.key.from) || graph.is_part(tie.key.to) {
            continue;
        }
        let Some(account) = standing(tie, when, reach) else { continue };
        let relation = &graph.vocabulary()[tie.key.relation];
        let ends = (tie.key.from, tie.key.to, relation.family, relation.is_symmetric());
        bundles.entry(ends).or_default().push((relation, account));
    }
    bundles.into_iter().filter_map(|(ends, ties)| bundle(ends, ties))
}

fn bundle<'g>((from, to, family, symmetric): Ends, mut ties: Vec<Stands<'g>>) -> Option<Bond<'g>> {
    ties.sort_by_key(|(_, account)| (!account.present, account.standing, account.manner));
    let (_, firmest) = ties.first()?;
    let present = firmest.present;
    let standing = if present { firmest.standing } else { Standing::Stale };
    let counts = ties.iter().filter(|(_, account)| account.present);
    let counts = counts.map(|(relation, _)| counted(relation)).find(|sign| *sign != Sign::Neutral);
    let shown = |account: &Account<'_>| match present {
        true => account.present,
        false => account.standing == Standing::Stale,
    };
    let deciding = || ties.iter().filter(|(_, account)| shown(account)).map(|(_, a)| &a.deciding);
    let mut claims: Vec<ClaimRef<'g>> = Vec::with_capacity(deciding().map(Vec::len).sum());
    claims.extend(deciding().flatten());
    // What nobody asserts of this time has no claims.
    let modality = claims.first()?.claim.modality;
    let counts = counts.unwrap_or(Sign::Neutral);
    Some(Bond { from, to, family, symmetric, counts, standing, present, modality, claims })
}

/// What a present tie counts for when sides are found: its relation's sign, or that it binds.
fn counted(relation: &Relation) -> Sign {
    if relation.spec.binds { Sign::Positive } else { relation.sign }
}
