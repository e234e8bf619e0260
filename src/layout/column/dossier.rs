//! One actor in the middle, as high as all the others together: who acts on it at the left, whom it acts
//! on at the right, each beside the line that leads straight across.
//!
//! Takes a picture that is a dossier, gives what stands where. No line can cross another, so all find
//! room; what is too high is for the caller to shorten.

use super::block::{Block, LABEL, broken};
use super::label::Words;
use super::{BEFORE, DIGITS, PlacedColumn, PlacedLine};
use crate::choice::{Line, Picture, Seat, Section};
use crate::layout::font::{Fonts, Weight};
use crate::layout::geometry::{Point, Rect, at};

/// A heading above the others of a section: where its base line begins, and what it says.
pub type Heading = (Point, String);

/// Left and right of it all.
const ASIDE: f64 = 24.0;
/// From line to line of a label.
const LEADING: f64 = 13.5;
/// Between a label and the line beneath it.
const AIR: f64 = 6.0;
/// Between two rows.
const BETWEEN: f64 = 14.0;
/// A heading, with what is above it.
const HEADING: f64 = 30.0;

/// Places a dossier on a sheet of some width.
pub fn place(picture: &Picture, width: f64, fonts: &Fonts) -> (PlacedColumn, Vec<Heading>) {
    let spread = Spread::of(width);
    let mut column = PlacedColumn {
        height: 0.0,
        frames: Vec::new(),
        boxes: picture
            .figures
            .iter()
            .map(|f| (Rect::default(), Block::of(f, spread.side, fonts)))
            .collect(),
        lines: picture.ties.iter().map(|_| None).collect(),
    };
    let mut headings = Vec::new();
    let Some(one) = picture.figures.iter().position(|figure| figure.core) else {
        return (column, headings);
    };
    let name = &picture.figures[one].called;
    let seats = picture.seats();
    let mut lowest: f64 = 0.0;
    for acts in [true, false] {
        let mut y = 0.0;
        for section in Section::ALL {
            let own: Vec<&Seat> =
                seats.iter().filter(|s| s.section == section && s.acts == acts).collect();
            // That nobody is told of stands in the first section, which is what is asked.
            if own.is_empty() && section != Section::Behind {
                continue;
            }
            let x = if acts { ASIDE } else { spread.right };
            let room = spread.side + if acts { spread.line } else { 0.0 } - 4.0;
            let mut base = y + HEADING - 12.0;
            let mut heading = section.heading(acts, name);
            if own.is_empty() {
                heading += match picture.is_whole() {
                    true => ": nobody is told of",
                    false => ": nobody is drawn",
                };
            }
            for line in broken(&heading, room, super::HEADING, Weight::Bold, fonts) {
                headings.push((at(x, base), line));
                base += 15.0;
            }
            y = base + 3.0;
            for seat in own {
                y = row(picture, (one, seat), (&spread, y), &mut column, fonts) + BETWEEN;
            }
        }
        lowest = lowest.max(y);
    }
    let y = lowest;
    let block = Block::of(&picture.figures[one], spread.middle, fonts);
    let (x0, x1) = (spread.inner, spread.inner + spread.middle);
    column.boxes[one] = (Rect { x0, y0: 8.0, x1, y1: y.max(block.height + 8.0) }, block);
    column.height = y.max(column.boxes[one].0.y1) + 4.0;
    (column, headings)
}

/// How the width is shared out.
struct Spread {
    /// The boxes at the sides.
    side: f64,
    /// The lines.
    line: f64,
    /// The box in the middle, and where it begins.
    middle: f64,
    inner: f64,
    /// Where the boxes at the right begin.
    right: f64,
}

impl Spread {
    fn of(width: f64) -> Spread {
        let all = width - 2.0 * ASIDE;
        let (side, middle) = ((all * 0.21).floor(), (all * 0.22).floor());
        let line = (all - 2.0 * side - middle) / 2.0;
        let inner = ASIDE + side + line;
        Spread { side, line, middle, inner, right: inner + middle + line }
    }
}

