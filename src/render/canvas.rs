//! An SVG as it grows, and the letters that it has used.
//!
//! Takes elements and texts in the order in which they are painted; gives the body of a document and
//! the font that it needs. Must not know what is drawn.

use super::embed::Letters;
use super::text::Text;

/// The body of a document.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
    letters: Letters,
}

impl Canvas {
    /// Adds a line of SVG that draws no letters.
    pub(super) fn push(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &Text, class: &str) {
        self.letters.add(&text.text, text.weight);
        self.push(&text.element(class));
    }

    /// What has been added, and the letters in it.
    pub(super) fn done(self) -> (String, Letters) {
        (self.body, self.letters)
    }
}
