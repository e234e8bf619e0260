//! Who stands in which row of which zone: the arrangements worth trying, the most promising first.
//!
//! Takes the picture's boxes with their sides, tiers and seats; gives rows. The order within rows is
//! improved by what can be seen without leading a line: straight lines between middles should not
//! cross, nor be long. Must not know sizes.

use std::collections::BTreeSet;

use crate::choice::{Picture, Tier};
use crate::model::Family;

/// Where a zone is on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The left of two columns.
    Left,
    /// The right one.
    Right,
    /// The whole width, or the middle of it.
    Middle,
    /// The middle, below the columns.
    Below,
    /// Beneath everything, without a frame.
    Beneath,
    /// Above everything, without a frame: where a line from beneath finds no way.
    Above,
}

/// A frame or the ground beneath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) place: Place,
    /// The side whose frame it is.
    pub(super) side: Option<usize>,
    /// The rows from above, each with the level it is on: rows of one level stand at one height.
    pub(super) rows: Vec<(u8, Vec<usize>)>,
}

/// Everybody's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub(super) zones: Vec<Zone>,
}

/// The level of the first row of cores; backers stand on those above, what is leaned on below.
pub(super) const CORES: u8 = 8;

/// How many boxes a row takes, by how wide its zone is.
fn room(place: Place, crowded: bool) -> usize {
    match place {
        Place::Left | Place::Right | Place::Below => 3 + usize::from(crowded),
        Place::Middle | Place::Beneath | Place::Above => 5,
    }
}

/// At most `count` arrangements.
pub(super) fn candidates(picture: &Picture, count: usize) -> Vec<Arrangement> {
    let mut found: Vec<(u64, Arrangement)> = Vec::new();
    for variant in 0..VARIANTS {
        let mut arrangement = first(picture, variant);
        improve(picture, &mut arrangement);
        let cost = cost(picture, &arrangement);
        if found.iter().all(|(_, other)| *other != arrangement) {
            found.push((cost + variant as u64, arrangement));
        }
    }
    found.sort_by_key(|(cost, _)| *cost);
    found.into_iter().map(|(_, arrangement)| arrangement).take(count).collect()
}

/// Another arrangement, in which somebody else stands somewhere else: `who` by the number of the try.
/// Whoever has no side can stand above as well as beneath; others change places in their zone.
pub(super) fn moved(arrangement: &Arrangement, who: usize, number: usize) -> Arrangement {
    let mut other = arrangement.clone();
    let Some(z) = other.zones.iter().position(|z| z.rows.iter().any(|r| r.1.contains(&who))) else {
        return other;
    };
    let free = matches!(other.zones[z].place, Place::Above | Place::Beneath);
    if free && number.is_multiple_of(2) {
        let to = if other.zones[z].place == Place::Above { Place::Beneath } else { Place::Above };
        for row in &mut other.zones[z].rows {
            row.1.retain(|i| *i != who);
        }
        other.zones[z].rows.retain(|row| !row.1.is_empty());
        match other.zones.iter().position(|zone| zone.place == to) {
            Some(there) => {
                let row = &mut other.zones[there].rows[0].1;
                row.insert(number / 2 % (row.len() + 1), who);
            }
            None => other.zones.push(Zone { place: to, side: None, rows: vec![(32, vec![who])] }),
        }
        other.zones.retain(|zone| !zone.rows.is_empty());
        return other;
    }
    let all: Vec<(usize, usize)> = (other.zones[z].rows.iter().enumerate())
        .flat_map(|(r, row)| (0..row.1.len()).map(move |i| (r, i)))
        .collect();
    let here = all.iter().find(|(r, i)| other.zones[z].rows[*r].1[*i] == who).copied();
    let there = all[number / 2 % all.len()];
    if let Some(here) = here {
        let stranger = other.zones[z].rows[there.0].1[there.1];
        other.zones[z].rows[there.0].1[there.1] = who;
        other.zones[z].rows[here.0].1[here.1] = stranger;
    }
    other
}

/// What is varied: cores of one side side by side or one above the other, backers in one row or two,
/// and who neither backs a core nor is leaned on above or below.
const VARIANTS: usize = 12;

fn first(picture: &Picture, variant: usize) -> Arrangement {
    let (stacked, staggered, below) =
        (variant.is_multiple_of(2), (variant / 2) % 2 == 1, (variant / 4) % 3);
    let columns = picture.sides.iter().map(|side| side.of).max().unwrap_or(0);
    let mut zones: Vec<Zone> = Vec::new();
    for (i, side) in picture.sides.iter().enumerate() {
        let place = match (columns, side.column) {
            (0 | 1, _) => Place::Middle,
            (_, 0) => Place::Left,
            (_, 1) => Place::Right,
            _ => Place::Below,
        };
        let rows = side_rows(picture, i, place, stacked, staggered, below);
        zones.push(Zone { place, side: Some(i), rows });
    }
    let free: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].side.is_none()).collect();
    if !free.is_empty() {
        let rows = free_rows(picture, &free, zones.is_empty(), variant);
        let place = if zones.is_empty() { Place::Middle } else { Place::Beneath };
        zones.push(Zone { place, side: None, rows });
    }
    Arrangement { zones }
}

