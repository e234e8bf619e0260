//! `watch`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use super::build::{Mode, Target};
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::analysis::revisions::{Revision, revisions};
use crate::annotation::{Arena, Files as _};
use crate::check::CheckOptions;
use crate::evidence::{TextsRead, digest};
use crate::graph::{ClaimRef, Graph};
use crate::model::ActorIx;
use crate::project::{self, Error, Opened, Unwatched};
use crate::query::Scope;
use crate::report;

/// How long nothing must have changed before something is done: an editor writes a file in several steps.
const STILL: Duration = Duration::from_millis(150);
/// After how long something is done although files still change.
const LONGEST: Duration = Duration::from_secs(2);
/// How many changed claims are named one by one.
const MOST: usize = 5;

/// Check and build again whenever a file is saved, and say what changed
///
/// Watches the annotation with all that it includes, the cards, the ledgers and the texts. After each save it says
/// which claims are new, gone or put differently, and writes the outputs that are stale, as `build` does. While
/// something is wrong, it shows the errors and leaves the outputs as they are. Ctrl-C ends it.
///
/// Examples:
///   whobacks watch
///   whobacks watch -o /tmp/graphs
///   whobacks watch --no-build            only check, and say what changed
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Watch {
    #[command(flatten)]
    target: Target,
    /// Write nothing
    #[arg(long, conflicts_with = "output")]
    no_build: bool,
}

impl Watch {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let (send, events) = channel();
        let mut watcher =
            notify::recommended_watcher(send).context("files cannot be watched here")?;
        let mut watched: BTreeSet<PathBuf> = BTreeSet::new();
        let mut last: Option<Graph> = None;
        let mut seen = Inputs::of(&project);
        loop {
            // An include may have come from another folder.
            for folder in seen.folders.difference(&watched) {
                watcher
                    .watch(folder, RecursiveMode::NonRecursive)
                    .with_context(|| format!("{} cannot be watched", folder.display()))?;
            }
            watched.extend(seen.folders.iter().cloned());
            // What was saved while it was read is read again.
            let before = Inputs::of(&project);
            if let Some(graph) = self.turn(&project, last.as_ref(), terminal)? {
                last = Some(graph);
            }
            terminal.finish()?;
            seen = before;
            loop {
                let now = Inputs::of(&project);
                if now != seen {
                    seen = now;
                    break;
                }
                if !wait(&events)? {
                    return Ok(Ended::Well);
                }
            }
        }
    }

    /// Reads everything, says what changed and writes what is stale; the graph, if nothing is wrong.
    fn turn(
        &self,
        project: &Project,
        last: Option<&Graph>,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<Graph>> {
        let graph = match project.open_watched(CheckOptions::default(), TextsRead::All, &Unwatched)
        {
            Ok(Opened { graph, .. }) => graph,
            Err(Error::Faulty(outcome)) => {
                let shown =
                    report::diagnostics::errors(&outcome.report, terminal.colour_messages());
                let summary = report::diagnostics::summary(&outcome.summary);
                terminal.explain(&format!("{shown}{summary}\nthe outputs stay as they were"));
                return Ok(None);
            }
            // A file that is being written may not be there for a moment.
            Err(error) => {
                terminal.error(&format!("{:#}", anyhow::Error::from(error)));
                return Ok(None);
            }
        };
        let mut told = match last {
            None => format!("watching {}: {} claims", project.data.display(), graph.claims().len()),
            Some(last) => changes(last, &graph),
        };
        if !self.no_build {
            let written = self.target.write(&graph, project, terminal, Mode::Silent)?;
            match written {
                0 => told += "; nothing to write",
                1 => told += "; 1 file written",
                n => told += &format!("; {n} files written"),
            }
        }
        terminal.print(&format!("{told}\n"))?;
        Ok(Some(graph))
    }
}

/// What differs between two graphs, in a line or a few.
fn changes(old: &Graph, new: &Graph) -> String {
    let scope = Scope::default();
    let found = revisions((old, &scope), (new, &scope));
    if found.is_empty() {
        return "no claim changed".to_owned();
    }
    let claim = |sign: &str, at: &ClaimRef<'_>, graph: &Graph| {
        let id = |ix: ActorIx| graph.actors()[ix.index()].id.to_string();
        format!("{sign} {} {} {}", id(at.claim.from), at.relation.id, id(at.claim.to))
    };
    let line = |revision: &Revision<'_, '_>| match revision {
        Revision::Added(at) => claim("+", at, new),
        Revision::Removed(at) => claim("-", at, old),
        Revision::Changed(at, fields) => {
            let fields: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
            format!("{} ({})", claim("~", at, new), fields.join(", "))
        }
    };
    let mut lines: Vec<String> = found.iter().take(MOST).map(line).collect();
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

/// What is read: where it stands, and what it says.
#[derive(Debug, PartialEq, Eq)]
struct Inputs {
    folders: BTreeSet<PathBuf>,
    annotation: Vec<(PathBuf, String)>,
    stamp: project::Stamp,
}

impl Inputs {
    fn of(project: &Project) -> Self {
        let disk = project.disk();
        let arena = Arena::new();
        // What cannot be read is told when it is checked.
        let files: Vec<PathBuf> = match crate::annotation::load(&project.data, &disk, &arena) {
            Ok(dataset) => dataset.files.iter().map(|file| file.path.clone()).collect(),
            Err(_) => vec![project.data.clone()],
        };
        let text = |path: &PathBuf| disk.read(path).map(|bytes| digest(&bytes)).unwrap_or_default();
        let annotation = files.iter().map(|path| (path.clone(), text(path))).collect();
        let parent = |path: &PathBuf| {
            let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
            parent.unwrap_or(Path::new(".")).to_owned()
        };
        let mut folders: BTreeSet<PathBuf> = files.iter().map(parent).collect();
        folders.insert(project.seeds.clone());
        folders.extend(project.texts.iter().map(|texts| texts.path.clone()));
        folders.retain(|folder| folder.is_dir());
        Inputs { folders, annotation, stamp: project.stamp() }
    }
}

/// Sleeps until something has been saved and nothing has changed for a while; `false` if no change can be
/// noticed any more.
fn wait(events: &Receiver<notify::Result<Event>>) -> anyhow::Result<bool> {
    let is_change = |event: notify::Result<Event>| -> anyhow::Result<bool> {
        // That a file is opened or read changes nothing; reading would wake us for ever.
        Ok(!matches!(event.context("files cannot be watched any more")?.kind, EventKind::Access(_)))
    };
    loop {
        let Ok(event) = events.recv() else { return Ok(false) };
        if is_change(event)? {
            break;
        }
    }
    let start = Instant::now();
    while start.elapsed() < LONGEST {
        match events.recv_timeout(STILL) {
            Ok(event) => drop(is_change(event)?),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
        }
    }
    Ok(true)
}
