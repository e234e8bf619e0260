//! `source text`

use anyhow::bail;
use clap::Args;

use super::super::project::Project;
use super::super::terminal::Terminal;
use super::super::{Ended, Globals};
use super::refuse_unknown;
use crate::analysis::coverage;
use crate::model::SourceId;
use crate::report::source_text;

/// Read a source: its paragraphs with numbers, with quotes marked and open sentences flagged
///
/// Quotes stand between ⟦ and ⟧, or in colour. A sentence is open if it names two actors and makes no claim; it is
/// flagged below its paragraph. Code what it says, or put the reason on the card:
/// no_claims: {"9.2": "a caption"}.
///
/// Examples:
///   whobacks source text atlantic-council-2017
///   whobacks source text atlantic-council-2017 --paragraph 9
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Text {
    /// The source's id
    id: SourceId,
    /// Only this paragraph; may be given several times
    #[arg(long, value_name = "N")]
    paragraph: Vec<u32>,
    /// Only paragraphs with an open sentence
    #[arg(long)]
    open: bool,
}

impl Text {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let sources = project.sources()?;
        refuse_unknown(&sources, self.id.as_str())?;
        let at_hand = sources.shelf().get(&self.id).filter(|entry| entry.text.is_some());
        let Some(entry) = at_hand else {
            let fault =
                sources.faults(self.id.as_str()).map(|fault| fault.fault.to_string()).next();
            bail!(fault.unwrap_or_else(|| {
                "its text is not at hand: give the folder of texts with --texts".to_owned()
            }));
        };
        // Without an annotation there is a text all the same.
        let graph = match project.data.exists() {
            true => project.graph(terminal)?,
            false => None,
        };
        let covered = graph.as_ref().map(|graph| coverage::cover(graph, sources.shelf()));
        let own = covered
            .as_ref()
            .and_then(|covered| covered.sources.iter().find(|source| source.source.id == self.id));
        let wanted = |paragraph: u32| {
            let is_open = own.is_some_and(|own| own.is_open(paragraph));
            (self.paragraph.is_empty() || self.paragraph.contains(&paragraph))
                && (!self.open || is_open)
        };
        let look = source_text::TextStyle { width: terminal.width(), colour: terminal.colour() };
        terminal.print(&source_text::text(entry, own, wanted, look))?;
        let failed = project.data.exists() && graph.is_none();
        Ok(if failed { Ended::Badly } else { Ended::Well })
    }
}