/// Places a box with its lines, from `top`; gives where it ends.
fn row(
    picture: &Picture,
    (one, seat): (usize, &Seat),
    (spread, top): (&Spread, f64),
    column: &mut PlacedColumn,
    fonts: &Fonts,
) -> f64 {
    let figure = seat.figure;
    let own: Vec<usize> = (0..picture.ties.len())
        .filter(|i| [picture.ties[*i].from, picture.ties[*i].to].contains(&figure))
        .collect();
    let (x0, x1) = match seat.acts {
        true => (ASIDE + spread.side, spread.inner),
        false => (spread.inner + spread.middle, spread.right),
    };
    let mut y = top;
    let mut at_lines = Vec::new();
    for i in &own {
        let tie = &picture.ties[*i];
        let lines =
            broken(&tie.beside().join(" "), x1 - x0 - 10.0 - DIGITS, LABEL, Weight::Regular, fonts);
        y += LEADING * lines.len() as f64 + AIR;
        let words = words(&lines, at(x0 + 5.0, y - AIR - LEADING * lines.len() as f64), fonts);
        column.lines[*i] = Some(PlacedLine { points: points(tie, one, seat, (x0, x1), y), words });
        at_lines.push(y);
        y += AIR + 2.0;
    }
    let block = &column.boxes[figure].1;
    let (first, last) =
        (at_lines.first().copied().unwrap_or(top), at_lines.last().copied().unwrap_or(top));
    let middle = (first + last) / 2.0;
    // As high as its name takes, and as its lines reach.
    let half = (block.height / 2.0).max((last - first) / 2.0 + 10.0);
    let push = (top - (middle - half)).max(0.0);
    let edge = if seat.acts { ASIDE } else { spread.right };
    column.boxes[figure].0 = Rect {
        x0: edge,
        y0: middle - half + push,
        x1: edge + spread.side,
        y1: middle + half + push,
    };
    if push > 0.0 {
        for i in own {
            column.lines[i] = column.lines[i].take().map(|line| lowered(line, push));
        }
    }
    (middle + half + push).max(y + push - AIR)
}

/// From the one who acts to the one acted on.
fn points(tie: &Line, one: usize, seat: &Seat, (x0, x1): (f64, f64), y: f64) -> Vec<Point> {
    let to_right = (tie.from == one) != seat.acts;
    match to_right {
        true => vec![at(x0, y), at(x1, y)],
        false => vec![at(x1, y), at(x0, y)],
    }
}

fn words(lines: &[String], corner: Point, fonts: &Fonts) -> Words {
    let mut number = corner;
    let mut set = Vec::new();
    let mut widest: f64 = 0.0;
    for (i, text) in lines.iter().enumerate() {
        let base = at(corner.x, corner.y + 10.5 + LEADING * i as f64);
        let wide = fonts.width(text, LABEL, Weight::Regular);
        number = at(corner.x + wide + BEFORE, base.y - 3.5);
        widest = widest.max(wide);
        set.push((base, text.clone()));
    }
    let (x1, y1) = (corner.x + widest + DIGITS, corner.y + LEADING * lines.len() as f64);
    Words { lines: set, number, right: false, room: Rect { x0: corner.x, y0: corner.y, x1, y1 } }
}

fn lowered(line: PlacedLine, by: f64) -> PlacedLine {
    let down = |p: Point| at(p.x, p.y + by);
    let room = line.words.room;
    PlacedLine {
        points: line.points.into_iter().map(down).collect(),
        words: Words {
            lines: line.words.lines.into_iter().map(|(p, text)| (down(p), text)).collect(),
            number: down(line.words.number),
            room: Rect { y0: room.y0 + by, y1: room.y1 + by, ..room },
            ..line.words
        },
    }
}
