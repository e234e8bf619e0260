//! The boxes of a row from left to right.
//!
//! Takes the rows of a zone and its borders; gives every box its left border and width, on the grid.
//! An actor with a seat stands in it; cores are as wide as their row allows, so that lines from above
//! come down straight. Must not know heights.

use super::block::Block;
use super::zone::Zone;
use crate::choice::{Line, Picture, Tier};
use crate::layout::font::Fonts;

/// The grid.
pub(super) const CELL: f64 = 8.0;

/// Between two boxes of a row.
const APART: f64 = 24.0;

fn near(x: f64) -> f64 {
    (x / CELL).round() * CELL
}

/// So far boxes of a dense row stand at the left of their seats, which is not seen as another place.
const LEANED: f64 = 16.0;

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
    let stretch = alone(Tier::Core);
    let passing = if stretch && is_passed(picture, zone) { PASSING } else { 0.0 };
    let spread = spread(picture, zone);
    (zone.rows.iter().zip(spread))
        .map(|((_, row), at)| {
            let seats = zone.place.seats_in_a_row();
            // A core without a side stands in its seat, as all do there, and is no wider than its name.
            let framed =
                zone.side.is_some() || row.iter().all(|i| picture.figures[*i].seat.is_none());
            let (stretch, winding) = (stretch && framed, zone.winding);
            let room =
                Room { ends: (x0, x1), stretch, passing, seats, framed, winding, spread: &at };
            one_row(picture, row, &room, fonts)
        })
        .collect()
}

/// How many of a zone's boxes stand so far from their seats that it is seen beside another date.
pub(super) fn shifted(
    picture: &Picture,
    zone: &Zone,
    rows: &[RowBoxes],
    (x0, x1): (f64, f64),
) -> u64 {
    if zone.winding {
        return 0;
    }
    let mut count = 0;
    for row in rows.iter().filter(|row| row.iter().all(|b| !picture.figures[b.0].core)) {
        for (i, x, wide, _) in row {
            let Some((seat, of)) = picture.figures[*i].seat else { continue };
            let middle = x0 + (x1 - x0) * (seat as f64 + 0.5) / of as f64;
            count += u64::from((x + wide / 2.0 - middle).abs() > LEANED);
        }
    }
    count
}

/// The room beside a core for lines that pass it on both sides.
const PASSING: f64 = 40.0;

/// Whether lines of several who stand above a zone's core lead to somebody below it.
fn is_passed(picture: &Picture, zone: &Zone) -> bool {
    let core = |(_, row): &(u8, Vec<usize>)| row.iter().any(|i| picture.figures[*i].core);
    let Some(middle) = zone.rows.iter().position(core) else { return false };
    let stands = |rows: &[(u8, Vec<usize>)], i: usize| rows.iter().any(|row| row.1.contains(&i));
    let (above, below) = (&zone.rows[..middle], &zone.rows[middle + 1..]);
    let passes = |tie: &&Line| {
        stands(above, tie.from) && stands(below, tie.to)
            || stands(above, tie.to) && stands(below, tie.from)
    };
    picture.ties.iter().filter(passes).count() > 1
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

/// What a row has to stand in.
struct Room<'s> {
    /// Left and right border.
    ends: (f64, f64),
    /// Whether a core may be as wide as all of it.
    stretch: bool,
    /// What lines need beside a core that pass it.
    passing: f64,
    /// So many seats are in one row.
    seats: usize,
    /// Whether it is in a frame.
    framed: bool,
    /// Whether it is part of a chain that leads to and fro, in which nobody has a seat.
    winding: bool,
    /// The middles of those without a seat, in parts of the width.
    spread: &'s [f64],
}

