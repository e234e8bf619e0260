//! Where a project may read and write: opening somebody else's project must not give it access to the reader's
//! other files.
//!
//! Takes paths as annotations, cards and links name them; says whether they stay where they belong.
//! Must not know what is in the files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;

/// The folders inside which includes, cards, texts and outputs have to stay, links followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedFolders {
    /// Full paths without links; none if there are no bounds.
    roots: Option<Vec<PathBuf>>,
}

impl AllowedFolders {
    /// No bounds: for callers that name each file themselves.
    pub fn none() -> Self {
        AllowedFolders::default()
    }

    /// Inside these folders. A folder that does not exist yet is judged by its path.
    pub fn within<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Self {
        let roots = folders.into_iter().map(real).collect();
        AllowedFolders { roots: Some(roots) }
    }

    /// Whether a file or folder, existing or not, lies inside.
    ///
    /// # Errors
    /// `PermissionDenied`, with a reason, if it does not.
    pub fn admit(&self, path: &Path) -> io::Result<()> {
        let Some(roots) = &self.roots else { return Ok(()) };
        let real = real(path);
        if roots.iter().any(|root| real.starts_with(root)) {
            return Ok(());
        }
        let reason = "it leads out of the project; --outside follows it all the same";
        Err(io::Error::new(io::ErrorKind::PermissionDenied, reason))
    }

    /// The same for a file that is to be written although the user has not named it: writing to a pipe that somebody
    /// has put there would wait for ever, and a device would swallow the output.
    ///
    /// # Errors
    /// If it lies outside, or exists and is not an ordinary file.
    pub fn admit_output(&self, path: &Path) -> Result<(), Error> {
        let ordinary = || match fs::metadata(path) {
            Ok(found) if !found.is_file() && !found.is_dir() => {
                let reason = "it is a device or a pipe, not a file";
                Err(io::Error::new(io::ErrorKind::InvalidInput, reason))
            }
            _ => Ok(()),
        };
        let admitted = self.admit(path).and_then(|()| ordinary());
        admitted.map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}

/// A path without links, as far as it exists; the rest as it is written.
fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path })
        .unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    let mut there = full.as_path();
    loop {
        if let Ok(real) = there.canonicalize() {
            return rest.iter().rev().fold(real, |path, part| path.join(part));
        }
        // A link counts by its target, even if that does not exist yet.
        if let Ok(target) = fs::read_link(there) {
            let target = there.parent().unwrap_or(Path::new("/")).join(target);
            let parent = target.parent().and_then(|parent| parent.canonicalize().ok());
            let target = match (parent, target.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => target,
            };
            return rest.iter().rev().fold(target, |path, part| path.join(part));
        }
        match (there.parent(), there.file_name()) {
            (Some(parent), Some(name)) => {
                rest.push(name);
                there = parent;
            }
            _ => return full,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_leads_out_is_refused_however_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("p");
        fs::create_dir_all(inside.join("data")).expect("a folder");
        fs::write(folder.path().join("secret"), "s").expect("a file");
        symlink("../../secret", inside.join("data/link")).expect("a link");
        symlink("../../not-there", inside.join("data/dangling")).expect("a link");
        symlink("..", inside.join("up")).expect("a link");
        symlink("data", inside.join("own")).expect("a link");
        let bounds = AllowedFolders::within([inside.as_path()]);
        for (path, inside_it) in [
            ("data/x.ron", true),
            ("data/../data/x.ron", true),
            ("own/x.ron", true),
            ("not/there/yet", true),
            ("../secret", false),
            ("data/link", false),
            ("data/dangling", false),
            ("up/secret", false),
            ("up/p/data", true),
            ("/etc/passwd", false),
        ] {
            assert_eq!(bounds.admit(&inside.join(path)).is_ok(), inside_it, "{path}");
            assert!(AllowedFolders::none().admit(&inside.join(path)).is_ok());
        }
    }
}
