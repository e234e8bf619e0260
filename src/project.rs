//! A data set on disk: found, loaded, checked, marked, written. The entry point for those who use whobacks as
//! a library.
//!
//! Takes paths, and finds those that are not given in their usual places; gives the graph, or what is
//! wrong. Long work is handed to a [`Watch`], so that its progress can be shown. Must not know clap, nor print.
//!
//! ```no_run
//! use whobacks::project::{Error, Paths, Project};
//!
//! let project = Project::find(&Paths { data: Some("data/libya.ron".into()), ..Paths::default() })?;
//! let graph = project.open(Default::default())?.graph;
//! println!("{} actors", graph.actors().len());
//! # Ok::<(), Error>(())
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod bounds;
mod change;
mod disk;
mod error;
mod find;
mod kept;
pub mod lock;
mod marks;
mod outputs;
mod take;
mod watch;
mod write;

pub use bounds::AllowedFolders;
pub use change::{Soundness, Stamp, write_change};
pub use disk::Disk;
pub use error::Error;
pub use find::{Paths, Project};
pub use marks::{MOST_TIES, Marked, mark};
pub use outputs::{OutputOutcome as Written, Outputs};
pub use take::{IGNORED, take};
pub use watch::{Step, Unwatched, Watch};
pub use write::{WriteFile, remove_unfinished, write_folder, write_lasting, write_whole};

use kept::Remembered;

use crate::annotation::{self, Arena, Dataset, Files};
use crate::check::{self, CheckOptions, Outcome};
use crate::evidence::{self, Sources, TextsRead};
use crate::graph::Graph;

/// The sentences around quotes, from the texts on disk.
pub type DiskTexts = evidence::LateTexts<Disk>;

/// A data set that has passed its check.
#[derive(Debug)]
pub struct Opened {
    /// Its graph.
    pub graph: Graph,
    /// The sentences around its quotes, from texts that are read when they are asked for.
    pub texts: DiskTexts,
    /// Whether it was checked before, nothing has changed since, and the files were not read again.
    pub is_kept: bool,
    /// How many claims were left out because something is wrong with them, if a draft was asked for.
    pub left_out: Option<usize>,
}

impl Project {
    /// Reads the annotation, with the cards, ledgers and texts of its sources.
    ///
    /// # Errors
    /// If the annotation file cannot be read, or the folder of cards cannot be listed. What is wrong inside
    /// a file is left to the check.
    pub fn load<'a>(&self, arena: &'a Arena) -> Result<(Dataset<'a>, Sources), Error> {
        self.load_from(&self.disk(), arena)
    }

    /// The same, reading through `files`, whose contents may differ from those on disk.
    ///
    /// # Errors
    /// As there.
    pub fn load_from<'a>(
        &self,
        files: &dyn Files,
        arena: &'a Arena,
    ) -> Result<(Dataset<'a>, Sources), Error> {
        self.load_reading(files, TextsRead::All, arena)
    }

    fn load_reading<'a>(
        &self,
        files: &dyn Files,
        texts: TextsRead,
        arena: &'a Arena,
    ) -> Result<(Dataset<'a>, Sources), Error> {
        // While one waits for the disk, the other goes on: among the threads of the caller, because all others may be
        // waiting for what is read here.
        let mut sources = None;
        let dataset = rayon::in_place_scope(|scope| {
            scope.spawn(|_| sources = Some(self.sources_from(files, texts)));
            annotation::load(&self.data, files, arena)
        });
        let sources = sources.unwrap_or_else(|| self.sources_from(files, texts));
        Ok((dataset?, sources?))
    }

    /// Reads the cards, ledgers and texts.
    ///
    /// # Errors
    /// When the folder of cards cannot be listed.
    pub fn sources(&self) -> Result<Sources, Error> {
        self.sources_from(&self.disk(), TextsRead::All)
    }

    fn sources_from(&self, files: &dyn Files, texts: TextsRead) -> Result<Sources, Error> {
        let sources = Sources::load_reading(files, &self.seeds, self.texts.as_ref(), texts);
        sources.map_err(|source| Error::Sources { folder: self.seeds.clone(), source })
    }

    /// The sentences around quotes, from the texts that are at hand.
    pub fn late_texts(&self) -> DiskTexts {
        DiskTexts::of(self.disk(), self.texts.as_ref().map(|texts| texts.path.clone()))
    }

    /// The graph of the annotation. Quotes are held against the ledgers; a text is read if there is no ledger for it,
    /// or something is wrong with what the ledgers say.
    ///
    /// # Errors
    /// If something cannot be read, or something is wrong with the data ([`Error::Faulty`]).
    pub fn open(&self, options: CheckOptions) -> Result<Opened, Error> {
        self.open_watched(options, TextsRead::WithoutLedger, &Unwatched)
    }

    /// The same, watched, and with the texts that are named.
    ///
    /// # Errors
    /// As there.
    pub fn open_watched(
        &self,
        options: CheckOptions,
        texts: TextsRead,
        watch: &impl Watch,
    ) -> Result<Opened, Error> {
        let late = self.late_texts();
        if let Some(checked) = watch.step(&Step::Read(self), |_| self.kept(options, texts)) {
            let graph = Graph::new(checked);
            return Ok(Opened { graph, texts: late, is_kept: true, left_out: None });
        }
        let arena = Arena::new();
        let files = Remembered::new(self.disk());
        let (dataset, outcome) = self.read_and_check(&files, &arena, options, texts, watch)?;
        match outcome.checked {
            Some(checked) => {
                let left_out = checked.draft;
                self.keep(options, texts, &files, &checked);
                // Freeing a large annotation takes as long as building its graph, so both are done at once.
                let (graph, ()) = rayon::join(|| Graph::new(checked), || drop(dataset));
                Ok(Opened { graph, texts: late, is_kept: false, left_out })
            }
            None => Err(Error::Faulty(Box::new(outcome))),
        }
    }

    /// Reads everything that is needed, and applies every rule. If anything is wrong, the texts say whether it is.
    fn read_and_check<'a>(
        &self,
        files: &Remembered,
        arena: &'a Arena,
        options: CheckOptions,
        texts: TextsRead,
        watch: &impl Watch,
    ) -> Result<(Dataset<'a>, Outcome), Error> {
        let read = |_: &_| self.load_reading(files, texts, arena);
        let (dataset, sources) = watch.step(&Step::Read(self), read)?;
        let outcome = check_watched(&dataset, &sources, options, watch);
        if outcome.summary.errors == 0 || self.texts.is_none() || texts == TextsRead::All {
            return Ok((dataset, outcome));
        }
        let read = |_: &_| self.sources_from(files, TextsRead::All);
        let sources = watch.step(&Step::Read(self), read)?;
        let outcome = check_watched(&dataset, &sources, options, watch);
        Ok((dataset, outcome))
    }
}

/// Applies every rule to what was read, and reports progress.
pub fn check_watched(
    dataset: &Dataset<'_>,
    sources: &Sources,
    options: CheckOptions,
    watch: &impl Watch,
) -> Outcome {
    watch.step(&Step::Prove(dataset.entry_count()), |proved| {
        check::check_counted(dataset, sources, options, proved)
    })
}
