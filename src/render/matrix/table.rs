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
/// Where in a cell its words begin: right of its sign, or beneath it where a column is too narrow for that.
const WORDS: (f64, f64) = (26.0, 4.0);
/// The column of names.
const NAMES: f64 = 138.0;
/// Between two columns, and once more between two dates.
const GAP: f64 = 6.0;
/// Above and below the words of a row, together.
const AIR: f64 = 11.0;
/// The most lines of a cell's words.
const LINES: usize = 5;

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
    /// Where they begin: so far from the column's border, and on which line.
    pub(super) words: (f64, usize),
    /// Where it is told: `A ¶21`.
    pub(super) source: String,
    /// Where that stands.
    pub(super) place: (f64, usize),
}

impl Cell {
    /// How many lines it has.
    pub(super) fn count(&self) -> usize {
        (self.words.1 + self.lines.len()).max(self.place.1 + 1)
    }

    /// Whether its sign stands above its words, in the first line.
    pub(super) fn is_stacked(&self) -> bool {
        self.words.1 > 0
    }
}

impl Table {
    pub(super) fn of(matrix: &Matrix, (left, right): (f64, f64), fonts: &Fonts) -> Table {
        let columns = columns(matrix, (left + NAMES, right), fonts);
        // No word is cut where the sign can stand above it; and one table has one sort of cells.
        let widest = |tie: &Line| {
            let phrases = tie.beside();
            let words = phrases.iter().flat_map(|phrase| phrase.split_whitespace());
            let wide = |word: &str| fonts.width(word, SIZE, Weight::Regular);
            words.map(wide).fold(0.0, f64::max)
        };
        let narrow = |row: &MatrixRow| {
            let told = row.cells.iter().zip(&columns);
            told.filter_map(|(told, column)| Some((told.as_ref()?, column)))
                .any(|((_, tie), column)| widest(tie) > column.room(false))
        };
        let stacked = matrix.rows.iter().any(narrow);
        let rows = matrix.rows.iter().map(|row| measured(row, &columns, stacked, fonts)).collect();
        Table { names: left + NAMES - 4.0, columns, rows }
    }

    /// How high the names of the sides are.
    pub(super) fn heads(&self) -> f64 {
        self.columns.iter().map(|column| column.head.len()).max().unwrap_or(1) as f64 * HEAD
    }
}

impl Column {
    /// How wide the words of its cells may be.
    fn room(&self, stacked: bool) -> f64 {
        let begin = if stacked { WORDS.1 } else { WORDS.0 };
        self.x1 - self.x0 - begin - 3.0
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

fn measured(row: &MatrixRow, columns: &[Column], stacked: bool, fonts: &Fonts) -> Measured {
    let cells: Vec<Option<Cell>> = (row.cells.iter().zip(columns))
        .map(|(told, column)| {
            let (_, tie) = told.as_ref()?;
            Some(cell(tie, column.room(stacked), stacked, fonts))
        })
        .collect();
    let lines = cells.iter().flatten().map(Cell::count).max().unwrap_or(1);
    let name = fit(&row.figure.name, NAMES - 10.0, (12.0, Weight::Bold), 2, fonts);
    let height = (lines as f64 * LEADING).max(name.len() as f64 * NAME) + AIR;
    Measured { height, name, cells }
}

fn cell(tie: &Line, room: f64, stacked: bool, fonts: &Fonts) -> Cell {
    let lines = fit(&tie.beside().join(" "), room, (SIZE, Weight::Regular), LINES, fonts);
    let source = tie.note.citations.first().map_or(String::new(), |told| told.place.clone());
    if stacked {
        return Cell { lines, words: (WORDS.1, 1), source, place: (WORDS.0, 0) };
    }
    let last = lines.last().map_or(0.0, |line| fonts.width(line, SIZE, Weight::Regular)) + 5.0;
    let fits = last + fonts.width(&source, PLACE, Weight::Regular) <= room;
    let (right, line) = if fits { (last, lines.len() - 1) } else { (0.0, lines.len()) };
    Cell { lines, words: (WORDS.0, 0), source, place: (WORDS.0 + right, line) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Picture, Wishes};
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, Period};

    /// A table of so many dates of a war of three sides.
    fn table(dates: &[&str]) -> (Matrix, Table, Fonts) {
        let mut war = Fixture::new("War")
            .actor("a", "Aland", Kind::ArmedGroup)
            .actor("b", "Borovia", Kind::ArmedGroup)
            .actor("c", "Cador", Kind::ArmedGroup)
            .actor("x", "Xanadu", Kind::State)
            .actor("y", "Ys", Kind::State);
        for (i, date) in dates.iter().enumerate() {
            war = war
                .source(&format!("s{i}"), date)
                .claim("a fights b", "they fight")
                .claim("b fights c", "and so do these")
                .claim("a fights c", "and these")
                .claim("x shares_intelligence_with a", "tells them what it knows")
                .claim("x cooperates_with b", "works with them")
                .claim("y stations_forces_with c", "its soldiers stand there");
        }
        let graph = war.graph();
        let dates: Vec<Period> = dates.iter().map(|date| date.parse().expect("a date")).collect();
        let pictures = Picture::beside(&graph, &Wishes::default(), &dates);
        let matrix = Matrix::of(&pictures, String::new(), 24);
        let fonts = Fonts::default();
        let table = Table::of(&matrix, (20.0, 620.0), &fonts);
        (matrix, table, fonts)
    }

    #[test]
    fn no_word_is_cut_though_the_columns_are_narrow() {
        for (dates, stacked) in [(&["2025"][..], false), (&["2017", "2025"], true)] {
            let (matrix, table, fonts) = table(dates);
            assert_eq!(table.columns.len(), 3 * dates.len());
            let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(&table.columns));
            let mut count = 0;
            for (cell, column) in cells.filter_map(|(cell, column)| Some((cell.as_ref()?, column)))
            {
                count += 1;
                assert_eq!(cell.is_stacked(), stacked, "{:?}", cell.lines);
                for line in &cell.lines {
                    let ends = cell.words.0 + fonts.width(line, SIZE, Weight::Regular);
                    assert!(!line.ends_with('…') && ends <= column.x1 - column.x0, "{line}");
                }
                let place = fonts.width(&cell.source, PLACE, Weight::Regular);
                assert!(cell.place.0 + place <= column.x1 - column.x0, "{}", cell.source);
            }
            assert!(count >= 3 * dates.len(), "{count} cells of {} rows", matrix.rows.len());
        }
    }
}
