//! Pictures -> a table: how each actor stands to each side, at one date or at several.
//!
//! Takes pictures of one data set, gives rows of actors and, for each date and each side, the tie between
//! the two; if there are several, the one that says most. Must not know positions of cells.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Camp, Figure, Key, Line, Picture, Tier};
use crate::model::{Family, Modality, Period};

/// A table of who stands how to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// As of the pictures, with all their dates.
    pub title: String,
    /// What the weightiest ties of each date say.
    pub standfirst: String,
    /// The dates, as they were asked for.
    pub at: String,
    /// The columns of each date.
    pub dates: Vec<(String, Vec<Camp>)>,
    /// The rows: who stands on one side stands together.
    pub rows: Vec<MatrixRow>,
    /// The sources of the cells.
    pub sources: Vec<Key>,
    /// Who found no room, the weightiest first.
    pub left_out: Vec<String>,
    /// How many ties it leaves out because no source dates them.
    pub undated: usize,
    /// What it tells beside what sources assert, because it was asked for.
    pub include: Vec<Modality>,
}

/// An actor, and what ties it to each column of each date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// Who.
    pub figure: Figure,
    /// One a column, with the id of the core that it concerns.
    pub cells: Vec<Option<(String, Line)>>,
}

impl MatrixRow {
    /// How much it says.
    fn weight(&self) -> Option<u32> {
        self.cells.iter().flatten().map(|cell| cell.1.weight).max()
    }
}

/// The most names of those who found no room.
const NAMED: usize = 8;

impl Matrix {
    /// The table of some pictures, which must be of one data set.
    pub fn of(pictures: &[Picture], title: String, most: usize) -> Matrix {
        let pictures: Vec<Picture> = pictures.iter().map(ordered).collect();
        let standfirst = standfirst(&pictures);
        let pictures = &with_rows(pictures)[..];
        let width: usize = pictures.iter().map(|p| p.sides.len()).sum();
        let mut rows: Vec<MatrixRow> = Vec::new();
        for figure in pictures.iter().flat_map(|p| &p.figures) {
            if rows.iter().all(|row| row.figure.id != figure.id) {
                // Who has a row at one date has it at all, so that no cell is empty of which there is something to say.
                let cells = pictures.iter().flat_map(|p| cells(p, &figure.id)).collect();
                rows.push(MatrixRow { figure: figure.clone(), cells });
            }
        }
        let is_core = |row: &MatrixRow| {
            let own = |p: &Picture| p.figures.iter().any(|f| f.core && f.id == row.figure.id);
            pictures.iter().any(own)
        };
        rows.retain(|row| row.cells.iter().any(Option::is_some));
        rows.sort_by_key(|row| Reverse(row.weight()));
        let left_out = rows.split_off(most.min(rows.len()));
        // How the parties stand to each other is read first.
        rows.sort_by_key(|row| {
            let on = |c: &Option<(String, Line)>| c.as_ref().is_some_and(|c| c.1.sign > 0);
            (!is_core(row), row.cells.iter().position(on).unwrap_or(width))
        });
        let mut sources: Vec<Key> = Vec::new();
        for key in pictures.iter().flat_map(|p| &p.sources) {
            if !sources.contains(key) {
                sources.push(key.clone());
            }
        }
        let at: Vec<&str> = pictures.iter().map(|p| p.at.as_str()).collect();
        Matrix {
            title,
            standfirst,
            at: at.join(" "),
            dates: pictures.iter().map(|p| (p.at.clone(), p.sides.clone())).collect(),
            rows,
            sources,
            left_out: left_out.into_iter().map(|row| row.figure.name).collect(),
            undated: pictures.iter().map(|p| p.undated).max().unwrap_or(0),
            include: pictures.first().map_or(Vec::new(), |p| p.include.clone()),
        }
    }

    /// As many tables as it takes, each of some of the pictures, so that none has more columns than have room for
    /// words; `title` gives that of the table of some of them.
    pub fn several(
        pictures: &[Picture],
        (rows, columns): (usize, usize),
        title: impl Fn(std::ops::Range<usize>) -> String,
    ) -> Vec<Matrix> {
        let of = |own: std::ops::Range<usize>| Matrix::of(&pictures[own.clone()], title(own), rows);
        let mut tables: Vec<Matrix> = Vec::new();
        let mut first = 0;
        while first < pictures.len() {
            let mut last = first + 1;
            let mut table = of(first..last);
            while last < pictures.len() {
                let more = of(first..last + 1);
                if more.dates.iter().map(|(_, sides)| sides.len()).sum::<usize>() > columns {
                    break;
                }
                (last, table) = (last + 1, more);
            }
            first = last;
            tables.push(table);
        }
        tables
    }

