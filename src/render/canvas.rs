//! An SVG being written, and the letters that it uses.
//!
//! Takes elements and texts in the order in which they are painted; gives the body of a document and
//! the font that it needs. Must not know what is drawn.

use sha2::{Digest, Sha256};

use super::embed::Letters;
use super::text::{Lettering, escaped, number};
use crate::layout::font::{self, Fonts};
use crate::layout::{Point, Rect};
use crate::look::Colour;
use crate::model::Modality;

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
    pub(super) fn text(&mut self, text: &Lettering, class: &str) {
        for (font, piece) in self.fonts.pieces(&text.text, text.weight) {
            self.letters.add(piece, font);
        }
        self.push(&text.element(class, self.fonts));
    }
}

/// What every document has.
pub(super) struct Document<'d> {
    /// The word for the sort of picture.
    pub(super) view: &'d str,
    /// The date as it was asked for.
    pub(super) at: &'d str,
    /// The title, for who hears it.
    pub(super) title: &'d str,
    /// What it shows in one sentence.
    pub(super) about: &'d str,
    /// What tells it from pictures of something else.
    pub(super) fingerprint: &'d str,
    /// What was asked for beside what sources assert; without it nothing is drawn that is only said.
    pub(super) include: &'d [Modality],
    /// Width and height.
    pub(super) size: Point,
}

impl Canvas<'_> {
    /// The whole document.
    pub(super) fn document(self, document: &Document<'_>) -> String {
        let (w, h) = (number(document.size.x), number(document.size.y));
        let included: Vec<&str> = document.include.iter().map(|modality| modality.word()).collect();
        let include = match included.is_empty() {
            true => String::new(),
            false => format!(" data-include=\"{}\"", included.join(" ")),
        };
        let (body, style) = (self.body, self.letters.elements(self.fonts));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"title standfirst\" \
             data-view=\"{}\" data-at=\"{}\" data-fingerprint=\"{}\"{include} \
             font-family=\"'{}', 'DejaVu Sans', Verdana, sans-serif\" fill=\"{}\" \
             text-rendering=\"geometricPrecision\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"standfirst\">{}</desc>\n{style}\
             <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n{body}</svg>\n",
            document.view,
            escaped(document.at),
            document.fingerprint,
            font::FAMILY,
            Colour::INK,
            escaped(document.title),
            escaped(document.about),
            Colour::PAPER,
        )
    }
}

/// What tells pictures apart that show something else: 32 hex digits of all that decides.
pub(super) fn fingerprint(of: &dyn std::fmt::Debug) -> String {
    Sha256::digest(format!("{of:?}")).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
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
