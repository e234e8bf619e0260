//! The legend: the kinds of line that are in the picture, and nothing else.
//!
//! At most six entries: five kinds, shown by colour and end, and dashes for what is not a certain
//! fact, which every kind can have.

use super::canvas::Canvas;
use super::stroke;
use super::text::{Lettering, number};
use crate::choice::Picture;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Curve, at};
use crate::look::{Colour, DASHED, Dash, Look, Style, Tone};

const MARK: f64 = 30.0;
const SIZE: f64 = 11.0;
const GAP: f64 = 6.0;
const BETWEEN: f64 = 13.0;
const ROW: f64 = 19.0;

/// What an entry explains.
#[derive(Clone, Copy)]
enum Sample {
    /// A sort of line, or the grey of one that is as it was.
    Line(Look, Tone),
    /// Dashes, which every sort can have.
    Dashes,
    /// Something that words say by themselves.
    Words,
}

/// A sample and what it means.
#[derive(Clone)]
pub(super) struct LegendEntry {
    sample: Sample,
    x: f64,
    y: f64,
    pub(super) text: Lettering,
}

/// The entries in rows no wider than `inner`, beginning at `x0`; `y` is moved to the last.
pub(super) fn of(
    picture: &Picture,
    (x0, inner): (f64, f64),
    y: &mut f64,
    fonts: &Fonts,
) -> Vec<LegendEntry> {
    let (mut x, mut entries) = (x0, Vec::new());
    for (sample, words) in samples(picture) {
        let mark = if matches!(sample, Sample::Words) { 0.0 } else { MARK + GAP };
        let text = Lettering::left(0.0, 0.0, SIZE, Weight::Regular, &words);
        let wide = mark + text.width(fonts);
        if x > x0 && x + wide > x0 + inner {
            (x, *y) = (x0, *y + ROW);
        }
        let text = Lettering { x: x + mark, y: *y + SIZE * 0.36, ..text };
        entries.push(LegendEntry { sample, x, y: *y, text });
        x += wide + BETWEEN;
    }
    entries
}

/// What is in a picture, and has to be explained.
fn samples(picture: &Picture) -> Vec<(Sample, String)> {
    let any = |test: &dyn Fn(Style) -> bool| picture.ties.iter().any(|tie| test(tie.style()));
    let mut samples: Vec<(Sample, String)> = Vec::new();
    for (quiet, more) in [(false, ""), (true, ", as before")] {
        for look in Look::ALL {
            let tone = if quiet { Tone::Quiet } else { Tone::Plain };
            if any(&|style| style.look == look && (style.tone == Tone::Quiet) == quiet) {
                samples.push((Sample::Line(look, tone), format!("{}{more}", look.words())));
            }
        }
    }
    let changes = picture.ties.iter().any(|tie| tie.turn.is_some());
    if any(&|style| style.dash() == Dash::Dashed) {
        let words = if changes { "not certain, or no longer told of" } else { DASHED };
        samples.push((Sample::Dashes, words.to_owned()));
    }
    let tones = [
        (Tone::Bold, "bold: newly told of"),
        (Tone::Struck, "struck through: ended"),
        (Tone::Quiet, "grey: as before"),
    ];
    let said: Vec<&str> =
        tones.into_iter().filter(|(tone, _)| any(&|s| s.tone == *tone)).map(|t| t.1).collect();
    if !said.is_empty() {
        samples.push((Sample::Words, said.join(" · ")));
    }
    samples
}

/// Adds the legend.
pub(super) fn draw(out: &mut Canvas<'_>, entries: &[LegendEntry]) {
    out.push("<g class=\"legend\">");
    for entry in entries {
        let (from, to) = (at(entry.x, entry.y), at(entry.x + MARK, entry.y));
        match entry.sample {
            Sample::Line(look, tone) => {
                let style = Style { look, firm: true, both: false, origins: 1, tone };
                let middle = at((from.x + to.x) / 2.0, from.y);
                stroke::draw(out, &style, &Curve::bow(from, middle, to));
            }
            Sample::Words => {}
            Sample::Dashes => {
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
