//! What was made of the files at one time: the graph, what is said of it, its explorer.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use serde_json::Value;

use super::live::lock;
use super::places::Places;
use crate::annotation::Dataset;
use crate::evidence::Sources;
use crate::graph::Graph;

/// A graph that waits for its explorer; a newer one takes its place.
#[derive(Debug, Default)]
pub(super) struct Next {
    graph: Mutex<Option<Ready>>,
    there: Condvar,
}

/// A graph, and what is said of it.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) graph: Arc<Graph>,
    /// Where claims stand, and what of the data is wrong: for the explorer.
    pub(super) live: Value,
}

/// What was made of the files at one time.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// What the page shows before anything is asked for, as JSON.
    pub(super) state: String,
    /// Of what is sound; that of an earlier time, where a file cannot be read.
    pub(super) graph: Option<Arc<Graph>>,
    pub(super) places: Places,
}

impl Next {
    pub(super) fn put(&self, ready: Ready) {
        *lock(&self.graph) = Some(ready);
        self.there.notify_one();
    }

    /// Waits for one.
    pub(super) fn take(&self) -> Ready {
        let mut waiting = lock(&self.graph);
        loop {
            if let Some(ready) = waiting.take() {
                return ready;
            }
            waiting = self.there.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A data set that has just been read.
pub(super) struct Now<'n, 'a> {
    pub(super) dataset: &'n Dataset<'a>,
    pub(super) sources: &'n Sources,
}

/// What is shown of the explorer.
#[derive(Debug, Default)]
pub(super) struct Edition {
    /// The page, and what it may do; `None` as long as there is none.
    pub(super) page: Option<(String, String)>,
    /// What an open page puts in place of what it has.
    pub(super) news: String,
    /// Why there is none.
    pub(super) why_not: Option<String>,
}
