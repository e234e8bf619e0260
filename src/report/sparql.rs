//! SPARQL over a view: the triples of `export turtle`, in a store in memory.
//!
//! Takes a view and a query; gives rows, a verdict or triples. The prefixes of the export are known to
//! every query. Behind the feature `sparql`, because the store is large. Must not know the terminal.

use oxigraph::io::RdfFormat;
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator, SparqlSyntaxError};
use oxigraph::store::Store;

use super::table::{Cell, Rows};
use crate::export::{self, Format, turtle_prefixes};
use crate::view::View;

/// What a query gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SparqlAnswer {
    /// Of SELECT: a column per variable.
    Rows(Rows),
    /// Of ASK.
    Verdict(bool),
    /// Of CONSTRUCT and DESCRIBE, as N-Triples, sorted.
    Triples(Vec<String>),
}

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SparqlError {
    /// It is not SPARQL.
    #[error("this is not a SPARQL query")]
    Syntax(#[source] SparqlSyntaxError),
    /// The store cannot do it.
    #[error("the query cannot be answered")]
    Evaluation(#[source] Box<dyn std::error::Error + Send + Sync>),
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> SparqlError {
    SparqlError::Evaluation(Box::new(error))
}

/// Answers a query.
///
/// # Errors
/// When it is not understood, or the store fails.
pub fn answer(view: &View<'_>, query: &str) -> Result<SparqlAnswer, SparqlError> {
    let mut turtle = Vec::new();
    export::write(Format::Turtle, view, &mut turtle).map_err(failed)?;
    let store = Store::new().map_err(failed)?;
    store.load_from_slice(RdfFormat::Turtle, &turtle).map_err(failed)?;
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, address) in turtle_prefixes() {
        evaluator = evaluator.with_prefix(prefix, address).map_err(failed)?;
    }
    let prepared = evaluator.parse_query(query).map_err(SparqlError::Syntax)?;
    match prepared.on_store(&store).execute().map_err(failed)? {
        QueryResults::Boolean(verdict) => Ok(SparqlAnswer::Verdict(verdict)),
        QueryResults::Graph(triples) => {
            let line =
                |triple: Result<_, _>| triple.map(|t: oxigraph::model::Triple| format!("{t} ."));
            let mut lines = triples.map(line).collect::<Result<Vec<_>, _>>().map_err(failed)?;
            lines.sort_unstable();
            Ok(SparqlAnswer::Triples(lines))
        }
        QueryResults::Solutions(solutions) => {
            let headings = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let mut rows = Rows { headings, rows: Vec::new() };
            for solution in solutions {
                let solution = solution.map_err(failed)?;
                rows.rows.push(solution.values().iter().map(cell).collect());
            }
            Ok(SparqlAnswer::Rows(rows))
        }
    }
}

/// A term as a cell: names with their prefix, texts as they are, whole numbers as numbers.
fn cell(term: &Option<Term>) -> Cell {
    match term {
        None => Cell::Empty,
        Some(Term::NamedNode(name)) => {
            let name = name.as_str();
            let short = turtle_prefixes().into_iter().find_map(|(prefix, address)| {
                name.strip_prefix(address).map(|local| format!("{prefix}:{local}"))
            });
            Cell::Text(short.unwrap_or_else(|| name.to_owned()))
        }
        Some(Term::Literal(literal)) => match literal.value().parse::<i64>() {
            Ok(number) if literal.datatype() == oxigraph::model::vocab::xsd::INTEGER => {
                Cell::Number(number)
            }
            _ => Cell::Text(literal.value().to_owned()),
        },
        Some(other) => Cell::Text(other.to_string()),
    }
}
