//! `sparql QUERY`, in builds with the feature `sparql`.

use std::io::Read as _;

use anyhow::Context as _;
use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::report::sparql::{SparqlAnswer, answer};
use crate::view::View;

/// Answer a SPARQL query over the triples of `export turtle`
///
/// The prefixes actor:, relation:, claim:, source:, wb:, rdf:, rdfs:, prov:, oa: and the others of the
/// export are known. docs/sparql.md has queries to begin with. Exit code 1: nothing was found.
///
/// Examples:
///   whobacks sparql 'SELECT ?x WHERE { ?x relation:arms actor:haftar }'
///   whobacks sparql - < query.rq
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Sparql {
    /// The query; - reads it from the input
    query: String,
    /// How to print the rows
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Sparql {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let mut query = self.query.clone();
        if query == "-" {
            query.clear();
            std::io::stdin().read_to_string(&mut query).context("cannot read the query")?;
        }
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let found = match answer(&View::whole(&graph), &query)? {
            SparqlAnswer::Verdict(verdict) => {
                terminal.print(if verdict { "yes\n" } else { "no\n" })?;
                verdict
            }
            SparqlAnswer::Triples(lines) => {
                lines.iter().try_for_each(|line| terminal.print(&format!("{line}\n")))?;
                !lines.is_empty()
            }
            SparqlAnswer::Rows(rows) => {
                let found = !rows.rows.is_empty();
                terminal.print_rows(rows, self.format)?;
                found
            }
        };
        Ok(if found { Ended::Well } else { Ended::Badly })
    }
}
