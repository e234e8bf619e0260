//! First arrangements, by stress majorisation (Gansner, Koren and North 2004): the ideal distance of two boxes
//! is the number of links on the shortest path between them.
//!
//! Members of a group are kept near each other regardless of links, so that groups mostly stay in one
//! piece; the score judges the rest.

use std::collections::VecDeque;

use super::chance::Chance;
use super::geometry::{Point, at};
use super::scene::Scene;

/// How long a link wants to be.
const LINK: f64 = 125.0;
/// How often every box is moved.
const ROUNDS: usize = 60;
/// Lines in print lie rather than stand: everything is this much flatter than a circle.
const FLAT: f64 = 0.72;

/// The middles of all boxes.
pub(super) fn start(scene: &Scene, seed: u64) -> Vec<Point> {
    let n = scene.items.len();
    let wanted = distances(scene);
    let mut chance = Chance(seed);
    let radius = LINK * (n as f64).sqrt();
    let mut places: Vec<Point> =
        (0..n).map(|_| at(chance.swing() * radius, chance.swing() * radius)).collect();
    for _ in 0..ROUNDS {
        for i in 0..n {
            let (mut sum, mut weights) = (Point::default(), 0.0);
            for j in (0..n).filter(|j| *j != i) {
                let d = wanted[i * n + j];
                let way = places[i].minus(places[j]);
                let apart = way.length().max(1e-3);
                let weight = 1.0 / (d * d);
                sum = sum.plus(places[j].plus(way.times(d / apart)).times(weight));
                weights += weight;
            }
            if weights > 0.0 {
                places[i] = sum.times(1.0 / weights);
            }
        }
    }
    places.into_iter().map(|p| at((p.x / FLAT).round(), (p.y * FLAT).round())).collect()
}

/// How far apart each two boxes want to be, row by row.
fn distances(scene: &Scene) -> Vec<f64> {
    let n = scene.items.len();
    let mut near = vec![Vec::new(); n];
    for link in &scene.links {
        near[link.from].push(link.to);
        near[link.to].push(link.from);
    }
    let far = (n as f64).sqrt().max(2.0) * LINK;
    let mut wanted = vec![far; n * n];
    for start in 0..n {
        let mut steps = vec![usize::MAX; n];
        steps[start] = 0;
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for other in &near[node] {
                if steps[*other] == usize::MAX {
                    steps[*other] = steps[node] + 1;
                    queue.push_back(*other);
                }
            }
        }
        for (other, steps) in steps.iter().enumerate() {
            if *steps < usize::MAX {
                wanted[start * n + other] = LINK * (*steps as f64).max(0.5);
            }
            let (a, b) = (scene.items[start].group, scene.items[other].group);
            let size =
                |g: Option<usize>| scene.items.iter().filter(|i| i.group == g).count() as f64;
            let wanted = &mut wanted[start * n + other];
            if a.is_some() && a == b {
                *wanted = wanted.min(LINK * (0.6 * size(a).sqrt()).max(1.0));
            } else if a.is_some() || b.is_some() {
                *wanted += LINK * 0.35;
            }
        }
    }
    // Busy boxes need more room for their lines.
    for i in 0..n {
        for j in 0..n {
            let busy = (near[i].len().min(near[j].len()) as f64).sqrt();
            wanted[i * n + j] += 9.0 * busy;
        }
    }
    wanted
}
