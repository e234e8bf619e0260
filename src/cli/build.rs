//! `build`: the main job.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::disk::write_whole;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::export::{self, Edges, Format, Options};
use crate::view::View;

/// Check the annotation, then write every output to graphs/
///
/// Nothing is written while anything is wrong. Each file is written whole or not at all.
///
/// Examples:
///   whobacks build
///   whobacks build --check       exit 1 if graphs/ is not what build would write
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Build {
    /// Write nothing; say whether the files are what build would write
    #[arg(long)]
    check: bool,
    /// The folder to write to [default: graphs/ beside seeds/]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// What is written: a format, what becomes one edge, and how the file's name ends. The other formats
/// are for those who ask for them.
const OUTPUTS: [(Format, Option<Edges>, &str); 4] = [
    (Format::Dot, None, ".dot"),
    (Format::Json, None, ".json"),
    (Format::Gexf, None, ".gexf"),
    (Format::Gexf, Some(Edges::Claims), "-claims.gexf"),
];

impl Build {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some(graph) = project.graph(terminal)? else { return Ok(Ended::Badly) };
        let view = View::whole(&graph);
        let folder = self.output.clone().unwrap_or_else(|| project.graphs());
        // Everything is made before anything is written: a failure leaves the old files whole.
        let mut files = Vec::new();
        for (format, edges, ending) in OUTPUTS {
            let mut bytes = Vec::new();
            let options = Options { edges, ..Options::default() };
            export::write_with(format, &view, options, &mut bytes)?;
            files.push((folder.join(project.file_name(ending)), bytes));
        }
        let mut stale = false;
        for (path, bytes) in files {
            let shown = path.display();
            let fresh = fs::read(&path).is_ok_and(|old| old == bytes);
            stale |= !fresh;
            let state = match (self.check, fresh) {
                (_, true) => "is fresh",
                (true, false) if path.exists() => "is stale",
                (true, false) => "is missing",
                (false, false) => {
                    write_whole(&path, |out| out.write_all(&bytes))?;
                    "written"
                }
            };
            terminal.print(&format!("{shown} {state}\n"))?;
        }
        Ok(if self.check && stale { Ended::Badly } else { Ended::Well })
    }
}
