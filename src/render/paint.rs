//! How things look: sizes of texts, strokes, ends of lines.

use crate::layout::{Curve, Point, at};
use crate::model::Family;
use crate::view::Colour;
use crate::view::alliance::{Alliance, Footing};

/// The size of actors' names.
pub(super) const NAME: f64 = 13.5;
/// The size of sides' names.
pub(super) const HEADING: f64 = 14.5;
/// The size of the words on ties.
pub(super) const LABEL: f64 = 10.0;
/// The size of the numbers on ties.
pub(super) const NUMBER: f64 = 9.5;
/// Between the words on a tie and its number.
pub(super) const NUMBER_GAP: f64 = 3.0;
/// Around everything.
pub(super) const MARGIN: f64 = 30.0;
/// More notes than this would be longer than any picture.
const MOST_NOTES: usize = 400;

/// Whether the notes are printed.
pub(super) fn has_notes(alliance: &Alliance<'_>) -> bool {
    (1..=MOST_NOTES).contains(&alliance.notes.len())
}

/// The colour of a tie; what was last seen long ago is pale.
pub(super) fn colour(family: Family, stale: bool) -> Colour {
    let colour = Colour::of_family(family);
    if stale { colour.pale() } else { colour }
}

/// The width of a tie, by how many origins speak of it.
pub(super) fn width(origins: usize) -> f64 {
    match origins {
        0 | 1 => 1.3,
        2 => 2.2,
        _ => 3.1,
    }
}

/// The dashes of a line, as SVG has them.
pub(super) fn dashes(family: Family, footing: Footing) -> Option<&'static str> {
    match (family, footing) {
        (Family::Contact, Footing::Fact) => Some("0.1 4"),
        (Family::Presence, Footing::Fact) => Some("1.5 2.5"),
        (_, Footing::Fact) => None,
        (Family::Contact, _) => Some("0.1 4 0.1 4 6 4"),
        (Family::Presence, _) => Some("1.5 2.5 1.5 2.5 6 2.5"),
        (_, Footing::Said) => Some("9 3"),
        (_, Footing::NotSo) => Some("4 4"),
    }
}

/// What stands at the end of a line; each family has its own, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A full triangle.
    Arrow,
    /// A bar across.
    Tee,
    /// A hollow triangle.
    Hollow,
    /// Two strokes.
    Open,
    /// A full circle.
    Dot,
    /// Nothing.
    Plain,
}

/// The ends of a tie: where it begins, where it ends.
pub(super) fn ends(family: Family, symmetric: bool) -> (End, End) {
    let end = match family {
        Family::Support => End::Arrow,
        Family::Hostility => End::Tee,
        Family::Structure => End::Hollow,
        Family::Contact => End::Open,
        Family::Presence => End::Dot,
    };
    match (symmetric, family) {
        (false, _) => (End::Plain, end),
        (true, Family::Support | Family::Hostility) => (end, end),
        // To meet, or to be kin, has no direction worth two arrows.
        (true, _) => (End::Plain, End::Plain),
    }
}

/// How much of the line an end covers.
fn depth(end: End, width: f64) -> f64 {
    match end {
        End::Arrow | End::Hollow => 6.5 + width,
        End::Dot => 4.0,
        End::Tee | End::Open | End::Plain => 0.0,
    }
}

/// The line itself, cut off where its ends begin, as SVG path data.
pub(super) fn line_path(curve: &Curve, (tail, head): (End, End), width: f64) -> String {
    let mut curve = curve.clone();
    // A line shorter than its ends keeps a bit between them.
    let room = curve.end().x - curve.start.x;
    let room = (room * room + (curve.end().y - curve.start.y).powi(2)).sqrt() / 3.0;
    let (first, last) = (curve.first_way(), curve.last_way());
    let (a, b) = (depth(tail, width).min(room), depth(head, width).min(room));
    curve.start = step(curve.start, first, a);
    if let Some(piece) = curve.pieces.last_mut() {
        piece.1 = step(piece.1, last, -b);
    }
    let mut path = format!("M{}", pair(curve.start));
    for (control, end) in &curve.pieces {
        path += &format!("Q{} {}", pair(*control), pair(*end));
    }
    path
}

/// An end as SVG path data, its point at `tip`, the line coming along `way`.
pub(super) fn end_path(end: End, tip: Point, way: Point, width: f64) -> Option<String> {
    let across = way.turned();
    let corner = |back: f64, aside: f64| pair(step(step(tip, way, -back), across, aside));
    let (long, wide) = (6.5 + width, 2.9 + width * 0.7);
    match end {
        End::Plain => None,
        End::Arrow | End::Hollow => {
            Some(format!("M{}L{}L{}Z", corner(0.0, 0.0), corner(long, wide), corner(long, -wide)))
        }
        End::Tee => Some(format!("M{}L{}", corner(0.8, 5.0 + width), corner(0.8, -5.0 - width))),
        End::Dot => {
            let r = 3.0;
            let (a, b) = (corner(0.0, 0.0), corner(2.0 * r, 0.0));
            Some(format!("M{a}A{r} {r} 0 1 1 {b}A{r} {r} 0 1 1 {a}Z"))
        }
        End::Open => {
            Some(format!("M{}L{}L{}", corner(6.0, 3.6), corner(0.0, 0.0), corner(6.0, -3.6)))
        }
    }
}

fn step(p: Point, way: Point, by: f64) -> Point {
    at(p.x + way.x * by, p.y + way.y * by)
}

/// A point as SVG has it.
fn pair(p: Point) -> String {
    format!("{} {}", number(p.x), number(p.y))
}

/// A number with at most one decimal: rounding hides what differs between machines.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (0, part) if part < 0 => format!("-0.{}", -part),
        (whole, part) => format!("{whole}.{}", part.abs()),
    }
}
