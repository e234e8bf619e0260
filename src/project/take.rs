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
/// No document needs more memory, in bytes: a Word file or a PDF is packed, and holds what its size does not show.
const MEMORY: u64 = 512 << 20;
/// The additional memory for each byte.
const MEMORY_A_BYTE: u64 = 8;
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
    let limit = options.beyond_bytes(MOST_BYTES);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(wrong)?;
    if bytes.len() as u64 > limit {
        return Err(refused(IntakeError::TooLarge { limit }));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let megabytes = u32::try_from(bytes.len() >> 20).unwrap_or(0);
    let times = options.limits.max(1);
    let longest = LONGEST.saturating_add(A_MEGABYTE.saturating_mul(megabytes));
    let most = Most {
        time: longest.saturating_mul(times),
        memory: options.beyond_bytes(
            MEMORY.saturating_add((bytes.len() as u64).saturating_mul(MEMORY_A_BYTE)),
        ),
    };
    let (bytes, reading) = watched(path, most, move || {
        let reading = intake::read(&name, &bytes, options);
        (bytes, reading)
    })?;
    Ok((bytes, reading.map_err(refused)?))
}

/// What a reader may take.
#[derive(Clone, Copy)]
struct Most {
    time: Duration,
    memory: u64,
}

/// Runs something that may not end. A thread cannot be stopped, so it is left behind: the process is about to end.
fn watched<T: Send + 'static>(
    path: &Path,
    most: Most,
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
            Some(thread) if waited > most.time => worked(thread).unwrap_or(waited),
            _ => waited,
        };
        if worked > most.time || waited > most.time.saturating_mul(MOST_WAITING) {
            return Err(failed(&format!(
                "reading it takes longer than any document does, {} s; --limits 2 doubles that",
                most.time.as_secs()
            )));
        }
        if memory().is_some_and(|now| now.saturating_sub(before) > most.memory) {
            return Err(failed(&format!(
                "reading it takes more memory than any document does, {} MB; --limits 2 doubles that",
                most.memory / 1_000_000
            )));
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
        let most = Most { time: Duration::from_millis(50), memory: MEMORY };
        let idle = || thread::sleep(Duration::from_millis(200));
        assert!(watched(path, most, idle).is_ok());
        let busy = || {
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) {
                std::hint::black_box(start);
            }
        };
        let refused = watched(path, most, busy);
        assert!(refused.is_err_and(|error| error.to_string().contains("takes longer")));
    }
}
