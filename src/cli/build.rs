//! `build`: the main job.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::write_whole;
use super::draw::SCALE;
use super::marks::mark;
use super::picture::rolled_up;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::export::{self, Edges, Format, Options};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::layout::font::Fonts;
use crate::model::Period;
use crate::render;
use crate::view::View;
use crate::view::alliance::{Alliance, Choice};

/// Check the annotation, then write every output to graphs/
///
/// The exports, and the alliance diagram as SVG and PNG: of all that is told, and of each date under
/// `slices` in the annotation file. A picture is drawn anew only when it would show something else.
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

/// A file that is to be there.
struct Output {
    path: PathBuf,
    /// What is to be in it; `None` where what is there already shows the same view.
    bytes: Option<Vec<u8>>,
}

impl Build {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some(graph) = project.graph(terminal)? else { return Ok(Ended::Badly) };
        let folder = self.output.clone().unwrap_or_else(|| project.graphs());
        // Everything is made before anything is written: a failure leaves the old files whole.
        let mut outputs = exports(&graph, &project, &folder, terminal)?;
        let dates = std::iter::once(None).chain(graph.slices().iter().copied().map(Some));
        for date in dates {
            outputs.extend(self.picture(&graph, date, &project, &folder)?);
        }
        let mut stale = false;
        for Output { path, bytes } in outputs {
            let shown = path.display();
            let old = fs::read(&path);
            let stale_bytes = bytes.filter(|new| !old.as_ref().is_ok_and(|old| old == new));
            stale |= stale_bytes.is_some();
            let state = match (stale_bytes, self.check, old.is_ok()) {
                (None, ..) => "is fresh",
                (Some(_), true, true) => "is stale",
                (Some(_), true, false) => "is missing",
                (Some(bytes), false, _) => {
                    write_whole(&path, |out| out.write_all(&bytes))?;
                    "written"
                }
            };
            terminal.print(&format!("{shown} {state}\n"))?;
        }
        Ok(if self.check && stale { Ended::Badly } else { Ended::Well })
    }

    /// The picture of a date, or of all that is told, as SVG and PNG. It is drawn only if the files
    /// that are there show something else: drawing takes time, and its last digits differ between
    /// machines.
    fn picture(
        &self,
        graph: &Graph,
        date: Option<Period>,
        project: &Project,
        folder: &Path,
    ) -> anyhow::Result<Vec<Output>> {
        let choice = Choice { at: date, ..Choice::default() };
        let rolled = rolled_up(graph, &choice);
        let alliance = Alliance::of(&rolled, &choice);
        let slice = date.map_or(String::new(), |date| format!("-{}", file_part(date)));
        let path = |extension| folder.join(project.file_name(&format!("{slice}.{extension}")));
        let paths = [path("svg"), path("png")];
        let fingerprint = render::fingerprint(&alliance);
        let is_fresh =
            |path: &PathBuf| fs::read(path).is_ok_and(|old| render::shows(&old, &fingerprint));
        if self.check || paths.iter().all(is_fresh) {
            // What is stale need not be drawn to be known to be.
            let output = |path: PathBuf| {
                let bytes = (!is_fresh(&path)).then(Vec::new);
                Output { path, bytes }
            };
            return Ok(paths.map(output).into());
        }
        let fonts = Fonts::default();
        let svg = render::svg(&alliance, &fonts);
        let png = render::png(&svg, &fonts, SCALE, &fingerprint)?.bytes;
        let [svg_path, png_path] = paths;
        Ok(vec![
            Output { path: svg_path, bytes: Some(svg.into_bytes()) },
            Output { path: png_path, bytes: Some(png) },
        ])
    }
}

fn exports(
    graph: &Graph,
    project: &Project,
    folder: &Path,
    terminal: &Terminal,
) -> anyhow::Result<Vec<Output>> {
    let mut view = View::whole(graph);
    mark(&mut view, graph, Reach::default(), terminal);
    let mut outputs = Vec::new();
    for (format, edges, ending) in OUTPUTS {
        let mut bytes = Vec::new();
        let options = Options { edges, ..Options::default() };
        export::write_with(format, &view, options, &mut bytes)?;
        outputs.push(Output { path: folder.join(project.file_name(ending)), bytes: Some(bytes) });
    }
    Ok(outputs)
}

/// A date as part of a file name: every system has letters, digits and hyphens.
fn file_part(date: Period) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    date.to_string().chars().map(kept).collect()
}
