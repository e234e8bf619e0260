//! How good an arrangement of boxes is, and how much better or worse it becomes when one moves.
//!
//! The score adds up what makes a picture hard to read, in units of a tenth of a crossing: lines through boxes,
//! crossings, lines that leave a box side by side, boxes and frames too near each other, boxes in
//! foreign frames, lines through foreign frames, long lines, no room for a line's label, and a
//! large page. Links count as straight lines between the middles of their boxes.

use super::geometry::{Point, Rect, at};
use super::scene::{GAP, HEAD, LANE, PAD, Pull, Scene};

pub(super) const CROSSING: f64 = 10.0;
const THROUGH_BOX: i32 = 30;
/// For each of the box's own lines, some of which will be crossed on the way around.
const AROUND: i32 = 4;
pub(super) const THROUGH_FRAME: f64 = 1.0;
pub(super) const THROUGH_HEADING: f64 = 4.0;
const OVERLAP: f64 = 40.0;
/// Two lines at one box whose directions differ less than this (as a sine) run into each other.
const NARROW: f64 = 0.2;
const SIDE_BY_SIDE: f64 = 3.0;
/// A line too short for its label, for each 25 units.
const NO_ROOM: f64 = 3.0;
/// The page's width over its height: beneath a picture are its notes, and all of it on a sheet of paper.
const ASPECT: f64 = 1.1;

/// The links between two boxes as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bond {
    pub(super) a: usize,
    pub(super) b: usize,
    strength: f64,
    label: f64,
    /// How many lines it stands for.
    pub(super) lines: i32,
}

/// An arrangement with all that is needed to judge it.
#[derive(Debug, Clone)]
pub(super) struct Board<'s> {
    pub(super) scene: &'s Scene,
    pub(super) bonds: Vec<Bond>,
    pub(super) bonds_of: Vec<Vec<usize>>,
    pub(super) members: Vec<Vec<usize>>,
    /// The boxes without a group.
    free: Vec<usize>,
    /// The middles of the boxes.
    pub(super) at: Vec<Point>,
    /// Half the width and height of each box.
    pub(super) half: Vec<Point>,
    /// What a line through each box costs: it has to go around, across the box's own lines.
    pub(super) bulk: Vec<i32>,
    /// How much it counts that boxes, frames and lines stand on each other: 1 in the end, less
    /// while they are still to find their way past each other.
    pub(super) firm: f64,
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
        let free = (0..scene.items.len()).filter(|i| scene.items[*i].group.is_none()).collect();
        let bulk = bonds_of.iter().map(|own| THROUGH_BOX + AROUND * own.len() as i32).collect();
        Board { scene, bonds, bonds_of, members, free, at, half, bulk, firm: 1.0 }
    }

    pub(super) fn rect(&self, i: usize) -> Rect {
        let item = &self.scene.items[i];
        Rect::around(self.at[i], item.width, item.height)
    }

    pub(super) fn group(&self, node: usize) -> Option<usize> {
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

    /// What the size of the page and of the frames costs.
    pub(super) fn page_cost(&self, frames: &[Rect]) -> f64 {
        // Boxes of a group are inside of its frame.
        let free = self.free.iter().map(|i| self.rect(*i));
        let page = Rect::of_all(free.chain(frames.iter().copied())).unwrap_or_default();
        let frames: f64 = frames.iter().map(|f| f.width() + f.height()).sum();
        page.width().max(page.height() * ASPECT) / 12.0 + frames / 120.0
    }

    /// A box in a foreign frame, or too near to it.
    #[inline]
    pub(super) fn strays(&self, node: usize, group: usize, frame: Rect) -> f64 {
        if self.group(node) == Some(group) {
            0.0
        } else {
            self.firm * too_deep(frame, self.rect(node))
        }
    }

    /// Where the heading of a frame stands.
    #[inline]
    pub(super) fn heading(&self, group: usize, frame: Rect) -> Rect {
        Rect {
            x0: frame.x0 + PAD,
            y0: frame.y0 + 3.0,
            x1: frame.x0 + PAD + self.scene.headings[group],
            y1: frame.y0 + HEAD,
        }
    }

    #[inline]
    pub(super) fn too_near(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.half[i], self.half[j]);
        let d = self.at[i].minus(self.at[j]);
        let x = a.x + b.x + GAP - d.x.abs();
        let y = a.y + b.y + GAP - d.y.abs();
        if x <= 0.0 || y <= 0.0 { 0.0 } else { (OVERLAP + x.min(y)) * self.firm }
    }

    /// The direction of a bond from its first end to its second; to the right, then, where both are
    /// in one place, and from the second to the left.
    #[inline]
    pub(super) fn way(&self, i: usize) -> Point {
        let bond = &self.bonds[i];
        self.at[bond.b].minus(self.at[bond.a]).unit()
    }

    #[inline]
    pub(super) fn stretch(&self, i: usize) -> f64 {
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
}

/// Two lines that leave a box in nearly the same direction.
#[inline]
pub(super) fn side_by_side(one: Point, other: Point) -> f64 {
    let sine = one.cross(other).abs();
    if one.dot(other) > 0.0 && sine < NARROW { SIDE_BY_SIDE * (1.0 - sine / NARROW) } else { 0.0 }
}

/// How much too near a frame is to another, or to a box that is not its own.
#[inline]
pub(super) fn too_deep(frame: Rect, other: Rect) -> f64 {
    let depth = frame.grown(LANE).depth(other);
    if depth > 0.0 { OVERLAP + depth } else { 0.0 }
}

fn bonds(scene: &Scene) -> Vec<Bond> {
    let mut pairs = std::collections::BTreeMap::new();
    for link in &scene.links {
        let bond = pairs
            .entry((link.from.min(link.to), link.from.max(link.to)))
            .or_insert((0.0f64, 0.0f64, 0));
        let strength = match link.pull {
            Pull::Loose => 0.15,
            Pull::Slack => 0.4,
            Pull::Firm => 0.9,
        };
        bond.0 = bond.0.max(strength);
        bond.2 += 1;
        // In as many lines as it takes.
        let narrowest = link.labels.iter().map(|label| label.width).reduce(f64::min);
        bond.1 = bond.1.max(narrowest.unwrap_or(0.0));
    }
    let bond = |((a, b), (strength, label, lines))| Bond { a, b, strength, label, lines };
    pairs.into_iter().map(bond).collect()
}
