//! The score of an arrangement, kept up as boxes move.
//!
//! Takes a [`Board`], gives its score after each change for a small part of the cost of the whole score:
//! what a box contributed before is known, and what it contributes now is counted in
//! long rows (`lanes`). Must give the same as the whole score (`whole`); a test compares them.

mod frames;
mod moves;

use super::geometry::{Point, Rect, at};
use super::lanes::{self, Block, Blocks, Line, Lines, row};
use super::scene::{CLEAR, GAP};
use super::score::{Board, CROSSING, side_by_side, too_deep};

/// An arrangement with its score, and what is needed to know it soon after a change.
#[derive(Debug, Clone)]
pub(super) struct Tally<'s> {
    pub(super) board: Board<'s>,
    score: f64,
    frames: Vec<Rect>,
    /// The same for lines: each frame, and its heading.
    fences: Vec<[Block; 2]>,
    page: f64,
    /// What the lines through each frame and its heading cost.
    tolls: Vec<f64>,
    /// The boxes with the room that lines leave around them.
    zones: Blocks,
    lines: Lines,
    /// How many lines each bond stands for.
    weights: Vec<i32>,
    ones: Vec<i32>,
    /// For each group, 1 where a bond has no end in it.
    foreign: Vec<Vec<i32>>,
    /// How many lines cross each bond.
    crossed: Vec<i32>,
    /// What the boxes that each bond cuts cost.
    through: Vec<i32>,
    /// What a line through each box costs.
    bulk: Vec<i32>,
    /// How many bonds cut each box, its own among them.
    cut_by: Vec<i32>,
    stretch: Vec<f64>,
    /// The direction of each bond from its first end to its second.
    ways: Vec<Point>,
    /// What has to do with each box, its frame staying and moving, as long as nothing has moved.
    known: Vec<[Option<f64>; 2]>,
    /// The bonds of a box that moves: before, and now.
    was: Vec<Part>,
    now: Vec<Part>,
}

/// What is known about one bond.
#[derive(Debug, Clone, Copy)]
struct Part {
    line: Line,
    way: Point,
    stretch: f64,
    crossed: i32,
    through: i32,
}

/// One group's frame that moves with a box.
#[derive(Debug, Clone, Copy)]
struct Moved {
    group: usize,
    frame: Rect,
    toll: f64,
}

impl<'s> Tally<'s> {
    pub(super) fn new(board: Board<'s>) -> Self {
        let (n, m, groups) = (board.at.len(), board.bonds.len(), board.members.len());
        let foreign = |g: usize| {
            let is_foreign = |bond: &super::score::Bond| {
                board.group(bond.a) != Some(g) && board.group(bond.b) != Some(g)
            };
            row(board.bonds.iter().map(|bond| i32::from(is_foreign(bond))))
        };
        let mut tally = Tally {
            score: 0.0,
            frames: Vec::new(),
            fences: Vec::new(),
            page: 0.0,
            tolls: vec![0.0; groups],
            zones: Blocks::new(n),
            lines: Lines::new(m),
            weights: row(board.bonds.iter().map(|bond| bond.lines)),
            ones: row((0..n.max(m)).map(|_| 1)),
            foreign: (0..groups).map(foreign).collect(),
            crossed: row((0..m).map(|_| 0)),
            through: row((0..m).map(|_| 0)),
            bulk: row(board.bulk.iter().copied()),
            cut_by: row((0..n).map(|_| 0)),
            stretch: vec![0.0; m],
            ways: vec![Point::default(); m],
            known: vec![[None; 2]; n],
            was: Vec::new(),
            now: Vec::new(),
            board,
        };
        tally.count(f64::INFINITY);
        tally
    }

    /// Minds more or less that things stand on each other.
    pub(super) fn set_firm(&mut self, firm: f64) {
        self.board.firm = firm;
        self.count(f64::INFINITY);
    }

    /// Less is better.
    pub(super) fn score(&self) -> f64 {
        self.score
    }

    /// How often lines cross.
    pub(super) fn crossings(&self) -> i32 {
        self.weights
            .iter()
            .zip(&self.crossed)
            .map(|(weight, crossed)| weight * crossed)
            .sum::<i32>()
            / 2
    }

    /// Whether boxes, or frames, stand on each other or all but touch.
    pub(super) fn is_at_fault(&self) -> bool {
        let rects: Vec<Rect> = (0..self.board.at.len()).map(|i| self.board.rect(i)).collect();
        let meets = |rect: Rect, others: &[Rect]| {
            let wide = rect.grown(TOUCH);
            others.iter().any(|other| wide.overlaps(*other))
        };
        let strays = |(g, frame): (usize, &Rect)| {
            let foreign = (0..rects.len()).filter(|node| self.board.group(*node) != Some(g));
            meets(*frame, &self.frames[g + 1..])
                || meets(*frame, &foreign.map(|node| rects[node]).collect::<Vec<_>>())
        };
        self.frames.iter().enumerate().any(strays)
            || rects.iter().enumerate().any(|(i, rect)| meets(*rect, &rects[i + 1..]))
    }

    /// Puts all boxes elsewhere.
    pub(super) fn set_all(&mut self, to: &[Point]) {
        self.board.at.copy_from_slice(to);
        self.count(f64::INFINITY);
    }

