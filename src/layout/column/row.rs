//! The boxes of a row from left to right.
//!
//! Takes the rows of a zone and its borders; gives every box its left border and width, on the grid.
//! Who has a seat stands in it; cores are as wide as their row lets them be, so that lines from above
//! come down straight. Must not know heights.

use super::block::Block;
use super::zone::Zone;
use crate::choice::{Picture, Tier};
use crate::layout::font::Fonts;

/// The grid.
pub(super) const CELL: f64 = 8.0;

/// Between two boxes of a row.
const APART: f64 = 24.0;

fn near(x: f64) -> f64 {
    (x / CELL).round() * CELL
}

/// A box of a row: who, left border, width, text.
pub(super) type RowBoxes = Vec<(usize, f64, f64, Block)>;

/// The boxes of each row of a zone from left to right.
pub(super) fn of_zone(
    picture: &Picture,
    zone: &Zone,
    (x0, x1): (f64, f64),
    fonts: &Fonts,
) -> Vec<RowBoxes> {
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
    let mixed = row.len() > 1
        && row.iter().any(|i| picture.figures[*i].core)
        && row.iter().any(|i| !picture.figures[*i].core);
    if mixed {
        return justified(row, blocks, (x0, x1));
    }
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

/// A core between others in one row: as far apart as may be, for the words of the lines between them.
fn justified(row: &[usize], blocks: Vec<Block>, (x0, x1): (f64, f64)) -> RowBoxes {
    let wide: Vec<f64> = blocks.iter().map(|b| (b.width / 16.0).ceil() * 16.0).collect();
    let free = (x1 - x0 - wide.iter().sum::<f64>()) / (row.len() - 1) as f64;
    let gap = ((free / CELL).floor() * CELL).clamp(CELL, 176.0);
    let all = wide.iter().sum::<f64>() + gap * (row.len() - 1) as f64;
    let mut x = near((x0 + x1 - all) / 2.0).max(x0);
    let mut boxes = Vec::new();
    for ((i, wide), block) in row.iter().zip(wide).zip(blocks) {
        boxes.push((*i, x, wide, block));
        x += wide + gap;
    }
    boxes
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
