//! Placed boxes and frames, as obstacles for lines.

use super::geometry::{Point, Rect};
use super::scene::{HEAD, PAD, Scene, SceneLine};

/// Room between a line's end and its box.
const TOUCH: f64 = 1.0;

/// What lines have to mind.
pub(super) struct Ground<'a> {
    pub(super) scene: &'a Scene,
    pub(super) items: &'a [Rect],
    pub(super) frames: &'a [Rect],
}

impl Ground<'_> {
    /// The frames in which neither end of a link stands.
    pub(super) fn foreign(&self, link: &SceneLine) -> impl Iterator<Item = Rect> {
        let group = |node: usize| self.scene.items[node].group;
        let (from, to) = (group(link.from), group(link.to));
        let foreign = move |(g, _): &(usize, &Rect)| from != Some(*g) && to != Some(*g);
        self.frames.iter().enumerate().filter(foreign).map(|(_, frame)| *frame)
    }

    /// Where the headings of the groups stand.
    pub(super) fn headings(&self) -> Vec<Rect> {
        let heading = |(frame, width): (&Rect, &f64)| Rect {
            x0: frame.x0 + PAD - 6.0,
            y0: frame.y0 + 4.0,
            x1: frame.x0 + PAD + width + 6.0,
            y1: frame.y0 + HEAD + 2.0,
        };
        self.frames.iter().zip(&self.scene.headings).map(heading).collect()
    }
}

/// The point of a box's border, and a touch beyond, towards a point.
pub(super) fn border(rect: Rect, towards: Point) -> Point {
    let (c, rect) = (rect.centre(), rect.grown(TOUCH));
    let way = towards.minus(c);
    let x = if way.x == 0.0 { f64::INFINITY } else { rect.width() / 2.0 / way.x.abs() };
    let y = if way.y == 0.0 { f64::INFINITY } else { rect.height() / 2.0 / way.y.abs() };
    c.plus(way.times(x.min(y).min(1.0)))
}
