//! Pictures ready to be drawn, for `draw` and `build`: what each is called, what it shows, how.

use anyhow::bail;

use super::picture::{Form, PictureOptions, Size};
use super::terminal::Terminal;
use crate::choice::matrix::Matrix;
use crate::choice::{self, Crowd, Slices, Wishes};
use crate::graph::Graph;
use crate::layout::font::Fonts;
use crate::model::Period;
use crate::render::column::{self, PageFormat};
use crate::render::{matrix, panels, poster};

/// What draws a picture, page by page.
type Pages<'g> = Box<dyn Fn(&Fonts) -> Vec<String> + 'g>;

/// A picture that is drawn when somebody asks for it.
pub(super) struct Plate<'g> {
    /// Its title.
    pub(super) title: String,
    /// What distinguishes it from pictures of something else.
    pub(super) fingerprint: String,
    /// Points of a PNG per unit.
    pub(super) scale: f32,
    /// Draws it, page by page.
    pub(super) draw: Pages<'g>,
}

/// For a poster: sharp on paper, some 250 dots per inch if the sheet fills a page of A3.
const COARSE: f32 = 1.5;
/// For a column: 270 dots per inch.
const FINE: f32 = 3.0;

/// The picture that is asked for; nothing if there is no line to draw. Says so if it has another form
/// than usual, or cannot do all that was asked for.
pub(super) fn of(
    asked: &PictureOptions,
    graph: &Graph,
    terminal: &Terminal,
) -> anyhow::Result<Option<Plate<'static>>> {
    asked.refuse()?;
    if asked.size() == Size::Poster {
        return Ok(poster(graph, &asked.wishes(graph)?));
    }
    let wishes = asked.wishes(graph)?;
    let dates = asked.dates();
    if asked.view == Some(Form::Matrix) {
        return table(graph, &wishes, (&dates, asked.rows()));
    }
    let page = if asked.size() == Size::Page { PageFormat::A4 } else { PageFormat::COLUMN };
    if let Some(dates) = asked.changes()? {
        return Ok(network(choice::Picture::of_changes(graph, &wishes, dates), page));
    }
    if asked.is_dossier(&wishes) {
        return Ok(network(choice::Picture::dossier(graph, &wishes), page));
    }
    let at = |date| Crowd::of(graph, &Wishes { at: date, ..wishes.clone() });
    let crowd = match &dates[..] {
        [] => at(None),
        dates => dates.iter().find_map(|date| at(Some(*date))),
    };
    if asked.view.is_none()
        && let Some(crowd) = crowd
    {
        terminal.say(&format!(
            "note: {crowd}: drawn as a table, which is easier to read; --view column draws boxes and lines"
        ));
        return table(graph, &wishes, (&dates, asked.rows()));
    }
    if let Some(said) = asked.over_the_limit() {
        terminal.say(&said);
    }
    match dates.len() {
        0 | 1 => {
            let picture = choice::Picture::of(graph, &wishes);
            if let Some(said) = asked.too_many_answers(picture.left_out.len()) {
                terminal.say(&said);
            }
            Ok(network(picture, page))
        }
        _ => Ok(panels_of(graph, &wishes, &dates)),
    }
}

/// The column of some wishes.
pub(super) fn column_of(
    graph: &Graph,
    wishes: &Wishes,
    page: PageFormat,
) -> Option<Plate<'static>> {
    network(choice::Picture::of(graph, wishes), page)
}

/// Boxes and lines; nothing if there is no line.
pub(super) fn network(picture: choice::Picture, page: PageFormat) -> Option<Plate<'static>> {
    if picture.ties.is_empty() {
        return None;
    }
    Some(Plate {
        title: picture.title.clone(),
        fingerprint: column::fingerprint(&picture, page),
        scale: FINE,
        draw: Box::new(move |fonts| column::pages(&picture, page, fonts)),
    })
}

/// Panels of some wishes at some dates.
pub(super) fn panels_of(
    graph: &Graph,
    wishes: &Wishes,
    dates: &[Period],
) -> Option<Plate<'static>> {
    let slices = Slices::of(graph, wishes, dates);
    if slices.whole.ties.is_empty() {
        return None;
    }
    Some(Plate {
        title: slices.title.clone(),
        fingerprint: panels::fingerprint(&slices),
        scale: FINE,
        draw: Box::new(move |fonts| panels::pages(&slices, fonts)),
    })
}

/// The table that is asked for.
///
/// # Errors
/// When it has too many columns for its cells to hold words.
fn table(
    graph: &Graph,
    wishes: &Wishes,
    (dates, rows): (&[Period], usize),
) -> anyhow::Result<Option<Plate<'static>>> {
    let table = matrix_of_dates(graph, wishes, (dates, rows));
    let columns: usize = table.dates.iter().map(|(_, sides)| sides.len()).sum();
    if columns > matrix::COLUMNS && dates.len() > 1 {
        bail!(
            "a table has room for {} columns, and each side at each date is one: here {columns}; take \
             fewer --slices",
            matrix::COLUMNS
        );
    }
    Ok(plate(table))
}

/// The table of some wishes at some dates, or of everything if there are none.
pub(super) fn matrix_of(
    graph: &Graph,
    wishes: &Wishes,
    dates: &[Period],
) -> Option<Plate<'static>> {
    plate(matrix_of_dates(graph, wishes, (dates, matrix::ROWS)))
}

fn matrix_of_dates(graph: &Graph, wishes: &Wishes, (dates, rows): (&[Period], usize)) -> Matrix {
    let all = Wishes { limit: (usize::MAX, usize::MAX), ..wishes.clone() };
    let pictures = match dates {
        [] => vec![choice::Picture::of(graph, &Wishes { at: None, ..all })],
        dates => choice::Picture::beside(graph, &all, dates),
    };
    let mut said = pictures.iter().map(|picture| picture.title.clone());
    let title = match dates {
        [_, _, ..] => choice::matrix::title(wishes.title.as_deref(), graph.title(), dates),
        _ => said.next_back().unwrap_or_default(),
    };
    Matrix::of(&pictures, title, rows)
}

fn plate(table: Matrix) -> Option<Plate<'static>> {
    if table.rows.is_empty() {
        return None;
    }
    Some(Plate {
        title: table.title.clone(),
        fingerprint: matrix::fingerprint(&table),
        scale: FINE,
        draw: Box::new(move |fonts| vec![matrix::svg(&table, fonts)]),
    })
}

/// Everything that the sources say, as large as it takes; nothing if there is no line to draw.
pub(super) fn poster(graph: &Graph, wishes: &Wishes) -> Option<Plate<'static>> {
    let picture = choice::Picture::of(graph, wishes);
    if picture.ties.is_empty() {
        return None;
    }
    Some(Plate {
        title: picture.title.clone(),
        fingerprint: poster::fingerprint(&picture),
        scale: COARSE,
        draw: Box::new(move |fonts| vec![poster::svg(&picture, fonts)]),
    })
}
