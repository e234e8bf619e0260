//! Where a project's files are, and loading them.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::Globals;
use super::disk::Disk;
use super::progress::{self, Counted};
use super::terminal::Terminal;
use crate::annotation::{self, Arena, Dataset, Files as _};
use crate::check::{self, Options, Outcome, Warnings};
use crate::evidence::{Sources, TextFolder};
use crate::graph::Graph;
use crate::report;

/// The files of a project.
#[derive(Debug, Clone)]
pub(super) struct Project {
    /// The annotation file.
    pub(super) data: PathBuf,
    /// Whether what is sound is answered from where something is wrong.
    draft: bool,
    /// The folder of cards and ledgers.
    pub(super) seeds: PathBuf,
    /// The folder of source texts, where there is one.
    pub(super) texts: Option<TextFolder>,
}

impl Project {
    /// Finds the files by what the command line says and by where they usually are.
    ///
    /// # Errors
    /// When there is no annotation file, or more than one to choose from.
    pub(super) fn find(globals: &Globals) -> anyhow::Result<Self> {
        let data = match &globals.data {
            Some(path) => path.clone(),
            None => default_data()?,
        };
        let seeds = globals.seeds.clone().unwrap_or_else(|| default_seeds(&data));
        Ok(Project { draft: globals.draft, data, texts: texts(globals, &seeds)?, seeds })
    }

    /// The project of an annotation file that may stand elsewhere: its cards are those beside it, or
    /// else those of the project here.
    ///
    /// # Errors
    /// When the folder of texts that is asked for is not there.
    pub(super) fn of(globals: &Globals, data: &Path) -> anyhow::Result<Self> {
        let beside = beside(&beside(data)).join("seeds");
        let here = || Self::seeds_only(globals).map(|project| project.seeds);
        let seeds = match &globals.seeds {
            Some(seeds) => seeds.clone(),
            None if beside.is_dir() => beside,
            None => here()?,
        };
        Ok(Project {
            draft: globals.draft,
            data: data.to_owned(),
            texts: texts(globals, &seeds)?,
            seeds,
        })
    }

    /// Finds the folder of cards only; there need be no annotation file yet.
    pub(super) fn seeds_only(globals: &Globals) -> anyhow::Result<Self> {
        let data = globals.data.clone().or_else(|| default_data().ok());
        let data = data.unwrap_or_else(|| PathBuf::from("data/data.ron"));
        let seeds = globals.seeds.clone().unwrap_or_else(|| default_seeds(&data));
        Ok(Project { draft: globals.draft, data, texts: texts(globals, &seeds)?, seeds })
    }

