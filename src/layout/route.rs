//! Lines between placed boxes: straight if possible, otherwise curved.

use std::collections::BTreeMap;

use super::detour;
use super::geometry::{Curve, Point, Rect, along, cross};
use super::ground::{Ground, border};

/// Room between lines that join the same two boxes; less only where there is no more.
const FANS: [f64; 3] = [17.0, 12.0, 8.0];
/// How far a line may be bowed; the straight one comes first.
const BOWS: [f64; 15] = [
    0.0, 10.0, -10.0, 20.0, -20.0, 32.0, -32.0, 46.0, -46.0, 64.0, -64.0, 90.0, -90.0, 120.0,
    -120.0,
];
/// The first so many of them bow slightly.
const SLIGHT: usize = 5;
const THROUGH_BOX: f64 = 1000.0;
const THROUGH_FRAME: f64 = 60.0;
const THROUGH_HEADING: f64 = 200.0;
const CROSSING: f64 = 4.0;
/// How near to a foreign box a line may pass.
const CLEAR: f64 = 5.0;
/// Room between lines that are led around boxes side by side.
const APART: f64 = 6.0;
/// How often all lines are looked at again, now that the others lie differently.
const ROUNDS: usize = 3;
/// With more lines than this, once has to do.
const MANY: usize = 150;

/// A line with what is needed to measure it quickly.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) curve: Curve,
    pub(super) points: Vec<Point>,
    hull: Rect,
}

impl Drawn {
    fn new(curve: Curve) -> Self {
        let points = curve.points();
        let hull = points.iter().map(|p| Rect::around(*p, 0.1, 0.1));
        Drawn { hull: Rect::of_all(hull).unwrap_or_default(), points, curve }
    }

    /// Whether the line has a point inside a box.
    pub(super) fn cuts(&self, rect: Rect) -> bool {
        self.hull.overlaps(rect) && self.points.windows(2).any(|w| rect.is_cut(w[0], w[1]))
    }

    /// How often two lines cross.
    pub(super) fn crossings(&self, other: &Drawn) -> usize {
        if !self.hull.overlaps(other.hull) {
            return 0;
        }
        let hits = |w: &[Point]| {
            let bounds = Rect::around(w[0], 0.1, 0.1).hull(Rect::around(w[1], 0.1, 0.1));
            if !bounds.overlaps(other.hull) {
                return 0;
            }
            other.points.windows(2).filter(|v| cross(w[0], w[1], v[0], v[1])).count()
        };
        self.points.windows(2).map(hits).sum()
    }
}

/// Draws every link of a scene.
pub(super) fn routes(ground: &Ground<'_>) -> Vec<Drawn> {
    let scene = ground.scene;
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (i, link) in scene.links.iter().enumerate() {
        let ends = (link.from.min(link.to), link.from.max(link.to));
        bundles.entry(ends).or_default().push(i);
    }
    let bundles: Vec<Vec<usize>> = bundles.into_values().collect();
    let headings = ground.headings();
    let mut drawn: Vec<Drawn> =
        (0..scene.links.len()).map(|i| Drawn::new(bowed(ground, i, 0.0))).collect();
    let rounds = if drawn.len() > MANY { 1 } else { ROUNDS };
    for round in 0..rounds {
        let mut changed = false;
        for bundle in &bundles {
            let best = best_bow(ground, &headings, &drawn, bundle);
            for (i, new) in bundle.iter().zip(best) {
                changed |= drawn[*i].curve != new.curve;
                drawn[*i] = new;
            }
        }
        if !changed && round > 0 {
            break;
        }
    }
    for bundle in &bundles {
        for (k, i) in bundle.iter().enumerate() {
            let strays = ground.foreign(&scene.links[*i]).any(|frame| drawn[*i].cuts(frame));
            if strays || hits(ground, *i, &drawn[*i]) > 0 {
                let shift = (k as f64 - (bundle.len() - 1) as f64 / 2.0) * APART;
                // Through a frame rather than through a box.
                let around = |frames| detour::around(ground, *i, shift, frames);
                if let Some(curve) = around(true).or_else(|| around(false)) {
                    drawn[*i] = Drawn::new(curve);
                }
            }
        }
    }
    drawn
}

