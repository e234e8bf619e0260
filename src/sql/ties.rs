//! The parts of a query that find ties: how they stand, and where a step leads.

use super::Dialect;
use super::words::{FORCES, Query, SAID};
use crate::model::Modality;
use crate::query::{Asserted, Direction, RelationSet};
use crate::tables::Moment;

/// Modalities in the order of firmness.
fn manner(column: &str) -> String {
    let ranks = Modality::ALL.iter().enumerate();
    let ranks: String = ranks.map(|(i, m)| format!(" WHEN '{}' THEN {i}", m.word())).collect();
    format!("CASE {column}{ranks} END")
}

/// The word for a rank of firmness.
pub(super) fn manner_word(rank: &str) -> String {
    let words = Modality::ALL.iter().enumerate();
    let words: String = words.map(|(i, m)| format!(" WHEN {i} THEN '{}'", m.word())).collect();
    format!("CASE {rank}{words} END")
}

/// The rank of a standing or a modality.
fn force(column: &str, said: bool) -> String {
    let ranks = FORCES.iter().filter(|(rank, _)| (*rank >= SAID) == said);
    let ranks: String = ranks.map(|(rank, word)| format!(" WHEN '{word}' THEN {rank}")).collect();
    format!("CASE {column}{ranks} END")
}

/// The word for a rank.
pub(super) fn force_word(rank: &str) -> String {
    word(rank, 0)
}

/// The word for a rank of what is only said.
pub(super) fn said_word(rank: &str) -> String {
    word(rank, SAID)
}

fn word(rank: &str, least: i32) -> String {
    let words = FORCES.iter().filter(|(rank, _)| *rank >= least);
    let words: String = words.map(|(rank, word)| format!(" WHEN {rank} THEN '{word}'")).collect();
    format!("CASE {rank}{words} END")
}

/// Adds the parts `seen`, `tie` and `hop`, each behind a prefix; `include` is what counts beside what is
/// asserted.
pub(super) fn add(query: &mut Query<'_>, prefix: &str, include: &[Modality]) {
    seen(query, prefix);
    tie(query, prefix, include);
    hops(query, prefix, include);
}

/// What the tables say of the time asked about.
fn seen(query: &mut Query<'_>, prefix: &str) {
    let (question, dialect) = (query.question, query.dialect);
    let moment = question.moment();
    let mut body = format!(
        "SELECT s.from AS a, s.to AS b, s.relation, s.symmetric, s.event, s.claim, s.standing, s.present,\n  \
         s.manner, s.claims, s.said, s.said_as, s.denials, s.windows_first, s.windows_last\n\
         FROM {} AS s\nWHERE s.time = '{}' AND s.{}",
        query.table("standing"),
        moment.word(),
        question.acting
    );
    if let Some((first, last)) = question.days() {
        let (first, last) = (dialect.day(first), dialect.day(last));
        body += &match moment {
            Moment::Span => format!(" AND s.first = {first} AND s.last = {last}"),
            _ => format!(" AND s.first <= {first} AND s.last >= {last}"),
        };
    }
    if let Some(set) = &question.scope.relations
        && let Some(condition) = taken(query, set, "s")
    {
        body += &format!("\n  AND {condition}");
    }
    query.part(&format!("{prefix}seen"), &body);
}

