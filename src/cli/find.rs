//! `find PATTERN`

use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;

use super::filters::{Filters, rolled, say_changed, sentence};
use super::project::{Project, leave};
use super::sql::{Sql, kept};
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::model::ActorIx;
use crate::project::DiskTexts;
use crate::query::pattern::Term;
use crate::query::{Names, Pattern, Selection, select};
use crate::report::answers;
use crate::report::claim::ClaimStyle;
use crate::sql::{Acting, SqlQuestion};

/// Find all actors that fit a pattern
///
/// A pattern is made of triples (subject, relation, object), joined by ` . `. ?x is a variable; ids,
/// names and aliases are actors. A relation stands for itself and all its cases, a family (support,
/// hostility, structure, contact, presence) for all its relations, `any` for every relation. Paths are written as in
/// SPARQL: a|b either, a/b one after the other, ^a backwards, a* any number of times, a+ at least
/// once, a? at most once. A pattern without variables is answered with yes or no.
///
/// Examples:
///   whobacks find '?x backs haftar . ?x backs hor'
///   whobacks find '?x arms|trains "Libyan National Army"' --at 2017
///   whobacks find 'russia commands*/backs haftar' --include alleged
///   whobacks find '?x support+ haftar' --sql duckdb --tables libya-tables | duckdb
///
/// Exit codes: 0 answered, 1 no claim says so, 2 not understood.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Find {
    /// The pattern
    #[arg(required = true, num_args = 1.., value_name = "PATTERN")]
    pattern: Vec<String>,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    sql: Sql,
}

impl Find {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        let names = Names::of(&graph);
        let scope = self.filters.scope(&names)?;
        let text = self.pattern.join(" ");
        let pattern = Pattern::parse(&text, &names, &scope.sources)
            .with_context(|| "the pattern is not understood")?;
        if let Some(dialect) = self.sql.dialect() {
            let rolls_up = self.filters.rolls_up();
            let named = named(&pattern);
            let kept = match rolls_up {
                true => kept(&graph, scope.when, scope.reach, &named),
                false => Vec::new(),
            };
            let acting = if rolls_up { Acting::Wholes } else { Acting::Parts };
            let question = SqlQuestion { acting, kept, ..SqlQuestion::of(&graph, pattern, scope) };
            return self.sql.print(question, dialect, &self.filters, terminal);
        }
        let seen = match self.filters.rolls_up() {
            true => Arc::new(rolled(&graph, scope.when, &scope, &named(&pattern))),
            false => Arc::clone(&graph),
        };
        let selection = select(&seen, &pattern, &scope)?;
        let ended = print(terminal, &selection, None, self.filters.format, &texts)?;
        leave(globals, (names, selection));
        leave(globals, (seen, graph));
        Ok(ended)
    }
}

/// The actors that a pattern names.
pub(super) fn named(pattern: &Pattern) -> Vec<ActorIx> {
    let terms = pattern.triples.iter().flat_map(|triple| [&triple.subject, &triple.object]);
    let actor = |term: &Term| match term {
        Term::Actor(ix) => Some(*ix),
        Term::Variable(_) => None,
    };
    terms.filter_map(actor).collect()
}

/// Prints a selection, and says whether anything was found.
pub(super) fn print(
    terminal: &mut Terminal,
    selection: &Selection<'_>,
    question: Option<&str>,
    format: Shape,
    texts: &DiskTexts,
) -> anyhow::Result<Ended> {
    let sentences = |at: &crate::graph::ClaimRef<'_>| sentence(texts, at);
    let style =
        ClaimStyle { width: terminal.width(), colour: terminal.colour(), sentences: &sentences };
    let text = match format {
        Shape::Table => answers::text(selection, &style),
        Shape::Json => answers::json(selection, question, &sentences),
        Shape::Csv => terminal.csv(answers::rows(selection)),
    };
    terminal.answer(&text, format)?;
    // Rows have no place for it.
    if let (Shape::Csv, Some(cut)) = (format, answers::cut(selection)) {
        terminal.explain(&format!("note: there are {cut}"));
    }
    say_changed(texts, terminal)?;
    Ok(ended(selection))
}

/// Whether anything was found.
pub(super) fn ended(selection: &Selection<'_>) -> Ended {
    if selection.is_empty() { Ended::Badly } else { Ended::Well }
}
