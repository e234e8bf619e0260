//! Rows under headings, as an edge list or a list of nodes has them; where each stands in its file.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::ImportError;
use crate::export::armed;

/// What our own exports say beside the fields of claims and actors: it follows from them.
const WORKED_OUT: [&str; 17] = [
    "kind",
    "label",
    "type",
    "weight",
    "family",
    "sign",
    "symmetric",
    "event",
    "asserted",
    "match",
    "firstseen",
    "lastseen",
    "standing",
    "stale",
    "side",
    "insupport",
    "outsupport",
];

/// Rows under headings.
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    rows: Vec<(Vec<String>, String)>,
    /// How a message calls its rows.
    name: &'static str,
    /// The columns that somebody has asked for.
    used: RefCell<BTreeSet<usize>>,
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
    /// Reads separated values: by commas, or by semicolons or tabs where the headings have those. A
    /// message calls its rows by that name.
    pub(super) fn parse(text: &str, name: &'static str) -> Result<Self, ImportError> {
        let first = text.lines().next().unwrap_or_default();
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|d| (first.bytes().filter(|b| b == d).count(), *d == b','))
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headings = reader.headers()?;
        let headings = headings.iter().map(|h| h.trim().to_owned()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            // An apostrophe that only keeps a spreadsheet from running a formula is not part of the text.
            let cells = record.iter().map(|cell| armed(cell).to_owned()).collect();
            rows.push((cells, format!("{name} {} (line {line})", rows.len() + 1)));
        }
        Ok(Table { headings, rows, name, used: RefCell::default() })
    }

    /// Rows made of fields by name, which need not be the same in each.
    pub(super) fn of(records: Vec<Vec<(String, String)>>, name: &'static str) -> Self {
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
        Table { headings, rows, name, used: RefCell::default() }
    }

    /// The column of a heading; case, blanks, hyphens and underscores tell no two apart.
    pub(super) fn find(&self, heading: &str) -> Option<usize> {
        let folded = fold(heading);
        let found = self.headings.iter().position(|own| fold(own) == folded);
        self.used.borrow_mut().extend(found);
        found
    }

    /// What of the table nobody has asked for, though something stands there; but for what our own exports
    /// work out from the rest.
    pub(super) fn unread(&self) -> Option<String> {
        let used = self.used.borrow();
        let is_ours =
            self.headings.iter().any(|own| ["cited_source", "in_support"].contains(&own.as_str()));
        let is_told = |i: usize| {
            self.rows.iter().any(|(cells, _)| cells.get(i).is_some_and(|c| !c.trim().is_empty()))
        };
        let unread = self.headings.iter().enumerate().filter(|(i, heading)| {
            let is_worked_out = is_ours && WORKED_OUT.contains(&fold(heading).as_str());
            !used.contains(i) && is_told(*i) && !is_worked_out
        });
        let names: Vec<&str> = unread.map(|(_, heading)| heading.as_str()).collect();
        let number = names.len();
        let columns = if number == 1 { "column is" } else { "columns are" };
        (number > 0).then(|| {
            format!("{number} {columns} not read, of {}s: {}", self.name, names.join(", "))
        })
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
