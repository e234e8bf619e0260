//! A document that makes claims.

use std::collections::BTreeMap;

use super::{Period, SourceId};

/// What is known of a document; its card in `seeds/` as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Also the name of its card and its ledger.
    pub id: SourceId,
    /// As the document has it.
    pub title: String,
    /// As the document names them.
    pub authors: Vec<String>,
    /// Who published it, where the document says so.
    pub publisher: Option<String>,
    /// When it was published; an interval says that it was some day inside.
    pub published: Option<Period>,
    /// From what the date was worked out, where the document does not state it.
    pub inferred_from: Option<String>,
    /// A language tag (BCP 47), such as `en`.
    pub language: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The original of which this is a reprint: a source id, or a name.
    pub copy_of: Option<String>,
    /// Whose reporting it repeats: source ids, or names.
    pub relies_on: Vec<String>,
    /// What quotes are held against; `None` for a data set, whose claims cite records.
    pub text: Option<TextCard>,
    /// Paragraphs that name actors and make no claim, each with the reason.
    pub no_claims: BTreeMap<u32, String>,
}

/// What a card says of a source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextCard {
    /// The name of its file.
    pub file: String,
    /// SHA-256 of its bytes, 64 hex digits.
    pub sha256: String,
    /// How many words it has.
    pub words: u32,
    /// How many paragraphs it has.
    pub paragraphs: u32,
    /// Whether lines are wrapped and a paragraph ends at a blank line only.
    pub wrapped: bool,
}
