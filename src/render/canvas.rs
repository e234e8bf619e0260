//! An SVG as it grows, and the letters that it has used.
//!
//! Takes elements and texts in the order in which they are painted; gives the body of a document and
//! the font that it needs. Must not know what is drawn.

use super::embed::Letters;
use super::text::Text;
use crate::layout::font::Fonts;

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
        self.letters.add(&text.text, text.weight);
        self.push(&text.element(class, self.fonts));
    }

    /// What has been added, and the style that brings its letters along.
    pub(super) fn done(self) -> (String, String) {
        (self.body, self.letters.elements())
    }
}
