//! `build`: the main job.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
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
use crate::project::lock::{self, Freshness, Lock};
use crate::render;
use crate::view::View;
use crate::view::alliance::{Alliance, Choice};

/// Check the annotation, then write every output to graphs/
///
/// The exports, and the alliance diagram as SVG and PNG: of all that is told, and of each date under
/// `slices` in the annotation file. A picture is drawn anew only when it would show something else, was
/// drawn by another program, or is not the file that was written: the .lock beside it tells. Nothing is
/// written while anything is wrong. Each file is written whole or not at all.
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
        if graph.draft().is_some() {
            bail!(
                "what `build` writes is published: it is made of sound data only, without --draft"
            );
        }
        let folder = self.output.clone().unwrap_or_else(|| project.graphs());
        // All texts are made before anything is written: a failure leaves the old files whole.
        let texts = exports(&graph, &project, terminal)?;
        let mut house = House::open(folder, &project, self.check)?;
        for (name, bytes) in texts {
            let state = lock::of_text(house.read(&name).as_deref(), &bytes);
            house.put(&name, state, || Ok(bytes), terminal)?;
        }
        let dates = std::iter::once(None).chain(graph.slices().iter().copied().map(Some));
        for date in dates {
            picture(&graph, date, &project, &mut house, terminal)?;
        }
        house.close(terminal)?;
        Ok(if self.check && house.stale { Ended::Badly } else { Ended::Well })
    }
}

/// The folder of outputs, and what is done to it.
struct House {
    folder: PathBuf,
    /// Whether nothing is to be written.
    check: bool,
    /// Whether anything was not fresh.
    stale: bool,
    lock_name: String,
    lock: Lock,
    /// The pictures that are to be there.
    pictures: BTreeSet<String>,
}

impl House {
    fn open(folder: PathBuf, project: &Project, check: bool) -> anyhow::Result<Self> {
        let lock_name = project.file_name(".lock");
        let lock = match fs::read(folder.join(&lock_name)) {
            Ok(bytes) => Lock::read(&String::from_utf8_lossy(&bytes)),
            Err(_) => Lock::default(),
        };
        Ok(House { folder, check, stale: false, lock_name, lock, pictures: BTreeSet::new() })
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Writes a file that is not fresh, unless nothing is to be written, and says what it did.
    fn put(
        &mut self,
        name: &str,
        state: Freshness,
        bytes: impl FnOnce() -> anyhow::Result<Vec<u8>>,
        terminal: &mut Terminal,
    ) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        self.stale |= state != Freshness::Fresh;
        let done = if state == Freshness::Fresh || self.check {
            state.to_string()
        } else {
            let bytes = bytes()?;
            write_whole(&path, |out| out.write_all(&bytes))?;
            "written".to_owned()
        };
        terminal.print(&format!("{} {done}\n", path.display()))
    }

    /// Takes away the pictures that are no longer asked for, and keeps the record.
    fn close(&mut self, terminal: &mut Terminal) -> anyhow::Result<()> {
        let left: Vec<String> = (self.lock.names())
            .filter(|name| !self.pictures.contains(*name))
            .map(str::to_owned)
            .collect();
        for name in left {
            let Some(bytes) = self.read(&name) else {
                self.lock.forget(&name);
                continue;
            };
            let path = self.folder.join(&name);
            let shown = path.display();
            self.stale = true;
            if self.check {
                terminal.print(&format!("{shown} is left over: no slice asks for it\n"))?;
            } else if self.lock.wrote(&name, &bytes) {
                fs::remove_file(&path).with_context(|| format!("cannot remove {shown}"))?;
                terminal.print(&format!("{shown} removed: no slice asks for it\n"))?;
                self.lock.forget(&name);
            } else {
                terminal.say(&format!("{shown} is not what was written, and is left as it is"));
                self.lock.forget(&name);
            }
        }
        let text = self.lock.write();
        if !self.check && self.read(&self.lock_name).as_deref() != Some(text.as_bytes()) {
            write_whole(&self.folder.join(&self.lock_name), |out| out.write_all(text.as_bytes()))?;
        }
        Ok(())
    }
}

/// The picture of a date, or of all that is told, as SVG and PNG.
fn picture(
    graph: &Graph,
    date: Option<Period>,
    project: &Project,
    house: &mut House,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let choice = Choice { at: date, ..Choice::default() };
    let rolled = rolled_up(graph, &choice);
    let alliance = Alliance::of(&rolled, &choice);
    let slice = date.map_or(String::new(), |date| format!("-{}", file_part(date)));
    let fingerprint = render::fingerprint(&alliance);
    let from = lock::drawn_from(&[&fingerprint, &SCALE.to_string()]);
    let files = ["svg", "png"].map(|ending| {
        let name = project.file_name(&format!("{slice}.{ending}"));
        let state = house.lock.freshness(&name, house.read(&name).as_deref(), from);
        (name, state)
    });
    // Drawn once for all its files, and only if one of them is not fresh.
    let (svg, fonts) = (OnceCell::new(), Fonts::default());
    let svg = || svg.get_or_init(|| render::svg(&alliance, &fonts)).as_str();
    for (name, state) in files {
        house.pictures.insert(name.clone());
        let is_svg = name.ends_with(".svg");
        let bytes = || match is_svg {
            true => Ok(svg().as_bytes().to_owned()),
            false => Ok(render::png(svg(), &fonts, SCALE, &fingerprint)?.bytes),
        };
        house.put(&name, state, bytes, terminal)?;
        if !house.check && state != Freshness::Fresh {
            let picture = house.read(&name).unwrap_or_default();
            house.lock.note(&name, &picture, from);
        }
    }
    Ok(())
}

fn exports(
    graph: &Graph,
    project: &Project,
    terminal: &Terminal,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut view = View::whole(graph);
    mark(&mut view, graph, Reach::default(), terminal);
    let mut outputs = Vec::new();
    for (format, edges, ending) in OUTPUTS {
        let mut bytes = Vec::new();
        let options = Options { edges, ..Options::default() };
        export::write_with(format, &view, options, &mut bytes)?;
        outputs.push((project.file_name(ending), bytes));
    }
    Ok(outputs)
}

/// A date as part of a file name: every system has letters, digits and hyphens.
fn file_part(date: Period) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    date.to_string().chars().map(kept).collect()
}
