//! Columns in memory as Arrow has them: whoever takes `__arrow_c_stream__` takes them as they are.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyTuple};
use pyo3_arrow::{PySchema, PyTable};
use whobacks::cli::{Cell, Rows};
use whobacks::graph::fields::{self, FieldShape};

/// How many rows stand in one piece: none of them outgrows an offset of four bytes.
const PIECE: usize = 65_536;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Boolean,
    List,
}

impl Kind {
    /// What a field of a claim holds.
    pub(crate) fn of_field(field: &fields::Field) -> Kind {
        match field.shape {
            FieldShape::Number => Kind::Integer,
            FieldShape::Actors | FieldShape::Parties | FieldShape::Codes => Kind::List,
            // A claim has one actor at either end, whatever the file lists.
            _ => Kind::Text,
        }
    }

    fn data_type(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Integer => DataType::Int64,
            Kind::Boolean => DataType::Boolean,
            Kind::List => DataType::List(item()),
        }
    }
}

/// What a list has in it, as its builder has it.
fn item() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Utf8, true))
}

/// What stands in a cell.
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    Boolean(bool),
    List(Vec<Cow<'a, str>>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<fields::FieldValue<'a>> for Value<'a> {
    fn from(value: fields::FieldValue<'a>) -> Self {
        match value {
            fields::FieldValue::Number(number) => Value::Integer(number.into()),
            fields::FieldValue::List(items) => {
                Value::List(items.into_iter().map(Cow::Borrowed).collect())
            }
            fields::FieldValue::Text(text) => Value::Text(text),
            // What fields come to hold is text until somebody says what it is here.
            other => Value::Text(other.joined(" | ").into()),
        }
    }
}

/// Fills a column, cell by cell.
enum Filling {
    Text(StringBuilder),
    Integer(Int64Builder),
    Boolean(BooleanBuilder),
    List(ListBuilder<StringBuilder>),
}

impl Filling {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Filling::Text(StringBuilder::new()),
            Kind::Integer => Filling::Integer(Int64Builder::new()),
            Kind::Boolean => Filling::Boolean(BooleanBuilder::new()),
            Kind::List => Filling::List(ListBuilder::new(StringBuilder::new())),
        }
    }

    /// What has no room in a column of this kind is written as text, or left out.
    fn push(&mut self, value: Option<Value<'_>>) {
        match (self, value) {
            (Filling::Text(cells), Some(Value::Text(text))) => cells.append_value(text),
            (Filling::Text(cells), Some(Value::Integer(number))) => {
                cells.append_value(number.to_string());
            }
            (Filling::Text(cells), Some(Value::Boolean(yes))) => {
                cells.append_value(yes.to_string());
            }
            (Filling::Text(cells), Some(Value::List(items))) => {
                cells.append_value(items.join("; "));
            }
            (Filling::Text(cells), None) => cells.append_null(),
            (Filling::Integer(cells), Some(Value::Integer(number))) => cells.append_value(number),
            (Filling::Integer(cells), _) => cells.append_null(),
            (Filling::Boolean(cells), Some(Value::Boolean(yes))) => cells.append_value(yes),
            (Filling::Boolean(cells), _) => cells.append_null(),
            (Filling::List(cells), Some(Value::List(items))) => {
                cells.append_value(items.iter().map(Some));
            }
            (Filling::List(cells), Some(Value::Text(text))) => cells.append_value([Some(text)]),
            (Filling::List(cells), _) => cells.append(false),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Filling::Text(mut cells) => Arc::new(cells.finish()),
            Filling::Integer(mut cells) => Arc::new(cells.finish()),
            Filling::Boolean(mut cells) => Arc::new(cells.finish()),
            Filling::List(mut cells) => Arc::new(cells.finish()),
        }
    }
}

/// A column of rows that are `T`: its name, what it holds, how it is filled.
pub(crate) struct Column<'c, T> {
    pub(crate) name: Cow<'c, str>,
    pub(crate) kind: Kind,
    #[allow(clippy::type_complexity, reason = "it is said once")]
    pub(crate) fill: Box<dyn for<'r> Fn(&'r T) -> Option<Value<'r>> + 'c>,
}

/// A table.
#[pyclass(frozen, module = "whobacks._whobacks")]
pub(crate) struct Columns {
    schema: SchemaRef,
    pieces: Vec<RecordBatch>,
}

