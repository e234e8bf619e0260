//! Points, boxes and curves in the plane: y grows downwards, units are SVG's.
//!
//! Only sums, products, quotients and square roots, which give the same bits on every machine.

/// A point, or the way from one to another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Shorthand for a point.
#[inline]
pub const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    #[inline]
    pub(super) fn plus(self, o: Point) -> Point {
        at(self.x + o.x, self.y + o.y)
    }

    #[inline]
    pub(super) fn minus(self, o: Point) -> Point {
        at(self.x - o.x, self.y - o.y)
    }

    #[inline]
    pub(super) fn times(self, k: f64) -> Point {
        at(self.x * k, self.y * k)
    }

    #[inline]
    pub(super) fn cross(self, o: Point) -> f64 {
        self.x * o.y - self.y * o.x
    }

    #[inline]
    pub(super) fn dot(self, o: Point) -> f64 {
        self.x * o.x + self.y * o.y
    }

    #[inline]
    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The direction, of length 1; to the right where there is none.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length > 1e-9 { self.times(1.0 / length) } else { at(1.0, 0.0) }
    }

    /// A quarter turn.
    pub fn turned(self) -> Point {
        at(-self.y, self.x)
    }

    pub(super) fn towards(self, o: Point, t: f64) -> Point {
        at(self.x + (o.x - self.x) * t, self.y + (o.y - self.y) * t)
    }
}

/// An upright box.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left.
    pub x0: f64,
    /// Top.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Bottom.
    pub y1: f64,
}

impl Rect {
    /// The box of that size around a point.
    #[inline]
    pub fn around(c: Point, width: f64, height: f64) -> Rect {
        let (w, h) = (width / 2.0, height / 2.0);
        Rect { x0: c.x - w, y0: c.y - h, x1: c.x + w, y1: c.y + h }
    }

    /// The box that holds both.
    #[inline]
    pub fn hull(self, o: Rect) -> Rect {
        Rect {
            x0: self.x0.min(o.x0),
            y0: self.y0.min(o.y0),
            x1: self.x1.max(o.x1),
            y1: self.y1.max(o.y1),
        }
    }

    /// The box that holds all of them.
    pub fn of_all(rects: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        rects.into_iter().reduce(Rect::hull)
    }

    /// The middle.
    pub fn centre(self) -> Point {
        at((self.x0 + self.x1) / 2.0, (self.y0 + self.y1) / 2.0)
    }

    /// From left to right.
    pub fn width(self) -> f64 {
        self.x1 - self.x0
    }

    /// From top to bottom.
    pub fn height(self) -> f64 {
        self.y1 - self.y0
    }

    /// The same with a margin on every side.
    #[inline]
    pub fn grown(self, by: f64) -> Rect {
        Rect { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }

    /// The same elsewhere.
    pub fn moved(self, by: Point) -> Rect {
        Rect { x0: self.x0 + by.x, y0: self.y0 + by.y, x1: self.x1 + by.x, y1: self.y1 + by.y }
    }

    /// How deep two boxes reach into each other; 0 or less where they do not.
    #[inline]
    pub fn depth(self, o: Rect) -> f64 {
        let x = self.x1.min(o.x1) - self.x0.max(o.x0);
        let y = self.y1.min(o.y1) - self.y0.max(o.y0);
        x.min(y)
    }

    /// Whether two boxes have an area in common.
    #[inline]
    pub fn overlaps(self, o: Rect) -> bool {
        self.x0 < o.x1 && o.x0 < self.x1 && self.y0 < o.y1 && o.y0 < self.y1
    }

    #[inline]
    pub(super) fn holds(self, p: Point) -> bool {
        self.x0 < p.x && p.x < self.x1 && self.y0 < p.y && p.y < self.y1
    }

    /// Whether a straight line has a point inside (Liang and Barsky's clipping).
    #[inline]
    pub fn is_cut(self, a: Point, b: Point) -> bool {
        let d = b.minus(a);
        let (mut t0, mut t1) = (0.0f64, 1.0f64);
        for (p, q) in [
            (-d.x, a.x - self.x0),
            (d.x, self.x1 - a.x),
            (-d.y, a.y - self.y0),
            (d.y, self.y1 - a.y),
        ] {
            if p == 0.0 {
                if q <= 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                t0 = t0.max(q / p);
            } else {
                t1 = t1.min(q / p);
            }
            if t0 >= t1 {
                return false;
            }
        }
        true
    }
}

/// Whether two straight lines cross at an inner point of both.
#[inline]
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let (ab, cd) = (b.minus(a), d.minus(c));
    let (s, t) = (ab.cross(c.minus(a)), ab.cross(d.minus(a)));
    let (u, v) = (cd.cross(a.minus(c)), cd.cross(b.minus(c)));
    ((s > 0.0) != (t > 0.0))
        && ((u > 0.0) != (v > 0.0))
        && s != 0.0
        && t != 0.0
        && u != 0.0
        && v != 0.0
}

/// A line made of pieces of parabola, each from where the last one ends, by way of a control point.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Where it begins.
    pub start: Point,
    /// Control point and end of each piece.
    pub pieces: Vec<(Point, Point)>,
}

/// Into how many straight lines a piece is cut where it is measured.
const CUTS: usize = 12;

impl Curve {
    /// One piece.
    pub fn bow(start: Point, control: Point, end: Point) -> Curve {
        Curve { start, pieces: vec![(control, end)] }
    }

    /// From corner to corner, straight, with bends as round as the pieces beside them let them be.
    pub fn bent(corners: &[Point], round: f64) -> Curve {
        let mut curve =
            Curve { start: corners.first().copied().unwrap_or_default(), pieces: Vec::new() };
        for w in corners.windows(3) {
            let (a, b, c) = (w[0], w[1], w[2]);
            let (before, after) = (a.minus(b), c.minus(b));
            let bend = round.min(before.length() / 2.0).min(after.length() / 2.0);
            let (on, off) = (b.plus(before.unit().times(bend)), b.plus(after.unit().times(bend)));
            curve.pieces.push((curve.end().towards(on, 0.5), on));
            curve.pieces.push((b, off));
        }
        if let [_, .., end] = corners {
            curve.pieces.push((curve.end().towards(*end, 0.5), *end));
        }
        curve
    }

    /// Where it ends.
    pub fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece.1)
    }

    /// The direction in which it leaves.
    pub fn first_way(&self) -> Point {
        self.pieces.first().map_or(at(1.0, 0.0), |piece| piece.0.minus(self.start).unit())
    }

    /// The direction in which it arrives.
    pub fn last_way(&self) -> Point {
        self.pieces.last().map_or(at(1.0, 0.0), |piece| piece.1.minus(piece.0).unit())
    }

    /// As straight lines.
    pub fn points(&self) -> Vec<Point> {
        let mut points = vec![self.start];
        let mut from = self.start;
        for (control, to) in &self.pieces {
            for i in 1..=CUTS {
                let t = i as f64 / CUTS as f64;
                points.push(from.towards(*control, t).towards(control.towards(*to, t), t));
            }
            from = *to;
        }
        points
    }
}

/// The points of a broken line at parts of its length, `0.5` for the middle.
pub(super) fn along(points: &[Point], part: f64) -> Point {
    let whole: f64 = points.windows(2).map(|w| w[1].minus(w[0]).length()).sum();
    let mut rest = whole * part;
    for w in points.windows(2) {
        let length = w[1].minus(w[0]).length();
        if rest <= length && length > 0.0 {
            return w[0].towards(w[1], rest / length);
        }
        rest -= length;
    }
    points.last().copied().unwrap_or_default()
}
