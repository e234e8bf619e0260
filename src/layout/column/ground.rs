//! An arrangement -> frames and boxes on the sheet.
//!
//! Takes rows, gives rectangles: boxes stand on a grid of eight units, on which lines are led, and
//! frames four units beside it, so that no line runs on a frame. Cores are as wide as their row lets
//! them be, so that lines from above come down straight. Must not know lines, but for how high the
//! words between two rows are.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Block;
use super::row::{self, CELL, RowBoxes};
use super::zone::{Arrangement, Zone, ZonePlace};
use super::{Height, PlacedColumn, PlacedLine, label};
use crate::choice::{Picture, Tier};
use crate::layout::font::{Fonts, Weight};
use crate::layout::geometry::Rect;

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
    /// How many stand elsewhere than in their seats.
    pub(super) shifted: u64,
    /// Whose line comes down at the left of its box, to leave room for its words.
    pub(super) left: Vec<bool>,
}

impl Ground {
    /// With its lines.
    pub(super) fn column(self, lines: Vec<Option<PlacedLine>>) -> PlacedColumn {
        PlacedColumn { height: self.height, frames: self.frames, boxes: self.boxes, lines }
    }

    /// What it costs to be higher than wished, and than may be.
    pub(super) fn excess(&self, height: Height) -> u64 {
        let over = |most: f64| (self.height - most).max(0.0) as u64;
        let torn = TORN * self.boxes.iter().filter(|(_, block)| block.torn).count() as u64;
        let too_high = match over(height.most) {
            0 => 0,
            over => 1_000_000 + over * 1000,
        };
        too_high + over(height.wished) * 60 + self.height as u64 + torn + SHIFTED * self.shifted
    }
}

/// What a name costs that is torn within a word.
const TORN: u64 = 20_000;

/// The cost of a box that does not stand in its seat, where it stands at other dates.
const SHIFTED: u64 = 8_000;

