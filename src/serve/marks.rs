//! The version of a file, to find out whether it is still what somebody has seen.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use crate::annotation::Dataset;
use crate::evidence::digest;

/// The files of a data set as somebody has seen them: version by name.
pub(super) type Seen = BTreeMap<String, String>;

/// How a file is called in the page.
pub(super) fn name(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// The version of a text: 16 hex digits of its hash.
pub(super) fn version(text: &str) -> String {
    digest(text.as_bytes()).chars().take(16).collect()
}

/// The versions of a data set's files.
pub(super) fn versions(dataset: &Dataset<'_>) -> Seen {
    dataset.files.iter().map(|file| (name(&file.path), version(file.text))).collect()
}

/// So many versions are known, and so many bytes of them.
const MOST: usize = 64;
const MOST_BYTES: usize = 32 << 20;

/// Texts that were shown lately, by version: to show what has changed since.
#[derive(Debug, Default)]
pub(super) struct Shown {
    texts: VecDeque<(String, String)>,
    bytes: usize,
}

impl Shown {
    pub(super) fn note(&mut self, text: &str) {
        let version = version(text);
        if self.find(&version).is_some() || text.len() > MOST_BYTES {
            return;
        }
        self.bytes = self.bytes.saturating_add(text.len());
        self.texts.push_back((version, text.to_owned()));
        while self.texts.len() > MOST || self.bytes > MOST_BYTES {
            let Some((_, gone)) = self.texts.pop_front() else { break };
            self.bytes = self.bytes.saturating_sub(gone.len());
        }
    }

    pub(super) fn find(&self, version: &str) -> Option<&str> {
        self.texts.iter().find(|(own, _)| own == version).map(|(_, text)| text.as_str())
    }
}
