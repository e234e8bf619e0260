//! What does not fit between a card, its ledger and its text.
//!
//! Takes nothing; gives the kinds of fault. Must not know how a fault is shown.

use crate::evidence::{LedgerError, TextError};
use crate::model::SourceId;

/// Something on the shelf that does not fit, and of which source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{source_id}: {fault}")]
pub struct ShelfFault {
    /// The source.
    pub source_id: SourceId,
    /// What does not fit.
    pub fault: ShelfFaultKind,
}

/// Why a ledger, a text or a whole source was left off the shelf.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ShelfFaultKind {
    /// A source of that id is there; this one was left off.
    #[error("there is another source with that id")]
    Duplicate,
    /// The ledger cannot be trusted, and was left off.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The ledger is another source's, and was left off.
    #[error("the ledger is that of `{0}`")]
    LedgerOfOther(SourceId),
    /// The ledger was made from another text than the card's, and was left off.
    #[error("the ledger was made from a text with SHA-256 {ledger}, and the card has {card}")]
    LedgerOutdated {
        /// The hash in the ledger.
        ledger: String,
        /// The hash in the card.
        card: String,
    },
    /// The text is none, and was left off.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The text is not the one that the card describes, and was left off.
    #[error("the text has SHA-256 {text}, and the card has {card}")]
    TextChanged {
        /// The hash of the text.
        text: String,
        /// The hash in the card.
        card: String,
    },
    /// The file that the text was read out of is another now. The text stays what it is.
    #[error("{file} has SHA-256 {found}, and the text was extracted from one with {card}")]
    OriginalChanged {
        /// Its name.
        file: String,
        /// Its hash.
        found: String,
        /// The hash on the card.
        card: String,
    },
    /// Somebody is trusted, and has not signed the ledger. It was not left off.
    #[error(transparent)]
    Unsigned(#[from] Unsigned),
    /// The text is the card's, but the card counts otherwise. Nothing was left off.
    #[error("the text has {} words in {} paragraphs, and the card says {} in {}",
        text.0, text.1, card.0, card.1)]
    Counts {
        /// Words and paragraphs of the text.
        text: (u32, u32),
        /// Words and paragraphs as the card has them.
        card: (u32, u32),
    },
}

/// Why nobody who is trusted answers for a ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsigned {
    /// There is no file with a signature beside it.
    #[error("there is no signature beside it")]
    Missing,
    /// The file is not a signature.
    #[error("what stands beside it is not an SSH signature")]
    Unreadable,
    /// Somebody else has signed; with the fingerprint of the key.
    #[error("it is signed with a key that is not trusted, {0}")]
    Untrusted(String),
    /// Somebody who is trusted has signed, but as something else.
    #[error("the signature is made for `{0}`, not for `whobacks-ledger`")]
    OtherPurpose(String),
    /// Somebody who is trusted has signed, but other lines than these.
    #[error(
        "{0} has signed another ledger: this one has changed since, or the signature is forged"
    )]
    Differs(String),
}
