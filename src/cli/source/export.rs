//! `source export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::super::disk::{admit_named, write_whole};
use super::super::project::Project;
use super::super::terminal::Terminal;
use super::super::{Ended, Globals};
use super::refuse_unknown;
use crate::model::{Source, SourceId};

/// Write the cards for a reference manager such as Zotero
///
/// Examples:
///   whobacks source export -o sources.json
///   whobacks source export --format bibtex > sources.bib
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Export {
    /// Only these sources
    ids: Vec<SourceId>,
    /// The format to write
    #[arg(long, value_enum, default_value_t)]
    format: CardFormat,
    /// The file to write [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum CardFormat {
    /// CSL-JSON, which Zotero, pandoc and others read
    #[default]
    Csl,
    /// BibTeX and BibLaTeX
    Bibtex,
}

impl Export {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let sources = Project::seeds_only(globals)?.sources()?;
        for id in &self.ids {
            refuse_unknown(&sources, id.as_str())?;
        }
        let wanted = |source: &&Source| self.ids.is_empty() || self.ids.contains(&source.id);
        let text = write(self.format, sources.cards().filter(wanted))?;
        match &self.output {
            Some(path) => {
                admit_named(path, globals)?;
                write_whole(path, |out| out.write_all(text.as_bytes()))?;
            }
            None => terminal.print(&text)?,
        }
        for card in sources.broken() {
            terminal.error(&format!("{}: {}", card.path.display(), card.error));
        }
        Ok(if sources.broken().is_empty() { Ended::Well } else { Ended::Badly })
    }
}

#[cfg(feature = "intake")]
fn write<'s>(
    format: CardFormat,
    sources: impl Iterator<Item = &'s Source>,
) -> anyhow::Result<String> {
    use crate::intake::references::{write_bibtex, write_csl};
    Ok(match format {
        CardFormat::Csl => write_csl(sources),
        CardFormat::Bibtex => write_bibtex(sources),
    })
}

#[cfg(not(feature = "intake"))]
fn write<'s>(_: CardFormat, _: impl Iterator<Item = &'s Source>) -> anyhow::Result<String> {
    anyhow::bail!("this whobacks was built without libraries (feature `intake`)")
}
