//! Patterns and questions -> Selection.
//!
//! Takes a graph and a question, as a pattern or in plain words; gives the answers with the
//! claims that make them. Must not know how answers are shown.

pub mod ask;
mod chains;
pub mod expr;
mod fold;
pub(crate) mod inflect;
pub mod names;
mod net;
mod over;
pub mod pattern;
mod scope;
mod select;
mod selection;
mod walk;
pub mod wording;

/// The time of a question.
pub use crate::graph::time;
pub use chains::{Chains, Pointing, chains};
pub use expr::{Direction, RelationSet};
pub use names::{NameError, Names};
pub use net::AnsweredTie;
pub use pattern::{Pattern, PatternError};
pub use scope::{Asserted, Force, Scope};
pub use select::{SelectError, select};
pub use selection::{Answer, AnswerKind, Beside, BesideSort, Binding, Selection, Verdict};
pub use walk::Link;
pub(crate) use walk::Machine;

#[cfg(test)]
mod tests;
