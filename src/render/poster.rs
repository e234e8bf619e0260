//! Picture -> a poster: every actor and every tie, as large as it takes, with all notes.
//!
//! Takes what is shown, gives an SVG with the same marks, lines and notes as a column, on a sheet
//! with the proportions of A-series paper. Nothing is given up: if words find no room, the layout makes room.
//! Numbers follow the order of reading. Must not know the graph.

mod scene;

use super::canvas::{self, Canvas, Document, rect};
use super::head::Head;
use super::notes::{Length, Notes, Sheet};
use super::text::{Lettering, number};
use super::{legend, marks, stroke};
use crate::choice::Picture;
use crate::layout::column::{LABEL, NUMBER};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{self, HEAD, LabelSpot, PAD, Placed, Point, Rect, at, in_rows};
use crate::look::Colour;
use scene::{NUMBER_GAP, Poster};

const MARGIN: f64 = 30.0;
/// No sheet is narrower: the heading and the notes need room.
const NARROWEST: f64 = 700.0;
/// How wide a column of notes should be at least.
const COLUMN: f64 = 330.0;
/// The size of sides' names.
const HEADING: f64 = 15.0;
/// How high a sheet is over its width, upright; lying it is the other way round.
const UPRIGHT: f64 = std::f64::consts::SQRT_2;

/// Draws a picture.
pub fn svg(picture: &Picture, fonts: &Fonts) -> String {
    let poster = Poster::of(picture, fonts);
    let placed = layout::place(&poster.scene);
    let order = reading_order(&poster, &placed);
    let sheet = compose(picture, &placed, &order, fonts);
    write(picture, &poster, &placed, &order, sheet, fonts)
}

/// What tells pictures apart that show something else: 32 hex digits.
pub fn fingerprint(picture: &Picture) -> String {
    canvas::fingerprint(&("poster", picture))
}

/// The ties in the order in which somebody reads the numbers beside them.
fn reading_order(poster: &Poster, placed: &Placed) -> Vec<usize> {
    let seat = |i: usize| match placed.spots[i] {
        Some(spot) => poster.number(i, spot),
        None => placed.lines[i].start,
    };
    in_rows((0..placed.lines.len()).map(|i| (i, seat(i))).collect())
}

/// A sheet around its picture.
struct Composed {
    size: Point,
    /// Where the picture begins.
    origin: Point,
    head: Head,
    notes: Notes,
}

/// Finds the sheet of paper that holds it all with the least left empty.
fn compose(picture: &Picture, placed: &Placed, order: &[usize], fonts: &Fonts) -> Composed {
    let least = placed.size.x.max(NARROWEST);
    let wider = (0..24).map(|step| least * (1.0 + 0.05 * f64::from(step)));
    let sheets = wider.map(|inner| {
        let larger = (inner / 1100.0).clamp(1.0, 2.2);
        let head = Head::of(picture, (MARGIN, inner), larger, fonts);
        let columns = ((inner / COLUMN).floor() as usize).max(1);
        let sheet = Sheet { margin: MARGIN, inner, columns };
        let notes = Notes::set(picture, order, sheet, Length::Long, fonts);
        let high = head.bottom + placed.size.y + 16.0 + notes.height;
        let wide = inner + 2.0 * MARGIN;
        // Upright or lying, whichever is not too low for it.
        let paper = [wide / UPRIGHT, wide * UPRIGHT].into_iter().find(|paper| *paper >= high);
        let slack = paper.unwrap_or(high) - high;
        let origin = at(
            MARGIN + ((inner - placed.size.x) / 2.0).round(),
            head.bottom + (slack / 2.0).floor(),
        );
        let size = at(wide.ceil(), paper.unwrap_or(high).ceil());
        (paper.is_none(), size.x * size.y, Composed { size, origin, head, notes })
    });
    let best = sheets.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    best.expect("there is a sheet").2
}