    /// The table without its lightest row.
    #[must_use]
    pub fn shorter(&self) -> Matrix {
        let mut left = self.clone();
        let lightest = (0..left.rows.len()).min_by_key(|i| (left.rows[*i].weight(), Reverse(*i)));
        if let Some(lightest) = lightest {
            left.left_out.insert(0, left.rows.remove(lightest).figure.name);
        }
        left
    }

    /// What is beneath the table: what it shows, and who found no room in it.
    pub fn told(&self) -> String {
        let all = self.rows.len() + self.left_out.len();
        let mut told = format!(
            "In each cell the weightiest tie of who stands in the row to the side of the column. {} of {all} \
             actors with such a tie.",
            self.rows.len()
        );
        if !self.left_out.is_empty() {
            let named = self.left_out.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = match self.left_out.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            told += &format!(" No room for: {named}{more}.");
        }
        if let Some(undated) = super::untold::without_date(self.undated) {
            told += &format!(" {undated}");
        }
        told
    }
}

/// Pictures with a side for whom somebody backs or fights who is no party: any other party is a row among
/// rows, unless there would be no side at all.
fn with_rows(mut pictures: Vec<Picture>) -> Vec<Picture> {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for picture in &pictures {
        for figure in picture.figures.iter().filter(|f| !f.core) {
            for (side, cell) in picture.sides.iter().zip(cells(picture, &figure.id)) {
                let signed = |tie: &Line| matches!(tie.family, Family::Support | Family::Hostility);
                if cell.is_some_and(|(_, tie)| signed(&tie)) {
                    asked.insert(side.name.clone());
                }
            }
        }
    }
    if asked.is_empty() {
        return pictures;
    }
    for picture in &mut pictures {
        let kept: Vec<usize> =
            (0..picture.sides.len()).filter(|i| asked.contains(&picture.sides[*i].name)).collect();
        for figure in &mut picture.figures {
            figure.side = figure.side.and_then(|side| kept.binary_search(&side).ok());
            figure.core &= figure.side.is_some();
        }
        picture.sides = kept.into_iter().map(|side| picture.sides[side].clone()).collect();
    }
    pictures
}

/// What each picture says of the parties; with its date where there are several.
fn standfirst(pictures: &[Picture]) -> String {
    let pictures: Vec<Picture> = pictures.iter().cloned().map(Picture::around_parties).collect();
    let told = |picture: &Picture| match pictures.len() {
        1 => picture.standfirst.clone(),
        _ => format!("{}: {}", super::dates::spoken(&picture.at), picture.standfirst),
    };
    let told = pictures.iter().filter(|picture| !picture.standfirst.is_empty()).map(told);
    told.collect::<Vec<_>>().join(" ")
}

/// A picture whose sides stand in the order of their columns, which is the same at every date.
fn ordered(picture: &Picture) -> Picture {
    let mut picture = picture.clone();
    let mut order: Vec<usize> = (0..picture.sides.len()).collect();
    order.sort_by_key(|side| picture.sides[*side].column);
    picture.sides = order.iter().map(|side| picture.sides[*side].clone()).collect();
    for figure in &mut picture.figures {
        figure.side = figure.side.and_then(|side| order.iter().position(|old| *old == side));
    }
    picture
}

/// What ties somebody to each side of a picture: to its cores, else to whom they command or lean on, for who
/// deals with those deals with the side.
fn cells(picture: &Picture, id: &str) -> Vec<Option<(String, Line)>> {
    let cell = |side: usize| {
        let on_side = |i: usize| picture.figures[i].side == Some(side);
        let core = |i: usize| picture.figures[i].core && on_side(i);
        let base = |i: usize| picture.figures[i].tier == Tier::Base && on_side(i);
        let mine = |i: usize| picture.figures[i].id == id;
        // A row is read from its actor to the side; what a core does to that actor is not in it. To command
        // somebody or to be a part of him is no way of dealing with him.
        let best = |those: &dyn Fn(usize) -> bool| {
            let leads = |tie: &&Line| {
                mine(tie.from) && those(tie.to) || tie.symmetric && mine(tie.to) && those(tie.from)
            };
            let ties = picture.ties.iter().filter(|tie| tie.family != Family::Structure);
            ties.filter(leads).max_by_key(|tie| tie.weight)
        };
        if (0..picture.figures.len()).any(|i| mine(i) && core(i)) {
            return None;
        }
        let own = (0..picture.figures.len()).any(|i| mine(i) && on_side(i));
        let best = best(&core).or_else(|| if own { None } else { best(&base) })?;
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
            let base = super::script::isolated(super::dates::base(dataset));
            format!("{base}, {} and {last}", rest.join(", "))
        }
        (None, None) => dataset.to_owned(),
    }
}
