//! Picture -> a column of print: where every box, line and word of it stands.
//!
//! Takes what is to be shown and how much height there is; gives boxes in columns by side (backers
//! above, cores in the middle, what they lean on below, dealers beneath), orthogonal lines in lanes
//! of their own, and words beside them. Several arrangements are tried, each line is led by the
//! shortest way with the fewest bends, and the arrangement in which most finds its place is taken.
//! A line that would have to cross another or hide a word is given back as not placed, rather than
//! drawn badly. Only sums and products, and whole numbers where ways are searched: the same picture
//! has the same bytes on every machine. Must not know colours or files.

mod arrange;
mod block;
pub mod dossier;
mod ground;
mod label;
mod route;

use arrange::Arrangement;

use super::font::Fonts;
use super::geometry::{Point, Rect};
use super::order::in_rows;
use crate::choice::Picture;

pub use block::{Block, LABEL, NUMBER};
pub use ground::HEADING;
pub use label::{BEFORE, DIGITS, PAIR, Words};

/// A picture in its place; everything in the order of the picture's lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// How high it is.
    pub height: f64,
    /// The frames of the sides, each with as much of its name as it has room for.
    pub frames: Vec<(Rect, String)>,
    /// The boxes, each with its text as it is broken.
    pub boxes: Vec<(Rect, Block)>,
    /// The lines with their words; nothing for one that found no place.
    pub lines: Vec<Option<Line>>,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// From border to border, by way of its bends.
    pub points: Vec<Point>,
    /// The words beside it.
    pub words: Words,
}

impl Column {
    /// The lines that found no place.
    pub fn missing(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|i| self.lines[*i].is_none()).collect()
    }

    /// The lines in the order in which somebody reads the numbers beside them: by rows, from left to
    /// right.
    pub fn reading_order(&self) -> Vec<usize> {
        let place = |i: &usize| self.lines[*i].as_ref().map(|line| line.words.number);
        let seats: Vec<(usize, Point)> =
            (0..self.lines.len()).filter_map(|i| Some((i, place(&i)?))).collect();
        in_rows(seats)
    }
}

/// How many arrangements are led through.
const TRIES: usize = 8;
/// How often somebody else stands somewhere else, while a line has no place.
const MOVES: usize = 12;

/// Places a picture on a sheet of that width (whole cells of eight units), as far as it may be high.
pub fn place(picture: &Picture, sheet: Point, fonts: &Fonts) -> Column {
    let led = |arrangement: Arrangement, most: u64| {
        let ground = ground::lay(picture, &arrangement, sheet, fonts);
        let high = ground.excess(sheet.y);
        let routed = route::lead(picture, &ground, most.saturating_sub(high), fonts);
        let cost = routed.cost + high;
        (cost, arrangement, ground.column(routed.lines))
    };
    let mut best: Option<(u64, Arrangement, Column)> = None;
    for arrangement in arrange::candidates(picture, TRIES) {
        let tried = led(arrangement, best.as_ref().map_or(u64::MAX, |best| best.0));
        if best.as_ref().is_none_or(|best| tried.0 < best.0) {
            best = Some(tried);
        }
    }
    let Some(mut best) = best else { return ground::empty(picture) };
    // Where a line found no place, one of its ends tries another.
    for number in 0..MOVES {
        let missing = best.2.missing();
        let Some(line) = missing.get(number % missing.len().max(1)) else { break };
        let tie = &picture.ties[*line];
        let who = if number % 2 == 0 { tie.from } else { tie.to };
        let moved = led(arrange::moved(&best.1, who, number / 2), best.0);
        if moved.0 < best.0 {
            best = moved;
        }
    }
    best.2
}

#[cfg(test)]
mod tests;
