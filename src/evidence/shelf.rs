//! The sources of a dataset, each with what can prove a quote: its ledger, its text, or both.
//!
//! Takes cards, ledgers and texts that somebody else has read; gives a verdict on each quote. Must
//! not know files or diagnostics: what does not fit together is a fault, which others word.

mod fault;
mod verdict;

pub use fault::{ShelfFault, ShelfFaultKind, Unsigned};
pub use verdict::QuoteVerdict;

use rayon::prelude::*;

use super::{Ledger, LedgerState, Quote, QuotePlaces, Text};
use crate::model::{Source, SourceId, SourceIx};

/// A source as it was read, before anything is held against anything.
#[derive(Debug, Clone)]
pub struct Unread {
    /// From its card.
    pub source: Source,
    /// The content of its ledger's file.
    pub ledger: Option<String>,
    /// The content of its text's file.
    pub text: Option<Vec<u8>>,
}

/// A source with its means of proof, which fit its card.
#[derive(Debug)]
pub struct Shelved {
    /// The card.
    pub source: Source,
    /// Where quotes stand, without the text.
    pub ledger: Option<Box<Ledger>>,
    /// The text, where it is at hand.
    pub text: Option<Box<Text>>,
}

impl Shelved {
    /// Reads a source's ledger and text and holds them against its card.
    pub(super) fn read(unread: Unread) -> (Shelved, Vec<ShelfFault>) {
        let Unread { source, ledger, text } = unread;
        let mut faults = Vec::new();
        let mut report =
            |fault: ShelfFaultKind| faults.push(ShelfFault { source_id: source.id.clone(), fault });
        let ledger =
            ledger.and_then(|ledger| Self::read_ledger(&source, &ledger).map_err(&mut report).ok());
        let text = text.and_then(|text| Self::read_text(&source, &text).map_err(&mut report).ok());
        if let Some(text) = &text {
            let text = (text.word_count(), text.paragraph_count());
            let card = source.text.as_ref().map(|card| (card.words, card.paragraphs));
            if let Some(card) = card.filter(|card| *card != text) {
                report(ShelfFaultKind::Counts { text, card });
            }
        }
        (Shelved { source, ledger: ledger.map(Box::new), text: text.map(Box::new) }, faults)
    }

    fn read_boxed(unread: Unread) -> (Box<Shelved>, Vec<ShelfFault>) {
        let (entry, faults) = Shelved::read(unread);
        (Box::new(entry), faults)
    }

    fn read_ledger(source: &Source, ledger: &str) -> Result<Ledger, ShelfFaultKind> {
        let ledger = Ledger::parse(ledger)?;
        if *ledger.source() != source.id {
            return Err(ShelfFaultKind::LedgerOfOther(ledger.source().clone()));
        }
        let card = source.text.as_ref().map_or("", |text| &text.sha256);
        if ledger.text_sha256() != card {
            let (ledger, card) = (ledger.text_sha256().to_owned(), card.to_owned());
            return Err(ShelfFaultKind::LedgerOutdated { ledger, card });
        }
        Ok(ledger)
    }

    fn read_text(source: &Source, text: &[u8]) -> Result<Text, ShelfFaultKind> {
        let (sha256, wrapped) = match &source.text {
            Some(card) => (card.sha256.as_str(), card.wrapped),
            None => ("", false),
        };
        let text = Text::from_bytes(text, wrapped)?;
        if text.sha256() != sha256 {
            let (text, card) = (text.sha256().to_owned(), sha256.to_owned());
            return Err(ShelfFaultKind::TextChanged { text, card });
        }
        Ok(text.in_language(source.language.as_deref()))
    }

    /// Where a quote stands: in the text if it is at hand, else by the ledger. Empty where it does
    /// not, or where neither is there to say so.
    pub fn places(&self, quote: &Quote) -> QuotePlaces {
        match (&self.text, &self.ledger) {
            (Some(text), _) => text.find(quote).into(),
            (None, Some(ledger)) => ledger.places(quote),
            (None, None) => QuotePlaces::default(),
        }
    }
}

/// How much is looked for where a quote is not found. All sources may have to be searched for one
/// quote, which nobody can wait for where a million are not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Whether it is found, and where.
    Plain,
    /// What comes near it, and which other sources have it.
    Advice,
}

/// The sources of a dataset, sorted by id.
#[derive(Debug, Default)]
pub struct Shelf {
    entries: Vec<Shelved>,
}

