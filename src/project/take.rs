//! A file that somebody adds as a source, read within bounds.
//!
//! Takes a path; gives the file's bytes and its text. Must not know cards. Only ordinary files are
//! read, because others may have no end; a reader that takes too long or too much memory, or fails, ends in an
//! error, not in a crash.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Error;
use crate::intake::{self, IntakeError, IntakeOptions, MOST_BYTES, Reading};

/// No sound file takes longer. The readers' own limits end them in a second or two; this one is for what those miss.
/// If the system gives it, the reader's own processor time is counted, because on a busy machine a sound file may wait
/// long.
const LONGEST: Duration = Duration::from_secs(15);
/// The additional time for each megabyte.
const A_MEGABYTE: Duration = Duration::from_secs(1);
/// How many times as long it may take in wall-clock time.
const MOST_WAITING: u32 = 20;
/// No document needs more memory, in bytes.
const MOST_MEMORY: u64 = 2 << 30;
/// Trees are deep, and readers walk them on the stack.
const STACK: usize = 256 << 20;

/// Reads a file.
///
/// # Errors
/// If it is not an ordinary file, cannot be read, or has no usable text.
pub fn take(path: &Path, options: IntakeOptions) -> Result<(Vec<u8>, Reading), Error> {
    let wrong = |source| Error::Read { path: path.to_owned(), source };
    let refused = |source| Error::Intake { path: path.to_owned(), source };
    let kind = fs::metadata(path).map_err(wrong)?;
    if !kind.is_file() {
        return Err(Error::NoFile(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(wrong)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(wrong)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused(IntakeError::TooLarge));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let megabytes = u32::try_from(bytes.len() >> 20).unwrap_or(0);
    let longest = LONGEST.saturating_add(A_MEGABYTE.saturating_mul(megabytes));
    let (bytes, reading) = watched(path, longest, move || {
        let reading = intake::read(&name, &bytes, options);
        (bytes, reading)
    })?;
    Ok((bytes, reading.map_err(refused)?))
}

/// Runs something that may not end. A thread cannot be stopped, so it is left behind: the process is about to end.
fn watched<T: Send + 'static>(
    path: &Path,
    longest: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let failed = |why: &str| Error::Reader { path: path.to_owned(), why: why.to_owned() };
    let (done, wait) = channel();
    let (tell, told) = channel();
    let thread = thread::Builder::new().name("reader".to_owned()).stack_size(STACK);
    let before = memory().unwrap_or(0);
    thread
        .spawn(move || {
            let _ = tell.send(fs::read_link("/proc/thread-self").ok());
            // If this fails, nobody waits for the result any more.
            let _ = done.send(work());
        })
        .map_err(|error| failed(&error.to_string()))?;
    let start = Instant::now();
    let reader = told.recv().ok().flatten();
    loop {
        match wait.recv_timeout(Duration::from_millis(10)) {
            Ok(value) => return Ok(value),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(failed("its reader failed on it, which is a fault of whobacks"));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let waited = start.elapsed();
        let worked = match &reader {
            Some(thread) if waited > longest => worked(thread).unwrap_or(waited),
            _ => waited,
        };
        if worked > longest || waited > longest.saturating_mul(MOST_WAITING) {
            return Err(failed("reading it takes longer than any document does"));
        }
        if memory().is_some_and(|now| now.saturating_sub(before) > MOST_MEMORY) {
            return Err(failed("reading it takes more memory than any document does"));
        }
    }
}

/// How long a thread has worked, if the system says so: its user and system time, in hundredths of a second
/// (`proc(5)`), stand after its name, which may hold any characters.
fn worked(thread: &Path) -> Option<Duration> {
    let text = fs::read_to_string(Path::new("/proc").join(thread).join("stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    let mut ticks = rest.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().ok());
    let ticks = ticks.next()??.checked_add(ticks.next()??)?;
    Some(Duration::from_millis(ticks.checked_mul(10)?))
}

/// How much memory the process uses, if the system says so.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    pages.checked_mul(4096)
}

/// The `.gitignore` that keeps other people's texts out of the repository: it ignores everything in a folder of cards
/// except cards and ledgers.
pub const IGNORED: &str = "\
# the texts are other people's; only cards and ledgers are ours
*
!.gitignore
!*.ron
!*.proofs
";

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn who_waits_has_not_worked() {
        let busy = || {
            let start = Instant::now();
            while start.elapsed() < Duration::from_millis(300) {
                std::hint::black_box(start);
            }
        };
        let idle = || thread::sleep(Duration::from_millis(300));
        let time = |work: &(dyn Fn() + Sync)| {
            thread::scope(|scope| {
                let timed = || {
                    let own = fs::read_link("/proc/thread-self").expect("it has a name");
                    work();
                    worked(&own).expect("the system counts")
                };
                scope.spawn(timed).join().expect("it ends")
            })
        };
        assert!(time(&idle) < Duration::from_millis(100));
        // However busy the machine is, it has worked at least a little.
        assert!(time(&busy) >= Duration::from_millis(10));
    }

    #[test]
    fn a_reader_that_waits_is_waited_for_and_one_that_works_on_is_left() {
        let path = Path::new("x");
        let idle = || thread::sleep(Duration::from_millis(200));
        assert!(watched(path, Duration::from_millis(50), idle).is_ok());
        let busy = || {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) {
                std::hint::black_box(start);
            }
        };
        let refused = watched(path, Duration::from_millis(50), busy);
        assert!(refused.is_err_and(|error| error.to_string().contains("takes longer")));
    }
}
