//! A way around boxes and foreign frames for a line that no curve can lead past them.
//!
//! The shortest way by the corners of the boxes (Dijkstra 1959 on the visibility graph), its bends
//! rounded. Where boxes stand apart there always is one.

use super::geometry::{Curve, Point, Rect, at};
use super::ground::{Ground, border};

/// How far from a box its corners are passed.
const WIDE: f64 = 10.0;
/// How near a straight piece may come to a box.
const NEAR: f64 = 6.0;
/// How much of a piece a rounded bend may take.
const BEND: f64 = 9.0;

/// The way of a link around all foreign boxes, and around foreign frames where these are minded;
/// `shift` keeps lines that go the same way apart.
pub(super) fn around(ground: &Ground<'_>, link: usize, shift: f64, frames: bool) -> Option<Curve> {
    let link = &ground.scene.links[link];
    let (from, to) = (ground.items[link.from], ground.items[link.to]);
    let boxes = (0..ground.items.len()).filter(|k| *k != link.from && *k != link.to);
    let boxes = boxes.map(|k| ground.items[k]);
    let frames = ground.foreign(link).filter(|_| frames);
    let obstacles: Vec<Rect> = boxes.chain(frames).collect();
    let mut corners = vec![from.centre(), to.centre()];
    for rect in obstacles.iter().map(|rect| rect.grown(WIDE + shift.abs() / 2.0)) {
        let four = [(rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1)];
        let free = |p: &Point| !obstacles.iter().any(|o| o.grown(NEAR).holds(*p));
        corners.extend(four.map(|(x, y)| at(x, y)).iter().filter(|p| free(p)));
    }
    let clear = |a: Point, b: Point| !obstacles.iter().any(|o| o.grown(NEAR).is_cut(a, b));
    let mut way = shortest(&corners, clear)?;
    let last = way.len() - 1;
    way[0] = border(from, way[1]);
    way[last] = border(to, way[last - 1]);
    Some(Curve::bent(&way, BEND))
}

/// The shortest way from the first point to the second, by way of the others.
fn shortest(points: &[Point], clear: impl Fn(Point, Point) -> bool) -> Option<Vec<Point>> {
    let mut cost = vec![f64::INFINITY; points.len()];
    let mut before = vec![usize::MAX; points.len()];
    let mut done = vec![false; points.len()];
    cost[0] = 0.0;
    loop {
        let open = (0..points.len()).filter(|i| !done[*i] && cost[*i].is_finite());
        let here = open.min_by(|a, b| cost[*a].total_cmp(&cost[*b]))?;
        if here == 1 {
            break;
        }
        done[here] = true;
        for next in (1..points.len()).filter(|i| !done[*i]).collect::<Vec<_>>() {
            // A bend costs something too: few long pieces look better than many short ones.
            let through = cost[here] + points[next].minus(points[here]).length() + 15.0;
            if through < cost[next] && clear(points[here], points[next]) {
                (cost[next], before[next]) = (through, here);
            }
        }
    }
    let (mut way, mut node) = (vec![points[1]], 1);
    while node != 0 {
        node = before[node];
        way.push(points[node]);
    }
    way.reverse();
    Some(way)
}
