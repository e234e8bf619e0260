//! Boxes with a single line, and those that hang on them: removed, and put back when the rest
//! is placed.

use std::collections::BTreeSet;

use super::geometry::{Point, at};
use super::islands::part;
use super::refine::on_grid;
use super::scene::Scene;
use super::score::Board;
use super::tally::Tally;

/// How far from its neighbour a leaf is tried.
const REACH: (i32, i32) = (340, 255);
/// In steps of the grid.
const STEP: (usize, usize) = (40, 30);
/// Room that a box keeps for each of its leaves while they are off.
const ROOM: (f64, f64) = (26.0, 16.0);

/// A scene without its leaves.
pub(super) struct Leaves {
    /// What is left.
    pub(super) core: Scene,
    /// Which boxes are left, in the order of `core`.
    members: Vec<usize>,
    /// The leaves with what they hang on, the last taken off last.
    peeled: Vec<(usize, usize)>,
}

/// Takes off leaves until there is none.
pub(super) fn peel(scene: &Scene) -> Leaves {
    let mut near: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); scene.items.len()];
    for link in &scene.links {
        near[link.from].insert(link.to);
        near[link.to].insert(link.from);
    }
    let mut waiting: BTreeSet<usize> = (0..scene.items.len()).collect();
    let mut gone = vec![false; scene.items.len()];
    let mut peeled = Vec::new();
    while let Some(node) = waiting.pop_first() {
        let mut others = near[node].iter().copied();
        let (Some(other), None) = (others.next(), others.next()) else { continue };
        if gone[node] {
            continue;
        }
        gone[node] = true;
        near[node].clear();
        near[other].remove(&node);
        peeled.push((node, other));
        waiting.insert(other);
    }
    let members: Vec<usize> = (0..scene.items.len()).filter(|i| !gone[*i]).collect();
    let mut core = part(scene, &members);
    for (item, member) in core.items.iter_mut().zip(&members) {
        let leaves = peeled.iter().filter(|(_, on)| on == member).count().min(4) as f64;
        item.width += ROOM.0 * leaves;
        item.height += ROOM.1 * leaves;
    }
    Leaves { core, members, peeled }
}

impl Leaves {
    /// Whether there are leaves, and something left without them.
    pub(super) fn worth_it(&self) -> bool {
        self.members.len() > 3 && !self.peeled.is_empty()
    }

    /// Puts the leaves back, each where it costs least.
    pub(super) fn put_back(&self, scene: &Scene, core: &[Point]) -> Vec<Point> {
        let mut places = vec![Point::default(); scene.items.len()];
        let mut there = self.members.clone();
        for (member, place) in self.members.iter().zip(core) {
            places[*member] = *place;
        }
        for (leaf, _) in self.peeled.iter().rev() {
            insert(scene, &mut places, &mut there, *leaf);
        }
        places
    }
}

/// Puts a box to those that are there already, where it costs least: around the middle of those
/// that it is tied to.
fn insert(scene: &Scene, places: &mut [Point], there: &mut Vec<usize>, node: usize) {
    let tied = |i: &&usize| {
        scene
            .links
            .iter()
            .any(|l| (l.from == node && l.to == **i) || (l.to == node && l.from == **i))
    };
    let mut around: Vec<Point> = there.iter().filter(tied).map(|i| places[*i]).collect();
    if around.is_empty() {
        let group = scene.items[node].group;
        let same = |i: &&usize| group.is_some() && scene.items[**i].group == group;
        around = there.iter().filter(same).map(|i| places[*i]).collect();
    }
    if around.is_empty() {
        around = there.iter().map(|i| places[*i]).collect();
    }
    let sum = around.iter().fold(Point::default(), |sum, p| sum.plus(*p));
    let middle = sum.times(1.0 / around.len().max(1) as f64);
    // Those far from each other are served from farther away too.
    let spread = around.iter().map(|p| p.minus(middle).length()).fold(0.0, f64::max);
    let wide = (1.0 + spread / 300.0).min(2.5);
    there.push(node);
    let known = there.iter().map(|i| places[*i]).collect();
    let scene = part(scene, there);
    let last = there.len() - 1;
    let mut tally = Tally::new(Board::new(&scene, known));
    tally.try_one(last, on_grid(middle), f64::INFINITY);
    for aside in asides() {
        let limit = tally.score() - 1e-6;
        tally.try_one(last, on_grid(middle.plus(aside.times(wide))), limit);
    }
    places[node] = tally.board.at[last];
}

fn asides() -> impl Iterator<Item = Point> {
    let columns = (-REACH.0..=REACH.0).step_by(STEP.0);
    columns.flat_map(|x| {
        (-REACH.1..=REACH.1).step_by(STEP.1).map(move |y| at(f64::from(x), f64::from(y)))
    })
}
