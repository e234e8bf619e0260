//! The one font of every picture, and how wide texts are in it.
//!
//! DejaVu Sans Condensed, which has the letters of most of the world's names. Widths come from the
//! font's own tables, so that what is placed here is as wide as what is drawn.

mod subset;

use std::sync::OnceLock;

use ttf_parser::Face;

pub use subset::subset;

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For names.
    Bold,
}

/// The font's family name.
pub const FAMILY: &str = "DejaVu Sans Condensed";

/// The bytes of a font file.
pub fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => dejavu::sans_condensed::regular(),
        Weight::Bold => dejavu::sans_condensed::bold(),
    }
}

/// The font's tables.
pub fn face(weight: Weight) -> &'static Face<'static> {
    static REGULAR: OnceLock<Face<'static>> = OnceLock::new();
    static BOLD: OnceLock<Face<'static>> = OnceLock::new();
    let slot = if weight == Weight::Bold { &BOLD } else { &REGULAR };
    slot.get_or_init(|| Face::parse(bytes(weight), 0).expect("the font comes with the program"))
}

/// How wide a text is in a size. A letter that the font does not have counts as a full square,
/// because some other font will draw it.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = face(weight);
    let units = f64::from(face.units_per_em());
    let advance = |c: char| match face.glyph_index(c) {
        Some(glyph) => f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / units,
        None => 1.0,
    };
    text.chars().map(advance).sum::<f64>() * size
}

/// Breaks a text into lines no wider than `limit`, between words; a word that is wider stands alone.
pub fn lines(text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut used, space) = (0.0, width(" ", size, weight));
    for word in text.split_whitespace() {
        let wide = width(word, size, weight);
        match lines.last_mut() {
            Some(line) if used + space + wide <= limit => {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
            }
            _ => {
                lines.push(word.to_owned());
                used = wide;
            }
        }
    }
    lines
}
