//! Which annotation file a file belongs to: the one that includes it and the most others.
//!
//! Takes a file and a view of the files beside it; gives the root. Reads every file once, however many
//! include each other. Must not know sessions or what the files say but for what they include.

#![expect(clippy::arithmetic_side_effects, reason = "counts of files")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::annotation::{self, Files};

/// The file of a folder or the one above that includes a file and most others; the file itself where none
/// does.
pub(super) fn root_of(path: &Path, folders: &[&Path], files: &dyn Files) -> PathBuf {
    let mut net =
        Includes { files, numbers: HashMap::new(), known: HashMap::new(), to: Vec::new() };
    let own = net.number(path);
    let listed = folders.iter().flat_map(|folder| files.list(folder).unwrap_or_default());
    let mut best = (1, path.to_owned());
    for root in listed.filter(|path| path.extension().is_some_and(|ending| ending == "ron")) {
        let met = net.met_from(&root);
        if met.len() > best.0 && met.contains(&own) {
            best = (met.len(), root);
        }
    }
    best.1
}

/// Who includes whom, as far as it has been asked.
struct Includes<'f> {
    files: &'f dyn Files,
    /// By the name by which a file is known.
    numbers: HashMap<PathBuf, usize>,
    /// The same by path: to ask the system for that name takes long.
    known: HashMap<PathBuf, usize>,
    /// Each file's path and, once it is read, what it includes; nothing of a file that cannot be read.
    to: Vec<(PathBuf, Option<Vec<usize>>)>,
}

impl Includes<'_> {
    fn number(&mut self, path: &Path) -> usize {
        if let Some(number) = self.known.get(path) {
            return *number;
        }
        let next = self.to.len();
        let number = *self.numbers.entry(self.files.identity(path)).or_insert(next);
        if number == next {
            self.to.push((path.to_owned(), None));
        }
        self.known.insert(path.to_owned(), number);
        number
    }

    /// The files that a file leads to, itself first.
    fn met_from(&mut self, root: &Path) -> Vec<usize> {
        let root = self.number(root);
        let (mut met, mut is_met) = (vec![root], vec![false; self.to.len()]);
        is_met.get_mut(root).into_iter().for_each(|is_met| *is_met = true);
        let mut next = 0;
        while let Some(at) = met.get(next).copied() {
            next += 1;
            for to in self.included(at) {
                is_met.resize(self.to.len(), false);
                if is_met.get_mut(to).is_some_and(|is_met| !std::mem::replace(is_met, true)) {
                    met.push(to);
                }
            }
        }
        met
    }

    /// What a file includes and can be read.
    fn included(&mut self, at: usize) -> Vec<usize> {
        let path = match self.to.get(at) {
            None => return Vec::new(),
            Some((_, Some(included))) => return included.clone(),
            Some((path, None)) => path.clone(),
        };
        let text = self.files.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let paths = text.map(|text| annotation::included(&path, &text)).unwrap_or_default();
        let is_annotation = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "ron");
        let paths: Vec<PathBuf> = paths.into_iter().filter(is_annotation).collect();
        let mut included: Vec<usize> = paths.iter().map(|path| self.number(path)).collect();
        included.sort_unstable();
        included.dedup();
        if let Some((_, known)) = self.to.get_mut(at) {
            *known = Some(included.clone());
        }
        included
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Files of a folder that include what they are said to.
    struct Folder<'f> {
        files: Vec<(&'f str, Vec<&'f str>)>,
        read: AtomicUsize,
    }

    impl Files for Folder<'_> {
        fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
            self.read.fetch_add(1, Ordering::Relaxed);
            let own = self.files.iter().find(|(name, _)| Path::new("data").join(name) == path);
            let (_, includes) = own.ok_or(io::ErrorKind::NotFound)?;
            Ok(format!("(include: {includes:?})").into_bytes())
        }

        fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
            Ok(self.files.iter().map(|(name, _)| folder.join(name)).collect())
        }
    }

    fn root(files: Vec<(&str, Vec<&str>)>, path: &str) -> (PathBuf, usize) {
        let folder = Folder { files, read: AtomicUsize::new(0) };
        let root = root_of(&Path::new("data").join(path), &[Path::new("data")], &folder);
        (root, folder.read.into_inner())
    }

    #[test]
    fn the_root_is_what_includes_the_file_and_most_others() {
        let files = || {
            vec![
                ("actors.ron", vec![]),
                ("other.ron", vec!["more.ron"]),
                ("war.ron", vec!["actors.ron", "claims.ron"]),
                ("claims.ron", vec!["actors.ron"]),
                ("more.ron", vec![]),
            ]
        };
        assert_eq!(root(files(), "actors.ron").0, Path::new("data/war.ron"));
        assert_eq!(root(files(), "more.ron").0, Path::new("data/other.ron"));
        assert_eq!(root(files(), "war.ron").0, Path::new("data/war.ron"));
        assert_eq!(root(files(), "alone.ron").0, Path::new("data/alone.ron"));
    }

    #[test]
    fn each_file_is_read_once_however_many_include_each_other() {
        let names: Vec<String> = (0..40).map(|i| format!("f{i}.ron")).collect();
        let all = || names.iter().map(String::as_str);
        let files = all().map(|own| (own, all().filter(|name| *name != own).collect()));
        assert_eq!(root(files.collect(), "f7.ron"), (PathBuf::from("data/f0.ron"), 40));
    }
}
