//! `export FORMAT`

use std::path::PathBuf;

use clap::Args;

use super::disk::write_shown;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::export::{self, Format};
use crate::view::View;

/// Write the graph in one format, to stdout or to a file
///
/// Examples:
///   whobacks export gexf -o libya.gexf
///   whobacks export json | jq '.edges[] | select(.relation == "arms")'
///   whobacks export dot | dot -Tsvg > libya.svg
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Export {
    /// The format: dot, json, gexf
    #[arg(value_parser = |word: &str| word.parse::<Format>())]
    format: Format,
    /// Where to write; the old file stays whole until the new one is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let view = View::whole(&graph);
        match &self.output {
            None => export::write(self.format, &view, terminal.out())?,
            Some(path) => {
                write_shown(terminal, path, |out| export::write(self.format, &view, out))?
            }
        }
        Ok(Ended::Well)
    }
}
