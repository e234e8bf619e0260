//! The project that the command line names, and its graph or what is wrong with it.

use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::terminal::Terminal;
use super::{Globals, Held};
use crate::annotation::{Arena, Dataset};
use crate::check::{CheckOptions, Outcome, Warnings};
use crate::evidence::{Sources, TextsRead};
use crate::graph::Graph;
use crate::project::{self, DiskTexts, Error, Opened, Paths, Step, Watch as _};
use crate::report;

/// A project, and how it was asked for.
#[derive(Debug, Clone)]
pub(super) struct Project {
    files: project::Project,
    /// Whether the sound part is used if something is wrong.
    draft: bool,
    verbose: bool,
    /// The data set, if it is open already.
    held: Option<Arc<Held>>,
}

impl Deref for Project {
    type Target = project::Project;

    fn deref(&self) -> &Self::Target {
        &self.files
    }
}

impl Project {
    /// Finds the files where the command line says, or where they usually are.
    pub(super) fn find(globals: &Globals) -> Result<Self, Error> {
        if let Some(held) = &globals.held {
            let (files, held) = (held.files().clone(), Some(Arc::clone(held)));
            return Ok(Project { files, draft: false, verbose: false, held });
        }
        Self::found(globals, project::Project::find(&paths(globals)))
    }

    /// The project of an annotation file that may stand elsewhere.
    pub(super) fn of(globals: &Globals, data: &Path) -> Result<Self, Error> {
        Self::found(globals, project::Project::of(data, &paths(globals)))
    }

    /// Finds the folder of cards only; there need be no annotation file yet.
    pub(super) fn seeds_only(globals: &Globals) -> Result<Self, Error> {
        Self::found(globals, project::Project::seeds_only(&paths(globals)))
    }

    fn found(globals: &Globals, files: Result<project::Project, Error>) -> Result<Self, Error> {
        let (files, draft, verbose) = (files?, globals.draft, globals.verbose);
        Ok(Project { files, draft, verbose, held: None })
    }

    /// Reads the annotation, with the cards, ledgers and texts of its sources.
    pub(super) fn load<'a>(
        &self,
        terminal: &Terminal,
        arena: &'a Arena,
    ) -> Result<(Dataset<'a>, Sources), Error> {
        terminal.step(&Step::Read(&self.files), |_| self.files.load(arena))
    }

    /// Applies every rule to what was read.
    pub(super) fn check(
        terminal: &Terminal,
        dataset: &Dataset<'_>,
        sources: &Sources,
        options: CheckOptions,
    ) -> Outcome {
        project::check_watched(dataset, sources, options, terminal)
    }

    /// The graph of the annotation; `None` if something is wrong, with all of it on stderr.
    pub(super) fn graph(&self, terminal: &mut Terminal) -> anyhow::Result<Option<Arc<Graph>>> {
        Ok(self.graph_and_texts(terminal)?.map(|(graph, _)| graph))
    }

    /// The same, with every quote held against its text where that is at hand.
    pub(super) fn graph_by_texts(
        &self,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<Arc<Graph>>> {
        Ok(self.opened(TextsRead::All, terminal)?.map(|(graph, _)| graph))
    }

    /// The graph of the annotation, with the sentences around its quotes.
    pub(super) fn graph_and_texts(
        &self,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<(Arc<Graph>, Arc<DiskTexts>)>> {
        self.opened(TextsRead::WithoutLedger, terminal)
    }

    fn opened(
        &self,
        texts: TextsRead,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Option<(Arc<Graph>, Arc<DiskTexts>)>> {
        if let Some(held) = &self.held {
            held.left_out().into_iter().for_each(|left_out| terminal.mark_draft(left_out));
            return Ok(Some((Arc::clone(held.graph()), Arc::clone(held.texts()))));
        }
        let warnings = Warnings::BesideErrors;
        let options = CheckOptions { warnings, draft: self.draft, ..CheckOptions::default() };
        match self.files.open_watched(options, texts, terminal) {
            Ok(Opened { graph, texts, is_kept, left_out }) => {
                if is_kept && self.verbose {
                    terminal
                        .say("nothing has changed since the last check: answered from .whobacks/");
                }
                if let Some(left_out) = left_out {
                    terminal.mark_draft(left_out);
                }
                Ok(Some((Arc::new(graph), Arc::new(texts))))
            }
            Err(Error::Faulty(outcome)) => {
                let (found, colour) = (&outcome.report, terminal.colour_messages());
                let shown = match terminal.is_quiet() {
                    true => report::diagnostics::errors(found, colour),
                    false => report::diagnostics::text(found, colour),
                };
                let summary = report::diagnostics::summary(&outcome.summary);
                terminal.explain(&format!("{shown}{summary}"));
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Leaves it to the end of the process to free what a command has worked with: a million claims are given back at once
/// then, and not one by one. What is open for longer is freed.
pub(super) fn leave<T>(globals: &Globals, what: T) {
    if globals.held.is_none() {
        std::mem::forget(what);
    }
}

/// What the command line says of where the files are.
pub(super) fn paths(globals: &Globals) -> Paths {
    let Globals { data, seeds, texts, outside, no_cache, .. } = globals;
    Paths {
        data: data.clone(),
        seeds: seeds.clone(),
        texts: texts.clone(),
        outside: *outside,
        keep: !no_cache,
    }
}
