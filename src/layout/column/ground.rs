//! An arrangement -> frames and boxes on the sheet.
//!
//! Takes rows, gives rectangles: boxes stand on a grid of eight units, on which lines are led, and
//! frames four units beside it, so that no line runs on a frame. Cores are as wide as their row lets
//! them be, so that lines from above come down straight. Must not know lines, but for how high the
//! words between two rows are.

use std::collections::{BTreeMap, BTreeSet};

use super::arrange::{Arrangement, Place, Zone};
use super::block::Block;
use super::{Column, Line, label};
use crate::choice::{Picture, Tier};
use crate::layout::font::{Fonts, Weight};
use crate::layout::geometry::{Point, Rect};

/// The grid.
pub(super) const CELL: f64 = 8.0;

/// Where everything but the lines stands.
#[derive(Debug, Clone)]
pub(super) struct Ground {
    pub(super) width: f64,
    pub(super) height: f64,
    /// By side, each with as much of its name as it has room for.
    pub(super) frames: Vec<(Rect, String)>,
    /// The room of the names.
    pub(super) headings: Vec<Rect>,
    pub(super) boxes: Vec<(Rect, Block)>,
    /// Whose line comes down at the left of its box, to leave room for its words.
    pub(super) left: Vec<bool>,
}

impl Ground {
    /// With its lines.
    pub(super) fn column(self, lines: Vec<Option<Line>>) -> Column {
        Column { height: self.height, frames: self.frames, boxes: self.boxes, lines }
    }

    /// What it costs to be higher than may be.
    pub(super) fn excess(&self, height: f64) -> u64 {
        let over = (self.height - height).max(0.0);
        let torn = TORN * self.boxes.iter().filter(|(_, block)| block.torn).count() as u64;
        if over > 0.0 { 1_000_000 + over as u64 * 1000 + torn } else { self.height as u64 + torn }
    }
}

/// What a name costs that is torn within a word.
const TORN: u64 = 20_000;

/// A picture without a box.
pub(super) fn empty(picture: &Picture) -> Column {
    Column {
        height: 0.0,
        frames: Vec::new(),
        boxes: Vec::new(),
        lines: picture.ties.iter().map(|_| None).collect(),
    }
}

/// Left and right of everything there is a lane for lines.
const LEFT: f64 = 20.0;
/// Between two columns.
const GUTTER: f64 = 56.0;
/// Inside a frame, beside its boxes.
const PAD: f64 = 12.0;
/// Inside a frame, above its boxes: its heading.
const HEAD: f64 = 28.0;
/// Inside a frame, below its boxes.
const FOOT: f64 = 12.0;
/// Between two boxes of a row.
const APART: f64 = 24.0;
/// Between two rows, at least, and at least where room is short.
const ROWS: (f64, f64) = (64.0, 48.0);
/// Below frames, above who stands beneath.
const BENEATH: f64 = 56.0;
/// The size of a frame's heading.
pub const HEADING: f64 = 13.0;

/// Left and right border of a zone, on a sheet of some width.
fn borders(place: Place, full: bool, width: f64) -> (f64, f64) {
    let right = width - LEFT;
    let half = ((right - LEFT - GUTTER) / 2.0 / CELL).floor() * CELL;
    match place {
        Place::Left => (LEFT, LEFT + half),
        Place::Right => (right - half, right),
        Place::Middle if full => (LEFT, right),
        Place::Middle => (LEFT + 104.0, right - 104.0),
        Place::Below => (LEFT + 152.0, right - 152.0),
        Place::Above | Place::Beneath => (LEFT + 4.0, right - 4.0),
    }
}

/// Whether a frame that stands alone needs the whole width.
fn is_full(zone: &Zone) -> bool {
    let all: usize = zone.rows.iter().map(|(_, row)| row.len()).sum();
    zone.side.is_none() || all > 5 || zone.rows.iter().any(|(_, row)| row.len() > 2)
}

fn up(x: f64) -> f64 {
    (x / CELL).ceil() * CELL
}

fn near(x: f64) -> f64 {
    (x / CELL).round() * CELL
}

