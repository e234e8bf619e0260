//! Pushes overlapping boxes apart: for networks that are looked at through a window, so that the size of
//! the whole does not matter.

use super::geometry::{Point, at};
use super::scene::Scene;

/// The least room between two boxes.
const GAP: Point = Point { x: 26.0, y: 20.0 };
/// How often boxes that stand on each other are pushed apart.
const ROUNDS: usize = 90;

/// Pushes boxes apart until none stands on another, or they have been pushed often.
pub(super) fn spread(scene: &Scene, middles: &mut [Point]) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        let mut order: Vec<usize> = (0..middles.len()).collect();
        order.sort_by(|a, b| middles[*a].y.total_cmp(&middles[*b].y).then(a.cmp(b)));
        for (n, i) in order.iter().copied().enumerate() {
            for j in order[n + 1..].iter().copied() {
                let (a, b) = (&scene.items[i], &scene.items[j]);
                let way = middles[j].minus(middles[i]);
                let x = (a.width + b.width) / 2.0 + GAP.x - way.x.abs();
                let y = (a.height + b.height) / 2.0 + GAP.y - way.y.abs();
                if x <= 0.0 || y <= 0.0 {
                    continue;
                }
                moved = true;
                // By the shorter way; two in one place go apart in the order of the list.
                let sign = |v: f64| if v < 0.0 || (v == 0.0 && j < i) { -0.5 } else { 0.5 };
                let by = if y <= x * 1.5 {
                    at(0.0, (y + 0.5) * sign(way.y))
                } else {
                    at((x + 0.5) * sign(way.x), 0.0)
                };
                middles[j] = middles[j].plus(by);
                middles[i] = middles[i].minus(by);
            }
        }
        if !moved {
            return;
        }
    }
}
