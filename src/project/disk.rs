//! Reading files, inside the bounds of a project.

use std::fs;
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
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            // The entry of the folder knows its kind, unless it is a link.
            let kind = entry.file_type()?;
            if kind.is_file() || (kind.is_symlink() && path.is_file()) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }
}
