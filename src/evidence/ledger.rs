//! The proof ledger: that quotes stand in a text, without the text.
//!
//! Takes a text and quotes, or the ledger's own lines; gives where a quote stands. Must not know
//! files or cards. It holds no word of the source, only hashes that are keyed with the source's
//! own hash, so that the same words in two sources share nothing.
//!
//! # The file, `seeds/<id>.proofs`
//!
//! ```text
//! # whobacks-proofs 1 <source id> <SHA-256 of the text>
//! <key> <place>[ <place>…]
//! digest <SHA-256 of every byte above>
//! ```
//!
//! - One line per distinct folded quote, sorted by key; a quote that stands nowhere has none.
//! - Key: the first 32 hex digits of SHA-256 over the text's SHA-256 in hex, a line feed, and the
//!   folded words, joined by one space, the parts of an elided quote by ` … `.
//! - Place: `paragraph:first-last`, words of the paragraph counted from 1, in text order. Behind it
//!   stands `~` for an elided quote, else `=` and the first 16 hex digits of SHA-256 over the
//!   text's SHA-256 in hex, a line feed, `verbatim`, a line feed, and the text from the first to
//!   the last of these words, each run of white space made one space. So an exact quote is told
//!   from one that agrees after folding only.
//! - The digest notices an edit by hand. Line ends may have become CRLF; it is over those written.

mod file;

use std::collections::BTreeMap;

pub use file::LedgerError;

use super::hash::Keyed;
use super::quote::collapse;
use super::{Place, Places, Quote, Text, hash};
use crate::model::{MatchClass, SourceId};

/// What a ledger says of a quote whose places are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerState {
    /// The same places.
    Same,
    /// Nothing: the quote is not in it.
    Absent,
    /// Other places, or another match.
    Different,
}

/// Where the quotes of one source stand in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    source: SourceId,
    /// Hashes that begin with that of the text.
    text: Keyed,
    /// In order.
    keys: Vec<u128>,
    /// For each key, the place in `marks` where its own start.
    starts: Vec<u32>,
    marks: Vec<Mark>,
}

/// A place with the hash of its letters; none where words are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    paragraph: u32,
    words: (u32, u32),
    letters: Option<u64>,
}

impl Ledger {
    /// The ledger of the quotes that the text has.
    pub fn build<'q>(
        source: SourceId,
        text: &Text,
        quotes: impl IntoIterator<Item = &'q Quote>,
    ) -> Ledger {
        let keyed = Keyed::new(text.sha256());
        let mut lines: BTreeMap<u128, Vec<Mark>> = BTreeMap::new();
        for quote in quotes {
            let key = key(&keyed, quote);
            if lines.contains_key(&key) {
                continue;
            }
            let mark = |place: Place| {
                let letters = (place.class != MatchClass::Elided).then(|| {
                    let found = text.verbatim(place.paragraph, place.words);
                    letters(&keyed, &collapse(found))
                });
                Mark { paragraph: place.paragraph, words: place.words, letters }
            };
            let marks: Vec<Mark> = text.find(quote).into_iter().map(mark).collect();
            if !marks.is_empty() {
                lines.insert(key, marks);
            }
        }
        let mut ledger = Ledger {
            source,
            text: keyed,
            keys: Vec::with_capacity(lines.len()),
            starts: Vec::with_capacity(lines.len()),
            marks: Vec::with_capacity(lines.len()),
        };
        for (key, marks) in lines {
            ledger.push(key, &marks);
        }
        ledger
    }

    /// Adds a line behind the others.
    fn push(&mut self, key: u128, marks: &[Mark]) {
        self.keys.push(key);
        self.starts.push(self.marks.len() as u32);
        self.marks.extend_from_slice(marks);
    }

    /// The source whose quotes these are.
    pub fn source(&self) -> &SourceId {
        &self.source
    }

    /// SHA-256 of the text in which they were found.
    pub fn text_sha256(&self) -> &str {
        self.text.key()
    }

    /// How many distinct quotes it proves.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it proves none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The places of a quote: what [`Text::find`] gives where the text is at hand.
    pub fn look_up(&self, quote: &Quote) -> Option<Places> {
        let entry = self.keys.binary_search(&key(&self.text, quote)).ok()?;
        let own = (!quote.is_elided()).then(|| letters(&self.text, quote.verbatim()));
        self.marks_of(entry).iter().map(|mark| mark.place(own)).collect()
    }

    /// The places of a quote; none where it is not in the ledger.
    pub(super) fn places(&self, quote: &Quote) -> Places {
        self.look_up(quote).unwrap_or_default()
    }

    /// What it says of a quote that the text has in these places.
    pub fn agrees(&self, quote: &Quote, places: &[Place]) -> LedgerState {
        match self.look_up(quote) {
            None => LedgerState::Absent,
            Some(own) if *own == *places => LedgerState::Same,
            Some(_) => LedgerState::Different,
        }
    }

    fn marks_of(&self, entry: usize) -> &[Mark] {
        let end = self.starts.get(entry + 1).map_or(self.marks.len(), |start| *start as usize);
        &self.marks[self.starts[entry] as usize..end]
    }
}

impl Mark {
    /// The place of a quote of these letters; of none where it leaves words out.
    fn place(&self, own: Option<u64>) -> Option<Place> {
        let class = match (self.letters, own) {
            (None, None) => MatchClass::Elided,
            (Some(text), Some(own)) if text == own => MatchClass::Exact,
            (Some(_), Some(_)) => MatchClass::Folded,
            // The key is over the parts too, so this is a ledger made by other means.
            _ => return None,
        };
        Some(Place { paragraph: self.paragraph, words: self.words, class })
    }
}

fn key(text: &Keyed, quote: &Quote) -> u128 {
    hash::first_128(&text.sha256(&[b"\n", quote.folded().as_bytes()]))
}

fn letters(text: &Keyed, collapsed: &str) -> u64 {
    hash::first_64(&text.sha256(&[b"\nverbatim\n", collapsed.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Egypt backs Haftar, egypt  backs\tHaftar.\nThe UAE, too, backs Haftar.";

    fn ledger() -> (Text, Ledger) {
        let text = Text::new(TEXT, false);
        let quotes = ["backs Haftar", "BACKS haftar", "the UAE … Haftar", "Russia backs Haftar"];
        let quotes: Vec<Quote> = quotes.into_iter().map(Quote::parse).collect();
        let ledger = Ledger::build("some-source".parse().unwrap(), &text, &quotes);
        (text, ledger)
    }

    #[test]
    fn a_ledger_says_what_the_text_says() {
        let (text, built) = ledger();
        assert_eq!(built.len(), 2);
        let written = built.write();
        assert!(!written.to_lowercase().contains("haftar"));
        let read = Ledger::parse(&written).unwrap();
        assert_eq!((&read, read.write()), (&built, written));
        assert_eq!((read.source().as_str(), read.text_sha256()), ("some-source", text.sha256()));
        for quote in ["backs Haftar", "Backs, Haftar", "backs\nHaftar", "The UAE … haftar"] {
            let quote = Quote::parse(quote);
            let places = text.find(&quote);
            assert_eq!(read.look_up(&quote).as_deref(), Some(&*places));
            assert_eq!(read.agrees(&quote, &places), LedgerState::Same);
            assert_eq!(read.agrees(&quote, &places[1..]), LedgerState::Different);
        }
        for absent in ["Russia backs Haftar", "the UAE Haftar", "backs", ""] {
            assert_eq!(read.look_up(&Quote::parse(absent)), None);
            assert_eq!(read.agrees(&Quote::parse(absent), &[]), LedgerState::Absent);
        }
    }
}
