//! How a move changes the score.
//!
//! Takes boxes and where they would go; moves them if the score stays within a limit, and leaves
//! everything as it was if not. Parts that are cheap and often forbid a move are worked out first.

use super::super::geometry::{Point, Rect};
use super::super::lanes::{self, Line};
use super::super::score::CROSSING;
use super::{Moved, Part, Tally, line, zone, zone_at};

/// Up to so many boxes are judged one after the other; more, all in all.
const FEW: usize = 6;

impl Tally<'_> {
    /// Moves one box if the score is no more than `limit` then; says whether it did.
    pub(in crate::layout) fn try_one(&mut self, node: usize, to: Point, limit: f64) -> bool {
        let from = self.board.at[node];
        self.remember(node);
        let group = self.board.group(node);
        self.board.at[node] = to;
        let moved = group.map(|g| (g, self.board.frame(g)));
        let moved = moved.filter(|(g, frame)| self.frames[*g] != *frame);
        self.board.at[node] = from;
        let moved_before = moved.map(|(group, _)| Moved {
            group,
            frame: self.frames[group],
            toll: self.tolls[group],
        });
        let before = match self.known[node][usize::from(moved.is_some())] {
            Some(before) => before,
            None => {
                let before = self.around(node, moved_before);
                *self.known[node][usize::from(moved.is_some())].insert(before)
            }
        };

        self.place(node, to);
        if let Some((g, frame)) = moved {
            self.set_frame(g, frame);
        }
        let page = self.board.page_cost(&self.frames);
        let rest = self.score - before - self.page + page;
        let after = self.look(node, moved, limit - rest);
        if let Some((after, moved)) = after.filter(|(after, _)| rest + after <= limit) {
            (self.score, self.page) = (rest + after, page);
            self.settle(node, from, moved);
            self.known.fill([None; 2]);
            return true;
        }
        if let Some(before) = moved_before {
            self.set_frame(before.group, before.frame);
        }
        self.place(node, from);
        false
    }

    /// Moves several boxes if the score is no more than `limit` then; says whether it did.
    pub(in crate::layout) fn try_many(
        &mut self,
        nodes: &[usize],
        to: &[Point],
        limit: f64,
    ) -> bool {
        if nodes.len() > FEW {
            return self.try_anew(nodes, to, limit);
        }
        let old: Vec<Point> = nodes.iter().map(|node| self.board.at[*node]).collect();
        let score = self.score;
        for (node, to) in nodes.iter().zip(to) {
            self.try_one(*node, *to, f64::INFINITY);
        }
        if self.score <= limit {
            return true;
        }
        for (node, old) in nodes.iter().zip(old) {
            self.try_one(*node, old, f64::INFINITY);
        }
        // The way there and back would leave a trace in the last digits.
        self.score = score;
        false
    }

    /// The same, all in all.
    fn try_anew(&mut self, nodes: &[usize], to: &[Point], limit: f64) -> bool {
        let mut other = self.clone();
        for (node, to) in nodes.iter().zip(to) {
            other.board.at[*node] = *to;
        }
        let better = other.count(limit);
        if better {
            *self = other;
        }
        better
    }

    /// Notes what is known about the bonds of a box.
    fn remember(&mut self, node: usize) {
        self.was.clear();
        for i in &self.board.bonds_of[node] {
            self.was.push(Part {
                line: self.lines.get(*i),
                way: self.ways[*i],
                stretch: self.stretch[*i],
                crossed: self.crossed[*i],
                through: self.through[*i],
            });
        }
    }

    fn place(&mut self, node: usize, to: Point) {
        self.board.at[node] = to;
        self.zones.set(node, zone(&self.board, node));
        for i in &self.board.bonds_of[node] {
            self.lines.set(*i, line(&self.board, *i));
        }
    }

    /// What has to do with a box that stands as it stood: the page aside, the frame of its group
    /// only if that is about to move.
    fn around(&self, node: usize, moved: Option<Moved>) -> f64 {
        let mut sum = self.near(node) + self.angles(node);
        sum += self.around_box(node, self.foreign_cuts(node));
        for (i, part) in self.board.bonds_of[node].iter().zip(&self.was) {
            sum += part.stretch + self.board.firm * f64::from(part.through);
            sum += CROSSING * f64::from(self.weights[*i] * part.crossed);
            sum += self.angles_beyond(node, *i, part.way);
        }
        sum + self.around_frames(node, moved)
    }

    /// The same for a box that has been moved; nothing if it is more than `enough`.
    fn look(
        &mut self,
        node: usize,
        moved: Option<(usize, Rect)>,
        enough: f64,
    ) -> Option<(f64, Option<Moved>)> {
        // What is soon known and often forbids a move comes first.
        let mut sum = self.near(node);
        let own = &self.board.bonds_of[node];
        sum += own.iter().map(|i| self.board.stretch(*i)).sum::<f64>();
        if sum > enough {
            return None;
        }
        let lines = own.iter().filter(|i| !self.lines.get(**i).is_dot()).count() as i32;
        let cut_by = lanes::cutting(&self.lines, self.zones.get(node), &self.ones);
        sum += self.around_box(node, cut_by - lines);
        self.now.clear();
        for i in own {
            if sum > enough {
                return None;
            }
            let part = self.part(*i);
            sum += self.board.firm * f64::from(part.through);
            sum += CROSSING * f64::from(self.weights[*i] * part.crossed);
            self.now.push(part);
        }
        if sum > enough {
            return None;
        }
        for (i, part) in own.iter().zip(&self.now) {
            sum += self.angles_beyond(node, *i, part.way);
        }
        if sum > enough {
            return None;
        }
        for (i, part) in self.board.bonds_of[node].iter().zip(&self.now) {
            self.ways[*i] = part.way;
        }
        sum += self.angles(node);
        for (i, part) in self.board.bonds_of[node].iter().zip(&self.was) {
            self.ways[*i] = part.way;
        }
        let moved = moved.map(|(group, frame)| Moved { group, frame, toll: self.toll(group) });
        sum += self.around_frames(node, moved);
        Some((sum, moved))
    }

    /// Makes what is known agree with a move that has been made.
    fn settle(&mut self, node: usize, from: Point, moved: Option<Moved>) {
        let own = std::mem::take(&mut self.board.bonds_of[node]);
        for g in (0..self.frames.len()).filter(|g| moved.is_none_or(|moved| moved.group != *g)) {
            for ((i, was), now) in own.iter().zip(&self.was).zip(&self.now) {
                self.tolls[g] += self.toll_of(*i, now.line, g);
                self.tolls[g] -= self.toll_of(*i, was.line, g);
            }
        }
        if let Some(moved) = moved {
            self.tolls[moved.group] = moved.toll;
        }
        // Lines of one box have nothing to do with each other, before nor after.
        for i in &own {
            self.lines.set(*i, Line::new(from, from));
        }
        for ((i, was), now) in own.iter().zip(&self.was).zip(&self.now) {
            let weight = self.weights[*i];
            lanes::mark_crossing(&self.lines, was.line, -weight, &mut self.crossed);
            lanes::mark_crossing(&self.lines, now.line, weight, &mut self.crossed);
            lanes::mark_cut_by(&self.zones, was.line, -1, &mut self.cut_by);
            lanes::mark_cut_by(&self.zones, now.line, 1, &mut self.cut_by);
        }
        let (zone_was, zone_now) = (zone_at(&self.board, node, from), self.zones.get(node));
        lanes::mark_cutting(&self.lines, zone_was, -self.bulk[node], &mut self.through);
        lanes::mark_cutting(&self.lines, zone_now, self.bulk[node], &mut self.through);
        for (i, now) in own.iter().zip(&self.now) {
            self.lines.set(*i, now.line);
            (self.stretch[*i], self.ways[*i]) = (now.stretch, now.way);
            (self.crossed[*i], self.through[*i]) = (now.crossed, now.through);
        }
        self.cut_by[node] = lanes::cutting(&self.lines, zone_now, &self.ones);
        self.board.bonds_of[node] = own;
    }
}
