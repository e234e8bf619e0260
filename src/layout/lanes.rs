//! Many lines, or many boxes, against one: how often they cross, touch and cut.
//!
//! Nearly all time of a layout goes into these loops. They are written without branches and over
//! plain rows of numbers, so that compilers turn them into vector instructions; places on the grid
//! are exact in single precision.

use super::geometry::{Point, Rect};

/// Rows are filled up to a multiple of this with what touches nothing.
const LANES: usize = 8;
/// Where what touches nothing lies.
const NOWHERE: f32 = 1e7;

#[inline]
fn padded(n: usize) -> usize {
    n.div_ceil(LANES) * LANES
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    ax: f32,
    ay: f32,
    bx: f32,
    by: f32,
}

impl Line {
    #[inline]
    pub(super) fn new(a: Point, b: Point) -> Line {
        Line { ax: a.x as f32, ay: a.y as f32, bx: b.x as f32, by: b.y as f32 }
    }

    /// Whether its ends are the same.
    #[inline]
    pub(super) fn is_dot(self) -> bool {
        self.ax == self.bx && self.ay == self.by
    }

    /// Whether two lines cross at an inner point of both; not where they share an end.
    #[inline(always)]
    fn crosses(self, o: Line) -> bool {
        let (x, y) = (self.bx - self.ax, self.by - self.ay);
        let (u, v) = (o.bx - o.ax, o.by - o.ay);
        let (p, q) = (o.ax - self.ax, o.ay - self.ay);
        // On which side of this line the other's ends lie, and the other way round.
        let s = x * q - y * p;
        let t = x * (q + v) - y * (p + u);
        let w = v * p - u * q;
        let z = v * (p - x) - u * (q - y);
        (s * t < 0.0) & (w * z < 0.0)
    }

    /// Whether it has a point inside a box: no side of the box, and not the line itself, parts
    /// them.
    #[inline(always)]
    pub(super) fn cuts(self, o: Block) -> bool {
        let (x, y) = (self.bx - self.ax, self.by - self.ay);
        let (p, q) = (o.x - self.ax, o.y - self.ay);
        // Twice the distances of the middles, to save the halves.
        let beside = (2.0 * p - x).abs() < x.abs() + 2.0 * o.w;
        let above = (2.0 * q - y).abs() < y.abs() + 2.0 * o.h;
        beside & above & ((x * q - y * p).abs() < x.abs() * o.h + y.abs() * o.w)
    }
}

/// An upright box: its middle, and half its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Block {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

impl Block {
    #[inline]
    pub(super) fn new(middle: Point, half: Point) -> Block {
        Block { x: middle.x as f32, y: middle.y as f32, w: half.x as f32, h: half.y as f32 }
    }

    #[inline]
    pub(super) fn of(rect: Rect) -> Block {
        Block::new(rect.centre(), Point { x: rect.width() / 2.0, y: rect.height() / 2.0 })
    }

    #[inline]
    fn overlaps(self, o: Block) -> bool {
        ((self.x - o.x).abs() < self.w + o.w) & ((self.y - o.y).abs() < self.h + o.h)
    }
}

/// Lines, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    ax: Vec<f32>,
    ay: Vec<f32>,
    bx: Vec<f32>,
    by: Vec<f32>,
}

impl Lines {
    pub(super) fn new(n: usize) -> Lines {
        let row = vec![NOWHERE; padded(n)];
        Lines { ax: row.clone(), ay: row.clone(), bx: row.clone(), by: row }
    }

    #[inline]
    pub(super) fn get(&self, i: usize) -> Line {
        Line { ax: self.ax[i], ay: self.ay[i], bx: self.bx[i], by: self.by[i] }
    }

    #[inline]
    pub(super) fn set(&mut self, i: usize, line: Line) {
        (self.ax[i], self.ay[i], self.bx[i], self.by[i]) = (line.ax, line.ay, line.bx, line.by);
    }

    /// The weights of all lines that have to do with something, summed up.
    #[inline(always)]
    fn sum(&self, weights: &[i32], hit: impl Fn(Line) -> bool) -> i32 {
        let n = self.ax.len();
        let (ax, ay, bx, by) = (&self.ax[..n], &self.ay[..n], &self.bx[..n], &self.by[..n]);
        let weights = &weights[..n];
        let mut sum = 0;
        for i in 0..n {
            let line = Line { ax: ax[i], ay: ay[i], bx: bx[i], by: by[i] };
            sum += weights[i] & mask(hit(line));
        }
        sum
    }

