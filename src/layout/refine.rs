//! Making an arrangement better by moving one thing at a time.
//!
//! Threshold accepting (Dueck and Scheuer 1990): a change is kept if it is no worse than before by
//! more than a threshold that sinks to nothing. Then each box is tried all over the page.
//! Everything stands on a grid, so that boxes line up.

use super::chance::Chance;
use super::geometry::{Point, Rect, at};
use super::score::{Board, Framed};

/// The grid: boxes in a row are in one line.
const GRID: Point = Point { x: 10.0, y: 15.0 };
/// How often the boxes at whom lines cross are looked for.
const LOOK: usize = 512;
/// Up to so many boxes are judged one after the other; more, all in all.
const FEW: usize = 5;

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

/// An arrangement with its score, kept up as boxes move.
struct State<'b, 's> {
    board: &'b mut Board<'s>,
    frames: Vec<Rect>,
    page: f64,
    score: f64,
    /// What is around each box, its frame staying and moving, as long as nothing has moved.
    known: Vec<[Option<f64>; 2]>,
}

impl State<'_, '_> {
    /// Moves one box if that costs no more than `limit`; says whether it did.
    fn try_one(&mut self, node: usize, to: Point, limit: f64) -> bool {
        let old = self.board.at[node];
        let group = self.board.scene.items[node].group;
        self.board.set(node, to);
        let moved = group.map(|group| (group, self.board.frame(group)));
        let moved = moved.filter(|(group, frame)| self.frames[*group] != *frame);
        let framed = if moved.is_some() { Framed::Moves } else { Framed::Stays };
        self.board.set(node, old);
        let known = &mut self.known[node][usize::from(framed == Framed::Moves)];
        let before = match *known {
            Some(before) => before,
            None => {
                let before = self.board.around(node, &self.frames, framed, f64::INFINITY);
                *known.insert(before)
            }
        };
        self.board.set(node, to);
        let kept = group.map(|group| self.frames[group]);
        if let Some((group, frame)) = moved {
            self.frames[group] = frame;
        }
        let page = self.board.page_cost(&self.frames);
        let rest = self.score - before + page - self.page;
        let after = self.board.around(node, &self.frames, framed, limit - rest);
        if rest + after <= limit {
            (self.score, self.page) = (rest + after, page);
            self.forget();
            return true;
        }
        self.board.set(node, old);
        if let (Some(group), Some(frame)) = (group, kept) {
            self.frames[group] = frame;
        }
        false
    }

    /// Moves several boxes if that costs no more than `limit`; says whether it did.
    fn try_many(&mut self, nodes: &[usize], to: &[Point], limit: f64) -> bool {
        let old: Vec<Point> = nodes.iter().map(|n| self.board.at[*n]).collect();
        let (frames, page, score) = (self.frames.clone(), self.page, self.score);
        if nodes.len() > FEW {
            for (node, to) in nodes.iter().zip(to) {
                self.board.set(*node, *to);
            }
            self.frames = self.board.frames();
            self.page = self.board.page_cost(&self.frames);
            self.score = self.board.total_up_to(limit);
            self.forget();
        } else {
            for (node, to) in nodes.iter().zip(to) {
                self.try_one(*node, *to, f64::INFINITY);
            }
        }
        if self.score <= limit {
            return true;
        }
        for (node, old) in nodes.iter().zip(old) {
            self.board.set(*node, old);
        }
        (self.frames, self.page, self.score) = (frames, page, score);
        self.forget();
        false
    }

    fn forget(&mut self) {
        self.known.fill([None; 2]);
    }
}

/// Improves an arrangement; gives its score.
pub(super) fn refine(board: &mut Board<'_>, plan: Plan, seed: u64) -> f64 {
    let mut chance = Chance(seed);
    board.set_all(board.at.iter().map(|place| on_grid(*place)).collect());
    let (mut best, mut best_at) = (board.total(), board.at.clone());
    let frames = board.frames();
    let mut worst = board.worst();
    let known = vec![[None; 2]; board.at.len()];
    let mut state = State { page: board.page_cost(&frames), score: best, frames, board, known };
    for step in 0..plan.moves {
        let rest = 1.0 - step as f64 / plan.moves as f64;
        let threshold = plan.threshold * rest * rest;
        if step % LOOK == LOOK - 1 {
            worst = state.board.worst();
        }
        let reach = plan.reach * rest * rest + 14.0;
        let Some((nodes, to)) = propose(state.board, &worst, &mut chance, reach) else { continue };
        let limit = state.score + threshold;
        let kept = match (&nodes[..], &to[..]) {
            ([node], [to]) => state.try_one(*node, *to, limit),
            _ => state.try_many(&nodes, &to, limit),
        };
        if kept && state.score < best - 1e-6 {
            best = state.score;
            best_at.clone_from(&state.board.at);
        }
    }
    board.set_all(best_at);
    board.total()
}

/// Tries each box all over the page, and leaves it where it is best; gives the score.
pub(super) fn sweep(board: &mut Board<'_>) -> f64 {
    let frames = board.frames();
    let (page, score) = (board.page_cost(&frames), board.total());
    let all = (0..board.at.len()).map(|i| board.rect(i));
    let hull = Rect::of_all(all).unwrap_or_default();
    let known = vec![[None; 2]; board.at.len()];
    let mut state = State { board, frames, page, score, known };
    for node in 0..state.board.at.len() {
        for place in tries(state.board, node, hull) {
            let limit = state.score - 1e-6;
            state.try_one(node, place, limit);
        }
    }
    board.total()
}

/// Places all over the page, or over a group's frame and a bit around it.
fn tries(board: &Board<'_>, node: usize, hull: Rect) -> Vec<Point> {
    let area = match board.scene.items[node].group {
        Some(group) => board.frame(group).grown(60.0),
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
        0..66 => (vec![node], vec![board.at[node].plus(aside)]),
        66..78 => {
            let bonds = &board.bonds_of[node];
            let i = *bonds.get(chance.below(bonds.len()))?;
            let bond = &board.bonds[i];
            let other = bond.a + bond.b - node;
            let near = at(chance.swing() * 220.0, chance.swing() * 130.0);
            (vec![node], vec![board.at[other].plus(near)])
        }
        78..90 => {
            let other = chance.below(n);
            (vec![node, other], vec![board.at[other], board.at[node]])
        }
        90..96 if groups > 0 => {
            let members = &board.members[chance.below(groups)];
            (members.clone(), members.iter().map(|m| board.at[*m].plus(aside)).collect())
        }
        96..98 if groups > 0 => mirrored(board, chance.below(groups), chance.below(2) == 0),
        98..100 if groups > 1 => swapped(board, chance.below(groups), chance.below(groups)),
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
