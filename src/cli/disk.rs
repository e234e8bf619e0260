//! Writing files, and showing how far it is.

use std::io::{self, Write};
use std::path::Path;

use super::progress::Counting;
use super::terminal::Terminal;
pub(super) use crate::project::{Disk, write_whole};
use crate::project::{Error, Step, Watch as _};

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
