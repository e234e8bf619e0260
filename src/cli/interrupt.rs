//! Ctrl-C: what was being written is taken away before the process ends.

/// What a process gives back that an interrupt has ended, as shells have it: 128 and the signal.
const INTERRUPTED: i32 = 130;

/// From here on, an interrupt cleans up. Where the system does not let us, the process simply ends.
pub(super) fn listen() {
    let _ = ctrlc::set_handler(|| crate::project::remove_unfinished(INTERRUPTED));
}
