//! How much work may go into a search, and what is left of it.
//!
//! Takes seconds, gives steps. Must not use a clock: the same graph has to give the same sides on
//! every machine, however busy it is, so what is counted is work, one step for
//! each tie that is looked at. Seconds are what those steps take on a common machine.

/// How many steps a common machine does in a second: 220 to 450 million were measured in November 2026, on
/// dense and sparse graphs of 60 to 200 actors.
const STEPS_A_SECOND: u64 = 250_000_000;

/// How many steps it takes to go through a node or a tie a few times.
const A_FEW_TIMES: u64 = 400;

/// How much work may go into finding sides, in steps; all the parts of a graph share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkLimit(pub u64);

impl WorkLimit {
    /// Half of it, for one of two searches.
    pub fn halved(self) -> WorkLimit {
        if self == WorkLimit::ENDLESS { self } else { WorkLimit(self.0 / 2) }
    }

    /// As long as it takes.
    pub const ENDLESS: WorkLimit = WorkLimit(u64::MAX);

    /// What a common machine does in so many seconds; 0 is [`WorkLimit::ENDLESS`].
    pub fn seconds(seconds: u32) -> WorkLimit {
        match seconds {
            0 => WorkLimit::ENDLESS,
            some => WorkLimit(u64::from(some).saturating_mul(STEPS_A_SECOND)),
        }
    }
}

impl Default for WorkLimit {
    fn default() -> Self {
        WorkLimit::seconds(10)
    }
}

/// What is left of an effort.
#[derive(Debug)]
pub(super) struct Left {
    left: u64,
    /// What was done, even where nothing was left for it.
    done: u64,
}

impl Left {
    pub(super) fn of(effort: WorkLimit) -> Left {
        Left { left: effort.0, done: 0 }
    }

    /// Does what comes before a search with half of what is left, so that the search is not without any; or with more,
    /// where that is no more than it takes to go through `size` nodes and ties a few times. Everything gets that much,
    /// whatever came before it.
    pub(super) fn share<T>(&mut self, size: usize, work: impl FnOnce(&mut Left) -> T) -> T {
        let given = (self.left / 2).max((size as u64).saturating_mul(A_FEW_TIMES));
        let mut part = Left { left: given, done: 0 };
        let result = work(&mut part);
        self.left = self.left.saturating_sub(part.done);
        self.done = self.done.saturating_add(part.done);
        result
    }

    /// Whether there is nothing left.
    pub(super) fn is_over(&self) -> bool {
        self.left == 0
    }

    /// Takes so many steps off; whether there was as much left.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        self.done = self.done.saturating_add(steps as u64);
        let left = self.left.checked_sub(steps as u64);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// How many steps were done.
    #[cfg(test)]
    pub(super) fn done(&self) -> u64 {
        self.done
    }
}