impl Shelf {
    /// Reads ledgers and texts and holds them against their cards. What does not fit is left off,
    /// so that nothing is proved by it, and reported, sorted by source.
    pub fn read(unread: impl IntoIterator<Item = Unread>) -> (Shelf, Vec<ShelfFault>) {
        let unread: Vec<Unread> = unread.into_iter().collect();
        Shelf::of(unread.into_par_iter().map(Shelved::read_boxed).collect::<Vec<_>>())
    }

    /// Puts sources that have been read in their order.
    pub(super) fn of(
        read: impl IntoIterator<Item = (Box<Shelved>, Vec<ShelfFault>)>,
    ) -> (Shelf, Vec<ShelfFault>) {
        let read = read.into_iter();
        let (mut entries, mut faults) = (Vec::with_capacity(read.size_hint().0), Vec::new());
        for (entry, own) in read {
            entries.push(*entry);
            faults.extend(own);
        }
        // Stable, so that of two with one id the first stays.
        entries.sort_by(|a, b| a.source.id.cmp(&b.source.id));
        entries.dedup_by(|later, first| {
            let same = later.source.id == first.source.id;
            if same {
                let source_id = later.source.id.clone();
                faults.push(ShelfFault { source_id, fault: ShelfFaultKind::Duplicate });
            }
            same
        });
        faults.sort_by(|a, b| a.source_id.cmp(&b.source_id));
        (Shelf { entries }, faults)
    }

    /// The sources, sorted by id; a [`SourceIx`] is a place in this list.
    pub fn entries(&self) -> &[Shelved] {
        &self.entries
    }

    /// The place of a source in [`Shelf::entries`].
    pub fn ix(&self, id: &SourceId) -> Option<SourceIx> {
        self.position(id.as_str()).map(SourceIx::from)
    }

    /// The source of that id.
    pub fn get(&self, id: &SourceId) -> Option<&Shelved> {
        self.find(id.as_str())
    }

    /// The source of the id that a text may be.
    pub fn find(&self, id: &str) -> Option<&Shelved> {
        self.entries.get(self.position(id)?)
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.entries.binary_search_by(|e| e.source.id.as_str().cmp(id)).ok()
    }

    /// Whether a source has a quote.
    pub fn prove(&self, source: &SourceId, quote: &Quote) -> QuoteVerdict {
        let prove = |entry| self.prove_in(entry, quote, Effort::Advice);
        self.get(source).map_or(QuoteVerdict::NoEvidence, prove)
    }

    /// Whether a source, which is one of these, has a quote.
    pub fn prove_in(&self, entry: &Shelved, quote: &Quote, effort: Effort) -> QuoteVerdict {
        let places = entry.places(quote);
        let elsewhere = || match effort {
            Effort::Plain => Vec::new(),
            Effort::Advice => self.elsewhere(entry, quote),
        };
        match (&entry.text, &entry.ledger) {
            (None, None) => QuoteVerdict::NoEvidence,
            (Some(text), _) if places.is_empty() => QuoteVerdict::NotFound {
                near: match effort {
                    Effort::Plain => None,
                    Effort::Advice => text.nearest(quote).map(Box::new),
                },
                elsewhere: elsewhere(),
            },
            (Some(_), ledger) => QuoteVerdict::Found {
                ledger: ledger.as_ref().map_or(LedgerState::Absent, |l| l.agrees(quote, &places)),
                places,
            },
            (None, Some(_)) if places.is_empty() => {
                QuoteVerdict::NotProved { elsewhere: elsewhere() }
            }
            (None, Some(_)) => QuoteVerdict::Proved { places },
        }
    }

