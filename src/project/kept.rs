//! Checked data sets, kept beside their files, so that the next question is answered without another check.
//!
//! Takes a project and how its files are to be checked; gives the checked dataset, if nothing that it was made from has
//! changed since, and the program that checked it had the same checking code. Must not know what a claim is.
//!
//! `.whobacks/` in the project's folder holds one file for each annotation and way of reading it:
//!
//! ```text
//! "whobacks" · length and CRC-32 of the head · head · length and CRC-32 of the front · front · lists · claims
//! ```
//!
//! A text that was not read, because a ledger says the same of its quotes, is not in the head: what is shown of it later
//! is held against its card then (`evidence/late.rs`).
//!
//! The head names the program's checking code and every file and folder that was read, with the device, number,
//! size and times that the system gives for it. Nobody who writes a file can set the time of its last change (`ctime`),
//! and a file that takes its place has another number; so nothing that comes with a repository, and nothing that is
//! swapped unnoticed, counts as checked here. Files that were changed a moment before they were read are not kept,
//! because another change in the same moment would not show in their times. Front, lists and claims are made
//! by `check/kept.rs`: the front has a checksum for each list, and these have one for each block of claims, which is read and
//! verified when one of its claims is asked for. A reader holds the file open, so that it can be replaced or deleted meanwhile. If a block turns
//! out to be broken, the data set is read, checked and kept again. If the system has no such numbers, nothing is kept.
//! The folder can be deleted at any time.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{Disk, Project, Unwatched, write_whole};
use crate::annotation::{Arena, Files};
use crate::check::{CheckOptions, CheckedDataset, KeptBytes, KeptShelf};
use crate::evidence::TextsRead;
use crate::model::Claim;

/// The name of the folder, within that of the project.
const FOLDER: &str = ".whobacks";
const MAGIC: &[u8; 8] = b"whobacks";
/// A hash of the code that checks, with its dependencies.
const CHECKING: &str = env!("WHOBACKS_CHECKING");
/// The least size in bytes that is kept; smaller data sets are read in a moment.
const WORTH_KEEPING: u64 = 1 << 20;
/// Two changes that are no further apart can have the same time: file systems count in steps of up to two seconds.
const A_MOMENT: Duration = Duration::from_secs(2);

/// What the system says of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
struct Stamp {
    device: u64,
    number: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// `None` if nothing is there, or the system does not say.
    #[cfg(unix)]
    fn of(path: &Path) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt as _;
        let found = std::fs::metadata(path).ok()?;
        Some(Stamp {
            device: found.dev(),
            number: found.ino(),
            size: if found.is_dir() { 0 } else { found.size() },
            modified: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        })
    }

    #[cfg(not(unix))]
    fn of(_: &Path) -> Option<Stamp> {
        None
    }

    /// Whether its last change was so long before a time that any later change shows.
    fn is_before(&self, time: SystemTime) -> bool {
        let limit =
            time.checked_sub(A_MOMENT).and_then(|limit| limit.duration_since(UNIX_EPOCH).ok());
        let changed = u64::try_from(self.changed.0).unwrap_or(0);
        limit.is_some_and(|limit| changed < limit.as_secs())
    }
}

/// What was read to check a data set: every path asked for, and what was there.
#[derive(Encode, Decode)]
struct Head<'a> {
    checking: &'a str,
    /// The name under which it is kept, which no other data set has.
    name: &'a str,
    files: Vec<(&'a str, Option<Stamp>)>,
}

/// The disk, with a record of everything that was read.
pub(super) struct Remembered {
    disk: Disk,
    begun: SystemTime,
    seen: Mutex<BTreeMap<PathBuf, Option<Stamp>>>,
}

impl Remembered {
    pub(super) fn new(disk: Disk) -> Self {
        Remembered { disk, begun: SystemTime::now(), seen: Mutex::default() }
    }

    /// Noted before reading, so that any change from then on shows.
    fn note(&self, path: &Path) {
        let stamp = Stamp::of(path);
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).entry(path).or_insert(stamp);
    }

    /// What was read, as bytes, if it is worth keeping and any change of it would show.
    fn head(&self, place: &Path) -> Option<Vec<u8>> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let stamps = || seen.values().flatten();
        let size: u64 = stamps().map(|stamp| stamp.size).sum();
        if size < WORTH_KEEPING || !stamps().all(|stamp| stamp.is_before(self.begun)) {
            return None;
        }
        let files = seen.iter().map(|(path, stamp)| Some((path.to_str()?, *stamp)));
        let files = files.collect::<Option<_>>()?;
        Some(bitcode::encode(&Head { checking: CHECKING, name: &name(place), files }))
    }
}

impl Files for Remembered {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note(path);
        self.disk.read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.note(folder);
        self.disk.list(folder)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.disk.identity(path)
    }
}

