//! Ctrl-C: what was being written is taken away before the process ends.
//!
//! Outputs are written beside their place and moved there, so an interrupt never leaves half a file
//! under an output's name; here it is seen to that it leaves nothing else either.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The files that are being written.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What a process gives back that an interrupt has ended, as shells have it: 128 and the signal.
const INTERRUPTED: i32 = 130;

fn open() -> MutexGuard<'static, Vec<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on, an interrupt cleans up. Where the system does not let us, the process simply ends.
pub(super) fn listen() {
    let _ = ctrlc::set_handler(|| {
        // The lock stays shut, so that nothing is put in its place meanwhile.
        let open = open();
        for path in open.iter() {
            let _ = fs::remove_file(path);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// A file that goes away with an interrupt, as long as this is there.
pub(super) struct Unfinished(PathBuf);

impl Unfinished {
    pub(super) fn new(path: &Path) -> Self {
        open().push(path.to_owned());
        Unfinished(path.to_owned())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        open().retain(|path| *path != self.0);
    }
}