/// The ties that count.
fn tie(query: &mut Query<'_>, prefix: &str, include: &[Modality]) {
    let dialect = query.dialect;
    let counted = query.question.scope.asserted == Asserted::Counted;
    let wanted: Vec<&str> =
        include.iter().filter(|m| !m.is_asserted()).map(|modality| modality.word()).collect();
    // At a date, what has no date is no answer.
    let held = match counted {
        true => "(s.standing <> 'said' AND (s.standing <> 'undated' OR s.present))",
        false => "FALSE",
    };
    let windows = dialect.windows("s.windows_first", "s.windows_last");
    let body = if wanted.is_empty() {
        format!(
            "SELECT s.*, {} AS force, {} AS rank, {windows} AS windows, s.claims AS shown,\n  \
             s.present AS here_now\nFROM {prefix}seen AS s\nWHERE {held}",
            force("s.standing", false),
            manner("s.manner"),
        )
    } else {
        let words = dialect.texts(wanted.iter().copied());
        let index = match dialect {
            Dialect::DuckDb => format!(
                "list_transform(list_filter(list_transform(s.said, lambda c, i: {{'c': c, 'm': s.said_as[i]}}), \
                 lambda z: z.m IN ({words})), lambda z: z.c)"
            ),
            Dialect::Spark => format!(
                "transform(filter(transform(s.said, (c, i) -> named_struct('c', c, 'm', s.said_as[i])), \
                 z -> z.m IN ({words})), z -> z.c)"
            ),
        };
        let (said, first) = match wanted.contains(&"denied") {
            true => (
                dialect.joined(&index, "s.denials"),
                format!("CASE WHEN {} > 0 THEN 'denied' END", dialect.count("s.denials")),
            ),
            false => (index, "CAST(NULL AS STRING)".to_owned()),
        };
        let first_as = dialect.only("s.said_as", "z", &format!("z IN ({words})"));
        let first_as = match dialect {
            Dialect::DuckDb => format!("({first_as})[1]"),
            Dialect::Spark => format!("get({first_as}, 0)"),
        };
        query.part(
            &format!("{prefix}told"),
            &format!(
                "SELECT s.*, {held} AS held, {said} AS wanted, coalesce({first_as}, {first}) AS put\n\
                 FROM {prefix}seen AS s"
            ),
        );
        format!(
            "SELECT s.*, CASE WHEN s.held THEN {} ELSE {} END AS force,\n  \
             CASE WHEN s.held THEN {} ELSE {} END AS rank,\n  \
             CASE WHEN s.held THEN {windows} ELSE {} END AS windows,\n  \
             CASE WHEN s.held THEN {} ELSE s.wanted END AS shown,\n  \
             s.held AND s.present AS here_now\nFROM {prefix}told AS s\nWHERE s.held OR {} > 0",
            force("s.standing", false),
            force("s.put", true),
            manner("s.manner"),
            manner("s.put"),
            dialect.always(),
            dialect.joined("s.claims", "s.wanted"),
            dialect.count("s.wanted"),
        )
    };
    query.part(&format!("{prefix}counted"), &body);
    // A relation is denied with a case of it, and with that of which it is a case.
    let closure = query.table("closure");
    query.part(
        &format!("{prefix}denial"),
        &format!(
            "SELECT s.a, s.b, akin.name AS relation, {} AS denials\n\
             FROM {prefix}seen AS s\n\
             JOIN (\n  SELECT c.name, c.relation FROM {closure} AS c WHERE NOT c.backward\n  \
             UNION\n  SELECT c.relation, c.name FROM {closure} AS c WHERE NOT c.backward\n) AS akin(name, relation)\n  \
             ON akin.relation = s.relation\n\
             WHERE {} > 0\nGROUP BY s.a, s.b, akin.name",
            format_args!("flatten({})", dialect.gathered("s.denials")),
            dialect.count("s.denials"),
        ),
    );
    query.part(
        &format!("{prefix}tie"),
        &format!(
            "SELECT s.*, coalesce(d.denials, {}) AS denied\nFROM {prefix}counted AS s\n\
             LEFT JOIN {prefix}denial AS d ON d.a = s.a AND d.b = s.b AND d.relation = s.relation",
            dialect.no_texts()
        ),
    );
}

