//! Pictures ready to be drawn, for `draw` and `build`: what each is called, what it shows, how.

use super::picture::{Picture, Size};
use crate::choice::matrix::Matrix;
use crate::choice::{self, Wishes};
use crate::graph::Graph;
use crate::layout::font::Fonts;
use crate::model::Period;
use crate::render::column::{self, Page};
use crate::render::{matrix, poster};

/// A picture that is drawn when somebody asks for it.
pub(super) struct Plate<'g> {
    /// Its title.
    pub(super) title: String,
    /// What tells it from pictures of something else.
    pub(super) fingerprint: String,
    /// Points of a PNG per unit.
    pub(super) scale: f32,
    /// Draws it.
    pub(super) draw: Box<dyn Fn(&Fonts) -> String + 'g>,
}

/// Of a poster: sharp on paper, some 250 dots an inch where the sheet fills a page of A3.
const COARSE: f32 = 1.5;
/// Of a column: 270 dots an inch.
const FINE: f32 = 3.0;

/// A column or a page; nothing where no line is to be drawn.
pub(super) fn column(asked: &Picture, graph: &Graph) -> anyhow::Result<Option<Plate<'static>>> {
    let page = if asked.size() == Size::Page { Page::A4 } else { Page::COLUMN };
    Ok(column_of(graph, &asked.wishes(graph)?, page))
}

/// The column of some wishes.
pub(super) fn column_of(graph: &Graph, wishes: &Wishes, page: Page) -> Option<Plate<'static>> {
    let picture = choice::Picture::of(graph, wishes);
    if picture.ties.is_empty() {
        return None;
    }
    Some(Plate {
        title: picture.title.clone(),
        fingerprint: column::fingerprint(&picture, page),
        scale: FINE,
        draw: Box::new(move |fonts| column::svg(&picture, page, fonts)),
    })
}

/// A table, of the dates asked for.
pub(super) fn matrix(asked: &Picture, graph: &Graph) -> anyhow::Result<Option<Plate<'static>>> {
    let wishes = asked.wishes(graph)?;
    let dates =
        if asked.slices.is_empty() { Vec::from_iter(wishes.at) } else { asked.slices.clone() };
    Ok(matrix_of(graph, &wishes, &dates))
}

/// The table of some wishes at some dates, or of all that is told where there are none.
pub(super) fn matrix_of(
    graph: &Graph,
    wishes: &Wishes,
    dates: &[Period],
) -> Option<Plate<'static>> {
    let at = |at: Option<Period>| {
        let beside = dates.to_vec();
        let limit = (usize::MAX, usize::MAX);
        choice::Picture::of(graph, &Wishes { at, beside, limit, ..wishes.clone() })
    };
    let pictures: Vec<choice::Picture> = match dates {
        [] => vec![at(None)],
        dates => dates.iter().map(|date| at(Some(*date))).collect(),
    };
    let mut said = pictures.iter().map(|picture| picture.title.clone());
    let title = match dates {
        [_, _, ..] => choice::matrix::title(wishes.title.as_deref(), graph.title(), dates),
        _ => said.next_back().unwrap_or_default(),
    };
    let table = Matrix::of(&pictures, title, matrix::ROWS);
    if table.rows.is_empty() {
        return None;
    }
    Some(Plate {
        title: table.title.clone(),
        fingerprint: matrix::fingerprint(&table),
        scale: FINE,
        draw: Box::new(move |fonts| matrix::svg(&table, fonts)),
    })
}

/// All that is told, as large as it takes; nothing where no line is to be drawn.
pub(super) fn poster(graph: &Graph, wishes: &Wishes) -> Option<Plate<'static>> {
    let picture = choice::Picture::of(graph, wishes);
    if picture.ties.is_empty() {
        return None;
    }
    Some(Plate {
        title: picture.title.clone(),
        fingerprint: poster::fingerprint(&picture),
        scale: COARSE,
        draw: Box::new(move |fonts| poster::svg(&picture, fonts)),
    })
}
