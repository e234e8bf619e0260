//! The data set as it is now: read when it is first needed, watched for changes, and kept for the next
//! request.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::json;

use super::failure::Failure;
use super::history::History;
use super::live::{Live, lock};
use super::marks::{Shown, version};
use super::places::Places;
use super::sight::{Edition, Next, Now, Ready, Sight};
use super::state;
use crate::annotation::Arena;
use crate::check::{self, CheckOptions};
use crate::evidence::Sources;
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::project::{Error, Project, Stamp};

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(50);

/// The data set, and what is known of it.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) project: Project,
    pub(super) reach: Reach,
    pub(super) live: Live,
    /// The sources, with what their folders looked like when they were read.
    sources: Mutex<Option<(Stamp, Arc<Sources>)>>,
    /// What was made of the files last.
    sight: Mutex<Arc<Sight>>,
    /// The newest graph for which there is no explorer yet.
    pub(super) next: Next,
    /// Held by whoever writes.
    pub(super) history: Mutex<History>,
    pub(super) shown: Mutex<Shown>,
    pub(super) edition: Mutex<Arc<Edition>>,
    watch: Mutex<Lookout>,
}

/// What the files look like, without being read.
#[derive(Debug, PartialEq, Eq)]
struct Look(Vec<(PathBuf, Option<(u64, SystemTime)>)>, Stamp);

impl Desk {
    pub(super) fn new(project: Project, reach: Reach) -> Self {
        let watch = Lookout { files: vec![project.data.clone()], known: None };
        Desk {
            project,
            reach,
            live: Live::default(),
            sources: Mutex::default(),
            sight: Mutex::default(),
            next: Next::default(),
            history: Mutex::default(),
            shown: Mutex::default(),
            edition: Mutex::default(),
            watch: Mutex::new(watch),
        }
    }

    /// The sources as they are now, read anew only where their folders look otherwise.
    pub(super) fn sources(&self) -> Result<Arc<Sources>, Error> {
        let stamp = self.project.stamp();
        let mut kept = lock(&self.sources);
        if let Some((own, sources)) = &*kept
            && *own == stamp
        {
            return Ok(Arc::clone(sources));
        }
        let sources = Arc::new(self.project.sources()?);
        *kept = Some((stamp, Arc::clone(&sources)));
        Ok(sources)
    }

    /// The data set as it is now.
    pub(super) fn with<T>(
        &self,
        act: impl FnOnce(&Now<'_, '_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let sources = self.sources()?;
        let arena = Arena::new();
        let dataset = crate::annotation::load(&self.project.data, &self.project.disk(), &arena)
            .map_err(Error::from)?;
        act(&Now { dataset: &dataset, sources: &sources })
    }

    /// What was made of the files last.
    pub(super) fn sight(&self) -> Arc<Sight> {
        Arc::clone(&lock(&self.sight))
    }

    /// Has the files looked at now, and not in a moment: whoever changes them sees it at once.
    pub(super) fn look_again(&self) {
        lock(&self.watch).look(self);
    }

    fn look(&self, files: &[PathBuf]) -> Look {
        let seen = |path: &PathBuf| {
            let found = fs::metadata(path).ok();
            (path.clone(), found.and_then(|found| Some((found.len(), found.modified().ok()?))))
        };
        Look(files.iter().map(seen).collect(), self.project.stamp())
    }

    /// Reads everything, and makes of it what is shown; gives the files that were read, and a version of what
    /// they say.
    fn refresh(&self) -> Result<(Vec<PathBuf>, String), Failure> {
        self.with(|now| {
            let options = CheckOptions { draft: true, ..CheckOptions::default() };
            let outcome = check::check(now.dataset, now.sources, options);
            {
                let mut shown = lock(&self.shown);
                now.dataset.files.iter().for_each(|file| shown.note(file.text));
            }
            let places = Places::of(now.dataset);
            let state = {
                let history = lock(&self.history);
                let steps = (history.undo_label(), history.redo_label());
                state::of(now, &outcome.report, &places, steps).to_string()
            };
            let files: Vec<PathBuf> = now.dataset.files.iter().map(|f| f.path.clone()).collect();
            let version = version(&state);
            // A file whose brackets do not close says nothing: what it said before is shown on.
            let graph = match state::is_torn(now.dataset) {
                true => self.sight().graph.clone(),
                false => {
                    let graph = outcome.checked.map(|checked| Arc::new(Graph::new(checked)));
                    if let Some(graph) = &graph {
                        let live = state::for_explorer(&places, &outcome.report);
                        self.next.put(Ready { graph: Arc::clone(graph), live });
                    }
                    graph
                }
            };
            *lock(&self.sight) = Arc::new(Sight { state, graph, places });
            Ok((files, version))
        })
    }

    /// Has the page say that nothing can be read.
    fn is_broken(&self, failure: &Failure) -> String {
        let state = json!({"broken": failure.said()}).to_string();
        let before = self.sight();
        let (graph, places) = (before.graph.clone(), before.places.clone());
        *lock(&self.sight) = Arc::new(Sight { state: state.clone(), graph, places });
        state
    }
}

/// Reads the files, and looks for changes from then on, until the process ends.
pub(super) fn keep_watch(desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    desk.look_again();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            desk.look_again();
        }
    });
}

/// What was seen of the files last.
#[derive(Debug)]
struct Lookout {
    files: Vec<PathBuf>,
    /// How they looked, and a version of what they said.
    known: Option<(Look, String)>,
}

impl Lookout {
    /// Reads the files anew if they look otherwise, and tells whoever waits if they say something else.
    fn look(&mut self, desk: &Desk) {
        let mut look = desk.look(&self.files);
        if self.known.as_ref().is_some_and(|(known, _)| *known == look) {
            return;
        }
        let says = match desk.refresh() {
            Ok((files, says)) => {
                if files != self.files {
                    self.files = files;
                    look = desk.look(&self.files);
                }
                says
            }
            // A file that is being saved is not there for a moment.
            Err(failure) => desk.is_broken(&failure),
        };
        if self.known.as_ref().is_none_or(|(_, known)| *known != says) {
            desk.live.tell(|beat| beat.state = beat.state.wrapping_add(1));
        }
        self.known = Some((look, says));
    }
}
