//! `build`: the main job.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

#[cfg(feature = "draw")]
use super::fonts::FontFiles;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::export::{self, Edges, ExportOptions, Format};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::project::lock::Freshness;
#[cfg(feature = "draw")]
use crate::project::lock::drawn_from;
use crate::project::{Outputs, Written};
#[cfg(feature = "draw")]
use crate::site::Explorer;
use crate::view::View;

#[cfg(feature = "draw")]
mod pictures;

/// Check the annotation, then write every output to graphs/
///
/// Writes the exports, the pictures as SVG and PNG (one of all claims, and one for each date under `slices`
/// in the annotation file), and the explorer, one HTML file. A picture is drawn again only if it would show
/// something else, was drawn by another version of the program, or has been changed since; the .lock file beside it
/// records this. Nothing is written while anything is wrong. Each file is written whole or not at all.
///
/// Examples:
///   whobacks build
///   whobacks build --check       exit 1 if graphs/ is not what build would write
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Build {
    /// Write nothing; say whether the files are what `build` would write
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    target: Target,
}

/// Where outputs go, and with which fonts.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The folder to write to [default: graphs/ beside seeds/]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The most dates under `slices` of which pictures are made
    #[cfg(feature = "draw")]
    #[arg(long, value_name = "N", default_value_t = crate::site::MOST_SLICES)]
    max_slices: usize,
    #[cfg(feature = "draw")]
    #[command(flatten)]
    fonts: FontFiles,
}

/// What is written: a format, what becomes one edge, and how the file's name ends. `export` writes the
/// other formats.
const OUTPUTS: [(Format, Option<Edges>, &str); 4] = [
    (Format::Dot, None, ".dot"),
    (Format::Json, None, ".json"),
    (Format::Gexf, None, ".gexf"),
    (Format::Gexf, Some(Edges::Claims), "-claims.gexf"),
];

impl Build {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some(graph) = project.graph_by_texts(terminal)? else { return Ok(Ended::Badly) };
        if graph.draft().is_some() {
            bail!(
                "what `build` writes is published: it is made of sound data only, without --draft"
            );
        }
        let mode = if self.check { Mode::Check } else { Mode::Build };
        let stale = self.target.write(&graph, &project, terminal, mode)?;
        Ok(if self.check && stale > 0 { Ended::Badly } else { Ended::Well })
    }
}

/// What is done with stale outputs, and what is said about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing is written.
    Check,
    /// Those that are stale are written, and each is reported.
    Build,
    /// The same, and nothing is reported.
    Silent,
}

impl Target {
    /// Writes every output that is stale, and gives how many were.
    pub(super) fn write(
        &self,
        graph: &Graph,
        project: &Project,
        terminal: &mut Terminal,
        mode: Mode,
    ) -> anyhow::Result<usize> {
        #[cfg(feature = "draw")]
        crate::site::refuse_slices(graph, self.max_slices).map_err(anyhow::Error::msg)?;
        let folder = self.output.clone().unwrap_or_else(|| project.graphs());
        // All texts are made before anything is written: a failure leaves the old files whole.
        let texts = exports(graph, project, terminal)?;
        let mut outputs = Outputs::open(&folder, project, mode == Mode::Check);
        let mut said = Said { mode, stale: 0 };
        for (name, bytes) in texts {
            let outcome = outputs.text(&name, &bytes)?;
            said.say(terminal, &outputs.path(&name), outcome)?;
        }
        #[cfg(feature = "draw")]
        {
            let (fonts, outputs, said) = (&self.fonts, &mut outputs, &mut said);
            let mut making = Making { graph, project, fonts, outputs, said, terminal };
            pictures::build(&mut making)?;
            making.page()?;
        }
        for (path, outcome) in outputs.close()? {
            said.say(terminal, &path, outcome)?;
        }
        Ok(said.stale)
    }
}

/// What is said about outputs, and how many were stale.
struct Said {
    mode: Mode,
    stale: usize,
}

impl Said {
    fn say(
        &mut self,
        terminal: &mut Terminal,
        path: &Path,
        outcome: Written,
    ) -> anyhow::Result<()> {
        let is_fresh = matches!(outcome, Written::Found(Freshness::Fresh));
        self.stale += usize::from(!is_fresh);
        if self.mode != Mode::Silent {
            terminal.print(&format!("{} {outcome}\n", path.display()))?;
        }
        Ok(())
    }
}

/// To know whether a page is fresh, everything that it looks up has to be worked out, and that grows
/// faster than the claims do.
#[cfg(feature = "draw")]
const MOST_PAGED: usize = 5_000;

/// What pictures and the page are made from, and where they go.
#[cfg(feature = "draw")]
struct Making<'m> {
    graph: &'m Graph,
    project: &'m Project,
    fonts: &'m FontFiles,
    outputs: &'m mut Outputs,
    said: &'m mut Said,
    terminal: &'m mut Terminal,
}

#[cfg(feature = "draw")]
impl Making<'_> {
    /// Writes what is drawn from `from`, if it is not fresh, and says so.
    fn keep(
        &mut self,
        ending: &str,
        from: &[&str],
        make: impl FnOnce(&FontFiles, &mut Terminal) -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        let fonts = self.fonts.fingerprint()?;
        let from: Vec<&str> = from.iter().copied().chain([fonts.as_str()]).collect();
        let name = self.project.file_name(ending);
        let made = || make(self.fonts, self.terminal);
        let outcome = self.outputs.picture(&name, drawn_from(&from), made)?;
        self.said.say(self.terminal, &self.outputs.path(&name), outcome)
    }

    /// Writes the explorer, if it is not fresh.
    fn page(&mut self) -> anyhow::Result<()> {
        let claims = self.graph.claims().len();
        if claims > MOST_PAGED {
            self.terminal.say(&format!(
                "no explorer: `build` makes a page of at most {MOST_PAGED} claims, not of {claims}; `explore` does"
            ));
            return Ok(());
        }
        let explorer = Explorer::of(self.graph, Reach::default())?;
        self.keep(".html", &[&explorer.fingerprint()], |fonts, terminal| {
            Ok(super::explore::page(&explorer, fonts, terminal)?.into_bytes())
        })
    }
}

fn exports(
    graph: &Graph,
    project: &Project,
    terminal: &Terminal,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut view = View::whole(graph);
    terminal.mark(&mut view, graph, Reach::default());
    let mut outputs = Vec::new();
    for (format, edges, ending) in OUTPUTS {
        let mut bytes = Vec::new();
        let options = ExportOptions { edges, ..ExportOptions::default() };
        export::write_with(format, &view, options, &mut bytes)?;
        outputs.push((project.file_name(ending), bytes));
    }
    Ok(outputs)
}
