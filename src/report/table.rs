//! Rows under headings: as a table for people, as JSON or CSV for machines.

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use super::isolate::isolated;
use crate::export::{self, CsvLines};

/// Rows under headings. Every row has as many cells as there are headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Names of the columns.
    pub headings: Vec<String>,
    /// The cells; a list becomes a JSON array and is joined by `; ` elsewhere.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing to say.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Several texts.
    List(Vec<String>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Empty, Into::into)
    }
}

impl Cell {
    fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => isolated(text).into_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::List(list) => {
                list.iter().map(|text| isolated(text)).collect::<Vec<_>>().join("; ")
            }
        }
    }

    fn value(&self) -> Option<export::CsvValue<'_>> {
        match self {
            Cell::Empty => None,
            Cell::Text(text) => Some(text.as_str().into()),
            Cell::Number(number) => Some(export::CsvValue::Integer(*number)),
            Cell::List(list) => Some(list.join("; ").into()),
        }
    }

    fn json(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => text.as_str().into(),
            Cell::Number(number) => (*number).into(),
            Cell::List(list) => list.as_slice().into(),
        }
    }
}

impl Rows {
    /// No rows yet.
    pub fn new(headings: &[&str]) -> Self {
        Rows {
            headings: headings.iter().map(|name| (*name).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// A table for people. With a width it is wrapped to fit; without, each row is one line.
    pub fn table(&self, width: Option<u16>) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.set_header(&self.headings);
        for row in &self.rows {
            table.add_row(row.iter().map(Cell::plain));
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    }

    /// An array with an object per row, a row per line.
    pub fn json(&self) -> String {
        let object = |row: &Vec<Cell>| {
            let cells =
                self.headings.iter().zip(row).map(|(name, cell)| (name.clone(), cell.json()));
            Value::Object(cells.collect::<Map<_, _>>()).to_string()
        };
        let rows: Vec<String> = self.rows.iter().map(object).collect();
        if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) }
    }

    /// Comma-separated values under a line of headings, as the exports write them: safe to open in a
    /// spreadsheet.
    pub fn csv(&self) -> String {
        let mut lines = CsvLines::new(Vec::new());
        let headings = self.headings.iter().map(|name| Cell::from(name.as_str())).collect();
        for row in std::iter::once(&headings).chain(&self.rows) {
            let cells = row.iter().map(|cell: &Cell| cell.value());
            lines.row(cells).expect("a Vec takes all that is written");
        }
        let out = lines.finish().expect("a Vec takes all that is written");
        String::from_utf8(out).expect("cells are text")
    }
}

#[cfg(test)]
mod tests;