/// Places an arrangement on a sheet that may be `height` high.
pub(super) fn lay(
    picture: &Picture,
    arrangement: &Arrangement,
    sheet: Point,
    fonts: &Fonts,
) -> Ground {
    let rows: Vec<Vec<RowBoxes>> =
        arrangement.zones.iter().map(|zone| zone_rows(picture, zone, sheet.x, fonts)).collect();
    let wanted = gaps(picture, arrangement, sheet.x, fonts);
    let mut squeeze = 0.0;
    let mut ground = stack(picture, arrangement, &rows, &wanted, (sheet.x, squeeze), fonts);
    // Where it is too high, the rows come nearer to each other, step by step.
    while ground.height > sheet.y && squeeze < 1.0 {
        squeeze += 0.25;
        ground = stack(picture, arrangement, &rows, &wanted, (sheet.x, squeeze), fonts);
    }
    ground
}

/// A box of a row: who, left border, width, text.
type RowBoxes = Vec<(usize, f64, f64, Block)>;

/// The boxes of each row of a zone from left to right.
fn zone_rows(picture: &Picture, zone: &Zone, width: f64, fonts: &Fonts) -> Vec<RowBoxes> {
    let (x0, x1) = borders(zone.place, is_full(zone), width);
    let pad = if zone.side.is_some() { PAD } else { 0.0 };
    let (x0, x1) = (up(x0 + pad), ((x1 - pad) / CELL).floor() * CELL);
    let alone = |tier: Tier| {
        zone.rows
            .iter()
            .filter(|(_, row)| row.iter().any(|i| picture.figures[*i].tier == tier))
            .count()
            == 1
    };
    let one_core_row = alone(Tier::Core);
    let spread = spread(picture, zone);
    (zone.rows.iter().zip(spread))
        .map(|((_, row), at)| one_row(picture, row, (x0, x1), (one_core_row, &at), fonts))
        .collect()
}

/// Where the middles of a zone's boxes stand, in parts of its width: evenly, but for two rows of
/// backers, of which one stands above the gaps of the other, so that every line comes down straight.
fn spread(picture: &Picture, zone: &Zone) -> Vec<Vec<f64>> {
    let rows: Vec<&Vec<usize>> = zone.rows.iter().map(|row| &row.1).collect();
    let even = |n: usize| (0..n).map(|i| (i as f64 + 0.5) / n as f64).collect::<Vec<f64>>();
    let mut spread: Vec<Vec<f64>> = rows.iter().map(|row| even(row.len())).collect();
    let backers = |row: &[usize]| row.iter().all(|i| picture.figures[*i].tier == Tier::Backer);
    for i in 1..rows.len() {
        let (above, below) = (rows[i - 1].len(), rows[i].len());
        if backers(rows[i - 1]) && backers(rows[i]) && above.abs_diff(below) <= 1 && above > 1 {
            let all = (above + below) as f64;
            let first = usize::from(above < below);
            let at = |first: usize| move |k: usize| ((2 * k + first) as f64 + 0.5) / all;
            spread[i - 1] = (0..above).map(at(first)).collect();
            spread[i] = (0..below).map(at(1 - first)).collect();
            break;
        }
    }
    spread
}

