//! The folder of outputs: each file that is not fresh is written whole, and files that are no longer asked for
//! are removed.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::lock::{self, Freshness, Hash, Lock};
use super::{AllowedFolders, Disk, Error, Project, write_whole};
use crate::annotation::Files as _;

/// What became of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputOutcome {
    /// It was left alone: it is fresh, or was only to be checked.
    Found(Freshness),
    /// It has been written.
    Written,
    /// Nothing asks for it, and it has not been removed yet.
    LeftOver,
    /// Nothing asks for it, and it has been removed.
    Removed,
    /// Nothing asks for it, but it is not the file that was written, so it stays.
    Kept,
}

impl fmt::Display for OutputOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputOutcome::Found(freshness) => freshness.fmt(f),
            OutputOutcome::Written => f.write_str("written"),
            OutputOutcome::LeftOver => f.write_str("is left over: no slice asks for it"),
            OutputOutcome::Removed => f.write_str("removed: no slice asks for it"),
            OutputOutcome::Kept => f.write_str("is not what was written, and is left as it is"),
        }
    }
}

/// The outputs of one project.
#[derive(Debug)]
pub struct Outputs {
    folder: PathBuf,
    bounds: AllowedFolders,
    check: bool,
    stale: bool,
    lock_name: String,
    lock: Lock,
    /// The pictures that are asked for.
    pictures: BTreeSet<String>,
}

impl Outputs {
    /// The outputs of a project in a folder; if they are only to be checked, nothing is written.
    pub fn open(folder: &Path, project: &Project, check: bool) -> Self {
        let lock_name = project.file_name(".lock");
        let bounds = match project.bounds == AllowedFolders::none() || folder == project.graphs() {
            true => project.bounds.clone(),
            // Outputs belong in the folder that the user names, not where a link in it leads.
            false => AllowedFolders::within([folder]),
        };
        let (folder, pictures) = (folder.to_owned(), BTreeSet::new());
        let lock = Lock::default();
        let mut outputs =
            Outputs { folder, bounds, check, stale: false, lock_name, lock, pictures };
        let lock = outputs.read(&outputs.lock_name).unwrap_or_default();
        outputs.lock = Lock::read(&String::from_utf8_lossy(&lock));
        outputs
    }

    /// Where an output stands.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether anything was stale.
    pub fn were_stale(&self) -> bool {
        self.stale
    }

    /// An output that is compared byte by byte.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn text(&mut self, name: &str, bytes: &[u8]) -> Result<OutputOutcome, Error> {
        let state = lock::of_text(self.read(name).as_deref(), bytes);
        if self.leave(state) {
            return Ok(OutputOutcome::Found(state));
        }
        self.write(name, bytes)?;
        Ok(OutputOutcome::Written)
    }

    /// A picture, drawn only if the existing one was drawn from something else.
    ///
    /// # Errors
    /// When it cannot be drawn or written.
    pub fn picture<E: From<Error>>(
        &mut self,
        name: &str,
        from: Hash,
        draw: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<OutputOutcome, E> {
        self.pictures.insert(name.to_owned());
        let state = self.lock.freshness(name, self.read(name).as_deref(), from);
        if self.leave(state) {
            return Ok(OutputOutcome::Found(state));
        }
        let bytes = draw()?;
        self.write(name, &bytes)?;
        self.lock.note(name, &bytes, from);
        Ok(OutputOutcome::Written)
    }

    /// Removes the pictures that nothing has asked for, gives what became of each, and writes the
    /// record.
    ///
    /// # Errors
    /// When a picture cannot be removed, or the record not written.
    pub fn close(&mut self) -> Result<Vec<(PathBuf, OutputOutcome)>, Error> {
        let asked = |name: &&str| self.pictures.contains(*name);
        let left: Vec<String> =
            self.lock.names().filter(|name| !asked(name)).map(str::to_owned).collect();
        let mut done = Vec::new();
        for name in left {
            let path = self.path(&name);
            if let Some(bytes) = self.read(&name) {
                let outcome = match (self.check, self.lock.wrote(&name, &bytes)) {
                    (true, _) => OutputOutcome::LeftOver,
                    (false, false) => OutputOutcome::Kept,
                    (false, true) => {
                        let removed = fs::remove_file(&path);
                        removed.map_err(|source| Error::Remove { path: path.clone(), source })?;
                        OutputOutcome::Removed
                    }
                };
                self.stale = true;
                done.push((path, outcome));
            }
            self.lock.forget(&name);
        }
        let text = self.lock.write();
        if !self.check && self.read(&self.lock_name).as_deref() != Some(text.as_bytes()) {
            self.write(&self.lock_name, text.as_bytes())?;
        }
        Ok(done)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        Disk { bounds: self.bounds.clone() }.read(&self.path(name)).ok()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path(name);
        self.bounds.admit_output(&path)?;
        write_whole(&path, |out| out.write_all(bytes))
    }

    /// Whether a file of that freshness is left alone.
    fn leave(&mut self, state: Freshness) -> bool {
        self.stale |= state != Freshness::Fresh;
        self.check || state == Freshness::Fresh
    }
}
