//! The whole score of an arrangement, worked out directly from its definition; a test compares the faster
//! `tally` with it.

use super::geometry::{Point, Rect, at, cross};
use super::lanes::{Block, Line};
use super::scene::CLEAR;
use super::score::{Board, CROSSING, THROUGH_FRAME, THROUGH_HEADING, side_by_side, too_deep};

impl Board<'_> {
    /// The whole score: less is better.
    pub(super) fn total(&self) -> f64 {
        let (n, m) = (self.at.len(), self.bonds.len());
        let frames = self.frames();
        let mut sum = self.page_cost(&frames);
        for (g, frame) in frames.iter().enumerate() {
            sum += frames[g + 1..]
                .iter()
                .map(|other| self.firm * too_deep(*frame, *other))
                .sum::<f64>();
            sum += (0..n).map(|node| self.strays(node, g, *frame)).sum::<f64>();
            sum += (0..m).map(|i| self.through_frame(i, g, *frame)).sum::<f64>();
        }
        for i in 0..n {
            sum += (i + 1..n).map(|j| self.too_near(i, j)).sum::<f64>();
        }
        for i in 0..m {
            sum += self.stretch(i);
            sum += (i + 1..m).map(|j| self.meet(i, j)).sum::<f64>();
            sum += (0..n).map(|k| self.through(i, k)).sum::<f64>();
        }
        sum
    }

    fn through_frame(&self, i: usize, group: usize, frame: Rect) -> f64 {
        let bond = &self.bonds[i];
        let line = Line::new(self.at[bond.a], self.at[bond.b]);
        let foreign = self.group(bond.a) != Some(group) && self.group(bond.b) != Some(group);
        let through = foreign && line.cuts(Block::of(frame));
        let heading = line.cuts(Block::of(self.heading(group, frame)));
        let through = if through { THROUGH_FRAME } else { 0.0 };
        through + if heading { THROUGH_HEADING * f64::from(bond.lines) } else { 0.0 }
    }

    fn through(&self, i: usize, node: usize) -> f64 {
        let bond = &self.bonds[i];
        let half = self.half[node];
        let zone = Block::new(self.at[node], at(half.x + CLEAR, half.y + CLEAR));
        let foreign = bond.a != node && bond.b != node;
        let cut = foreign && Line::new(self.at[bond.a], self.at[bond.b]).cuts(zone);
        if cut { self.firm * f64::from(self.bulk[node]) } else { 0.0 }
    }

    fn meet(&self, i: usize, j: usize) -> f64 {
        let (p, q) = (&self.bonds[i], &self.bonds[j]);
        let shared = [p.a, p.b].into_iter().find(|end| [q.a, q.b].contains(end));
        match shared {
            Some(end) => side_by_side(self.way_from(end, i), self.way_from(end, j)),
            None if cross(self.at[p.a], self.at[p.b], self.at[q.a], self.at[q.b]) => {
                CROSSING * f64::from(p.lines * q.lines)
            }
            None => 0.0,
        }
    }

    fn way_from(&self, node: usize, i: usize) -> Point {
        let way = self.way(i);
        if self.bonds[i].a == node { way } else { way.times(-1.0) }
    }
}
