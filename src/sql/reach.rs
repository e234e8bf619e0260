//! The parts of a query that follow one kind of step any number of times.
//!
//! Who is reached, and how firmly, does not depend on the way: a circle in a chain can be left out, and the rest is
//! as firm and holds as long. So the query keeps only who is reached, how firmly and when, each combination once:
//! with DuckDB in a recursion that knows everything found so far, with Spark in a table that grows link by link. At a
//! date, ties that hold are followed only on the days asked about; ties that ended, or are only said, at any time.

use super::Dialect;
use super::machine::Moves;
use super::paths::{Start, edges};
use super::words::{HOLDS, Query};

/// Adds the chains of a closure, in the columns of [`super::paths::chains`].
pub(super) fn chains(
    query: &mut Query<'_>,
    prefix: &str,
    name: &str,
    moves: &Moves,
    start: &Start,
) {
    edges(query, prefix, name, moves);
    times(query, name);
    let walk = format!("{name}_walk");
    match query.dialect {
        Dialect::DuckDb => recursion(query, name, start),
        Dialect::Spark => growth(query, name, start),
    }
    // Of each whom one reaches the firmest and shortest way; then its links. A single link has said what there is to
    // say, whatever days are asked about; a chain holds on one of them, or is over.
    let dialect = query.dialect;
    query.part(
        &format!("{name}_best"),
        &format!(
            "SELECT b.start, b.here, b.force, b.length, b.path FROM (\n  SELECT w.*, row_number() OVER (\n    \
             PARTITION BY w.start, w.here ORDER BY w.force, w.length, w.path\n  ) AS place\n  FROM (\n    \
             SELECT w.start, w.here, w.force, w.length, w.path FROM {walk} AS w\n    \
             WHERE w.asked OR w.force > {HOLDS}\n    UNION ALL\n    \
             SELECT e.x, e.y, e.force, 1, {} FROM {name}_edge AS e WHERE e.state = 0 AND {}\n  ) AS w\n\
             ) AS b\nWHERE b.place = 1",
            dialect.list("e.x, e.y"),
            start.condition(query, "e.x"),
        ),
    );
    links(query, name);
}

/// Adds when each link can be followed, each of its times by itself: those that hold on the days asked about, cut to them
/// (`asked`), and all links whenever a chain of them can be over or only said, that is when a link of it is.
fn times(query: &mut Query<'_>, name: &str) {
    let dialect = query.dialect;
    query.part(
        &format!("{name}_all"),
        &match dialect {
            Dialect::DuckDb => format!(
                "SELECT e.x, e.y, e.force, u.w.f AS f, u.w.l AS l\nFROM {name}_edge AS e\n\
                 CROSS JOIN UNNEST(e.windows) AS u(w)\nWHERE e.state = 1"
            ),
            Dialect::Spark => format!(
                "SELECT e.x, e.y, e.force, w.f AS f, w.l AS l\nFROM {name}_edge AS e\n\
                 LATERAL VIEW explode(e.windows) u AS w\nWHERE e.state = 1"
            ),
        },
    );
    let body = match query.question.days() {
        None => format!("SELECT TRUE AS asked, t.* FROM {name}_all AS t"),
        Some((first, last)) => {
            let (first, last) = (dialect.day(first), dialect.day(last));
            format!(
                "SELECT TRUE AS asked, t.x, t.y, t.force, greatest(t.f, {first}) AS f, least(t.l, {last}) AS l\n\
                 FROM {name}_all AS t WHERE t.force <= {HOLDS} AND t.f <= {last} AND t.l >= {first}\nUNION ALL\n\
                 SELECT FALSE, t.x, t.y, t.force, greatest(t.f, o.f), least(t.l, o.l)\nFROM {name}_all AS t\n\
                 CROSS JOIN (SELECT min(o.f) AS f, max(o.l) AS l FROM {name}_all AS o WHERE o.force > {HOLDS}) AS o\n\
                 WHERE t.f <= o.l AND t.l >= o.f"
            )
        }
    };
    query.kept(&format!("{name}_time"), &body);
}