    #[inline(always)]
    fn mark(&self, weight: i32, out: &mut [i32], hit: impl Fn(Line) -> bool) {
        let n = self.ax.len();
        let (ax, ay, bx, by) = (&self.ax[..n], &self.ay[..n], &self.bx[..n], &self.by[..n]);
        let out = &mut out[..n];
        for i in 0..n {
            let line = Line { ax: ax[i], ay: ay[i], bx: bx[i], by: by[i] };
            out[i] += weight & mask(hit(line));
        }
    }

    /// The weights of the lines that cross one.
    pub(super) fn crossing(&self, line: Line, weights: &[i32]) -> i32 {
        self.sum(weights, |other| line.crosses(other))
    }

    /// The weights of the lines that cut a box.
    pub(super) fn cutting(&self, block: Block, weights: &[i32]) -> i32 {
        self.sum(weights, |line| line.cuts(block))
    }

    /// Adds something to each line that crosses one.
    pub(super) fn mark_crossing(&self, line: Line, by: i32, out: &mut [i32]) {
        self.mark(by, out, |other| line.crosses(other));
    }

    /// Adds something to each line that cuts a box.
    pub(super) fn mark_cutting(&self, block: Block, by: i32, out: &mut [i32]) {
        self.mark(by, out, |line| line.cuts(block));
    }
}

/// Boxes, row by row.
#[derive(Debug, Clone, Default)]
pub(super) struct Blocks {
    x: Vec<f32>,
    y: Vec<f32>,
    w: Vec<f32>,
    h: Vec<f32>,
}

impl Blocks {
    pub(super) fn new(n: usize) -> Blocks {
        let row = vec![0.0; padded(n)];
        let far = vec![NOWHERE; padded(n)];
        Blocks { x: far.clone(), y: far, w: row.clone(), h: row }
    }

    #[inline]
    pub(super) fn get(&self, i: usize) -> Block {
        Block { x: self.x[i], y: self.y[i], w: self.w[i], h: self.h[i] }
    }

    #[inline]
    pub(super) fn set(&mut self, i: usize, block: Block) {
        (self.x[i], self.y[i], self.w[i], self.h[i]) = (block.x, block.y, block.w, block.h);
    }

    /// The weights of those that a line cuts.
    pub(super) fn cut_by(&self, line: Line, weights: &[i32]) -> i32 {
        let n = self.x.len();
        let (x, y, w, h) = (&self.x[..n], &self.y[..n], &self.w[..n], &self.h[..n]);
        let weights = &weights[..n];
        let mut sum = 0;
        for i in 0..n {
            let block = Block { x: x[i], y: y[i], w: w[i], h: h[i] };
            sum += weights[i] & mask(line.cuts(block));
        }
        sum
    }

    /// How many of them overlap a box.
    pub(super) fn overlapping(&self, other: Block) -> i32 {
        let n = self.x.len();
        let (x, y, w, h) = (&self.x[..n], &self.y[..n], &self.w[..n], &self.h[..n]);
        let block = |i: usize| Block { x: x[i], y: y[i], w: w[i], h: h[i] };
        (0..n).map(|i| i32::from(block(i).overlaps(other))).sum()
    }

    /// Adds something to each that a line cuts.
    pub(super) fn mark_cut_by(&self, line: Line, by: i32, out: &mut [i32]) {
        let n = self.x.len();
        let (x, y, w, h) = (&self.x[..n], &self.y[..n], &self.w[..n], &self.h[..n]);
        let out = &mut out[..n];
        for i in 0..n {
            out[i] += by & mask(line.cuts(Block { x: x[i], y: y[i], w: w[i], h: h[i] }));
        }
    }
}

/// All bits or none.
#[inline(always)]
fn mask(hit: bool) -> i32 {
    -i32::from(hit)
}

/// A row of weights, filled up.
pub(super) fn row(weights: impl IntoIterator<Item = i32>) -> Vec<i32> {
    let mut row: Vec<i32> = weights.into_iter().collect();
    row.resize(padded(row.len()), 0);
    row
}
