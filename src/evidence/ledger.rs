//! The proof ledger: that quotes stand in a text, without the text.
//!
//! Takes a text and quotes, or the ledger's own lines; gives where a quote stands. Must not know
//! files or cards. It holds no word of the source, only hashes that are keyed with the source's
//! own hash, so that the same words in two sources have different hashes.
//!
//! # The file, `seeds/<id>.proofs`
//!
//! ```text
//! # whobacks-proofs 2 <source id> <SHA-256 of the text>
//! <key> <place>[ <place>…]
//! digest <SHA-256 of every byte above>
//! ```
//!
//! - One line per distinct folded quote, sorted by key; a quote that stands nowhere has none.
//! - Key: the first 32 hex digits of SHA-256 over the text's SHA-256 in hex, a line feed, and the
//!   folded words, joined by one space, the parts of an elided quote by ` … `.
//! - Place: `paragraph:first-last`, words of the paragraph counted from 1, in text order. It is followed
//!   by `~` for an elided quote, `^` for a mended one, otherwise by `=` and the first 16 hex digits of
//!   SHA-256 over the text's SHA-256 in hex, a line feed, `verbatim`, a line feed, and the text from the
//!   first to the last of these words, each run of white space made one space. So an exact quote is
//!   distinguished from one that agrees only after folding.
//! - Then, for each sentence of the text that ends inside the quote, `.` and the number of the word after which it
//!   ends, counted from 1: a quote of the same words that runs over that end is not proved. (The
//!   64th stands for all after it.)
//! - Then, if words around the quote may change its meaning, `!` and letters: `n` the words before
//!   it in its sentence deny it, `e` they say that it is over, `N` and `E` the words that it leaves out do, `w` a
//!   sentence ends among those. So a clone without texts gives the same warnings as the text.
//! - The digest reveals an edit by hand. Line ends may have become CRLF; the digest is over those written.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "places in ledgers; as many as a `u32` counts do not fit into memory"
)]

mod file;

use std::collections::BTreeMap;

pub use file::LedgerError;

use super::find::{Candidate, settle};
use super::hash::Keyed;
use super::quote::collapse;
use super::{Caution, Quote, QuotePlace, QuotePlaces, Text, hash};
use crate::model::{Cut, MatchClass, SourceId};

/// What a ledger says of a quote whose places are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LedgerState {
    /// The same places.
    Same,
    /// Nothing: the quote is not in it, or what stands around it is not as it would be written now.
    Absent,
    /// Other places, or another match.
    Different,
}

/// In how many quotes two ledgers differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// Proved by the new one only.
    pub added: usize,
    /// Proved by the old one only.
    pub removed: usize,
    /// Proved by both, at other places or with another caution.
    pub changed: usize,
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
    marks: Vec<LedgerPlace>,
}

/// A place with what else is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct LedgerPlace {
    paragraph: u32,
    words: (u32, u32),
    kind: Agreeing,
    /// Behind which of the quoted words a sentence of the text ends.
    ends: u64,
    caution: Caution,
}

/// How the text agrees there with quotes of these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreeing {
    /// In one part; with the hash of its letters.
    Whole(u64),
    Elided,
    Mended,
}

