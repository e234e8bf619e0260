//! The shortest way with the fewest bends between two boxes.
//!
//! Takes a sheet and two ends, gives ports and cells (A*, whole numbers). Lines placed earlier are
//! walls, or merely expensive when the question is which of them would have to be moved.

use super::grid::{Grid, WAYS};
use super::row::CELL;
use super::sheet::{OUT, Port, Sheet};
use crate::layout::geometry::{Point, Rect, at};

const BEND: u32 = 90;
const STEP: u32 = 10;
/// Beside another line, or along a box.
const BESIDE: u32 = 14;
/// Outside of the frame in which both ends stand.
const ASTRAY: u32 = 20;
/// Round one of its own boxes, so near to it.
const CURLED: u32 = 16;
const ROUND: i32 = 4;
/// What a port costs where there was no room for words.
const SHUNNED: u32 = 160;

/// A way that was found.
pub(super) struct Way {
    pub(super) cost: u32,
    pub(super) ports: (Port, Port),
    pub(super) cells: Vec<usize>,
}

/// How the lines are looked upon that stand already.
pub(super) enum Others<'a> {
    /// No way leads through them.
    Walls,
    /// A way may lead through them, at a price for each cell, by line.
    Dear(&'a [u32]),
}

/// The search, which keeps its memory from one way to the next.
#[derive(Default)]
pub(super) struct Search {
    round: u32,
    states: Vec<State>,
    /// The goals by the states in which they are reached.
    goal: Vec<u16>,
    cells: Vec<Price>,
    open: Open,
}

/// To be on a cell, having come there some way. What is looked at together lies together.
#[derive(Clone, Copy, Default)]
struct State {
    /// The round in which it was reached.
    seen: u32,
    cost: u32,
    came: u32,
    /// The round in which it is a goal.
    goal_in: u32,
}

/// What a cell costs, and in which round that was found.
#[derive(Clone, Copy, Default)]
struct Price {
    known: u32,
    price: u32,
}

/// The states that are reached and not yet left, by what the whole way by them costs at least. That never
/// sinks, so that each cost has a bucket, and the next bucket is the next cost.
#[derive(Default)]
struct Open {
    buckets: Vec<Vec<(u32, u32)>>,
    /// Costs are counted from here.
    base: u32,
    /// The first bucket that may have something in it.
    low: usize,
    count: usize,
}

impl Open {
    /// Without anything; no cost will be lower than `base`.
    fn clear(&mut self, base: u32) {
        if self.count > 0 {
            self.buckets.iter_mut().for_each(Vec::clear);
        }
        (self.base, self.low, self.count) = (base, 0, 0);
    }

    fn push(&mut self, hoped: u32, spent: u32, state: usize) {
        let bucket = (hoped - self.base) as usize;
        if self.buckets.len() <= bucket {
            self.buckets.resize_with(bucket + 1, Vec::new);
        }
        self.buckets[bucket].push((spent, state as u32));
        self.count += 1;
    }

    /// The cheapest, with what it costs at least and what has been spent.
    fn pop(&mut self) -> Option<(u32, u32, usize)> {
        if self.count == 0 {
            return None;
        }
        loop {
            if let Some((spent, state)) = self.buckets[self.low].pop() {
                self.count -= 1;
                return Some((self.base + self.low as u32, spent, state as usize));
            }
            self.low += 1;
        }
    }
}

impl Search {
    fn clear(&mut self, states: usize) {
        self.round += 1;
        if self.states.len() < states {
            self.states.resize(states, State::default());
            self.goal.resize(states, 0);
            self.cells.resize(states / 4, Price::default());
        }
    }

    fn cost(&self, state: usize) -> u32 {
        let known = &self.states[state];
        if known.seen == self.round { known.cost } else { u32::MAX }
    }

    fn reach(&mut self, state: usize, cost: u32, came: u32) {
        let round = self.round;
        let reached = &mut self.states[state];
        (reached.seen, reached.cost, reached.came) = (round, cost, came);
    }

    /// The cheapest way between two boxes that leads straight across, unless one with bends may cost less.
    pub(super) fn straight(sheet: &Sheet<'_>, ends: (usize, usize)) -> Option<Way> {
        let grid = sheet.grid;
        let free = |cell: usize| {
            sheet.lines[cell] == 0 && sheet.words[cell] == 0 && grid.is_free(cell, ends)
        };
        let (starts, goals) = (sheet.exits(ends.0, false, free), sheet.exits(ends.1, false, free));
        let mut best: Option<Way> = None;
        for start in &starts {
            let (dx, dy) = WAYS[start.way];
            // How far it is to a port opposite, if it is one.
            let far = |goal: &Port| {
                let (right, down) = (goal.x - start.x, goal.y - start.y);
                let (far, off) = (right * dx + down * dy, (right * dy).abs() + (down * dx).abs());
                (goal.way == (start.way + 2) % 4 && off == 0 && far >= 2 * OUT).then_some(far)
            };
            for (goal, far) in goals.iter().filter_map(|goal| Some((goal, far(goal)?))) {
                let at = |k: i32| (start.x + dx * k, start.y + dy * k);
                let cells: Option<Vec<usize>> = (OUT..=far - OUT)
                    .map(|k| grid.cell(at(k).0, at(k).1).filter(|cell| free(*cell)))
                    .collect();
                let Some(cells) = cells else { continue };
                let steps = cells.len() as u32 - 1;
                let more: u32 = cells[1..].iter().map(|cell| lie(grid, *cell, ends)).sum::<u32>()
                    + (OUT + 1..=far - OUT)
                        .map(|k| shy(sheet, at(k), start.way, ends))
                        .sum::<u32>()
                    + start.cost
                    + goal.cost;
                let cost = steps * STEP + more;
                if more < 2 * BEND && best.as_ref().is_none_or(|best| cost < best.cost) {
                    best = Some(Way { cost, ports: (*start, *goal), cells });
                }
            }
        }
        best
    }

