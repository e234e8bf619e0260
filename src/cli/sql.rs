//! `--sql`: the query of a question, instead of its answer.

use anyhow::{Context as _, bail};
use clap::Args;

use super::Ended;
use super::filters::Filters;
use super::terminal::{Shape, Terminal};
use crate::graph::time::{Reach, When};
use crate::graph::{Graph, Parents};
use crate::model::ActorIx;
use crate::sql::{Dialect, SqlQuestion, compile};

#[derive(Debug, Clone, Args)]
pub(super) struct Sql {
    /// Print the question as SQL instead of its answer, for `duckdb` or `spark`, over the tables that
    /// `export parquet` writes
    #[arg(long, value_name = "ENGINE")]
    sql: Option<Dialect>,
    /// The folder or address of those tables [default: tables or views with their names]
    #[arg(long, value_name = "DIR", requires = "sql")]
    tables: Option<String>,
}

impl Sql {
    /// For which engine; nothing where the answer itself is wanted.
    pub(super) fn dialect(&self) -> Option<Dialect> {
        self.sql
    }

    /// Prints the query.
    pub(super) fn print(
        &self,
        question: SqlQuestion<'_>,
        dialect: Dialect,
        filters: &Filters,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Ended> {
        if filters.format != Shape::Table {
            bail!("--format is for answers, and --sql prints the query: leave one of them out");
        }
        if self.tables.iter().any(|folder| folder.chars().any(char::is_control)) {
            bail!("--tables takes a folder or an address, in which no control character stands");
        }
        let question = SqlQuestion { tables: self.tables.clone(), ..question };
        let text = compile(&question, dialect).context("there is no SQL that says the same")?;
        terminal.print(&text)?;
        Ok(Ended::Well)
    }
}

/// Whom the tables must keep apart, of those whom a question names: who would else be part of somebody.
pub(super) fn kept(graph: &Graph, when: When, reach: Reach, named: &[ActorIx]) -> Vec<ActorIx> {
    let parents = |keep: &[ActorIx]| Parents::of(graph, when, reach, keep);
    let meant = parents(named);
    let mut kept = named.to_vec();
    kept.sort_unstable();
    kept.dedup();
    for actor in kept.clone() {
        let fewer: Vec<ActorIx> = kept.iter().copied().filter(|ix| *ix != actor).collect();
        if parents(&fewer) == meant {
            kept = fewer;
        }
    }
    kept
}
