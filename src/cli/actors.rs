//! `actors`

use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::words::kind;
use super::{Ended, Globals};
use crate::model::Kind;
use crate::report;

/// List the actors, with their names and how many claims they are in
///
/// Example: whobacks actors --kind armed_group
#[derive(Debug, Args)]
pub(super) struct Actors {
    /// Only actors of this kind
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Actors {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        terminal.print_rows(report::lists::actors(&graph, self.kind), self.format)?;
        Ok(Ended::Well)
    }
}
