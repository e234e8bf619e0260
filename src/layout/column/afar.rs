//! A rough estimate of an arrangement, without leading any line.
//!
//! Takes rows, gives their cost: straight lines between middles should not cross, be long, or
//! run over boxes; and few rows are better than many. Must not know sizes.

use super::zone::{Arrangement, ZonePlace};
use crate::choice::Picture;

/// Exchanges boxes within their rows, and rows that may change places, as long as that is better.
pub(super) fn improve(picture: &Picture, arrangement: &mut Arrangement) {
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
    let seats = arrangement.zones[zone].place.seats_in_a_row();
    let is_rowed = |i: usize| picture.figures[i].seat.is_some_and(|(_, of)| of > seats);
    if row + 1 >= arrangement.zones[zone].rows.len() {
        return least;
    }
    for a in 0..arrangement.zones[zone].rows[row].1.len() {
        for b in 0..arrangement.zones[zone].rows[row + 1].1.len() {
            let rows = &arrangement.zones[zone].rows;
            let (one, other) = (rows[row].1[a], rows[row + 1].1[b]);
            // A box with one of many seats stands in the row of its seat.
            if tier(one) != tier(other) || [one, other].iter().any(|i| is_rowed(*i)) {
                continue;
            }
            let rows = &mut arrangement.zones[zone].rows;
            (rows[row].1[a], rows[row + 1].1[b]) = (other, one);
            let apart = [row, row + 1].iter().all(|r| is_apart(picture, &rows[*r].1));
            let now = cost(picture, arrangement);
            if apart && now < least {
                least = now;
            } else {
                let rows = &mut arrangement.zones[zone].rows;
                (rows[row].1[a], rows[row + 1].1[b]) = (one, other);
            }
        }
    }
    least
}

/// Whether no two of a row share a seat.
pub(super) fn is_apart(picture: &Picture, row: &[usize]) -> bool {
    let seat = |i: usize| picture.figures[i].seat.map(|seat| (picture.figures[i].tier, seat));
    let shared = |(n, i): (usize, &usize)| {
        seat(*i).is_some() && row[..n].iter().any(|j| seat(*j) == seat(*i))
    };
    !row.iter().enumerate().any(shared)
}

/// Where a box is, roughly, in hundredths of the width.
fn spots(picture: &Picture, arrangement: &Arrangement) -> Vec<(i64, i64)> {
    let mut spots = vec![(0, 0); picture.figures.len()];
    for zone in &arrangement.zones {
        let (x0, x1) = match zone.place {
            ZonePlace::Left => (3, 46),
            ZonePlace::Right => (54, 97),
            ZonePlace::Middle | ZonePlace::Beneath | ZonePlace::Above => (3, 97),
            ZonePlace::Below => (28, 72),
        };
        for (level, row) in &zone.rows {
            let lower = match zone.place {
                ZonePlace::Below => 12,
                ZonePlace::Above => -34,
                _ => 0,
            };
            let y = (i64::from(*level) + lower) * 18;
            for (i, figure) in row.iter().enumerate() {
                let (i, n) = match picture.figures[*figure].seat {
                    Some((seat, of)) if seat < of => (seat as i64, of as i64),
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
    // Height is what there is least of.
    let levels = |place: ZonePlace| {
        let zones = arrangement.zones.iter().filter(|z| z.place == place);
        zones.map(|z| z.rows.len()).max().unwrap_or(0) as u64
    };
    let beside =
        [ZonePlace::Left, ZonePlace::Right, ZonePlace::Middle].map(levels).into_iter().max();
    let all = [ZonePlace::Above, ZonePlace::Below, ZonePlace::Beneath]
        .map(levels)
        .into_iter()
        .sum::<u64>();
    cost += 25 * (all + beside.unwrap_or(0));
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
