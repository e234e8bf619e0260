//! Pattern and scope -> Selection: joins triples by the actors that their paths reach.
//!
//! Must not know where the pattern came from.

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

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::expr::Direction;
use super::net::Net;
use super::pattern::{Pattern, Term, Triple};
use super::scope::{Asserted, Force, Scope};
use super::selection::{Answer, AnswerKind, Binding, Selection, Verdict};
use super::time::When;
use super::walk::{Chain, Link, Machine, Taken, common, walk};
use crate::graph::standing::{Standing, touches};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Date, Modality, Source};

/// The most rows that a join may have at any step.
const ROWS: usize = 200_000;

/// Why a pattern that can be read cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// A path of any length between two variables.
    #[error(
        "`{0}` can be of any length, so one of its ends must be an actor, or a variable that \
         another triple binds"
    )]
    Unbound(String),
    /// Too many answers.
    #[error("the pattern has more than {ROWS} answers; name an actor in it, or say more")]
    Many,
}

/// Answers a pattern. One without variables is a yes/no question, and gets a verdict.
///
/// # Errors
/// If a path of any length has no bound end, or there are too many answers.
pub fn select<'g>(
    graph: &'g Graph,
    pattern: &Pattern,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    let variables: Vec<String> = pattern.variables().into_iter().map(str::to_owned).collect();
    let mut selection = Selection {
        graph,
        pattern: pattern.shown(graph).to_string(),
        when: scope.when,
        answers: answers(graph, pattern, scope)?,
        verdict: None,
        sort: AnswerKind::Answers,
        denials: Vec::new(),
        left_out: 0,
        cut_at: None,
        undated: 0,
        beside: Vec::new(),
        variables,
    };
    if selection.variables.is_empty() {
        decide(&mut selection, pattern, scope)?;
    }
    selection.undated = undated(&selection, pattern, scope)?;
    if let Some(actor) = scope.actor {
        selection.answers.retain(|answer| answer.names(actor));
    }
    selection.limit(scope.limit);
    Ok(selection)
}

/// How many answers have no date in any source, so that they do not answer a question about a date.
fn undated(
    selection: &Selection<'_>,
    pattern: &Pattern,
    scope: &Scope,
) -> Result<usize, SelectError> {
    let dated = |source: &Source| source.published.is_some();
    if !matches!(scope.when, When::During(_)) || selection.graph.sources().iter().all(dated) {
        return Ok(0);
    }
    let always = Scope { when: When::Told, ..scope.clone() };
    let known: BTreeSet<&[Binding]> =
        selection.answers.iter().map(|answer| &answer.bindings[..]).collect();
    let more = answers(selection.graph, pattern, &always)?;
    let undated = |answer: &&Answer<'_>| {
        let wanted = scope.actor.is_none_or(|actor| answer.names(actor));
        answer.force == Force::Held(Standing::Undated)
            && wanted
            && !known.contains(&answer.bindings[..])
    };
    Ok(more.iter().filter(undated).count())
}

fn answers<'g>(
    graph: &'g Graph,
    pattern: &Pattern,
    scope: &Scope,
) -> Result<Vec<Answer<'g>>, SelectError> {
    // The net borrows the scope only while it works; what it gives borrows the graph alone.
    let mut join = Join {
        net: Net::new(graph, scope),
        walked: HashMap::new(),
        alone: pattern.triples.len() == 1,
    };
    let variables = pattern.variables();
    let mut rows = vec![Row {
        bindings: vec![None; variables.len()],
        force: Force::Held(Standing::Definite),
        windows: vec![(Date::MIN, Date::MAX)],
        chains: Vec::new(),
    }];
    let mut left: Vec<(usize, &Triple)> = pattern.triples.iter().enumerate().collect();
    let mut bound: Vec<&str> = Vec::new();
    while !left.is_empty() {
        // The triple with the most ends known comes next; of equals the first written.
        let known = |term: &Term| match term {
            Term::Actor(_) => true,
            Term::Variable(name) => bound.contains(&name.as_str()),
        };
        let ends =
            |t: &Triple| [&t.subject, &t.object].into_iter().filter(|end| known(end)).count();
        let most = left.iter().map(|(_, triple)| ends(triple)).max().unwrap_or(0);
        let next = left.iter().position(|(_, triple)| ends(triple) == most).unwrap_or(0);
        let (at, triple) = left.remove(next);
        if most == 0 && triple.path.is_starred() {
            return Err(SelectError::Unbound(triple.path.to_string()));
        }
        rows = join.extend(rows, triple, at, &variables)?;
        for term in [&triple.subject, &triple.object] {
            if let Term::Variable(name) = term {
                bound.push(name);
            }
        }
    }
    let mut best: BTreeMap<Vec<Binding>, Row<'g>> = BTreeMap::new();
    for row in rows {
        let key = row.bindings.iter().flatten().map(|ix| Binding::Actor(*ix)).collect();
        match best.get(&key) {
            Some(other) if other.rank() <= row.rank() => {}
            _ => drop(best.insert(key, row)),
        }
    }
    let mut answers: Vec<Answer<'g>> = best
        .into_iter()
        .map(|(bindings, row)| Answer { bindings, force: row.force, links: in_order(row.chains) })
        .collect();
    answers.sort_by_key(|answer| (answer.force, !answer.present(), answer.links.len()));
    // What had not begun is told where nothing else answers.
    let begun = |answer: &Answer<'_>| answer.force != Force::Held(Standing::NotYet);
    if answers.iter().any(begun) {
        answers.retain(begun);
    }
    Ok(answers)
}

