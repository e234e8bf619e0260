//! An SVG as it grows, and the letters that it has used.
//!
//! Takes elements and texts in the order in which they are painted; gives the body of a document and
//! the font that it needs. Must not know what is drawn.

use super::embed::Letters;
use super::paint::number;
use super::text::Text;
use crate::layout::Point;
use crate::layout::font::Fonts;
use crate::layout::{Placed, Rect, at};
use crate::view::Colour;
use crate::view::alliance::Alliance;

/// The body of a document.
#[derive(Debug)]
pub(super) struct Canvas<'f> {
    fonts: &'f Fonts,
    body: String,
    letters: Letters,
}

impl<'f> Canvas<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Canvas { fonts, body: String::new(), letters: Letters::default() }
    }

    /// The fonts in which its texts are set.
    pub(super) fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    /// Adds a line of SVG that draws no letters.
    pub(super) fn push(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &Text, class: &str) {
        for (font, piece) in self.fonts.pieces(&text.text, text.weight) {
            self.letters.add(piece, font);
        }
        self.push(&text.element(class, self.fonts));
    }

    /// What has been added, and the style that brings its letters along.
    pub(super) fn done(self) -> (String, String) {
        (self.body, self.letters.elements(self.fonts))
    }
}

/// Adds the ground on which a text stands above lines: that of the sides, as far as it is on theirs.
pub(super) fn ground(out: &mut Canvas<'_>, alliance: &Alliance<'_>, placed: &Placed, room: Rect) {
    let inside = |frame: &Rect, p: Point| {
        frame.x0 < p.x && p.x < frame.x1 && frame.y0 < p.y && p.y < frame.y1
    };
    let corners = [at(room.x0, room.y0), at(room.x1, room.y1)];
    let within = |frame: &Rect| corners.iter().all(|corner| inside(frame, *corner));
    if !placed.frames.iter().any(within) {
        out.push(&rect(room, 2.0, &format!("fill=\"{}\"", Colour::PAPER)));
    }
    for (i, frame) in placed.frames.iter().enumerate() {
        let (x0, x1) = (room.x0.max(frame.x0), room.x1.min(frame.x1));
        let (y0, y1) = (room.y0.max(frame.y0), room.y1.min(frame.y1));
        if x0 < x1 && y0 < y1 {
            let fill = alliance.sides[i].colour.ground(i);
            out.push(&rect(Rect { x0, y0, x1, y1 }, 0.0, &format!("fill=\"{fill}\"")));
        }
    }
}

/// A box with round corners.
pub(super) fn rect(rect: Rect, round: f64, look: &str) -> String {
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {look}/>",
        number(rect.x0),
        number(rect.y0),
        number(rect.width()),
        number(rect.height()),
        number(round)
    )
}
