//! Graphs that others have coded -> an annotation, with the cards of its sources.
//!
//! Takes the text of a file; gives what an annotation file would hold. Our own JSON is read back
//! without loss. Any other graph or edge list is a data set: a source without a text, whose claims
//! cite records, and count as cited, never as proved. What cannot be understood is never guessed: it
//! is left out, and reported with its place. Must not know where files are.

use crate::annotation::FileEntry;
use crate::evidence::Card;
use crate::model::{Kind, Period, SourceId};

mod actors;
mod edge_list;
mod foreign;
mod mend;
mod own;
mod roles;
mod table;
mod words;

/// What can be said about a data set beforehand.
#[derive(Debug, Clone)]
pub struct Options {
    /// The id that the data set gets as a source.
    pub source: SourceId,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published: Option<Period>,
    /// The kind of actors of which the file tells none.
    pub kind: Kind,
    /// Which column is which, where the headings do not tell.
    pub columns: Columns,
    /// Words of the file and the relations that they mean; `=` between, as `war=fights`.
    pub meanings: Vec<(String, String)>,
}

/// Columns by what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Who acts.
    pub from: Option<String>,
    /// Who is acted on.
    pub to: Option<String>,
    /// The relation: a column, or a relation that every row has.
    pub relation: Option<String>,
    /// The date.
    pub when: Option<String>,
}

/// An annotation in the making.
#[derive(Debug)]
pub struct Imported {
    /// What an annotation file would hold.
    pub file: FileEntry<'static>,
    /// The cards of its sources, by id.
    pub cards: Vec<(SourceId, Card)>,
    /// What was left out, and why, in the order of the file.
    pub problems: Vec<String>,
    /// What was taken for granted.
    pub remarks: Vec<String>,
}

impl Imported {
    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.file.claims.iter().map(|(_, items)| items.len()).sum()
    }
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Bytes that are no text.
    #[error("the file is not UTF-8 from byte {0} on")]
    NotUtf8(usize),
    /// Brackets or quotes that do not close, or a field of another type.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Lines that are no separated values.
    #[error(transparent)]
    Table(#[from] csv::Error),
    /// It is no graph that is read here.
    #[error("{0}")]
    Form(String),
    /// No column for something that every claim needs.
    #[error("no column tells {what}: the file has {}; name one with {option}", columns.join(", "))]
    NoColumn {
        /// `who acts`.
        what: &'static str,
        /// What the file has.
        columns: Vec<String>,
        /// `--from COLUMN`.
        option: &'static str,
    },
    /// A column was named that the file does not have.
    #[error("the file has no column `{name}`; it has {}", columns.join(", "))]
    UnknownColumn {
        /// As named.
        name: String,
        /// What the file has.
        columns: Vec<String>,
    },
    /// A word was given a meaning that is no relation.
    #[error("there is no relation `{0}`; `whobacks relations` lists them")]
    UnknownRelation(String),
}

/// Reads a graph: node-link JSON, or an edge list with headings. `nodes` is the table of the actors,
/// where an edge list has one.
///
/// # Errors
/// When nothing can be made of the file as a whole.
pub fn read(
    bytes: &[u8],
    nodes: Option<&[u8]>,
    options: &Options,
) -> Result<Imported, ImportError> {
    let text = utf8(bytes)?;
    if !text.trim_start().starts_with('{') {
        let nodes = nodes.map(utf8).transpose()?;
        return edge_list::read(text, nodes, options);
    }
    match own::version(text) {
        Some(version) => own::read(text, version, options),
        None => foreign::read(text, options),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|e| ImportError::NotUtf8(e.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

#[cfg(test)]
mod tests;
