//! What a query says about itself, and what it verifies of its tables before it answers.

use super::{Acting, Dialect, SqlQuestion};
use crate::tables::{Moment, VERSION};

/// The comment at the beginning.
pub(super) fn head(question: &SqlQuestion<'_>, dialect: Dialect, script: bool) -> String {
    let plain = |text: String| text.replace(['\n', '\r'], " ");
    let mut lines = vec![
        format!("{}, as whobacks find answers it; for {}", shown(question), dialect.word()),
        format!("tables: {}", export(question)),
    ];
    if question.direct_only {
        lines.push(
            "direct answers only, as `whobacks ask` gives them to the same words with `directly`; otherwise it adds who \
             backs or opposes by way of actors under its command; `directly or indirectly` asks for both"
                .to_owned(),
        );
    }
    if question.tables.is_none() {
        lines.push(
            "they are found under their names: about, standing, claims, closure, actors, parts"
                .to_owned(),
        );
    }
    if script {
        lines.push(
            "a script: it keeps rows in tables of its own in the current schema, called whobacks_, a number and \
             what they are, and drops them at its end"
                .to_owned(),
        );
    }
    lines.into_iter().map(|line| format!("-- {}\n", plain(line))).collect()
}

fn shown(question: &SqlQuestion<'_>) -> String {
    question.pattern.shown(question.graph).to_string()
}

/// The export that has the tables for a question.
fn export(question: &SqlQuestion<'_>) -> String {
    let mut command = "whobacks export parquet -o tables".to_owned();
    let reach = question.scope.reach.to_string();
    if question.scope.reach != crate::graph::time::Reach::default() {
        command += &format!(" --reach {reach}");
    }
    if let (Moment::Span, Some((first, last))) = (question.moment(), question.days()) {
        command += &format!(" --at {first}/{last}");
    }
    for actor in &question.kept {
        command += &format!(" --keep {}", question.id(*actor));
    }
    for source in sources(question) {
        command += &format!(" --source {source}");
    }
    command
}

fn sources<'g>(question: &'g SqlQuestion<'_>) -> Vec<&'g str> {
    let all = question.graph.sources();
    let ids = question.scope.sources.iter().map(|ix| all[ix.index()].id.as_str());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What is to be known of the tables, as the `SELECT` of one row that is always there, and under which conditions on
/// it (`g`) they cannot answer, each with why.
pub(super) fn guard(
    question: &SqlQuestion<'_>,
    dialect: Dialect,
    table: &dyn Fn(&str) -> String,
) -> (String, Vec<(String, String)>) {
    let text = |text: &str| dialect.text(text);
    let needs = |what: &str| format!("{what}: make them by {}", export(question));
    let mut cases: Vec<(String, String)> = vec![
        (
            "g.n <> 1".to_owned(),
            "the tables have no one row in `about`, so that nothing is known of them".to_owned(),
        ),
        (
            format!("g.contract <> {VERSION}"),
            format!(
                "the tables are of another contract than {VERSION}: write them with this whobacks"
            ),
        ),
        (
            format!("g.reach <> {}", text(&question.scope.reach.to_string())),
            needs("the tables are made for another reach"),
        ),
        (
            format!("g.sources <> {}", text(&sources(question).join(" "))),
            needs("the tables tell how ties stand by other sources"),
        ),
    ];
    let word = question.moment().word();
    let has =
        |list: &str, item: &str| format!("NOT coalesce({}, FALSE)", dialect.contains(list, item));
    if let (Moment::Span, Some((first, last))) = (question.moment(), question.days()) {
        let span = text(&format!("{first}/{last}"));
        cases.push((
            has("g.spans", &span),
            needs("the tables do not tell of that time, which is no day, month or year"),
        ));
    }
    let mut named = "FALSE".to_owned();
    if question.acting != Acting::Parts {
        let mut kept: Vec<&str> = question.kept.iter().map(|ix| question.id(*ix)).collect();
        kept.sort_unstable();
        let when = match question.acting {
            Acting::WholesEver => Moment::Ever.word(),
            _ => word,
        };
        cases.push((
            has("g.rolled", &text(when)),
            "the tables do not tell how ties stand where parts act for wholes; --no-roll-up leaves parts by \
             themselves"
                .to_owned(),
        ));
        cases.push((
            format!("g.kept <> {}", text(&kept.join(" "))),
            needs("the tables keep others apart where parts act for wholes"),
        ));
        let actors = named_actors(question);
        if !actors.is_empty() {
            let within = match question.days().filter(|_| when == word) {
                Some((first, last)) => format!(
                    " AND p.first <= {} AND p.last >= {}",
                    dialect.day(first),
                    dialect.day(last)
                ),
                None => String::new(),
            };
            named = format!(
                "(SELECT count(*) FROM {} AS p WHERE p.time = {}{within} AND p.part IN ({})) > 0",
                table("parts"),
                text(when),
                dialect.texts(actors)
            );
            cases.push((
                "g.named".to_owned(),
                "whom the pattern names is part of somebody else in these tables: make them by whobacks export \
                 parquet --keep ACTOR"
                    .to_owned(),
            ));
        }
    }
    let body = format!(
        "SELECT q.*, {named} AS named FROM (\n  SELECT count(*) AS n, max(a.contract) AS contract, max(a.reach) AS \
         reach, max({}) AS sources,\n    max({}) AS kept, max(a.spans) AS spans, max(a.rolled) AS rolled\n  \
         FROM {} AS a\n) AS q",
        dialect.shown("a.sources"),
        dialect.shown("a.kept"),
        table("about"),
    );
    (body, cases)
}

/// Whom the question names: those who must not be moved up.
fn named_actors<'g>(question: &'g SqlQuestion<'_>) -> Vec<&'g str> {
    let mut ids: Vec<&str> = question.named().map(|ix| question.id(ix)).collect();
    ids.extend(question.except.iter().map(|ix| question.id(*ix)));
    ids.sort_unstable();
    ids.dedup();
    ids
}
