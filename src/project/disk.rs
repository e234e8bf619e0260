//! Reading files, inside the bounds of a project.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use super::AllowedFolders;
use crate::annotation::Files;

/// The disk.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    /// Where it may be read.
    pub bounds: AllowedFolders,
}

impl Disk {
    /// The disk without bounds.
    pub fn everywhere() -> Self {
        Disk { bounds: AllowedFolders::none() }
    }
}

/// Whether an entry of a folder is a file, links followed.
fn is_file(entry: &DirEntry) -> io::Result<bool> {
    // The entry of the folder knows its kind, unless it is a link.
    let kind = entry.file_type()?;
    Ok(kind.is_file() || (kind.is_symlink() && entry.path().is_file()))
}

/// Whether a folder has a file with that ending; it is not read any further than to the first.
pub(super) fn has_file(folder: &Path, ending: &str) -> io::Result<bool> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        if Path::new(&name).extension().is_some_and(|e| e == ending) && is_file(&entry)? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.bounds.admit(path)?;
        // Looked up before it is opened: a pipe would wait for ever, and a device has no end.
        let found = fs::metadata(path)?;
        if !found.is_file() && !found.is_dir() {
            let reason = "it is a device or a pipe, not a file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        self.bounds.admit(folder)?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            if is_file(&entry)? {
                names.push(entry.file_name());
            }
        }
        // Names are compared in a tenth of the time in which whole paths are.
        names.sort_unstable();
        Ok(names.into_iter().map(|name| folder.join(name)).collect())
    }

    fn identity(&self, path: &Path) -> PathBuf {
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }
}
