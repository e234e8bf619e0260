//! Two actors that are to be one.

use crate::annotation::Dataset;

pub(super) struct Both<'d, 'a> {
    pub(super) dataset: &'d Dataset<'a>,
    pub(super) kept: &'d str,
    pub(super) gone: &'d str,
}

impl Both<'_, '_> {
    /// The id that an actor has once they are one.
    pub(super) fn called(&self, id: &str) -> String {
        (if id == self.gone { self.kept } else { id }).to_owned()
    }
}