/// A picture without a box.
pub(super) fn empty(picture: &Picture) -> PlacedColumn {
    PlacedColumn {
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
/// The same with a lane for a line.
const LOFTY: f64 = 52.0;
/// Beneath everything: a lane for a line.
const DEEP: f64 = 36.0;
/// Inside a frame, below its boxes.
const FOOT: f64 = 12.0;
/// Between two rows, at least, and at least where room is short.
const ROWS: (f64, f64) = (64.0, 48.0);
/// Below frames, above who stands beneath.
const BENEATH: f64 = 56.0;
/// The size of a frame's heading.
pub const HEADING: f64 = 13.0;

/// Left and right border of a zone, on a sheet of some width.
fn borders(place: ZonePlace, full: bool, width: f64) -> (f64, f64) {
    let right = width - LEFT;
    let half = ((right - LEFT - GUTTER) / 2.0 / CELL).floor() * CELL;
    match place {
        ZonePlace::Left => (LEFT, LEFT + half),
        ZonePlace::Right => (right - half, right),
        ZonePlace::Middle if full => (LEFT, right),
        ZonePlace::Middle => (LEFT + 104.0, right - 104.0),
        ZonePlace::Below => (LEFT + 152.0, right - 152.0),
        ZonePlace::Above | ZonePlace::Beneath => (LEFT + 4.0, right - 4.0),
    }
}

/// Whether a frame that stands alone needs the whole width, at this date or at another.
fn is_full(picture: &Picture, zone: &Zone) -> bool {
    let all: usize = zone.rows.iter().map(|(_, row)| row.len()).sum();
    let seats = zone.side.map_or(usize::MAX, |side| picture.sides[side].seats);
    seats > 2 || all > 5 || zone.rows.iter().any(|(_, row)| row.len() > 2)
}

fn up(x: f64) -> f64 {
    (x / CELL).ceil() * CELL
}

/// Left and right border of what a zone's boxes may take, on the grid.
fn inside(picture: &Picture, zone: &Zone, width: f64) -> (f64, f64) {
    let (x0, x1) = borders(zone.place, is_full(picture, zone), width);
    let pad = if zone.side.is_some() { PAD } else { 0.0 };
    (up(x0 + pad), ((x1 - pad) / CELL).floor() * CELL)
}

/// Places an arrangement on a sheet of some width, as high as may be.
pub(super) fn lay(
    picture: &Picture,
    arrangement: &Arrangement,
    (width, height): (f64, Height),
    fonts: &Fonts,
) -> Ground {
    let rows: Vec<Vec<RowBoxes>> = arrangement
        .zones
        .iter()
        .map(|zone| row::of_zone(picture, zone, inside(picture, zone, width), fonts))
        .collect();
    let shifted = (arrangement.zones.iter().zip(&rows))
        .map(|(zone, rows)| row::shifted(picture, zone, rows, inside(picture, zone, width)))
        .sum();
    let wanted = gaps(picture, arrangement, width, fonts);
    let mut squeeze = 0.0;
    let mut ground = stack(picture, arrangement, &rows, &wanted, (width, squeeze), fonts);
    // Where it is too high, the rows come nearer to each other, step by step.
    let most = if arrangement.roomy { height.most } else { height.wished };
    while ground.height > most && squeeze < 1.0 {
        squeeze += 0.25;
        ground = stack(picture, arrangement, &rows, &wanted, (width, squeeze), fonts);
    }
    // Where a sheet would be left empty, they stand further apart.
    while squeeze <= 0.0 && -squeeze * CELL < height.airy.0 {
        squeeze -= 1.0;
        let airy = stack(picture, arrangement, &rows, &wanted, (width, squeeze), fonts);
        if airy.height > height.airy.1 {
            break;
        }
        ground = airy;
    }
    Ground { shifted, ..ground }
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
            let lower = if zone.place == ZonePlace::Below { BELOW } else { 0 };
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
        let need = label::height(&tie.beside(), wide, fonts) + 40.0;
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
    let head = if arrangement.lofty { LOFTY } else { HEAD };
    let gap = |level: u8| {
        let wide = wanted.get(&level).copied().unwrap_or(0.0).max(ROWS.0);
        match squeeze < 0.0 {
            true => up(wide) - CELL * squeeze,
            false => up(wide + (ROWS.1 - wide).min(0.0) * squeeze),
        }
    };
    for band in [
        &[ZonePlace::Above][..],
        &[ZonePlace::Left, ZonePlace::Right, ZonePlace::Middle],
        &[ZonePlace::Below],
        &[ZonePlace::Beneath],
    ] {
        let zones: Vec<usize> = (0..arrangement.zones.len())
            .filter(|z| band.contains(&arrangement.zones[*z].place))
            .collect();
        if zones.is_empty() {
            continue;
        }
        let framed = zones.iter().any(|z| arrangement.zones[*z].side.is_some());
        let lower = if band[0] == ZonePlace::Below { BELOW } else { 0 };
        if y > 4.0 {
            y += if band[0] == ZonePlace::Beneath || above {
                up(BENEATH - 16.0 * squeeze.max(-1.0))
            } else {
                up(48.0)
            };
        }
        above = band[0] == ZonePlace::Above;
        let top = y;
        // The grid begins at whole cells.
        let mut at = up(y + if framed { head } else { 0.0 });
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
        // Frames that stand side by side are of one height.
        let framed = zones.iter().filter(|z| arrangement.zones[**z].side.is_some());
        let inside = framed.flat_map(|z| arrangement.zones[*z].rows.iter().flat_map(|row| &row.1));
        let band = Rect::of_all(inside.filter_map(|i| boxes[*i].as_ref().map(|b| b.0)));
        let ends = band.map_or((f64::MAX, f64::MIN), |band| (band.y0, band.y1));
        for z in &zones {
            let zone = &arrangement.zones[*z];
            if let Some(side) = zone.side {
                let (x0, x1) = borders(zone.place, is_full(picture, zone), width);
                let own = zone.rows.iter().flat_map(|row| &row.1);
                let rects: Vec<Rect> =
                    own.filter_map(|i| boxes[*i].as_ref().map(|b| b.0)).collect();
                let hull = Rect::of_all(rects).unwrap_or(Rect { x0, y0: top, x1, y1: y });
                let hull = Rect { y0: hull.y0.min(ends.0), y1: hull.y1.max(ends.1), ..hull };
                frames[side] = Rect { x0, y0: (hull.y0 - head).max(top), x1, y1: hull.y1 + FOOT };
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
        height: y + if arrangement.deep { DEEP } else { 4.0 },
        frames,
        headings,
        shifted: 0,
        left,
        boxes: boxes.into_iter().map(|b| b.unwrap_or_else(missing)).collect(),
    }
}

/// As much of a name as there is room for.
fn shortened(name: &str, room: f64, fonts: &Fonts) -> String {
    if fonts.width(name, HEADING, Weight::Bold) <= room {
        return name.to_owned();
    }
    let kept = fonts.fitting(name, "…", room, HEADING, Weight::Bold);
    format!("{}…", kept.trim_end())
}
