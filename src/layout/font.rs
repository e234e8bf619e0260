//! The one font of every picture, and how wide texts are in it.
//!
//! DejaVu Sans Condensed, which has the letters of most of the world's names. Widths come from the
//! font's own tables, so that what is placed here is as wide as what is drawn.

mod face;
mod subset;

use std::sync::OnceLock;

use face::Face;
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

/// The font that comes along, read once.
fn built_in(weight: Weight) -> &'static Face<'static> {
    static REGULAR: OnceLock<Face<'static>> = OnceLock::new();
    static BOLD: OnceLock<Face<'static>> = OnceLock::new();
    let slot = if weight == Weight::Bold { &BOLD } else { &REGULAR };
    slot.get_or_init(|| Face::read(bytes(weight), 0).expect("the font comes with the program"))
}

/// The fonts in which a picture is set.
#[derive(Debug, Clone, Default)]
pub struct Fonts(());

impl Fonts {
    /// How wide a text is in a size. A letter that the font does not have counts as a full square,
    /// because some other font will draw it.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        built_in(weight).width(text) * size
    }

    /// Breaks a text into lines no wider than `limit`, between words; a word that is wider stands alone.
    pub fn lines(&self, text: &str, limit: f64, size: f64, weight: Weight) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let (mut used, space) = (0.0, self.width(" ", size, weight));
        for word in text.split_whitespace() {
            let wide = self.width(word, size, weight);
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_wide_as_they_are_drawn() {
        let fonts = Fonts::default();
        let wide = |text| fonts.width(text, 100.0, Weight::Regular);
        assert_eq!(wide("a"), wide("aa") / 2.0);
        assert_eq!(wide("中"), 100.0);
        // An accent takes no room, as letters of one code point or of two.
        assert!((wide("cafe\u{301}") - wide("café")).abs() < 0.1);
        // Letters that join are narrower than the same letters apart.
        let apart: f64 = ["ا", "ل", "ل", "ي", "ب", "ي"].into_iter().map(wide).sum();
        assert!(wide("الليبي") < 0.8 * apart, "{} {apart}", wide("الليبي"));
        for text in ["", "\u{301}", "\u{200d}\u{0}", "ﷺ\u{64b}\u{64b}", "ก็\u{e33}", "क्षि"]
        {
            assert!(wide(text) >= 0.0 && wide(text).is_finite(), "{text:?}");
        }
    }
}
