//! Making an arrangement better by moving one thing at a time.
//!
//! Threshold accepting (Dueck and Scheuer 1990): a change is kept if it is no worse than before by
//! more than a threshold that sinks to nothing. Everything stands on a grid, so that boxes line up.

use super::chance::Chance;
use super::geometry::{Point, at};
use super::score::Board;

/// The grid: boxes in a row are in one line.
const GRID: Point = Point { x: 10.0, y: 15.0 };

/// How hard to try.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// How many changes are tried.
    pub(super) moves: usize,
    /// How much worse a change may be at the start.
    pub(super) threshold: f64,
    /// How far a box may be moved at the start.
    pub(super) reach: f64,
}

/// Improves an arrangement; gives its score.
pub(super) fn refine(board: &mut Board<'_>, plan: Plan, seed: u64) -> f64 {
    let mut chance = Chance(seed);
    for place in &mut board.at {
        *place = on_grid(*place);
    }
    let mut score = board.total();
    let mut frames = board.frames();
    let mut page = board.page_cost(&frames);
    let mut worst = board.worst();
    let (mut best, mut best_at) = (score, board.at.clone());
    for step in 0..plan.moves {
        let rest = 1.0 - step as f64 / plan.moves as f64;
        let threshold = plan.threshold * rest * rest;
        if step % 512 == 511 {
            worst = board.worst();
        }
        let change = propose(board, &worst, &mut chance, plan.reach * rest * rest + 14.0);
        let Some((nodes, to)) = change else { continue };
        let old: Vec<Point> = nodes.iter().map(|n| board.at[*n]).collect();
        let put = |board: &mut Board<'_>, to: &[Point]| {
            for (node, to) in nodes.iter().zip(to) {
                board.at[*node] = *to;
            }
        };
        // One box is judged by what is around it; more are cheaper to judge all in all.
        let before = if let [node] = nodes[..] { board.around(node, &frames) } else { score };
        put(board, &to);
        let mut new_frames = frames.clone();
        for group in nodes.iter().filter_map(|node| board.scene.items[*node].group) {
            new_frames[group] = board.frame(group);
        }
        let new_page = board.page_cost(&new_frames);
        let new = if let [node] = nodes[..] {
            score - before - page + board.around(node, &new_frames) + new_page
        } else {
            board.total()
        };
        if new <= score + threshold {
            (score, frames, page) = (new, new_frames, new_page);
            if score < best - 1e-6 {
                best = score;
                best_at.clone_from(&board.at);
            }
        } else {
            put(board, &old);
        }
    }
    board.at = best_at;
    board.total()
}

fn on_grid(p: Point) -> Point {
    at((p.x / GRID.x).round() * GRID.x, (p.y / GRID.y).round() * GRID.y)
}

type Change = (Vec<usize>, Vec<Point>);

/// Something to try: mostly one box a bit aside, sometimes to its neighbours, two that change
/// places, or a whole group.
fn propose(
    board: &Board<'_>,
    worst: &[usize],
    chance: &mut Chance,
    reach: f64,
) -> Option<Change> {
    let n = board.at.len();
    // Those at whom lines cross are tried more often.
    let node = match worst.get(chance.below(2 * worst.len())) {
        Some(node) => *node,
        None => chance.below(n),
    };
    let aside = at(chance.swing() * reach * 1.3, chance.swing() * reach);
    let groups = board.members.len();
    let change = match chance.below(100) {
        0..70 => (vec![node], vec![board.at[node].plus(aside)]),
        70..80 => {
            let bonds = &board.bonds_of[node];
            let i = *bonds.get(chance.below(bonds.len()))?;
            let bond = &board.bonds[i];
            let other = bond.a + bond.b - node;
            let near = at(chance.swing() * 160.0, chance.swing() * 90.0);
            (vec![node], vec![board.at[other].plus(near)])
        }
        80..88 => {
            let other = chance.below(n);
            (vec![node, other], vec![board.at[other], board.at[node]])
        }
        88..95 if groups > 0 => {
            let members = &board.members[chance.below(groups)];
            (members.clone(), members.iter().map(|m| board.at[*m].plus(aside)).collect())
        }
        95..97 if groups > 0 => mirrored(board, chance.below(groups), chance.below(2) == 0),
        97..100 if groups > 1 => swapped(board, chance.below(groups), chance.below(groups)),
        _ => return None,
    };
    let to: Vec<Point> = change.1.into_iter().map(on_grid).collect();
    let moved = change.0.iter().zip(&to).any(|(node, to)| board.at[*node] != *to);
    moved.then_some((change.0, to))
}

fn middle(board: &Board<'_>, group: usize) -> Point {
    let members = &board.members[group];
    let sum = members.iter().fold(Point::default(), |sum, m| sum.plus(board.at[*m]));
    sum.times(1.0 / members.len().max(1) as f64)
}

fn mirrored(board: &Board<'_>, group: usize, sideways: bool) -> Change {
    let c = middle(board, group);
    let flip = |m: &usize| {
        let p = board.at[*m];
        if sideways { at(2.0 * c.x - p.x, p.y) } else { at(p.x, 2.0 * c.y - p.y) }
    };
    let members = &board.members[group];
    (members.clone(), members.iter().map(flip).collect())
}

fn swapped(board: &Board<'_>, a: usize, b: usize) -> Change {
    let way = middle(board, b).minus(middle(board, a));
    let mut nodes = Vec::new();
    let mut to = Vec::new();
    if a != b {
        for (group, way) in [(a, way), (b, way.times(-1.0))] {
            for m in &board.members[group] {
                nodes.push(*m);
                to.push(board.at[*m].plus(way));
            }
        }
    }
    (nodes, to)
}
