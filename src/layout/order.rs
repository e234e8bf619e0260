//! In which order numbers are read, and lines are drawn.

use super::geometry::{Curve, Point};
use super::{Placed, Spot};

/// Numbers that differ in height by no more than this are read as one row.
const ROW: f64 = 24.0;

/// What stands at some points, in the order in which somebody reads it: by rows, from left to right.
pub fn in_rows(mut seats: Vec<(usize, Point)>) -> Vec<usize> {
    seats.sort_by(|a, b| a.1.y.total_cmp(&b.1.y).then(a.1.x.total_cmp(&b.1.x)));
    let (mut top, mut rows) = (f64::NEG_INFINITY, Vec::new());
    for (i, at) in seats {
        if at.y > top + ROW {
            top = at.y;
        }
        rows.push((top, at.x, i));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    rows.into_iter().map(|row| row.2).collect()
}

/// The lines in such an order that as few as may be are drawn over texts.
pub fn uncovered(placed: &Placed) -> Vec<usize> {
    let count = placed.lines.len();
    // That takes time that grows with the square of the number of lines.
    if count > 400 {
        return (0..count).collect();
    }
    let points: Vec<Vec<Point>> = placed.lines.iter().map(Curve::points).collect();
    let over = |i: usize, j: usize| {
        let cut = |spot: Spot| points[j].windows(2).any(|w| spot.rect.is_cut(w[0], w[1]));
        placed.spots[i].is_some_and(cut)
    };
    // For each line, those that have to wait for it: their texts are crossed by it.
    let waiting_for: Vec<Vec<usize>> =
        (0..count).map(|j| (0..count).filter(|i| *i != j && over(*i, j)).collect()).collect();
    let mut blocked = vec![0usize; count];
    for i in waiting_for.iter().flatten() {
        blocked[*i] += 1;
    }
    // The text drawn last is on top. Where texts and lines go in a circle, the first of them begins.
    let mut waiting: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !waiting.is_empty() {
        let free = waiting.iter().position(|i| blocked[*i] == 0).unwrap_or(0);
        let next = waiting.remove(free);
        for i in &waiting_for[next] {
            blocked[*i] -= 1;
        }
        order.push(next);
    }
    order
}
