//! Scene -> Placed: the positions of everything in a picture.
//!
//! Takes boxes, groups and links with their sizes, gives positions, routes and places for texts.
//! Of many first arrangements the best under a stated score (`score`) are improved box by box. Must
//! not know what is drawn, nor in which format. Same scene, same picture, on the same platform.

mod chance;
pub mod column;
mod detour;
pub mod font;
mod geometry;
mod ground;
mod islands;
mod label;
mod lanes;
mod leaves;
mod order;
mod parallel;
mod quick;
mod refine;
mod route;
mod scene;
mod score;
mod spread;
mod stress;
mod tally;
#[cfg(test)]
mod whole;

pub use geometry::{Curve, Point, Rect, at};
pub use label::LabelSpot;
pub use order::{in_rows, uncovered};
pub use scene::{ActorBox, HEAD, Label, PAD, Pull, Scene, SceneLine};

use std::collections::BTreeSet;

use ground::Ground;
use parallel::in_parallel;
use refine::Plan;
use score::Board;
use tally::Tally;

/// Where everything stands. The lists are those of the scene, in its order; the upper left corner
/// is the origin.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placed {
    /// The width and height of it all.
    pub size: Point,
    /// The boxes.
    pub items: Vec<Rect>,
    /// The frames of the groups.
    pub frames: Vec<Rect>,
    /// The lines of the links.
    pub lines: Vec<Curve>,
    /// Where the texts of the links stand; `None` where there is no room.
    pub spots: Vec<Option<LabelSpot>>,
}

/// Up to so many boxes every line and text is placed with care.
pub const CAREFUL: usize = 110;
/// Up to so many links.
const CAREFUL_LINKS: usize = 400;
/// How many first arrangements are tried.
const SEEDS: u64 = 16;
/// How many of them are worth more than a try.
const TRIES: usize = 4;
/// How many are improved to the end.
const RUNS: usize = 2;

/// Places a scene.
pub fn place(scene: &Scene) -> Placed {
    if scene.items.is_empty() {
        return Placed::default();
    }
    if scene.items.len() > CAREFUL || scene.links.len() > CAREFUL_LINKS {
        return quick::place(scene);
    }
    let mut at = islands::place(scene, arranged);
    let mut placed = led(scene, &at);
    for round in 1..=PARTINGS {
        if (0..scene.links.len()).all(|i| !lacks_room(scene, &placed.spots, i)) {
            break;
        }
        at = parted(scene, at, &placed.spots, PARTED * round.min(4) as f64);
        placed = led(scene, &at);
    }
    placed
}

/// How often, and by how much, boxes move apart until all words have room between them.
const PARTINGS: usize = 24;
const PARTED: f64 = 26.0;

/// Whether a link has words, and no room for them.
fn lacks_room(scene: &Scene, spots: &[Option<LabelSpot>], link: usize) -> bool {
    spots[link].is_none() && !scene.links[link].labels.is_empty()
}

/// Makes room for words that found none: a cut between the two boxes, and all on the other side of it
/// moves away. Every box keeps its neighbours, and no two come nearer to each other.
fn parted(scene: &Scene, mut at: Vec<Point>, spots: &[Option<LabelSpot>], by: f64) -> Vec<Point> {
    let mut done = BTreeSet::new();
    for (_, link) in scene.links.iter().enumerate().filter(|(i, _)| lacks_room(scene, spots, *i)) {
        if !done.insert((link.from.min(link.to), link.from.max(link.to))) {
            continue;
        }
        let (a, b) = (&scene.items[link.from], &scene.items[link.to]);
        let (p, q) = (at[link.from], at[link.to]);
        let free = geometry::at(
            (q.x - p.x).abs() - (a.width + b.width) / 2.0,
            (q.y - p.y).abs() - (a.height + b.height) / 2.0,
        );
        let cut = p.towards(q, 0.5);
        for r in &mut at {
            if free.x > free.y && r.x > cut.x {
                r.x += by;
            } else if free.x <= free.y && r.y > cut.y {
                r.y += by;
            }
        }
    }
    at
}

