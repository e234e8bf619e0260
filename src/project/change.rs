//! A change is checked against every rule before it is written, and written so that nobody's work is lost.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::write::write_together;
use super::{Disk, Error, Project};
use crate::annotation::{self, Arena, Dataset, Files as _, Overlay};
use crate::check::{self, CheckOptions};
use crate::diagnostic::{Code, Diagnostic, Report, Severity};
use crate::edit::{ChangeSet, Seeds};
use crate::evidence::Sources;
use crate::model::Cut;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What the check says with a change, compared with what it says without it.
#[derive(Debug, Clone)]
pub struct Soundness {
    /// What is wrong that was not wrong before.
    pub report: Report,
    /// How many errors there were before the change.
    pub errors_before: usize,
}

impl Soundness {
    /// Whether the change makes an error.
    pub fn is_bad(&self) -> bool {
        self.report.count(Severity::Error) > 0
    }
}

/// A summary of the folders of cards and texts: as long as it is the same, they need not be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Project {
    /// The summary of the folders of cards and texts.
    pub fn stamp(&self) -> Stamp {
        let disk = self.disk();
        let texts = self.texts.iter().map(|folder| folder.path.as_path());
        let folders = std::iter::once(self.seeds.as_path()).chain(texts);
        let paths = folders.flat_map(|folder| disk.list(folder).unwrap_or_default());
        let look = |path: PathBuf| {
            let found = fs::metadata(&path).ok();
            let changed = found.as_ref().and_then(|found| found.modified().ok());
            (path, found.map_or(0, |found| found.len()), changed)
        };
        Stamp(paths.map(look).collect())
    }

    /// The cards and ledgers as they are written.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn papers(&self) -> Result<Seeds, Error> {
        let seeds = Seeds::load(&self.disk(), &self.seeds);
        seeds.map_err(|source| Error::Sources { folder: self.seeds.clone(), source })
    }

    /// Applies every rule to the project as it would be after the change.
    ///
    /// # Errors
    /// When something cannot be read.
    pub fn judge(&self, change: &ChangeSet, options: CheckOptions) -> Result<Soundness, Error> {
        let arena = Arena::new();
        let (before, sources) = self.load(&arena)?;
        self.judge_from(&before, &sources, change, options)
    }

    /// The same for callers that have read the project already, and ask often: if no card, ledger or text would
    /// change, the sources that they have are used.
    ///
    /// # Errors
    /// As there.
    pub fn judge_from(
        &self,
        before: &Dataset<'_>,
        sources: &Sources,
        change: &ChangeSet,
        options: CheckOptions,
    ) -> Result<Soundness, Error> {
        let disk = self.disk();
        let mut overlay = Overlay::new(&disk);
        for file in &change.files {
            match &file.moved_to {
                Some(to) => {
                    overlay.remove(&file.path);
                    overlay.put(to, file.new.clone().into_bytes());
                }
                None => overlay.put(&file.path, file.new.clone().into_bytes()),
            }
        }
        let is_annotation = |path: &PathBuf| before.files.iter().any(|file| file.path == *path);
        let arena = Arena::new();
        let mut anew = None;
        let after =
            match change.files.iter().all(|f| f.moved_to.is_none() && is_annotation(&f.path)) {
                true => annotation::load(&self.data, &overlay, &arena)?,
                false => {
                    let (after, sources) = self.load_from(&overlay, &arena)?;
                    anew = Some(sources);
                    after
                }
            };
        let old = check::check(before, sources, options).report;
        let new = check::check(&after, anew.as_ref().unwrap_or(sources), options).report;
        let errors_before = old.count(Severity::Error);
        Ok(Soundness { report: new_faults(&old, new), errors_before })
    }
}

/// The diagnostics of the second report that the first has not. A code counts only if there are more of it, because
/// the message may name something that was renamed.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "counts of diagnostics that lie in memory; what is counted down is above 0"
)]
fn new_faults(before: &Report, after: Report) -> Report {
    let mut count: HashMap<Code, isize> = HashMap::new();
    let mut known: HashMap<(Code, Box<str>), usize> = HashMap::new();
    for diagnostic in &before.diagnostics {
        *count.entry(diagnostic.code).or_default() -= 1;
        *known.entry((diagnostic.code, diagnostic.message.clone())).or_default() += 1;
    }
    for diagnostic in &after.diagnostics {
        *count.entry(diagnostic.code).or_default() += 1;
    }
    let mut is_new = |diagnostic: &Diagnostic| {
        if count.get(&diagnostic.code).is_none_or(|more| *more <= 0) {
            return false;
        }
        match known.get_mut(&(diagnostic.code, diagnostic.message.clone())) {
            Some(n) if *n > 0 => {
                *n -= 1;
                false
            }
            _ => true,
        }
    };
    let Report { files, mut diagnostics, notes } = after;
    diagnostics.retain(|diagnostic| is_new(diagnostic));
    Report { files, diagnostics, notes }
}

/// Writes what is changed: all files, or none. A byte-order mark is kept.
///
/// # Errors
/// If a file is no longer what the change was based on, or cannot be written.
pub fn write_change(change: &ChangeSet) -> Result<(), Error> {
    let (mut files, mut left) = (Vec::new(), Vec::new());
    // Its kind is looked up before it is opened, as for everything that is read.
    let disk = Disk::everywhere();
    for file in &change.files {
        let read = |source| Error::Write { path: file.path.clone(), source };
        let bytes = disk.read(&file.path).map_err(read)?;
        let mark = match bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) {
            true => BYTE_ORDER_MARK,
            false => "",
        };
        if bytes.cut(mark.len()..) != file.old.as_bytes() {
            return Err(Error::ChangedMeanwhile(file.path.clone()));
        }
        let path = file.moved_to.as_ref().unwrap_or(&file.path);
        let content = format!("{mark}{}", file.new).into_bytes();
        if file.moved_to.is_some() {
            // What an interrupted run has already moved does not stand in the way.
            if path.exists() && disk.read(path).ok().as_ref() != Some(&content) {
                return Err(Error::InTheWay(path.clone()));
            }
            left.push(file.path.clone());
        }
        files.push((path.clone(), content));
    }
    write_together(&files)?;
    for path in left {
        fs::remove_file(&path).map_err(|source| Error::Remove { path, source })?;
    }
    Ok(())
}
