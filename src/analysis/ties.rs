//! Graph at a time -> ties: claims bundled per pair and family, with how the bundle stands.
//!
//! How certain a tie is, is worked out per exact relation and pair; a bundle is as certain as the
//! most certain relation in it, and holds the claims that decide that.

use std::collections::BTreeMap;

use crate::graph::time::{Certainty, Reach, When, certainty_of, touches};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Family, Modality, Sign};

/// All that is said, at a time, of one family of relations from one actor to another.
#[derive(Debug, Clone)]
pub struct Tie<'g> {
    /// The one who acts.
    pub from: ActorIx,
    /// The one acted on.
    pub to: ActorIx,
    /// What sort of tie.
    pub family: Family,
    /// Whether it holds both ways; its ends then stand in the actors' order.
    pub symmetric: bool,
    /// Whether it binds or divides when sides are found: only of what is asserted and holds.
    pub counts: Sign,
    /// How certain it is; `None` where no source asserts it.
    pub certainty: Option<Certainty>,
    /// The firmest modality among its claims.
    pub modality: Modality,
    /// The claims that decide, in the order of the files.
    pub claims: Vec<ClaimRef<'g>>,
}

/// Which claims are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'m> {
    /// The time asked about.
    pub when: When,
    /// How far a standing tie reaches beyond its attestations.
    pub reach: Reach,
    /// What is looked at beside what sources assert.
    pub include: &'m [Modality],
}

type Ends = (ActorIx, ActorIx);

/// The ties of a graph, sorted by from, to and family. Agents that a text does not name have none,
/// and what has ended is left out.
pub fn ties<'g>(graph: &'g Graph, scope: Scope<'_>) -> Vec<Tie<'g>> {
    let mut groups: BTreeMap<(Ends, Family, bool, u32), Vec<ClaimRef<'g>>> = BTreeMap::new();
    for at in graph.claims() {
        if at.from.id.is_unnamed() || at.to.id.is_unnamed() {
            continue;
        }
        let (a, b) = (at.claim.from, at.claim.to);
        let symmetric = at.relation.is_symmetric();
        let ends = if symmetric { (a.min(b), a.max(b)) } else { (a, b) };
        let key = (ends, at.relation.family, symmetric, at.claim.relation.0);
        groups.entry(key).or_default().push(at);
    }
    let mut bundles: BTreeMap<(Ends, Family, bool), Vec<Strand<'g>>> = BTreeMap::new();
    for ((ends, family, symmetric, _), claims) in groups {
        let strands = strands(claims, scope);
        bundles.entry((ends, family, symmetric)).or_default().extend(strands);
    }
    let tie = |((ends, family, symmetric), strands)| bundle(ends, family, symmetric, strands);
    bundles.into_iter().filter_map(tie).collect()
}

/// What is said of one relation between two actors; asserted, or else of no certainty.
struct Strand<'g> {
    certainty: Option<Certainty>,
    claims: Vec<ClaimRef<'g>>,
}

fn strands<'g>(claims: Vec<ClaimRef<'g>>, scope: Scope<'_>) -> Vec<Strand<'g>> {
    let mut strands = Vec::new();
    if let Some(standing) = certainty_of(&claims, scope.when, scope.reach)
        && standing.certainty != Certainty::Ended
    {
        let deciding = standing.claims.iter().map(|i| claims[*i]).collect();
        strands.push(Strand { certainty: Some(standing.certainty), claims: deciding });
    }
    let beside = |at: &ClaimRef<'_>| {
        let modality = at.claim.modality;
        !modality.is_asserted()
            && scope.include.contains(&modality)
            && touches(at, scope.when, scope.reach)
    };
    let beside: Vec<ClaimRef<'g>> = claims.into_iter().filter(beside).collect();
    if !beside.is_empty() {
        strands.push(Strand { certainty: None, claims: beside });
    }
    strands
}

fn bundle<'g>(
    (from, to): Ends,
    family: Family,
    symmetric: bool,
    strands: Vec<Strand<'g>>,
) -> Option<Tie<'g>> {
    let certainty = strands.iter().filter_map(|s| s.certainty).min();
    let holds = |c: Option<Certainty>| c.is_some_and(|c| c <= Certainty::Possible);
    // What holds is not mixed with what was last seen long ago.
    let current =
        |s: &&Strand<'g>| s.certainty.is_none() || !holds(certainty) || holds(s.certainty);
    let mut counts = Sign::Neutral;
    let mut claims: Vec<ClaimRef<'g>> = Vec::new();
    for strand in strands.iter().filter(current) {
        if holds(strand.certainty) {
            counts =
                strand.claims.iter().map(counted).find(|s| *s != Sign::Neutral).unwrap_or(counts);
        }
        claims.extend(&strand.claims);
    }
    claims.sort_by_key(|at| (at.claim.source, at.claim.citation.paragraph(), at.claim.id));
    let modality = claims.iter().map(|at| at.claim.modality).min()?;
    Some(Tie { from, to, family, symmetric, counts, certainty, modality, claims })
}

/// What a claim counts for when sides are found: its relation's sign, or that it binds.
fn counted(at: &ClaimRef<'_>) -> Sign {
    if at.relation.spec.binds { Sign::Positive } else { at.relation.sign }
}
