//! What can be said about a quote, given the texts and ledgers at hand.
//!
//! Takes nothing; gives the kinds of verdict. Must not know how one is shown.

use crate::evidence::{LedgerState, NearMiss, QuotePlace, QuotePlaces};
use crate::model::SourceId;

/// Whether a source has a quote, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuoteVerdict {
    /// The text is at hand, and the quote stands in it.
    Found {
        /// Where; at least one.
        places: QuotePlaces,
        /// What the ledger says of it; absent too where there is no ledger.
        ledger: LedgerState,
    },
    /// The text is at hand, and the quote does not stand in it.
    NotFound {
        /// The place most like it.
        near: Option<Box<NearMiss>>,
        /// The other sources that have the quote, by id.
        elsewhere: Vec<SourceId>,
    },
    /// The text is not at hand, and the ledger has the quote.
    Proved {
        /// Where; at least one.
        places: QuotePlaces,
    },
    /// The text is not at hand, and the ledger lacks the quote.
    NotProved {
        /// The other sources that have the quote, by id.
        elsewhere: Vec<SourceId>,
    },
    /// Neither the text nor a ledger is at hand, or the shelf has no such source.
    NoEvidence,
}

impl QuoteVerdict {
    /// Where the quote stands, if that is known.
    pub fn places(&self) -> &[QuotePlace] {
        match self {
            QuoteVerdict::Found { places, .. } | QuoteVerdict::Proved { places } => places,
            _ => &[],
        }
    }
}