/// Where each sort of step leads: all ties from one to another that it can take, as one.
fn hops(query: &mut Query<'_>, prefix: &str, include: &[Modality]) {
    let dialect = query.dialect;
    let said = include.iter().filter(|m| !m.is_asserted() && **m != Modality::Denied).count();
    let mut arms = Vec::new();
    for (number, (relations, direction)) in query.steps().iter().enumerate() {
        let condition = taken(query, relations, "t");
        let (from, to) = match direction {
            Direction::Forward => ("a", "b"),
            Direction::Backward => ("b", "a"),
        };
        let vocabulary = query.question.graph.vocabulary();
        let symmetric = |set: &RelationSet| {
            vocabulary.iter().any(|(ix, relation)| relation.is_symmetric() && set.contains(ix))
        };
        let arm = |from: &str, to: &str, more: &str| {
            let condition = condition.as_deref().unwrap_or("TRUE");
            format!(
                "SELECT {number} AS step, t.{from} AS x, t.{to} AS y, t.force, t.rank, t.here_now, t.event, \
                 t.windows, t.shown, t.denied\nFROM {prefix}tie AS t\nWHERE {condition} AND t.{from} <> '?'{more}"
            )
        };
        arms.push(arm(from, to, ""));
        if symmetric(relations) {
            arms.push(arm(to, from, " AND t.symmetric"));
        }
    }
    query.part(&format!("{prefix}spoke"), &arms.join("\nUNION ALL\n"));
    let gathered = |column: &str| format!("flatten({})", dialect.gathered(column));
    let mut body = format!(
        "SELECT k.step, k.x, k.y, min(k.force) AS force, min(k.force * 100 + k.rank) % 100 AS rank,\n  \
         {} AS here_now, {} AS event, {} AS windows,\n  {} AS shown, {} AS denied\n\
         FROM {prefix}spoke AS k\nGROUP BY k.step, k.x, k.y",
        dialect.any("k.here_now"),
        dialect.any("k.event"),
        gathered("k.windows"),
        gathered("k.shown"),
        gathered("k.denied"),
    );
    if said > 1 {
        // Of what is only said in several ways the newest counts; of one date what is nearest to a deed.
        let claims = query.table("claims");
        let all = format!(
            "SELECT k.step, k.x, k.y, {} AS force, coalesce(c.told_last, {first}) AS last,\n  \
             max(coalesce(c.told_first, {first})) OVER (PARTITION BY k.step, k.x, k.y) AS newest\n\
             FROM (\n  SELECT k.step, k.x, k.y, u.claim\n  FROM {prefix}spoke AS k\n  {}\n  WHERE k.force >= {SAID}\n) AS k\n\
             JOIN {claims} AS c ON c.id = k.claim\nWHERE c.modality <> 'denied'",
            force("c.modality", true),
            dialect.unnested("k.shown", "u", "claim"),
            first = dialect.day(crate::tables::FIRST),
        );
        // Hive's lateral view stands before the WHERE, as the other does.
        query.part(&format!("{prefix}put_as"), &all);
        query.part(&format!("{prefix}linked"), &body);
        body = format!(
            "SELECT h.step, h.x, h.y, CASE WHEN h.force >= {SAID} THEN coalesce(n.force, h.force) ELSE h.force END \
             AS force,\n  h.rank, h.here_now, h.event, h.windows, h.shown, h.denied\nFROM {prefix}linked AS h\n\
             LEFT JOIN (\n  SELECT p.step, p.x, p.y, min(p.force) AS force FROM {prefix}put_as AS p\n  \
             WHERE p.last >= p.newest GROUP BY p.step, p.x, p.y\n) AS n ON n.step = h.step AND n.x = h.x AND n.y = h.y"
        );
    }
    query.kept(&format!("{prefix}hop"), &body);
}

/// The condition under which a relation is one of a set; nothing where all are.
fn taken(query: &Query<'_>, set: &RelationSet, table: &str) -> Option<String> {
    let vocabulary = query.question.graph.vocabulary();
    if vocabulary.iter().all(|(ix, _)| set.contains(ix)) {
        return None;
    }
    let relations = vocabulary.iter().filter(|(ix, _)| set.contains(*ix));
    let relations: Vec<&str> = relations.map(|(_, relation)| relation.id.as_str()).collect();
    Some(match relations.is_empty() {
        true => "FALSE".to_owned(),
        false => format!("{table}.relation IN ({})", query.dialect.texts(relations)),
    })
}