    fn elsewhere(&self, source: &Shelved, quote: &Quote) -> Vec<SourceId> {
        self.entries
            .iter()
            .filter(|entry| entry.source.id != source.source.id && !entry.places(quote).is_empty())
            .map(|entry| entry.source.id.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{LedgerError, propose};

    const RAW: &str = "A title\nEgypt backs Haftar in the east.";
    const OTHER: &str = "Another title\nRussia backs Haftar too.";

    fn unread(id: &str, raw: &str, quotes: &[&str], at_hand: bool) -> Unread {
        let id: SourceId = id.parse().unwrap();
        let text = Text::new(raw, false);
        let quotes: Vec<Quote> = quotes.iter().map(|quote| Quote::parse(quote)).collect();
        Unread {
            ledger: Some(Ledger::build(id.clone(), &text, &quotes).write()),
            text: at_hand.then(|| raw.into()),
            source: propose("t.txt", &text).card.into_source(id),
        }
    }

    fn prove(shelf: &Shelf, source: &str, quote: &str) -> QuoteVerdict {
        shelf.prove(&source.parse().unwrap(), &Quote::parse(quote))
    }

    #[test]
    fn each_verdict_is_given() {
        let bare = Unread { ledger: None, ..unread("c", RAW, &[], false) };
        let (shelf, faults) = Shelf::read([
            unread("b", OTHER, &["Russia backs Haftar"], false),
            bare,
            unread("a", RAW, &["Egypt backs Haftar"], true),
        ]);
        assert_eq!(faults, []);
        assert_eq!(shelf.ix(&"b".parse().unwrap()), Some(SourceIx(1)));
        let found = prove(&shelf, "a", "Egypt backs Haftar");
        assert!(
            matches!(&found, QuoteVerdict::Found { ledger: LedgerState::Same, places } if places.len() == 1)
        );
        let absent = prove(&shelf, "a", "in the east");
        assert!(matches!(absent, QuoteVerdict::Found { ledger: LedgerState::Absent, .. }));
        let QuoteVerdict::NotFound { near, elsewhere } = prove(&shelf, "a", "Russia backs Haftar")
        else {
            panic!("Russia is not in the first text")
        };
        assert_eq!((near.unwrap().words, elsewhere[0].as_str()), ((1, 3), "b"));
        assert_eq!(prove(&shelf, "b", "russia backs haftar").places().len(), 1);
        let elsewhere = vec!["a".parse().unwrap()];
        assert_eq!(prove(&shelf, "b", "in the east"), QuoteVerdict::NotProved { elsewhere });
        assert_eq!(prove(&shelf, "c", "in the east"), QuoteVerdict::NoEvidence);
        assert_eq!(prove(&shelf, "d", "in the east"), QuoteVerdict::NoEvidence);
    }

    #[test]
    fn what_does_not_fit_its_card_proves_nothing() {
        let good = || unread("a", RAW, &["Egypt backs Haftar"], true);
        let with = |change: fn(&mut Unread)| {
            let mut unread = good();
            change(&mut unread);
            let (shelf, faults) = Shelf::read([unread]);
            let fault = faults.into_iter().map(|f| f.fault).next();
            (fault, prove(&shelf, "a", "Egypt backs Haftar"))
        };
        let (fault, verdict) = with(|u| u.text = Some(OTHER.into()));
        assert!(matches!(fault, Some(ShelfFaultKind::TextChanged { .. })));
        assert!(matches!(verdict, QuoteVerdict::Proved { .. }));
        let (fault, verdict) = with(|u| u.text = Some(vec![0xff]));
        assert!(matches!(
            (fault, verdict),
            (Some(ShelfFaultKind::Text(_)), QuoteVerdict::Proved { .. })
        ));
        let absent = Some(LedgerState::Absent);
        let state = |verdict| match verdict {
            QuoteVerdict::Found { ledger, .. } => Some(ledger),
            _ => None,
        };
        let (fault, verdict) = with(|u| u.ledger = Some("x".to_owned()));
        assert!(matches!(fault, Some(ShelfFaultKind::Ledger(LedgerError::NotALedger))));
        assert_eq!(state(verdict), absent);
        let (fault, verdict) = with(|u| u.ledger = unread("b", RAW, &[], true).ledger);
        assert!(matches!(fault, Some(ShelfFaultKind::LedgerOfOther(_))));
        assert_eq!(state(verdict), absent);
        let (fault, verdict) = with(|u| u.ledger = unread("a", OTHER, &[], true).ledger);
        assert!(matches!(fault, Some(ShelfFaultKind::LedgerOutdated { .. })));
        assert_eq!(state(verdict), absent);
        let (fault, verdict) = with(|u| u.source.text.as_mut().unwrap().words += 1);
        assert!(matches!(fault, Some(ShelfFaultKind::Counts { text: (8, 2), card: (9, 2) })));
        assert_eq!(state(verdict), Some(LedgerState::Same));
        let (shelf, faults) = Shelf::read([good(), good()]);
        assert_eq!(
            (shelf.entries().len(), faults[0].to_string().as_str()),
            (1, "a: there is another source with that id")
        );
    }
}
