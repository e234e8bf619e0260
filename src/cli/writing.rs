//! What all commands share that change the annotation: the change is shown as a diff, checked and written.

use std::path::Path;

use clap::Args;

use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{Arena, Dataset};
use crate::check::CheckOptions;
use crate::edit::{ChangeSet, FileChange, Refusal};
use crate::evidence::Sources;
use crate::project::write_change;
use crate::report;

/// How a change is made.
#[derive(Debug, Clone, Args)]
pub(super) struct Writing {
    /// Write nothing; print what would change as a unified diff
    #[arg(long)]
    pub(super) dry_run: bool,
}

impl Writing {
    /// Makes a change of the project and writes it, if it makes no error that was not there before.
    pub(super) fn change(
        &self,
        globals: &Globals,
        terminal: &mut Terminal,
        make: impl FnOnce(&Project, &Dataset<'_>, &Sources) -> anyhow::Result<ChangeSet>,
    ) -> anyhow::Result<Ended> {
        self.change_of(&Project::find(globals)?, terminal, make)
    }

    /// The same, of a project that is found already.
    pub(super) fn change_of(
        &self,
        project: &Project,
        terminal: &mut Terminal,
        make: impl FnOnce(&Project, &Dataset<'_>, &Sources) -> anyhow::Result<ChangeSet>,
    ) -> anyhow::Result<Ended> {
        let arena = Arena::new();
        let (dataset, sources) = project.load(terminal, &arena)?;
        let change = match make(project, &dataset, &sources) {
            Ok(change) => change,
            Err(error) => match error.downcast_ref() {
                // The data stand in the way, not the question.
                Some(Refusal::Doubtful(_)) => {
                    terminal.error(&format!("nothing is written: {error}"));
                    return Ok(Ended::Badly);
                }
                _ => return Err(error),
            },
        };
        if change.is_empty() {
            terminal.say("nothing to change: the file says so already");
            return Ok(Ended::Well);
        }
        let mut verdict =
            project.judge_from(&dataset, &sources, &change, CheckOptions::default())?;
        verdict.report.diagnostics.retain(|d| !change.expected.contains(&d.code));
        if self.dry_run {
            change.files.iter().try_for_each(|file| terminal.print(&diff(file)))?;
        }
        let shown = report::diagnostics::text(&verdict.report, terminal.colour_messages());
        if verdict.is_bad() {
            terminal.finish()?;
            terminal.explain(shown.trim_end());
            terminal.error(match self.dry_run {
                true => "this would not be written: it makes the error above",
                false => "nothing is written: it would make the error above",
            });
            return Ok(Ended::Badly);
        }
        if !self.dry_run {
            write_change(&change)?;
            for file in &change.files {
                terminal.print(&written(file))?;
            }
        }
        terminal.finish()?;
        change.said.iter().for_each(|said| terminal.say(said));
        if !verdict.report.diagnostics.is_empty() {
            terminal.say(shown.trim_end());
        }
        Ok(Ended::Well)
    }
}

fn written(file: &FileChange) -> String {
    match &file.moved_to {
        Some(to) => format!("{} moved to {}\n", file.path.display(), to.display()),
        None => format!("{} changed\n", file.path.display()),
    }
}

/// What changes in a file, as `diff -u` and `patch` have it.
pub(super) fn diff(file: &FileChange) -> String {
    let name = |path: &Path| path.display().to_string().replace('\\', "/");
    let (old, new) = (name(&file.path), name(file.moved_to.as_ref().unwrap_or(&file.path)));
    let changes = report::diff::unified((&old, &file.old), (&new, &file.new), 3);
    let moved = match file.moved_to {
        Some(_) => format!("rename from {old}\nrename to {new}\n"),
        None => String::new(),
    };
    format!("{moved}{changes}")
}
