//! How good an arrangement of boxes is, and how much better or worse it becomes when one moves.
//!
//! The score adds up what the eye minds, in units of a tenth of a crossing: lines through boxes,
//! crossings, lines that leave a box side by side, boxes and frames too near each other, boxes in
//! foreign frames, lines through foreign frames, long lines, no room for a line's label, and a
//! large page. Links count as straight lines between the middles of their boxes.

use super::geometry::{Point, Rect, at, cross};
use super::scene::{CLEAR, GAP, HEAD, LANE, PAD, Pull, Scene};

const CROSSING: f64 = 10.0;
const THROUGH_BOX: f64 = 30.0;
const THROUGH_FRAME: f64 = 1.0;
const THROUGH_HEADING: f64 = 4.0;
const OVERLAP: f64 = 40.0;
/// Two lines at one box whose directions differ less than this (as a sine) run into each other.
const NARROW: f64 = 0.2;
const SIDE_BY_SIDE: f64 = 3.0;
/// A line too short for its label, for each 25 units.
const NO_ROOM: f64 = 0.6;
/// The page's width over its height.
const ASPECT: f64 = 1.45;

/// The links between two boxes as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bond {
    pub(super) a: usize,
    pub(super) b: usize,
    strength: f64,
    label: f64,
    /// How many lines it stands for.
    lines: f64,
}

/// Whether the frame of a box's group moves with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framed {
    Moves,
    Stays,
}

/// An arrangement with all that is needed to judge it.
#[derive(Debug, Clone)]
pub(super) struct Board<'s> {
    pub(super) scene: &'s Scene,
    pub(super) bonds: Vec<Bond>,
    pub(super) bonds_of: Vec<Vec<usize>>,
    pub(super) members: Vec<Vec<usize>>,
    /// The middles of the boxes; changed by [`Board::set`] only.
    pub(super) at: Vec<Point>,
    /// Half the width and height of each box.
    half: Vec<Point>,
    /// The upright box around each bond.
    spans: Vec<Rect>,
}

impl<'s> Board<'s> {
    pub(super) fn new(scene: &'s Scene, at: Vec<Point>) -> Self {
        let bonds = bonds(scene);
        let mut bonds_of = vec![Vec::new(); scene.items.len()];
        for (i, bond) in bonds.iter().enumerate() {
            bonds_of[bond.a].push(i);
            bonds_of[bond.b].push(i);
        }
        let mut members = vec![Vec::new(); scene.headings.len()];
        for (i, item) in scene.items.iter().enumerate() {
            if let Some(group) = item.group {
                members[group].push(i);
            }
        }
        let half = scene.items.iter().map(|i| Point { x: i.width / 2.0, y: i.height / 2.0 });
        let half = half.collect();
        let mut board = Board { scene, bonds, bonds_of, members, at, half, spans: Vec::new() };
        board.spans = (0..board.bonds.len()).map(|i| board.span(i)).collect();
        board
    }

    /// Moves a box.
    pub(super) fn set(&mut self, node: usize, to: Point) {
        self.at[node] = to;
        for k in 0..self.bonds_of[node].len() {
            let i = self.bonds_of[node][k];
            self.spans[i] = self.span(i);
        }
    }

    /// Moves all boxes.
    pub(super) fn set_all(&mut self, to: Vec<Point>) {
        self.at = to;
        self.spans = (0..self.bonds.len()).map(|i| self.span(i)).collect();
    }

    pub(super) fn rect(&self, i: usize) -> Rect {
        let item = &self.scene.items[i];
        Rect::around(self.at[i], item.width, item.height)
    }

    fn group(&self, node: usize) -> Option<usize> {
        self.scene.items[node].group
    }

    /// The frame of a group.
    pub(super) fn frame(&self, group: usize) -> Rect {
        let hull = Rect::of_all(self.members[group].iter().map(|i| self.rect(*i)));
        let mut frame = hull.unwrap_or_default().grown(PAD);
        frame.y0 -= HEAD;
        frame.x1 = frame.x1.max(frame.x0 + self.scene.headings[group] + 2.0 * PAD);
        frame
    }

    /// The frames of the groups, in their order.
    pub(super) fn frames(&self) -> Vec<Rect> {
        (0..self.members.len()).map(|group| self.frame(group)).collect()
    }

    /// The whole score: less is better.
    pub(super) fn total(&self) -> f64 {
        self.total_up_to(f64::INFINITY)
    }

    /// The whole score; what is more than `enough` is not worked out to the end.
    pub(super) fn total_up_to(&self, enough: f64) -> f64 {
        let n = self.at.len();
        let frames = self.frames();
        let mut sum = self.page_cost(&frames);
        for (g, frame) in frames.iter().enumerate() {
            sum += frames[g + 1..].iter().map(|other| too_deep(*frame, *other)).sum::<f64>();
            sum += (0..n).map(|node| self.strays(node, g, *frame)).sum::<f64>();
            sum += (0..self.bonds.len()).map(|i| self.through_frame(i, g, *frame)).sum::<f64>();
        }
        for i in 0..n {
            if sum > enough {
                return sum;
            }
            sum += (i + 1..n).map(|j| self.too_near(i, j)).sum::<f64>();
        }
        for i in 0..self.bonds.len() {
            if sum > enough {
                return sum;
            }
            sum += self.stretch(i);
            let span = self.spans[i];
            for (j, other) in self.spans.iter().enumerate().skip(i + 1) {
                if touch(span, *other) {
                    sum += self.meet(i, j);
                }
            }
            sum += (0..n).map(|k| self.through(i, k)).sum::<f64>();
        }
        sum
    }

