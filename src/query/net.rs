//! The ties of an actor at the time asked about, under the filters of a question.
//!
//! Takes a graph and a scope; gives each actor's ties, worked out when first needed. One tie is all
//! claims of one relation between one pair. The stand-in for unnamed agents has none: it is nobody,
//! so it joins nothing. Must not know patterns.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::expr::{Direction, RelationSet};
use super::scope::{Force, Scope};
use super::time::{Certainty, certainty_of, touches};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Date, Modality, RelationIx};

/// All claims of one relation between one pair, and how they stand.
#[derive(Debug, Clone)]
pub struct Tie<'g> {
    /// The relation.
    pub relation: RelationIx,
    /// How the tie stands, or how it is put where no claim asserts it.
    pub force: Force,
    /// Whether somebody's report alone makes it definite.
    pub reported: bool,
    /// The claims that decide it, in the order of the files.
    pub claims: Vec<ClaimRef<'g>>,
    /// Claims that deny it.
    pub denials: Vec<ClaimRef<'g>>,
    /// When it can have held, whatever was asked: first and last days, in order.
    pub windows: Vec<(Date, Date)>,
    /// The last day on which it was attested, if any is known.
    pub last_seen: Option<Date>,
}

/// A tie as one of its ends sees it.
#[derive(Debug, Clone)]
pub(super) struct Spoke<'g> {
    pub(super) other: ActorIx,
    /// Forward where this end acts; a symmetric tie has a spoke each way.
    pub(super) direction: Direction,
    pub(super) tie: Rc<Tie<'g>>,
}

/// The claims of one relation, in the order of the files.
type ByRelation<'g> = (RelationIx, Vec<ClaimRef<'g>>);

/// All ties from one actor to another that a step can take.
#[derive(Debug, Clone)]
pub(super) struct Hop<'g> {
    pub(super) other: ActorIx,
    pub(super) force: Force,
    pub(super) ties: Vec<Rc<Tie<'g>>>,
    pub(super) windows: Vec<(Date, Date)>,
}

/// The graph as a question sees it.
pub(super) struct Net<'g, 's> {
    pub(super) graph: &'g Graph,
    pub(super) scope: &'s Scope,
    spokes: RefCell<HashMap<ActorIx, Rc<Vec<Spoke<'g>>>>>,
}

impl<'g, 's> Net<'g, 's> {
    pub(super) fn new(graph: &'g Graph, scope: &'s Scope) -> Self {
        Net { graph, scope, spokes: RefCell::default() }
    }

