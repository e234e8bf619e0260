//! Writing files so that they are never half there.
//!
//! Takes a path and what is to stand in the file; the file that is there stays whole until the new one
//! is. A link is followed, a device or pipe written to, the rights of a file kept. Must not know what is
//! written, nor whether it may be: that is a matter for [`AllowedFolders`](super::AllowedFolders).

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

/// The same for what cannot be made anew, annotations, cards and ledgers: when it returns, the file is on
/// the disk and outlives the loss of power.
///
/// # Errors
/// As there.
pub fn write_lasting(path: &Path, content: &[u8]) -> Result<(), Error> {
    let write = |out: &mut dyn Write| out.write_all(content);
    put(path, write, true).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// Writes several files to last, all of them before the first is moved to its place.
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
        let begin = || match destination(path)? {
            Destination::Stream => Err(io::Error::other("it is a device or a pipe, not a file")),
            Destination::File(place) => Begun::new(place, |out| out.write_all(bytes), true),
        };
        begun.push((path, begin().map_err(error(path))?));
    }
    begun.into_iter().try_for_each(|(path, file)| file.finish().map_err(error(path)))
}

/// Writes a folder of files beside its place and moves it there as a whole. One that is there already is
/// replaced if nothing stands in it but files of those names.
///
/// # Errors
/// When there is something else, or the folder cannot be written or moved: then what was there stays.
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
    // Where the system can do it, at no moment is there neither of them.
    if path.exists() && exchanged(folder.path(), &path) {
        // What is there now is the old one, and goes.
        return folder.close();
    }
    if path.exists() {
        // The old one goes aside, and back if the new one cannot take its place.
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
    // It is where it belongs, and no more there to be removed.
    let _ = folder.keep();
    drop(unfinished);
    Ok(())
}

/// Gives each of two folders the other's place, at once; false where the system or the disk cannot.
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
        // Whoever opened it may have written to it already.
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
            // Before a word of it is written: what was private is private at every moment.
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

/// A name is on the disk when its folder is. Where folders cannot be opened, the system sees to it.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// What a path stands for.
enum Destination {
    /// A device, a pipe, or an open file of some process: it is written to, never replaced.
    Stream,
    /// An ordinary file, there or not, links followed.
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
/// The folders that have been cleared of what runs before this one left unfinished.
static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what a killed run has left unfinished, once a folder.
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

/// Removes a file, or a folder with all that is in it.
fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path)?.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

/// Whether a process is there. Where that cannot be told, it is: better a file too many.
fn is_running(process: u32) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(process.to_string()).exists()
}

/// Removes what [`write_whole`] has begun, and ends the process: for whoever handles an interrupt. The
/// outputs themselves are whole at any time.
pub fn remove_unfinished(exit_code: i32) -> ! {
    // The lock stays shut, so that nothing is put in their place meanwhile.
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