fn side_rows(
    picture: &Picture,
    side: usize,
    place: Place,
    stacked: bool,
    staggered: bool,
    below: usize,
) -> Vec<(u8, Vec<usize>)> {
    let mine: Vec<usize> =
        (0..picture.figures.len()).filter(|i| picture.figures[*i].side == Some(side)).collect();
    let of = |tier: Tier| -> Vec<usize> {
        let mut all: Vec<usize> =
            mine.iter().copied().filter(|i| picture.figures[*i].tier == tier).collect();
        all.sort_by_key(|i| (picture.figures[*i].seat, *i));
        all
    };
    let (mut backers, mut cores, mut base) = (of(Tier::Backer), of(Tier::Core), of(Tier::Base));
    let loose = of(Tier::Dealer);
    if cores.is_empty() {
        // Somebody stands in the middle in any case.
        if base.is_empty() {
            std::mem::swap(&mut cores, &mut backers)
        } else {
            std::mem::swap(&mut cores, &mut base)
        }
    }
    // Who is tied only to backers stands above them; others where the variant says.
    let (above, under): (Vec<usize>, Vec<usize>) = loose.into_iter().partition(|_| below == 1);
    base.extend(under);
    let most = room(place, !staggered);
    let mut upper: Vec<Vec<usize>> =
        layers(picture, &backers).into_iter().flat_map(|layer| even(&layer, most)).collect();
    if staggered && upper.len() == 1 && backers.len() > 2 {
        // Every second one a step higher, so that each has more room.
        let part = |odd: usize| backers.iter().copied().skip(odd).step_by(2).collect();
        upper = vec![part(1), part(0)];
    }
    if !above.is_empty() {
        upper.insert(0, above);
    }
    let middle: Vec<Vec<usize>> = if stacked {
        layers(picture, &cores).into_iter().flat_map(|layer| even(&layer, 1)).collect()
    } else {
        even(&cores, 2)
    };
    let lower = layers(picture, &base)
        .into_iter()
        .flat_map(|layer| even(&layer, if below == 2 { 2 } else { 3 }));
    let start = usize::from(CORES) - upper.len().min(usize::from(CORES));
    let rows: Vec<Vec<usize>> = upper.into_iter().chain(middle).chain(lower).collect();
    levelled(to_and_fro(rows, if place == Place::Middle { 3 } else { 2 }), start)
}

/// Rows with their levels, one below the other.
fn levelled(rows: Vec<Vec<usize>>, start: usize) -> Vec<(u8, Vec<usize>)> {
    let level = |i: usize| u8::try_from(start + i).unwrap_or(u8::MAX);
    rows.into_iter().enumerate().map(|(i, row)| (level(i), row)).collect()
}

/// A list in parts of about the same length, each of at most `most`.
fn even(list: &[usize], most: usize) -> Vec<Vec<usize>> {
    let parts = list.len().div_ceil(most).max(1);
    list.chunks(list.len().div_ceil(parts).max(1)).map(<[usize]>::to_vec).collect()
}

/// A chain that is too long to lead down leads to and fro.
fn to_and_fro(rows: Vec<Vec<usize>>, wide: usize) -> Vec<Vec<usize>> {
    if rows.len() <= MOST_ROWS {
        return rows;
    }
    let mut rows = even(&rows.concat(), wide);
    for row in rows.iter_mut().skip(1).step_by(2) {
        row.reverse();
    }
    rows
}

/// More rows than this do not fit on a column.
const MOST_ROWS: usize = 5;

/// Those of no side: beneath the sides in rows, or, where there are no sides, by who acts on whom.
fn free_rows(
    picture: &Picture,
    free: &[usize],
    alone: bool,
    variant: usize,
) -> Vec<(u8, Vec<usize>)> {
    if !alone {
        return levelled(even(free, if variant % 4 < 2 { 4 } else { 3 }), 32);
    }
    let rows: Vec<Vec<usize>> =
        layers(picture, free).into_iter().flat_map(|layer| even(&layer, 4)).collect();
    levelled(to_and_fro(rows, if variant.is_multiple_of(2) { 3 } else { 4 }), 0)
}

/// Layers such that lines lead down where they can: the longest way from the top.
pub(super) fn layers(picture: &Picture, those: &[usize]) -> Vec<Vec<usize>> {
    let mut depth = vec![0usize; picture.figures.len()];
    let set: BTreeSet<usize> = those.iter().copied().collect();
    for _ in 0..those.len() {
        for tie in &picture.ties {
            let inside = set.contains(&tie.from) && set.contains(&tie.to);
            if inside && tie.family != Family::Hostility && depth[tie.to] < depth[tie.from] + 1 {
                // Circles stop growing at the number of boxes.
                depth[tie.to] = (depth[tie.from] + 1).min(those.len().saturating_sub(1));
            }
        }
    }
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); those.len()];
    for i in those {
        layers[depth[*i]].push(*i);
    }
    layers.retain(|layer| !layer.is_empty());
    layers
}