    /// The cheapest way between two boxes that costs less than `most`.
    pub(super) fn way(
        &mut self,
        sheet: &Sheet<'_>,
        ends: (usize, usize),
        others: &Others<'_>,
        shunned: &[(i32, i32, usize)],
        most: u64,
    ) -> Option<Way> {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let grid = sheet.grid;
        let toll = |cell: usize| match others {
            Others::Walls => (sheet.lines[cell] == 0 && sheet.words[cell] == 0).then_some(0),
            Others::Dear(prices) => {
                let price = |of: u8| if of == 0 { 0 } else { prices[usize::from(of) - 1] };
                Some(price(sheet.lines[cell]).max(price(sheet.words[cell])))
            }
        };
        let priced = |cell: usize| match grid.is_free(cell, ends) {
            true => toll(cell).map_or(SHUT, |toll| toll + lie(grid, cell, ends)),
            false => SHUT,
        };
        let bare = matches!(others, Others::Dear(_));
        let outside = |p: &Port| {
            let (dx, dy) = WAYS[p.way];
            grid.cell(p.x + dx * OUT, p.y + dy * OUT)
        };
        // A line between two boxes in one frame leaves its box on a side from which it need not re-enter the frame.
        let (a, b) = (grid.side_of[ends.0], grid.side_of[ends.1]);
        let beyond = |port: &Port| {
            a.is_some() && a == b && outside(port).is_some_and(|cell| !grid.is_framed(cell))
        };
        let dear = |port: Port| {
            let shy = shunned.iter().filter(|s| **s == (port.x, port.y, port.way)).count() as u32;
            let back = if beyond(&port) { 2 * BEND } else { 0 };
            Port { cost: port.cost + shy * SHUNNED + back, ..port }
        };
        let ports = |end| -> Vec<Port> {
            let all = sheet.exits(end, bare, |cell| priced(cell) != SHUT);
            all.into_iter().map(dear).collect()
        };
        let (starts, goals) = (ports(ends.0), ports(ends.1));
        self.clear(grid.len() * 4);
        for (n, goal) in goals.iter().enumerate() {
            if let Some(cell) = outside(goal) {
                // One arrives against the way out.
                let state = cell * 4 + (goal.way + 2) % 4;
                let known = self.states[state].goal_in == self.round;
                if !known || goals[usize::from(self.goal[state])].cost > goal.cost {
                    self.states[state].goal_in = self.round;
                    self.goal[state] = n as u16;
                }
            }
        }
        // No way is shorter than straight to the box, with the bends that it takes to look there.
        let target = grid.ground.boxes[ends.1].0.grown(f64::from(OUT) * CELL);
        let target =
            [target.x0, target.y0, target.x1, target.y1].map(|v| (v / CELL).round() as i32);
        let ahead = |(x, y): (i32, i32), way: usize| {
            let off =
                |low: i32, v: i32, high: i32| if v < low { low - v } else { (high - v).min(0) };
            let (right, down) = (off(target[0], x, target[2]), off(target[1], y, target[3]));
            let (dx, dy) = WAYS[way];
            let (along, back) = (dx * right + dy * down > 0, dx * right + dy * down < 0);
            let bends = match (right != 0, down != 0) {
                (false, false) => 0,
                (true, true) => 1 + u32::from(!along),
                _ if along => 0,
                _ => 1 + u32::from(back),
            };
            (right.unsigned_abs() + down.unsigned_abs()) * STEP + bends * BEND
        };
        let begun: Vec<(u32, u32, usize)> = (starts.iter())
            .filter_map(|start| {
                let cell = outside(start)?;
                let hoped = start.cost + ahead(grid.place(cell), start.way);
                Some((hoped, start.cost, cell * 4 + start.way))
            })
            .collect();
        self.open.clear(begun.iter().map(|start| start.0).min().unwrap_or(0));
        for (hoped, spent, state) in begun {
            if spent < self.cost(state) {
                self.reach(state, spent, u32::MAX);
                self.open.push(hoped, spent, state);
            }
        }
        let mut best: Option<(u32, usize, usize)> = None;
        while let Some((hoped, spent, state)) = self.open.pop() {
            if spent > self.cost(state) {
                continue;
            }
            if hoped >= best.map_or(most, |(least, ..)| least) {
                break;
            }
            if self.states[state].goal_in == self.round {
                let goal = usize::from(self.goal[state]);
                let all = spent + goals[goal].cost;
                if all < best.map_or(most, |(least, ..)| least) {
                    best = Some((all, state, goal));
                }
            }
            let (cell, way) = (state / 4, state % 4);
            let (x, y) = grid.place(cell);
            for turn in [0usize, 1, 3] {
                let next_way = (way + turn) % 4;
                let (dx, dy) = WAYS[next_way];
                let Some(next) = grid.cell(x + dx, y + dy) else { continue };
                // Each cell is come to from all sides.
                if self.cells[next].known != self.round {
                    self.cells[next] = Price { known: self.round, price: priced(next) };
                }
                let price = self.cells[next].price;
                if price == SHUT {
                    continue;
                }
                let bend = if turn == 0 { 0 } else { BEND };
                let (spent, next_state) = (spent + STEP + bend + price, next * 4 + next_way);
                let known = self.cost(next_state);
                if spent >= known {
                    continue;
                }
                let there = (x + dx, y + dy);
                let spent = spent + shy(sheet, there, next_way, ends);
                let hoped = spent + ahead(there, next_way);
                if spent < known && hoped < most {
                    self.reach(next_state, spent, state as u32);
                    self.open.push(hoped, spent, next_state);
                }
            }
        }
        let (cost, mut state, goal) = best?;
        let mut cells = vec![state / 4];
        while self.states[state].came != u32::MAX {
            state = self.states[state].came as usize;
            cells.push(state / 4);
        }
        cells.reverse();
        let first_way = state % 4;
        let start = starts.iter().find(|s| s.way == first_way && outside(s) == Some(cells[0]))?;
        Some(Way { cost, ports: (*start, goals[goal]), cells })
    }
}

