//! How lines run: along a grid of eight units, each the shortest way with the fewest bends that
//! crosses nothing.
//!
//! Takes boxes and frames, gives lines with their words. Lines are led one after the other, those
//! that answer a question first; one that finds no way or no room for its words is led earlier in
//! the next round. Costs are whole numbers, so that the ways are the same on every machine.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Line;
use super::ground::{CELL, Ground};
use super::label::{self, Setting, Taken};
use crate::choice::{Picture, Tier};
use crate::layout::font::Fonts;
use crate::layout::geometry::{Point, Rect, at};
use crate::model::Family;

/// The lines of a picture, and what they cost.
pub(super) struct Routed {
    pub(super) cost: u64,
    pub(super) lines: Vec<Option<Line>>,
}

/// A line without a place costs as much as this, and the more the more it says.
const LOST: u64 = 20_000;
/// How often the order is changed for those that found no place.
const ROUNDS: usize = 4;

/// Leads all lines, as long as that does not cost more than `most`.
pub(super) fn lead(picture: &Picture, ground: &Ground, most: u64, fonts: &Fonts) -> Routed {
    let settings: Vec<Vec<Setting>> =
        picture.ties.iter().map(|tie| label::settings(&tie.words, fonts)).collect();
    let mut order: Vec<usize> = (0..picture.ties.len()).collect();
    order.sort_by_key(|i| (rank(picture, ground, *i), *i));
    let mut best: Option<Routed> = None;
    for _ in 0..ROUNDS {
        let mut sheet = Sheet::new(picture, ground);
        let mut lines: Vec<Option<Line>> = vec![None; picture.ties.len()];
        let (mut cost, mut lost) = (0, Vec::new());
        sheet.lead_straight(picture, &order, &settings, &mut lines);
        for i in order.iter().filter(|i| lines[**i].is_none()).copied().collect::<Vec<_>>().iter() {
            // Whatever costs more than what is there already is not led to its end.
            let enough = best.as_ref().map_or(most, |b| b.cost.min(most));
            if cost > enough {
                cost += LOST;
                continue;
            }
            match sheet.lead(picture, *i, &settings[*i]) {
                Some((price, line)) => {
                    cost += price;
                    lines[*i] = Some(line);
                }
                None => {
                    let tie = &picture.ties[*i];
                    let answers = if tie.answers { 5 * LOST } else { 0 };
                    cost += LOST + answers + u64::from(tie.weight.min(900)) * 10;
                    lost.push(*i);
                }
            }
        }
        let done = lost.is_empty();
        if best.as_ref().is_none_or(|b| cost < b.cost) {
            best = Some(Routed { cost, lines });
        }
        if done || cost > most.saturating_add(3 * LOST) {
            break;
        }
        order.retain(|i| !lost.contains(i));
        order.splice(0..0, lost);
    }
    best.unwrap_or(Routed { cost: 0, lines: Vec::new() })
}

/// Who is led first: what runs straight between neighbours, then what answers, then the rest by how
/// far it has to go.
fn rank(picture: &Picture, ground: &Ground, i: usize) -> (u8, u64) {
    let tie = &picture.ties[i];
    let (a, b) = (ground.boxes[tie.from].0, ground.boxes[tie.to].0);
    let (p, q) = (a.centre(), b.centre());
    let far = ((p.x - q.x).abs() + (p.y - q.y).abs()) as u64;
    let above = a.x0.max(b.x0) + 8.0 < a.x1.min(b.x1);
    let beside = a.y0.max(b.y0) + 8.0 < a.y1.min(b.y1);
    let straight = above || beside;
    let class = match (straight, tie.family) {
        (true, Family::Support) if tie.answers => 0,
        (true, _) => 1,
        (false, _) if tie.answers => 2,
        (false, _) => 3,
    };
    (class, far)
}