/// The links of all triples, in the order in which the triples are written.
fn in_order<'g>(mut chains: Vec<Found<'g>>) -> Vec<Link<'g>> {
    chains.sort_by_key(|found| found.triple);
    chains.iter().flat_map(|found| turned(&found.chain, found.walked)).collect()
}

/// The chain that fulfils a triple.
#[derive(Clone)]
struct Found<'g> {
    triple: usize,
    walked: Direction,
    chain: Rc<Chain<'g>>,
}

struct Row<'g> {
    bindings: Vec<Option<ActorIx>>,
    force: Force,
    /// When all links can hold together.
    windows: Vec<(Date, Date)>,
    /// Shared by all rows that have them: their links are built for the rows that become answers.
    chains: Vec<Found<'g>>,
}

impl Row<'_> {
    fn rank(&self) -> (Force, usize) {
        (self.force, self.chains.iter().map(|found| found.chain.steps.len()).sum())
    }
}

type Reached<'g> = Rc<BTreeMap<ActorIx, Vec<Rc<Chain<'g>>>>>;

struct Join<'g, 's> {
    net: Net<'g, 's>,
    /// The actors reached from an actor by a triple's path, forwards or backwards.
    walked: HashMap<(usize, Direction, ActorIx), Reached<'g>>,
    /// Whether the pattern has one triple only.
    alone: bool,
}

impl<'g> Join<'g, '_> {
    fn extend(
        &mut self,
        rows: Vec<Row<'g>>,
        triple: &Triple,
        at: usize,
        variables: &[&str],
    ) -> Result<Vec<Row<'g>>, SelectError> {
        let place = |term: &Term| match term {
            Term::Actor(_) => None,
            Term::Variable(name) => variables.iter().position(|v| v == name),
        };
        let value = |term: &Term, row: &Row<'_>| match term {
            Term::Actor(ix) => Some(*ix),
            Term::Variable(_) => place(term).and_then(|i| row.bindings.get(i).copied().flatten()),
        };
        let forward = (Direction::Forward, Machine::of(&triple.path));
        let backward = (Direction::Backward, Machine::of(&triple.path.reversed()));
        let everybody = 0..self.net.graph.actors().len();
        let mut extended = Vec::new();
        for row in rows {
            let (subject, object) = (value(&triple.subject, &row), value(&triple.object, &row));
            let one = |actor: ActorIx| actor.index()..actor.index().saturating_add(1);
            let (way, known, wanted) = match (subject, object) {
                (None, Some(object)) => (&backward, one(object), None),
                (Some(subject), object) => (&forward, one(subject), object),
                (None, None) => (&forward, everybody.clone(), None),
            };
            for start in known.map(ActorIx::from) {
                let reached = self.walk(at, way, start);
                let ends = reached.iter().filter(|(end, _)| wanted.is_none_or(|w| w == **end));
                // Two triples do not mean the same somebody.
                let ends = ends.filter(|(end, _)| self.alone || !self.net.is_unnamed(**end));
                let chains = ends.flat_map(|(end, chains)| chains.iter().map(move |c| (end, c)));
                for (end, chain) in chains {
                    let windows = common(&row.windows, &chain.windows);
                    if windows.is_empty() {
                        continue;
                    }
                    let (from, to) = match way.0 {
                        Direction::Forward => (start, *end),
                        Direction::Backward => (*end, start),
                    };
                    let mut bindings = row.bindings.clone();
                    for (term, actor) in [(&triple.subject, from), (&triple.object, to)] {
                        if let Some(binding) = place(term).and_then(|i| bindings.get_mut(i)) {
                            *binding = Some(actor);
                        }
                    }
                    let force = row.force.max(chain.force);
                    let (walked, chain) = (way.0, Rc::clone(chain));
                    let mut chains = Vec::with_capacity(row.chains.len().saturating_add(1));
                    chains.extend(row.chains.iter().cloned());
                    chains.push(Found { triple: at, walked, chain });
                    extended.push(Row { bindings, force, windows, chains });
                    if extended.len() > ROWS {
                        return Err(SelectError::Many);
                    }
                }
            }
        }
        // `?x backs ?x` binds one variable twice; no actor stands in a relation to itself.
        let same = triple.subject == triple.object;
        Ok(if same { Vec::new() } else { extended })
    }

    fn walk(
        &mut self,
        at: usize,
        (way, machine): &(Direction, Machine),
        start: ActorIx,
    ) -> Reached<'g> {
        let key = (at, *way, start);
        if let Some(known) = self.walked.get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(walk(&self.net, machine, start));
        self.walked.insert(key, Rc::clone(&found));
        found
    }
}

