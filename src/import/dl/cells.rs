//! The data of a DL: matrices whole or by halves, lists of pairs, lists of neighbours.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows and columns, of which there are at most `LARGEST`, and lines of a text"
)]

use super::super::ImportError;
use super::super::pajek::LARGEST;
use super::head::{Head, form};
use std::collections::HashMap;

/// A cell that is not 0.
#[derive(Debug)]
pub(super) struct Cell<'t> {
    pub(super) line: usize,
    pub(super) matrix: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: &'t str,
    pub(super) number: f64,
}

/// What the data hold; names where there are any.
pub(super) struct Matrices<'t> {
    pub(super) rows: Vec<Option<String>>,
    pub(super) columns: Vec<Option<String>>,
    pub(super) cells: Vec<Cell<'t>>,
}

/// A word of the data and its line.
type Word<'t> = (usize, &'t str);

pub(super) fn read<'t>(head: &Head<'t>) -> Result<Matrices<'t>, ImportError> {
    let mut reader = Reader {
        head,
        rows: Side::new(&head.row_labels, head.rows),
        columns: Side::new(&head.column_labels, head.columns),
        cells: Vec::new(),
    };
    let is_half = matches!(&*head.format, "lowerhalf" | "lh" | "upperhalf" | "uh");
    if is_half && head.is_two_mode() {
        return Err(form(
            "half a matrix has the same names along both sides: as many rows as columns, and one list of labels"
                .to_owned(),
        ));
    }
    match &*head.format {
        "fullmatrix" | "fm" => reader.matrices(|_, columns| 0..columns)?,
        "lowerhalf" | "lh" => {
            let diagonal = usize::from(!head.without_diagonal);
            reader.matrices(|row, _| 0..row + diagonal)?;
        }
        "upperhalf" | "uh" => {
            let gap = usize::from(head.without_diagonal);
            reader.matrices(|row, columns| row + gap..columns)?;
        }
        "edgelist" | "edgelist1" | "el1" | "edgelist2" | "el2" => reader.pairs()?,
        "nodelist" | "nodelist1" | "nl1" | "nodelist2" | "nl2" => reader.neighbours()?,
        "nodelist1b" | "nodelist2b" => reader.counted()?,
        other => {
            return Err(form(format!(
                "the form `{other}` of DL is not read: fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, \
                 nodelist1, nodelist1b and nodelist2 are"
            )));
        }
    }
    let Reader { rows, columns, cells, .. } = reader;
    let (rows, columns) = match head.is_two_mode() {
        true => (rows.names, columns.names),
        // One sort has one list of names.
        false => (rows.names.clone(), rows.names),
    };
    Ok(Matrices { rows, columns, cells })
}

/// The names along rows or columns as they are met.
struct Side {
    names: Vec<Option<String>>,
    places: HashMap<String, usize>,
    /// The first that has no name yet.
    next: usize,
    announced: usize,
}

impl Side {
    fn new(labels: &[String], count: usize) -> Self {
        let mut names: Vec<Option<String>> = labels.iter().cloned().map(Some).collect();
        names.resize(count.max(labels.len()).min(LARGEST), None);
        let places = labels.iter().enumerate().rev().map(|(i, l)| (l.to_lowercase(), i)).collect();
        Side { names, places, next: labels.len(), announced: count }
    }

    /// Whom a word of the data means: a name, or a number where names do not stand among the data.
    fn place(&mut self, (line, word): Word<'_>, embedded: bool) -> Result<usize, ImportError> {
        let key = word.to_lowercase();
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        if !embedded {
            return match word.parse::<usize>() {
                Ok(number) if (1..=self.names.len()).contains(&number) => Ok(number - 1),
                _ => Err(form(format!(
                    "line {line}: `{word}` is neither a label nor a number up to {}; where names stand among the \
                     data, the head says `LABELS EMBEDDED`",
                    self.names.len()
                ))),
            };
        }
        let next = self.next;
        if next >= self.names.len() {
            if self.announced > 0 || next >= LARGEST {
                return Err(form(format!(
                    "line {line}: `{word}` is the name of one more than the {} that are announced",
                    self.names.len()
                )));
            }
            self.names.push(None);
        }
        if let Some(name) = self.names.get_mut(next) {
            *name = Some(word.to_owned());
        }
        self.places.insert(key, next);
        self.next += 1;
        Ok(next)
    }
}

struct Reader<'h, 't> {
    head: &'h Head<'t>,
    rows: Side,
    columns: Side,
    cells: Vec<Cell<'t>>,
}