/// Right, down, left, up.
const WAYS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];
const BEND: u32 = 90;
const STEP: u32 = 10;
/// Beside another line, or along a box.
const BESIDE: u32 = 14;
/// Ends of lines on one side of a box stand this many cells apart.
const PORTS: i32 = 3;

/// The grid with all that stands on it.
struct Sheet<'p> {
    ground: &'p Ground,
    side_of: Vec<Option<usize>>,
    w: i32,
    h: i32,
    /// Boxes, with a cell of air; by cell a number of the box plus one, or `MANY`.
    boxes: Vec<u8>,
    /// Words and headings.
    words: Vec<bool>,
    /// Frames: the number of the side plus one.
    frames: Vec<u8>,
    /// Lines, horizontally and vertically, and their bends.
    lines: Vec<bool>,
    /// The ends of lines on boxes: box, way out, place.
    ports: Vec<(usize, usize, i32, i32)>,
    taken: Taken,
}

const MANY: u8 = u8::MAX;

/// Where a line may leave a box.
#[derive(Clone, Copy)]
struct Port {
    x: i32,
    y: i32,
    way: usize,
    cost: u32,
}

impl<'p> Sheet<'p> {
    fn new(picture: &Picture, ground: &'p Ground) -> Self {
        let (w, h) = ((ground.width / CELL) as i32 + 1, (ground.height / CELL) as i32 + 2);
        let cells = (w * h) as usize;
        let mut sheet = Sheet {
            ground,
            side_of: picture.figures.iter().map(|f| f.side).collect(),
            w,
            h,
            boxes: vec![0; cells],
            words: vec![false; cells],
            frames: vec![0; cells],
            lines: vec![false; cells],
            ports: Vec::new(),
            taken: Taken {
                sheet: Rect { x0: 4.0, y0: 0.0, x1: ground.width - 4.0, y1: ground.height },
                frames: ground.frames.iter().map(|f| f.0).collect(),
                ..Taken::default()
            },
        };
        for (i, (rect, _)) in ground.boxes.iter().enumerate() {
            let number = u8::try_from(i + 1).unwrap_or(MANY);
            for cell in sheet.cells(rect.grown(9.0)) {
                sheet.boxes[cell] = if sheet.boxes[cell] == 0 { number } else { MANY };
            }
            sheet.taken.rects.push(*rect);
        }
        for (i, (frame, _)) in ground.frames.iter().enumerate() {
            for cell in sheet.cells(frame.grown(1.0)) {
                sheet.frames[cell] = u8::try_from(i + 1).unwrap_or(MANY);
            }
        }
        for heading in &ground.headings {
            sheet.block(*heading);
        }
        sheet
    }

    /// Keeps lines and words off a text.
    fn block(&mut self, text: Rect) {
        for cell in self.cells(text.grown(6.0)) {
            self.words[cell] = true;
        }
        self.taken.rects.push(text);
    }

    /// The cells whose middle is in a rectangle.
    fn cells(&self, r: Rect) -> Vec<usize> {
        let low = |v: f64| (v / CELL).ceil() as i32;
        let high = |v: f64| (v / CELL).floor() as i32;
        let mut cells = Vec::new();
        for y in low(r.y0).max(0)..=high(r.y1).min(self.h - 1) {
            for x in low(r.x0).max(0)..=high(r.x1).min(self.w - 1) {
                cells.push((y * self.w + x) as usize);
            }
        }
        cells
    }

    fn cell(&self, x: i32, y: i32) -> Option<usize> {
        (x >= 1 && y >= 0 && x < self.w - 1 && y < self.h).then(|| (y * self.w + x) as usize)
    }

