//! Who is notified that something is new, and when.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What there is to be shown, counted up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beat {
    /// The state of the data set.
    pub(super) state: u64,
    /// The explorer; twice for each state, where its pictures take longer.
    pub(super) explorer: u64,
}

/// A count that others wait for.
#[derive(Debug, Default)]
pub(super) struct Live {
    beat: Mutex<Beat>,
    changed: Condvar,
}

impl Live {
    pub(super) fn now(&self) -> Beat {
        *lock(&self.beat)
    }

    /// Counts up, and wakes whoever waits.
    pub(super) fn tell(&self, count: impl FnOnce(&mut Beat)) {
        count(&mut lock(&self.beat));
        self.changed.notify_all();
    }

    /// Waits for something else than what is known, or for some time.
    pub(super) fn wait(&self, known: Option<Beat>, most: Duration) -> Beat {
        let beat = lock(&self.beat);
        let same = |beat: &mut Beat| known == Some(*beat);
        let waited = self.changed.wait_timeout_while(beat, most, same);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// What a mutex guards. Each of ours holds a value that is whole at any time, a panic or not.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
