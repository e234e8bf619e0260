//! Pictures -> a table: who stands how to each side, at one date or at several.
//!
//! Takes pictures of one data set, gives rows of actors and, for each date and each side, what ties the
//! one to the other: of several ties the one that says most. Must not know where the cells stand.

use super::{Figure, Key, Picture, Side, Tie};
use crate::model::Period;

/// A table of who stands how to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// As of the pictures, with all their dates.
    pub title: String,
    /// What rows and columns are.
    pub standfirst: String,
    /// The dates, as they were asked for.
    pub at: String,
    /// The columns of each date.
    pub dates: Vec<(String, Vec<Side>)>,
    /// The rows, those with most to say first.
    pub rows: Vec<Row>,
    /// The sources of the cells.
    pub sources: Vec<Key>,
    /// What is beneath the table.
    pub caption: String,
}

/// An actor, and what ties it to each column of each date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub figure: Figure,
    /// One a column, with the id of the core that it concerns.
    pub cells: Vec<Option<(String, Tie)>>,
}

impl Matrix {
    /// The table of some pictures, which must be of one data set.
    pub fn of(pictures: &[Picture], title: String, most: usize) -> Matrix {
        let mut rows: Vec<Row> = Vec::new();
        let width: usize = pictures.iter().map(|p| p.sides.len()).sum();
        let mut first = 0;
        for picture in pictures {
            for figure in picture.figures.iter().filter(|f| !f.core) {
                if rows.iter().all(|row| row.figure.id != figure.id) {
                    let cells = vec![None; width];
                    rows.push(Row { figure: figure.clone(), cells });
                }
            }
            for row in &mut rows {
                row.cells[first..first + picture.sides.len()]
                    .clone_from_slice(&cells(picture, &row.figure.id));
            }
            first += picture.sides.len();
        }
        rows.retain(|row| row.cells.iter().any(Option::is_some));
        let all = rows.len();
        rows.sort_by_key(|row| {
            std::cmp::Reverse(row.cells.iter().flatten().map(|c| c.1.weight).max())
        });
        rows.truncate(most);
        // Who stands on one side stands together.
        rows.sort_by_key(|row| {
            row.cells.iter().position(|c| c.as_ref().is_some_and(|c| c.1.sign > 0)).unwrap_or(width)
        });
        let mut sources: Vec<Key> = Vec::new();
        for key in pictures.iter().flat_map(|p| &p.sources) {
            if sources.iter().all(|other| other.text != key.text) {
                sources.push(key.clone());
            }
        }
        let at: Vec<&str> = pictures.iter().map(|p| p.at.as_str()).collect();
        Matrix {
            title,
            standfirst: "Rows: who has to do with the parties. Columns: their sides. In each cell the weightiest tie, with the verb of the sources.".to_owned(),
            at: at.join(" "),
            dates: pictures.iter().map(|p| (p.at.clone(), p.sides.clone())).collect(),
            caption: format!("{} of {all} actors with a tie to one of the sides.", rows.len()),
            rows,
            sources,
        }
    }
}

/// What ties somebody to each side of a picture.
fn cells(picture: &Picture, id: &str) -> Vec<Option<(String, Tie)>> {
    let cell = |side: usize| {
        let core = |i: usize| picture.figures[i].core && picture.figures[i].side == Some(side);
        let mine = |i: usize| picture.figures[i].id == id;
        // A row is read from its actor to the side: what a core does to him is not told in it.
        let leads = |tie: &&Tie| {
            mine(tie.from) && core(tie.to) || tie.symmetric && mine(tie.to) && core(tie.from)
        };
        let own = picture.ties.iter().filter(leads);
        let best = own.max_by_key(|tie| tie.weight)?;
        let other = if mine(best.from) { best.to } else { best.from };
        Some((picture.figures[other].id.clone(), best.clone()))
    };
    (0..picture.sides.len()).map(cell).collect()
}

/// The title of a table of several dates.
pub fn title(wished: Option<&str>, dataset: &str, dates: &[Period]) -> String {
    let spoken: Vec<String> =
        dates.iter().map(|date| super::dates::spoken(&date.to_string())).collect();
    match (wished, spoken.split_last()) {
        (Some(title), _) => title.to_owned(),
        (None, Some((last, rest))) => {
            format!("{}, {} and {last}", super::dates::base(dataset), rest.join(", "))
        }
        (None, None) => dataset.to_owned(),
    }
}
