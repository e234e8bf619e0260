//! Making an arrangement better by moving one thing at a time.
//!
//! Threshold accepting (Dueck and Scheuer 1990): a change is kept if it is no worse than before by
//! more than a threshold that sinks to nothing. Then each box is tried all over the page.
//! Everything stands on a grid, so that boxes line up.

use super::chance::Chance;
use super::geometry::{Point, Rect, at};
use super::score::Board;
use super::tally::Tally;

/// The grid: boxes in a row are in one line.
const GRID: Point = Point { x: 10.0, y: 15.0 };
/// How often the boxes at whom lines cross are looked for.
const LOOK: usize = 512;

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
pub(super) fn refine(tally: &mut Tally<'_>, plan: Plan, seed: u64) -> f64 {
    let mut chance = Chance(seed);
    let gridded: Vec<Point> = tally.board.at.iter().map(|place| on_grid(*place)).collect();
    tally.set_all(&gridded);
    let (mut best, mut best_at) = (tally.score(), gridded);
    let mut worst = tally.worst();
    for step in 0..plan.moves {
        let rest = 1.0 - step as f64 / plan.moves as f64;
        let threshold = plan.threshold * rest * rest;
        if step % LOOK == LOOK - 1 {
            worst = tally.worst();
        }
        let reach = plan.reach * rest * rest + 14.0;
        let Some((nodes, to)) = propose(&tally.board, &worst, &mut chance, reach) else { continue };
        let limit = tally.score() + threshold;
        let kept = match (&nodes[..], &to[..]) {
            ([node], [to]) => tally.try_one(*node, *to, limit),
            _ => tally.try_many(&nodes, &to, limit),
        };
        if kept && tally.score() < best - 1e-6 {
            best = tally.score();
            best_at.clone_from(&tally.board.at);
        }
    }
    tally.set_all(&best_at);
    tally.score()
}

/// Tries each box all over the page, and leaves it where it is best; gives the score.
pub(super) fn sweep(tally: &mut Tally<'_>) -> f64 {
    let all = (0..tally.board.at.len()).map(|i| tally.board.rect(i));
    let hull = Rect::of_all(all).unwrap_or_default();
    for node in 0..tally.board.at.len() {
        for place in tries(&tally.board, node, hull) {
            let limit = tally.score() - 1e-6;
            tally.try_one(node, place, limit);
        }
    }
    tally.score()
}

/// Places all over the page, or over a group's frame and a bit around it.
fn tries(board: &Board<'_>, node: usize, hull: Rect) -> Vec<Point> {
    let area = match board.scene.items[node].group {
        Some(group) => board.frame(group).grown(60.0),
        // Where boxes stand on each other there may be no room inside.
        None if board.firm > 1.0 => hull.grown(200.0),
        None => hull.grown(20.0),
    };
    let (columns, rows) = (18, 14);
    let mut places = Vec::with_capacity(columns * rows);
    for column in 0..columns {
        for row in 0..rows {
            let x = area.x0 + area.width() * (column as f64 + 0.5) / columns as f64;
            let y = area.y0 + area.height() * (row as f64 + 0.5) / rows as f64;
            places.push(on_grid(at(x, y)));
        }
    }
    places
}

pub(super) fn on_grid(p: Point) -> Point {
    at((p.x / GRID.x).round() * GRID.x, (p.y / GRID.y).round() * GRID.y)
}

type Change = (Vec<usize>, Vec<Point>);

/// Something to try: mostly one box a bit aside, sometimes to its neighbours, two that change
/// places, or a whole group.
fn propose(board: &Board<'_>, worst: &[usize], chance: &mut Chance, reach: f64) -> Option<Change> {
    let n = board.at.len();
    // Those at whom lines cross are tried more often.
    let node = match worst.get(chance.below(2 * worst.len())) {
        Some(node) => *node,
        None => chance.below(n),
    };
    let aside = at(chance.swing() * reach * 1.3, chance.swing() * reach);
    let groups = board.members.len();
    let change = match chance.below(100) {
        0..80 => (vec![node], vec![board.at[node].plus(aside)]),
        80..92 => {
            let bonds = &board.bonds_of[node];
            let i = *bonds.get(chance.below(bonds.len()))?;
            let bond = &board.bonds[i];
            let other = bond.a + bond.b - node;
            let near = at(chance.swing() * 220.0, chance.swing() * 130.0);
            (vec![node], vec![board.at[other].plus(near)])
        }
        92..95 => {
            let other = chance.below(n);
            (vec![node, other], vec![board.at[other], board.at[node]])
        }
        95..100 if groups > 0 => {
            let members = &board.members[chance.below(groups)];
            (members.clone(), members.iter().map(|m| board.at[*m].plus(aside)).collect())
        }
        _ => return None,
    };
    let to: Vec<Point> = change.1.into_iter().map(on_grid).collect();
    let moved = change.0.iter().zip(&to).any(|(node, to)| board.at[*node] != *to);
    moved.then_some((change.0, to))
}
