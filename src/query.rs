//! Patterns and questions -> Selection.
//!
//! Takes a graph and what somebody asks, as a pattern or in plain words; gives the answers with the
//! claims that make them. Must not know how answers are shown.

mod fold;
pub mod names;

/// Whether a tie holds at a date.
pub use crate::graph::time;
pub use names::{NameError, Names};
