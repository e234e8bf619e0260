//! The grid on which lines are led: where boxes, frames and headings stand.
//!
//! Takes the ground of an arrangement, gives cells of eight units with what stands on each permanently.
//! Must not know lines and words, which come and go.

use super::ground::Ground;
use super::row::CELL;
use crate::choice::Picture;
use crate::layout::geometry::{Point, Rect, at};

/// Right, down, left, up.
pub(super) const WAYS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// A cell that belongs to several boxes.
const MANY: u8 = u8::MAX;

/// What stands on each cell for good.
pub(super) struct Grid<'g> {
    pub(super) ground: &'g Ground,
    pub(super) side_of: Vec<Option<usize>>,
    pub(super) w: i32,
    pub(super) h: i32,
    /// Boxes with a cell of air around them: the number of the box plus one, or `MANY`.
    air: Vec<u8>,
    /// Boxes themselves, and headings.
    solid: Vec<bool>,
    /// Frames: the number of the side plus one.
    frames: Vec<u8>,
}

impl<'g> Grid<'g> {
    pub(super) fn of(picture: &Picture, ground: &'g Ground) -> Self {
        let (w, h) = ((ground.width / CELL) as i32 + 1, (ground.height / CELL) as i32 + 2);
        let cells = (w * h) as usize;
        let mut grid = Grid {
            ground,
            side_of: picture.figures.iter().map(|f| f.side).collect(),
            w,
            h,
            air: vec![0; cells],
            solid: vec![false; cells],
            frames: vec![0; cells],
        };
        for (i, (rect, _)) in ground.boxes.iter().enumerate() {
            let number = u8::try_from(i + 1).unwrap_or(MANY);
            for cell in grid.cells(rect.grown(9.0)) {
                grid.air[cell] = if grid.air[cell] == 0 { number } else { MANY };
            }
            for cell in grid.cells(rect.grown(1.0)) {
                grid.solid[cell] = true;
            }
        }
        for (i, (frame, _)) in ground.frames.iter().enumerate() {
            for cell in grid.cells(frame.grown(1.0)) {
                grid.frames[cell] = u8::try_from(i + 1).unwrap_or(MANY);
            }
        }
        for heading in &ground.headings {
            for cell in grid.cells(heading.grown(6.0)) {
                grid.solid[cell] = true;
            }
        }
        grid
    }

    /// The cells whose middle is in a rectangle.
    pub(super) fn cells(&self, r: Rect) -> impl Iterator<Item = usize> + use<> {
        let low = |v: f64| (v / CELL).ceil() as i32;
        let high = |v: f64| (v / CELL).floor() as i32;
        let (x0, x1) = (low(r.x0).max(0), high(r.x1).min(self.w - 1));
        let (y0, y1) = (low(r.y0).max(0), high(r.y1).min(self.h - 1));
        let w = self.w;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| (y * w + x) as usize))
    }

    pub(super) fn cell(&self, x: i32, y: i32) -> Option<usize> {
        (x >= 1 && y >= 0 && x < self.w - 1 && y < self.h).then(|| (y * self.w + x) as usize)
    }

    pub(super) fn place(&self, cell: usize) -> (i32, i32) {
        (cell as i32 % self.w, cell as i32 / self.w)
    }

    pub(super) fn middle(&self, cell: usize) -> Point {
        let (x, y) = self.place(cell);
        at(f64::from(x) * CELL, f64::from(y) * CELL)
    }

    /// The cells of a box's left, upper, right and lower border.
    pub(super) fn bounds(&self, i: usize) -> [i32; 4] {
        let r = self.ground.boxes[i].0;
        [r.x0, r.y0, r.x1, r.y1].map(|v| (v / CELL) as i32)
    }

    pub(super) fn len(&self) -> usize {
        self.solid.len()
    }

    /// Whether a line between two boxes could run through a cell, if there were no others: not through
    /// boxes, nor through the air around foreign ones, nor through frames of sides that are not theirs.
    pub(super) fn is_free(&self, cell: usize, ends: (usize, usize)) -> bool {
        let air = usize::from(self.air[cell]);
        let frame = usize::from(self.frames[cell]);
        let member = |end: usize| self.side_of[end].is_some_and(|side| side + 1 == frame);
        !self.solid[cell]
            && (air == 0 || air == ends.0 + 1 || air == ends.1 + 1)
            && (frame == 0 || member(ends.0) || member(ends.1))
    }

    /// Whether a cell is beside a box.
    pub(super) fn is_beside(&self, cell: usize) -> bool {
        self.air[cell] != 0
    }

    /// Whether a cell is in a frame.
    pub(super) fn is_framed(&self, cell: usize) -> bool {
        self.frames[cell] != 0
    }
}
