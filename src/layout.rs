//! Scene -> Placed: where everything in a picture stands.
//!
//! Takes boxes, groups and links with their sizes, gives positions, routes and places for texts.
//! Many first arrangements come from a layout crate, which only [`fcose`] knows; the best of them
//! under a stated score ([`score`]) are improved box by box. Must not know what is drawn, nor in
//! which format. Same scene, same picture, on the same platform.

mod chance;
mod detour;
mod fcose;
pub mod font;
mod geometry;
mod label;
mod quick;
mod refine;
mod route;
mod scene;
mod score;

pub use geometry::{Curve, Point, Rect, at, cross};
pub use label::Spot;
pub use scene::{HEAD, Item, Label, Link, PAD, Pull, Scene};

use refine::Plan;
use route::Ground;
use score::Board;

/// Grows whenever the same scene would be placed differently, so that old pictures are seen to be
/// old.
pub const EDITION: u32 = 1;

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
    pub spots: Vec<Option<Spot>>,
}

/// A source of first arrangements.
trait Starts: Sync {
    /// The middles of all boxes; `None` where it cannot arrange that.
    fn start(&self, scene: &Scene, seed: u64) -> Option<Vec<Point>>;
}

/// Up to so many boxes every line and text is placed with care.
pub const CAREFUL: usize = 110;
/// Up to so many links.
const CAREFUL_LINKS: usize = 260;
/// How many first arrangements are tried.
const SEEDS: u64 = 48;
/// How many of them are improved.
const RUNS: usize = 4;

/// Places a scene.
pub fn place(scene: &Scene) -> Placed {
    if scene.items.is_empty() {
        return Placed::default();
    }
    if scene.items.len() > CAREFUL || scene.links.len() > CAREFUL_LINKS {
        return quick::place(scene);
    }
    let board = arranged(scene);
    let frames: Vec<Rect> = board.frames();
    let items: Vec<Rect> = (0..scene.items.len()).map(|i| board.rect(i)).collect();
    let ground = Ground { scene, items: &items, frames: &frames };
    let lines = route::routes(&ground);
    let spots = label::spots(&ground, &lines);
    let lines = lines.into_iter().map(|line| line.curve).collect();
    at_origin(Placed { size: Point::default(), items, frames, lines, spots })
}

/// The best arrangement that is found.
fn arranged(scene: &Scene) -> Board<'_> {
    let engine: &dyn Starts = &fcose::Fcose;
    let start = |seed: u64| engine.start(scene, seed).unwrap_or_else(|| quick::rows(scene));
    let seeds: Vec<u64> = (1..=SEEDS).collect();
    let mut boards: Vec<(f64, Board<'_>)> = in_parallel(&seeds, |seed| {
        let board = Board::new(scene, start(*seed));
        (board.total(), board)
    });
    boards.sort_by(|a, b| a.0.total_cmp(&b.0));
    boards.truncate(RUNS);
    let numbered: Vec<(u64, Board<'_>)> = (1..).zip(boards.into_iter().map(|b| b.1)).collect();
    let moves = effort(scene);
    let mut boards = in_parallel(&numbered, |(number, board)| {
        let mut board = board.clone();
        let wide = Plan { moves, threshold: 12.0, reach: 260.0 };
        let score = refine::refine(&mut board, wide, *number);
        (score, board)
    });
    boards.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best = boards.swap_remove(0).1;
    refine::refine(&mut best, Plan { moves: moves / 2, threshold: 1.5, reach: 60.0 }, 0);
    best
}

/// How many changes are worth trying: fewer where each takes longer.
fn effort(scene: &Scene) -> usize {
    let size = (scene.items.len() + 2 * scene.links.len()).max(1);
    (2_400_000 / size).clamp(2_000, 20_000)
}

/// Works on two halves at once; the results come in the order of the tasks.
fn in_parallel<T: Sync, R: Send>(tasks: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (left, right) = tasks.split_at(tasks.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| right.iter().map(&work).collect::<Vec<R>>());
        let mut results: Vec<R> = left.iter().map(&work).collect();
        match other.join() {
            Ok(more) => results.extend(more),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        results
    })
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
