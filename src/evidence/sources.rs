//! Reads the folders of cards, ledgers and texts.
//!
//! Takes two folders and a way to read files; gives the shelf, and what is wrong with the
//! folders. If a card cannot be read, its source is not on the shelf; the others are.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

#[cfg(feature = "signatures")]
use super::Unsigned;
use super::hash::digest;
use super::{
    Card, CardError, Effort, Quote, QuoteVerdict, Shelf, ShelfFault, ShelfFaultKind, Shelved, Text,
    Unread,
};
use crate::annotation::Files;
use crate::model::{Cut, Source, SourceId};

/// A folder of source texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFolder {
    /// The folder.
    pub path: PathBuf,
    /// Whether every text should be there, because somebody asked for this folder.
    pub complete: bool,
}

/// Which of the texts at hand are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextsRead {
    /// All, so that each is held against its card, and every quote is found in it anew.
    All,
    /// Those of sources without a ledger that fits their card; the quotes of the others are held against the ledger,
    /// as if their texts were not at hand.
    WithoutLedger,
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
#[non_exhaustive]
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
    /// Sorted by source.
    faults: Vec<ShelfFault>,
    broken: Vec<BrokenCard>,
    /// Sorted by source.
    lacking: Vec<(SourceId, Lack)>,
    /// Who has signed the ledgers, by source.
    signers: BTreeMap<String, String>,
}

impl Sources {
    /// Reads every card of a folder, with its ledger, and its text where that is at hand.
    ///
    /// # Errors
    /// When a folder or a file that is there cannot be read.
    pub fn load(files: &dyn Files, seeds: &Path, texts: Option<&TextFolder>) -> io::Result<Self> {
        Self::load_reading(files, seeds, texts, TextsRead::All)
    }

    /// The same, with only some of the texts.
    ///
    /// # Errors
    /// As there.
    pub fn load_reading(
        files: &dyn Files,
        seeds: &Path,
        texts: Option<&TextFolder>,
        which: TextsRead,
    ) -> io::Result<Self> {
        let paths = files.list(seeds)?;
        let texts = match texts {
            Some(folder) => Some(Texts::of(files, folder, which)?),
            None => None,
        };
        let cards = paths.par_iter().filter(|path| path.extension().is_some_and(|e| e == "ron"));
        let read: Vec<_> = cards.map(|path| read(files, path, seeds, texts.as_ref())).collect();
        let mut sources = Sources::default();
        let mut entries = Vec::with_capacity(read.len());
        for source in read {
            match source? {
                Read::Broken(card) => sources.broken.push(card),
                Read::Source(entry, faults, lack) => {
                    sources.lacking.extend(lack.map(|lack| (entry.source.id.clone(), lack)));
                    entries.push((entry, faults));
                }
            }
        }
        sources.lacking.sort_by(|a, b| a.0.cmp(&b.0));
        (sources.shelf, sources.faults) = Shelf::of(entries);
        Ok(sources)
    }

    /// Sources that somebody has read already.
    pub fn of(unread: impl IntoIterator<Item = Unread>) -> Self {
        let (shelf, faults) = Shelf::read(unread);
        Sources { shelf, faults, ..Sources::default() }
    }

