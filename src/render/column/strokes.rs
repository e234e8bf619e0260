//! How lines look: colour and end by family, dashes where a tie is not both certain and a fact.
//!
//! Takes a tie and the corners of its line, gives SVG. Ends are shapes of ten units or more, so that
//! they are seen in print. Weak relations look like contact: they say no more than that there are
//! dealings.

use crate::choice::Tie;
use crate::layout::{Point, at};
use crate::model::Family;
use crate::render::canvas::Canvas;
use crate::render::paint::number;
use crate::view::Colour;

/// What stands at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum End {
    /// A full triangle.
    Arrow,
    /// A bar across.
    Tee,
    /// A hollow triangle.
    Hollow,
    /// Two strokes.
    Open,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) look: Look,
    pub(super) firm: bool,
    pub(super) width: f64,
    /// Whether the end stands at both ends.
    pub(super) both: bool,
}

/// The sorts of line that a reader has to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::render) enum Look {
    Support,
    Hostility,
    Structure,
    Contact,
}

impl Look {
    pub(super) const ALL: [Look; 4] =
        [Look::Support, Look::Hostility, Look::Structure, Look::Contact];

    /// That of a tie.
    pub(in crate::render) fn of(tie: &Tie) -> Look {
        match (tie.family, tie.sign) {
            (Family::Structure, _) => Look::Structure,
            (Family::Support, 1) => Look::Support,
            (Family::Hostility, -1) => Look::Hostility,
            _ => Look::Contact,
        }
    }

    pub(in crate::render) fn colour(self) -> Colour {
        Colour::of_family(match self {
            Look::Support => Family::Support,
            Look::Hostility => Family::Hostility,
            Look::Structure => Family::Structure,
            Look::Contact => Family::Contact,
        })
    }

    fn end(self) -> End {
        match self {
            Look::Support => End::Arrow,
            Look::Hostility => End::Tee,
            Look::Structure => End::Hollow,
            Look::Contact => End::Open,
        }
    }
}

/// The dashes of what is not both certain and a fact; the same for every sort.
pub(super) const DASHES: &str = "6 4";
const DOTS: &str = "0.1 5";
/// Dots, with a dash now and then.
const DOTS_DASHED: &str = "0.1 5 0.1 5 6 5";

/// The colour of the words on a line.
pub(super) fn ink(tie: &Tie) -> Colour {
    Look::of(tie).colour().for_text()
}

impl Stroke {
    /// The look of a tie.
    pub(super) fn of(tie: &Tie) -> Stroke {
        let firm = tie.is_firm();
        let width = match (firm, tie.origins) {
            (false, _) => 1.8,
            (true, 0 | 1) => 2.2,
            (true, 2) => 3.0,
            (true, _) => 3.8,
        };
        Stroke { look: Look::of(tie), firm, width, both: tie.symmetric }
    }

    /// The dashes, as SVG has them.
    pub(super) fn dashes(&self) -> Option<&'static str> {
        match (self.look, self.firm) {
            (Look::Contact, true) => Some(DOTS),
            (Look::Contact, false) => Some(DOTS_DASHED),
            (_, true) => None,
            (_, false) => Some(DASHES),
        }
    }

    /// Adds the line and its ends.
    pub(super) fn draw(&self, out: &mut Canvas<'_>, points: &[Point]) {
        let end = self.look.end();
        let cut = if end == End::Arrow || end == End::Hollow { LONG } else { 3.0 };
        let mut points = points.to_vec();
        let count = points.len();
        if count < 2 {
            return;
        }
        let (first, last) = (points[0], points[count - 1]);
        let (out_way, in_way) = (way(points[1], points[0]), way(points[count - 2], last));
        let tips = (step(first, out_way, -GAP), step(last, in_way, -GAP));
        points[0] = step(tips.0, out_way, if self.both { -cut } else { 0.0 });
        points[count - 1] = step(tips.1, in_way, -cut);
        out.push(&self.line(&path(&points)));
        out.push(&self.end(end, tips.1, in_way));
        if self.both {
            out.push(&self.end(end, tips.0, out_way));
        }
    }

    /// A line of SVG path data.
    pub(super) fn line(&self, path: &str) -> String {
        let dots = self.look == Look::Contact;
        let cap = if dots { " stroke-linecap=\"round\"" } else { "" };
        let dashes = self.dashes().map_or(String::new(), |d| format!(" stroke-dasharray=\"{d}\""));
        format!(
            "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dashes}{cap}/>",
            self.look.colour(),
            number(if dots { self.width.min(2.4) } else { self.width })
        )
    }

    fn end(&self, end: End, tip: Point, way: Point) -> String {
        let across = at(-way.y, way.x);
        let corner = |back: f64, aside: f64| pair(step(step(tip, way, -back), across, aside));
        let colour = self.look.colour();
        let (path, look) = match end {
            End::Arrow | End::Hollow => {
                let path =
                    format!("M{}L{}L{}Z", corner(0.0, 0.0), corner(LONG, 5.5), corner(LONG, -5.5));
                let look = if end == End::Arrow {
                    format!("fill=\"{colour}\"")
                } else {
                    format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"1.4\"", Colour::PAPER)
                };
                (path, look)
            }
            End::Tee => (
                format!("M{}L{}", corner(1.6, 6.5), corner(1.6, -6.5)),
                format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"3.2\""),
            ),
            End::Open => (
                format!("M{}L{}L{}", corner(11.0, 5.5), corner(0.6, 0.0), corner(11.0, -5.5)),
                format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\""),
            ),
        };
        format!("<path class=\"end\" d=\"{path}\" {look}/>")
    }
}

/// Between a box and the end of a line.
const GAP: f64 = 1.5;
/// How long an arrow is.
const LONG: f64 = 12.0;
/// How round the bends are.
const ROUND: f64 = 6.0;

fn way(from: Point, to: Point) -> Point {
    at(to.x - from.x, to.y - from.y).unit()
}

fn step(p: Point, way: Point, by: f64) -> Point {
    at(p.x + way.x * by, p.y + way.y * by)
}

fn pair(p: Point) -> String {
    format!("{} {}", number(p.x), number(p.y))
}

/// Corners as path data, each a little rounded.
pub(super) fn path(points: &[Point]) -> String {
    let mut path = format!("M{}", pair(points[0]));
    for window in points.windows(3) {
        let [a, b, c] = [window[0], window[1], window[2]];
        let half = |p: Point| {
            let (dx, dy) = (p.x - b.x, p.y - b.y);
            (dx * dx + dy * dy).sqrt() / 2.0
        };
        let round = ROUND.min(half(a)).min(half(c));
        let (before, after) = (step(b, way(b, a), round), step(b, way(b, c), round));
        path += &format!("L{}Q{} {}", pair(before), pair(b), pair(after));
    }
    path += &format!("L{}", pair(points[points.len() - 1]));
    path
}
