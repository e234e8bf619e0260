//! Graph at a time -> bundles: ties per pair and family, with how the bundle stands.
//!
//! How a tie stands is worked out per exact relation and pair; a bundle stands as the firmest tie in
//! it, and holds the claims that show that, so that nothing weaker is printed with it.

use std::collections::BTreeMap;

use crate::graph::standing::{Account, Standing, standing};
use crate::graph::time::{Reach, When};
use crate::graph::{Admit, ClaimRef, Graph};
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

/// Which claims are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Bonds<'m> {
    /// The time asked about.
    pub when: When,
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// What is looked at beside what sources assert, where they assert nothing.
    pub include: &'m [Modality],
}

/// What the ties of one bundle have in common.
type Ends = (ActorIx, ActorIx, Family, bool);

/// The bundles of a graph, sorted by from, to and family. Agents that a text does not name have none,
/// and what has ended or not yet begun is left out.
pub fn ties<'g>(graph: &'g Graph, scope: Bonds<'_>) -> Vec<Bond<'g>> {
    let mut bundles: BTreeMap<Ends, Vec<(&'g Relation, Account<'g>)>> = BTreeMap::new();
    for tie in graph.ties(Admit::ALL) {
        // Whose acts are those of a whole is no actor beside it.
        if graph.is_part(tie.key.from) || graph.is_part(tie.key.to) {
            continue;
        }
        let Some(account) = standing(&tie, scope.when, scope.reach) else { continue };
        let relation = &graph.vocabulary()[tie.key.relation];
        let ends = (tie.key.from, tie.key.to, relation.family, relation.is_symmetric());
        bundles.entry(ends).or_default().push((relation, account));
    }
    bundles.into_iter().filter_map(|(ends, ties)| bundle(ends, ties, scope)).collect()
}

fn bundle<'g>(
    (from, to, family, symmetric): Ends,
    mut ties: Vec<(&'g Relation, Account<'g>)>,
    scope: Bonds<'_>,
) -> Option<Bond<'g>> {
    ties.sort_by_key(|(_, account)| (!account.present, account.standing, account.manner));
    let (_, firmest) = ties.first()?;
    let (mut standing, present) = (firmest.standing, firmest.present);
    let counts = ties.iter().filter(|(_, account)| account.present);
    let counts = counts.map(|(relation, _)| counted(relation)).find(|sign| *sign != Sign::Neutral);
    let shown = |account: &Account<'_>| match present {
        true => account.present,
        false => account.standing == Standing::Stale,
    };
    let mut claims: Vec<ClaimRef<'g>> = Vec::new();
    for (_, account) in ties.iter().filter(|(_, account)| shown(account)) {
        claims.extend(&account.deciding);
    }
    if claims.is_empty() {
        // Nobody asserts it of this time: what is only said stands for itself.
        let said = ties.iter().flat_map(|(_, account)| account.said.iter().chain(&account.denials));
        claims.extend(said.filter(|at| scope.include.contains(&at.claim.modality)));
        standing = Standing::Said;
    } else if !present {
        standing = Standing::Stale;
    }
    let modality = claims.first()?.claim.modality;
    let counts = counts.unwrap_or(Sign::Neutral);
    Some(Bond { from, to, family, symmetric, counts, standing, present, modality, claims })
}

/// What a present tie counts for when sides are found: its relation's sign, or that it binds.
fn counted(relation: &Relation) -> Sign {
    if relation.spec.binds { Sign::Positive } else { relation.sign }
}
