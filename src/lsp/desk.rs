//! The basis for answering a request: the data set as the editor has it, and the file asked about.

use super::lines::Lines;
use crate::annotation::Dataset;
use crate::evidence::Sources;
use crate::project::Project;

/// What a request is answered from.
pub(super) struct Desk<'s, 'a> {
    pub(super) dataset: &'s Dataset<'a>,
    pub(super) sources: &'s Sources,
    pub(super) project: &'s Project,
    /// The text of the file asked about, as it is in the editor.
    pub(super) text: &'s str,
    pub(super) lines: Lines,
    pub(super) moves_files: bool,
}
