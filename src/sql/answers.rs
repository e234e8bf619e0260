//! The result of a query: answers or a verdict, and their columns.

use super::joins::best;
use super::ties::{force_word, manner_word, said_word};
use super::words::{NOT_YET, Query, SAID};
use super::{NoSql, SqlQuestion, guard};
use crate::model::Modality;
use crate::query::Asserted;

/// What an answer has beside its variables.
pub(super) const COLUMNS: [&str; 7] =
    ["standing", "present", "manner", "links", "claims", "denials", "verdict"];

pub(super) struct Answers;

impl Answers {
    /// Adds all parts, and gives the last `SELECT`.
    pub(super) fn of(question: &SqlQuestion<'_>, query: &mut Query<'_>) -> Result<String, NoSql> {
        let dialect = query.dialect;
        let (body, cases) = guard::guard(question, dialect, &|name| query.table(name));
        let variables: Vec<String> =
            question.pattern.variables().into_iter().map(str::to_owned).collect();
        let include = question.scope.include.clone();
        let last = if variables.is_empty() {
            verdict(query, &include)?
        } else {
            best(query, "", &include)?;
            answers(query, &variables)
        };
        let order = match (last.2.as_str(), question.scope.limit) {
            // One row; a limit would let an engine stop before it finds that the tables cannot answer.
            ("", _) => String::new(),
            (order, None) => format!("\nORDER BY {order}"),
            (order, Some(limit)) => format!("\nORDER BY {order}\nLIMIT {limit}"),
        };
        let names = last.1.join(", ");
        query.part("answer", &last.0);
        if query.is_script() {
            query.check(&body, &cases);
            return Ok(format!("SELECT {names}\nFROM answer{order}"));
        }
        let columns = last.1.iter().map(|_| "NULL").collect::<Vec<_>>().join(", ");
        let condition: String = cases
            .iter()
            .map(|(case, why)| format!("\n    WHEN {case} THEN {}", dialect.error(why)))
            .collect();
        query.part("guard", &body);
        query.part(
            "given",
            &format!(
                "SELECT a.* FROM answer AS a\nUNION ALL\n-- nothing, or an error where the tables cannot answer this\n\
                 SELECT {columns} FROM guard AS g WHERE CASE{condition}\n    ELSE FALSE END"
            ),
        );
        Ok(format!("SELECT {names}\nFROM given{order}"))
    }
}

/// A `SELECT`, its columns, and their order.
type Last = (String, Vec<String>, String);

/// The answers of a pattern with variables.
fn answers(query: &Query<'_>, variables: &[String]) -> Last {
    let (question, dialect) = (query.question, query.dialect);
    let mut conditions = Vec::new();
    // What had not begun is told where nothing else answers.
    conditions.push(format!(
        "(b.force <> {NOT_YET} OR NOT EXISTS (SELECT 1 FROM best AS o WHERE o.force <> {NOT_YET}))"
    ));
    if let Some(actor) = question.scope.actor {
        let id = question.id(actor);
        if !question.named().any(|ix| ix == actor) {
            let any: Vec<String> =
                (0..variables.len()).map(|at| format!("b.v{at} = {}", dialect.text(id))).collect();
            conditions.push(format!("({})", any.join(" OR ")));
        }
    }
    if !question.except.is_empty() {
        let ids = dialect.texts(question.except.iter().map(|ix| question.id(*ix)));
        conditions.extend((0..variables.len()).map(|at| format!("b.v{at} NOT IN ({ids})")));
    }
    for (name, sort) in &question.sorts {
        let Some(at) = variables.iter().position(|known| known == name) else { continue };
        let (kinds, words) = sort.lets_through();
        let kinds = match kinds.is_empty() {
            true => "FALSE".to_owned(),
            false => format!("a.kind IN ({})", dialect.texts(kinds.iter().map(|kind| kind.word()))),
        };
        let words = match (words.is_empty(), dialect) {
            (true, _) => String::new(),
            (_, super::Dialect::DuckDb) => format!(
                " OR (a.kind = 'collective' AND list_has_any(regexp_split_to_array(lower(a.name), '[\\s\\p{{Z}}]+'), {}))",
                dialect.list(&dialect.texts(words.iter().copied()))
            ),
            (_, super::Dialect::Spark) => format!(
                " OR (a.kind = 'collective' AND arrays_overlap(split(lower(a.name), '[\\\\s\\\\p{{Z}}]+'), {}))",
                dialect.list(&dialect.texts(words.iter().copied()))
            ),
        };
        conditions.push(format!(
            "b.v{at} IN (SELECT a.id FROM {} AS a WHERE {kinds}{words})",
            query.table("actors")
        ));
    }
    conditions.extend(only_said(question));
    let mut columns: Vec<String> = variables.iter().map(|name| dialect.name(name)).collect();
    let mut selected: Vec<String> = variables
        .iter()
        .enumerate()
        .map(|(at, name)| format!("b.v{at} AS {}", dialect.name(name)))
        .collect();
    selected.push(rest(query));
    columns.extend(COLUMNS[..6].iter().map(|name| (*name).to_owned()));
    let forces = super::words::FORCES.iter();
    let ranks: String = forces.map(|(rank, word)| format!(" WHEN '{word}' THEN {rank}")).collect();
    let order = format!(
        "CASE standing{ranks} END, CASE WHEN present THEN 0 ELSE 1 END, links, {}",
        columns[..variables.len()].join(", ")
    );
    let body = format!(
        "SELECT {}\nFROM best AS b\nWHERE {}",
        selected.join(", "),
        conditions.join("\n  AND ")
    );
    (body, columns, order)
}