/// Adds whom one reaches, how and when, by a recursion that leaves out what another way covers.
fn recursion(query: &mut Query<'_>, name: &str, start: &Start) {
    let walk = format!("{name}_walk");
    let first = format!(
        "SELECT t.x AS start, t.y AS here, t.asked, t.force, t.f, t.l, 1 AS length, [t.x, t.y] AS path\n\
         FROM {name}_time AS t\nWHERE {}",
        start.condition(query, "t.x"),
    );
    let next = format!(
        "SELECT n.start, n.here, n.asked, n.force, n.f, n.l, min(n.length), arg_min(n.path, n.length)\nFROM (\n  \
         SELECT w.start, t.y AS here, w.asked, greatest(w.force, t.force) AS force, greatest(w.f, t.f) AS f,\n    \
         least(w.l, t.l) AS l, w.length + 1 AS length, list_append(w.path, t.y) AS path\n  \
         FROM {walk} AS w\n  JOIN {name}_time AS t ON t.x = w.here AND t.asked = w.asked\n  \
         WHERE t.y <> w.start AND t.y <> '?' AND greatest(w.f, t.f) <= least(w.l, t.l)\n) AS n\n\
         WHERE NOT EXISTS (\n  SELECT 1 FROM recurring.{walk} AS k\n  \
         WHERE k.start = n.start AND k.here = n.here AND k.asked = n.asked AND k.force <= n.force\n    \
         AND k.f <= n.f AND k.l >= n.l\n)\n\
         GROUP BY n.start, n.here, n.asked, n.force, n.f, n.l"
    );
    let head = format!(
        "{walk}(start, here, asked, force, f, l, length, path) USING KEY (start, here, asked, force, f, l)"
    );
    query.recursive(&head, &format!("{first}\nUNION\n{next}"));
}

/// Adds the same as a table that grows: a row is added where none is there that covers it.
fn growth(query: &mut Query<'_>, name: &str, start: &Start) {
    let walk = format!("{name}_walk");
    let first = format!(
        "SELECT t.x AS start, t.y AS here, t.asked, t.force, t.f, t.l, 1 AS length, array(t.x, t.y) AS path\n\
         FROM {name}_time AS t\nWHERE {}",
        start.condition(query, "t.x"),
    );
    let next = format!(
        "SELECT n.start, n.here, n.asked, n.force, n.f, n.l, n.length, min(n.path) AS path\nFROM (\n  \
         SELECT w.start, t.y AS here, w.asked, greatest(w.force, t.force) AS force, greatest(w.f, t.f) AS f,\n    \
         least(w.l, t.l) AS l, w.length + 1 AS length, concat(w.path, array(t.y)) AS path\n  \
         FROM {walk} AS w\n  JOIN {name}_time AS t ON t.x = w.here AND t.asked = w.asked\n  \
         WHERE {} AND t.y <> w.start AND t.y <> '?' AND greatest(w.f, t.f) <= least(w.l, t.l)\n) AS n\n\
         LEFT ANTI JOIN {walk} AS k\n  ON k.start = n.start AND k.here = n.here AND k.asked = n.asked AND \
         k.force <= n.force\n    AND k.f <= n.f AND k.l >= n.l\n\
         GROUP BY n.start, n.here, n.asked, n.force, n.f, n.l, n.length",
        query.newest("w.length"),
    );
    query.grown(&walk, &first, &next);
}

/// Adds the links of each best way, and the chains that they make.
fn links(query: &mut Query<'_>, name: &str) {
    let dialect = query.dialect;
    let pairs = match dialect {
        Dialect::DuckDb => "CROSS JOIN UNNEST(range(1, b.length + 1)) AS u(i)",
        Dialect::Spark => "LATERAL VIEW explode(sequence(0, b.length - 1)) u AS i",
    };
    query.part(
        &format!("{name}_link"),
        &format!(
            "SELECT b.start, b.here, b.path[u.i] AS x, b.path[u.i + 1] AS y\nFROM {name}_best AS b\n{pairs}"
        ),
    );
    query.part(
        &format!("{name}_firmest"),
        &format!(
            "SELECT e.x, e.y, e.rank, e.here_now, e.shown, e.denied FROM (\n  SELECT e.*, row_number() OVER (\n    \
             PARTITION BY e.x, e.y ORDER BY e.force, e.turn\n  ) AS place FROM {name}_edge AS e WHERE e.state = 1\n\
             ) AS e\nWHERE e.place = 1"
        ),
    );
    query.part(
        name,
        &format!(
            "SELECT b.start, b.here, b.force, max(e.rank) AS rank, min(CASE WHEN e.here_now THEN 1 ELSE 0 END) = 1 AS \
             here_now,\n  b.length, flatten({}) AS shown, flatten({}) AS denied, {} AS windows,\n  {} AS place\n\
             FROM {name}_best AS b\n\
             JOIN {name}_link AS k ON k.start = b.start AND k.here = b.here\n\
             JOIN {name}_firmest AS e ON e.x = k.x AND e.y = k.y\n\
             GROUP BY b.start, b.here, b.force, b.length",
            dialect.gathered("e.shown"),
            dialect.gathered("e.denied"),
            dialect.always(),
            dialect.list("b.force, b.length, 0"),
        ),
    );
}
