//! An annotation file and the files that it includes, read one after the other.
//!
//! Takes a path and a way to read files; gives a [`Dataset`] with each file once. If a file includes itself, or
//! cannot be read, that is a fault of the file that includes it.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use ron::error::SpannedError;

use super::dataset::{Arena, Dataset, File};
use super::entry::FileEntry;
use super::examine::{examine, syntax};
use super::fault::{Fault, FaultKind};
use super::places::Part;
use super::text::{Pairs, Str};
use super::{Files, ron_options, split};
use crate::model::Cut;

/// Why the annotation could not be read at all.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct LoadError {
    /// The file asked for.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub source: std::io::Error,
}

/// Reads an annotation file and all files that it includes.
///
/// # Errors
/// When the file itself cannot be read. An included file that cannot be read is a fault in the file
/// that includes it.
pub fn load<'a>(
    path: &Path,
    files: &dyn Files,
    arena: &'a Arena,
) -> Result<Dataset<'a>, LoadError> {
    let error = |source| LoadError { path: path.to_owned(), source };
    let bytes = files.read(path).map_err(error)?;
    let mut loader = Loader::new(files, arena);
    loader.file(path.to_owned(), bytes);
    Ok(Dataset { files: loader.read })
}

/// Reads one annotation text that includes nothing.
pub fn parse<'a>(path: &Path, text: &str, arena: &'a Arena) -> Dataset<'a> {
    struct Nothing;
    impl Files for Nothing {
        fn read(&self, _: &Path) -> std::io::Result<Vec<u8>> {
            Err(std::io::ErrorKind::NotFound.into())
        }

        fn list(&self, _: &Path) -> std::io::Result<Vec<PathBuf>> {
            Ok(Vec::new())
        }
    }
    let mut loader = Loader::new(&Nothing, arena);
    loader.file(path.to_owned(), text.as_bytes().to_vec());
    Dataset { files: loader.read }
}

/// The files that an annotation includes itself, as far as its text can be read.
pub fn included(path: &Path, text: &str) -> Vec<PathBuf> {
    let arena = Arena::new();
    let dataset = parse(path, text, &arena);
    let includes = dataset.files.first().map(|file| &file.content.include[..]).unwrap_or_default();
    let parent = path.parent().unwrap_or(Path::new(""));
    includes.iter().map(|include| tidy(&parent.join(&**include))).collect()
}

/// How deep files may include each other; a data set divided by country and year needs three levels.
const DEEPEST: usize = 100;

struct Loader<'f, 'a> {
    files: &'f dyn Files,
    arena: &'a Arena,
    read: Vec<File<'a>>,
    /// The chain of files that are being read, each included by the one before.
    /// Each with the name by which it is known.
    open: Vec<(PathBuf, PathBuf)>,
    seen: HashSet<PathBuf>,
    /// By which name each path is known: many files may include one.
    identities: HashMap<PathBuf, PathBuf>,
}

impl<'f, 'a> Loader<'f, 'a> {
    fn new(files: &'f dyn Files, arena: &'a Arena) -> Self {
        let (read, open, seen) = (Vec::new(), Vec::new(), HashSet::new());
        Loader { files, arena, read, open, seen, identities: HashMap::new() }
    }

    fn identity(&mut self, path: &Path) -> PathBuf {
        if let Some(known) = self.identities.get(path) {
            return known.clone();
        }
        let identity = self.files.identity(path);
        self.identities.insert(path.to_owned(), identity.clone());
        identity
    }

    fn file(&mut self, path: PathBuf, bytes: Vec<u8>) {
        let identity = self.identity(&path);
        self.seen.insert(identity.clone());
        let place = self.read.len();
        let read = read(path.clone(), bytes, self.arena);
        let includes: Vec<String> = read.content.include.iter().map(|p| p.to_string()).collect();
        self.read.push(read);
        self.open.push((path, identity));
        let mut wrong = Vec::new();
        for (i, include) in includes.into_iter().enumerate() {
            if let Err(kind) = self.include(&include) {
                wrong.push((i, kind));
            }
        }
        self.open.pop();
        if let Some(read) = self.read.get_mut(place).filter(|_| !wrong.is_empty()) {
            let places = read.places();
            let fault = |(i, kind)| Fault { span: places.locate(&Part::Include(i)), kind };
            let faults: Vec<Fault> = wrong.into_iter().map(fault).collect();
            read.faults.extend(faults);
        }
    }

