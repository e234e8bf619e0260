//! Reading files that somebody names, writing files, and showing how far it is.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

use super::Globals;
use super::progress::Counting;
use super::terminal::Terminal;
use crate::annotation::Files as _;
use crate::project::{AllowedFolders, Error, Step, Watch as _};
pub(super) use crate::project::{Disk, write_whole};

/// Writes a file as [`write_whole`] does, and shows how far it is if that takes long.
///
/// # Errors
/// As there.
pub(super) fn write_shown(
    terminal: &Terminal,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    terminal.step(&Step::Write(path), |done| {
        write_whole(path, |out| write(&mut Counting { out, done }))
    })
}

/// Refuses an output if a link leads it out of the repository, or the folder, in which it is named: who clones somebody else's
/// and writes to `graph.svg` there has not named the file to which a link of that name leads.
///
/// # Errors
/// If it leads out, unless that is wanted.
pub(super) fn admit_named(path: &Path, globals: &Globals) -> Result<(), Error> {
    let Ok(here) = std::env::current_dir() else { return Ok(()) };
    let mut full = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::ParentDir => drop(full.pop()),
            part => full.push(part),
        }
    }
    let is_repository = |folder: &&Path| folder.join(".git").exists();
    let root = full.ancestors().skip(1).find(is_repository).unwrap_or(&here);
    if globals.outside || !full.starts_with(root) {
        return Ok(());
    }
    let admitted = AllowedFolders::within([root]).admit(&full);
    admitted.map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// The most that is read of a pipe, whose end nobody knows.
const LONGEST_PIPE: u64 = 512 << 20;

/// The bytes of a file that somebody names. A device has no end, and is not read.
pub(super) fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    let read = Disk::everywhere().read(path);
    read.with_context(|| format!("cannot read {}", path.display()))
}

/// The same, or what another program writes into a pipe, as far as it ends.
pub(super) fn read_file_or_pipe(path: &Path) -> anyhow::Result<Vec<u8>> {
    if !is_pipe(path) {
        return read_file(path);
    }
    let shown = path.display();
    let mut bytes = Vec::new();
    let pipe = File::open(path).with_context(|| format!("cannot read {shown}"))?;
    let read = pipe.take(LONGEST_PIPE + 1).read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read {shown}"))?;
    if bytes.len() as u64 > LONGEST_PIPE {
        bail!("{shown} is a pipe, and gives more than 512 MiB: write that to a file, and name it");
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    path.metadata().is_ok_and(|found| found.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// The text of a file that somebody names.
pub(super) fn read_text(path: &Path) -> anyhow::Result<String> {
    let text = String::from_utf8(read_file(path)?);
    text.with_context(|| format!("{} is not UTF-8", path.display()))
}
