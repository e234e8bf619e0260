//! What takes long shows how far it is: on stderr, if that is a terminal, and not before a second has
//! passed.
//!
//! Takes what is done, and a count that the work raises as it goes. The work itself must not know that
//! anybody looks.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::Terminal;

/// Shorter work says nothing of itself.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the count is looked at.
const TICK: Duration = Duration::from_millis(100);

/// What is counted, and how many of it there are, where that is known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Quotes(usize),
    Bytes,
    Nothing,
}

impl Counted {
    fn bar(self) -> (ProgressBar, &'static str) {
        match self {
            Counted::Quotes(all) => {
                (ProgressBar::new(all as u64), "{msg} {wide_bar} {human_pos} of {human_len}")
            }
            Counted::Bytes => (ProgressBar::new_spinner(), "{spinner} {msg}, {bytes}"),
            Counted::Nothing => (ProgressBar::new_spinner(), "{spinner} {msg}"),
        }
    }
}

/// Does some work, and shows how far it is if it takes long.
pub(super) fn show<T>(
    terminal: &Terminal,
    what: &str,
    counted: Counted,
    work: impl FnOnce(&AtomicUsize) -> T,
) -> T {
    let done = AtomicUsize::new(0);
    if terminal.is_quiet() || !io::stderr().is_terminal() {
        return work(&done);
    }
    thread::scope(|scope| {
        // The work is over when this end is dropped, in a panic too.
        let (working, over) = mpsc::channel::<()>();
        let done = &done;
        scope.spawn(move || {
            if over.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let (bar, template) = counted.bar();
            bar.set_style(ProgressStyle::with_template(template).expect("templates are tested"));
            bar.set_message(what.to_owned());
            while over.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                bar.set_position(done.load(Ordering::Relaxed) as u64);
                bar.tick();
            }
            bar.finish_and_clear();
        });
        let result = work(done);
        drop(working);
        result
    })
}

/// A writer whose bytes are counted.
pub(super) struct Counting<'w> {
    pub(super) out: &'w mut dyn Write,
    pub(super) done: &'w AtomicUsize,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.done.fetch_add(written, Ordering::Relaxed);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_can_be_read() {
        for counted in [Counted::Quotes(3), Counted::Bytes, Counted::Nothing] {
            assert!(ProgressStyle::with_template(counted.bar().1).is_ok());
        }
    }
}
