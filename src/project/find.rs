//! Where the files of a project are: as given, or in their usual places.
//!
//! ```text
//! data/NAME.ron   the annotation        seeds/   cards, ledgers, perhaps texts        graphs/   outputs
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::has_file;
use super::{AllowedFolders, Disk, Error, write_lasting};
use crate::annotation::{self, Files as _};
use crate::evidence::TextFolder;

/// Where the files are, as far as the caller says; the others are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    /// The annotation file, or the folder of the project or of its annotation, of which it is the file that no
    /// other there includes; by default in the nearest `data/`, from here upwards.
    pub data: Option<PathBuf>,
    /// The folder of cards and ledgers; by default `seeds/` beside the folder of the annotation file.
    pub seeds: Option<PathBuf>,
    /// The folder of source texts; by default that of the cards, if it holds any.
    pub texts: Option<PathBuf>,
    /// Whether includes, cards and links may lead out of the project.
    pub outside: bool,
    /// Whether what has passed its check is kept in `.whobacks/` and answered from there.
    pub keep: bool,
}

/// The files of a project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The annotation file.
    pub data: PathBuf,
    /// The folder of cards and ledgers.
    pub seeds: PathBuf,
    /// The folder of source texts, if there is one.
    pub texts: Option<TextFolder>,
    /// Where it may read and write.
    pub bounds: AllowedFolders,
    /// Whether what has passed its check is kept in `.whobacks/` and answered from there.
    pub keeps: bool,
}

impl Project {
    /// Finds the files.
    ///
    /// # Errors
    /// If there is no annotation file or more than one to choose from, or if a folder of texts was named that
    /// does not exist.
    pub fn find(paths: &Paths) -> Result<Self, Error> {
        let data = paths.data.as_deref().map_or_else(default_data, annotation)?;
        Self::with(data, paths)
    }

    /// The project of an annotation file that may stand elsewhere: its cards are those beside it, or, if there are
    /// none, those of the current project.
    ///
    /// # Errors
    /// If a folder was named that has no annotation file, or more than one to choose from, or if a folder of texts
    /// was named that does not exist.
    pub fn of(data: &Path, paths: &Paths) -> Result<Self, Error> {
        let data = annotation(data)?;
        let own = beside(&beside(&data)).join("seeds");
        let seeds = match &paths.seeds {
            Some(seeds) => seeds.clone(),
            None if own.is_dir() => own,
            None => Self::seeds_only(paths)?.seeds,
        };
        Self::bound(data, seeds, paths)
    }

    /// Finds the folder of cards; an annotation file need not exist yet.
    ///
    /// # Errors
    /// If a folder of texts was named that does not exist.
    pub fn seeds_only(paths: &Paths) -> Result<Self, Error> {
        let data = match &paths.data {
            Some(named) => {
                Some(annotation(named).unwrap_or_else(|_| data_folder(named).join("data.ron")))
            }
            None => default_data().ok(),
        };
        Self::with(data.unwrap_or_else(|| PathBuf::from("data/data.ron")), paths)
    }

    fn with(data: PathBuf, paths: &Paths) -> Result<Self, Error> {
        let seeds = paths.seeds.clone().unwrap_or_else(|| default_seeds(&data));
        Self::bound(data, seeds, paths)
    }

    /// The project, allowed to read what the caller has named, and what is beside its annotation and cards.
    fn bound(data: PathBuf, seeds: PathBuf, paths: &Paths) -> Result<Self, Error> {
        let texts = texts(paths, &seeds)?;
        let named = [&paths.seeds, &paths.texts].into_iter().flatten().cloned();
        let mut roots: Vec<PathBuf> = named.chain([root(&data, paths), beside(&seeds)]).collect();
        roots.dedup();
        let bounds = match paths.outside {
            true => AllowedFolders::none(),
            false => AllowedFolders::within(roots.iter().map(PathBuf::as_path)),
        };
        Ok(Project { data, seeds, texts, bounds, keeps: paths.keep })
    }

    /// The disk, restricted to what this project may read.
    pub fn disk(&self) -> Disk {
        Disk { bounds: self.bounds.clone() }
    }

    /// Writes an annotation, a card or a ledger of the project, whole; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written, or leads out of the project.
    pub fn write(&self, path: &Path, content: &[u8]) -> Result<(), Error> {
        self.bounds.admit_output(path)?;
        write_lasting(path, content)
    }

    /// Where outputs go: `graphs/` beside the folder of cards.
    pub fn graphs(&self) -> PathBuf {
        beside(&self.seeds).join("graphs")
    }

    /// The folder of the project: the one that holds `data/`, or that of an annotation elsewhere.
    pub(super) fn folder(&self) -> PathBuf {
        folder_of(&self.data)
    }