impl Ledger {
    /// The ledger of the quotes that the text has.
    pub fn build<'q>(
        source: SourceId,
        text: &Text,
        quotes: impl IntoIterator<Item = &'q Quote>,
    ) -> Ledger {
        let keyed = Keyed::new(text.sha256());
        let mut lines: BTreeMap<u128, Vec<LedgerPlace>> = BTreeMap::new();
        for quote in quotes {
            let candidates = text.candidates(quote);
            if settle(candidates.iter().copied(), quote).is_empty() {
                continue;
            }
            let mark = |Candidate { place, ends }: Candidate| {
                let QuotePlace { paragraph, words, class, caution } = place;
                let kind = match class {
                    MatchClass::Mended => Agreeing::Mended,
                    MatchClass::Elided => Agreeing::Elided,
                    MatchClass::Exact | MatchClass::Folded => {
                        let found = text.verbatim(paragraph, words);
                        Agreeing::Whole(letters(&keyed, &collapse(found)))
                    }
                };
                LedgerPlace { paragraph, words, kind, ends, caution }
            };
            // Quotes of the same words may be found at other places, as their sentences end elsewhere.
            let marks = lines.entry(key(&keyed, quote)).or_default();
            marks.extend(candidates.into_iter().map(mark));
            marks.sort_unstable();
            marks.dedup_by_key(|mark| (mark.paragraph, mark.words));
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
    fn push(&mut self, key: u128, marks: &[LedgerPlace]) {
        self.keys.push(key);
        self.starts.push(self.marks.len() as u32);
        self.marks.extend_from_slice(marks);
    }

    /// The source whose quotes these are.
    pub fn source(&self) -> &SourceId {
        &self.source
    }

    /// The same proofs for a source of another id; the text is the same, and so are all hashes.
    pub fn of_source(self, source: SourceId) -> Ledger {
        Ledger { source, ..self }
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
    pub fn look_up(&self, quote: &Quote) -> Option<QuotePlaces> {
        let entry = self.keys.binary_search(&key(&self.text, quote)).ok()?;
        let own = (!quote.is_elided()).then(|| letters(&self.text, quote.verbatim()));
        let found = self.marks_of(entry).iter().filter_map(|mark| mark.candidate(own));
        Some(settle(found, quote)).filter(|places| !places.is_empty()).map(QuotePlaces::from)
    }

    /// The places of a quote; none where it is not in the ledger.
    pub(super) fn places(&self, quote: &Quote) -> QuotePlaces {
        self.look_up(quote).unwrap_or_default()
    }

    /// What it says of a quote that the text has in these places.
    pub fn agrees(&self, quote: &Quote, places: &[QuotePlace]) -> LedgerState {
        match self.look_up(quote) {
            None => LedgerState::Absent,
            Some(own) if *own == *places => LedgerState::Same,
            Some(own) => {
                let place =
                    |place: &QuotePlace| QuotePlace { caution: Caution::default(), ..*place };
                match own.iter().map(place).eq(places.iter().map(place)) {
                    true => LedgerState::Absent,
                    false => LedgerState::Different,
                }
            }
        }
    }

    /// Takes over what another ledger of the same text proves beside this.
    pub fn keep(&mut self, other: &Ledger) {
        if self.text != other.text || self.source != other.source {
            return;
        }
        let lines = |ledger: &Ledger| -> Vec<(u128, Vec<LedgerPlace>)> {
            let line = |(i, key): (usize, &u128)| (*key, ledger.marks_of(i).to_vec());
            ledger.keys.iter().enumerate().map(line).collect()
        };
        let mut all: BTreeMap<u128, Vec<LedgerPlace>> = lines(other).into_iter().collect();
        all.extend(lines(self));
        (self.keys, self.starts, self.marks) = Default::default();
        for (key, marks) in all {
            self.push(key, &marks);
        }
    }

    /// What it proves that another one does not, and the other way round.
    pub fn changes(&self, old: &Ledger) -> Changes {
        let line = |ledger: &Ledger, key: &u128| {
            let entry = ledger.keys.binary_search(key).ok()?;
            Some(ledger.marks_of(entry).to_vec())
        };
        let mut changes = Changes::default();
        for key in &self.keys {
            match line(old, key) {
                None => changes.added += 1,
                Some(before) if Some(&before) != line(self, key).as_ref() => changes.changed += 1,
                Some(_) => {}
            }
        }
        changes.removed =
            old.keys.iter().filter(|key| self.keys.binary_search(key).is_err()).count();
        changes
    }

    fn marks_of(&self, entry: usize) -> &[LedgerPlace] {
        let end = self.starts.get(entry + 1).map_or(self.marks.len(), |start| *start as usize);
        let Some(start) = self.starts.get(entry) else { return &[] };
        self.marks.cut(*start as usize..end)
    }
}

impl LedgerPlace {
    /// Where a quote of these letters stands, or would; there are none where it leaves words out.
    fn candidate(&self, own: Option<u64>) -> Option<Candidate> {
        let class = match (self.kind, own) {
            (Agreeing::Mended, _) => MatchClass::Mended,
            (Agreeing::Elided, None) => MatchClass::Elided,
            (Agreeing::Whole(text), Some(own)) if text == own => MatchClass::Exact,
            (Agreeing::Whole(_), Some(_)) => MatchClass::Folded,
            // The key is over the parts too, so this is a ledger made by other means.
            _ => return None,
        };
        let LedgerPlace { paragraph, words, ends, caution, .. } = *self;
        Some(Candidate { place: QuotePlace { paragraph, words, class, caution }, ends })
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
