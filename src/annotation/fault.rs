//! What is wrong with the form of a file, without wording: `check` has a rule for each kind.

use std::ops::Range;

/// The kinds of record in an annotation file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordKind {
    /// The file as a whole.
    File,
    /// An actor.
    Actor,
    /// A relation that the dataset defines.
    Relation,
    /// A claim or a block of claims.
    Item,
}

/// The kind of value found in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FoundValue {
    /// `"text"`
    Text,
    /// `12`, `-1.5`
    Number,
    /// `true`, `false`
    Bool,
    /// `b"text"`
    Bytes,
    /// `'x'`
    Char,
    /// `[…]`
    List,
    /// `{…}`
    Map,
    /// `(…)`
    Brackets,
    /// A bare word.
    Word(String),
}

impl FoundValue {
    /// Recognises the kind by the first character; `text` is a well-formed value.
    pub(super) fn in_text(text: &str) -> Self {
        let word: String =
            text.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-').collect();
        match text.as_bytes().first() {
            Some(b'"') => FoundValue::Text,
            Some(b'r') if text.starts_with("r\"") || text.starts_with("r#") => FoundValue::Text,
            Some(b'b') if text.starts_with("b\"") || text.starts_with("br") => FoundValue::Bytes,
            Some(b'\'') => FoundValue::Char,
            Some(b'[') => FoundValue::List,
            Some(b'{') => FoundValue::Map,
            Some(b'(') => FoundValue::Brackets,
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => FoundValue::Number,
            _ if word == "true" || word == "false" => FoundValue::Bool,
            _ => FoundValue::Word(word),
        }
    }
}

/// Why a text cannot stand in an annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It holds a character that steers a terminal or changes the order of letters; the first one.
    Steers(char),
    /// It has that many bytes, more than [`LONGEST_TEXT`](super::LONGEST_TEXT).
    Long(usize),
}

/// One fault of form in a file, and its place in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The exact place.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with the form of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// Brackets or strings do not close, a comma is missing, or the file is not UTF-8: reading ends.
    Syntax {
        /// The parser's message.
        message: String,
    },
    /// The record has no such field.
    UnknownField {
        /// The record.
        record: RecordKind,
        /// The name written.
        name: String,
        /// The names that it could be.
        allowed: &'static [&'static str],
    },
    /// The same field or key stands twice; the first one counts.
    DuplicateKey {
        /// The field or key.
        name: String,
        /// Where it stands first.
        first: Range<usize>,
    },
    /// A value that does not have the type of its field.
    WrongType {
        /// The record.
        record: RecordKind,
        /// The field; `None` if there is something else in place of the record.
        field: Option<String>,
        /// What stands there.
        found: FoundValue,
    },
    /// A text that cannot be a name, a quote or a note.
    UnfitText {
        /// The field whose value it is; `None` if it is a key.
        field: Option<String>,
        /// Why.
        unfit: Unfit,
    },
    /// A bare word that is none of those allowed.
    UnknownValue {
        /// The field.
        field: String,
        /// The word written.
        found: String,
        /// The words allowed.
        allowed: &'static [&'static str],
    },
    /// An included file cannot be read.
    IncludeMissing {
        /// As written.
        path: String,
        /// Why.
        reason: String,
    },
    /// A file includes itself, by way of others.
    IncludeCycle {
        /// The files from the one included again down to the one that includes it.
        chain: Vec<String>,
    },
}