    /// Where a step leads from an actor, sorted by the actor at its other end.
    pub(super) fn hops(
        &self,
        from: ActorIx,
        relations: &RelationSet,
        direction: Direction,
    ) -> Vec<Hop<'g>> {
        let mut hops: BTreeMap<ActorIx, Hop<'g>> = BTreeMap::new();
        for spoke in self.spokes(from).iter() {
            if spoke.direction != direction || !relations.contains(spoke.tie.relation) {
                continue;
            }
            let hop = hops.entry(spoke.other).or_insert_with(|| Hop {
                other: spoke.other,
                force: spoke.tie.force,
                ties: Vec::new(),
                windows: Vec::new(),
            });
            hop.force = hop.force.min(spoke.tie.force);
            hop.ties.push(Rc::clone(&spoke.tie));
        }
        let mut hops: Vec<Hop<'g>> = hops.into_values().collect();
        for hop in &mut hops {
            hop.ties.sort_by_key(|tie| (tie.force, tie.relation));
            hop.windows = hop.ties.iter().flat_map(|tie| tie.windows.iter().copied()).collect();
            hop.windows.sort_unstable();
        }
        hops
    }

    /// Every tie of an actor.
    pub(super) fn spokes(&self, actor: ActorIx) -> Rc<Vec<Spoke<'g>>> {
        if let Some(known) = self.spokes.borrow().get(&actor) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find(actor));
        self.spokes.borrow_mut().insert(actor, Rc::clone(&found));
        found
    }

    fn find(&self, actor: ActorIx) -> Vec<Spoke<'g>> {
        if self.graph.actors()[actor.index()].id.is_unnamed() {
            return Vec::new();
        }
        let mut groups: BTreeMap<(ActorIx, Direction, RelationIx), Vec<ClaimRef<'g>>> =
            BTreeMap::new();
        let ends = [
            (Direction::Forward, self.graph.claims_from(actor)),
            (Direction::Backward, self.graph.claims_to(actor)),
        ];
        for (way, claims) in ends {
            for at in claims {
                let (other, named) = match way {
                    Direction::Forward => (at.claim.to, at.to),
                    Direction::Backward => (at.claim.from, at.from),
                };
                if named.id.is_unnamed() || !self.scope.admits(&at) {
                    continue;
                }
                let way = if at.relation.is_symmetric() { Direction::Forward } else { way };
                groups.entry((other, way, at.claim.relation)).or_default().push(at);
            }
        }
        let mut sorted: BTreeMap<(ActorIx, Direction), Vec<ByRelation<'g>>> = BTreeMap::new();
        for ((other, way, relation), mut claims) in groups {
            // A symmetric tie's claims come from both lists.
            claims.sort_by_key(|at| at.place);
            sorted.entry((other, way)).or_default().push((relation, claims));
        }
        let mut spokes = Vec::new();
        for ((other, way), relations) in &sorted {
            for (relation, claims) in relations {
                let Some(mut tie) = self.tie(*relation, claims) else { continue };
                tie.denials = self.denials(*relation, relations);
                let tie = Rc::new(tie);
                if self.graph.vocabulary()[*relation].is_symmetric() {
                    let tie = Rc::clone(&tie);
                    spokes.push(Spoke { other: *other, direction: Direction::Backward, tie });
                }
                spokes.push(Spoke { other: *other, direction: *way, tie });
            }
        }
        spokes
    }

    /// How the claims of one relation and pair stand.
    fn tie(&self, relation: RelationIx, claims: &[ClaimRef<'g>]) -> Option<Tie<'g>> {
        let (when, reach) = (self.scope.when, self.scope.reach);
        let included = claims.iter().filter(|at| {
            let modality = at.claim.modality;
            let wanted = !modality.is_asserted() && self.scope.include.contains(&modality);
            wanted && touches(at, when, reach)
        });
        let included: Vec<ClaimRef<'g>> = included.copied().collect();
        let standing = match self.scope.asserted {
            super::scope::Asserted::Counted => certainty_of(claims, when, reach),
            super::scope::Asserted::LeftOut => None,
        };
        let mut tie = Tie {
            relation,
            force: Force::Held(Certainty::Ended),
            reported: false,
            claims: Vec::new(),
            denials: Vec::new(),
            windows: Vec::new(),
            last_seen: None,
        };
        match standing {
            Some(standing) => {
                tie.force = Force::Held(standing.certainty);
                tie.reported = self.is_reported(standing.certainty, claims);
                tie.claims = standing.claims.iter().map(|i| claims[*i]).collect();
                tie.windows = standing.windows;
                tie.last_seen = standing.last_seen;
                tie.claims.extend(included);
            }
            None => {
                let said = included.iter().map(|at| Force::Said(at.claim.modality));
                let best = said.min()?;
                tie.force = best;
                tie.claims = included;
                // What is not asserted is bound to no time that a chain could miss.
                tie.windows = vec![(Date::MIN, Date::MAX)];
            }
        }
        Some(tie)
    }

    /// Whether what authors state themselves does not make it definite.
    fn is_reported(&self, certainty: Certainty, claims: &[ClaimRef<'g>]) -> bool {
        let reported = |at: &&ClaimRef<'_>| at.claim.modality == Modality::Reported;
        if certainty != Certainty::Definite || !claims.iter().any(|at| reported(&at)) {
            return false;
        }
        let stated: Vec<ClaimRef<'g>> = claims.iter().filter(|at| !reported(at)).copied().collect();
        let standing = certainty_of(&stated, self.scope.when, self.scope.reach);
        standing.is_none_or(|standing| standing.certainty != Certainty::Definite)
    }

    /// The claims that deny a relation or a case of it, or of which it is a case.
    fn denials(&self, relation: RelationIx, relations: &[ByRelation<'g>]) -> Vec<ClaimRef<'g>> {
        let vocabulary = self.graph.vocabulary();
        let akin = relations.iter().filter(|(other, _)| {
            vocabulary.is_a(*other, relation) || vocabulary.is_a(relation, *other)
        });
        akin.flat_map(|(_, claims)| claims)
            .filter(|at| at.claim.modality == Modality::Denied)
            .filter(|at| touches(at, self.scope.when, self.scope.reach))
            .copied()
            .collect()
    }
}
