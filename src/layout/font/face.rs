//! One font file: which letters it has, and how wide they are alone and joined.
//!
//! Takes the bytes of a font, gives widths in parts of its square. Must not know which fonts there are.

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// A font file that has been read.
pub(super) struct Face<'f> {
    pub(super) file: FontRef<'f>,
    letters: Charmap<'f>,
    advances: GlyphMetrics<'f>,
    joining: ShaperData,
    units: f64,
}

impl<'f> Face<'f> {
    /// Reads a font; of a file that holds several, the one with that number. `None` if it is none.
    pub(super) fn read(bytes: &'f [u8], number: u32) -> Option<Self> {
        let file = FontRef::from_index(bytes, number).ok()?;
        let units = file.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Face {
            letters: file.charmap(),
            advances: file.glyph_metrics(Size::unscaled(), LocationRef::default()),
            joining: ShaperData::new(&file),
            units: f64::from(units.max(1)),
            file,
        })
    }

    /// The glyph of a letter, if the font has it.
    pub(super) fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.letters.map(letter)
    }

    /// How wide a text is, in parts of the font's square. A letter that it does not have counts as a
    /// full square.
    pub(super) fn width(&self, text: &str) -> f64 {
        if text.chars().any(is_joined) {
            return self.joined(text);
        }
        let advance = |letter: char| match self.glyph(letter) {
            Some(glyph) => self.advance(glyph),
            None => 1.0,
        };
        text.chars().map(advance).sum()
    }

    fn advance(&self, glyph: GlyphId) -> f64 {
        f64::from(self.advances.advance_width(glyph).unwrap_or(0.0)) / self.units
    }

    /// The width of a text whose letters join.
    fn joined(&self, text: &str) -> f64 {
        let mut letters = UnicodeBuffer::new();
        letters.push_str(text);
        letters.guess_segment_properties();
        let shaper = self.joining.shaper(&self.file).build();
        let glyphs = shaper.shape(letters, ShapeOptions::new());
        let placed = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions());
        placed
            .map(|(info, place)| match info.glyph_id {
                0 => 1.0,
                _ => f64::from(place.x_advance) / self.units,
            })
            .sum()
    }
}

/// Whether a letter changes with its neighbours, or stands on one of them: accents, and the scripts
/// from Hebrew and Arabic on to those of South Asia.
fn is_joined(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{590}'..='\u{109f}' | '\u{200c}'..='\u{200f}')
}
