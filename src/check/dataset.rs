//! What has passed every rule.

use crate::model::{Actor, ActorIx, Claim, Period, Source, Vocabulary};

/// A dataset without errors: every name known, every quote proved, every date a date.
///
/// Lists are addressed by the index types of [`crate::model`]; whoever builds one by hand must keep
/// the indices inside the lists (the graph's `verify` looks).
#[derive(Debug, Clone)]
pub struct CheckedDataset {
    /// As the annotation file has it.
    pub title: String,
    /// Sorted by id; the stand-in for unnamed agents, where a claim needs it, comes first.
    pub actors: Vec<Actor>,
    /// Sorted by id.
    pub sources: Vec<Source>,
    /// The standard vocabulary and the file's own relations.
    pub vocabulary: Vocabulary,
    /// In the order of the files.
    pub claims: Vec<Claim>,
    /// What the sides are called in which most of these actors are found.
    pub sides: Vec<(String, Vec<ActorIx>)>,
    /// The dates for which pictures are built beside that of everything.
    pub slices: Vec<Period>,
    /// How many claims were left out because something is wrong with them, where only what is sound was
    /// asked for; `None` where nothing is wrong.
    pub draft: Option<usize>,
}