/// Lines and words between boxes that stand.
fn led(scene: &Scene, at: &[Point]) -> Placed {
    let board = Board::new(scene, at.to_vec());
    let frames: Vec<Rect> = board.frames();
    let items: Vec<Rect> = (0..scene.items.len()).map(|i| board.rect(i)).collect();
    let ground = Ground { scene, items: &items, frames: &frames };
    let lines = route::routes(&ground);
    let spots = label::spots(&ground, &lines);
    let lines = lines.into_iter().map(|line| line.curve).collect();
    at_origin(Placed { size: Point::default(), items, frames, lines, spots })
}

/// Up to so many boxes are sketched by their links.
const SKETCHED: usize = 1_000;

/// The middles of the boxes only, as stress majorisation has them, in some milliseconds: for programs
/// that draw for themselves, such as Gephi, and let people go on from there.
pub fn sketch(scene: &Scene) -> Vec<Point> {
    if scene.items.len() > SKETCHED {
        return quick::rows(scene);
    }
    islands::place(scene, |island| stress::start(island, 1))
}

/// A network is looked at through a window: its lines have more room than on a sheet.
const AIRY: f64 = 1.9;

/// The middles of the boxes as [`sketch`] has them, moved until none stands on another: for a network that
/// is looked at through a window.
pub fn network(scene: &Scene) -> Vec<Point> {
    let mut middles: Vec<Point> = sketch(scene).into_iter().map(|p| p.times(AIRY)).collect();
    spread::spread(scene, &mut middles);
    middles
}

/// How much it counts at first that things stand on each other: lines that do not cross are found
/// more easily while boxes may pass through each other (as in Davidson and Harel 1996, who leave
/// their finer aims to a last phase).
const SOFT: f64 = 0.2;
/// The same when what hangs on by one line is back, but for the last changes.
const HALF_SOFT: f64 = 0.4;
/// The same where boxes still stand in foreign frames in the end.
const HARD: [f64; 4] = [3.0, 6.0, 12.0, 24.0];

/// The middles of the boxes in the best arrangement that is found.
fn arranged(scene: &Scene) -> Vec<Point> {
    let leaves = leaves::peel(scene);
    let mut found =
        if leaves.worth_it() { arrangements(&leaves.core) } else { arrangements(scene) };
    if leaves.worth_it() {
        // What goes in circles first: what hangs on it finds its place then.
        found = in_parallel(&found, |at| leaves.put_back(scene, at));
    }
    let numbered: Vec<(u64, Vec<Point>)> = (1..).zip(found).collect();
    let tallies = in_parallel(&numbered, |(number, at)| {
        let tally = finished(scene, at, *number);
        (score_as_drawn(&tally), tally)
    });
    let best = tallies.into_iter().min_by(|a, b| a.0.total_cmp(&b.0));
    best.expect("there is a run at least").1.board.at
}

/// An arrangement improved to the end.
fn finished<'s>(scene: &'s Scene, at: &[Point], number: u64) -> Tally<'s> {
    let moves = effort(scene);
    let whole = Plan { moves: 5 * moves, threshold: 10.0, reach: 160.0 };
    let last = Plan { moves, threshold: 1.0, reach: 60.0 };
    let mend = Plan { moves, threshold: 30.0, reach: 600.0 };
    let mut tally = Tally::new(Board::new(scene, at.to_vec()));
    for (plan, firm) in [(whole, HALF_SOFT), (last, 1.0)] {
        tally.set_firm(firm);
        refine::refine(&mut tally, plan, number);
        tally.set_firm(1.0);
        refine::sweep(&mut tally);
    }
    for firm in HARD {
        if !tally.is_at_fault() {
            return tally;
        }
        tally.set_firm(firm);
        refine::refine(&mut tally, mend, number);
        refine::sweep(&mut tally);
    }
    if tally.is_at_fault() {
        // From where nothing stands on anything, and hardly ever to where something does.
        tally.set_all(&quick::rows(scene));
        refine::refine(&mut tally, whole, number);
        refine::sweep(&mut tally);
    }
    // What is still at fault must not be thought better than what is not.
    tally.set_firm(if tally.is_at_fault() { HARD[0] } else { 1.0 });
    tally
}