    /// The boxes at which something is wrong, each as often as there is, up to a measure.
    pub(super) fn worst(&self) -> Vec<usize> {
        let mut faults: Vec<i32> =
            (0..self.board.at.len()).map(|node| self.foreign_cuts(node)).collect();
        for (i, bond) in self.board.bonds.iter().enumerate() {
            let wrong = self.crossed[i] + i32::from(self.through[i] > 0);
            faults[bond.a] += wrong;
            faults[bond.b] += wrong;
        }
        let times = |(node, faults): (usize, &i32)| vec![node; (*faults).clamp(0, 6) as usize];
        faults.iter().enumerate().flat_map(times).collect()
    }

    /// Works everything out anew; says whether it is no more than `limit`, and stops where it is.
    fn count(&mut self, limit: f64) -> bool {
        let board = &self.board;
        for node in 0..board.at.len() {
            self.zones.set(node, zone(board, node));
        }
        for i in 0..board.bonds.len() {
            self.lines.set(i, line(board, i));
        }
        self.frames = board.frames();
        self.fences = (0..).zip(&self.frames).map(|(g, frame)| fence(board, g, *frame)).collect();
        self.page = board.page_cost(&self.frames);
        let mut sum = self.page;
        sum += (0..self.board.at.len()).map(|node| self.near(node) / 2.0).sum::<f64>();
        for g in 0..self.frames.len() {
            let frame = self.frames[g];
            self.tolls[g] = self.toll(g);
            sum += self.tolls[g] + self.strangers(g, frame);
            sum += self.frames[g + 1..]
                .iter()
                .map(|other| self.board.firm * too_deep(frame, *other))
                .sum::<f64>();
        }
        for i in 0..self.board.bonds.len() {
            if sum > limit {
                return false;
            }
            let part = self.part(i);
            (self.stretch[i], self.ways[i]) = (part.stretch, part.way);
            (self.crossed[i], self.through[i]) = (part.crossed, part.through);
            sum += part.stretch + self.board.firm * f64::from(part.through);
            // Each crossing is counted at both of its lines.
            sum += CROSSING / 2.0 * f64::from(self.weights[i] * part.crossed);
        }
        for node in 0..self.board.at.len() {
            self.cut_by[node] = lanes::cutting(&self.lines, self.zones.get(node), &self.ones);
            sum += self.angles(node);
        }
        self.score = sum;
        self.known.fill([None; 2]);
        sum <= limit
    }

    /// A bond as it lies now.
    fn part(&self, i: usize) -> Part {
        let line = self.lines.get(i);
        let bond = &self.board.bonds[i];
        // It ends inside of two boxes.
        let ends = if line.is_dot() { 0 } else { self.bulk[bond.a] + self.bulk[bond.b] };
        Part {
            line,
            way: self.board.way(i),
            stretch: self.board.stretch(i),
            crossed: lanes::crossing(&self.lines, line, &self.weights),
            through: lanes::cut_by(&self.zones, line, &self.bulk) - ends,
        }
    }

    /// How many bonds of others cut a box.
    fn foreign_cuts(&self, node: usize) -> i32 {
        let own = self.board.bonds_of[node].iter().filter(|i| !self.lines.get(**i).is_dot());
        self.cut_by[node] - own.count() as i32
    }

    fn around_box(&self, node: usize, cuts: i32) -> f64 {
        self.board.firm * f64::from(self.bulk[node] * cuts)
    }

    /// What stands too near to a box.
    fn near(&self, node: usize) -> f64 {
        let half = self.board.half[node];
        let room = at(half.x + GAP - CLEAR, half.y + GAP - CLEAR);
        // It overlaps itself.
        if lanes::overlapping(&self.zones, Block::new(self.board.at[node], room), &self.ones) <= 1 {
            return 0.0;
        }
        let others = (0..self.board.at.len()).filter(|other| *other != node);
        others.map(|other| self.board.too_near(node, other)).sum()
    }

    /// The way of a bond from a box.
    #[inline]
    fn way_from(&self, node: usize, i: usize) -> Point {
        if self.board.bonds[i].a == node { self.ways[i] } else { self.ways[i].times(-1.0) }
    }

    /// Lines that leave a box side by side.
    fn angles(&self, node: usize) -> f64 {
        let own = &self.board.bonds_of[node];
        let mut sum = 0.0;
        for (k, i) in own.iter().enumerate() {
            let way = self.way_from(node, *i);
            for j in &own[k + 1..] {
                sum += side_by_side(way, self.way_from(node, *j));
            }
        }
        sum
    }

    /// The same at the other end of a bond, with that bond only.
    fn angles_beyond(&self, node: usize, i: usize, way: Point) -> f64 {
        let bond = &self.board.bonds[i];
        let (other, way) = if bond.a == node { (bond.b, way.times(-1.0)) } else { (bond.a, way) };
        let there = self.board.bonds_of[other].iter().filter(|j| **j != i);
        there.map(|j| side_by_side(way, self.way_from(other, *j))).sum()
    }
}

/// What is nearer than this all but touches.
const TOUCH: f64 = 5.0;

fn line(board: &Board<'_>, i: usize) -> Line {
    Line::new(board.at[board.bonds[i].a], board.at[board.bonds[i].b])
}

fn fence(board: &Board<'_>, group: usize, frame: Rect) -> [Block; 2] {
    [frame, board.heading(group, frame)].map(Block::of)
}

fn zone(board: &Board<'_>, node: usize) -> Block {
    zone_at(board, node, board.at[node])
}

fn zone_at(board: &Board<'_>, node: usize, place: Point) -> Block {
    let half = board.half[node];
    Block::new(place, at(half.x + CLEAR, half.y + CLEAR))
}
