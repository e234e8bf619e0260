//! The folder of cards, ledgers and texts, read whole.
//!
//! Takes two folders and a way to read files; gives the shelf, and what about the folders is not in
//! order. A card that cannot be read takes its source off the shelf; the others stay.

use std::io;
use std::path::{Path, PathBuf};

use super::{Card, CardError, Quote, Shelf, ShelfFault, Text, Unread, Verdict};
use crate::annotation::Files;
use crate::model::{Source, SourceId};

/// A folder of source texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFolder {
    /// The folder.
    pub path: PathBuf,
    /// Whether every text should be there, because somebody asked for this folder.
    pub complete: bool,
}

/// A card that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenCard {
    /// The file.
    pub path: PathBuf,
    /// Its text, as far as it is text.
    pub text: String,
    /// What is wrong.
    pub error: CardError,
}

/// What a source lacks, so that its quotes cannot be proved as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// The folder of texts that was asked for does not have its text.
    Text(PathBuf),
    /// Neither text nor ledger is at hand.
    Evidence,
}

/// Everything known of the sources.
#[derive(Debug, Default)]
pub struct Sources {
    shelf: Shelf,
    faults: Vec<ShelfFault>,
    broken: Vec<BrokenCard>,
    lacking: Vec<(SourceId, Lack)>,
}

impl Sources {
    /// Reads every card of a folder, with its ledger, and its text where that is at hand.
    ///
    /// # Errors
    /// When a folder or a file that is there cannot be read.
    pub fn load(files: &dyn Files, seeds: &Path, texts: Option<&TextFolder>) -> io::Result<Self> {
        let mut sources = Sources::default();
        let mut unread = Vec::new();
        for path in files.list(seeds)? {
            if path.extension().is_none_or(|extension| extension != "ron") {
                continue;
            }
            let bytes = files.read(&path)?;
            match card(&path, &bytes) {
                Err(error) => {
                    let text = String::from_utf8_lossy(&bytes);
                    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
                    sources.broken.push(BrokenCard { path, text, error });
                }
                Ok(source) => unread.push(sources.evidence(files, seeds, texts, source)?),
            }
        }
        (sources.shelf, sources.faults) = Shelf::read(unread);
        Ok(sources)
    }

    /// Sources that somebody has read already.
    pub fn of(unread: impl IntoIterator<Item = Unread>) -> Self {
        let (shelf, faults) = Shelf::read(unread);
        Sources { shelf, faults, ..Sources::default() }
    }

    fn evidence(
        &mut self,
        files: &dyn Files,
        seeds: &Path,
        texts: Option<&TextFolder>,
        source: Source,
    ) -> io::Result<Unread> {
        // A data set has no words that could be held against anything.
        let Some(card) = &source.text else {
            return Ok(Unread { source, ledger: None, text: None });
        };
        let ledger = found(files.read(&seeds.join(format!("{}.proofs", source.id))))?;
        let ledger = ledger.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let path = texts.map(|folder| folder.path.join(&card.file));
        let text = match &path {
            Some(path) => found(files.read(path))?,
            None => None,
        };
        match (path, &text, &ledger) {
            (Some(path), None, _) if texts.is_some_and(|folder| folder.complete) => {
                self.lacking.push((source.id.clone(), Lack::Text(path)));
            }
            (_, None, None) => self.lacking.push((source.id.clone(), Lack::Evidence)),
            _ => {}
        }
        Ok(Unread { source, ledger, text })
    }

    /// The sources with their means of proof.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The cards, sorted by id.
    pub fn cards(&self) -> impl Iterator<Item = &Source> {
        self.shelf.entries().iter().map(|entry| &entry.source)
    }

    /// The cards that cannot be read.
    pub fn broken(&self) -> &[BrokenCard] {
        &self.broken
    }

    /// What does not fit together about a source.
    pub fn faults<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s ShelfFault> {
        self.faults.iter().filter(move |fault| fault.source_id.as_str() == id)
    }

    /// What a source lacks.
    pub fn lack(&self, id: &str) -> Option<&Lack> {
        self.lacking.iter().find(|(lacking, _)| lacking.as_str() == id).map(|(_, lack)| lack)
    }

    /// Whether a source has a card, be it one that cannot be read.
    pub fn knows(&self, id: &str) -> bool {
        let stem = |card: &BrokenCard| card.path.file_stem().is_some_and(|stem| stem == id);
        self.source(id).is_some() || self.broken.iter().any(stem)
    }

    /// The card of a source.
    pub fn source(&self, id: &str) -> Option<&Source> {
        let id: SourceId = id.parse().ok()?;
        self.shelf.get(&id).map(|entry| &entry.source)
    }

    /// The text of a source, where it is at hand.
    pub fn text(&self, id: &str) -> Option<&Text> {
        let id: SourceId = id.parse().ok()?;
        self.shelf.get(&id)?.text.as_ref()
    }

    /// Whether a source has a quote; `None` where the source has no card.
    pub fn prove(&self, id: &str, quote: &Quote) -> Option<Verdict> {
        let id: SourceId = id.parse().ok()?;
        self.shelf.get(&id)?;
        Some(self.shelf.prove(&id, quote))
    }
}

fn card(path: &Path, bytes: &[u8]) -> Result<Source, CardError> {
    let error = |message: &str| CardError { line: 1, column: 1, message: message.to_owned() };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let id: SourceId =
        stem.parse().map_err(|e| error(&format!("the file's name names the source, and {e}")))?;
    let text = std::str::from_utf8(bytes).map_err(|_| error("the card is not UTF-8"))?;
    Ok(Card::parse(text)?.into_source(id))
}

/// A file that may not be there.
fn found(read: io::Result<Vec<u8>>) -> io::Result<Option<Vec<u8>>> {
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
