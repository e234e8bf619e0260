//! Picture -> a column of print: the position of every box, line and word.
//!
//! Takes what is to be shown and how much height there is; gives boxes in columns by side (backers
//! above, cores in the middle, what they lean on below, dealers beneath), orthogonal lines in lanes
//! of their own, and words beside them. Several arrangements are tried, each line is led by the
//! shortest way with the fewest bends, and the arrangement in which most lines find a place is taken.
//! A line that would have to cross another or hide a word is returned as not placed, rather than
//! drawn badly. Only sums and products are used, and whole numbers in the search for ways: the same picture
//! has the same bytes on every machine. Must not know colours or files.

mod afar;
mod arrange;
mod block;
pub mod dossier;
mod grid;
mod ground;
mod label;
mod route;
mod row;
mod sheet;
mod way;
mod zone;

use grid::Grid;
use zone::Arrangement;

use super::font::Fonts;
use super::geometry::{Point, Rect};
use super::order::{Number, as_read, as_read_together};
use crate::choice::Picture;

pub use block::{Block, LABEL, NUMBER};
pub use ground::HEADING;
pub use label::{BEFORE, DIGITS, PAIR, Words};

/// A picture in its place; everything in the order of the picture's lists.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedColumn {
    /// How high it is.
    pub height: f64,
    /// The frames of the sides, each with as much of its name as it has room for.
    pub frames: Vec<(Rect, String)>,
    /// The boxes, each with its text as it is broken.
    pub boxes: Vec<(Rect, Block)>,
    /// The lines with their words; nothing for one that found no place.
    pub lines: Vec<Option<PlacedLine>>,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLine {
    /// From border to border, by way of its bends.
    pub points: Vec<Point>,
    /// The words beside it.
    pub words: Words,
}

impl PlacedColumn {
    /// The lines that found no place.
    pub fn missing(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|i| self.lines[*i].is_none()).collect()
    }

    /// The lines in the order in which somebody reads the numbers beside them: by rows, from left to
    /// right.
    pub fn reading_order(&self) -> Vec<usize> {
        as_read(&numbers(&self.lines))
    }
}

fn numbers(lines: &[Option<PlacedLine>]) -> Vec<Number> {
    let words = |line: &Option<PlacedLine>| line.as_ref().map(|l| (l.words.number, l.words.room));
    let placed = |(i, line)| words(line).map(|(number, room)| (i, number, room));
    lines.iter().enumerate().filter_map(placed).collect()
}

/// The reading order of the lines of each of several pictures that stand on one sheet.
pub fn reading_orders<'l>(
    pictures: impl Iterator<Item = &'l [Option<PlacedLine>]>,
) -> Vec<Vec<usize>> {
    as_read_together(&pictures.map(numbers).collect::<Vec<_>>())
}

/// How many arrangements are led through.
const TRIES: usize = 8;
/// How many of them are mended, the best first.
const MENDED: usize = 2;
/// How often somebody else stands somewhere else, while a line has no place.
const MOVES: usize = 12;

/// How high a picture may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Height {
    /// As long as this leaves room for what stands beneath it.
    pub wished: f64,
    /// What no picture should pass.
    pub most: f64,
    /// By how much rows may stand further apart than they need, as long as all is no higher than the second.
    pub airy: (f64, f64),
    /// Whether there may be a lane beneath everything, for an answer that finds no way between.
    pub deep: bool,
}

