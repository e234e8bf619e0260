//! Progress of work that takes long: on stderr, if that is a terminal, and not before a second has passed.
//!
//! Takes a step, and a count that its work raises as it goes. The work itself must not know that it is watched.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::Terminal;
use crate::project::{Step, Watch};

/// Shorter work shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the count is looked at.
const TICK: Duration = Duration::from_millis(100);

/// What is shown of a step: its bar, how that looks, and what is done.
fn shown(step: &Step<'_>) -> (ProgressBar, &'static str, String) {
    match step {
        Step::Read(project) => {
            let megabytes = std::fs::metadata(&project.data).map_or(0, |file| file.len() >> 20);
            let (data, seeds) = (project.data.display(), project.seeds.display());
            let what = format!("reading {data} ({megabytes} MB) and the sources in {seeds}");
            (ProgressBar::new_spinner(), "{spinner} {msg}", what)
        }
        Step::Prove(all) => {
            let bar = ProgressBar::new(*all as u64);
            (bar, "{msg} {wide_bar} {human_pos} of {human_len}", "proving quotes".to_owned())
        }
        Step::Write(path) => {
            let what = format!("writing {}", path.display());
            (ProgressBar::new_spinner(), "{spinner} {msg}, {bytes}", what)
        }
    }
}

impl Watch for Terminal {
    fn step<T>(&self, step: &Step<'_>, work: impl FnOnce(&AtomicUsize) -> T) -> T {
        let done = AtomicUsize::new(0);
        if !self.shows_progress() {
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
                let (bar, template, what) = shown(step);
                bar.set_style(
                    ProgressStyle::with_template(template).expect("templates are tested"),
                );
                bar.set_message(what);
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
    use std::path::Path;

    use super::*;
    use crate::project::{Paths, Project};

    #[test]
    fn templates_can_be_read() {
        let paths = Paths { data: Some("a".into()), ..Paths::default() };
        let project = Project::find(&paths).expect("it is named");
        for step in [Step::Read(&project), Step::Prove(3), Step::Write(Path::new("c"))] {
            assert!(ProgressStyle::with_template(shown(&step).1).is_ok());
        }
    }
}