    /// Whether a line between two boxes may run through a cell.
    fn is_free(&self, cell: usize, ends: (usize, usize)) -> bool {
        if self.words[cell] || self.lines[cell] {
            return false;
        }
        let here = self.boxes[cell];
        let own = |end: usize| usize::from(here) == end + 1;
        if here != 0 && !own(ends.0) && !own(ends.1) {
            return false;
        }
        // Of the own boxes the air around them is free.
        let at = self.middle(cell);
        let inside = |end: usize| self.ground.boxes[end].0.grown(1.0).holds(at);
        if here != 0 && (inside(ends.0) || inside(ends.1)) {
            return false;
        }
        let frame = usize::from(self.frames[cell]);
        let member = |end: usize| self.side_of[end].is_some_and(|side| side + 1 == frame);
        frame == 0 || member(ends.0) || member(ends.1)
    }

    fn middle(&self, cell: usize) -> Point {
        let (x, y) = (cell as i32 % self.w, cell as i32 / self.w);
        at(f64::from(x) * CELL, f64::from(y) * CELL)
    }

    /// Where a line may leave a box, a step outside its border.
    fn exits(&self, end: usize, open: &[bool], steps: i32) -> Vec<Port> {
        let r = self.ground.boxes[end].0;
        let (x0, x1) = ((r.x0 / CELL) as i32, (r.x1 / CELL) as i32);
        let (y0, y1) = ((r.y0 / CELL) as i32, (r.y1 / CELL) as i32);
        let (cx, cy) = ((x0 + x1) / 2, (y0 + y1) / 2);
        let mut exits = Vec::new();
        for (way, (dx, dy)) in WAYS.iter().enumerate() {
            let (along, from, to, middle) =
                if *dx == 0 { (x0..x1, x0, x1, cx) } else { (y0..y1, y0, y1, cy) };
            for i in along {
                if i != middle && (i < from + 2 || i > to - 2) {
                    continue;
                }
                let (x, y) = match way {
                    0 => (x1, i),
                    1 => (i, y1),
                    2 => (x0, i),
                    _ => (i, y0),
                };
                let crowded = self.ports.iter().any(|(b, w, px, py)| {
                    *b == end && *w == way && (px - x).abs() + (py - y).abs() < PORTS
                });
                let clear =
                    (1..=steps).all(|k| self.cell(x + dx * k, y + dy * k).is_some_and(|c| open[c]));
                // Where rows are dense, lines come down at the left, and their words beside them.
                let wished = if self.ground.left[end] && way == 1 { from + 2 } else { middle };
                if !crowded && clear {
                    exits.push(Port { x, y, way, cost: 2 * (i - wished).unsigned_abs() });
                }
            }
        }
        exits
    }

    /// Leads the lines that can run straight, and only then finds room for their words, so that no
    /// words stand in the way of a straight line.
    fn lead_straight(
        &mut self,
        picture: &Picture,
        order: &[usize],
        settings: &[Vec<Setting>],
        lines: &mut [Option<Line>],
    ) {
        let mut led = Vec::new();
        for i in order {
            let ends = (picture.ties[*i].from, picture.ties[*i].to);
            let Some((_, from, to, cells)) = self.way(ends, &[]) else { continue };
            let points = self.points(from, to, &cells);
            if points.len() == 2 {
                self.keep(ends, picture.ties[*i].symmetric, (from, to), &cells, &points);
                led.push((*i, points));
            }
        }
        for (i, points) in led {
            let tie = &picture.ties[i];
            let above = picture.figures[tie.from].tier == Tier::Backer;
            if let Some((_, words)) = label::place(&settings[i], &points, above, &self.taken) {
                self.block(words.room);
                lines[i] = Some(Line { points, words });
            } else {
                self.forget((tie.from, tie.to), &points);
            }
        }
    }

