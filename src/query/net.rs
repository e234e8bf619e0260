//! The ties of an actor at the time asked about, under the filters of a question.
//!
//! Takes a graph and a scope; gives each actor's ties, worked out when first needed. One tie is all
//! claims of one relation between one pair. The stand-in for unnamed actors can be an answer, but
//! connects nothing: each of its claims is a tie by itself, and no path leads through it. Must not know patterns.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use super::expr::{Direction, RelationSet};
use super::scope::{Asserted, Force, Scope};
use crate::graph::standing::{Account, Standing, newest_first, standing};
use crate::graph::{self, AtEnd, ClaimRef, Graph};
use crate::model::{ActorIx, Date, Modality, PartialDate, RelationIx};

/// All claims of one relation between one pair, and how they stand.
#[derive(Debug, Clone)]
pub struct AnsweredTie<'g> {
    /// The relation.
    pub relation: RelationIx,
    /// How the tie stands, or its modality if no claim asserts it.
    pub force: Force,
    /// Whether it is present at the time: see [`Account::present`].
    pub present: bool,
    /// The firmest manner in which claims show how it stands; that of the first of them.
    pub manner: Modality,
    /// The claims that show how it stands, the firmest first; then those that are only included on request.
    pub claims: Vec<ClaimRef<'g>>,
    /// Asserted claims near the time that do not show how it stands.
    pub also: Vec<ClaimRef<'g>>,
    /// Claims that deny it.
    pub denials: Vec<ClaimRef<'g>>,
    /// Claims that say later, and of a wider relation, that it was over: see [`Account::over`].
    pub over: Vec<ClaimRef<'g>>,
    /// When it can have held, regardless of the time asked about: first and last days, in order.
    pub windows: Vec<(Date, Date)>,
    /// When it was last attested, as the source gives it.
    pub last_seen: Option<PartialDate>,
}

/// A tie as one of its ends sees it.
#[derive(Debug, Clone)]
pub(super) struct Spoke<'g> {
    pub(super) other: ActorIx,
    /// Forward if this end acts; a symmetric tie has a spoke in each direction.
    pub(super) direction: Direction,
    pub(super) tie: Arc<AnsweredTie<'g>>,
}

/// All ties from one actor to another that a step can take.
#[derive(Debug, Clone)]
pub(super) struct Hop<'g> {
    pub(super) other: ActorIx,
    pub(super) force: Force,
    pub(super) ties: Vec<Arc<AnsweredTie<'g>>>,
    pub(super) windows: Vec<(Date, Date)>,
}

/// A step of a path: which relations it takes, and which way.
struct Step {
    relations: RelationSet,
    direction: Direction,
    /// Its relations and those that can deny them.
    looked_at: RelationSet,
    /// In which claims its ties are found.
    end: AtEnd,
}

type Known<K, V> = RefCell<HashMap<K, Rc<Vec<V>>>>;

/// The graph as a question sees it.
pub(super) struct Net<'g, 's> {
    pub(super) graph: &'g Graph,
    pub(super) scope: &'s Scope,
    /// The steps that were taken.
    steps: RefCell<Vec<Rc<Step>>>,
    /// Where a step leads from an actor, by the step's index.
    hops: Known<(ActorIx, usize), Hop<'g>>,
    spokes: Known<ActorIx, Spoke<'g>>,
}

impl<'g, 's> Net<'g, 's> {
    pub(super) fn new(graph: &'g Graph, scope: &'s Scope) -> Self {
        let (steps, hops, spokes) = Default::default();
        Net { graph, scope, steps, hops, spokes }
    }

