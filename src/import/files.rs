//! The files of a graph -> its rows: a workbook or a text, with the tables of its actors beside it.
//!
//! Takes bytes; has the reader of their format read them. Must not know what a column means.

use super::formats::{self, Opened};
use super::raw::{Nodes, Raw};
#[cfg(feature = "sheets")]
use super::sheet;
use super::table::Table;
use super::{ImportError, ImportOptions, InFormat, Layout, separated};

#[cfg(feature = "sheets")]
pub(super) fn workbook(bytes: &[u8], layout: &Layout) -> Result<Raw, ImportError> {
    sheet::read(bytes, layout)
}

#[cfg(not(feature = "sheets"))]
pub(super) fn workbook(_: &[u8], _: &Layout) -> Result<Raw, ImportError> {
    Err(ImportError::Form(
        "this build reads no workbooks (feature `sheets`): save the sheet as CSV".to_owned(),
    ))
}

#[cfg(feature = "parquet")]
pub(super) fn columnar(bytes: &[u8], name: &'static str) -> Result<Raw, ImportError> {
    super::columnar::read(bytes, name)
}

#[cfg(not(feature = "parquet"))]
pub(super) fn columnar(_: &[u8], _: &'static str) -> Result<Raw, ImportError> {
    Err(ImportError::Form(
        "this build reads no Parquet (feature `parquet`): save the table as CSV".to_owned(),
    ))
}

/// Reads a text; of a known set whose files have no headings, by its columns.
pub(super) fn read_text(
    text: &str,
    format: InFormat,
    options: &ImportOptions,
) -> Result<Raw, ImportError> {
    let raw = formats::read(text, format, &options.layout)?;
    let columns = options.profile.as_ref().and_then(|profile| {
        let columns = profile.columns()?;
        let lacks = |name: &String| raw.edges.find(name).is_none();
        (format == InFormat::Table && options.layout.columns.is_none() && columns.iter().any(lacks))
            .then_some(columns)
    });
    match columns {
        None => Ok(raw),
        Some(columns) => {
            let layout = Layout { columns: Some(columns.to_vec()), ..options.layout.clone() };
            formats::read(text, format, &layout)
        }
    }
}

/// Adds a table of actors to what the file has itself.
pub(super) fn add_nodes(
    raw: &mut Raw,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<(), ImportError> {
    let layout = Layout { columns: None, sheet: None, separator: None, ..options.layout.clone() };
    let table = match formats::open(bytes, None, &layout)? {
        Opened::Sheet => workbook(bytes, &layout)?.edges,
        Opened::Columnar => columnar(bytes, "actor")?.edges,
        Opened::Text(decoded, InFormat::Table) => {
            let read = separated::read(&decoded.text, "actor", &layout)?;
            raw.remarks.extend(decoded.remark.into_iter().chain(read.remarks));
            raw.problems.append(read.problems);
            read.table
        }
        Opened::Text(decoded, format) => {
            let read = formats::read(&decoded.text, format, &layout)?;
            raw.problems.append(read.problems);
            read.nodes.map_or(read.edges, |nodes| nodes.table)
        }
    };
    let own = raw.nodes.take().map(|nodes| nodes.table);
    let table = match own {
        None => table,
        Some(first) => joined(first, &table),
    };
    raw.nodes = Some(Nodes { table, key: None, is_whole: true });
    Ok(())
}

/// Two tables of actors as one.
fn joined(mut first: Table, second: &Table) -> Table {
    let columns: Vec<usize> =
        second.headings().iter().map(|heading| first.column(heading)).collect();
    for row in second.rows() {
        first.row(row.place().line as usize);
        row.filled().for_each(|(at, text)| {
            if let Some(column) = columns.get(at) {
                first.put(*column, text);
            }
        });
    }
    first.finish()
}