    /// The part of the score that changes when one box moves, the page aside; of its group's frame
    /// only if that moves too. What is more than `enough` is not worked out to the end.
    pub(super) fn around(&self, node: usize, frames: &[Rect], framed: Framed, enough: f64) -> f64 {
        let n = self.at.len();
        let own = &self.bonds_of[node];
        let mut sum: f64 = (0..n).filter(|j| *j != node).map(|j| self.too_near(node, j)).sum();
        sum += own.iter().map(|i| self.stretch(*i)).sum::<f64>();
        if sum > enough {
            return sum;
        }
        sum += self.around_frames(node, frames, framed);
        for (k, i) in own.iter().enumerate() {
            if sum > enough {
                return sum;
            }
            sum += own[k + 1..].iter().map(|j| self.meet(*i, *j)).sum::<f64>();
            let hull = self.spans[*i];
            for k in 0..n {
                sum += self.through(*i, k);
            }
            for (j, span) in self.spans.iter().enumerate() {
                // Lines that meet at a box touch there too.
                if touch(hull, *span) && self.bonds[j].a != node && self.bonds[j].b != node {
                    sum += self.meet(*i, j);
                }
            }
        }
        let wide = self.half[node];
        let wide = Point { x: 2.0 * (wide.x + CLEAR), y: 2.0 * (wide.y + CLEAR) };
        let rect = Rect::around(self.at[node], wide.x, wide.y);
        for (j, span) in self.spans.iter().enumerate() {
            if touch(rect, *span) {
                sum += self.through(j, node);
            }
        }
        sum
    }

    fn around_frames(&self, node: usize, frames: &[Rect], framed: Framed) -> f64 {
        let mut sum = 0.0;
        for (g, frame) in frames.iter().enumerate() {
            if self.group(node) == Some(g) && framed == Framed::Moves {
                sum += (0..self.at.len()).map(|other| self.strays(other, g, *frame)).sum::<f64>();
                let bonds = 0..self.bonds.len();
                sum += bonds.map(|i| self.through_frame(i, g, *frame)).sum::<f64>();
                let others = frames.iter().enumerate().filter(|(o, _)| *o != g);
                sum += others.map(|(_, other)| too_deep(*frame, *other)).sum::<f64>();
            } else {
                sum += self.strays(node, g, *frame);
                let own = self.bonds_of[node].iter();
                sum += own.map(|i| self.through_frame(*i, g, *frame)).sum::<f64>();
            }
        }
        sum
    }

    /// What the size of the page and of the frames costs.
    pub(super) fn page_cost(&self, frames: &[Rect]) -> f64 {
        let all = (0..self.at.len()).map(|i| self.rect(i));
        let page = Rect::of_all(all.chain(frames.iter().copied())).unwrap_or_default();
        let frames: f64 = frames.iter().map(|f| f.width() + f.height()).sum();
        page.width().max(page.height() * ASPECT) / 40.0 + frames / 120.0
    }

    #[inline]
    fn span(&self, i: usize) -> Rect {
        let (a, b) = (self.at[self.bonds[i].a], self.at[self.bonds[i].b]);
        Rect { x0: a.x.min(b.x), y0: a.y.min(b.y), x1: a.x.max(b.x), y1: a.y.max(b.y) }
    }

    /// A box in a foreign frame, or too near to it.
    #[inline]
    fn strays(&self, node: usize, group: usize, frame: Rect) -> f64 {
        if self.group(node) == Some(group) { 0.0 } else { too_deep(frame, self.rect(node)) }
    }

    #[inline]
    fn through_frame(&self, i: usize, group: usize, frame: Rect) -> f64 {
        let bond = &self.bonds[i];
        if !touch(frame, self.spans[i]) {
            return 0.0;
        }
        let (a, b) = (self.at[bond.a], self.at[bond.b]);
        let foreign = self.group(bond.a) != Some(group) && self.group(bond.b) != Some(group);
        let heading = Rect {
            x0: frame.x0 + PAD,
            y0: frame.y0 + 3.0,
            x1: frame.x0 + PAD + self.scene.headings[group],
            y1: frame.y0 + HEAD,
        };
        let through = if foreign && frame.is_cut(a, b) { THROUGH_FRAME } else { 0.0 };
        through + if heading.is_cut(a, b) { THROUGH_HEADING * bond.lines } else { 0.0 }
    }

