//! The changes made in the page, for undo and redo.

use std::path::PathBuf;

use crate::edit::{ChangeSet, FileChange};

/// So many changes can be taken back.
const MOST_STEPS: usize = 200;

/// What has been changed, newest last.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    label: String,
    files: Vec<Written>,
}

#[derive(Debug, Clone)]
struct Written {
    path: PathBuf,
    before: String,
    after: String,
}

impl History {
    pub(super) fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    pub(super) fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// The change that is the next to be taken back, or to be made again, and what it is.
    pub(super) fn next(&self, again: bool) -> Option<(String, ChangeSet)> {
        let step = if again { self.undone.last() } else { self.done.last() }?;
        let file = |file: &Written| {
            let (old, new) = match again {
                true => (&file.before, &file.after),
                false => (&file.after, &file.before),
            };
            FileChange {
                path: file.path.clone(),
                moved_to: None,
                old: old.clone(),
                new: new.clone(),
            }
        };
        let files = step.files.iter().map(file).collect();
        Some((step.label.clone(), ChangeSet { files, ..ChangeSet::default() }))
    }

    /// Notes that it is done.
    pub(super) fn step(&mut self, again: bool) {
        let History { done, undone } = self;
        let (from, to) = if again { (undone, done) } else { (done, undone) };
        to.extend(from.pop());
    }

    pub(super) fn note(&mut self, label: String, change: &ChangeSet) {
        let file = |f: &FileChange| Written {
            path: f.path.clone(),
            before: f.old.clone(),
            after: f.new.clone(),
        };
        self.done.push(Step { label, files: change.files.iter().map(file).collect() });
        self.undone.clear();
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }
}
