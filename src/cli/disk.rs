//! Reading files, and writing them so that they are never half there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::interrupt::Unfinished;
use super::progress::{self, Counted, Counting};
use super::terminal::Terminal;
use crate::annotation::Files;

/// The disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            // Asked of the entry, which knows, unless it is a link.
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

/// Writes a file as [`write_whole`] does, and shows how far it is if that takes long.
///
/// # Errors
/// As there.
pub(super) fn write_shown(
    terminal: &Terminal,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let what = format!("writing {}", path.display());
    progress::show(terminal, &what, Counted::Bytes, |done| {
        write_whole(path, |out| write(&mut Counting { out, done }))
    })
}

/// Writes a file beside its place and moves it there, so that a failure leaves the old one whole.
///
/// # Errors
/// When the folder cannot be made, or the file not written or moved.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let what = || format!("cannot write {}", path.display());
    // A place that is no ordinary file, such as /dev/stdout, cannot be replaced, only written to.
    if path.exists() && !path.is_file() && !path.is_dir() {
        let mut file = fs::OpenOptions::new().write(true).open(path).with_context(what)?;
        return write(&mut file).with_context(what);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).with_context(what)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".whobacks-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private; an output is as public as any file that one makes.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder).with_context(what)?;
    let _unfinished = Unfinished::new(file.path());
    let mut out = io::BufWriter::new(file);
    write(&mut out).with_context(what)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(what)?;
    file.persist(path).map_err(|error| error.error).with_context(what)?;
    Ok(())
}
