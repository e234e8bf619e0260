//! The parts of a query that join the chains of its triples, from each end that is known, as `select` does.

use super::machine::Moves;
use super::paths::{self, Start, turned};
use super::words::{Query, indented};
use super::{NoSql, reach, ties};
use crate::model::Modality;
use crate::query::Direction;
use crate::query::pattern::{Term, Triple};

/// Adds the parts up to `best`: of each answer the firmest and shortest.
pub(super) fn best(query: &mut Query<'_>, prefix: &str, include: &[Modality]) -> Result<(), NoSql> {
    // All sorts of step must be known before the ties are looked for.
    let plan = plan(query);
    for (_, _, moves, _) in &plan {
        for (relations, direction, _) in moves.moves.iter().flatten() {
            query.step(relations, *direction);
        }
    }
    ties::add(query, prefix, include);
    let variables: Vec<String> =
        query.question.pattern.variables().into_iter().map(str::to_owned).collect();
    let alone = plan.len() == 1;
    let dialect = query.dialect;
    let mut bound: Vec<usize> = Vec::new();
    let mut row = String::new();
    for (number, (triple, way, moves, _)) in plan.iter().enumerate() {
        let chain = format!("{prefix}chain{}", number + 1);
        let place = |term: &Term| match term {
            Term::Actor(_) => None,
            Term::Variable(name) => variables.iter().position(|known| known == name),
        };
        let (from, to) = match way {
            Direction::Forward => (&triple.subject, &triple.object),
            Direction::Backward => (&triple.object, &triple.subject),
        };
        let start = match (from, place(from)) {
            (Term::Actor(ix), _) => Start::Actor(query.question.id(*ix).to_owned()),
            (_, Some(at)) if bound.contains(&at) => Start::Column(row.clone(), format!("v{at}")),
            _ => Start::Anybody,
        };
        match alone && moves.is_closure() {
            true => reach::chains(query, prefix, &chain, moves, &start),
            false => paths::chains(query, prefix, &chain, moves, &start, alone),
        }
        let mut conditions = Vec::new();
        // No actor stands in a relation to itself.
        if triple.subject == triple.object {
            conditions.push("FALSE".to_owned());
        }
        let mut columns: Vec<String> = bound.iter().map(|at| format!("r.v{at} AS v{at}")).collect();
        let before = bound.clone();
        for (term, column) in [(from, "c.start"), (to, "c.here")] {
            match (term, place(term)) {
                (Term::Actor(ix), _) => {
                    conditions.push(format!("{column} = {}", dialect.text(query.question.id(*ix))));
                }
                (_, Some(at)) if before.contains(&at) => {
                    conditions.push(format!("{column} = r.v{at}"))
                }
                // One variable, twice: it has its column once.
                (_, Some(at)) if bound.contains(&at) => {}
                (_, Some(at)) => {
                    columns.push(format!("{column} AS v{at}"));
                    bound.push(at);
                }
                _ => {}
            }
        }
        let name = format!("{prefix}row{}", number + 1);
        let (rest, from, common) = match row.is_empty() {
            true => (
                "c.force, c.rank, c.here_now, c.length, c.windows, c.shown, c.denied, c.place"
                    .to_owned(),
                format!("{chain} AS c"),
                false,
            ),
            false => (
                format!(
                    "greatest(r.force, c.force) AS force, greatest(r.rank, c.rank) AS rank,\n  \
                     r.here_now AND c.here_now AS here_now, r.length + c.length AS length,\n  \
                     {} AS windows, {} AS shown, {} AS denied, {} AS place",
                    dialect.common("r.windows", "c.windows"),
                    dialect.joined("r.shown", "c.shown"),
                    dialect.joined("r.denied", "c.denied"),
                    dialect.joined("r.place", "c.place"),
                ),
                format!("{row} AS r, {chain} AS c"),
                true,
            ),
        };
        let condition = match conditions.is_empty() {
            true => String::new(),
            false => format!("\nWHERE {}", conditions.join(" AND ")),
        };
        columns.push(rest);
        let mut body = format!("SELECT {}\nFROM {from}{condition}", columns.join(", "));
        if common {
            let inner = indented(&body);
            body = format!(
                "SELECT j.* FROM (\n{inner}\n) AS j\nWHERE {} > 0",
                dialect.count("j.windows")
            );
        }
        match number > 0 && number + 1 < plan.len() {
            true => query.kept(&name, &body),
            false => query.part(&name, &body),
        }
        row = name;
    }
    let all: Vec<String> = (0..variables.len()).map(|at| format!("r.v{at}")).collect();
    let partition = match all.is_empty() {
        true => String::new(),
        false => format!("PARTITION BY {} ", all.join(", ")),
    };
    query.part(
        &format!("{prefix}best"),
        &format!(
            "SELECT b.* FROM (\n  SELECT r.*, row_number() OVER (\n    {partition}ORDER BY r.force, r.length, \
             r.place, {}\n  ) AS pick\n  FROM {row} AS r\n) AS b\nWHERE b.pick = 1",
            dialect.shown(&dialect.sorted("r.shown")),
        ),
    );
    Ok(())
}

type Planned = (Triple, Direction, Moves, bool);

/// The triples in the order in which `select` joins them, each from the end that is known.
fn plan(query: &Query<'_>) -> Vec<Planned> {
    let mut left: Vec<Triple> = query.question.pattern.triples.clone();
    let mut bound: Vec<String> = Vec::new();
    let mut plan = Vec::new();
    while !left.is_empty() {
        let known = |term: &Term| match term {
            Term::Actor(_) => true,
            Term::Variable(name) => bound.contains(name),
        };
        let ends = |t: &Triple| usize::from(known(&t.subject)) + usize::from(known(&t.object));
        let most = left.iter().map(&ends).max().unwrap_or(0);
        let at = left.iter().position(|triple| ends(triple) == most).unwrap_or(0);
        let way = match (known(&left[at].subject), known(&left[at].object)) {
            (false, true) => Direction::Backward,
            _ => Direction::Forward,
        };
        let triple = left.remove(at);
        for term in [&triple.subject, &triple.object] {
            if let Term::Variable(name) = term {
                bound.push(name.clone());
            }
        }
        let moves = turned(&triple.path, way);
        plan.push((triple, way, moves, most == 0));
    }
    plan
}
