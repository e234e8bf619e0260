//! Why nothing could be read of a file.

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Bytes that are not text.
    #[error("the file is neither text nor a workbook")]
    NotText,
    /// Brackets or quotes that do not close, or a field of another type.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It is not a graph that is read here.
    #[error("{0}")]
    Form(String),
    /// No column for something that every claim needs.
    #[error(
        "no column tells {what}: the file has {}; name one with {option}, or all of them with --columns \
         from,to,… where it has no headings{}",
        columns.join(", "), second_row(columns)
    )]
    NoColumn {
        /// `who acts`.
        what: &'static str,
        /// What the file has.
        columns: Vec<String>,
        /// `--from COLUMN`.
        option: &'static str,
    },
    /// No column for the relation.
    #[error(
        "no column gives the relation: the file has {}; name one with --relation COLUMN, or give all rows one \
         with --relation backs{hint}",
        columns.join(", ")
    )]
    NoRelation {
        /// What the file has.
        columns: Vec<String>,
        /// Which may be meant.
        hint: String,
    },
    /// A column was named that the file does not have.
    #[error("the file has no column `{name}`; it has {}", columns.join(", "))]
    UnknownColumn {
        /// As named.
        name: String,
        /// What the file has.
        columns: Vec<String>,
    },
    /// The file is not of the known set that it is said to be.
    #[error("this is not {title}, {about}: it has no column `{name}`")]
    NotOfProfile {
        /// The set.
        title: String,
        /// The column that it would have.
        name: String,
        /// What the set holds.
        about: String,
    },
    /// A word was given a meaning that is not a relation.
    #[error("there is no relation `{0}`; `whobacks relations` lists them")]
    UnknownRelation(String),
}

/// What to do where a heading is missing between others: it may go over several columns, with a second row below.
fn second_row(columns: &[String]) -> &'static str {
    let is_blank =
        |(number, name): (usize, &String)| number > 1 && *name == format!("column {number}");
    match (1..).zip(columns).any(is_blank) {
        true => "; if the headings stand in two rows, write them in one",
        false => "",
    }
}