    /// Leads one line and finds room for its words.
    fn lead(&mut self, picture: &Picture, i: usize, settings: &[Setting]) -> Option<(u64, Line)> {
        let tie = &picture.ties[i];
        let ends = (tie.from, tie.to);
        let above = picture.figures[tie.from].tier == Tier::Backer;
        // Where there is no room for words beside the shortest way, another is looked for.
        let mut shunned: Vec<(i32, i32, usize)> = Vec::new();
        for _ in 0..5 {
            let (cost, from, to, cells) = self.way(ends, &shunned)?;
            let points = self.points(from, to, &cells);
            if let Some((more, words)) = label::place(settings, &points, above, &self.taken) {
                self.keep(ends, tie.symmetric, (from, to), &cells, &points);
                self.block(words.room);
                return Some((u64::from(cost) + more, Line { points, words }));
            }
            shunned.push((from.x, from.y, from.way));
            shunned.push((to.x, to.y, to.way));
        }
        None
    }

    /// The cheapest way: its cost, ports, and cells between them.
    fn way(
        &self,
        ends: (usize, usize),
        shunned: &[(i32, i32, usize)],
    ) -> Option<(u32, Port, Port, Vec<usize>)> {
        const OUT: i32 = 2;
        let priced = |port: Port| {
            let shy = shunned.iter().filter(|s| **s == (port.x, port.y, port.way)).count() as u32;
            Port { cost: port.cost + shy * 160, ..port }
        };
        let open: Vec<bool> = (0..self.lines.len()).map(|cell| self.is_free(cell, ends)).collect();
        let starts: Vec<Port> = self.exits(ends.0, &open, OUT).into_iter().map(priced).collect();
        let goals: Vec<Port> = self.exits(ends.1, &open, OUT).into_iter().map(priced).collect();
        let states = (self.w * self.h) as usize * 4;
        let mut cost = vec![u32::MAX; states];
        let mut came = vec![u32::MAX; states];
        let mut goal_at = vec![u32::MAX; states];
        let outside = |p: &Port| {
            let (dx, dy) = WAYS[p.way];
            self.cell(p.x + dx * OUT, p.y + dy * OUT)
        };
        for (n, goal) in goals.iter().enumerate() {
            if let Some(cell) = outside(goal) {
                // One arrives against the way out.
                let state = cell * 4 + (goal.way + 2) % 4;
                if goal_at[state] == u32::MAX || goals[goal_at[state] as usize].cost > goal.cost {
                    goal_at[state] = n as u32;
                }
            }
        }
        // No way is shorter than straight to the box.
        let target = self.ground.boxes[ends.1].0.grown(f64::from(OUT) * CELL);
        let ahead = |cell: usize| {
            let p = self.middle(cell);
            let x = (target.x0 - p.x).max(p.x - target.x1).max(0.0);
            let y = (target.y0 - p.y).max(p.y - target.y1).max(0.0);
            ((x + y) / CELL) as u32 * STEP
        };
        let mut heap = BinaryHeap::new();
        for start in &starts {
            if let Some(cell) = outside(start) {
                let state = cell * 4 + start.way;
                if start.cost < cost[state] {
                    cost[state] = start.cost;
                    heap.push(Reverse((start.cost + ahead(cell), start.cost, state)));
                }
            }
        }
        let mut best: Option<(u32, usize, usize)> = None;
        while let Some(Reverse((hoped, spent, state))) = heap.pop() {
            if spent > cost[state] {
                continue;
            }
            if best.is_some_and(|(least, ..)| hoped >= least) {
                break;
            }
            if goal_at[state] != u32::MAX {
                let goal = goal_at[state] as usize;
                let all = spent + goals[goal].cost;
                if best.is_none_or(|(least, ..)| all < least) {
                    best = Some((all, state, goal));
                }
            }
            let (cell, way) = (state / 4, state % 4);
            let (x, y) = (cell as i32 % self.w, cell as i32 / self.w);
            for turn in [0usize, 1, 3] {
                let next_way = (way + turn) % 4;
                let (dx, dy) = WAYS[next_way];
                let Some(next) = self.cell(x + dx, y + dy) else { continue };
                if !open[next] {
                    continue;
                }
                let bend = if turn == 0 { 0 } else { BEND };
                let price = spent + STEP + bend + self.shy(next, next_way, ends);
                let next_state = next * 4 + next_way;
                if price < cost[next_state] {
                    cost[next_state] = price;
                    came[next_state] = state as u32;
                    heap.push(Reverse((price + ahead(next), price, next_state)));
                }
            }
        }
        let (all, mut state, goal) = best?;
        let mut cells = vec![state / 4];
        let last = state;
        while came[state] != u32::MAX {
            state = came[state] as usize;
            cells.push(state / 4);
        }
        cells.reverse();
        let first_way = state % 4;
        let start = starts.iter().find(|s| s.way == first_way && outside(s) == Some(cells[0]))?;
        debug_assert!(goal_at[last] != u32::MAX);
        Some((all, *start, goals[goal], cells))
    }

