//! The cards and ledgers as they are written, for changes.

use std::io;
use std::path::{Path, PathBuf};

use crate::annotation::Files;

/// A file and its text, without a byte-order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// The files of the folder of sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seeds {
    /// The cards, sorted by path.
    pub cards: Vec<Paper>,
    /// The ledgers, sorted by path.
    pub ledgers: Vec<Paper>,
}

impl Seeds {
    /// Reads them.
    ///
    /// # Errors
    /// When the folder cannot be listed, or a file in it not be read.
    pub fn load(files: &dyn Files, folder: &Path) -> io::Result<Self> {
        let mut seeds = Seeds::default();
        for path in files.list(folder)? {
            let list = match path.extension().and_then(|e| e.to_str()) {
                Some("ron") => &mut seeds.cards,
                Some("proofs") => &mut seeds.ledgers,
                _ => continue,
            };
            let text = String::from_utf8_lossy(&files.read(&path)?).into_owned();
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            list.push(Paper { path, text });
        }
        Ok(seeds)
    }

    /// The card of a source.
    pub fn card(&self, id: &str) -> Option<&Paper> {
        self.cards.iter().find(|card| is_of(card, id))
    }

    /// The ledger of a source.
    pub fn ledger(&self, id: &str) -> Option<&Paper> {
        self.ledgers.iter().find(|ledger| is_of(ledger, id))
    }

    /// The sources that have a card.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.cards.iter().filter_map(|card| card.path.file_stem()?.to_str())
    }
}

fn is_of(paper: &Paper, id: &str) -> bool {
    paper.path.file_stem().is_some_and(|stem| stem == id)
}
