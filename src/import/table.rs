//! What every reader gives: rows of cells under headings, and where each stands in its file.
//!
//! Takes cells as they are read; keeps them in one text, however many there are and however ragged the rows
//! (JSON). Remembers as what each column was read, for the report. Must not know any format, nor what a
//! column means.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use super::problems::RowPlace;
use crate::model::{Cut, steering, steers};

/// What an edge's direction is, where a format tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Direction {
    /// Nothing is said: first and second stand as they do.
    #[default]
    Unsaid,
    /// From the first to the second.
    Directed,
    /// Between the two.
    Undirected,
}

/// Rows under headings.
#[derive(Debug)]
pub(super) struct Table {
    /// What a message calls its rows: `row`, `edge`.
    pub(super) name: &'static str,
    headings: Vec<String>,
    by_name: HashMap<String, u32>,
    text: String,
    cells: Vec<Cell>,
    rows: Vec<Head>,
    reads: RefCell<Vec<Option<String>>>,
    /// How many characters were left out that no text of an annotation may hold.
    pub(super) steering: usize,
}

/// A cell of a row: which column, and where its text stands.
#[derive(Debug, Clone, Copy)]
struct Cell {
    column: u32,
    length: u32,
    start: u64,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    first: usize,
    line: u32,
    direction: Direction,
    /// Whether a reader has said that nothing can be made of it.
    void: bool,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    cells: &'t [Cell],
    head: Head,
    /// Its number, from 1.
    pub(super) number: usize,
}

impl<'t> Row<'t> {
    /// A cell without blanks around it; `None` where it is empty, or there is no such column.
    pub(super) fn get(&self, column: usize) -> Option<&'t str> {
        let fits = |cell: &&Cell| cell.column as usize == column;
        let cell = self.cells.get(column).filter(fits).or_else(|| {
            let at = self.cells.binary_search_by_key(&column, |cell| cell.column as usize);
            self.cells.get(at.ok()?)
        })?;
        Some(self.table.cell(cell).trim()).filter(|text| !text.is_empty())
    }

    /// All that stands in it, by column.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &'t str)> + use<'t> {
        let table = self.table;
        let cells = self.cells.iter().map(|cell| (cell.column as usize, table.cell(cell).trim()));
        cells.filter(|(_, text)| !text.is_empty())
    }

    pub(super) fn direction(&self) -> Direction {
        self.head.direction
    }

    pub(super) fn place(&self) -> RowPlace {
        RowPlace { what: self.table.name, number: self.number, line: self.head.line }
    }
}

impl Table {
    pub(super) fn new(name: &'static str) -> Self {
        Table {
            name,
            headings: Vec::new(),
            by_name: HashMap::new(),
            text: String::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            reads: RefCell::default(),
            steering: 0,
        }
    }

    /// The column of that heading, made where there is none. Headings are compared as they are.
    pub(super) fn column(&mut self, heading: &str) -> usize {
        match self.by_name.get(heading) {
            Some(at) => *at as usize,
            None => self.add_column(heading),
        }
    }

    /// A new column, whatever the others are called: its heading is told from theirs.
    pub(super) fn add_column(&mut self, heading: &str) -> usize {
        let at = self.headings.len();
        let heading = &*self.harmless(heading);
        let mut name =
            if heading.is_empty() { format!("column {}", at + 1) } else { heading.to_owned() };
        if self.by_name.contains_key(&name) {
            name = format!("{name} (column {})", at + 1);
        }
        self.by_name.insert(name.clone(), u32::try_from(at).unwrap_or(u32::MAX));
        self.headings.push(name);
        self.reads.borrow_mut().push(None);
        at
    }

    /// Another heading for a column.
    pub(super) fn rename(&mut self, column: usize, heading: &str) {
        let Some(own) = self.headings.get_mut(column) else { return };
        self.by_name.remove(own);
        self.by_name.entry(heading.to_owned()).or_insert(column as u32);
        heading.clone_into(own);
    }

    /// Begins a row; its line, where the file has lines.
    pub(super) fn row(&mut self, line: usize) {
        self.tidy();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.rows.push(Head {
            first: self.cells.len(),
            line,
            direction: Direction::Unsaid,
            void: false,
        });
    }

    /// Takes the last row for one of which all is said.
    pub(super) fn void(&mut self) {
        if let Some(head) = self.rows.last_mut() {
            head.void = true;
        }
    }

    /// Says which way the last row goes.
    pub(super) fn direct(&mut self, direction: Direction) {
        if let Some(head) = self.rows.last_mut() {
            head.direction = direction;
        }
    }

