//! How the progress of long work is reported.

use std::path::Path;
use std::sync::atomic::AtomicUsize;

use super::Project;

/// A step that can take long.
#[derive(Debug)]
#[non_exhaustive]
pub enum Step<'a> {
    /// Annotation and sources are read; nothing is counted.
    Read(&'a Project),
    /// So many quotes are to be proved; those done are counted.
    Prove(usize),
    /// A file is written; its bytes are counted.
    Write(&'a Path),
}

/// Something that shows progress.
pub trait Watch {
    /// Does the work of a step, which raises the count as it goes.
    fn step<T>(&self, step: &Step<'_>, work: impl FnOnce(&AtomicUsize) -> T) -> T;
}

/// Shows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step<T>(&self, _: &Step<'_>, work: impl FnOnce(&AtomicUsize) -> T) -> T {
        work(&AtomicUsize::new(0))
    }
}