impl Project {
    /// The checked data set that was kept, if it is still valid.
    pub(super) fn kept(&self, options: CheckOptions, texts: TextsRead) -> Option<CheckedDataset> {
        let path = self.keeping_place(options, texts)?;
        self.bounds.admit(&path).ok()?;
        // Looked up before it is opened: a pipe would wait for ever.
        let file = fs::metadata(&path).ok().filter(fs::Metadata::is_file);
        let file = file.and_then(|_| File::open(&path).ok())?;
        let length = file.metadata().ok()?.len();
        let mut reader = BufReader::new(&file);
        let mut magic = [0; MAGIC.len()];
        reader.read_exact(&mut magic).ok()?;
        let head = block(&mut reader, length).filter(|_| &magic == MAGIC)?;
        let head: Head<'_> = bitcode::decode(&head).ok()?;
        if head.checking != CHECKING || head.name != name(&path) {
            return None;
        }
        let front = block(&mut reader, length)?;
        let starts = reader.stream_position().ok()?;
        let shelf = Kept { file, starts, length, project: self.clone(), options, texts };
        // While some cores wait for the system, others read; nothing is made of it unless every file is the same.
        let same = |(path, stamp): &(&str, Option<Stamp>)| Stamp::of(Path::new(path)) == *stamp;
        let (same, kept) = rayon::join(
            || head.files.par_iter().all(same),
            || CheckedDataset::kept(&front, Arc::new(shelf)),
        );
        let (dataset, end) = kept.filter(|_| same)?;
        (starts.checked_add(end)? == length).then_some(dataset)
    }

    /// Keeps what has passed its check. If that fails, the next question takes as long as this one.
    pub(super) fn keep(
        &self,
        options: CheckOptions,
        texts: TextsRead,
        files: &Remembered,
        checked: &CheckedDataset,
    ) {
        let kept = || -> Option<()> {
            let path = self.keeping_place(options, texts)?;
            let head = files.head(&path)?;
            let KeptBytes { front, lists, claims } = checked.keep()?;
            self.bounds.admit_output(&path).ok()?;
            let ignore = path.with_file_name(".gitignore");
            // A link would lead what is written to a file that is somebody's, also within the project.
            if [path.parent()?, path.as_path(), ignore.as_path()].into_iter().any(Path::is_symlink)
            {
                return None;
            }
            if !ignore.exists() {
                self.bounds.admit_output(&ignore).ok()?;
                write_whole(&ignore, |out| out.write_all(b"*\n")).ok()?;
            }
            write_whole(&path, |out| {
                out.write_all(MAGIC)?;
                for block in [head, front] {
                    out.write_all(&(block.len() as u64).to_le_bytes())?;
                    out.write_all(&crc32fast::hash(&block).to_le_bytes())?;
                    out.write_all(&block)?;
                }
                out.write_all(&lists)?;
                out.write_all(&claims)
            })
            .ok()
        };
        kept();
    }

    /// The file for this annotation, read in this way.
    fn keeping_place(&self, options: CheckOptions, which: TextsRead) -> Option<PathBuf> {
        if !self.keeps {
            return None;
        }
        let full = |path: &Path| std::path::absolute(path).ok();
        let texts = self.texts.as_ref().map(|texts| (full(&texts.path), texts.complete));
        let way = (full(&self.data)?, full(&self.seeds)?, texts, which, &self.bounds, options);
        let name = Sha256::digest(format!("{way:?}"));
        let name: String = name.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Some(self.folder().join(FOLDER).join(name))
    }
}

fn name(place: &Path) -> String {
    place.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A block of bytes, if it is whole, from a file of so many.
fn block(from: &mut impl Read, most: u64) -> Option<Vec<u8>> {
    let (mut length, mut sum) = ([0; 8], [0; 4]);
    from.read_exact(&mut length).ok()?;
    from.read_exact(&mut sum).ok()?;
    let length = Some(u64::from_le_bytes(length)).filter(|length| *length <= most)?;
    let mut block = vec![0; usize::try_from(length).ok()?];
    from.read_exact(&mut block).ok()?;
    (crc32fast::hash(&block) == u32::from_le_bytes(sum)).then_some(block)
}

/// The lists and claims that a file keeps.
#[derive(Debug)]
struct Kept {
    #[cfg_attr(not(unix), expect(dead_code, reason = "claims are read back on Unix only"))]
    file: File,
    /// Where in the file the lists start, and how long the file is.
    #[cfg_attr(not(unix), expect(dead_code, reason = "claims are read back on Unix only"))]
    starts: u64,
    #[cfg_attr(not(unix), expect(dead_code, reason = "claims are read back on Unix only"))]
    length: u64,
    project: Project,
    options: CheckOptions,
    texts: TextsRead,
}

impl KeptShelf for Kept {
    #[cfg(unix)]
    fn read(&self, from: u64, length: usize) -> io::Result<Vec<u8>> {
        use std::os::unix::fs::FileExt as _;
        let from = self.starts.saturating_add(from);
        // A damaged length could ask for more memory than there is.
        if from.saturating_add(length as u64) > self.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, from)?;
        Ok(bytes)
    }

    #[cfg(not(unix))]
    fn read(&self, _: u64, _: usize) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn anew(&self) -> Option<Vec<Claim>> {
        let arena = Arena::new();
        let files = Remembered::new(self.project.disk());
        let read =
            self.project.read_and_check(&files, &arena, self.options, self.texts, &Unwatched);
        let checked = read.ok()?.1.checked?;
        self.project.keep(self.options, self.texts, &files, &checked);
        Some(checked.claims.iter().cloned().collect())
    }
}