    /// The name of an output: that of the annotation file, with another ending, its dot included.
    pub fn file_name(&self, ending: &str) -> String {
        let stem = self.data.file_stem().unwrap_or_default().to_string_lossy();
        format!("{stem}{ending}")
    }
}

/// The folder in which a file or folder stands, `.` not spelt out.
fn beside(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

/// The folder of a project: the one that holds `data/`, or that of an annotation elsewhere.
fn root(data: &Path, paths: &Paths) -> PathBuf {
    // A link that the user names means its target; a link that was found must not lead elsewhere.
    let data = match &paths.data {
        Some(named) if named == data => data.canonicalize().unwrap_or_else(|_| data.to_owned()),
        _ => data.to_owned(),
    };
    folder_of(&data)
}

fn folder_of(data: &Path) -> PathBuf {
    let folder = beside(data);
    if folder.file_name().is_some_and(|name| name == "data") { beside(&folder) } else { folder }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    Disk::everywhere()
        .list(folder)
        .map_err(|source| Error::List { folder: folder.to_owned(), source })
}

fn default_data() -> Result<PathBuf, Error> {
    let mut root = PathBuf::new();
    let here = std::env::current_dir().map_err(Error::NoFolder)?;
    for _ in here.ancestors() {
        if (root.as_os_str().is_empty() || is_project(&root))
            && let Some(file) = annotation_in(&root.join("data"))?
        {
            return Ok(file);
        }
        root.push("..");
    }
    Err(Error::NoData)
}

/// The annotation file that is named: itself, or by the folder in which it is or in whose `data/` it is.
fn annotation(named: &Path) -> Result<PathBuf, Error> {
    if !named.is_dir() {
        return Ok(named.to_owned());
    }
    let folder = data_folder(named);
    annotation_in(&folder)?.ok_or(Error::NoDataIn(folder))
}

/// Where the annotation of a folder is: in its `data/`, or in the folder itself.
fn data_folder(named: &Path) -> PathBuf {
    let data = named.join("data");
    if data.is_dir() { data } else { named.to_owned() }
}

/// The annotation file of a folder that none of the others there includes; nothing where there is none at all.
fn annotation_in(folder: &Path) -> Result<Option<PathBuf>, Error> {
    let mut files = list(folder)?;
    files.retain(|file| file.extension().is_some_and(|e| e == "ron"));
    match &roots(&files)[..] {
        [] if files.is_empty() => Ok(None),
        [] => Err(Error::Circle(folder.to_owned())),
        [one] => Ok(Some(one.clone())),
        several => Err(Error::SeveralData(several.to_vec())),
    }
}

/// Whether a folder above this one is a project of the same owner: it has cards beside its `data/`, and the owner
/// of the folder here. What other users put above it is ignored.
fn is_project(root: &Path) -> bool {
    #[cfg(unix)]
    let is_own = {
        use std::os::unix::fs::MetadataExt as _;
        let owner = |path: &Path| std::fs::metadata(path).ok().map(|found| found.uid());
        owner(&root.join("data")) == owner(Path::new("."))
    };
    #[cfg(not(unix))]
    let is_own = true;
    is_own && root.join("seeds").is_dir()
}

/// The files that none of the others includes. Each is read once, however they include each other.
fn roots(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.len() < 2 {
        return files.to_vec();
    }
    let (mut met, mut included) = (BTreeSet::new(), BTreeSet::new());
    for file in files {
        let disk = Disk { bounds: AllowedFolders::within([beside(&beside(file)).as_path()]) };
        let mut waiting = vec![file.clone()];
        while let Some(file) = waiting.pop() {
            if !met.insert(file.clone()) || file.extension().is_none_or(|ending| ending != "ron") {
                continue;
            }
            let text = disk.read(&file).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            let others = annotation::included(&file, text.as_deref().unwrap_or_default());
            waiting.extend(others.iter().cloned());
            included.extend(others.into_iter().filter(|other| *other != file));
        }
    }
    files.iter().filter(|file| !included.contains(*file)).cloned().collect()
}

/// `seeds/` beside the folder of the annotation file, or, if there is none, here.
fn default_seeds(data: &Path) -> PathBuf {
    let beside = beside(&beside(data)).join("seeds");
    if beside.is_dir() { beside } else { PathBuf::from("seeds") }
}

fn texts(paths: &Paths, seeds: &Path) -> Result<Option<TextFolder>, Error> {
    if let Some(folder) = &paths.texts {
        if !folder.is_dir() {
            return Err(Error::NoTexts(folder.clone()));
        }
        return Ok(Some(TextFolder { path: folder.clone(), complete: true }));
    }
    let any = has_file(seeds, "txt")
        .map_err(|source| Error::List { folder: seeds.to_owned(), source })?;
    Ok(any.then(|| TextFolder { path: seeds.to_owned(), complete: false }))
}
