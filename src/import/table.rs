//! Rows under headings, as an edge list or a list of nodes has them; where each stands in its file.

use std::collections::HashMap;

use super::ImportError;
use crate::export::armed;

/// Rows under headings.
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    rows: Vec<(Vec<String>, String)>,
}

/// A row, and how a message calls it: `row 3 (line 4)`.
pub(super) struct Row<'t> {
    table: &'t Table,
    cells: &'t [String],
    pub(super) number: usize,
    pub(super) place: &'t str,
}

impl Row<'_> {
    /// A cell; `None` where it is empty, or there is no such column.
    pub(super) fn get(&self, column: Option<usize>) -> Option<&str> {
        let text = self.cells.get(column?)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A cell by the heading of its column.
    pub(super) fn named(&self, heading: &str) -> Option<&str> {
        self.get(self.table.find(heading))
    }
}

impl Table {
    /// Reads separated values: by commas, or by semicolons or tabs where the headings have those.
    pub(super) fn parse(text: &str) -> Result<Self, ImportError> {
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|d| (first.bytes().filter(|b| b == d).count(), *d == b','))
            .unwrap_or(b',');
        let form = |error: csv::Error| ImportError::Form(error.to_string());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headings = reader.headers().map_err(form)?;
        let headings = headings.iter().map(|h| h.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(form)?;
            let line = record.position().map_or(0, csv::Position::line);
            // An apostrophe that only keeps a spreadsheet from running a formula is not part of the text.
            let cells = record.iter().map(|cell| armed(cell).to_owned()).collect();
            rows.push((cells, format!("row {} (line {line})", rows.len() + 1)));
        }
        Ok(Table { headings, rows })
    }

    /// Rows made of fields by name, which need not be the same in each.
    pub(super) fn of(records: Vec<Vec<(String, String)>>, name: &str) -> Self {
        let mut headings: Vec<String> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut rows = Vec::new();
        for (i, record) in records.into_iter().enumerate() {
            let mut cells = vec![String::new(); headings.len()];
            for (heading, cell) in record {
                let place = *places.entry(heading).or_insert_with_key(|heading| {
                    headings.push(heading.clone());
                    headings.len() - 1
                });
                cells.resize(headings.len(), String::new());
                cells[place] = cell;
            }
            rows.push((cells, format!("{name} {}", i + 1)));
        }
        Table { headings, rows }
    }

    /// The column of a heading; case, blanks, hyphens and underscores tell no two apart.
    pub(super) fn find(&self, heading: &str) -> Option<usize> {
        let folded = fold(heading);
        self.headings.iter().position(|own| fold(own) == folded)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().enumerate().map(|(i, (cells, place))| Row {
            table: self,
            cells,
            number: i + 1,
            place,
        })
    }
}

fn fold(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