/// A chain from the triple's subject to its object, whichever end it was walked from.
fn turned<'g>(chain: &Chain<'g>, walked: Direction) -> Vec<Link<'g>> {
    let links = chain.steps.iter().map(Taken::link);
    if walked == Direction::Forward {
        return links.collect();
    }
    let turn = |link: Link<'g>| Link {
        from: link.to,
        to: link.from,
        direction: link.direction.flipped(),
        ..link
    };
    links.rev().map(turn).collect()
}

/// The verdict on a pattern without variables. If nothing is asserted, it is what is planned, alleged
/// and so on; denials are always listed.
fn decide<'g>(
    selection: &mut Selection<'g>,
    pattern: &Pattern,
    scope: &Scope,
) -> Result<(), SelectError> {
    if selection.answers.is_empty() {
        let wider = Scope { include: Modality::ALL.to_vec(), ..scope.clone() };
        selection.answers = answers(selection.graph, pattern, &wider)?;
    }
    selection.verdict = Some(Verdict::of(selection.answers.first()));
    let beside: Vec<usize> = (selection.answers.iter())
        .flat_map(|answer| answer.ties())
        .flat_map(|tie| tie.claims.iter().chain(&tie.denials))
        .map(|at| at.place)
        .collect();
    for triple in &pattern.triples {
        selection.denials.extend(
            denials(selection.graph, triple, scope).filter(|at| !beside.contains(&at.place)),
        );
    }
    selection.denials.sort_by_key(|at| at.place);
    selection.denials.dedup_by_key(|at| at.place);
    Ok(())
}

/// The claims that deny one of a triple's relations between its ends.
fn denials<'g>(
    graph: &'g Graph,
    triple: &Triple,
    scope: &Scope,
) -> impl Iterator<Item = ClaimRef<'g>> {
    let relations = triple.path.relations(graph.vocabulary());
    let claims = match (&triple.subject, &triple.object) {
        (Term::Actor(a), Term::Actor(b)) => {
            let (out, back) = (graph.claims_from(*a), graph.claims_to(*a));
            let b = *b;
            let between = out.into_iter().filter(move |at| at.claim.to == b);
            between.chain(back.into_iter().filter(move |at| at.claim.from == b)).collect()
        }
        _ => Vec::new(),
    };
    let subject = triple.subject.clone();
    let inverse = matches!(
        triple.path,
        super::expr::Expr::Inverse(_)
            | super::expr::Expr::Step { direction: Direction::Backward, .. }
    );
    let simple =
        matches!(triple.path, super::expr::Expr::Inverse(_) | super::expr::Expr::Step { .. });
    let scope = Scope { asserted: Asserted::Counted, ..scope.clone() };
    claims.into_iter().filter(move |at: &ClaimRef<'g>| {
        // A single step has one direction; that the other backs the one denies nothing.
        let forward = Term::Actor(at.claim.from) == subject;
        let right_way = !simple || at.relation.is_symmetric() || forward != inverse;
        at.claim.modality == Modality::Denied
            && right_way
            && relations.contains(at.claim.relation)
            && scope.admits(at)
            && touches(at, scope.when, scope.reach)
    })
}