    fn include(&mut self, include: &str) -> Result<(), FaultKind> {
        let parent = self.open.last().and_then(|(p, _)| p.parent()).unwrap_or(Path::new(""));
        let path = tidy(&parent.join(include));
        let identity = self.identity(&path);
        if self.seen.contains(&identity) {
            // Names by which files are known are equal to the letter, or not at all.
            let is_it = |(_, open): &(PathBuf, PathBuf)| open.as_os_str() == identity.as_os_str();
            return match self.open.iter().position(is_it) {
                Some(start) => Err(FaultKind::IncludeCycle { chain: told(self.open.cut(start..)) }),
                None => Ok(()),
            };
        }
        if path.extension().is_none_or(|ending| ending != "ron") {
            // A message about a file shows a line of it, and this one may be any.
            let reason = "the name of an annotation file ends in .ron".to_owned();
            return Err(FaultKind::IncludeMissing { path: path.display().to_string(), reason });
        }
        if self.open.len() > DEEPEST {
            let reason = format!("files include each other more than {DEEPEST} deep");
            return Err(FaultKind::IncludeMissing { path: path.display().to_string(), reason });
        }
        let bytes = self.files.read(&path).map_err(|e| FaultKind::IncludeMissing {
            path: path.display().to_string(),
            reason: e.to_string(),
        })?;
        self.file(path, bytes);
        Ok(())
    }
}

/// A chain of files that include each other, by name; of a long one the beginning and the end.
fn told(chain: &[(PathBuf, PathBuf)]) -> Vec<String> {
    let names = |files: &[(PathBuf, PathBuf)]| -> Vec<String> {
        files.iter().map(|(path, _)| path.display().to_string()).collect()
    };
    let ends = chain.split_first_chunk::<4>();
    let ends = ends.and_then(|(first, rest)| Some((first, rest.split_last_chunk::<4>()?)));
    match ends {
        Some((first, (more, last))) if more.len() > 1 => {
            let mut told = names(first);
            told.push(format!("{} more", more.len()));
            told.extend(names(last));
            told
        }
        _ => names(chain),
    }
}

/// Takes `.` and `..` out of a path as far as its text allows, so that one file has one name.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

fn read(path: PathBuf, bytes: Vec<u8>, arena: &Arena) -> File<'_> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return unreadable(path, error, arena),
    };
    let text: &str = arena.alloc(text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match read_content(text) {
        Ok(content) if !has_duplicates(&content) => {
            File { path, text, readable: text, content, faults: Vec::new() }
        }
        _ => {
            let examination = examine(text);
            let mut faults = examination.faults;
            let readable = match examination.repaired {
                Some(repaired) => arena.alloc(repaired),
                None => "",
            };
            let content = match ron_options().from_str(readable) {
                Ok(content) => content,
                Err(error) if !readable.is_empty() => {
                    faults.push(syntax(readable, &error));
                    FileEntry::default()
                }
                Err(_) => FileEntry::default(),
            };
            File { path, text, readable, content, faults }
        }
    }
}

/// Reads a whole file: a large one in parts, if it can be told where they start.
fn read_content(text: &str) -> Result<FileEntry<'_>, SpannedError> {
    let parts = text.len().div_ceil(split::LARGE).min(rayon::current_num_threads());
    if parts > 1
        && let Some(content) = split::read(text, parts)
    {
        return Ok(content);
    }
    ron_options().from_str(text)
}

fn unreadable(path: PathBuf, error: std::string::FromUtf8Error, arena: &Arena) -> File<'_> {
    let at = error.utf8_error().valid_up_to();
    let text: &str = arena.alloc(String::from_utf8_lossy(error.as_bytes()).into_owned());
    let message = "the file is not UTF-8 from here on".to_owned();
    let fault = Fault { span: at..at, kind: FaultKind::Syntax { message } };
    File { path, text, readable: "", content: FileEntry::default(), faults: vec![fault] }
}

/// Whether a key stands twice in one of the maps; serde reads on over that.
fn has_duplicates(content: &FileEntry<'_>) -> bool {
    fn doubled<T>(pairs: &Pairs<'_, T>) -> bool {
        let mut seen: HashSet<&Str<'_>> = HashSet::with_capacity(pairs.len());
        pairs.iter().any(|(key, _)| !seen.insert(key))
    }
    doubled(&content.actors)
        || doubled(&content.relations)
        || doubled(&content.sides)
        || doubled(&content.claims)
        || content.actors.iter().any(|(_, actor)| doubled(&actor.aliases_in))
}
