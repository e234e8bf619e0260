//! `source rename`, which is `rename source` too

use clap::Args;

use super::super::terminal::Terminal;
use super::super::writing::Writing;
use super::super::{Ended, Globals};
use crate::edit;

/// Give a source another id: in claims, in the names that hold in it only, on its card and in its ledger
///
/// The cards of other sources that name it are changed too. The file with its text stays.
///
/// Example: whobacks source rename us-looks-to-dramatically antiwar-2017 --dry-run
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Rename {
    /// The source's id
    old: String,
    /// The new id
    new: String,
    #[command(flatten)]
    writing: Writing,
}

impl Rename {
    pub(in crate::cli) fn run(
        &self,
        globals: &Globals,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Ended> {
        self.writing.change(globals, terminal, |project, dataset, _| {
            Ok(edit::rename_source(dataset, &project.papers()?, &self.old, &self.new)?)
        })
    }
}
