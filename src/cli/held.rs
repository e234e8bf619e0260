//! A data set that is kept open: reading commands are run on it, one after the other, without reading it
//! again.
//!
//! The door for other languages (see `python/`). Takes the words of a command line, gives exactly what the command
//! would print, and its exit code; so both give the same answers. Must not print.

use std::ffi::OsString;
use std::sync::Arc;

use super::said::Said;
use super::terminal::Terminal;
use super::{Command, dispatched, help, time};
use crate::analysis::contradictions;
use crate::annotation::Arena;
use crate::check::{CheckOptions, Outcome, Warnings};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::model::Period;
use crate::project::{self, DiskTexts, Error, Opened, Paths, Project, Unwatched};
use crate::report;
use crate::report::safe::Safe;

/// A data set that has passed its check, in memory.
#[derive(Debug)]
pub struct Held {
    files: Project,
    graph: Arc<Graph>,
    texts: Arc<DiskTexts>,
    left_out: Option<usize>,
}

/// Why a data set was not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unopened {
    /// Something could not be found or read.
    #[error(transparent)]
    Unreadable(Error),
    /// Something is wrong with the data.
    #[error("{}", .0.text)]
    Faulty(Findings),
}

/// What a check has found, as the command prints it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Findings {
    /// For people, without colour.
    pub text: String,
    /// What `check --format json` prints.
    pub json: String,
}

impl Findings {
    fn of(outcome: &Outcome) -> Self {
        let (found, summary) = (&outcome.report, &outcome.summary);
        let text = report::diagnostics::text(found, false);
        let text = format!("{text}{}", report::diagnostics::summary(summary));
        Findings {
            text: Safe::text(&text, false).as_str().to_owned(),
            json: Safe::json(&report::check_json::text(found, summary)).as_str().to_owned(),
        }
    }
}

impl Held {
    /// Reads and checks a data set; a draft is made from the sound part of it.
    ///
    /// # Errors
    /// When something cannot be read, or is wrong with the data.
    pub fn open(paths: &Paths, draft: bool) -> Result<Self, Unopened> {
        let files = Project::find(paths).map_err(Unopened::Unreadable)?;
        let options =
            CheckOptions { warnings: Warnings::BesideErrors, draft, ..CheckOptions::default() };
        match files.open(options) {
            Ok(Opened { graph, texts, left_out, .. }) => {
                let (graph, texts) = (Arc::new(graph), Arc::new(texts));
                Ok(Held { files, graph, texts, left_out })
            }
            Err(Error::Faulty(outcome)) => Err(Unopened::Faulty(Findings::of(&outcome))),
            Err(error) => Err(Unopened::Unreadable(error)),
        }
    }

    /// Where its files are.
    pub fn files(&self) -> &Project {
        &self.files
    }

    /// Its graph.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// The texts of its sources, read when a sentence of theirs is asked for.
    pub fn texts(&self) -> &Arc<DiskTexts> {
        &self.texts
    }

    /// How many claims a draft lacks.
    pub fn left_out(&self) -> Option<usize> {
        self.left_out
    }

    /// Runs a command on it: its words, as on a command line, without the program's name.
    pub fn put<W: Into<OsString>>(self: &Arc<Self>, words: impl IntoIterator<Item = W>) -> Said {
        let words = words.into_iter().map(Into::into);
        let parsed = help::parsed(std::iter::once("whobacks".into()).chain(words));
        let mut cli = match parsed {
            Ok(cli) => cli,
            Err(error) if error.use_stderr() => {
                let text = error.render().to_string();
                let messages = Safe::text(&text, false).as_str().to_owned();
                return Said { code: 2, messages, ..Said::default() };
            }
            // Help, or the version.
            Err(error) => {
                let out = error.render().to_string().into_bytes();
                return Said { out, ..Said::default() };
            }
        };
        if !reads(&cli.command) {
            let messages =
                "error: what is held in memory can be read, not changed: run the command itself\n";
            return Said { code: 2, messages: messages.to_owned(), ..Said::default() };
        }
        cli.globals.held = Some(Arc::clone(self));
        let mut terminal = Terminal::kept(&cli.globals);
        let code = dispatched(&cli, &mut terminal);
        terminal.said(code)
    }
}

/// What `check` finds in the files of a data set, contradictions included.
///
/// # Errors
/// When something cannot be found or read.
pub fn findings(paths: &Paths) -> Result<Findings, Error> {
    let files = Project::find(paths)?;
    let arena = Arena::new();
    let (dataset, sources) = files.load(&arena)?;
    let mut outcome =
        project::check_watched(&dataset, &sources, CheckOptions::default(), &Unwatched);
    if let Some(checked) = outcome.checked.take() {
        contradictions::report(&dataset, &Graph::new(checked), None, &mut outcome.report);
    }
    Ok(Findings::of(&outcome))
}

/// A date and a reach in the words of `--at` and `--reach`; no date means everything.
///
/// # Errors
/// When a word is not a date or a reach; the error says what it can be.
pub fn shown(at: Option<&str>, reach: Option<&str>) -> Result<(Option<Period>, Reach), String> {
    let at = at.map(time::shown).transpose()?;
    let reach = reach.map(|reach| reach.parse().map_err(|error| format!("{error}")));
    Ok((at, reach.transpose()?.unwrap_or_default()))
}

/// Whether a command asks a data set and nothing else.
fn reads(command: &Command) -> bool {
    match command {
        Command::Ask(_)
        | Command::Find(_)
        | Command::Show(_)
        | Command::Path(_)
        | Command::Timeline(_)
        | Command::Diff(_)
        | Command::Explain(_)
        | Command::Export(_)
        | Command::Actors(_)
        | Command::Relations(_)
        | Command::Sides(_) => true,
        #[cfg(feature = "draw")]
        Command::Draw(_) | Command::Explore(_) => true,
        #[cfg(feature = "sparql")]
        Command::Sparql(_) => true,
        _ => false,
    }
}
