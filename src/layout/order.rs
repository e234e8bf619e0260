//! The order in which numbers are read and lines are drawn.

use super::geometry::{Curve, Point, Rect};
use super::{LabelSpot, Placed};

/// Numbers that differ in height by no more than this are read as one row.
const ROW: f64 = 24.0;

/// What stands at some points, in the order in which somebody reads it: by rows, from left to right.
pub fn in_rows(seats: Vec<(usize, Point)>) -> Vec<usize> {
    rows_of(ROW, seats)
}

/// How far numbers may differ in height and yet be read as one row, the most first.
const ROWS: [f64; 5] = [40.0, 32.0, ROW, 16.0, 8.0];

/// A number with its place in the list, where it stands, and the room of the words before it.
pub type Number = (usize, Point, Rect);

/// Numbers in the order in which the words before them are read: by rows as high as suits them best. What stands
/// beside each other is read from left to right, what stands above something else before it.
pub fn as_read(texts: &[Number]) -> Vec<usize> {
    as_read_together(&[texts.to_vec()]).pop().unwrap_or_default()
}

/// The same for several pictures of one sheet, whose rows are equally high: who reads it goes by one rule.
pub fn as_read_together(pictures: &[Vec<Number>]) -> Vec<Vec<usize>> {
    let orders = |high: f64| -> Vec<Vec<usize>> {
        let seats = |texts: &Vec<Number>| texts.iter().map(|text| (text.0, text.1)).collect();
        pictures.iter().map(|texts| rows_of(high, seats(texts))).collect()
    };
    let wrong = |orders: &Vec<Vec<usize>>| -> usize {
        orders.iter().zip(pictures).map(|(order, texts)| against(order, texts)).sum()
    };
    ROWS.map(orders).into_iter().min_by_key(wrong).unwrap_or_default()
}

/// How many pairs an order has the other way round than they are read.
fn against(order: &[usize], texts: &[Number]) -> usize {
    let room = |i: usize| texts.iter().find(|text| text.0 == i).map_or(Rect::default(), |t| t.2);
    let before = |a: usize, b: usize| {
        let (a, b) = (room(a), room(b));
        let beside = a.y0 < b.y1 && b.y0 < a.y1;
        if beside { a.x0 <= b.x0 } else { a.y0 <= b.y0 }
    };
    let pairs = (0..order.len()).flat_map(|i| (0..i).map(move |j| (j, i)));
    pairs.filter(|(j, i)| !before(order[*j], order[*i])).count()
}

fn rows_of(high: f64, mut seats: Vec<(usize, Point)>) -> Vec<usize> {
    seats.sort_by(|a, b| a.1.y.total_cmp(&b.1.y).then(a.1.x.total_cmp(&b.1.x)));
    let (mut top, mut rows) = (f64::NEG_INFINITY, Vec::new());
    for (i, at) in seats {
        if at.y > top + high {
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
        let cut = |spot: LabelSpot| points[j].windows(2).any(|w| spot.rect.is_cut(w[0], w[1]));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::at;

    /// Words with a number behind the last of their lines.
    fn text(i: usize, x: f64, top: f64, lines: usize) -> (usize, Point, Rect) {
        let high = 13.5 * lines as f64;
        (i, at(x + 60.0, top + high), Rect { x0: x, y0: top, x1: x + 70.0, y1: top + high })
    }

    /// Two pictures of a sheet are read by one rule, though each by itself would be read by another.
    #[test]
    fn pictures_of_a_sheet_have_rows_of_one_height() {
        let number = |i: usize, x: f64, y: f64| {
            (i, at(x, y), Rect { x0: x - 20.0, x1: x, y0: y - 8.0, y1: y + 2.0 })
        };
        let first = vec![number(0, 500.0, 275.0), number(1, 605.0, 259.0)];
        let second =
            vec![number(0, 214.0, 268.0), number(1, 501.0, 275.0), number(2, 360.0, 281.0)];
        let orders = as_read_together(&[first.clone(), second.clone()]);
        let one_height = ROWS.map(|high| {
            [&first, &second].map(|texts| rows_of(high, texts.iter().map(|t| (t.0, t.1)).collect()))
        });
        assert!(one_height.iter().any(|both| both.as_slice() == orders), "{orders:?}");
        assert!(orders.iter().zip([2, 3]).all(|(order, many)| order.len() == many));
    }

    #[test]
    fn words_beside_each_other_are_read_from_left_to_right_however_many_lines_they_have() {
        let texts = [text(0, 300.0, 100.0, 1), text(1, 20.0, 100.0, 3), text(2, 120.0, 100.0, 2)];
        assert_eq!(as_read(&texts), [1, 2, 0]);
    }

    #[test]
    fn what_stands_above_is_read_before_what_stands_at_its_left() {
        let texts = [text(0, 300.0, 100.0, 1), text(1, 20.0, 122.0, 1), text(2, 20.0, 180.0, 1)];
        assert_eq!(as_read(&texts), [0, 1, 2]);
    }
}
