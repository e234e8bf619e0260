//! Parquet -> a table.
//!
//! Takes the bytes of a file; gives its rows, lists joined as flat formats join them. Tables of claims that this
//! tool has written keep what their claims cite; in any other file each column is a column. Values within
//! values (maps, records) are ignored, and reported. Must not know what columns mean.

mod nesting;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use ::parquet::schema::types::Type as Schema;
use bytes::Bytes;

use super::ImportError;
use super::raw::{COLUMNS, Raw};
use super::table::Table;
use crate::model::in_one_cell;

/// The most cells of a file.
const CELLS: usize = 200_000_000;

/// Columns of our tables that follow from the rest, and have no heading in flat formats.
const WORKED_OUT: [&str; 9] = [
    "attested_first",
    "attested_last",
    "start_first",
    "start_last",
    "end_first",
    "end_last",
    "told_first",
    "told_last",
    "position",
];

fn form(error: impl std::fmt::Display) -> ImportError {
    ImportError::Form(format!("the Parquet file: {error}"))
}

/// Reads the rows of a file.
pub(super) fn read(bytes: &[u8], name: &'static str) -> Result<Raw, ImportError> {
    nesting::is_fit(bytes).map_err(|unfit| match unfit {
        nesting::Unfit::Damaged => form("it is damaged"),
        nesting::Unfit::Deep => form("its columns stand within each other more than 64 deep"),
    })?;
    // Whatever the library does with a file that somebody has made to break it, it is an error here.
    let read = catch_unwind(AssertUnwindSafe(|| rows(bytes, name)));
    read.unwrap_or_else(|_| Err(form("it is damaged")))
}

fn rows(bytes: &[u8], name: &'static str) -> Result<Raw, ImportError> {
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).map_err(form)?;
    let about = file.metadata().file_metadata();
    let meta = |key: &str| {
        let pairs = about.key_value_metadata().into_iter().flatten();
        pairs.filter(|pair| pair.key == key).find_map(|pair| pair.value.clone())
    };
    let ours = meta("whobacks.table");
    let all = about.schema().get_fields();
    if all.len() > COLUMNS {
        return Err(form(format!("it has more than {COLUMNS} columns")));
    }
    let (taken, passed): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|field| is_plain(field));
    let count = usize::try_from(about.num_rows()).unwrap_or(usize::MAX);
    if count.saturating_mul(taken.len().max(1)) > CELLS {
        return Err(form(format!(
            "it has {count} rows, more than an annotation can be made of: take the part that matters first, by SQL"
        )));
    }
    let mut table = Table::new(name);
    let is_claims = ours.as_deref() == Some("claims");
    let columns: Vec<Option<usize>> = taken
        .iter()
        .map(|field| {
            let passed = match ours.as_deref() {
                Some("claims") => WORKED_OUT.contains(&field.name()),
                // The days of a lifetime, which `when` has as it was written.
                Some("actors") => ["first", "last"].contains(&field.name()),
                _ => false,
            };
            (!passed).then(|| table.add_column(field.name()))
        })
        .collect();
    let schema = Schema::group_type_builder(about.schema().name())
        .with_fields(taken)
        .build()
        .map_err(form)?;
    for (number, row) in file.get_row_iter(Some(schema)).map_err(form)?.enumerate() {
        table.row(number.saturating_add(1));
        for ((_, field), column) in row.map_err(form)?.into_columns().into_iter().zip(&columns) {
            if let (Some(column), Some(text)) = (column, text(&field)) {
                table.put(*column, &text);
            }
        }
    }
    let place = |heading: &str| table.headings().iter().position(|own| own == heading);
    let (ends, edge_id) = match is_claims {
        true => (place("from").zip(place("to")), place("id")),
        false => (None, None),
    };
    let title = meta("whobacks.title");
    let mut raw = Raw { ends, edge_id, title, ..Raw::of_rows(table) };
    if !passed.is_empty() {
        let names: Vec<&str> = passed.iter().map(|field| field.name()).collect();
        raw.remarks
            .push(format!("columns of values within values are passed over: {}", names.join(", ")));
    }
    Ok(raw)
}

/// Whether a column is of values that have a text, or of lists of such.
fn is_plain(field: &Schema) -> bool {
    if field.is_primitive() {
        let decimal = field.get_basic_info().converted_type() == ConvertedType::DECIMAL;
        let float16 = field.get_basic_info().logical_type_ref() == Some(&LogicalType::Float16);
        let fixed = field.get_physical_type() == Physical::FIXED_LEN_BYTE_ARRAY;
        return !float16 && (!fixed || decimal);
    }
    let is_list = field.get_basic_info().converted_type() == ConvertedType::LIST;
    match (is_list, field.get_fields()) {
        (true, [inner]) if inner.is_group() => {
            matches!(inner.get_fields(), [only] if only.is_primitive() && is_plain(only))
        }
        _ => false,
    }
}

/// A value as text; nothing where there is none.
fn text(field: &Field) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8(bytes.data().to_vec()).ok()?,
        Field::Bool(yes) => yes.to_string(),
        Field::Byte(n) => n.to_string(),
        Field::Short(n) => n.to_string(),
        Field::Int(n) => n.to_string(),
        Field::Long(n) => n.to_string(),
        Field::UByte(n) => n.to_string(),
        Field::UShort(n) => n.to_string(),
        Field::UInt(n) => n.to_string(),
        Field::ULong(n) => n.to_string(),
        Field::Float(n) => n.to_string(),
        Field::Double(n) => n.to_string(),
        Field::ListInternal(list) => {
            let items: Vec<String> = list.elements().iter().filter_map(text).collect();
            in_one_cell(items.iter().map(String::as_str))
        }
        // Dates, times and decimals as the library writes them.
        other => {
            let shown = other.to_string();
            shown.trim_end_matches(" +00:00").trim_end_matches(" 00:00:00").to_owned()
        }
    })
}