/// Exchanges boxes within their rows, and rows that may change places, as long as that is better.
fn improve(picture: &Picture, arrangement: &mut Arrangement) {
    let mut least = cost(picture, arrangement);
    loop {
        let before = least;
        for zone in 0..arrangement.zones.len() {
            for row in 0..arrangement.zones[zone].rows.len() {
                let count = arrangement.zones[zone].rows[row].1.len();
                for a in 0..count {
                    for b in a + 1..count {
                        arrangement.zones[zone].rows[row].1.swap(a, b);
                        let now = cost(picture, arrangement);
                        if now < least {
                            least = now;
                        } else {
                            arrangement.zones[zone].rows[row].1.swap(a, b);
                        }
                    }
                }
                least = exchange_rows(picture, arrangement, zone, row, least);
            }
        }
        if least == before {
            return;
        }
    }
}

/// Exchanges a box of one row with one of the next, where both are in one tier.
fn exchange_rows(
    picture: &Picture,
    arrangement: &mut Arrangement,
    zone: usize,
    row: usize,
    mut least: u64,
) -> u64 {
    let tier = |i: usize| picture.figures[i].tier;
    if row + 1 >= arrangement.zones[zone].rows.len() {
        return least;
    }
    for a in 0..arrangement.zones[zone].rows[row].1.len() {
        for b in 0..arrangement.zones[zone].rows[row + 1].1.len() {
            let rows = &arrangement.zones[zone].rows;
            let (one, other) = (rows[row].1[a], rows[row + 1].1[b]);
            if tier(one) != tier(other) {
                continue;
            }
            let rows = &mut arrangement.zones[zone].rows;
            (rows[row].1[a], rows[row + 1].1[b]) = (other, one);
            let now = cost(picture, arrangement);
            if now < least {
                least = now;
            } else {
                let rows = &mut arrangement.zones[zone].rows;
                (rows[row].1[a], rows[row + 1].1[b]) = (one, other);
            }
        }
    }
    least
}

/// Where a box is, roughly, in hundredths of the width.
fn spots(picture: &Picture, arrangement: &Arrangement) -> Vec<(i64, i64)> {
    let mut spots = vec![(0, 0); picture.figures.len()];
    for zone in &arrangement.zones {
        let (x0, x1) = match zone.place {
            Place::Left => (3, 46),
            Place::Right => (54, 97),
            Place::Middle | Place::Beneath | Place::Above => (3, 97),
            Place::Below => (28, 72),
        };
        for (level, row) in &zone.rows {
            let lower = match zone.place {
                Place::Below => 12,
                Place::Above => -34,
                _ => 0,
            };
            let y = (i64::from(*level) + lower) * 18;
            for (i, figure) in row.iter().enumerate() {
                let (i, n) = match picture.figures[*figure].seat {
                    Some((seat, of)) if of <= 4 && seat < of => (seat as i64, of as i64),
                    _ => (i as i64, row.len() as i64),
                };
                spots[*figure] = (x0 + (x1 - x0) * (2 * i + 1) / (2 * n), y);
            }
        }
    }
    spots
}

/// What an arrangement costs, seen from afar.
pub(super) fn cost(picture: &Picture, arrangement: &Arrangement) -> u64 {
    let spots = spots(picture, arrangement);
    let ends: Vec<((i64, i64), (i64, i64))> =
        picture.ties.iter().map(|tie| (spots[tie.from], spots[tie.to])).collect();
    let mut cost = 0u64;
    for (i, (a, b)) in ends.iter().enumerate() {
        let tie = &picture.ties[i];
        cost += (a.0 - b.0).unsigned_abs() + (a.1 - b.1).unsigned_abs() / 3;
        for (j, spot) in spots.iter().enumerate() {
            if j != tie.from && j != tie.to && near(*a, *b, *spot) {
                cost += 60;
            }
        }
        for (c, d) in &ends[i + 1..] {
            if crossed(*a, *b, *c, *d) {
                cost += 100;
            }
        }
    }
    // Seats are kept where there are any.
    for zone in &arrangement.zones {
        for (_, row) in &zone.rows {
            let seats: Vec<_> = row.iter().filter_map(|i| picture.figures[*i].seat).collect();
            cost += 400 * seats.windows(2).filter(|w| w[0].0 > w[1].0).count() as u64;
        }
    }
    cost
}

fn turn(a: (i64, i64), b: (i64, i64), c: (i64, i64)) -> i64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

fn crossed(a: (i64, i64), b: (i64, i64), c: (i64, i64), d: (i64, i64)) -> bool {
    let (p, q, r, s) = (turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b));
    p.signum() * q.signum() < 0 && r.signum() * s.signum() < 0
}

/// Whether a box would stand on a line between two others.
fn near(a: (i64, i64), b: (i64, i64), c: (i64, i64)) -> bool {
    let between = |p: i64, q: i64, r: i64, air: i64| r > p.min(q) - air && r < p.max(q) + air;
    let long = (b.0 - a.0).abs() + (b.1 - a.1).abs();
    between(a.0, b.0, c.0, 4) && between(a.1, b.1, c.1, 4) && turn(a, b, c).abs() < 6 * long
}
