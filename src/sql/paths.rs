//! The parts of a query that follow a path: link by link, no actor twice, all links at the same time.

use super::Dialect;
use super::machine::Moves;
use super::words::{HOLDS, Query};
use crate::query::Direction;

/// Where a path starts.
pub(super) enum Start {
    /// With this actor.
    Actor(String),
    /// With whoever stands in a column of a part.
    Column(String, String),
    /// With anybody.
    Anybody,
}

impl Start {
    /// The condition on a column.
    pub(super) fn condition(&self, query: &Query<'_>, column: &str) -> String {
        match self {
            Start::Actor(id) => format!("{column} = {}", query.dialect.text(id)),
            Start::Column(part, name) => format!("{column} IN (SELECT r.{name} FROM {part} AS r)"),
            Start::Anybody => "TRUE".to_owned(),
        }
    }
}

/// Adds the links that a machine can take in each of its states, as the part `edge` behind a prefix.
pub(super) fn edges(query: &mut Query<'_>, prefix: &str, name: &str, moves: &Moves) {
    let mut steps = Vec::new();
    for (state, moves) in moves.moves.iter().enumerate() {
        for (turn, (relations, direction, next)) in moves.iter().enumerate() {
            let step = query.step(relations, *direction);
            steps.push(format!(
                "SELECT {state} AS state, {step} AS step, {next} AS next, {turn} AS turn"
            ));
        }
    }
    let moves = steps.join(" UNION ALL ");
    query.part(
        &format!("{name}_edge"),
        &format!(
            "SELECT m.state, m.next, m.turn, h.x, h.y, h.force, h.rank, h.here_now, h.event, h.windows, h.shown, h.denied\n\
             FROM ({moves}) AS m\nJOIN {prefix}hop AS h ON h.step = m.step"
        ),
    );
}

/// Adds the chains of a path as a part of that name: from whom to whom, how firm, when, by which claims.
/// `alone` where the pattern has no other triple: else whom a text does not name is no end.
pub(super) fn chains(
    query: &mut Query<'_>,
    prefix: &str,
    name: &str,
    moves: &Moves,
    start: &Start,
    alone: bool,
) {
    edges(query, prefix, name, moves);
    let dialect = query.dialect;
    let first = format!(
        "SELECT e.x AS start, e.y AS here, e.next AS state, e.force, e.rank, e.here_now, 1 AS length,\n  \
         e.windows, {} AS path, e.shown, e.denied, e.event, e.turn\nFROM {name}_edge AS e\nWHERE e.state = 0 AND {}",
        dialect.list("e.x, e.y"),
        start.condition(query, "e.x"),
    );
    let next = |before: &str, newest: &str| {
        format!(
            "SELECT n.* FROM (\n  SELECT w.start, e.y AS here, e.next AS state, greatest(w.force, e.force) AS force,\n    \
             greatest(w.rank, e.rank) AS rank, w.here_now AND e.here_now AS here_now, w.length + 1 AS length,\n    \
             {} AS windows, {} AS path,\n    {} AS shown, {} AS denied, e.event, w.turn\n  \
             FROM {before} AS w\n  JOIN {name}_edge AS e ON e.x = w.here AND e.state = w.state\n  \
             WHERE {newest}e.y <> '?' AND NOT {}\n) AS n\nWHERE {} > 0",
            dialect.common("w.windows", "e.windows"),
            dialect.joined("w.path", &dialect.list("e.y")),
            dialect.joined("w.shown", "e.shown"),
            dialect.joined("w.denied", "e.denied"),
            dialect.contains("w.path", "e.y"),
            dialect.count("n.windows"),
        )
    };
    let columns = "start, here, state, force, rank, here_now, length, windows, path, shown, denied, event, turn";
    match moves.longest() {
        Some(longest) => {
            query.part(&format!("{name}_walk1"), &first);
            for length in 2..=longest {
                let body = next(&format!("{name}_walk{}", length - 1), "");
                query.part(&format!("{name}_walk{length}"), &body);
            }
            let all: Vec<String> =
                (1..=longest).map(|n| format!("SELECT * FROM {name}_walk{n}")).collect();
            query.part(&format!("{name}_walk"), &all.join(" UNION ALL "));
        }
        None => {
            let walk = format!("{name}_walk");
            match dialect {
                Dialect::DuckDb => query.recursive(
                    &format!("{walk}({columns})"),
                    &format!("{first}\nUNION ALL\n{}", next(&walk, "")),
                ),
                Dialect::Spark => {
                    let newest = format!("{} AND ", query.newest("w.length"));
                    query.grown(&walk, &first, &next(&walk, &newest));
                }
            }
        }
    }
    let ends: Vec<String> = (1..moves.ends.len())
        .filter(|state| moves.ends[*state])
        .map(|state| state.to_string())
        .collect();
    let together = match query.question.days() {
        None => "TRUE".to_owned(),
        Some((first, last)) => {
            let (first, last) = (dialect.day(first), dialect.day(last));
            let inside =
                dialect.only("w.windows", "z", &format!("z.f <= {last} AND z.l >= {first}"));
            format!("(w.length = 1 OR w.force > {HOLDS} OR {} > 0)", dialect.count(&inside))
        }
    };
    let named = if alone { "" } else { " AND w.here <> '?'" };
    let shape = format!(
        "SELECT w.start, w.here, w.force, w.rank, w.here_now, w.length, w.shown, w.denied,\n  {} AS place,\n  \
         row_number() OVER (PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.turn, w.path) AS nth,\n  \
         CASE WHEN w.length = 1 AND w.event THEN {} ELSE w.windows END AS windows\n\
         FROM {name}_walk AS w\nWHERE w.state IN ({}) AND {together}{named}",
        dialect.list("w.force, w.length, w.turn"),
        dialect.always(),
        ends.join(", "),
    );
    if alone {
        query.part(name, &shape);
        return;
    }
    // Of chains that hold at the same times the firmest counts, whatever it is joined with.
    query.kept(&format!("{name}_all"), &shape);
    query.part(
        name,
        &format!(
            "SELECT n.* FROM {name}_all AS n\n{} {name}_all AS k\n  ON k.start = n.start AND k.here = n.here AND \
             k.nth < n.nth AND {}",
            dialect.unless(),
            dialect.covers("k.windows", "n.windows"),
        ),
    );
}

/// The machine of a path from its other end.
pub(super) fn turned(path: &crate::query::expr::Expr, way: Direction) -> Moves {
    match way {
        Direction::Forward => Moves::of(path),
        Direction::Backward => Moves::of(&path.reversed()),
    }
}
