//! How much work may go into a search, and what is left of it.
//!
//! Takes seconds, gives steps. Must not use a clock: the same graph has to give the same sides on
//! every machine, however busy it is, so what is counted is work, one step for
//! each tie that is looked at. Seconds are what those steps take on a common machine.

/// How many steps a common machine does in a second: 220 to 450 million were measured in November 2026, on
/// dense and sparse graphs of 60 to 200 actors.
const STEPS_A_SECOND: u64 = 250_000_000;

/// How much work may go into a proof, in steps; all the parts of a graph share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkLimit(pub u64);

impl WorkLimit {
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
pub(super) struct Left(u64);

impl Left {
    pub(super) fn of(effort: WorkLimit) -> Left {
        Left(effort.0)
    }

    /// Whether there is nothing left.
    pub(super) fn is_over(&self) -> bool {
        self.0 == 0
    }

    /// Takes so many steps off; whether there was as much left.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps as u64);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}