/// Places a picture on a sheet of that width (whole cells of eight units), as far as it may be high.
pub fn place(picture: &Picture, width: f64, height: Height, fonts: &Fonts) -> PlacedColumn {
    let settings: Vec<Vec<label::Setting>> =
        picture.ties.iter().map(|tie| label::settings(&tie.beside(), fonts)).collect();
    let mut router = route::Router::of(picture, &settings);
    let lay = |arrangement: &Arrangement| ground::lay(picture, arrangement, (width, height), fonts);
    let mut tried: Vec<(u64, Arrangement)> = Vec::new();
    // Whoever has a seat stands in it: so different rows can look the same.
    let mut seen: Vec<Vec<Rect>> = Vec::new();
    for arrangement in arrange::candidates(picture, TRIES) {
        let ground = lay(&arrangement);
        if !is_new(&mut seen, &ground) {
            continue;
        }
        // As many are led to their end as will be mended.
        let mut costs: Vec<u64> = tried.iter().map(|tried| tried.0).collect();
        costs.sort_unstable();
        let least = costs.get(MENDED - 1).copied().unwrap_or(u64::MAX);
        let high = ground.excess(height);
        let grid = Grid::of(picture, &ground);
        let cost = high + router.lead(&grid, least.saturating_sub(high)).cost;
        tried.push((cost, arrangement));
    }
    tried.sort_by_key(|tried| tried.0);
    let mut best: Option<Best> = None;
    let mut mended: Vec<Vec<Rect>> = Vec::new();
    let mut mend = |arrangement: Arrangement, best: &mut Option<Best>| {
        let ground = lay(&arrangement);
        let (high, least) = (ground.excess(height), best.as_ref().map_or(u64::MAX, |b| b.cost));
        if high >= least || !is_new(&mut mended, &ground) {
            return;
        }
        let grid = Grid::of(picture, &ground);
        let mut routed = router.lead(&grid, least.saturating_sub(high).saturating_add(SLACK));
        if high + routed.cost >= least.saturating_add(SLACK) {
            return;
        }
        if routed.lost() > 0 {
            router.mend(&mut routed);
        }
        if high + routed.cost < least.saturating_add(NEAR) {
            router.shorten(&mut routed);
        }
        let cost = high + routed.cost;
        if cost < least {
            let (longest, strays) = (routed.longest(), routed.strays());
            let lines = routed.into_lines();
            *best = Some(Best { cost, arrangement, longest, strays, column: ground.column(lines) });
        }
    };
    for (_, arrangement) in tried.into_iter().take(MENDED) {
        mend(arrangement, &mut best);
    }
    // Where a line found no place, or goes a long way, one of its ends tries another.
    for number in 0..MOVES {
        let Some(now) = &best else { break };
        let missing = now.column.missing();
        let wanting = missing.get(number % missing.len().max(1)).copied().or(now.longest);
        let Some(line) = wanting else { break };
        let tie = &picture.ties[line];
        let who = if number % 2 == 0 { tie.from } else { tie.to };
        let moved = arrange::moved(picture, &now.arrangement, who, number / 2);
        mend(moved, &mut best);
    }
    let unanswered = |now: &&Best| now.column.missing().iter().any(|i| picture.ties[*i].answers);
    if let Some(now) = best.as_ref().filter(|now| height.deep && unanswered(now)) {
        mend(Arrangement { deep: true, ..now.arrangement.clone() }, &mut best);
    }
    // A lane beneath the headings, for lines that leave their frame or find no way; or rows that stand further
    // apart, with room for words between them; or both, where neither is enough.
    for (lofty, roomy) in [(true, false), (false, true), (true, true)] {
        let wanting = |now: &&Best| {
            now.strays || !now.column.missing().is_empty() || roomy && now.longest.is_some()
        };
        let Some(now) = best.as_ref().filter(wanting) else { continue };
        let (lofty, roomy) = (lofty || now.arrangement.lofty, roomy || now.arrangement.roomy);
        mend(Arrangement { lofty, roomy, ..now.arrangement.clone() }, &mut best);
    }
    best.map_or_else(|| ground::empty(picture), |best| best.column)
}

/// Whether boxes stand otherwise than any before, which it remembers.
fn is_new(seen: &mut Vec<Vec<Rect>>, ground: &ground::Ground) -> bool {
    let mut boxes: Vec<Rect> = ground.boxes.iter().map(|(rect, _)| *rect).collect();
    boxes.push(Rect { x0: 0.0, y0: 0.0, x1: ground.width, y1: ground.height });
    let new = !seen.contains(&boxes);
    if new {
        seen.push(boxes);
    }
    new
}

/// The best arrangement so far.
struct Best {
    cost: u64,
    arrangement: Arrangement,
    /// The line that goes the longest way, if that is long.
    longest: Option<usize>,
    /// Whether a line leaves the frame in which both its ends stand.
    strays: bool,
    column: PlacedColumn,
}

/// An arrangement that costs so much more than the best may yet be mended to be better.
const SLACK: u64 = 150_000;

/// One that costs so much more may yet be better when its lines go shorter ways.
const NEAR: u64 = 3_000;

#[cfg(test)]
mod tests;