fn one_row(
    picture: &Picture,
    row: &[usize],
    (x0, x1): (f64, f64),
    (stretch, spread): (bool, &[f64]),
    fonts: &Fonts,
) -> RowBoxes {
    let count = row.len() as f64;
    let slot = (x1 - x0) / count;
    let most = (slot - if row.len() > 1 { 16.0 } else { 0.0 }).min(240.0);
    let seat = |figure: usize| {
        let fits = |(seat, of): &(usize, usize)| {
            seat < of && *of as f64 * 80.0 <= x1 - x0 && *of >= row.len()
        };
        picture.figures[figure].seat.filter(fits)
    };
    let block = |i: &usize| {
        let figure = &picture.figures[*i];
        let limit = if figure.tier == Tier::Core { most.max(slot - 16.0) } else { most.min(168.0) };
        // No wider than its seat, so that nobody has to move aside.
        let seated = seat(*i).filter(|(_, of)| *of > row.len());
        let narrow = seated.map(|(_, of)| ((x1 - x0) / of as f64 - 16.0).min(limit));
        let narrow = narrow.map(|limit| Block::of(figure, limit, fonts));
        narrow.filter(|block| !block.torn).unwrap_or_else(|| Block::of(figure, limit, fonts))
    };
    let blocks: Vec<Block> = row.iter().map(block).collect();
    let natural: Vec<f64> = blocks.iter().map(|b| (b.width / 16.0).ceil() * 16.0).collect();
    let core = |i: usize| picture.figures[row[i]].tier == Tier::Core;
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    for (i, figure) in row.iter().enumerate() {
        let part = seat(*figure).map_or(spread[i], |(seat, of)| (seat as f64 + 0.5) / of as f64);
        let centre = x0 + (x1 - x0) * part;
        let wide = if core(i) && (stretch || row.len() > 1) {
            ((slot - if row.len() > 1 { APART } else { 0.0 }) / 16.0).floor() * 16.0
        } else if core(i) {
            natural[i].max(((x1 - x0) * 0.68 / 16.0).floor() * 16.0)
        } else {
            natural[i].max(48.0)
        };
        let wide = wide.max(natural[i]).min(((x1 - x0) / 16.0).floor() * 16.0);
        boxes.push((near(centre) - wide / 2.0, wide));
    }
    settle(&mut boxes, x0, x1);
    row.iter().zip(boxes).zip(blocks).map(|((i, (x, w)), block)| (*i, x, w, block)).collect()
}

/// Moves boxes of a row apart and inside, on the grid.
fn settle(boxes: &mut [(f64, f64)], x0: f64, x1: f64) {
    let air = |boxes: &[(f64, f64)]| {
        let used: f64 = boxes.iter().map(|b| b.1).sum();
        let free = (x1 - x0 - used) / (boxes.len().max(2) - 1) as f64;
        ((free / CELL).floor() * CELL).clamp(CELL, APART)
    };
    let apart = air(boxes);
    let mut left = x0;
    for b in boxes.iter_mut() {
        b.0 = b.0.max(left);
        left = b.0 + b.1 + apart;
    }
    let mut right = x1;
    for b in boxes.iter_mut().rev() {
        b.0 = near(b.0.min(right - b.1));
        right = b.0 - apart;
    }
}

/// How much the words between a level and the next need.
fn gaps(
    picture: &Picture,
    arrangement: &Arrangement,
    width: f64,
    fonts: &Fonts,
) -> BTreeMap<u8, f64> {
    let mut level_of = vec![0u8; picture.figures.len()];
    let mut wide_of = vec![150.0f64; picture.figures.len()];
    for zone in &arrangement.zones {
        let (x0, x1) = borders(zone.place, true, width);
        for (level, row) in &zone.rows {
            let lower = if zone.place == Place::Below { BELOW } else { 0 };
            for i in row {
                level_of[*i] = level + lower;
                wide_of[*i] = (x1 - x0) / row.len() as f64 - 30.0;
            }
        }
    }
    let mut wanted: BTreeMap<u8, f64> = BTreeMap::new();
    for tie in &picture.ties {
        let (a, b) =
            (level_of[tie.from].min(level_of[tie.to]), level_of[tie.from].max(level_of[tie.to]));
        if a == b {
            continue;
        }
        let wide = wide_of[tie.from].min(wide_of[tie.to]).clamp(48.0, 110.0);
        let need = label::height(&tie.words, wide, fonts) + 40.0;
        let gap = wanted.entry(a).or_insert(0.0);
        *gap = gap.max(need);
    }
    wanted
}

/// Levels of a third side's frame are below those of the columns.
const BELOW: u8 = 16;

