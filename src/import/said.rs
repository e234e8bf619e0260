//! What a user can say about a file before it is read: how its rows are arranged, what its columns and kinds are.
//!
//! Takes the words of a command line or a library, and holds them. Must not know what is done with them.

use super::ImportError;
use crate::model::Kind;

/// How the rows of a file lie in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What separates cells.
    pub separator: Option<char>,
    /// The columns of a file without headings.
    pub columns: Option<Vec<String>>,
    /// The encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
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
    /// The first day.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// Others, each with what it holds: `("Anmerkung", "note")`.
    pub read: Vec<(String, String)>,
}

/// Of which kind actors are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// The column of the nodes' table that tells.
    pub column: Option<String>,
    /// What the words of the file mean.
    pub words: Vec<(String, Kind)>,
    /// Those at an end (`from`, `to`, or the heading of its column).
    pub ends: Vec<(String, KindBy)>,
}

/// What tells the kind of those at an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindBy {
    /// All are of one.
    Is(Kind),
    /// A column of the same row.
    Column(String),
}

impl Kinds {
    /// Adds what an option says: `from=state`, `to=TYPE_COLUMN`, `militia=armed_group`, or the column of kinds.
    ///
    /// # Errors
    /// When a word is said to mean a kind that there is not.
    pub fn say(&mut self, text: &str) -> Result<(), ImportError> {
        let Some((what, by)) = text.rsplit_once('=') else {
            self.column = Some(text.to_owned());
            return Ok(());
        };
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == by);
        let is_end = ["from", "to"].contains(&what);
        match kind {
            Some(kind) if is_end => self.ends.push((what.to_owned(), KindBy::Is(kind))),
            Some(kind) => self.words.push((what.to_owned(), kind)),
            None if is_end => self.ends.push((what.to_owned(), KindBy::Column(by.to_owned()))),
            None => {
                let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
                return Err(ImportError::Form(format!(
                    "there is no kind `{by}`: {}",
                    kinds.join(", ")
                )));
            }
        }
        Ok(())
    }
}