impl<'t> Reader<'_, 't> {
    /// Where a name of the other end stands: in one list where there is one sort.
    fn column(&mut self, word: Word<'_>) -> Result<usize, ImportError> {
        match self.head.is_two_mode() {
            true => self.columns.place(word, self.head.columns_embedded),
            false => self.rows.place(word, self.head.rows_embedded || self.head.columns_embedded),
        }
    }

    fn row(&mut self, word: Word<'_>) -> Result<usize, ImportError> {
        let either = !self.head.is_two_mode() && self.head.columns_embedded;
        self.rows.place(word, self.head.rows_embedded || either)
    }

    fn add(
        &mut self,
        matrix: usize,
        (from, to): (usize, usize),
        (line, text): Word<'t>,
    ) -> Result<(), ImportError> {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        let number = number.ok_or_else(|| form(format!("line {line}: `{text}` is no number")))?;
        if number != 0.0 {
            self.cells.push(Cell { line, matrix, from, to, text, number });
        }
        Ok(())
    }

    /// Matrices one behind the other; which columns a row has depends on the form.
    fn matrices(
        &mut self,
        cells: impl Fn(usize, usize) -> std::ops::Range<usize>,
    ) -> Result<(), ImportError> {
        let head = self.head;
        let is_half = !matches!(&*head.format, "fullmatrix" | "fm");
        let mut words = words(head);
        let (rows, columns) = (self.rows.names.len(), self.columns.names.len());
        if rows == 0 || columns == 0 {
            return Err(form("this DL does not say how many there are: `N = 5`".to_owned()));
        }
        let ends = |matrix: usize, row: usize| {
            form(format!(
                "the data end in row {} of matrix {}: {rows} rows of {columns} are announced",
                row + 1,
                matrix + 1
            ))
        };
        for matrix in 0..head.matrices {
            let mut order: Vec<usize> = (0..columns).collect();
            if head.columns_embedded {
                for place in &mut order {
                    let word = words.next().ok_or_else(|| ends(matrix, 0))?;
                    *place = self.column(word)?;
                }
            }
            for row in 0..rows {
                let from = match head.rows_embedded {
                    true => {
                        let word = words.next().ok_or_else(|| ends(matrix, row))?;
                        self.row(word)?
                    }
                    false => row,
                };
                for column in cells(row, columns) {
                    let to = *order.get(column).ok_or_else(|| ends(matrix, row))?;
                    if head.without_diagonal && !is_half && column == row {
                        continue;
                    }
                    let word = words.next().ok_or_else(|| ends(matrix, row))?;
                    self.add(matrix, (from, to), word)?;
                    if is_half && from != to {
                        self.add(matrix, (to, from), word)?;
                    }
                }
            }
        }
        match words.next() {
            Some((line, word)) => Err(form(format!(
                "line {line}: `{word}` is more than the {rows} rows of {columns} that are announced"
            ))),
            None => Ok(()),
        }
    }

    /// A pair a line, with its value or without.
    fn pairs(&mut self) -> Result<(), ImportError> {
        for (matrix, line, words) in lines(self.head) {
            let (from, to, value) = match words[..] {
                [from, to] => (from, to, "1"),
                [from, to, value] => (from, to, value),
                _ => {
                    return Err(form(format!(
                        "line {line}: a pair, and perhaps its value, and not {} words",
                        words.len()
                    )));
                }
            };
            let ends = (self.row((line, from))?, self.column((line, to))?);
            self.add(matrix, ends, (line, value))?;
        }
        Ok(())
    }

    /// A name a line, and those beside it.
    fn neighbours(&mut self) -> Result<(), ImportError> {
        for (matrix, line, words) in lines(self.head) {
            let Some((own, others)) = words.split_first() else { continue };
            let from = self.row((line, own))?;
            for other in others {
                let to = self.column((line, other))?;
                self.add(matrix, (from, to), (line, "1"))?;
            }
        }
        Ok(())
    }

    /// A line for each row, in order: how many, and which.
    fn counted(&mut self) -> Result<(), ImportError> {
        for (row, (matrix, line, words)) in lines(self.head).enumerate() {
            let Some((count, others)) = words.split_first() else { continue };
            if count.parse() != Ok(others.len()) || row >= self.rows.names.len() {
                return Err(form(format!(
                    "line {line}: this is no row of {} that says first how many it has",
                    self.rows.names.len()
                )));
            }
            for other in others {
                let to = self.column((line, other))?;
                self.add(matrix, (row, to), (line, "1"))?;
            }
        }
        Ok(())
    }
}

/// The words of a line: blanks or commas stand between them, names with blanks in quotation marks.
fn cut(mut rest: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let is_between = |c: char| c.is_whitespace() || c == ',';
    loop {
        rest = rest.trim_start_matches(is_between);
        let (word, behind) = match rest.strip_prefix('"').and_then(|inner| inner.split_once('"')) {
            Some(quoted) => quoted,
            None => rest.split_at(rest.find(is_between).unwrap_or(rest.len())),
        };
        if word.is_empty() && behind.is_empty() {
            return all;
        }
        all.push(word);
        rest = behind;
    }
}

fn words<'t>(head: &Head<'t>) -> impl Iterator<Item = Word<'t>> + use<'t> {
    let lines = (head.line..).zip(head.data.lines());
    lines.flat_map(|(line, text)| cut(text).into_iter().map(move |word| (line, word)))
}

/// The lines that have words, and of which matrix; `!` parts matrices.
fn lines<'t>(head: &Head<'t>) -> impl Iterator<Item = (usize, usize, Vec<&'t str>)> + use<'t> {
    let mut matrix = 0;
    let lines = (head.line..).zip(head.data.lines());
    lines.filter_map(move |(line, text)| {
        if text.trim() == "!" {
            matrix += 1;
            return None;
        }
        let words = cut(text);
        (!words.is_empty()).then_some((matrix, line, words))
    })
}
