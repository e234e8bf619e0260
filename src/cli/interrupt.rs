//! Ctrl-C and similar signals: half-written files are removed before the process ends.

/// From here on, an interrupt cleans up. Where the system does not let us, the process simply ends.
#[cfg(unix)]
pub(super) fn listen() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};

    // Where files may have a certain size only (`ulimit -f`), a longer one is an error of its writer, not the end of
    // the process: what is kept for the next question is not worth the answer to this one.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));

    // Who starts a process so that it outlives its terminal (nohup) has it ignore that the terminal ends.
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal));
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heard) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // What shells say of a process that a signal has ended.
            crate::project::remove_unfinished(128 + signal)
        }
    });
}

/// Whether the process was started so that it ignores a signal; the system says so where it has a
/// `/proc` (proc_pid_status(5): `SigIgn` is a mask in hexadecimal digits, its lowest bit for signal 1).
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask >> (signal - 1) & 1 == 1
}

/// From here on, an interrupt cleans up. Where the system does not let us, the process simply ends.
#[cfg(not(unix))]
pub(super) fn listen() {
    let _ = ctrlc::set_handler(|| crate::project::remove_unfinished(130));
}
