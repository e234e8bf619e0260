//! The pictures of the page: the columns of some dates, and the table of them.

use crate::choice::matrix::{self, Matrix};
use crate::choice::{Picture, Wishes};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::layout::font::Fonts;
use crate::model::{Date, Period};
use crate::render;
use crate::render::column::{self, PageFormat};

use super::html;

/// What the pictures show.
#[derive(Debug)]
pub(super) struct Plan {
    columns: Vec<Picture>,
    table: Option<Matrix>,
}

impl Plan {
    /// Of the dates of which the data set wants pictures; else of the years in which its oldest and its
    /// newest source appeared; else of all that is told.
    pub(super) fn of(graph: &Graph, reach: Reach) -> Plan {
        let dates = dates(graph);
        let wishes =
            |at, limit| Wishes { at, limit, reach, beside: dates.clone(), ..Wishes::default() };
        let all: Vec<Option<Period>> = match &dates[..] {
            [] => vec![None],
            dates => dates.iter().copied().map(Some).collect(),
        };
        let of = |limit| -> Vec<Picture> {
            all.iter().map(|at| Picture::of(graph, &wishes(*at, limit))).collect()
        };
        let mut columns = of(crate::choice::COLUMN);
        columns.retain(|picture| !picture.ties.is_empty());
        let title = match &dates[..] {
            [_, _, ..] => matrix::title(None, graph.title(), &dates),
            _ => columns.first().map(|column| column.title.clone()).unwrap_or_default(),
        };
        let whole = wishes(None, (usize::MAX, usize::MAX));
        let all = match &dates[..] {
            [] => vec![Picture::of(graph, &whole)],
            dates => Picture::beside(graph, &whole, dates),
        };
        let table = Matrix::of(&all, title, render::matrix::ROWS);
        Plan { columns, table: Some(table).filter(|table| !table.rows.is_empty()) }
    }

    /// What tells it from another.
    pub(super) fn fingerprint(&self) -> String {
        self.keys().concat()
    }

    /// What tells each picture from another.
    pub(super) fn keys(&self) -> Vec<String> {
        let columns =
            self.columns.iter().map(|picture| column::fingerprint(picture, PageFormat::COLUMN));
        columns.chain(self.table.iter().map(render::matrix::fingerprint)).collect()
    }

    /// Draws all of them, each on a core.
    pub(super) fn draw(&self, fonts: &Fonts) -> Vec<String> {
        let all: Vec<usize> = (0..self.columns.len() + usize::from(self.table.is_some())).collect();
        self.draw_some(&all, fonts)
    }

    /// Draws some of them, by their places.
    pub(super) fn draw_some(&self, wanted: &[usize], fonts: &Fonts) -> Vec<String> {
        use rayon::prelude::*;
        let draw = |i: &usize| match (self.columns.get(*i), &self.table) {
            // A column has one page.
            (Some(picture), _) => column::pages(picture, PageFormat::COLUMN, fonts).concat(),
            (None, Some(table)) => render::matrix::svg(table, fonts),
            (None, None) => String::new(),
        };
        wanted.par_iter().map(draw).collect()
    }

    /// The pictures that were drawn, with what they are of.
    pub(super) fn pictures<'p>(
        &'p self,
        svgs: &'p [String],
    ) -> impl Iterator<Item = html::Picture<'p>> {
        let columns = self.columns.iter().map(|p| ("column", p.at.as_str(), p.title.as_str()));
        let tables = self.table.iter().map(|t| ("matrix", t.at.as_str(), t.title.as_str()));
        let all = columns.chain(tables).zip(svgs);
        all.map(|((view, at, title), svg)| html::Picture { view, at, title, svg })
    }
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