/// The score with the crossings of the lines as they are drawn, bowed and fanned out, instead of
/// straight ones.
fn score_as_drawn(tally: &Tally<'_>) -> f64 {
    let board = &tally.board;
    let items: Vec<Rect> = (0..board.at.len()).map(|i| board.rect(i)).collect();
    let ground = Ground { scene: board.scene, items: &items, frames: &board.frames() };
    let lines = route::routes(&ground);
    let pairs = (0..lines.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    let drawn: usize = pairs.map(|(i, j)| lines[i].crossings(&lines[j])).sum();
    tally.score() + score::CROSSING * (drawn as f64 - f64::from(tally.crossings()))
}

/// The best arrangements that are found from many starts.
fn arrangements(scene: &Scene) -> Vec<Vec<Point>> {
    let seeds: Vec<u64> = (1..=SEEDS).collect();
    let mut tallies: Vec<(f64, Tally<'_>)> = in_parallel(&seeds, |seed| {
        let tally = Tally::new(Board::new(scene, stress::start(scene, *seed)));
        (tally.score(), tally)
    });
    tallies.sort_by(|a, b| a.0.total_cmp(&b.0));
    let moves = effort(scene);
    // All are tried a little, few a lot (successive halving).
    let wide = Plan { moves: moves / 2, threshold: 20.0, reach: 300.0 };
    let narrow = Plan { moves: 3 * moves / 2, threshold: 12.0, reach: 200.0 };
    for (tries, plan) in [(seeds.len(), wide), (TRIES, narrow)] {
        tallies.truncate(tries);
        let numbered: Vec<(u64, &Tally<'_>)> = (1..).zip(tallies.iter().map(|t| &t.1)).collect();
        tallies = in_parallel(&numbered, |(number, tally)| {
            let mut tally = (*tally).clone();
            tally.set_firm(SOFT);
            (refine::refine(&mut tally, plan, *number), tally)
        });
        tallies.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    tallies.truncate(RUNS);
    tallies.into_iter().map(|(_, tally)| tally.board.at).collect()
}

/// How many changes are worth trying: more for more boxes, fewer where each takes long.
fn effort(scene: &Scene) -> usize {
    let size = (scene.items.len() + 2 * scene.links.len()).max(1);
    (3_000_000 / size).min(700 * scene.items.len()).min(24_000)
}

/// Moves everything so that nothing is left of or above the origin.
fn at_origin(mut placed: Placed) -> Placed {
    let points = |curve: &Curve| {
        curve.points().into_iter().map(|p| Rect::around(p, 6.0, 6.0)).collect::<Vec<_>>()
    };
    let all = (placed.items.iter().chain(&placed.frames).copied())
        .chain(placed.lines.iter().flat_map(points))
        .chain(placed.spots.iter().flatten().map(|spot| spot.rect));
    let Some(hull) = Rect::of_all(all) else { return placed };
    let by = at((4.0 - hull.x0).round(), (4.0 - hull.y0).round());
    placed.size = at((hull.x1 + by.x + 4.0).ceil(), (hull.y1 + by.y + 4.0).ceil());
    for rect in placed.items.iter_mut().chain(&mut placed.frames) {
        *rect = rect.moved(by);
    }
    for curve in &mut placed.lines {
        curve.start = curve.start.plus(by);
        for (control, end) in &mut curve.pieces {
            (*control, *end) = (control.plus(by), end.plus(by));
        }
    }
    for spot in placed.spots.iter_mut().flatten() {
        spot.rect = spot.rect.moved(by);
    }
    placed
}

#[cfg(test)]
mod tests;
