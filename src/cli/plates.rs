//! Pictures ready to be drawn, for `draw` and `build`: what each is called, what it shows, how.

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
        return Ok(table(graph, &wishes, (&dates, asked.rows())));
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
        return Ok(table(graph, &wishes, (&dates, asked.rows())));
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

/// The table that is asked for; several, each of some of the dates, where the sides of all of them are more
/// columns than have room for words.
fn table(
    graph: &Graph,
    wishes: &Wishes,
    (dates, rows): (&[Period], usize),
) -> Option<Plate<'static>> {
    let pictures = pictures_of(graph, wishes, dates);
    let tables = Matrix::several(&pictures, (rows, matrix::COLUMNS), |own| {
        title(graph, wishes, (dates.get(own.clone()), &pictures[own]))
    });
    plate(tables)
}

/// The table of some wishes at some dates, or of everything if there are none.
pub(super) fn matrix_of(
    graph: &Graph,
    wishes: &Wishes,
    dates: &[Period],
) -> Option<Plate<'static>> {
    table(graph, wishes, (dates, matrix::ROWS))
}

/// The pictures of which a table is made: with everybody, at each date, or of everything if there are none.
fn pictures_of(graph: &Graph, wishes: &Wishes, dates: &[Period]) -> Vec<choice::Picture> {
    let all = Wishes { limit: (usize::MAX, usize::MAX), ..wishes.clone() };
    match dates {
        [] => vec![choice::Picture::of(graph, &Wishes { at: None, ..all })],
        dates => choice::Picture::beside(graph, &all, dates),
    }
}

/// The title of a table of some dates.
fn title(
    graph: &Graph,
    wishes: &Wishes,
    (dates, pictures): (Option<&[Period]>, &[choice::Picture]),
) -> String {
    match (dates, pictures) {
        (Some(dates @ [_, _, ..]), _) => {
            choice::matrix::title(wishes.title.as_deref(), graph.title(), dates)
        }
        (_, pictures) => pictures.first().map_or(String::new(), |picture| picture.title.clone()),
    }
}

fn plate(tables: Vec<Matrix>) -> Option<Plate<'static>> {
    let first = tables.iter().find(|table| !table.rows.is_empty())?;
    Some(Plate {
        title: first.title.clone(),
        fingerprint: matrix::fingerprint(&tables),
        scale: FINE,
        draw: Box::new(move |fonts| {
            let tables = tables.iter().filter(|table| !table.rows.is_empty());
            tables.map(|table| matrix::svg(table, fonts)).collect()
        }),
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
