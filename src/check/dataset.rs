//! What has passed every rule.

use std::sync::Arc;

use super::stored::Claims;
use crate::model::{Actor, ActorIx, Period, Source, Vocabulary};

/// A dataset without errors: every name known, every quote proved, every date a date.
///
/// Only a check makes one, so its existence proves that the check has passed. Lists are addressed by the
/// index types of [`crate::model`].
#[derive(Debug, Clone)]
pub struct CheckedDataset {
    /// The title, as it stands in the annotation file.
    pub(crate) title: String,
    /// Sorted by id; the stand-in for unnamed actors, if a claim needs it, comes first.
    pub(crate) actors: Vec<Actor>,
    /// Sorted by id.
    pub(crate) sources: Vec<Source>,
    /// The standard vocabulary and the file's own relations.
    pub(crate) vocabulary: Arc<Vocabulary>,
    /// In the order of the files.
    pub(crate) claims: Claims,
    /// Names for sides: a name goes to the side in which most of its actors are found.
    pub(crate) sides: Vec<(String, Vec<ActorIx>)>,
    /// The dates for which pictures are built, in addition to that of everything.
    pub(crate) slices: Vec<Period>,
    /// How many claims were left out because something is wrong with them, if a draft was asked for; `None` if nothing
    /// is wrong.
    pub(crate) draft: Option<usize>,
}

impl CheckedDataset {
    /// How many claims there are.
    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }
}
