//! `relations`

use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::words::family;
use super::{Ended, Globals};
use crate::model::{Family, Vocabulary};
use crate::report;

/// List the vocabulary: what claims can assert, with inverses, families and published codes
///
/// Example: whobacks relations --family support
#[derive(Debug, Args)]
pub(super) struct Relations {
    /// Only relations of this family
    #[arg(long, value_parser = family)]
    family: Option<Family>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Relations {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        // The vocabulary is there without any data; a dataset may add to it.
        let rows = match Project::find(globals) {
            Ok(project) => {
                let Some(graph) = project.graph(terminal)? else { return Ok(Ended::Badly) };
                report::lists::relations(graph.vocabulary(), Some(&graph), self.family)
            }
            Err(error) if globals.data.is_some() => return Err(error.into()),
            Err(_) => report::lists::relations(Vocabulary::standard(), None, self.family),
        };
        terminal.print_rows(rows, self.format)?;
        Ok(Ended::Well)
    }
}