/// The columns behind the variables.
fn rest(query: &Query<'_>) -> String {
    let dialect = query.dialect;
    let denials = match query.question.said.iter().any(|m| m.is_asserted())
        || query.question.said.is_empty()
    {
        true => dialect.sorted("b.denied"),
        false => dialect.no_texts().to_owned(),
    };
    format!(
        "{} AS standing, b.here_now AS present,\n  CASE WHEN b.force >= {SAID} THEN {} ELSE {} END AS manner, \
         b.length AS links,\n  {} AS claims, {denials} AS denials",
        force_word("b.force"),
        said_word("b.force"),
        manner_word("b.rank"),
        dialect.sorted("b.shown"),
    )
}

/// Only what is put so, where that is asked.
fn only_said(question: &SqlQuestion<'_>) -> Option<String> {
    let said = &question.said;
    if said.is_empty() || said.iter().any(|modality| modality.is_asserted()) {
        return None;
    }
    let ranks = super::words::FORCES.iter().filter(|(rank, word)| {
        *rank >= SAID && said.iter().any(|modality| modality.word() == *word)
    });
    let ranks: Vec<String> = ranks.map(|(rank, _)| rank.to_string()).collect();
    Some(format!("b.force IN ({})", ranks.join(", ")))
}

/// The one row that answers yes or no. Where nothing is asserted, what is only said is looked for.
fn verdict(query: &mut Query<'_>, include: &[Modality]) -> Result<Last, NoSql> {
    let question = query.question;
    best(query, "", include)?;
    // Looked for by itself: a link that is only said must not lend its times to what is asserted beside it.
    let found = if question.scope.asserted == Asserted::LeftOut {
        "best"
    } else {
        best(query, "wide_", &Modality::ALL)?;
        query.part(
            "either",
            "SELECT b.* FROM best AS b\nUNION ALL\nSELECT w.* FROM wide_best AS w WHERE NOT EXISTS (SELECT 1 FROM best)",
        );
        "either"
    };
    let only = only_said(question).map(|only| format!("\nWHERE {only}")).unwrap_or_default();
    let said = super::words::FORCES.iter().filter(|(rank, _)| *rank >= SAID);
    let said: String =
        said.map(|(rank, word)| format!(" WHEN b.force = {rank} THEN '{word}'")).collect();
    let columns: Vec<String> =
        ["verdict"].iter().chain(&COLUMNS[..6]).map(|name| (*name).to_owned()).collect();
    let body = format!(
        "SELECT CASE WHEN b.force IS NULL THEN 'no_claim'\n    \
         WHEN b.force IN (0, 2) THEN CASE b.rank WHEN 0 THEN 'yes' WHEN 1 THEN 'reported' ELSE 'possible' END\n    \
         WHEN b.force = 1 THEN 'possible' WHEN b.force = 3 THEN 'not_yet' WHEN b.force = 4 THEN 'stale'\n    \
         WHEN b.force = 5 THEN 'ended'{said} END AS verdict,\n  {}\n\
         FROM (SELECT 1 AS one) AS o\nLEFT JOIN (SELECT b.* FROM {found} AS b{only}) AS b ON TRUE",
        rest(query)
    );
    Ok((body, columns, String::new()))
}
