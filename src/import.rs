//! Graphs coded by others -> an annotation, with the cards of its sources.
//!
//! Takes the bytes of a file; gives what an annotation file would hold. Each format has a reader, which gives
//! one and the same thing: rows of nodes and of edges, with where they stand (`raw`, `table`). What their
//! columns mean is worked out once (`roles`, `profile`, `plan`), then claims are made of them (`claims`). What
//! this tool has written itself is read back without loss. Any other graph or edge list is a data set: a source
//! without a text, whose claims cite records, and count as cited, never as proved. What cannot be understood is
//! never guessed: it is left out or kept as it was written, and reported with its place. Must not know where
//! files are.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use crate::annotation::FileEntry;
use crate::evidence::Card;
use crate::model::{Kind, Period, SourceId};

mod actors;
mod claims;
#[cfg(feature = "parquet")]
mod columnar;
mod data_set;
mod dates;
mod decode;
mod dl;
mod error;
mod files;
mod flat;
mod formats;
mod gexf;
mod gml;
mod graphml;
mod json;
mod lgl;
mod lines;
mod long;
mod matrix;
mod mend;
mod neo4j;
mod own;
mod pairs;
mod pajek;
mod plan;
mod problems;
mod profile;
mod raw;
mod records;
mod roles;
mod said;
mod separated;
#[cfg(feature = "sheets")]
mod sheet;
mod table;
mod words;
mod xml;

pub use dates::DateOrder;
pub use error::ImportError;
pub use formats::InFormat;
pub use profile::{KNOWN, Profile};
pub use said::{Columns, KindBy, Kinds, Layout};

use formats::Opened;

/// What can be said about a data set beforehand.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The id that the data set gets as a source.
    pub source: SourceId,
    /// Its title; what the file calls itself, or its name, where none is said.
    pub title: Option<String>,
    /// What it is called where neither anybody nor the file says.
    pub fallback_title: String,
    /// When it was published.
    pub published: Option<Period>,
    /// The kind of actors of which the file tells none.
    pub kind: Kind,
    /// The kinds of others.
    pub kinds: Kinds,
    /// Which column is which, where the headings do not tell.
    pub columns: Columns,
    /// Words of the file and the relations that they mean: `war` and `fights`; `none` for no relation.
    pub meanings: Vec<(String, String)>,
    /// How a file without headings is laid out, and in what encoding.
    pub layout: Layout,
    /// Of which format it is; told by what stands in it where nobody says.
    pub format: Option<InFormat>,
    /// The known set that it is.
    pub profile: Option<Profile>,
    /// In which order the numbers of a date stand.
    pub dates: DateOrder,
    /// What stands between several names in one cell.
    pub split: Option<String>,
    /// What stands for nobody, beside the usual words.
    pub missing: Vec<String>,
    /// Whether an edge without direction may be read from its first end to its second.
    pub directed: bool,
    /// Whether a table of ours is a data set all the same.
    pub as_data_set: bool,
}

impl ImportOptions {
    /// With nothing said but what every import needs.
    pub fn new(source: SourceId, fallback_title: String) -> Self {
        ImportOptions {
            source,
            title: None,
            fallback_title,
            published: None,
            kind: Kind::Organisation,
            kinds: Kinds::default(),
            columns: Columns::default(),
            meanings: Vec::new(),
            layout: Layout::default(),
            format: None,
            profile: None,
            dates: DateOrder::default(),
            split: None,
            missing: Vec::new(),
            directed: false,
            as_data_set: false,
        }
    }
}

/// An annotation in the making.
#[derive(Debug)]
pub struct Imported {
    /// What an annotation file would hold.
    pub file: FileEntry<'static>,
    /// The cards of its sources, by id.
    pub cards: Vec<(SourceId, Card)>,
    /// Sources that the file names and says no more of.
    pub uncarded: Vec<String>,
    /// As what each column was read.
    pub columns: Vec<ColumnRead>,
    /// Of which format the file is.
    pub format: &'static str,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them say that there is nothing between two.
    pub silent: usize,
    /// What was left out, and why, in the order of the file.
    pub problems: Vec<String>,
    /// What was taken for granted.
    pub remarks: Vec<String>,
}

/// As what a column was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRead {
    /// Of what: `row`, `edge`, `node`.
    pub of: &'static str,
    /// Its heading.
    pub heading: String,
    /// In how many rows something stands in it.
    pub filled: usize,
    /// As what it was read; `None` where it is empty.
    pub read_as: Option<String>,
}

impl Imported {
    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.file.claims.iter().map(|(_, items)| items.len()).sum()
    }
}

/// Reads a graph. `nodes` are the tables of the actors, where an edge list has some.
///
/// # Errors
/// When nothing can be made of the file as a whole.
///
/// ```
/// use whobacks::import::{ImportOptions, read};
///
/// let options = ImportOptions {
///     meanings: vec![("-1".to_owned(), "fights".to_owned())],
///     ..ImportOptions::new("tribes".parse()?, "Tribes".to_owned())
/// };
/// let imported = read(b"from,to,sign\nGavev,Kotuni,-1\n", &[], &options)?;
/// assert_eq!((imported.claims(), imported.problems.len()), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(
    bytes: &[u8],
    nodes: &[&[u8]],
    options: &ImportOptions,
) -> Result<Imported, ImportError> {
    made_of(bytes, nodes, options).map(long::cut)
}

fn made_of(
    bytes: &[u8],
    nodes: &[&[u8]],
    options: &ImportOptions,
) -> Result<Imported, ImportError> {
    let (mut raw, format) = match formats::open(bytes, options.format, &options.layout)? {
        Opened::Sheet => (files::workbook(bytes, &options.layout)?, InFormat::Sheet),
        Opened::Columnar => (files::columnar(bytes, "row")?, InFormat::Columnar),
        Opened::Text(decoded, format) => {
            let text = &*decoded.text;
            if format == InFormat::Json
                && let Some(version) = own::version(text)
            {
                return own::read(text, version, options);
            }
            let mut raw = files::read_text(text, format, options)?;
            raw.remarks.extend(decoded.remark);
            decoded.problem.into_iter().for_each(|problem| raw.problems.say(problem));
            (raw, format)
        }
    };
    if matches!(format, InFormat::Table | InFormat::Sheet)
        && options.profile.is_none()
        && options.columns.from.is_none()
        && options.layout.columns.is_none()
        && raw.nodes.is_none()
    {
        raw = matrix::ties(raw);
    }
    for bytes in nodes {
        files::add_nodes(&mut raw, bytes, options)?;
    }
    data_set::made(raw, format, options)
}

#[cfg(test)]
mod tests;
