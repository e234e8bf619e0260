//! A table -> Parquet.
//!
//! Takes rows, gives the bytes of one file: columns of their declared types, repeated words as dictionaries, our own
//! metadata among the file's (`whobacks.contract`, `.title`, `.fingerprint`). Lists are written in three levels, as the
//! format's specification requires. Must not know what a table holds. The same rows give the same bytes.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type as Schema;
use rustc_hash::FxHashMap;

use super::Tables;
use super::cell::{Column, Datum, Sink, Type};
use super::schema::{Table, VERSION};

/// How many rows stand in one group, which a reader takes or passes over as a whole.
const GROUP: usize = 122_880;

/// Writes a table.
///
/// # Errors
/// When the writer fails.
pub fn write(tables: &Tables<'_>, table: &Table, out: impl Write + Send) -> io::Result<()> {
    let pair = |key: &str, value: String| KeyValue::new(format!("whobacks.{key}"), value);
    let properties = WriterProperties::builder()
        .set_created_by(format!("whobacks {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).map_err(other)?))
        .set_key_value_metadata(Some(vec![
            pair("contract", VERSION.to_string()),
            pair("table", table.name.to_owned()),
            pair("title", tables.title().to_owned()),
            pair("fingerprint", tables.fingerprint().to_owned()),
        ]));
    let fields = table.columns.iter().map(|column| field(column).map(Arc::new));
    let fields = fields.collect::<Result<Vec<_>, _>>().map_err(other)?;
    let schema =
        Schema::group_type_builder(table.name).with_fields(fields).build().map_err(other)?;
    let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build()));
    let mut writer = Writer {
        file: file.map_err(other)?,
        columns: table.columns.iter().map(|column| Buffer::new(*column)).collect(),
        rows: 0,
    };
    tables.write(table, &mut writer)?;
    writer.flush()?;
    writer.file.close().map_err(other)?;
    Ok(())
}

fn other(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => io::Error::other(source),
        error => io::Error::other(error),
    }
}

/// How a column is declared in the file.
fn field(column: &Column) -> Result<Schema, ParquetError> {
    let scalar = |name: &str, kind: Type, repetition: Repetition| {
        let (physical, logical) = match kind {
            Type::Text | Type::Texts => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Type::Number => (Physical::INT32, None),
            Type::Flag => (Physical::BOOLEAN, None),
            Type::Date | Type::Dates => (Physical::INT32, Some(LogicalType::Date)),
        };
        let builder = Schema::primitive_type_builder(name, physical).with_repetition(repetition);
        builder.with_logical_type(logical).build()
    };
    if !column.kind.is_list() {
        let lacks = if column.may_lack { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        return scalar(column.name, column.kind, lacks);
    }
    let element = scalar("element", column.kind, Repetition::REQUIRED)?;
    let list = Schema::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    Schema::group_type_builder(column.name)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(list)])
        .build()
}

struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Buffer>,
    rows: usize,
}

impl<W: Write + Send> Writer<W> {
    fn flush(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(other)?;
        for buffer in &mut self.columns {
            let column = group.next_column().map_err(other)?;
            let column = column.ok_or_else(|| io::Error::other("the file has too few columns"))?;
            buffer.write(column).map_err(other)?;
        }
        group.close().map_err(other)?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Sink for Writer<W> {
    fn row(&mut self, cells: Vec<Datum<'_>>) -> io::Result<()> {
        if cells.len() != self.columns.len() {
            return Err(io::Error::other("a row has not the columns of its table"));
        }
        for (buffer, cell) in self.columns.iter_mut().zip(cells) {
            if !buffer.put(cell) {
                let message =
                    format!("column {}: the value is of another type", buffer.column.name);
                return Err(io::Error::other(message));
            }
        }
        self.rows += 1;
        if self.rows == GROUP { self.flush() } else { Ok(()) }
    }
}

/// The values of a column, until its group is written.
struct Buffer {
    column: Column,
    /// Whether a value is there; of a list, whether an item is.
    there: Vec<i16>,
    /// Of a list, whether an item follows another.
    follows: Vec<i16>,
    values: Values,
    /// Each text once.
    known: FxHashMap<Box<str>, ByteArray>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Numbers(Vec<i32>),
    Flags(Vec<bool>),
}

impl Buffer {
    fn new(column: Column) -> Self {
        let values = match column.kind {
            Type::Text | Type::Texts => Values::Texts(Vec::new()),
            Type::Number | Type::Date | Type::Dates => Values::Numbers(Vec::new()),
            Type::Flag => Values::Flags(Vec::new()),
        };
        let known = FxHashMap::default();
        Buffer { column, there: Vec::new(), follows: Vec::new(), values, known }
    }

    /// Takes a value; false where it is of another type.
    fn put(&mut self, cell: Datum<'_>) -> bool {
        let Column { kind, may_lack, .. } = self.column;
        match (cell, kind) {
            (Datum::Lacking, _) if may_lack => {
                self.there.push(0);
                return true;
            }
            (Datum::Text(text), Type::Text) => self.text(&text),
            (Datum::Number(number), Type::Number) | (Datum::Date(number), Type::Date) => {
                self.number(number);
            }
            (Datum::Flag(yes), Type::Flag) => {
                if let Values::Flags(flags) = &mut self.values {
                    flags.push(yes);
                }
            }
            (Datum::Texts(texts), Type::Texts) => {
                self.items(texts.len());
                texts.iter().for_each(|text| self.text(text));
                return true;
            }
            (Datum::Dates(days), Type::Dates) => {
                self.items(days.len());
                days.into_iter().for_each(|day| self.number(day));
                return true;
            }
            _ => return false,
        }
        if may_lack {
            self.there.push(1);
        }
        true
    }

    fn items(&mut self, count: usize) {
        self.there.extend(std::iter::repeat_n(i16::from(count > 0), count.max(1)));
        self.follows.push(0);
        self.follows.extend(std::iter::repeat_n(1, count.saturating_sub(1)));
    }

    fn text(&mut self, text: &str) {
        let Values::Texts(texts) = &mut self.values else { return };
        let known = match self.known.get(text) {
            Some(known) => known.clone(),
            None => {
                let made = ByteArray::from(text.as_bytes().to_vec());
                self.known.insert(text.into(), made.clone());
                made
            }
        };
        texts.push(known);
    }

    fn number(&mut self, number: i32) {
        if let Values::Numbers(numbers) = &mut self.values {
            numbers.push(number);
        }
    }

    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let is_list = self.column.kind.is_list();
        let there = (is_list || self.column.may_lack).then_some(&self.there[..]);
        let follows = is_list.then_some(&self.follows[..]);
        match &self.values {
            Values::Texts(texts) => {
                column.typed::<ByteArrayType>().write_batch(texts, there, follows)?;
            }
            Values::Numbers(numbers) => {
                column.typed::<Int32Type>().write_batch(numbers, there, follows)?;
            }
            Values::Flags(flags) => {
                column.typed::<BoolType>().write_batch(flags, there, follows)?;
            }
        }
        column.close()?;
        self.there.clear();
        self.follows.clear();
        self.known.clear();
        match &mut self.values {
            Values::Texts(texts) => texts.clear(),
            Values::Numbers(numbers) => numbers.clear(),
            Values::Flags(flags) => flags.clear(),
        }
        Ok(())
    }
}
