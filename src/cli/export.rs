//! `export FORMAT`

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::disk::write_shown;
use super::project::Project;
use super::terminal::Terminal;
use super::time::Shown;
use super::{Ended, Globals};
use crate::export::{self, Edges, Format, Mutual, Options};
use crate::view::View;

/// Write the graph in one format, to stdout or to a file
///
/// Examples:
///   whobacks export gexf -o libya.gexf
///   whobacks export json | jq '.edges[] | select(.relation == "arms")'
///   whobacks export dot | dot -Tsvg > libya.svg
///   whobacks export csv --ties -o tables/
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Export {
    /// The format
    #[arg(value_parser = format_parser())]
    format: Format,
    /// One edge per pair of actors and family of relations
    #[arg(long, conflicts_with = "claims")]
    ties: bool,
    /// One edge per claim
    #[arg(long)]
    claims: bool,
    /// GEXF only: write ties that hold both ways as undirected (Gephi reads that, NetworkX does not)
    #[arg(long)]
    undirected: bool,
    #[command(flatten)]
    time: Shown,
    /// Where to write; the old file stays whole until the new one is
    #[arg(short, long, value_name = "FILE or DIR")]
    output: Option<PathBuf>,
}

/// The formats by name, each with what it is.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|f| PossibleValue::new(f.name()).help(f.description()));
    PossibleValuesParser::new(values)
        .map(|word| word.parse().expect("only names of formats get this far"))
}

impl Export {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let reach = self.time.reach();
        let mut view = match self.time.at() {
            Some(date) => View::at(&graph, date, reach),
            None => View::whole(&graph),
        };
        if self.format.has_marks() {
            terminal.mark(&mut view, &graph, reach);
        }
        let (format, options) = (self.format, self.options()?);
        if !format.files().is_empty() {
            self.write_folder(&view, options, terminal)?;
        } else if let Some(path) = &self.output {
            write_shown(terminal, path, |out| export::write_with(format, &view, options, out))?;
        } else {
            terminal.write(|out| export::write_with(format, &view, options, out))?;
        }
        // The process ends here, and gives a million claims back at once, not one by one.
        std::mem::forget(view);
        std::mem::forget(graph);
        Ok(Ended::Well)
    }

    /// A format of several files, into a folder.
    fn write_folder(
        &self,
        view: &View<'_>,
        options: Options,
        terminal: &mut Terminal,
    ) -> anyhow::Result<()> {
        let (format, names) = (self.format, self.format.files());
        let Some(folder) = &self.output else {
            bail!("{format} is written as {}: give a folder with -o", names.join(" and "));
        };
        if folder.is_file() {
            bail!("{} is a file; {format} needs a folder", folder.display());
        }
        for name in names {
            let path = folder.join(name);
            write_shown(terminal, &path, |out| {
                export::write_file(format, name, view, options, out)
            })?;
            terminal.say(&format!("{} written", path.display()));
        }
        Ok(())
    }

    /// What was chosen, if the format can have it.
    fn options(&self) -> anyhow::Result<Options> {
        let format = self.format;
        let edges = match (self.ties, self.claims) {
            (true, _) => Some(Edges::Ties),
            (_, true) => Some(Edges::Claims),
            _ => None,
        };
        if let Some(edges) = edges.filter(|edges| !format.edges().contains(edges)) {
            let [only, ..] = format.edges() else { bail!("{format} has no edges") };
            bail!("{format} has one edge per {}, always: leave out --{}", only.one(), edges.word());
        }
        if self.undirected && format != Format::Gexf {
            bail!("--undirected is for gexf: {format} says in a column which ties hold both ways");
        }
        let mutual = if self.undirected { Mutual::Undirected } else { Mutual::Directed };
        Ok(Options { edges, mutual })
    }
}
