//! Files, some of which differ from those on disk: changed and not yet saved, or not yet written.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::Files;

/// Files, some of them replaced by unsaved contents.
pub struct Overlay<'f> {
    files: &'f dyn Files,
    /// By identity: the path as it was given, and the content; `None` if the file counts as deleted.
    over: BTreeMap<PathBuf, (PathBuf, Option<Vec<u8>>)>,
}

impl std::fmt::Debug for Overlay<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Overlay").field("over", &self.over.keys()).finish_non_exhaustive()
    }
}

impl<'f> Overlay<'f> {
    /// The files as they are.
    pub fn new(files: &'f dyn Files) -> Self {
        Overlay { files, over: BTreeMap::new() }
    }

    /// Replaces the content of a file.
    pub fn put(&mut self, path: &Path, content: Vec<u8>) {
        let over = (path.to_owned(), Some(content));
        self.over.insert(self.files.identity(path), over);
    }

    /// Makes a file count as deleted.
    pub fn remove(&mut self, path: &Path) {
        self.over.insert(self.files.identity(path), (path.to_owned(), None));
    }

    fn found(&self, path: &Path) -> Option<&Option<Vec<u8>>> {
        self.over.get(&self.files.identity(path)).map(|(_, content)| content)
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.found(path) {
            Some(Some(content)) => Ok(content.clone()),
            Some(None) => Err(io::ErrorKind::NotFound.into()),
            None => self.files.read(path),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = self.files.list(folder)?;
        paths.retain(|path| self.found(path).is_none_or(Option::is_some));
        let here = self.files.identity(folder);
        for (path, content) in self.over.values() {
            let stands_here = path.parent().is_some_and(|p| self.files.identity(p) == here);
            let Some(name) = path.file_name().filter(|_| stands_here && content.is_some()) else {
                continue;
            };
            let listed = folder.join(name);
            if !paths.contains(&listed) {
                paths.push(listed);
            }
        }
        paths.sort();
        Ok(paths)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.files.identity(path)
    }
}