    /// What it costs to run beside lines and boxes.
    fn shy(&self, cell: usize, way: usize, ends: (usize, usize)) -> u32 {
        let (x, y) = (cell as i32 % self.w, cell as i32 / self.w);
        let mut price = 0;
        let across = [(way + 1) % 4, (way + 3) % 4];
        for side in across {
            let (dx, dy) = WAYS[side];
            if self.cell(x + dx, y + dy).is_some_and(|c| self.lines[c]) {
                price += BESIDE;
            }
        }
        if self.boxes[cell] != 0 {
            price += BESIDE;
        }
        // Whoever is of no side goes through a frame no longer than he must.
        if self.frames[cell] != 0
            && (self.side_of[ends.0].is_none() || self.side_of[ends.1].is_none())
        {
            price += 4;
        }
        price
    }

    /// The corners of a way, from border to border.
    fn points(&self, from: Port, to: Port, cells: &[usize]) -> Vec<Point> {
        let port = |p: Port| at(f64::from(p.x) * CELL, f64::from(p.y) * CELL);
        let mut points = vec![port(from)];
        points.extend(cells.iter().map(|cell| self.middle(*cell)));
        points.push(port(to));
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

    /// Remembers a line that has found its place.
    fn keep(
        &mut self,
        ends: (usize, usize),
        both: bool,
        (from, to): (Port, Port),
        cells: &[usize],
        points: &[Point],
    ) {
        for cell in cells {
            self.lines[*cell] = true;
        }
        for (end, port) in [(ends.0, from), (ends.1, to)] {
            self.ports.push((end, port.way, port.x, port.y));
            let (dx, dy) = WAYS[port.way];
            for k in 0..3 {
                if let Some(cell) = self.cell(port.x + dx * k, port.y + dy * k) {
                    self.lines[cell] = true;
                }
            }
        }
        self.taken.pieces.extend(points.windows(2).map(|p| (p[0], p[1])));
        let (n, a, b) = (points.len(), points[0], points[points.len() - 1]);
        self.taken.rects.push(label::head(b, points[n - 2]));
        if both {
            self.taken.rects.push(label::head(a, points[1]));
        }
    }

    /// Takes a straight line back for whose words there is no room.
    fn forget(&mut self, ends: (usize, usize), points: &[Point]) {
        let (a, b) = (points[0], points[1]);
        let run = Rect { x0: a.x.min(b.x), y0: a.y.min(b.y), x1: a.x.max(b.x), y1: a.y.max(b.y) };
        for cell in self.cells(run) {
            self.lines[cell] = false;
        }
        let at_end = |end: usize, p: Point| {
            move |port: &(usize, usize, i32, i32)| {
                port.0 == end && f64::from(port.2) * CELL == p.x && f64::from(port.3) * CELL == p.y
            }
        };
        let (first, last) = (at_end(ends.0, a), at_end(ends.1, b));
        self.ports.retain(|port| !first(port) && !last(port));
        self.taken.pieces.retain(|piece| *piece != (a, b));
        let heads = [label::head(b, a), label::head(a, b)];
        self.taken.rects.retain(|rect| !heads.contains(rect));
    }
}
