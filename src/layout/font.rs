//! The fonts of a picture, and how wide texts are in them.
//!
//! DejaVu Sans Condensed is built in and has the letters of most of the world's names. Letters that
//! it lacks are set in other fonts, if some are given. Widths come from the fonts' own
//! tables, so that texts are as wide when drawn as when placed. Must not know where fonts are stored.

mod face;
mod subset;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

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

/// The family of the font that comes along.
pub const FAMILY: &str = "DejaVu Sans Condensed";

/// The bytes of the font that comes along.
pub fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => crate::font::regular(),
        Weight::Bold => crate::font::bold(),
    }
}

/// The font that comes along, read once.
fn built_in(weight: Weight) -> &'static Face<'static> {
    static REGULAR: OnceLock<Face<'static>> = OnceLock::new();
    static BOLD: OnceLock<Face<'static>> = OnceLock::new();
    let slot = if weight == Weight::Bold { &BOLD } else { &REGULAR };
    slot.get_or_init(|| Face::read(bytes(weight), 0).expect("the font comes with the program"))
}

/// A font file that is given beside the one that comes along.
#[derive(Clone)]
pub struct Other {
    bytes: Arc<Vec<u8>>,
    number: u32,
    weight: Weight,
}

impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes, font {}, {:?}", self.bytes.len(), self.number, self.weight)
    }
}

/// Why a file is not used as a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unusable {
    /// It is no OpenType or TrueType font.
    #[error("it is not an OpenType or TrueType font")]
    NoFont,
    /// Its letters are not outlines but images, as in many fonts of emoji.
    #[error("its letters are images, not outlines")]
    NoShapes,
    /// Its maker forbids to put it into documents (`fsType` in its table OS/2).
    #[error("its maker forbids embedding it in documents")]
    Forbidden,
}

impl Other {
    /// Reads a font file; of a file that holds several, the one with that number.
    ///
    /// # Errors
    /// When it is none, or may not be put into a picture.
    pub fn read(bytes: Arc<Vec<u8>>, number: u32) -> Result<Self, Unusable> {
        let face = Face::read(&bytes, number).ok_or(Unusable::NoFont)?;
        if face.is_forbidden() {
            return Err(Unusable::Forbidden);
        }
        if !face.has_shapes() {
            return Err(Unusable::NoShapes);
        }
        let weight = if face.is_bold() { Weight::Bold } else { Weight::Regular };
        Ok(Other { bytes, number, weight })
    }

    /// Whether it has a letter.
    pub fn has(&self, letter: char) -> bool {
        self.face().glyph(letter).is_some()
    }

    /// Whose it is and under which terms it may be given on, as the file has it.
    pub fn notices(&self) -> Vec<String> {
        self.face().notices()
    }

    fn face(&self) -> Face<'_> {
        Face::read(&self.bytes, self.number).expect("it has been read before")
    }
}

/// How many of some letters a font has that could be used; 0 if it is none.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the command line looks for fonts"))]
pub fn covered(bytes: &[u8], number: u32, letters: &BTreeSet<char>) -> usize {
    let face = Face::read(bytes, number).filter(|face| !face.is_forbidden() && face.has_shapes());
    face.map_or(0, |face| letters.iter().filter(|letter| face.glyph(**letter).is_some()).count())
}

/// Whether a text has letters that change with their neighbours.
pub fn joins(text: &str) -> bool {
    text.chars().any(face::is_joined)
}

/// One of the fonts of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Font {
    /// The one that comes along.
    BuiltIn(Weight),
    /// One of the others, by its place among them.
    Other(usize),
}

impl Font {
    /// What a document calls its family. Others are not called by their names, which for parts of
    /// them are often reserved.
    pub fn family(self) -> String {
        match self {
            Font::BuiltIn(_) => FAMILY.to_owned(),
            Font::Other(i) => format!("letters-{}", i + 1),
        }
    }
}

/// The fonts in which a picture is set: the one that comes along, and others, of which the first that
/// has a letter sets it.
#[derive(Debug, Clone, Default)]
pub struct Fonts(Vec<Other>);

impl Fonts {
    /// Adds a font for letters that none of those before has.
    pub fn add(&mut self, other: Other) {
        self.0.push(other);
    }

    /// The fonts beside the one that comes along.
    pub fn others(&self) -> &[Other] {
        &self.0
    }

    /// The bytes of one of the others, and its number in its file.
    pub fn other(&self, i: usize) -> (&Arc<Vec<u8>>, u32) {
        (&self.0[i].bytes, self.0[i].number)
    }

    /// The font of a letter: of several one of the right weight. `None` where none has it.
    pub fn of(&self, letter: char, weight: Weight) -> Option<Font> {
        if built_in(weight).glyph(letter).is_some() {
            return Some(Font::BuiltIn(weight));
        }
        let having = |right: bool| {
            let fits = |other: &Other| (other.weight == weight) == right && other.has(letter);
            self.0.iter().position(fits)
        };
        having(true).or_else(|| having(false)).map(Font::Other)
    }

