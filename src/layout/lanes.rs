//! Many lines, or many boxes, against one: how often they cross, touch and cut.
//!
//! Nearly all time of a layout goes into these loops. They are written without branches and over
//! plain rows of numbers, so that compilers turn them into vector instructions, those of the machine
//! that it runs on: wider ones take more numbers at once and give the same. Places on the grid are
//! exact in single precision.

use std::marker::PhantomData;

use multiversion::multiversion;

use super::geometry::{Point, Rect};

/// Rows are filled up to a multiple of this with what touches nothing.
const LANES: usize = 8;
/// Where what touches nothing lies.
const FAR: f32 = 1e7;

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

    #[inline(always)]
    fn overlaps(self, o: Block) -> bool {
        ((self.x - o.x).abs() < self.w + o.w) & ((self.y - o.y).abs() < self.h + o.h)
    }
}

/// What is kept in rows: four numbers each.
pub(super) trait Shape: Copy {
    /// One that touches nothing.
    const NOWHERE: Self;

    fn of(numbers: [f32; 4]) -> Self;

    fn numbers(self) -> [f32; 4];
}

impl Shape for Line {
    const NOWHERE: Line = Line { ax: FAR, ay: FAR, bx: FAR, by: FAR };

    #[inline(always)]
    fn of([ax, ay, bx, by]: [f32; 4]) -> Line {
        Line { ax, ay, bx, by }
    }

    #[inline(always)]
    fn numbers(self) -> [f32; 4] {
        [self.ax, self.ay, self.bx, self.by]
    }
}

impl Shape for Block {
    const NOWHERE: Block = Block { x: FAR, y: FAR, w: 0.0, h: 0.0 };

    #[inline(always)]
    fn of([x, y, w, h]: [f32; 4]) -> Block {
        Block { x, y, w, h }
    }

    #[inline(always)]
    fn numbers(self) -> [f32; 4] {
        [self.x, self.y, self.w, self.h]
    }
}

/// Many of one sort, in a row for each of their numbers.
#[derive(Debug, Clone)]
pub(super) struct Rows<S> {
    rows: [Vec<f32>; 4],
    sort: PhantomData<S>,
}

pub(super) type Lines = Rows<Line>;
pub(super) type Blocks = Rows<Block>;

impl<S: Shape> Rows<S> {
    pub(super) fn new(n: usize) -> Self {
        Rows { rows: S::NOWHERE.numbers().map(|number| vec![number; padded(n)]), sort: PhantomData }
    }

    #[inline]
    pub(super) fn get(&self, i: usize) -> S {
        let [a, b, c, d] = &self.rows;
        S::of([a[i], b[i], c[i], d[i]])
    }

    #[inline]
    pub(super) fn set(&mut self, i: usize, shape: S) {
        for (row, number) in self.rows.iter_mut().zip(shape.numbers()) {
            row[i] = number;
        }
    }

    /// The weights of all that have to do with something, summed up.
    #[inline(always)]
    fn sum(&self, weights: &[i32], hit: impl Fn(S) -> bool) -> i32 {
        let n = self.rows[0].len();
        let [a, b, c, d] = &self.rows;
        let (a, b, c, d, weights) = (&a[..n], &b[..n], &c[..n], &d[..n], &weights[..n]);
        (0..n).map(|i| weights[i] & mask(hit(S::of([a[i], b[i], c[i], d[i]])))).sum()
    }

    /// Adds something to each that has to do with something.
    #[inline(always)]
    fn mark(&self, by: i32, out: &mut [i32], hit: impl Fn(S) -> bool) {
        let n = self.rows[0].len();
        let [a, b, c, d] = &self.rows;
        let (a, b, c, d, out) = (&a[..n], &b[..n], &c[..n], &d[..n], &mut out[..n]);
        for i in 0..n {
            out[i] += by & mask(hit(S::of([a[i], b[i], c[i], d[i]])));
        }
    }
}

/// The weights of the lines that cross one.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn crossing(lines: &Lines, line: Line, weights: &[i32]) -> i32 {
    lines.sum(weights, |other| line.crosses(other))
}

/// The weights of the lines that cut a box.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn cutting(lines: &Lines, block: Block, weights: &[i32]) -> i32 {
    lines.sum(weights, |line| line.cuts(block))
}

/// The weights of the boxes that a line cuts.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn cut_by(blocks: &Blocks, line: Line, weights: &[i32]) -> i32 {
    blocks.sum(weights, |block| line.cuts(block))
}

/// The weights of the boxes that overlap one.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn overlapping(blocks: &Blocks, block: Block, weights: &[i32]) -> i32 {
    blocks.sum(weights, |other| block.overlaps(other))
}

/// Adds something to each line that crosses one.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn mark_crossing(lines: &Lines, line: Line, by: i32, out: &mut [i32]) {
    lines.mark(by, out, |other| line.crosses(other));
}

/// Adds something to each line that cuts a box.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn mark_cutting(lines: &Lines, block: Block, by: i32, out: &mut [i32]) {
    lines.mark(by, out, |line| line.cuts(block));
}

/// Adds something to each box that a line cuts.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn mark_cut_by(blocks: &Blocks, line: Line, by: i32, out: &mut [i32]) {
    blocks.mark(by, out, |block| line.cuts(block));
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
