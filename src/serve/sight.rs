//! Everything made from the files at one time: the graph, the report of the check, the explorer.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use serde_json::Value;

use super::live::lock;
use super::places::Places;
use crate::annotation::Dataset;
use crate::evidence::Sources;
use crate::graph::Graph;
use crate::layout::font::Fonts;
use crate::site::{Crowd, Network, Page};

/// What waits for whoever makes explorers: a graph, whose place a newer one takes, and what was drawn.
#[derive(Debug, Default)]
pub(super) struct Next {
    waiting: Mutex<(Option<Ready>, Option<Drawn>)>,
    there: Condvar,
}

/// What there is to be shown.
pub(super) enum News {
    Graph(Ready),
    Drawn(Box<Drawn>),
}

/// Pictures by what they show, and the positions of actors.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) pictures: Vec<(String, String)>,
    pub(super) placed: Option<(Crowd, Network)>,
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
        lock(&self.waiting).0 = Some(ready);
        self.there.notify_one();
    }

    pub(super) fn bring(&self, drawn: Drawn) {
        let mut waiting = lock(&self.waiting);
        let kept = waiting.1.get_or_insert_default();
        kept.pictures.extend(drawn.pictures);
        kept.placed = drawn.placed.or(kept.placed.take());
        self.there.notify_one();
    }

    /// Waits for something; a graph goes before what was drawn of an older one.
    pub(super) fn wait(&self) -> News {
        let mut waiting = lock(&self.waiting);
        loop {
            if let Some(ready) = waiting.0.take() {
                return News::Graph(ready);
            }
            if let Some(drawn) = waiting.1.take() {
                return News::Drawn(Box::new(drawn));
            }
            waiting = self.there.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for a graph.
    pub(super) fn take(&self) -> Ready {
        loop {
            if let News::Graph(ready) = self.wait() {
                return ready;
            }
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
    /// The page, and the fonts for it; `None` as long as there is none.
    pub(super) page: Option<(Page, Arc<Fonts>)>,
    /// What an open page puts in place of what it has.
    pub(super) news: String,
    /// Why there is none.
    pub(super) why_not: Option<String>,
}