fn write(
    picture: &Picture,
    poster: &Poster,
    placed: &Placed,
    order: &[usize],
    sheet: Composed,
    fonts: &Fonts,
) -> String {
    let mut out = Canvas::new(fonts);
    for text in &sheet.head.texts {
        out.text(text, "");
    }
    legend::draw(&mut out, &sheet.head.legend);
    let (x, y) = (number(sheet.origin.x), number(sheet.origin.y));
    out.push(&format!("<g class=\"picture\" transform=\"translate({x} {y})\">"));
    for (side, frame) in picture.sides.iter().zip(&placed.frames) {
        marks::side(&mut out, side, *frame);
        out.push("</g>");
    }
    let mut numbers = vec![0; picture.ties.len()];
    for (n, i) in order.iter().enumerate() {
        numbers[*i] = n + 1;
    }
    for i in layout::uncovered(placed) {
        tie(&mut out, (picture, poster, placed), i, numbers[i]);
    }
    // Above the lines, and in the order in which somebody reads who hears it: each side with its name.
    for (i, (side, frame)) in picture.sides.iter().zip(&placed.frames).enumerate() {
        let (x, y) = (frame.x0 + PAD, frame.y0 + HEAD - 5.0);
        let heading = Lettering::left(x, y, HEADING, Weight::Bold, &side.name);
        ground(&mut out, picture, placed, heading.room(fonts));
        out.text(&heading.coloured(marks::heading(side)), "heading");
        figures(&mut out, (picture, poster, placed), Some(i));
    }
    figures(&mut out, (picture, poster, placed), None);
    out.push("</g>");
    sheet.notes.draw(&mut out, sheet.size.y - sheet.notes.height);
    out.document(&Document {
        view: "poster",
        at: &picture.at,
        title: &picture.title,
        about: &picture.standfirst,
        fingerprint: &fingerprint(picture),
        include: &picture.include,
        size: sheet.size,
    })
}

/// What is drawn: all that it shows, its texts as they are broken, and where they stand.
type Drawn<'d> = (&'d Picture, &'d Poster, &'d Placed);

/// The actors of a side, or those of none.
fn figures(out: &mut Canvas<'_>, (picture, poster, placed): Drawn<'_>, side: Option<usize>) {
    for (i, figure) in picture.figures.iter().enumerate().filter(|(_, f)| f.side == side) {
        marks::figure(out, picture, figure, (placed.items[i], &poster.blocks[i]));
    }
}

fn tie(out: &mut Canvas<'_>, (picture, poster, placed): Drawn<'_>, i: usize, n: usize) {
    let tie = &picture.ties[i];
    let style = tie.style();
    marks::tie(out, picture, tie, n);
    stroke::draw(out, &style, &placed.lines[i]);
    if let Some(spot) = placed.spots[i] {
        let ink = style.ink();
        for (at, line) in poster.lines(i, spot) {
            let text = Lettering::left(at.x, at.y, LABEL, Weight::Regular, line);
            ground(out, picture, placed, text.room(out.fonts()));
            out.text(&text.coloured(ink), "label");
        }
        let at = poster.number(i, spot);
        let number = Lettering::left(at.x + NUMBER_GAP, at.y, NUMBER, Weight::Bold, &n.to_string());
        ground(out, picture, placed, number.room(out.fonts()));
        out.text(&number.coloured(ink), "number");
    }
    out.push("</g>");
}

/// Adds the ground on which a text stands above lines: that of the sides, as far as it is on theirs.
fn ground(out: &mut Canvas<'_>, picture: &Picture, placed: &Placed, room: Rect) {
    if !placed.frames.iter().any(|frame| frame.hull(room) == *frame) {
        out.push(&rect(room, 2.0, &format!("fill=\"{}\"", Colour::PAPER)));
    }
    for (side, frame) in picture.sides.iter().zip(&placed.frames) {
        let (x0, x1) = (room.x0.max(frame.x0), room.x1.min(frame.x1));
        let (y0, y1) = (room.y0.max(frame.y0), room.y1.min(frame.y1));
        if x0 < x1 && y0 < y1 {
            let fill = Colour::of_side(side.column).ground(side.column);
            out.push(&rect(Rect { x0, y0, x1, y1 }, 0.0, &format!("fill=\"{fill}\"")));
        }
    }
}