fn one_row(picture: &Picture, row: &[usize], room: &Room<'_>, fonts: &Fonts) -> RowBoxes {
    let (x0, x1) = room.ends;
    let count = row.len() as f64;
    let slot = (x1 - x0) / count;
    let most = (slot - if row.len() > 1 { 16.0 } else { 0.0 }).min(240.0);
    let seat = |figure: usize| {
        picture.figures[figure].seat.filter(|(seat, of)| !room.winding && seat < of)
    };
    let mixed = row.len() > 1
        && row.iter().any(|i| picture.figures[*i].core)
        && row.iter().any(|i| !picture.figures[*i].core);
    let block = |i: &usize| {
        let figure = &picture.figures[*i];
        let core = most.max(slot - 16.0) - room.passing;
        let limit = if figure.tier == Tier::Core { core } else { most.min(168.0) };
        // No wider than its seat, so that nobody has to move aside.
        let seated = seat(*i).filter(|_| figure.tier != Tier::Core && !mixed);
        let narrow = seated.map(|own| {
            let others = row.iter().filter(|j| *j != i).filter_map(|j| seat(*j));
            let seats = wide(own, others.map(|other| other.0), room.seats);
            ((x1 - x0) * seats as f64 / own.1 as f64 - 16.0).min(limit)
        });
        let narrow = narrow.map(|limit| Block::of(figure, limit, fonts));
        narrow.filter(|block| !block.torn).unwrap_or_else(|| Block::of(figure, limit, fonts))
    };
    // Who has a seat stands in it, in whatever order the row was thought of.
    let part = |i: usize| match seat(row[i]) {
        // A core of its own row stands in the middle, whoever stands beneath it.
        _ if row.len() == 1 && picture.figures[row[i]].core && room.framed => 0.5,
        Some((seat, of)) => (seat as f64 + 0.5) / of as f64,
        None => room.spread[i],
    };
    let mut placed: Vec<(usize, f64)> = (0..row.len()).map(|i| (row[i], part(i))).collect();
    if !mixed && row.iter().all(|i| seat(*i).is_some()) {
        placed.sort_by(|a, b| a.1.total_cmp(&b.1));
    }
    let row: Vec<usize> = placed.iter().map(|placed| placed.0).collect();
    let mut blocks: Vec<Block> = row.iter().map(block).collect();
    untorn(picture, &row, &mut blocks, x1 - x0, fonts);
    if mixed {
        let cores: Vec<usize> = (0..row.len()).filter(|i| picture.figures[row[*i]].core).collect();
        let centred = match cores[..] {
            [core] => centred(&row, core, &blocks, (x0, x1)),
            _ => None,
        };
        return centred.unwrap_or_else(|| justified(&row, blocks, (x0, x1)));
    }
    let natural: Vec<f64> = blocks.iter().map(|b| (b.width / 16.0).ceil() * 16.0).collect();
    let core = |i: usize| picture.figures[row[i]].tier == Tier::Core;
    let mut boxes: Vec<(f64, f64)> = Vec::new();
    // Where rows are dense, lines come down at the left of their boxes, with their words beside them: so boxes
    // stand at the left of their seats, and the last one's words have as much room as the others'.
    let beside = |i: usize| match seat(row[i]) {
        Some((_, of)) if of > room.seats => of.div_ceil(2),
        Some((_, of)) => of,
        None => row.len(),
    };
    let staggered = |i: usize| seat(row[i]).is_some_and(|(_, of)| of > room.seats);
    let dense = |i: usize| {
        let backer = picture.figures[row[i]].tier == Tier::Backer;
        backer && beside(i) > 2 && !staggered(i)
    };
    for (i, (_, part)) in placed.iter().enumerate() {
        let centre = x0 + (x1 - x0) * part;
        let wide = if core(i) && (room.stretch || row.len() > 1) {
            let air = if row.len() > 1 { APART } else { room.passing };
            ((slot - air) / 16.0).floor() * 16.0
        } else if core(i) && room.framed {
            natural[i].max(((x1 - x0) * 0.68 / 16.0).floor() * 16.0)
        } else {
            natural[i].max(48.0)
        };
        let wide = wide.max(natural[i]).min(((x1 - x0) / 16.0).floor() * 16.0);
        let free = ((x1 - x0) / beside(i) as f64 - wide) / 2.0;
        let left = if dense(i) { free.clamp(0.0, LEANED) } else { 0.0 };
        boxes.push((near(centre - wide / 2.0 - left), wide));
    }
    settle(&mut boxes, x0, x1);
    row.iter().zip(boxes).zip(blocks).map(|((i, (x, w)), block)| (*i, x, w, block)).collect()
}

/// How many seats wide a box can be: to the next in its row, or to the border; where every second seat is in
/// another row at least two.
fn wide((seat, of): (usize, usize), others: impl Iterator<Item = usize>, in_a_row: usize) -> usize {
    let next = others.map(|other| other.abs_diff(seat)).min().unwrap_or(of);
    let border = (2 * seat + 1).min((2 * (of - seat)).saturating_sub(1));
    next.min(border).max(1 + usize::from(of > in_a_row))
}

/// Gives a name that is torn within a word more of the row's width, where others leave it.
fn untorn(picture: &Picture, row: &[usize], blocks: &mut [Block], width: f64, fonts: &Fonts) {
    let grid = |block: &Block| ((block.width / 16.0).ceil() * 16.0).max(48.0);
    for (i, figure) in row.iter().enumerate().filter(|_| row.len() > 1) {
        if !blocks[i].torn {
            continue;
        }
        // Its box is as wide as the grid makes it.
        let whole = Block::of(&picture.figures[*figure], grid(&blocks[i]), fonts);
        if !whole.torn && grid(&whole) <= grid(&blocks[i]) {
            blocks[i] = whole;
            continue;
        }
        let others: f64 = (0..row.len()).filter(|j| *j != i).map(|j| grid(&blocks[j]) + CELL).sum();
        let room = ((width - others) / 16.0).floor() * 16.0;
        let wider = Block::of(&picture.figures[*figure], room.min(168.0), fonts);
        if !wider.torn && grid(&wider) + others <= width {
            blocks[i] = wider;
        }
    }
}

/// A core in the middle of its row, and one at each side of it at most, who stands there with another at the
/// other side or without; nothing where there is no room for that.
fn centred(row: &[usize], core: usize, blocks: &[Block], (x0, x1): (f64, f64)) -> Option<RowBoxes> {
    if core > 1 || row.len() - core > 2 {
        return None;
    }
    let mut boxes: RowBoxes = Vec::new();
    let mut left = x0;
    for (i, block) in blocks.iter().enumerate() {
        let wide = (block.width / 16.0).ceil() * 16.0;
        let middle = x0 + (x1 - x0) * [1.0, 3.0, 5.0][i + 1 - core] / 6.0;
        let x = near(middle - wide / 2.0).min(x1 - wide).max(x0);
        if x < left {
            return None;
        }
        boxes.push((row[i], x, wide, block.clone()));
        left = x + wide + CELL;
    }
    Some(boxes)
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