/// What no way between two boxes costs less than: its steps, without those right at the boxes.
pub(super) fn least(a: Rect, b: Rect) -> u64 {
    let gap = |low: f64, high: f64| (low.max(high) / CELL).max(0.0) as u64;
    let (right, down) = (gap(b.x0 - a.x1, a.x0 - b.x1), gap(b.y0 - a.y1, a.y0 - b.y1));
    (right + down).saturating_sub(2 * OUT as u64) * u64::from(STEP)
}

/// The price of a cell that no way leads through.
const SHUT: u32 = u32::MAX;

/// What it costs to run beside lines, or round one of the two boxes that the line itself joins.
fn shy(sheet: &Sheet<'_>, (x, y): (i32, i32), way: usize, ends: (usize, usize)) -> u32 {
    let grid = sheet.grid;
    let mut price = 0;
    for end in [ends.0, ends.1] {
        let [x0, y0, x1, y1] = grid.bounds(end);
        let (at, along, low, off, high) = match WAYS[way] {
            (0, _) => (y, y0..=y1, x0, x, x1),
            _ => (x, x0..=x1, y0, y, y1),
        };
        let far = if off < low { low - off } else { off - high };
        if along.contains(&at) && far <= ROUND {
            price += CURLED;
        }
    }
    for side in [(way + 1) % 4, (way + 3) % 4] {
        let (dx, dy) = WAYS[side];
        if grid.cell(x + dx, y + dy).is_some_and(|c| sheet.lines[c] != 0) {
            price += BESIDE;
        }
    }
    price
}

/// What it costs to run where a cell lies: along boxes, in frames or outside of them.
fn lie(grid: &Grid<'_>, cell: usize, ends: (usize, usize)) -> u32 {
    let mut price = if grid.is_beside(cell) { BESIDE } else { 0 };
    // Who is in one frame with the other has no business outside of it.
    let (a, b) = (grid.side_of[ends.0], grid.side_of[ends.1]);
    if a.is_some() && a == b && !grid.is_framed(cell) {
        price += ASTRAY;
    }
    // A line from a box on no side stays within a frame no longer than necessary.
    if grid.is_framed(cell) && (a.is_none() || b.is_none()) {
        price += 4;
    }
    price
}

/// The corners of a way, from border to border.
pub(super) fn corners(sheet: &Sheet<'_>, way: &Way) -> Vec<Point> {
    let port = |p: Port| at(f64::from(p.x) * CELL, f64::from(p.y) * CELL);
    let mut points = vec![port(way.ports.0)];
    points.extend(way.cells.iter().map(|cell| sheet.grid.middle(*cell)));
    points.push(port(way.ports.1));
    let mut corners: Vec<Point> = Vec::new();
    for p in points {
        while corners.len() > 1 {
            let (a, b) = (corners[corners.len() - 2], corners[corners.len() - 1]);
            let straight = (a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y);
            if !straight {
                break;
            }
            corners.pop();
        }
        if corners.last() != Some(&p) {
            corners.push(p);
        }
    }
    corners
}