    /// Reads the annotation, with the cards, ledgers and texts of its sources.
    pub(super) fn load<'a>(
        &self,
        terminal: &Terminal,
        arena: &'a Arena,
    ) -> anyhow::Result<(Dataset<'a>, Sources)> {
        let megabytes = std::fs::metadata(&self.data).map_or(0, |file| file.len() >> 20);
        let (data, seeds) = (self.data.display(), self.seeds.display());
        let what = format!("reading {data} ({megabytes} MB) and the sources in {seeds}");
        // Where one waits for the disk, the other goes on.
        progress::show(terminal, &what, Counted::Nothing, |_| {
            std::thread::scope(|scope| {
                let sources = scope.spawn(|| self.sources());
                let dataset = annotation::load(&self.data, &Disk, arena)?;
                let sources = sources.join().unwrap_or_else(|panic| resume_unwind(panic))?;
                Ok((dataset, sources))
            })
        })
    }

    /// Holds every rule against what was read.
    pub(super) fn check(
        terminal: &Terminal,
        dataset: &Dataset<'_>,
        sources: &Sources,
        options: Options,
    ) -> Outcome {
        let quotes = Counted::Quotes(dataset.entry_count());
        let check = |done: &_| check::check_counted(dataset, sources, options, done);
        progress::show(terminal, "proving quotes", quotes, check)
    }

    /// Reads the cards, ledgers and texts.
    pub(super) fn sources(&self) -> anyhow::Result<Sources> {
        Sources::load(&Disk, &self.seeds, self.texts.as_ref())
            .with_context(|| format!("cannot read the sources in {}", self.seeds.display()))
    }

    /// The graph of the annotation; `None`, with everything wrong on stderr, where there is none.
    pub(super) fn graph(&self, terminal: &mut Terminal) -> anyhow::Result<Option<Graph>> {
        Ok(self.graph_and_sources(terminal)?.map(|(graph, _)| graph))
    }

    /// The graph of the annotation, with the sources that prove it.
    pub(super) fn graph_and_sources(
        &self,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<(Graph, Sources)>> {
        let arena = Arena::new();
        let (dataset, sources) = self.load(terminal, &arena)?;
        let warnings = Warnings::BesideErrors;
        let options = Options { warnings, draft: self.draft, ..Options::default() };
        let outcome = Self::check(terminal, &dataset, &sources, options);
        if let Some(checked) = outcome.checked {
            if let Some(left_out) = checked.draft {
                terminal.mark_draft(left_out);
            }
            // A large annotation takes as long to put away as its graph to build.
            let (graph, ()) = rayon::join(|| Graph::new(checked), || drop(dataset));
            return Ok(Some((graph, sources)));
        }
        let shown = match terminal.is_quiet() {
            true => report::diagnostics::errors(&outcome.report, terminal.colour_messages()),
            false => report::diagnostics::text(&outcome.report, terminal.colour_messages()),
        };
        terminal.explain(&format!("{shown}{}", report::diagnostics::summary(&outcome.summary)));
        Ok(None)
    }

    /// Where outputs go.
    pub(super) fn graphs(&self) -> PathBuf {
        beside(&self.seeds).join("graphs")
    }

    /// The name of an output: that of the annotation file, with another ending, its dot included.
    pub(super) fn file_name(&self, ending: &str) -> String {
        let stem = self.data.file_stem().unwrap_or_default().to_string_lossy();
        format!("{stem}{ending}")
    }
}

/// The folder in which a file or folder stands, `.` not spelt out.
fn beside(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

/// The annotation file in the nearest `data/`, from here upwards, that no other there includes.
fn default_data() -> anyhow::Result<PathBuf> {
    let mut root = PathBuf::new();
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    for _ in here.ancestors() {
        let files = Disk.list(&root.join("data"))?;
        let files: Vec<PathBuf> =
            files.into_iter().filter(|f| f.extension().is_some_and(|e| e == "ron")).collect();
        match &roots(&files)[..] {
            [] if files.is_empty() => root.push(".."),
            [] => {
                bail!("the files in {} include each other in a circle", root.join("data").display())
            }
            [one] => return Ok(one.clone()),
            several => {
                let names: Vec<String> = several.iter().map(|p| p.display().to_string()).collect();
                bail!(
                    "there are several annotation files; choose one with --data: {}",
                    names.join(", ")
                )
            }
        }
    }
    bail!("there is no annotation file: give one with --data, or put it into data/")
}

/// Those of the files that none of the others includes.
fn roots(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.len() < 2 {
        return files.to_vec();
    }
    let mut included = Vec::new();
    for file in files {
        let arena = Arena::new();
        if let Ok(dataset) = annotation::load(file, &Disk, &arena) {
            included.extend(dataset.files.into_iter().skip(1).map(|file| file.path));
        }
    }
    files.iter().filter(|file| !included.contains(file)).cloned().collect()
}

/// `seeds/` beside the folder of the annotation file, or else here.
fn default_seeds(data: &Path) -> PathBuf {
    let beside = beside(&beside(data)).join("seeds");
    if beside.is_dir() { beside } else { PathBuf::from("seeds") }
}

/// The folder of texts: the one asked for, or the folder of cards if it holds any text.
fn texts(globals: &Globals, seeds: &Path) -> anyhow::Result<Option<TextFolder>> {
    if let Some(folder) = &globals.texts {
        if !folder.is_dir() {
            bail!("there is no folder {} with texts", folder.display());
        }
        return Ok(Some(TextFolder { path: folder.clone(), complete: true }));
    }
    let is_text = |path: &PathBuf| path.extension().is_some_and(|e| e == "txt");
    let any = Disk.list(seeds)?.iter().any(is_text);
    Ok(any.then(|| TextFolder { path: seeds.to_owned(), complete: false }))
}
