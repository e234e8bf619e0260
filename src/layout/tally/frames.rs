//! What frames contribute to the score with a box, with lines and with each other.

use std::cmp::Ordering;

use super::super::geometry::Rect;
use super::super::lanes::{self, Block, Line};
use super::super::scene::{CLEAR, LANE};
use super::super::score::{THROUGH_FRAME, THROUGH_HEADING, too_deep};
use super::{Moved, Tally, fence};

impl Tally<'_> {
    /// Puts a frame elsewhere.
    pub(super) fn set_frame(&mut self, g: usize, frame: Rect) {
        self.frames[g] = frame;
        self.fences[g] = fence(&self.board, g, frame);
    }

    /// What has to do with a box: for the frame that moves with it, all that has to do with that.
    pub(super) fn around_frames(&self, node: usize, moved: Option<Moved>) -> f64 {
        let mut sum = 0.0;
        for (g, frame) in self.frames.iter().enumerate() {
            match moved.filter(|moved| moved.group == g) {
                Some(moved) => {
                    sum += self.strangers(g, *frame) + moved.toll;
                    sum += self.clashes(g, *frame);
                }
                None => {
                    sum += self.board.strays(node, g, *frame);
                    for i in &self.board.bonds_of[node] {
                        sum += self.toll_of(*i, self.lines.get(*i), g);
                    }
                }
            }
        }
        sum
    }

    /// Frames too near to one. Which of two is grown makes a difference where one holds the other.
    fn clashes(&self, g: usize, frame: Rect) -> f64 {
        let clash = |(o, other): (usize, &Rect)| match o.cmp(&g) {
            Ordering::Less => too_deep(*other, frame),
            Ordering::Equal => 0.0,
            Ordering::Greater => too_deep(frame, *other),
        };
        self.board.firm * self.frames.iter().enumerate().map(clash).sum::<f64>()
    }

    /// Boxes that are not of a group, in its frame.
    pub(super) fn strangers(&self, g: usize, frame: Rect) -> f64 {
        let around = Block::of(frame.grown(LANE - CLEAR));
        let members = &self.board.members[g];
        if lanes::overlapping(&self.zones, around, &self.ones) as usize <= members.len() {
            return 0.0;
        }
        (0..self.board.at.len()).map(|node| self.board.strays(node, g, frame)).sum()
    }

    /// What the lines through a frame and its heading cost.
    pub(super) fn toll(&self, g: usize) -> f64 {
        let [frame, heading] = self.fences[g];
        let through = lanes::cutting(&self.lines, frame, &self.foreign[g]);
        let heading = lanes::cutting(&self.lines, heading, &self.weights);
        THROUGH_FRAME * f64::from(through) + THROUGH_HEADING * f64::from(heading)
    }

    /// The same for one line.
    #[inline(always)]
    pub(super) fn toll_of(&self, i: usize, line: Line, g: usize) -> f64 {
        let [frame, heading] = self.fences[g];
        if !line.cuts(frame) {
            return 0.0;
        }
        let heading = if line.cuts(heading) { self.weights[i] } else { 0 };
        THROUGH_FRAME * f64::from(self.foreign[g][i]) + THROUGH_HEADING * f64::from(heading)
    }
}