    #[inline]
    fn too_near(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.half[i], self.half[j]);
        let d = self.at[i].minus(self.at[j]);
        let x = a.x + b.x + GAP - d.x.abs();
        let y = a.y + b.y + GAP - d.y.abs();
        if x <= 0.0 || y <= 0.0 { 0.0 } else { OVERLAP + x.min(y) }
    }

    #[inline]
    fn stretch(&self, i: usize) -> f64 {
        let bond = &self.bonds[i];
        let d = self.at[bond.b].minus(self.at[bond.a]);
        let (a, b) = (&self.scene.items[bond.a], &self.scene.items[bond.b]);
        let (x, y) = (d.x.abs(), d.y.abs());
        let free = at(
            (x - (a.width + b.width) / 2.0).max(0.0),
            (y - (a.height + b.height) / 2.0).max(0.0),
        );
        let apart = free.length();
        let far = (apart - 30.0).max(0.0) / 100.0;
        // A label lies flat: a steep line has room for it sooner than a flat one.
        let slope = if x + y > 0.0 { x / (x + y) } else { 0.0 };
        let short = (bond.label * slope + 34.0 - apart).max(0.0) / 25.0;
        bond.strength * far * far + NO_ROOM * short
    }

    #[inline]
    fn through(&self, i: usize, node: usize) -> f64 {
        let bond = &self.bonds[i];
        let (c, half, span) = (self.at[node], self.half[node], self.spans[i]);
        let (w, h) = (half.x + CLEAR, half.y + CLEAR);
        // Most lines pass most boxes at a distance; that is seen without a product.
        if span.x1 <= c.x - w || span.x0 >= c.x + w || span.y1 <= c.y - h || span.y0 >= c.y + h {
            return 0.0;
        }
        if bond.a == node || bond.b == node {
            return 0.0;
        }
        let (a, b) = (self.at[bond.a], self.at[bond.b]);
        let (way, aside) = (b.minus(a), c.minus(a));
        // The box is cut if its corners lie on both sides of the line.
        let cut = way.cross(aside).abs() < way.x.abs() * h + way.y.abs() * w;
        if cut { THROUGH_BOX } else { 0.0 }
    }

    #[inline]
    fn meet(&self, i: usize, j: usize) -> f64 {
        let (p, q) = (&self.bonds[i], &self.bonds[j]);
        let shared = if p.a == q.a || p.a == q.b {
            Some((p.a, p.b, if p.a == q.a { q.b } else { q.a }))
        } else if p.b == q.a || p.b == q.b {
            Some((p.b, p.a, if p.b == q.a { q.b } else { q.a }))
        } else {
            None
        };
        match shared {
            Some((at, one, other)) => {
                let (u, v) = (self.at[one].minus(self.at[at]), self.at[other].minus(self.at[at]));
                let sine = u.cross(v).abs();
                let lengths = u.length() * v.length();
                if u.dot(v) > 0.0 && sine < NARROW * lengths {
                    SIDE_BY_SIDE * (1.0 - sine / (NARROW * lengths))
                } else {
                    0.0
                }
            }
            None if cross(self.at[p.a], self.at[p.b], self.at[q.a], self.at[q.b]) => {
                CROSSING * p.lines * q.lines
            }
            None => 0.0,
        }
    }

    /// How often lines cross or run through boxes.
    pub(super) fn worst(&self) -> Vec<usize> {
        let mut faults = vec![0usize; self.at.len()];
        for i in 0..self.bonds.len() {
            let mut blame = |node: usize| faults[node] += 1;
            for j in i + 1..self.bonds.len() {
                let (p, q) = (&self.bonds[i], &self.bonds[j]);
                if cross(self.at[p.a], self.at[p.b], self.at[q.a], self.at[q.b]) {
                    [p.a, p.b, q.a, q.b].into_iter().for_each(&mut blame);
                }
            }
            for node in 0..self.at.len() {
                if self.through(i, node) > 0.0 {
                    [self.bonds[i].a, self.bonds[i].b, node].into_iter().for_each(&mut blame);
                }
            }
        }
        faults.iter().enumerate().flat_map(|(node, times)| vec![node; (*times).min(6)]).collect()
    }
}

#[inline]
fn touch(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

/// How much too near a frame is to another, or to a box that is not its own.
#[inline]
fn too_deep(frame: Rect, other: Rect) -> f64 {
    let depth = frame.grown(LANE).depth(other);
    if depth > 0.0 { OVERLAP + depth } else { 0.0 }
}

fn bonds(scene: &Scene) -> Vec<Bond> {
    let mut pairs = std::collections::BTreeMap::new();
    for link in &scene.links {
        let bond = pairs
            .entry((link.from.min(link.to), link.from.max(link.to)))
            .or_insert((0.0f64, 0.0f64, 0.0f64));
        let strength = match link.pull {
            Pull::Loose => 0.15,
            Pull::Slack => 0.4,
            Pull::Firm => 0.9,
        };
        bond.0 = bond.0.max(strength);
        bond.2 += 1.0;
        bond.1 = bond.1.max(link.labels.first().map_or(0.0, |label| label.width));
    }
    let bond = |((a, b), (strength, label, lines))| Bond { a, b, strength, label, lines };
    pairs.into_iter().map(bond).collect()
}