    /// Looks whether the files that texts were read out of, where they are at hand, are those still. It
    /// reads all of them, so that only a check does it.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub fn hold_originals(&mut self, files: &dyn Files, texts: &TextFolder) -> io::Result<()> {
        let held = self.shelf.entries().par_iter().map(|entry| {
            let Some(original) = entry.source.text.as_ref().and_then(|text| text.original.as_ref())
            else {
                return Ok(None);
            };
            let bytes = found(files.read(&texts.path.join(&original.file)))?;
            let found = bytes.map(|bytes| digest(&bytes));
            let changed = found.filter(|found| *found != original.sha256);
            Ok(changed.map(|found| ShelfFault {
                source_id: entry.source.id.clone(),
                fault: ShelfFaultKind::OriginalChanged {
                    file: original.file.clone(),
                    found,
                    card: original.sha256.clone(),
                },
            }))
        });
        let held: Vec<Option<ShelfFault>> = held.collect::<io::Result<_>>()?;
        self.faults.extend(held.into_iter().flatten());
        self.faults.sort_by(|a, b| a.source_id.cmp(&b.source_id));
        Ok(())
    }

    /// Looks who has signed the ledgers, whose signatures stand beside them. A source without a ledger
    /// needs none: its text proves it, or nothing does.
    ///
    /// # Errors
    /// When a signature that is there cannot be read.
    #[cfg(feature = "signatures")]
    pub fn hold_signatures(
        &mut self,
        files: &dyn Files,
        seeds: &Path,
        trusted: &super::Trusted,
    ) -> io::Result<()> {
        for entry in self.shelf.entries() {
            let Some(ledger) = &entry.ledger else { continue };
            let source_id = entry.source.id.clone();
            let signature = found(files.read(&seeds.join(format!("{source_id}.proofs.sig"))))?;
            let signature = signature.ok_or(Unsigned::Missing).and_then(|bytes| {
                let text = String::from_utf8(bytes).map_err(|_| Unsigned::Unreadable)?;
                trusted.signer(ledger, &text).map(str::to_owned)
            });
            match signature {
                Ok(name) => {
                    self.signers.insert(source_id.to_string(), name);
                }
                Err(fault) => self.faults.push(ShelfFault { source_id, fault: fault.into() }),
            }
        }
        self.faults.sort_by(|a, b| a.source_id.cmp(&b.source_id));
        Ok(())
    }

    /// Who of those trusted has signed the ledger of a source; nobody where nobody was asked for.
    pub fn signer(&self, id: &str) -> Option<&str> {
        self.signers.get(id).map(String::as_str)
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
        let from = self.faults.partition_point(|fault| fault.source_id.as_str() < id);
        self.faults.cut(from..).iter().take_while(move |fault| fault.source_id.as_str() == id)
    }

    /// What a source lacks.
    pub fn lack(&self, id: &str) -> Option<&Lack> {
        let found = self.lacking.binary_search_by(|(lacking, _)| lacking.as_str().cmp(id));
        found.ok().and_then(|i| self.lacking.get(i)).map(|(_, lack)| lack)
    }

    /// Whether a source has a card, be it one that cannot be read.
    pub fn knows(&self, id: &str) -> bool {
        let stem = |card: &BrokenCard| card.path.file_stem().is_some_and(|stem| stem == id);
        self.source(id).is_some() || self.broken.iter().any(stem)
    }

    /// The card of a source.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.shelf.find(id).map(|entry| &entry.source)
    }

    /// The text of a source, where it is at hand.
    pub fn text(&self, id: &str) -> Option<&Text> {
        self.shelf.find(id)?.text.as_deref()
    }

    /// Whether a source has a quote; `None` where the source has no card.
    pub fn prove(&self, id: &str, quote: &Quote) -> Option<QuoteVerdict> {
        Some(self.shelf.prove_in(self.shelf.find(id)?, quote, Effort::Advice))
    }
}

/// What became of a card's file.
enum Read {
    Broken(BrokenCard),
    Source(Box<Shelved>, Vec<ShelfFault>, Option<Lack>),
}

/// The texts at hand, and which of them are read.
struct Texts<'f> {
    folder: &'f TextFolder,
    which: TextsRead,
    /// The files of the folder, where those that are not read must be there all the same.
    there: BTreeSet<PathBuf>,
}

impl<'f> Texts<'f> {
    fn of(files: &dyn Files, folder: &'f TextFolder, which: TextsRead) -> io::Result<Self> {
        let there = match which {
            TextsRead::WithoutLedger if folder.complete => files.list(&folder.path)?,
            _ => Vec::new(),
        };
        Ok(Texts { folder, which, there: there.into_iter().collect() })
    }

    /// Whether a text need not be read if its source has a ledger. One that should be there, and is in a folder of its
    /// own or under a name that only the system knows for the same, is read to see whether it is.
    fn spares(&self, path: &Path) -> bool {
        self.which == TextsRead::WithoutLedger
            && (!self.folder.complete || self.there.contains(path))
    }
}

/// Reads a card, with its ledger, and its text where that is at hand.
fn read(
    files: &dyn Files,
    path: &Path,
    seeds: &Path,
    texts: Option<&Texts<'_>>,
) -> io::Result<Read> {
    let bytes = files.read(path)?;
    let source = match card(path, &bytes) {
        Ok(source) => source,
        Err(error) => {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            return Ok(Read::Broken(BrokenCard { path: path.to_owned(), text, error }));
        }
    };
    // A data set has no words that could be held against anything.
    let Some(card) = &source.text else {
        let (entry, faults) = Shelved::read(Unread { source, ledger: None, text: None });
        return Ok(Read::Source(Box::new(entry), faults, None));
    };
    let ledger = found(files.read(&seeds.join(format!("{}.proofs", source.id))))?;
    let mut ledger = ledger.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let has_ledger = ledger.is_some();
    let path = texts.map(|texts| texts.folder.path.join(&card.file));
    let is_spared = path.as_ref().zip(texts).is_some_and(|(path, texts)| texts.spares(path));
    let (mut source, mut faults) = (source, Vec::new());
    if has_ledger && is_spared {
        let (entry, own) = Shelved::read(Unread { source, ledger: ledger.take(), text: None });
        if entry.ledger.is_some() {
            return Ok(Read::Source(Box::new(entry), own, None));
        }
        (source, faults) = (entry.source, own);
    }
    let text = match &path {
        Some(path) => found(files.read(path))?,
        None => None,
    };
    let lack = match (path, &text) {
        (Some(path), None) if texts.is_some_and(|texts| texts.folder.complete) => {
            Some(Lack::Text(path))
        }
        (_, None) if !has_ledger => Some(Lack::Evidence),
        _ => None,
    };
    let (entry, own) = Shelved::read(Unread { source, ledger, text });
    faults.extend(own);
    Ok(Read::Source(Box::new(entry), faults, lack))
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
