//! Places for the texts on lines: on no other text, on no box, and on few other lines.

use super::geometry::{Point, Rect, at};
use super::ground::Ground;
use super::parallel::in_parallel;
use super::route::{Drawn, stations};

/// Room around a text.
const AIR: f64 = 1.5;
/// How often all texts are looked at again, now that the others stand differently.
const ROUNDS: usize = 3;
/// What speaks against a text on another line between the same two: more than all else.
const TWIN: f64 = 60.0;
/// At how many places of a line its text is tried.
const STEPS: usize = 24;

/// A text on its line: which of the link's labels, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelSpot {
    /// As a place in the link's labels.
    pub which: usize,
    /// The box of the text.
    pub rect: Rect,
}

struct Seat {
    spot: LabelSpot,
    cost: f64,
}

/// Finds a place for one label of each link, if there is one.
pub(super) fn spots(ground: &Ground<'_>, lines: &[Drawn]) -> Vec<Option<LabelSpot>> {
    let mut fixed: Vec<Rect> = ground.items.iter().map(|rect| rect.grown(1.5)).collect();
    fixed.extend(ground.headings());
    let all: Vec<usize> = (0..lines.len()).collect();
    let seats: Vec<Vec<Seat>> = in_parallel(&all, |i| seats(ground, lines, *i, &fixed));
    // Whoever has least choice comes first.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|i| (seats[*i].len(), *i));
    let mut spots: Vec<Option<LabelSpot>> = vec![None; lines.len()];
    for _ in 0..ROUNDS {
        let before = spots.clone();
        for i in &order {
            spots[*i] = None;
            let free = |rect: Rect| {
                !spots.iter().flatten().any(|other| other.rect.grown(AIR).overlaps(rect))
            };
            let free = seats[*i].iter().filter(|c| free(c.spot.rect));
            spots[*i] = free.min_by(|a, b| a.cost.total_cmp(&b.cost)).map(|c| c.spot);
        }
        if spots == before {
            break;
        }
    }
    spots
}

/// Every place for a label of a link that no box forbids, with what speaks against it.
fn seats(ground: &Ground<'_>, lines: &[Drawn], link: usize, fixed: &[Rect]) -> Vec<Seat> {
    let mut seats = Vec::new();
    let links = &ground.scene.links;
    let labels = &links[link].labels;
    let ends = |i: usize| (links[i].from.min(links[i].to), links[i].from.max(links[i].to));
    // On another line between the same two a text would be read as that line's.
    let twin = |other: usize| if ends(other) == ends(link) { TWIN } else { 4.0 };
    for (which, label) in labels.iter().enumerate() {
        for (off_middle, p) in stations(&lines[link], STEPS) {
            for (aside, cost) in asides(label.width, label.height) {
                let rect = Rect::around(p.plus(aside), label.width, label.height);
                if fixed.iter().any(|other| other.overlaps(rect)) {
                    continue;
                }
                // Beside its line a text must not lie across it.
                if cost > 0.0 && lines[link].cuts(rect) {
                    continue;
                }
                let others = (0..lines.len()).filter(|j| *j != link && lines[*j].cuts(rect));
                let others: f64 = others.map(twin).sum();
                let borders = ground.frames.iter().filter(|frame| is_astride(**frame, rect));
                let cost = 7.0 * which as f64
                    + 5.0 * off_middle
                    + others
                    + 1.2 * borders.count() as f64
                    + cost
                    + cover(&lines[link], rect);
                seats.push(Seat { spot: LabelSpot { which, rect }, cost });
            }
        }
    }
    seats
}

/// On the line, or on one side of it, with what speaks against that.
fn asides(width: f64, height: f64) -> [(Point, f64); 5] {
    let (x, y) = (width / 2.0 + 4.0, height / 2.0 + 3.0);
    [
        (at(0.0, 0.0), 0.0),
        (at(x, 0.0), 1.2),
        (at(-x, 0.0), 1.2),
        (at(0.0, y), 1.2),
        (at(0.0, -y), 1.2),
    ]
}

/// A text should not hide its whole line.
fn cover(line: &Drawn, rect: Rect) -> f64 {
    let (a, b) = (line.points[0], line.points[line.points.len() - 1]);
    let near = |p: Point| rect.grown(9.0).holds(p);
    if near(a) || near(b) { 3.0 } else { 0.0 }
}

fn is_astride(frame: Rect, rect: Rect) -> bool {
    frame.overlaps(rect)
        && !(frame.holds(at(rect.x0, rect.y0)) && frame.holds(at(rect.x1, rect.y1)))
}