    /// Puts a cell into the last row; of two in one column the first stays, and the answer is false.
    pub(super) fn put(&mut self, column: usize, text: &str) -> bool {
        if self.rows.is_empty() {
            return true;
        }
        let text = &*self.harmless(text);
        let Some(head) = self.rows.last() else { return true };
        let column = column as u32;
        let own = self.cells.cut(head.first..);
        let in_order = own.last().is_none_or(|last| last.column < column);
        if !in_order && own.iter().any(|cell| cell.column == column) {
            return false;
        }
        let (start, length) =
            (self.text.len() as u64, u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.text.push_str(text.cut(..length as usize));
        self.cells.push(Cell { column, length, start });
        true
    }

    /// A text without what steers terminals, which is counted.
    fn harmless<'x>(&mut self, text: &'x str) -> Cow<'x, str> {
        if steering(text).is_none() {
            return Cow::Borrowed(text);
        }
        let plain = text.replace(steers, "");
        self.steering += text.chars().count() - plain.chars().count();
        Cow::Owned(plain)
    }

    /// The cells of the last row in the order of their columns.
    fn tidy(&mut self) {
        if let Some(head) = self.rows.last() {
            let own = self.cells.get_mut(head.first..).unwrap_or_default();
            if !own.is_sorted_by_key(|cell| cell.column) {
                own.sort_by_key(|cell| cell.column);
            }
        }
    }

    /// What is put is all there is.
    pub(super) fn finish(mut self) -> Self {
        self.tidy();
        self
    }

    /// Passes over rows that repeat the headings, as printed tables do on each page; a word on them.
    pub(super) fn pass_over_headings(&mut self) -> Option<String> {
        let repeats: Vec<usize> = (0..self.rows.len())
            .filter(|i| {
                let (mut cells, row) = (0, self.at(*i));
                let all = row.filled().all(|(column, text)| {
                    cells += 1;
                    let heading = self.heading(column);
                    let rest = heading.strip_prefix(text);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (column "))
                });
                all && cells > 1
            })
            .collect();
        let lines: Vec<String> =
            repeats.iter().take(10).map(|i| self.at(*i).place().shown()).collect();
        for i in &repeats {
            self.rows.get_mut(*i).into_iter().for_each(|head| head.void = true);
        }
        let more = if repeats.len() > lines.len() { ", …" } else { "" };
        (!lines.is_empty()).then(|| {
            format!("the headings stand again, and are passed over: {}{more}", lines.join(", "))
        })
    }

    fn cell(&self, cell: &Cell) -> &str {
        let start = cell.start as usize;
        self.text.cut(start..start + cell.length as usize)
    }

    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The heading of a column; empty where there is no such column.
    pub(super) fn heading(&self, column: usize) -> &str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// The column of a heading as somebody writes it: as it is, else whatever the case, blanks, hyphens
    /// and underscores.
    pub(super) fn find(&self, heading: &str) -> Option<usize> {
        let exact = self.by_name.get(heading.trim()).map(|at| *at as usize);
        exact.or_else(|| {
            let folded = fold(heading);
            let same = |own: &String| !folded.is_empty() && fold(own) == folded;
            self.headings.iter().position(same)
        })
    }

    /// The headings folded, for those who look for many.
    pub(super) fn folded(&self) -> Vec<String> {
        self.headings.iter().map(|heading| fold(heading)).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows.iter().enumerate().filter(|(_, head)| !head.void);
        rows.map(|(i, _)| self.at(i))
    }

    /// The row that was begun last.
    pub(super) fn last(&self) -> Row<'_> {
        self.at(self.rows.len().saturating_sub(1))
    }

    /// The row in that place; one without cells where there is none.
    pub(super) fn at(&self, i: usize) -> Row<'_> {
        const NONE: Head = Head { first: 0, line: 0, direction: Direction::Unsaid, void: true };
        let Some(head) = self.rows.get(i).copied() else {
            return Row { table: self, cells: &[], head: NONE, number: i + 1 };
        };
        let end = self.rows.get(i + 1).map_or(self.cells.len(), |next| next.first);
        Row { table: self, cells: self.cells.cut(head.first..end), head, number: i + 1 }
    }

    /// Remembers as what a column is read; the first word stays.
    pub(super) fn read_as(&self, column: usize, what: &str) {
        let mut reads = self.reads.borrow_mut();
        if let Some(slot @ None) = reads.get_mut(column) {
            *slot = Some(what.to_owned());
        }
    }

    pub(super) fn is_read(&self, column: usize) -> bool {
        self.reads.borrow().get(column).is_some_and(Option::is_some)
    }

    /// As what each column was read, and in how many rows something stands in it.
    pub(super) fn told(&self) -> Vec<(&str, Option<String>, usize)> {
        let mut filled = vec![0; self.headings.len()];
        for cell in &self.cells {
            let count = filled.get_mut(cell.column as usize);
            let more = usize::from(!self.cell(cell).trim().is_empty());
            count.into_iter().for_each(|count| *count += more);
        }
        let reads = self.reads.borrow();
        let each = self.headings.iter().zip(reads.iter()).zip(filled);
        each.map(|((heading, read), filled)| (heading.as_str(), read.clone(), filled)).collect()
    }
}

/// A heading without what tells no two apart.
pub(super) fn fold(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
