//! Reading files, and writing them so that they are never half there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Error;
use crate::annotation::Files;

/// The disk.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

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

/// Writes a file beside its place and moves it there, so that a failure leaves the old one whole.
///
/// # Errors
/// When the folder cannot be made, or the file not written or moved.
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    put(path, write).map_err(|source| Error::Write { path: path.to_owned(), source })
}

fn put(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A place that is no ordinary file, such as /dev/stdout, cannot be replaced, only written to.
    if path.exists() && !path.is_file() && !path.is_dir() {
        return write(&mut fs::OpenOptions::new().write(true).open(path)?);
    }
    Begun::new(path, write)?.finish()
}

/// Writes several files, all of them before the first is moved to its place.
///
/// # Errors
/// When one cannot be written: then none is. When one cannot be moved, which a full or faulty disk does not
/// hinder any more, those before it are moved.
pub(super) fn write_together(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Error> {
    let error = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Write { path, source }
    };
    let mut begun = Vec::new();
    for (path, bytes) in files {
        // What is edited stays where it is, be it behind a link, and as open to others as it was.
        let place = path.canonicalize().unwrap_or_else(|_| path.clone());
        let file = Begun::new(&place, |out| out.write_all(bytes)).map_err(error(path))?;
        if let Ok(old) = fs::metadata(&place) {
            fs::set_permissions(file.file.path(), old.permissions()).map_err(error(path))?;
        }
        begun.push((path, file));
    }
    begun.into_iter().try_for_each(|(path, file)| file.finish().map_err(error(path)))
}

/// A file that is written, but not yet in its place.
struct Begun {
    file: tempfile::NamedTempFile,
    path: PathBuf,
    _unfinished: Unfinished,
}

impl Begun {
    fn new(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".whobacks-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A temporary file is private; an output is as public as any file that one makes.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        let unfinished = Unfinished::new(file.path());
        let mut out = io::BufWriter::new(file);
        write(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Begun { file, path: path.to_owned(), _unfinished: unfinished })
    }

    fn finish(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// The files that are being written.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn open() -> MutexGuard<'static, Vec<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what [`write_whole`] has begun, and ends the process: for whoever handles an interrupt. The
/// outputs themselves are whole at any time.
pub fn remove_unfinished(exit_code: i32) -> ! {
    // The lock stays shut, so that nothing is put in their place meanwhile.
    let open = open();
    for path in open.iter() {
        let _ = fs::remove_file(path);
    }
    std::process::exit(exit_code)
}

/// A file that is known to be unfinished as long as this is there.
struct Unfinished(PathBuf);

impl Unfinished {
    fn new(path: &Path) -> Self {
        open().push(path.to_owned());
        Unfinished(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        open().retain(|path| *path != self.0);
    }
}
