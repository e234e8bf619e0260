//! Lines with their ends, as SVG.
//!
//! Takes the look of a tie and the course of its line. Ends are shapes of at least ten units, so that they
//! are visible in print, and a line stops where its end begins. Must not know what stands around it.

use super::canvas::Canvas;
use super::text::number;
use crate::layout::{Curve, Point, at};
use crate::look::{Colour, Dash, End, Style, Tone};

/// Between a box and the end of a line.
const GAP: f64 = 1.5;
/// How long an arrow is.
const LONG: f64 = 12.0;

/// Adds the line of a tie and its ends.
pub(super) fn draw(out: &mut Canvas<'_>, style: &Style, curve: &Curve) {
    let end = style.look.end();
    let cut = match end {
        End::Arrow | End::Hollow => LONG,
        End::Dot => 11.0,
        End::Tee | End::Open => 1.5,
    };
    let (first, last) = (back(curve.first_way()), curve.last_way());
    let tips = (step(curve.start, first, -GAP), step(curve.end(), last, -GAP));
    let mut line = curve.clone();
    line.start = step(tips.0, first, if style.both { -cut } else { 0.0 });
    if let Some(piece) = line.pieces.last_mut() {
        piece.1 = step(tips.1, last, -cut);
    }
    out.push(&plain(style, &path(&line)));
    out.push(&shape(style, tips.1, last));
    if style.tone == Tone::Struck {
        strike(out, style, curve);
    }
    if style.both {
        out.push(&shape(style, tips.0, first));
    }
}

/// Two strokes across a line, where it runs straight the longest.
fn strike(out: &mut Canvas<'_>, style: &Style, curve: &Curve) {
    let mut from = curve.start;
    let mut longest = (0.0, curve.start, curve.start);
    for (_, end) in &curve.pieces {
        let long =
            ((end.x - from.x) * (end.x - from.x) + (end.y - from.y) * (end.y - from.y)).sqrt();
        if long > longest.0 {
            longest = (long, from, *end);
        }
        from = *end;
    }
    let (_, a, b) = longest;
    let way = at(b.x - a.x, b.y - a.y).unit();
    let upright = way.x.abs() < way.y.abs();
    for aside in [-2.5, 2.5] {
        let middle = step(at((a.x + b.x) / 2.0, (a.y + b.y) / 2.0), way, aside);
        let (x, y) = (number(middle.x), number(middle.y));
        let turn = if upright { 65 } else { 25 };
        out.push(&format!(
            "<rect class=\"strike\" x=\"{}\" y=\"{}\" width=\"1.8\" height=\"11\" fill=\"{}\" \
             transform=\"rotate({turn} {x} {y})\"/>",
            number(middle.x - 0.9),
            number(middle.y - 5.5),
            style.colour()
        ));
    }
}

/// The line alone, of SVG path data.
fn plain(style: &Style, path: &str) -> String {
    let cap = match style.dash() {
        Dash::Dotted | Dash::DotDashed => " stroke-linecap=\"round\"",
        Dash::Solid | Dash::Dashed => "",
    };
    let (colour, width) = (style.colour(), number(style.width()));
    let dashes = dashes(style.dash());
    format!(
        "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}{cap}/>"
    )
}

/// Dashes as an attribute.
pub(super) fn dashes(dash: Dash) -> String {
    dash.svg().map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""))
}

/// The end of a line, its point at `tip`, the line coming along `way`.
fn shape(style: &Style, tip: Point, way: Point) -> String {
    let across = way.turned();
    let corner = |back: f64, aside: f64| pair(step(step(tip, way, -back), across, aside));
    let colour = style.colour();
    let full = format!("fill=\"{colour}\"");
    let hollow = format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"1.4\"", Colour::PAPER);
    let stroked =
        |width: f64| format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"");
    let triangle =
        || format!("M{}L{}L{}Z", corner(0.0, 0.0), corner(LONG, 5.5), corner(LONG, -5.5));
    let (path, look) = match style.look.end() {
        End::Arrow => (triangle(), full),
        End::Hollow => (triangle(), hollow),
        End::Tee => (format!("M{}L{}", corner(1.6, 6.5), corner(1.6, -6.5)), stroked(3.2)),
        End::Open => (
            format!("M{}L{}L{}", corner(11.0, 5.5), corner(0.6, 0.0), corner(11.0, -5.5)),
            stroked(2.0),
        ),
        End::Dot => {
            let (a, b) = (corner(0.0, 0.0), corner(11.0, 0.0));
            (format!("M{a}A5.5 5.5 0 1 1 {b}A5.5 5.5 0 1 1 {a}Z"), hollow)
        }
    };
    format!("<path class=\"end\" d=\"{path}\" {look}/>")
}

fn back(way: Point) -> Point {
    at(-way.x, -way.y)
}

fn step(p: Point, way: Point, by: f64) -> Point {
    at(p.x + way.x * by, p.y + way.y * by)
}

fn pair(p: Point) -> String {
    format!("{} {}", number(p.x), number(p.y))
}

/// A curve as SVG path data; what runs straight is told as a straight line.
fn path(curve: &Curve) -> String {
    let (mut path, mut from) = (format!("M{}", pair(curve.start)), curve.start);
    for (control, end) in &curve.pieces {
        let bend =
            (end.x - from.x) * (control.y - from.y) - (end.y - from.y) * (control.x - from.x);
        path += &match bend.abs() < 1.0 {
            true => format!("L{}", pair(*end)),
            false => format!("Q{} {}", pair(*control), pair(*end)),
        };
        from = *end;
    }
    path
}
