//! `coverage`

use anyhow::bail;
use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::analysis::coverage;
use crate::model::SourceId;
use crate::report::coverage::{json, rows, text};

/// Show what a coding left out: the sentences that name two actors and make no claim
///
/// Needs the texts at hand. Read those sentences again: code what they say, or put the reason on the
/// source's card, no_claims: {7: "navigation text", "9.2": "a caption"}. With --strict, exit 1 while any is
/// open, or while a reason on a card excuses nothing.
///
/// Examples:
///   whobacks coverage --texts ~/articles
///   whobacks coverage --texts ~/articles --all --source atlantic-council-2017
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Coverage {
    /// Only this source
    #[arg(long, value_name = "ID")]
    source: Option<SourceId>,
    /// List every sentence, with whom it names and how many claims it makes
    #[arg(long)]
    all: bool,
    /// Exit 1 unless every sentence that names two actors is coded or excused
    #[arg(long)]
    strict: bool,
    /// How to print the result; csv has every sentence
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Coverage {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        if project.texts.is_none() {
            bail!("coverage reads the texts: give their folder with --texts");
        }
        let Some(graph) = project.graph(terminal)? else { return Ok(Ended::Badly) };
        let sources = project.sources()?;
        let mut coverage = coverage::cover(&graph, sources.shelf());
        if let Some(id) = &self.source {
            if sources.source(id.as_str()).is_none() {
                let ids = sources.cards().map(|card| card.id.as_str());
                match crate::check::nearest_word(id.as_str(), ids) {
                    Some(near) => bail!("no source has the id `{id}`; did you mean `{near}`?"),
                    None => bail!("no source has the id `{id}`; `whobacks source list` lists them"),
                }
            }
            coverage.sources.retain(|source| source.source.id == *id);
            coverage.unread.retain(|source| source.id == *id);
        }
        let shown = match self.format {
            Shape::Json => json(&coverage),
            Shape::Csv => terminal.csv(rows(&coverage)),
            Shape::Table if self.all => {
                let width = terminal.width();
                format!("{}\n{}", rows(&coverage).table(width), text(&coverage, width))
            }
            Shape::Table => text(&coverage, terminal.width()),
        };
        terminal.answer(&shown, self.format)?;
        let failed = self.strict && !coverage.is_complete();
        Ok(if failed { Ended::Badly } else { Ended::Well })
    }
}
