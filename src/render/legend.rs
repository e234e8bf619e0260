//! The legend: the sorts of line that are in the picture, and nothing else.
//!
//! At most six entries: five sorts, told by colour and end, and the dashes of what is not both certain
//! and a fact, which every sort can have.

use super::canvas::Canvas;
use super::stroke;
use super::text::{Text, number};
use crate::choice::Picture;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Curve, at};
use crate::look::{Colour, DASHED, Dash, Look, Style};

const MARK: f64 = 34.0;
const SIZE: f64 = 11.0;
const GAP: f64 = 7.0;
const BETWEEN: f64 = 18.0;
const ROW: f64 = 19.0;

/// A sample and what it means.
#[derive(Clone)]
pub(super) struct Entry {
    /// Nothing for dashes, which every sort can have.
    sample: Option<Look>,
    x: f64,
    y: f64,
    pub(super) text: Text,
}

/// The entries in rows no wider than `inner`, beginning at `x0`; `y` is moved to the last.
pub(super) fn of(
    picture: &Picture,
    (x0, inner): (f64, f64),
    y: &mut f64,
    fonts: &Fonts,
) -> Vec<Entry> {
    let any = |test: &dyn Fn(Style) -> bool| picture.ties.iter().any(|tie| test(tie.style()));
    let looks = Look::ALL.into_iter().filter(|look| any(&|style| style.look == *look));
    let mut samples: Vec<(Option<Look>, &str)> =
        looks.map(|look| (Some(look), look.words())).collect();
    if any(&|style| style.dash() == Dash::Dashed) {
        samples.push((None, DASHED));
    }
    let (mut x, mut entries) = (x0, Vec::new());
    for (sample, words) in samples {
        let text = Text::left(0.0, 0.0, SIZE, Weight::Regular, words);
        let wide = MARK + GAP + text.width(fonts);
        if x > x0 && x + wide > x0 + inner {
            (x, *y) = (x0, *y + ROW);
        }
        let text = Text { x: x + MARK + GAP, y: *y + SIZE * 0.36, ..text };
        entries.push(Entry { sample, x, y: *y, text });
        x += wide + BETWEEN;
    }
    entries
}

/// Adds the legend.
pub(super) fn draw(out: &mut Canvas<'_>, entries: &[Entry]) {
    out.push("<g class=\"legend\">");
    for entry in entries {
        let (from, to) = (at(entry.x, entry.y), at(entry.x + MARK, entry.y));
        match entry.sample {
            Some(look) => {
                let style = Style { look, firm: true, both: false, origins: 1 };
                let middle = at((from.x + to.x) / 2.0, from.y);
                stroke::draw(out, &style, &Curve::bow(from, middle, to));
            }
            None => {
                let (x0, x1, y) = (number(from.x), number(to.x), number(from.y));
                let (ink, dashes) = (Colour::INK, stroke::dashes(Dash::Dashed));
                out.push(&format!(
                    "<path class=\"line\" d=\"M{x0} {y}H{x1}\" fill=\"none\" stroke=\"{ink}\" \
                     stroke-width=\"1.8\"{dashes}/>"
                ));
            }
        }
        out.text(&entry.text, "");
    }
    out.push("</g>");
}
