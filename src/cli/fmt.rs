//! `fmt`

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::disk::Disk;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::{self, Arena, FaultKind, Files as _, RecordKind, laid_out};
use crate::project::write_lasting;

/// Lay out an annotation file in the usual way: indented by its brackets, evenly spaced
///
/// Only white space and the comma before a closing bracket change. Comments stay, and lines break
/// where you break them. Without a file, the project's annotation is laid out, with all files that it includes.
///
/// Examples:
///   whobacks fmt
///   whobacks fmt --check               exit code 1 if a file would change
///   whobacks fmt seeds/antiwar-2017.ron
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Fmt {
    /// Files in RON
    files: Vec<PathBuf>,
    /// Change nothing; say which files are not laid out in the usual way
    #[arg(long)]
    check: bool,
}

impl Fmt {
    /// Whether it is told which files to lay out.
    pub(super) fn names_files(&self) -> bool {
        !self.files.is_empty()
    }

    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let (disk, files) = match self.files.is_empty() {
            true => of_project(globals)?,
            false => (Disk::everywhere(), self.files.clone()),
        };
        // All are looked at before any is changed.
        let mut changes = Vec::new();
        for path in &files {
            let old = disk.read(path).map(String::from_utf8);
            let old = old.with_context(|| format!("cannot read {}", path.display()))?;
            let old = old.with_context(|| format!("{} is not UTF-8", path.display()))?;
            let new = new_text(path, &old)?;
            if new != old {
                changes.push((path, new));
            }
        }
        for (path, new) in &changes {
            if self.check {
                terminal.print(&format!("{} is not laid out as usual\n", path.display()))?;
                continue;
            }
            write_lasting(path, new.as_bytes())?;
            terminal.say(&format!("{} laid out", path.display()));
        }
        Ok(if self.check && !changes.is_empty() { Ended::Badly } else { Ended::Well })
    }
}

/// The project's annotation file, with all that it includes.
fn of_project(globals: &Globals) -> anyhow::Result<(Disk, Vec<PathBuf>)> {
    let (project, arena) = (Project::find(globals)?, Arena::new());
    let disk = project.disk();
    let dataset = annotation::load(&project.data, &disk, &arena)?;
    Ok((disk, dataset.files.into_iter().map(|file| file.path).collect()))
}

fn new_text(path: &Path, old: &str) -> anyhow::Result<String> {
    let shown = path.display();
    let new = match laid_out(old) {
        Ok(new) => new,
        Err(error) => {
            let (place, why) = (error.span.start, annotation::wording(&error.code));
            bail!("{shown}:{place}: {why}; nothing was changed: `whobacks check` shows the place")
        }
    };
    // Whatever is laid out says what it said, or it is not written.
    let arena = Arena::new();
    let [before, after] = [old, &new].map(|text| annotation::parse(path, text, &arena));
    let no_record = |kind: &FaultKind| {
        matches!(kind, FaultKind::WrongType { record: RecordKind::File, field: None, .. })
    };
    if before.files[0].faults.iter().any(|fault| no_record(&fault.kind)) {
        bail!("{shown} is neither an annotation file nor a card, and is left as it is");
    }
    if before.files[0].content != after.files[0].content {
        bail!("{shown} would not say the same if it were laid out, and is left as it is");
    }
    Ok(new)
}
