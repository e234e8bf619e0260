//! The legend: the sorts of line that are in the picture, and nothing else.
//!
//! At most five entries: four sorts, told by colour and end, and the dashes of what is not both
//! certain and a fact, which every sort can have.

use super::strokes::{DASHES, Look, Stroke};
use super::{MARGIN, strokes};
use crate::choice::Picture;
use crate::layout::at;
use crate::layout::font::{Fonts, Weight};
use crate::render::canvas::Canvas;
use crate::render::paint::number;
use crate::render::text::Text;
use crate::view::Colour;

const MARK: f64 = 34.0;
const SIZE: f64 = 11.0;
const GAP: f64 = 7.0;
const BETWEEN: f64 = 18.0;
const ROW: f64 = 19.0;

/// A sample and what it means.
#[derive(Clone)]
pub(super) struct Entry {
    sample: Sample,
    x: f64,
    y: f64,
    pub(super) text: Text,
}

#[derive(Clone, Copy)]
enum Sample {
    Line(Look),
    Dashed,
}

/// The entries in rows; `y` is moved to the last.
pub(super) fn of(picture: &Picture, inner: f64, y: &mut f64, fonts: &Fonts) -> Vec<Entry> {
    let mut samples: Vec<(Sample, &str)> = Vec::new();
    for look in Look::ALL {
        if picture.ties.iter().any(|tie| Look::of(tie) == look) {
            let words = match look {
                Look::Support => "backs",
                Look::Hostility => "opposes",
                Look::Structure => "commands, belongs to",
                Look::Contact => "deals with",
            };
            samples.push((Sample::Line(look), words));
        }
    }
    let dashed = |tie: &crate::choice::Tie| strokes::Stroke::of(tie).dashes() == Some(DASHES);
    if picture.ties.iter().any(dashed) {
        samples.push((Sample::Dashed, "not certain, or not now"));
    }
    let (mut x, mut entries) = (MARGIN, Vec::new());
    for (sample, words) in samples {
        let text = Text::left(0.0, 0.0, SIZE, Weight::Regular, words);
        let wide = MARK + GAP + text.width(fonts);
        if x > MARGIN && x + wide > MARGIN + inner {
            (x, *y) = (MARGIN, *y + ROW);
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
            Sample::Line(look) => {
                let stroke = Stroke { look, firm: true, width: 2.2, both: false };
                stroke.draw(out, &[from, to]);
            }
            Sample::Dashed => {
                let (x0, x1, y) = (number(from.x), number(to.x), number(from.y));
                out.push(&format!(
                    "<path class=\"line\" d=\"M{x0} {y}H{x1}\" fill=\"none\" stroke=\"{}\" \
                     stroke-width=\"1.8\" stroke-dasharray=\"{DASHES}\"/>",
                    Colour::INK
                ));
            }
        }
        out.text(&entry.text, "");
    }
    out.push("</g>");
}