    /// A text in pieces of one font each. What no font has, is not a letter or stands on a letter before
    /// it goes with what is before.
    pub fn pieces<'t>(&self, text: &'t str, weight: Weight) -> Vec<(Font, &'t str)> {
        let base = Font::BuiltIn(weight);
        if self.0.is_empty() {
            return vec![(base, text)];
        }
        let mut starts: Vec<(Font, usize)> = vec![(base, 0)];
        for (at, letter) in text.char_indices() {
            let (last, _) = starts[starts.len() - 1];
            let stays = face::is_dependent(letter) && self.has(last, letter);
            let font = if stays { last } else { self.of(letter, weight).unwrap_or(last) };
            if font != last {
                starts.push((font, at));
            }
        }
        let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
        let pieces = starts.iter().zip(ends).map(|((font, at), end)| (*font, &text[*at..end]));
        pieces.filter(|(_, piece)| !piece.is_empty()).collect()
    }

    fn has(&self, font: Font, letter: char) -> bool {
        match font {
            Font::BuiltIn(weight) => built_in(weight).glyph(letter).is_some(),
            Font::Other(i) => self.0[i].has(letter),
        }
    }

    /// The letters of a text that no font has.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let drawn = |letter: &char| !letter.is_control() && !letter.is_whitespace();
        let none = |letter: &char| self.of(*letter, Weight::Regular).is_none();
        text.chars()
            .filter(|letter| drawn(letter) && !face::is_unseen(*letter) && none(letter))
            .collect()
    }

    /// How wide a text is in a size. A letter that no font has counts as a full square, because some
    /// other font will draw it.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        if self.0.is_empty() {
            return built_in(weight).width(text) * size;
        }
        let wide = |(font, piece)| match font {
            Font::BuiltIn(weight) => built_in(weight).width(piece),
            Font::Other(i) => self.0[i].face().width(piece),
        };
        self.pieces(text, weight).into_iter().map(wide).sum::<f64>() * size
    }

    /// As much of a text, from its beginning, as there is room for beside dots that follow it; where there is
    /// none, nothing of it. Found by halves: a name may have thousands of letters.
    pub fn fitting<'t>(
        &self,
        text: &'t str,
        dots: &str,
        limit: f64,
        size: f64,
        weight: Weight,
    ) -> &'t str {
        let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let fits =
            |end: &usize| self.width(&format!("{}{dots}", &text[..*end]), size, weight) <= limit;
        match ends.partition_point(fits).checked_sub(1) {
            Some(last) => &text[..ends[last]],
            None => "",
        }
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

/// A font for tests, with two letters that the picture's own has not.
#[cfg(test)]
pub(crate) fn chinese() -> Other {
    use write_fonts::types::GlyphId;
    let shapes = BTreeSet::from(["MW".to_owned()]);
    let shapes =
        subset(&Fonts::default(), Font::BuiltIn(Weight::Regular), &shapes).expect("a font");
    let letters = [('中', GlyphId::new(1)), ('国', GlyphId::new(2))];
    let letters = write_fonts::tables::cmap::Cmap::from_mappings(letters).expect("two letters");
    let mut file = write_fonts::FontBuilder::new();
    let shapes = skrifa::FontRef::new(&shapes).expect("a font");
    for record in shapes.table_directory.table_records() {
        let data = shapes.table_data(record.tag()).expect("a table");
        file.add_raw(write_fonts::types::Tag::new(&record.tag().to_be_bytes()), data.as_bytes());
    }
    file.add_table(&letters).expect("a table");
    Other::read(Arc::new(file.build()), 0).expect("a font")
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

    #[test]
    fn a_letter_is_set_in_the_first_font_that_has_it() {
        let mut fonts = Fonts::default();
        let (own, other) = (Font::BuiltIn(Weight::Bold), Font::Other(0));
        assert_eq!(fonts.pieces("a中", Weight::Bold), [(own, "a中")]);
        assert_eq!(fonts.missing("a 中国\u{200f}"), ['中', '国']);
        fonts.add(chinese());
        assert_eq!(
            fonts.pieces("中 a国国人b", Weight::Bold),
            [(other, "中"), (own, " a"), (other, "国国人"), (own, "b")]
        );
        assert_eq!(fonts.pieces("", Weight::Bold), []);
        assert_eq!(fonts.missing("中国人"), ['人']);
        let wide = |text| fonts.width(text, 10.0, Weight::Regular);
        assert_eq!(wide("中国"), wide("MW"), "as wide as it is drawn");
    }

    #[test]
    fn what_is_no_font_is_said_to_be_none() {
        for bytes in [&b""[..], b"MZ", &[0; 999]] {
            assert_eq!(Other::read(Arc::new(bytes.to_vec()), 0).unwrap_err(), Unusable::NoFont);
            assert_eq!(covered(bytes, 0, &BTreeSet::from(['a'])), 0);
        }
        let font = bytes(Weight::Regular).to_vec();
        assert_eq!(Other::read(Arc::new(font), 1).unwrap_err(), Unusable::NoFont);
    }

    #[test]
    fn letters_join_beside_letters_that_do_not() {
        let wide = |text| Fonts::default().width(text, 100.0, Weight::Bold);
        let parts = wide("A → ") + wide("الليبي") + wide(" 7 B");
        assert!((wide("A → الليبي 7 B") - parts).abs() < 1e-6);
    }
}
