//! The sources of a graph, read when they are first needed.
//!
//! Takes sources, or the project to which they belong; gives them. With a kept graph they have not been read, and most
//! answers do not need them. Must not know what they prove.

use std::sync::OnceLock;

use super::{Error, Project};
use crate::evidence::{Sources, Text};

/// Sources that are read when first needed.
#[derive(Debug)]
pub struct LateSources {
    project: Project,
    read: OnceLock<Result<Sources, Error>>,
}

impl LateSources {
    pub(super) fn of(project: &Project) -> Self {
        LateSources { project: project.clone(), read: OnceLock::new() }
    }

    pub(super) fn read(project: &Project, sources: Sources) -> Self {
        LateSources { project: project.clone(), read: OnceLock::from(Ok(sources)) }
    }

    /// The sources.
    ///
    /// # Errors
    /// When the folder of cards cannot be listed.
    pub fn get(&self) -> Result<&Sources, &Error> {
        self.read.get_or_init(|| self.project.sources()).as_ref()
    }

    /// The text of a source, if it is at hand.
    pub fn text(&self, source: &str) -> Option<&Text> {
        self.project.texts.as_ref()?;
        self.get().ok()?.text(source)
    }
}