    /// A step with its index.
    fn step(&self, relations: &RelationSet, direction: Direction) -> (usize, Rc<Step>) {
        let mut steps = self.steps.borrow_mut();
        let is_it = |step: &Rc<Step>| step.direction == direction && step.relations == *relations;
        if let Some((at, step)) = steps.iter().enumerate().find(|(_, step)| is_it(step)) {
            return (at, Rc::clone(step));
        }
        let vocabulary = self.graph.vocabulary();
        // A relation is denied with a case of it, and with that of which it is a case.
        let akin = |ix, step| vocabulary.is_a(ix, step) || vocabulary.is_a(step, ix);
        let taken: Vec<RelationIx> =
            vocabulary.iter().map(|(ix, _)| ix).filter(|ix| relations.contains(*ix)).collect();
        let looked_at = RelationSet::of(vocabulary, |ix| taken.iter().any(|step| akin(ix, *step)));
        // A symmetric tie has claims that stand either way round.
        let mut looked = vocabulary.iter().filter(|(ix, _)| looked_at.contains(*ix));
        let end = match direction {
            _ if looked.any(|(_, relation)| relation.is_symmetric()) => AtEnd::Either,
            Direction::Forward => AtEnd::Acts,
            Direction::Backward => AtEnd::ActedOn,
        };
        let step = Rc::new(Step { relations: relations.clone(), direction, looked_at, end });
        let at = steps.len();
        steps.push(Rc::clone(&step));
        (at, step)
    }

