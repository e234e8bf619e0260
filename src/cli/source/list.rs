//! `source list`, `source show`

use clap::Args;

use super::super::project::Project;
use super::super::terminal::{Shape, Terminal};
use super::super::{Ended, Globals};
use super::refuse_unknown;
use crate::model::SourceId;
use crate::project::Disk;
use crate::report;

/// List the cards
#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl List {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let sources = Project::seeds_only(globals)?.sources()?;
        terminal.print_rows(report::lists::sources(sources.cards()), self.format)?;
        for card in sources.broken() {
            terminal.error(&format!("{}: {}", card.path.display(), card.error));
        }
        Ok(if sources.broken().is_empty() { Ended::Well } else { Ended::Badly })
    }
}

/// Show a card, and whether its text and its ledger are at hand
///
/// Example: whobacks source show atlantic-council-2017
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Show {
    /// The source's id
    id: SourceId,
}

impl Show {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let mut sources = project.sources()?;
        refuse_unknown(&sources, self.id.as_str())?;
        if let Some(texts) = &project.texts {
            sources.hold_originals(&Disk::everywhere(), texts)?;
        }
        let Some(entry) = sources.shelf().get(&self.id) else { return Ok(Ended::Badly) };
        let proved = entry.ledger.as_ref().map(|ledger| report::count(ledger.len(), "quote"));
        let state = [
            (
                "text",
                entry.text.as_ref().map_or("not at hand".to_owned(), |_| "at hand".to_owned()),
            ),
            ("ledger", proved.map_or("none".to_owned(), |proved| format!("{proved} proved"))),
        ];
        terminal.print(&report::lists::card(&entry.source, &state))?;
        for fault in sources.faults(self.id.as_str()) {
            terminal.error(&fault.fault.to_string());
        }
        let faulty = sources.faults(self.id.as_str()).next().is_some();
        Ok(if faulty { Ended::Badly } else { Ended::Well })
    }
}