/// The foreign boxes through which a line goes.
pub(super) fn hits(ground: &Ground<'_>, link: usize, line: &Drawn) -> usize {
    let link = &ground.scene.links[link];
    let foreign = |k: &usize| *k != link.from && *k != link.to;
    (0..ground.items.len())
        .filter(foreign)
        .filter(|k| line.cuts(ground.items[*k].grown(CLEAR)))
        .count()
}

fn best_bow(
    ground: &Ground<'_>,
    headings: &[Rect],
    drawn: &[Drawn],
    bundle: &[usize],
) -> Vec<Drawn> {
    let mut best: Option<(f64, Vec<Drawn>)> = None;
    for (i, fan) in FANS.iter().enumerate() {
        // Rather near each other than far astray.
        let bows = if i == 0 { &BOWS[..] } else { &BOWS[..SLIGHT] };
        for bow in bows.iter().copied() {
            let lines: Vec<Drawn> = (bundle.iter().enumerate())
                .map(|(k, i)| {
                    let aside = (k as f64 - (bundle.len() - 1) as f64 / 2.0) * fan;
                    Drawn::new(bowed(ground, *i, bow + aside))
                })
                .collect();
            let mut cost = bow.abs() * 0.03;
            for (i, line) in bundle.iter().zip(&lines) {
                cost += mishaps(ground, headings, *i, line);
                let others = (0..drawn.len()).filter(|j| !bundle.contains(j));
                let crossings: usize = others.map(|j| line.crossings(&drawn[j])).sum();
                cost += CROSSING * crossings as f64;
                if best.as_ref().is_some_and(|(least, _)| *least <= cost) {
                    break;
                }
            }
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, lines));
            }
        }
        let clear = best.as_ref().is_some_and(|(cost, _)| *cost < THROUGH_BOX);
        if clear || bundle.len() == 1 {
            break;
        }
    }
    best.map(|(_, lines)| lines).unwrap_or_default()
}

fn mishaps(ground: &Ground<'_>, headings: &[Rect], link: usize, line: &Drawn) -> f64 {
    let cost = THROUGH_BOX * hits(ground, link, line) as f64;
    let ends = &ground.scene.links[link];
    let frames = ground.foreign(ends).filter(|frame| line.cuts(*frame)).count();
    let headings = headings.iter().filter(|heading| line.cuts(**heading)).count();
    cost + THROUGH_FRAME * frames as f64 + THROUGH_HEADING * headings as f64
}

/// A link as a bow, its middle that far from the straight line. The side is the same for both
/// directions, so that lines there and back do not lie on each other.
fn bowed(ground: &Ground<'_>, link: usize, bow: f64) -> Curve {
    let link = &ground.scene.links[link];
    let (from, to) = (ground.items[link.from], ground.items[link.to]);
    let (a, b) = (from.centre(), to.centre());
    let way = b.minus(a);
    let side = if link.from < link.to { way } else { way.times(-1.0) }.unit().turned();
    let control = a.towards(b, 0.5).plus(side.times(2.0 * bow));
    let (start, end) = (border(from, control), border(to, control));
    // What is cut off at the boxes would flatten the bow.
    let control = start.towards(end, 0.5).plus(side.times(2.0 * bow));
    Curve::bow(start, control, end)
}

/// The middle of a line and points around it, the nearest to the middle first.
pub(super) fn stations(line: &Drawn, steps: usize) -> Vec<(f64, Point)> {
    let mut stations: Vec<(f64, Point)> = (1..steps)
        .map(|i| i as f64 / steps as f64)
        .map(|part| ((part - 0.5).abs(), along(&line.points, part)))
        .collect();
    stations.sort_by(|a, b| a.0.total_cmp(&b.0));
    stations
}