    /// Where a step leads from an actor, sorted by the actor at its other end. Only claims of its relations are looked
    /// at, so that an actor's million ties of other relations cost no time.
    pub(super) fn hops(
        &self,
        from: ActorIx,
        relations: &RelationSet,
        direction: Direction,
    ) -> Rc<Vec<Hop<'g>>> {
        let (at, step) = self.step(relations, direction);
        if let Some(known) = self.hops.borrow().get(&(from, at)) {
            return Rc::clone(known);
        }
        let mut hops: BTreeMap<ActorIx, Hop<'g>> = BTreeMap::new();
        for spoke in self.find(from, Some(&step)) {
            if spoke.direction != direction || !relations.contains(spoke.tie.relation) {
                continue;
            }
            let hop = hops.entry(spoke.other).or_insert_with(|| Hop {
                other: spoke.other,
                force: spoke.tie.force,
                ties: Vec::new(),
                windows: Vec::new(),
            });
            hop.ties.push(spoke.tie);
        }
        let mut hops: Vec<Hop<'g>> = hops.into_values().collect();
        for hop in &mut hops {
            firmest_first(&mut hop.ties);
            hop.force = force(&hop.ties);
            hop.windows = hop.ties.iter().flat_map(|tie| tie.windows.iter().copied()).collect();
            hop.windows.sort_unstable();
        }
        let found = Rc::new(hops);
        self.hops.borrow_mut().insert((from, at), Rc::clone(&found));
        found
    }

    /// Every tie of an actor.
    pub(super) fn spokes(&self, actor: ActorIx) -> Rc<Vec<Spoke<'g>>> {
        if let Some(known) = self.spokes.borrow().get(&actor) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find(actor, None));
        self.spokes.borrow_mut().insert(actor, Rc::clone(&found));
        found
    }

    /// Whether an actor is the stand-in for unnamed actors.
    pub(super) fn is_unnamed(&self, actor: ActorIx) -> bool {
        self.graph.actors().get(actor.index()).is_some_and(|actor| actor.id.is_unnamed())
    }

    /// The ties of an actor, or those among which are the ones that a step takes.
    fn find(&self, actor: ActorIx, step: Option<&Step>) -> Vec<Spoke<'g>> {
        if self.is_unnamed(actor) {
            return Vec::new();
        }
        let vocabulary = self.graph.vocabulary();
        let scope = self.scope;
        let relation = |ix| scope.takes(ix) && step.is_none_or(|step| step.looked_at.contains(ix));
        let admit = graph::Admit { relation: &relation, sources: &scope.sources };
        let end = step.map_or(AtEnd::Either, |step| step.end);
        let ties = self.graph.ties_at(actor, end, admit);
        let unnamed = self.graph.unnamed_ties_at(actor, end, admit);
        let ties: Vec<graph::Tie<'g>> = ties.into_iter().chain(unnamed).collect();
        let accounts: Vec<(&graph::Tie<'g>, Account<'g>)> = (ties.iter())
            .filter_map(|tie| Some((tie, standing(tie, self.scope.when, self.scope.reach)?)))
            .collect();
        let mut denied: HashMap<_, Vec<(RelationIx, &[ClaimRef<'g>])>> = HashMap::new();
        for (tie, account) in accounts.iter().filter(|(_, account)| !account.denials.is_empty()) {
            let of_pair = denied.entry((tie.key.from, tie.key.to)).or_default();
            of_pair.push((tie.key.relation, &account.denials));
        }
        let mut spokes = Vec::new();
        for (tie, account) in &accounts {
            let Some(mut made) = self.tie(tie.key.relation, account) else { continue };
            // A relation is denied with a case of it, and with that of which it is a case.
            let (other, relation) = (tie.key.other(actor), tie.key.relation);
            let near = denied.get(&(tie.key.from, tie.key.to)).into_iter().flatten();
            let akin = near.filter(|(near, _)| {
                vocabulary.is_a(*near, relation) || vocabulary.is_a(relation, *near)
            });
            made.denials = akin.flat_map(|(_, denials)| *denials).copied().collect();
            let made = Arc::new(made);
            let forward = tie.key.from == actor;
            let symmetric = vocabulary[relation].is_symmetric();
            if symmetric || !forward {
                let tie = Arc::clone(&made);
                spokes.push(Spoke { other, direction: Direction::Backward, tie });
            }
            if symmetric || forward {
                spokes.push(Spoke { other, direction: Direction::Forward, tie: made });
            }
        }
        spokes.sort_by_key(|spoke| (spoke.other, spoke.direction, spoke.tie.relation));
        spokes
    }

    /// The tie under the scope: what is only said counts if the scope includes it.
    fn tie(&self, relation: RelationIx, account: &Account<'g>) -> Option<AnsweredTie<'g>> {
        let wanted = |at: &&ClaimRef<'_>| self.scope.include.contains(&at.claim.modality);
        let said = account.said.iter().chain(&account.denials).filter(wanted);
        let said: Vec<ClaimRef<'g>> = said.copied().collect();
        let counted = self.scope.asserted == Asserted::Counted;
        // At a date, what has no date is not an answer.
        let dateless = account.standing == Standing::Undated && !account.present;
        if account.standing == Standing::Said || !counted || dateless {
            // The newest comes first, denials last.
            let manner = said.first()?.claim.modality;
            return Some(AnsweredTie {
                relation,
                force: Force::Said(manner),
                present: false,
                manner,
                claims: said,
                also: Vec::new(),
                denials: Vec::new(),
                over: Vec::new(),
                windows: vec![(Date::MIN, Date::MAX)],
                last_seen: None,
            });
        }
        let claims = account.deciding.iter().copied().chain(said).collect();
        Some(AnsweredTie {
            relation,
            force: Force::Held(account.standing),
            present: account.present,
            manner: account.manner,
            claims,
            also: account.also.clone(),
            denials: Vec::new(),
            over: account.over.clone(),
            windows: account.windows.clone(),
            last_seen: account.last_seen,
        })
    }
}

/// How firmly ties stand together: as the firmest of them; if all are only said, as the newest.
pub(super) fn force(ties: &[Arc<AnsweredTie<'_>>]) -> Force {
    #[expect(clippy::expect_used, reason = "a step that takes no tie is none, and leads nowhere")]
    let firmest = ties.iter().map(|tie| tie.force).min().expect("a step takes a tie");
    let Force::Said(_) = firmest else { return firmest };
    let mut said: Vec<ClaimRef<'_>> = ties.iter().flat_map(|tie| &tie.claims).copied().collect();
    said.retain(|at| at.claim.modality != Modality::Denied);
    newest_first(&mut said);
    said.first().map_or(firmest, |at| Force::Said(at.claim.modality))
}

/// Sorts ties for answers: those that are present first, then the firmest.
pub(super) fn firmest_first(ties: &mut [Arc<AnsweredTie<'_>>]) {
    ties.sort_by_key(|tie| (tie.force, !tie.present, tie.manner, tie.relation));
}
