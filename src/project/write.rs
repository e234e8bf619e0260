//! Writing files so that they are never half there.
//!
//! Takes a path and the contents of the file; an old file stays in place until the new one is complete.
//! A link is followed, a device or pipe is written to, and the permissions of a file are kept. Must not know what is
//! written, nor whether it may be: [`AllowedFolders`](super::AllowedFolders) decides that.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Error;

/// How the names of unfinished files begin; the number of the process that writes them follows.
const UNFINISHED: &str = ".whobacks-";
/// More links in a row than any system follows.
const MOST_LINKS: usize = 40;

/// Writes a file beside its place and moves it there, so that a failure leaves the old one whole.
///
/// # Errors
/// When the folder cannot be made, or the file not written or moved.
pub fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    put(path, write, false).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// The same for files that cannot be made again (annotations, cards and ledgers): when it returns, the file is on
/// the disk and survives a loss of power.
///
/// # Errors
/// As there.
pub fn write_lasting(path: &Path, content: &[u8]) -> Result<(), Error> {
    let write = |out: &mut dyn Write| out.write_all(content);
    put(path, write, true).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Writes several files to the disk, all of them before the first is moved to its place.
///
/// # Errors
/// If one cannot be written: then none is. If one cannot be moved (which a full disk no longer prevents), those
/// before it have been moved.
pub(super) fn write_together(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Error> {
    let error = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Write { path, source }
    };
    let mut begun = Vec::new();
    for (path, bytes) in files {
        let begin = || match destination(path)? {
            Destination::Stream => Err(io::Error::other("it is a device or a pipe, not a file")),
            Destination::File(place) => Begun::new(place, |out| out.write_all(bytes), true),
        };
        begun.push((path, begin().map_err(error(path))?));
    }
    begun.into_iter().try_for_each(|(path, file)| file.finish().map_err(error(path)))
}

/// Writes a folder of files beside its place and moves it there as a whole. An existing folder is
/// replaced if it holds nothing but files of those names.
///
/// # Errors
/// If it holds something else, or the folder cannot be written or moved: then the old one stays.
pub fn write_folder(
    path: &Path,
    names: &[String],
    write: impl FnOnce(&mut dyn FnMut(&str, WriteFile<'_>) -> io::Result<()>) -> io::Result<()>,
) -> Result<(), Error> {
    put_folder(path, names, write).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// What stands in a file.
pub type WriteFile<'w> = &'w mut dyn FnMut(&mut io::BufWriter<fs::File>) -> io::Result<()>;

fn put_folder(
    path: &Path,
    names: &[String],
    write: impl FnOnce(&mut dyn FnMut(&str, WriteFile<'_>) -> io::Result<()>) -> io::Result<()>,
) -> io::Result<()> {
    let path = match destination(path)? {
        Destination::File(path) => path,
        Destination::Stream => {
            return Err(io::Error::other("it is a device or a pipe, not a folder"));
        }
    };
    let others = |path: &Path| -> io::Result<Option<String>> {
        for entry in fs::read_dir(path)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !names.contains(&name) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    };
    match fs::metadata(&path) {
        Ok(found) if !found.is_dir() => {
            return Err(io::Error::other("it is a file, and a folder is to be written"));
        }
        Ok(_) => {
            if let Some(other) = others(&path)? {
                let message = format!("{other} is in it, which would be lost: name another folder");
                return Err(io::Error::other(message));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let beside = folder_of(&path);
    fs::create_dir_all(beside)?;
    clear_unfinished(beside);
    let prefix = format!("{UNFINISHED}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let folder = builder.tempdir_in(beside)?;
    let unfinished = Unfinished::new(folder.path());
    write(&mut |name, content| {
        let mut out = io::BufWriter::new(fs::File::create_new(folder.path().join(name))?);
        content(&mut out)?;
        out.flush()
    })?;
    // If the system can exchange them, one of the two is there at every moment.
    if path.exists() && exchanged(folder.path(), &path) {
        // After the exchange this is the old folder.
        return folder.close();
    }
    if path.exists() {
        // The old one is moved aside, and back if the new one cannot take its place.
        let aside = builder.tempdir_in(beside)?;
        let _unfinished = Unfinished::new(aside.path());
        let old = aside.path().join("old");
        fs::rename(&path, &old)?;
        if let Err(error) = fs::rename(folder.path(), &path) {
            fs::rename(&old, &path)?;
            return Err(error);
        }
    } else {
        fs::rename(folder.path(), &path)?;
    }
    // It is in its place now, and must not be removed with the unfinished files.
    let _ = folder.keep();
    drop(unfinished);
    Ok(())
}

/// Exchanges two folders in one step; false if the system or the disk cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchanged(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchanged(_: &Path, _: &Path) -> bool {
    false
}

fn put(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    lasting: bool,
) -> io::Result<()> {
    match destination(path)? {
        // The process to which it belongs may have written to it already.
        Destination::Stream => write(&mut fs::OpenOptions::new().append(true).open(path)?),
        Destination::File(path) => Begun::new(path, write, lasting)?.finish(),
    }
}

/// A file that is written, but not yet in its place.
struct Begun {
    file: tempfile::NamedTempFile,
    path: PathBuf,
    lasting: bool,
    _unfinished: Unfinished,
}

impl Begun {
    fn new(
        path: PathBuf,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
        lasting: bool,
    ) -> io::Result<Self> {
        let folder = folder_of(&path);
        fs::create_dir_all(folder)?;
        clear_unfinished(folder);
        let prefix = format!("{UNFINISHED}{}-", std::process::id());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A temporary file is private; an output is as public as any file that one makes.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        let unfinished = Unfinished::new(file.path());
        if let Ok(old) = fs::metadata(&path) {
            // Set before anything is written, so that a private file is private at every moment.
            file.as_file().set_permissions(old.permissions())?;
        }
        let mut out = io::BufWriter::new(file);
        write(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        if lasting {
            file.as_file().sync_all()?;
        }
        Ok(Begun { file, path, lasting, _unfinished: unfinished })
    }

    fn finish(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        if self.lasting {
            sync_folder(folder_of(&self.path));
        }
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A name is on the disk when its folder is. On systems that cannot open folders, the system takes care of it.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// What kind of thing a path leads to.
enum Destination {
    /// A device, a pipe, or an open file of a process: it is written to, never replaced.
    Stream,
    /// An ordinary file, existing or not, with links followed.
    File(PathBuf),
}

fn destination(path: &Path) -> io::Result<Destination> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if cfg!(unix) && (path.starts_with("/dev") || path.starts_with("/proc")) {
            return Ok(Destination::Stream);
        }
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                let target = fs::read_link(&path)?;
                path = path.parent().unwrap_or(Path::new("")).join(target);
            }
            Ok(found) if found.is_file() || found.is_dir() => return Ok(Destination::File(path)),
            Ok(_) => return Ok(Destination::Stream),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Destination::File(path));
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("it is a link in a circle"))
}

/// The files that are being written.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// The folders from which the unfinished files of earlier runs have been removed.
static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what a killed run has left unfinished, once for each folder.
fn clear_unfinished(folder: &Path) {
    if !lock(&CLEARED).insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let writer = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED));
        let writer = writer.and_then(|rest| rest.split_once('-')).map(|(writer, _)| writer);
        let Some(writer) = writer.and_then(|writer| writer.parse::<u32>().ok()) else { continue };
        if writer != std::process::id() && !is_running(writer) {
            let _ = remove(&entry.path());
        }
    }
}

/// Removes a file, or a folder with everything in it.
fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path)?.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

/// Whether a process exists. If that cannot be found out, yes: better a file too many than one too few.
fn is_running(process: u32) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(process.to_string()).exists()
}

/// Removes the unfinished files of [`write_whole`], and ends the process: for the handler of an interrupt. The
/// outputs themselves are whole at any time.
pub fn remove_unfinished(exit_code: i32) -> ! {
    // The lock is held, so that no other unfinished file appears meanwhile.
    let open = lock(&OPEN);
    for path in open.iter() {
        let _ = remove(path);
    }
    std::process::exit(exit_code)
}

/// A file that is known to be unfinished as long as this is there.
struct Unfinished(PathBuf);

impl Unfinished {
    fn new(path: &Path) -> Self {
        lock(&OPEN).push(path.to_owned());
        Unfinished(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        lock(&OPEN).retain(|path| *path != self.0);
    }
}
