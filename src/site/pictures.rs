//! The pictures of the page: a column for each of some dates, these dates beside each other, what changed between the
//! first and the last of them, and a table of them.

use rayon::prelude::*;

use crate::choice::matrix::{self, Matrix};
use crate::choice::{Picture, Slices, Wishes};
use crate::graph::Graph;
use crate::graph::time::{At, Reach};
use crate::layout::font::Fonts;
use crate::model::{Date, Period};
use crate::render;
use crate::render::column::{self, PageFormat};
use crate::render::panels;

use super::html;

/// What the pictures show.
#[derive(Debug)]
pub(crate) struct Plan(Vec<Sheet>);

/// One of them.
#[derive(Debug)]
enum Sheet {
    Column(Picture),
    Panels(Slices),
    Changes(Picture),
    Table(Matrix),
}

impl Sheet {
    /// What the page calls pictures of its sort.
    fn view(&self) -> &'static str {
        match self {
            Sheet::Column(_) => "column",
            Sheet::Panels(_) => "panels",
            Sheet::Changes(_) => "changes",
            Sheet::Table(_) => "matrix",
        }
    }

    /// Of when it is, and its title.
    fn heads(&self) -> (String, &str) {
        match self {
            Sheet::Column(picture) | Sheet::Changes(picture) => {
                (picture.at.clone(), &picture.title)
            }
            Sheet::Panels(slices) => {
                let all: Vec<&str> =
                    slices.panels.iter().map(|panel| panel.picture.at.as_str()).collect();
                (all.join(" "), &slices.title)
            }
            Sheet::Table(table) => (table.at.clone(), &table.title),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Sheet::Column(picture) | Sheet::Changes(picture) => picture.ties.is_empty(),
            Sheet::Panels(slices) => slices.whole.ties.is_empty(),
            Sheet::Table(table) => table.rows.is_empty(),
        }
    }

    fn fingerprint(&self) -> String {
        match self {
            Sheet::Column(picture) | Sheet::Changes(picture) => {
                column::fingerprint(picture, PageFormat::COLUMN)
            }
            Sheet::Panels(slices) => panels::fingerprint(slices),
            Sheet::Table(table) => render::matrix::fingerprint(std::slice::from_ref(table)),
        }
    }

    /// Its sheets, one behind the other.
    fn draw(&self, fonts: &Fonts) -> String {
        match self {
            Sheet::Column(picture) | Sheet::Changes(picture) => {
                column::pages(picture, PageFormat::COLUMN, fonts).concat()
            }
            Sheet::Panels(slices) => panels::pages(slices, fonts).concat(),
            Sheet::Table(table) => render::matrix::svg(table, fonts),
        }
    }
}

impl Plan {
    /// Of the dates of which the data set wants pictures; else of the years in which its oldest and its
    /// newest source appeared; else of all that is told.
    pub(super) fn of(graph: &Graph, reach: Reach) -> Plan {
        let dates = dates(graph);
        let wishes = |limit| Wishes { limit, reach, beside: dates.clone(), ..Wishes::default() };
        let usual = wishes(crate::choice::COLUMN);
        let columns = match &dates[..] {
            [] => vec![Picture::of(graph, &usual)],
            dates => Picture::each(graph, &usual, dates),
        };
        let mut sheets: Vec<Sheet> = columns.into_iter().map(Sheet::Column).collect();
        let usual = Wishes { beside: Vec::new(), ..usual };
        if let Some((first, last)) = ends(&dates) {
            sheets.push(Sheet::Panels(Slices::of(graph, &usual, &dates)));
            sheets.push(Sheet::Changes(Picture::of_changes(graph, &usual, (first, last))));
        }
        let whole = wishes((usize::MAX, usize::MAX));
        let all = match &dates[..] {
            [] => vec![Picture::of(graph, &whole)],
            dates => Picture::beside(graph, &whole, dates),
        };
        let most = (render::matrix::ROWS, render::matrix::COLUMNS);
        let tables = Matrix::several(&all, most, |own| match dates.get(own.clone()) {
            Some(own @ [_, _, ..]) => matrix::title(None, graph.title(), own),
            _ => all.get(own.start).map_or_else(String::new, |picture| picture.title.clone()),
        });
        sheets.extend(tables.into_iter().map(Sheet::Table));
        sheets.retain(|sheet| !sheet.is_empty());
        Plan(sheets)
    }

    /// What tells it from another.
    pub(super) fn fingerprint(&self) -> String {
        self.keys().concat()
    }

    /// What tells each picture from another.
    pub(crate) fn keys(&self) -> Vec<String> {
        // Panels and a column may show the same.
        self.0.iter().map(|sheet| format!("{} {}", sheet.view(), sheet.fingerprint())).collect()
    }

    /// Draws all of them, each on a core.
    pub(super) fn draw(&self, fonts: &Fonts) -> Vec<String> {
        self.0.par_iter().map(|sheet| sheet.draw(fonts)).collect()
    }

    /// Draws some of them, by their places.
    #[cfg(feature = "serve")]
    pub(crate) fn draw_some(&self, wanted: &[usize], fonts: &Fonts) -> Vec<String> {
        wanted.par_iter().map(|i| self.0[*i].draw(fonts)).collect()
    }

    /// The pictures that were drawn, with what they are of.
    pub(super) fn pictures(&self, svgs: &[String]) -> impl Iterator<Item = html::Picture> {
        self.0.iter().zip(svgs).map(|(sheet, svg)| {
            let (at, title) = sheet.heads();
            let (view, title, svg) = (sheet.view(), title.to_owned(), svg.clone());
            html::Picture { view, at, title, svg }
        })
    }
}

/// The first and the last of some dates, if there are two.
fn ends(dates: &[Period]) -> Option<(Period, Period)> {
    let key = |date: &&Period| {
        let at = At::from(**date);
        (at.first, at.last)
    };
    let (first, last) = (dates.iter().min_by_key(key)?, dates.iter().max_by_key(key)?);
    (first != last).then_some((*first, *last))
}

fn dates(graph: &Graph) -> Vec<Period> {
    if !graph.slices().is_empty() {
        return graph.slices().to_vec();
    }
    let year = |date: Date| date.year().to_string().parse::<Period>().ok();
    let published = graph.sources().iter().filter_map(|source| source.published?.hull().1);
    let mut years: Vec<i16> = published.map(Date::year).collect();
    years.sort_unstable();
    let ends = [years.first().copied(), years.last().copied()].into_iter().flatten();
    let mut dates: Vec<Period> =
        ends.filter_map(|y| Date::new(y, 1, 1).ok().and_then(year)).collect();
    dates.dedup();
    dates
}