/// Stands the rows one below the other.
fn stack(
    picture: &Picture,
    arrangement: &Arrangement,
    rows: &[Vec<RowBoxes>],
    wanted: &BTreeMap<u8, f64>,
    (width, squeeze): (f64, f64),
    fonts: &Fonts,
) -> Ground {
    let mut boxes: Vec<Option<(Rect, Block)>> = vec![None; picture.figures.len()];
    let mut left = vec![false; picture.figures.len()];
    let mut frames = vec![Rect::default(); picture.sides.len()];
    let mut y: f64 = 4.0;
    let mut above = false;
    let gap = |level: u8| {
        let wide = wanted.get(&level).copied().unwrap_or(0.0).max(ROWS.0);
        up(wide + (ROWS.1 - wide).min(0.0) * squeeze)
    };
    for band in [
        &[Place::Above][..],
        &[Place::Left, Place::Right, Place::Middle],
        &[Place::Below],
        &[Place::Beneath],
    ] {
        let zones: Vec<usize> = (0..arrangement.zones.len())
            .filter(|z| band.contains(&arrangement.zones[*z].place))
            .collect();
        if zones.is_empty() {
            continue;
        }
        let framed = zones.iter().any(|z| arrangement.zones[*z].side.is_some());
        let lower = if band[0] == Place::Below { BELOW } else { 0 };
        if y > 4.0 {
            y += if band[0] == Place::Beneath || above {
                up(BENEATH - 16.0 * squeeze)
            } else {
                up(48.0)
            };
        }
        above = band[0] == Place::Above;
        let top = y;
        // The grid begins at whole cells.
        let mut at = up(y + if framed { HEAD } else { 0.0 });
        let levels: BTreeSet<u8> =
            zones.iter().flat_map(|z| arrangement.zones[*z].rows.iter().map(|r| r.0)).collect();
        let mut bottom = at;
        for level in &levels {
            let mut high: f64 = 0.0;
            for z in &zones {
                for ((row_level, _), row) in arrangement.zones[*z].rows.iter().zip(&rows[*z]) {
                    if row_level == level {
                        high = row.iter().map(|b| b.3.height).fold(high, f64::max);
                    }
                }
            }
            let high = up(high);
            for z in &zones {
                for ((row_level, _), row) in arrangement.zones[*z].rows.iter().zip(&rows[*z]) {
                    if row_level == level {
                        for (i, x, w, block) in row {
                            let rect = Rect { x0: *x, y0: at, x1: x + w, y1: at + high };
                            boxes[*i] = Some((rect, block.clone()));
                            let slot = (width - 2.0 * LEFT) / row.len() as f64;
                            left[*i] = picture.figures[*i].tier == Tier::Backer
                                && (row.len() > 2 || slot < 160.0);
                        }
                    }
                }
            }
            bottom = at + high;
            at = bottom + gap(level + lower);
        }
        y = bottom + if framed { FOOT } else { 0.0 };
        for z in &zones {
            let zone = &arrangement.zones[*z];
            if let Some(side) = zone.side {
                let (x0, x1) = borders(zone.place, is_full(zone), width);
                let own = zone.rows.iter().flat_map(|row| &row.1);
                let rects: Vec<Rect> =
                    own.filter_map(|i| boxes[*i].as_ref().map(|b| b.0)).collect();
                let hull = Rect::of_all(rects).unwrap_or(Rect { x0, y0: top, x1, y1: y });
                frames[side] = Rect { x0, y0: (hull.y0 - HEAD).max(top), x1, y1: hull.y1 + FOOT };
            }
        }
    }
    let frames: Vec<(Rect, String)> = (frames.into_iter().zip(&picture.sides))
        .map(|(frame, side)| (frame, shortened(&side.name, frame.width() - 2.0 * PAD, fonts)))
        .collect();
    let heading = |(frame, name): &(Rect, String)| {
        let wide = fonts.width(name, HEADING, Weight::Bold);
        let (x, y) = (frame.x0 + PAD, frame.y0);
        Rect { x0: x, y0: y + 5.0, x1: x + wide, y1: y + 25.0 }
    };
    let headings = frames.iter().map(heading).collect();
    let missing = || (Rect::default(), Block::of(&picture.figures[0], 100.0, fonts));
    Ground {
        width,
        height: y + 4.0,
        frames,
        headings,
        left,
        boxes: boxes.into_iter().map(|b| b.unwrap_or_else(missing)).collect(),
    }
}

/// As much of a name as there is room for.
fn shortened(name: &str, room: f64, fonts: &Fonts) -> String {
    let wide = |text: &str| fonts.width(text, HEADING, Weight::Bold);
    if wide(name) <= room {
        return name.to_owned();
    }
    let mut kept = name.to_owned();
    while kept.pop().is_some() && wide(&format!("{kept}…")) > room {}
    format!("{}…", kept.trim_end())
}
