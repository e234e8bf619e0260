//! Graph -> findings: what a graph or a coding amounts to, beyond the answers to questions.
//!
//! Takes graphs and, if needed, the source texts; gives values with all figures in them. Must
//! not know pictures, formats or how results are worded.

pub mod agreement;
pub mod answer;
pub mod balance;
pub(crate) mod beside;
pub mod changes;
pub mod contradictions;
pub mod coverage;
pub mod dossier;
pub mod revisions;
pub mod sides;
pub mod ties;
pub mod timeline;
mod told;
