//! Proof that a source says what a claim quotes: texts, quotes, ledgers, cards, and names in texts.
//!
//! Takes texts, cards and ledgers as strings that somebody else has read; gives places of quotes,
//! near misses, verdicts, proposals. Must not know files, the clock, annotations, diagnostics or
//! the graph.
//!
//! The rules that all of it rests on:
//!
//! - A word is a run of letters, marks and digits, with one of `. , ' - / &` (and the typographic
//!   forms of them) only between two of them: [`words()`].
//! - Words are compared after folding: NFC, lower case, quotes and dashes plain: [`fold()`].
//! - A quote is found where all its words stand in order inside one paragraph. White space and
//!   punctuation between words are not compared. There is no fuzzy match: [`Text::find`].
//!
//! ```
//! use whobacks::evidence::{Quote, Text};
//! use whobacks::model::MatchClass;
//!
//! let text = Text::new("A title\n\nEgypt and the UAE give “proxy support” to Haftar.", false);
//! let places = text.find(&Quote::parse("the UAE … support to haftar"));
//! assert_eq!((places[0].paragraph, places[0].words), (2, (3, 9)));
//! assert_eq!(places[0].class, MatchClass::Elided);
//! assert_eq!(text.verbatim(places[0].paragraph, (6, 7)), "proxy support");
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod card;
mod caution;
mod find;
mod fold;
mod hash;
mod index;
mod language;
mod late;
mod ledger;
mod letter;
mod markup;
mod mend;
mod mentions;
mod nearest;
mod place;
mod propose;
mod quote;
mod sentence;

mod shelf;
#[cfg(feature = "signatures")]
mod signature;
pub(crate) mod slug;
mod sources;
mod text;
mod unspaced;
mod words;

pub use card::{Card, CardError};
pub use fold::fold;
pub use hash::digest;
pub use language::Language;
pub use late::LateTexts;
pub use ledger::{Changes, Ledger, LedgerError, LedgerState};
pub use mentions::{Mentions, plain_name};
pub use nearest::{NearMiss, WordDifference};
pub use place::{Bearing, Caution, QuotePlace, QuotePlaces};
pub use propose::{CardProposal, author_of, propose};
pub use quote::Quote;
pub use shelf::{
    Effort, QuoteVerdict, Shelf, ShelfFault, ShelfFaultKind, Shelved, Unread, Unsigned,
};
#[cfg(feature = "signatures")]
pub use signature::{KeyError, NAMESPACE, SigningKey, Trusted};
pub use sources::{BrokenCard, Lack, Sources, TextFolder, TextsRead};
pub use text::{Text, TextError};
pub use words::{Span, words};
