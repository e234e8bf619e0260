//! Where the columns of a table are, how high its rows, and how the words of its cells are broken.
//!
//! Takes a matrix and two margins, gives measures. Must not know how anything looks.

use crate::choice::Line;
use crate::choice::matrix::{Matrix, MatrixRow};
use crate::layout::font::{Fonts, Weight};

/// The size of words in cells.
pub(super) const SIZE: f64 = 11.0;
/// From line to line of them.
pub(super) const LEADING: f64 = 12.8;
/// From line to line of a name, and of a heading.
pub(super) const NAME: f64 = 14.0;
/// From line to line of the name of a side.
pub(super) const HEAD: f64 = 14.5;
/// The size of places in sources.
pub(super) const PLACE: f64 = 9.2;
/// Where in a cell its words begin: right of its sign.
pub(super) const WORDS: f64 = 26.0;
/// The column of names.
const NAMES: f64 = 138.0;
/// Between two columns, and once more between two dates.
const GAP: f64 = 6.0;
/// Above and below the words of a row, together.
const AIR: f64 = 11.0;
/// The most lines of a cell's words.
const LINES: usize = 4;

/// A table that is measured.
pub(super) struct Table {
    /// Where the names end.
    pub(super) names: f64,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Measured>,
}

/// A side at a date.
pub(super) struct Column {
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Its name in lines.
    pub(super) head: Vec<String>,
}

/// A row.
pub(super) struct Measured {
    pub(super) height: f64,
    pub(super) name: Vec<String>,
    /// One a column.
    pub(super) cells: Vec<Option<Cell>>,
}

/// A cell with its words.
pub(super) struct Cell {
    pub(super) lines: Vec<String>,
    /// Where it is told: `A ¶21`.
    pub(super) source: String,
    /// Where that stands: right of where the words begin, and on which line.
    pub(super) place: (f64, usize),
}

impl Table {
    pub(super) fn of(matrix: &Matrix, (left, right): (f64, f64), fonts: &Fonts) -> Table {
        let columns = columns(matrix, (left + NAMES, right), fonts);
        let rows = matrix.rows.iter().map(|row| measured(row, &columns, fonts)).collect();
        Table { names: left + NAMES - 4.0, columns, rows }
    }

    /// How high the names of the sides are.
    pub(super) fn heads(&self) -> f64 {
        self.columns.iter().map(|column| column.head.len()).max().unwrap_or(1) as f64 * HEAD
    }
}

fn columns(matrix: &Matrix, (left, right): (f64, f64), fonts: &Fonts) -> Vec<Column> {
    let count: usize = matrix.dates.iter().map(|d| d.1.len()).sum();
    let between = GAP * (matrix.dates.len().max(1) - 1) as f64;
    let wide = (right + GAP - left - between) / count.max(1) as f64;
    let (mut x, mut columns) = (left, Vec::new());
    for (_, sides) in &matrix.dates {
        for side in sides {
            let head = fit(&side.name, wide - GAP, (12.0, Weight::Bold), 3, fonts);
            columns.push(Column { x0: x, x1: x + wide - GAP, head });
            x += wide;
        }
        x += GAP;
    }
    columns
}

fn measured(row: &MatrixRow, columns: &[Column], fonts: &Fonts) -> Measured {
    let cells: Vec<Option<Cell>> = (row.cells.iter().zip(columns))
        .map(|(told, column)| {
            let (_, tie) = told.as_ref()?;
            Some(cell(tie, column.x1 - column.x0 - WORDS - 3.0, fonts))
        })
        .collect();
    let lines = |cell: &Cell| cell.lines.len().max(cell.place.1 + 1);
    let lines = cells.iter().flatten().map(lines).max().unwrap_or(1);
    let name = fit(&row.figure.name, NAMES - 10.0, (12.0, Weight::Bold), 2, fonts);
    let height = (lines as f64 * LEADING).max(name.len() as f64 * NAME) + AIR;
    Measured { height, name, cells }
}

fn cell(tie: &Line, room: f64, fonts: &Fonts) -> Cell {
    let lines = fit(&tie.words.join(" "), room, (SIZE, Weight::Regular), LINES, fonts);
    let source = tie.note.citations.first().map_or(String::new(), |told| told.place.clone());
    let last = lines.last().map_or(0.0, |line| fonts.width(line, SIZE, Weight::Regular)) + 5.0;
    let fits = last + fonts.width(&source, PLACE, Weight::Regular) <= room;
    let place = if fits { (last, lines.len() - 1) } else { (0.0, lines.len()) };
    Cell { lines, source, place }
}

/// A text in a few lines; what does not fit ends in dots.
fn fit(
    text: &str,
    room: f64,
    (size, weight): (f64, Weight),
    most: usize,
    fonts: &Fonts,
) -> Vec<String> {
    let mut lines = fonts.lines(text, room, size, weight);
    let cut = lines.len() > most;
    lines.truncate(most);
    for (i, line) in lines.clone().into_iter().enumerate() {
        let last = cut && i + 1 == most;
        let mut kept = line;
        let dots = if last { " …" } else { "…" };
        if last || fonts.width(&kept, size, weight) > room {
            kept.truncate(fonts.fitting(&kept, dots, room, size, weight).len());
            kept.push_str(dots);
        }
        lines[i] = kept;
    }
    lines
}