impl Columns {
    /// The table of some rows.
    pub(crate) fn of<T>(rows: &[T], columns: &[Column<'_, T>]) -> Self {
        let field = |c: &Column<'_, T>| Field::new(c.name.as_ref(), c.kind.data_type(), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let filled = |rows: &[T], column: &Column<'_, T>| {
            let mut cells = Filling::new(column.kind);
            rows.iter().for_each(|row| cells.push((column.fill)(row)));
            cells.finish()
        };
        let piece = |rows: &[T]| {
            let arrays = columns.iter().map(|column| filled(rows, column)).collect();
            RecordBatch::try_new(Arc::clone(&schema), arrays)
                .expect("columns are as long as there are rows, and of their kind")
        };
        let pieces = rows.chunks(PIECE).map(piece).collect();
        Columns { schema, pieces }
    }

    /// The rows of an answer. A column holds what a claim's field of that name does, else what stands in it.
    pub(crate) fn of_rows(rows: &Rows) -> Self {
        let kind = |place: usize, name: &str| {
            if let Some(field) = fields::field(name) {
                return Kind::of_field(field);
            }
            let found = rows.rows.iter().find_map(|row| match row[place] {
                Cell::Number(_) => Some(Kind::Integer),
                Cell::List(_) => Some(Kind::List),
                Cell::Text(_) => Some(Kind::Text),
                Cell::Empty => None,
            });
            // Numbers of answers and links are numbers where there is none, too.
            let numbered = ["answer", "link"].contains(&name) || name.starts_with("claims");
            found.unwrap_or(if numbered { Kind::Integer } else { Kind::Text })
        };
        let column = |(place, name): (usize, &String)| Column {
            name: name.clone().into(),
            kind: kind(place, name),
            fill: Box::new(move |row: &Vec<Cell>| match &row[place] {
                Cell::Empty => None,
                Cell::Text(text) => Some(text.as_str().into()),
                Cell::Number(number) => Some(Value::Integer(*number)),
                Cell::List(items) => {
                    Some(Value::List(items.iter().map(|item| item.as_str().into()).collect()))
                }
            }),
        };
        let columns: Vec<Column<'_, Vec<Cell>>> =
            rows.headings.iter().enumerate().map(column).collect();
        Columns::of(&rows.rows, &columns)
    }

    fn as_table(&self) -> PyResult<PyTable> {
        PyTable::try_new(self.pieces.clone(), Arc::clone(&self.schema))
    }
}

#[pymethods]
impl Columns {
    fn __len__(&self) -> usize {
        self.pieces.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The rows from one place to another, each a tuple.
    fn rows<'py>(
        &self,
        py: Python<'py>,
        start: usize,
        stop: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        let mut first = 0;
        for piece in &self.pieces {
            let here = first..first + piece.num_rows();
            for place in here.start.max(start)..here.end.min(stop) {
                let cells = piece.columns().iter().map(|cells| cell(py, cells, place - first));
                list.append(PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)?)?;
            }
            first = here.end;
        }
        Ok(list)
    }

    /// The table as a stream of Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = Bound::new(py, self.as_table()?)?;
        table.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// What the columns are, as Arrow says it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let schema = Bound::new(py, PySchema::from(Arc::clone(&self.schema)))?;
        schema.call_method0("__arrow_c_schema__")
    }
}

/// What stands in a cell, as Python has it.
fn cell<'py>(py: Python<'py>, cells: &ArrayRef, place: usize) -> PyResult<Bound<'py, PyAny>> {
    if cells.is_null(place) {
        return Ok(py.None().into_bound(py));
    }
    match cells.data_type() {
        DataType::Utf8 => Ok(cells.as_string::<i32>().value(place).into_pyobject(py)?.into_any()),
        DataType::Int64 => {
            Ok(cells.as_primitive::<Int64Type>().value(place).into_pyobject(py)?.into_any())
        }
        DataType::Boolean => {
            Ok(cells.as_boolean().value(place).into_pyobject(py)?.to_owned().into_any())
        }
        DataType::List(_) => {
            let items = cells.as_list::<i32>().value(place);
            let items: Vec<Option<&str>> = items.as_string::<i32>().iter().collect();
            Ok(items.into_pyobject(py)?.into_any())
        }
        other => {
            let error = ArrowError::NotYetImplemented(other.to_string());
            Err(PyRuntimeError::new_err(error.to_string()))
        }
    }
}
