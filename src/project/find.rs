//! Where the files of a project are: as given, or where they usually stand.
//!
//! ```text
//! data/NAME.ron   the annotation        seeds/   cards, ledgers, perhaps texts        graphs/   outputs
//! ```

use std::path::{Path, PathBuf};

use super::{Disk, Error};
use crate::annotation::{self, Arena, Files as _};
use crate::evidence::TextFolder;

/// What is said of where the files are. What is not said is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    /// The annotation file; else the one in the nearest `data/`, from here upwards, that no other there
    /// includes.
    pub data: Option<PathBuf>,
    /// The folder of cards and ledgers; else `seeds/` beside the folder of the annotation file.
    pub seeds: Option<PathBuf>,
    /// The folder of source texts; else that of the cards, if it holds any.
    pub texts: Option<PathBuf>,
}

/// The files of a project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The annotation file.
    pub data: PathBuf,
    /// The folder of cards and ledgers.
    pub seeds: PathBuf,
    /// The folder of source texts, where there is one.
    pub texts: Option<TextFolder>,
}

impl Project {
    /// Finds the files.
    ///
    /// # Errors
    /// When there is no annotation file or more than one to choose from, or no folder of texts where
    /// one was named.
    pub fn find(paths: &Paths) -> Result<Self, Error> {
        let data = paths.data.clone().map_or_else(default_data, Ok)?;
        Self::with(data, paths)
    }

    /// The project of an annotation file that may stand elsewhere: its cards are those beside it, or
    /// else those of the project here.
    ///
    /// # Errors
    /// When there is no folder of texts where one was named.
    pub fn of(data: &Path, paths: &Paths) -> Result<Self, Error> {
        let own = beside(&beside(data)).join("seeds");
        let seeds = match &paths.seeds {
            Some(seeds) => seeds.clone(),
            None if own.is_dir() => own,
            None => Self::seeds_only(paths)?.seeds,
        };
        Ok(Project { data: data.to_owned(), texts: texts(paths, &seeds)?, seeds })
    }

    /// Finds the folder of cards; there need be no annotation file yet.
    ///
    /// # Errors
    /// When there is no folder of texts where one was named.
    pub fn seeds_only(paths: &Paths) -> Result<Self, Error> {
        let data = paths.data.clone().or_else(|| default_data().ok());
        Self::with(data.unwrap_or_else(|| PathBuf::from("data/data.ron")), paths)
    }

    fn with(data: PathBuf, paths: &Paths) -> Result<Self, Error> {
        let seeds = paths.seeds.clone().unwrap_or_else(|| default_seeds(&data));
        Ok(Project { data, texts: texts(paths, &seeds)?, seeds })
    }

    /// Where outputs go: `graphs/` beside the folder of cards.
    pub fn graphs(&self) -> PathBuf {
        beside(&self.seeds).join("graphs")
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

fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    Disk.list(folder).map_err(|source| Error::List { folder: folder.to_owned(), source })
}

fn default_data() -> Result<PathBuf, Error> {
    let mut root = PathBuf::new();
    let here = std::env::current_dir().map_err(Error::NoFolder)?;
    for _ in here.ancestors() {
        let folder = root.join("data");
        let mut files = list(&folder)?;
        files.retain(|file| file.extension().is_some_and(|e| e == "ron"));
        match &roots(&files)[..] {
            [] if files.is_empty() => root.push(".."),
            [] => return Err(Error::Circle(folder)),
            [one] => return Ok(one.clone()),
            several => return Err(Error::SeveralData(several.to_vec())),
        }
    }
    Err(Error::NoData)
}

/// Those of the files that none of the others includes.
fn roots(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.len() < 2 {
        return files.to_vec();
    }
    let mut included = Vec::new();
    for file in files {
        let arena = Arena::new();
        if let Ok(dataset) = annotation::load(file, &Disk, &arena) {
            included.extend(dataset.files.into_iter().skip(1).map(|file| file.path));
        }
    }
    files.iter().filter(|file| !included.contains(file)).cloned().collect()
}

/// `seeds/` beside the folder of the annotation file, or else here.
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
    let is_text = |path: &PathBuf| path.extension().is_some_and(|e| e == "txt");
    let any = list(seeds)?.iter().any(is_text);
    Ok(any.then(|| TextFolder { path: seeds.to_owned(), complete: false }))
}
