//! One font file: which letters it has, and how wide they are alone and joined.
//!
//! Takes the bytes of a font, gives widths in parts of its square. Must not know which fonts there are.

use std::sync::OnceLock;

use harfrust::{ShapeOptions, ShaperData, UnicodeBuffer};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// A font file that has been read.
pub(super) struct Face<'f> {
    pub(super) file: FontRef<'f>,
    letters: Charmap<'f>,
    advances: GlyphMetrics<'f>,
    joining: OnceLock<ShaperData>,
    /// How wide the letters are that most texts are made of.
    latin: OnceLock<Vec<f64>>,
    units: f64,
}

/// Letters before this stand by themselves, and are looked up once.
const LATIN: usize = 0x250;

impl<'f> Face<'f> {
    /// Reads a font; of a file that holds several, the one with that number. `None` if it is none.
    pub(super) fn read(bytes: &'f [u8], number: u32) -> Option<Self> {
        let file = FontRef::from_index(bytes, number).ok()?;
        let units = file.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        Some(Face {
            letters: file.charmap(),
            advances: file.glyph_metrics(Size::unscaled(), LocationRef::default()),
            joining: OnceLock::new(),
            latin: OnceLock::new(),
            units: f64::from(units.max(1)),
            file,
        })
    }

    /// Whether its maker forbids to put it, or parts of it, into documents: bits 1 and 8 of `fsType`
    /// (OpenType, table OS/2).
    pub(super) fn is_forbidden(&self) -> bool {
        self.file.os2().is_ok_and(|table| table.fs_type() & 0x0102 != 0)
    }

    /// Whether its letters are outlines, which can be drawn in any size.
    pub(super) fn has_shapes(&self) -> bool {
        self.file.outline_glyphs().format().is_some()
    }

    pub(super) fn is_bold(&self) -> bool {
        self.file.attributes().weight.value() >= 600.0
    }

    /// The copyright and the licence that the file names.
    pub(super) fn notices(&self) -> Vec<String> {
        let kinds =
            [StringId::COPYRIGHT_NOTICE, StringId::LICENSE_DESCRIPTION, StringId::LICENSE_URL];
        let text = |kind| self.file.localized_strings(kind).english_or_first();
        kinds.into_iter().filter_map(text).map(|text| text.to_string()).collect()
    }

    /// The glyph of a letter, if the font has it.
    pub(super) fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.letters.map(letter)
    }

    /// How wide a text is, in parts of the font's square. A letter that it does not have counts as a
    /// full square.
    pub(super) fn width(&self, text: &str) -> f64 {
        let latin = self.latin.get_or_init(|| {
            let letters = (0..LATIN as u32).filter_map(char::from_u32);
            letters.map(|letter| self.glyphs_wide(letter.encode_utf8(&mut [0; 4]))).collect()
        });
        if text.chars().all(|letter| (letter as usize) < LATIN) {
            return text.chars().map(|letter| latin[letter as usize]).sum();
        }
        self.glyphs_wide(text)
    }

    fn glyphs_wide(&self, text: &str) -> f64 {
        let wide = |(glyph, advance)| if glyph == GlyphId::NOTDEF { 1.0 } else { advance };
        self.glyphs(text).into_iter().map(wide).sum()
    }

    /// The glyphs of a text and how far each takes the pen; none has a number but 0.
    pub(super) fn glyphs(&self, text: &str) -> Vec<(GlyphId, f64)> {
        let mut glyphs = Vec::new();
        for (joined, run) in runs(text) {
            if joined {
                self.join(run, &mut glyphs);
            } else {
                // Marks of direction take no room, whether the font has them or not.
                let seen = run.chars().filter(|letter| !is_unseen(*letter));
                glyphs.extend(seen.map(|letter| self.alone(letter)));
            }
        }
        glyphs
    }

    fn alone(&self, letter: char) -> (GlyphId, f64) {
        let glyph = self.glyph(letter).unwrap_or(GlyphId::NOTDEF);
        (glyph, f64::from(self.advances.advance_width(glyph).unwrap_or(0.0)) / self.units)
    }

    /// The glyphs of a text whose letters join.
    fn join(&self, text: &str, glyphs: &mut Vec<(GlyphId, f64)>) {
        let mut letters = UnicodeBuffer::new();
        letters.push_str(text);
        letters.guess_segment_properties();
        let joining = self.joining.get_or_init(|| ShaperData::new(&self.file));
        let shaped = joining.shaper(&self.file).build().shape(letters, ShapeOptions::new());
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        glyphs.extend(placed.map(|(info, place)| {
            (GlyphId::new(info.glyph_id), f64::from(place.x_advance) / self.units)
        }));
    }
}

/// A text in runs of letters that join and of others: a run is shaped by the script that it begins
/// with, and one that begins with Latin would not be joined.
fn runs(text: &str) -> Vec<(bool, &str)> {
    let mut starts: Vec<(bool, usize)> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        // An accent takes the letter before it along; a space between joined letters stays with them.
        let accented = letters.peek().is_some_and(|(_, next)| is_accent(*next));
        let last = starts.last().is_some_and(|(joined, _)| *joined);
        let joined = is_joined(letter) || accented || last && is_dependent(letter);
        if starts.last().is_none_or(|(before, _)| *before != joined) {
            starts.push((joined, at));
        }
    }
    let ends = starts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
    starts.iter().zip(ends).map(|((joined, at), end)| (*joined, &text[*at..end])).collect()
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Whether a letter changes with its neighbours, or stands on one of them: accents, and the scripts
/// that are written in syllables or joined, from Hebrew and Arabic to those of South and Southeast Asia.
pub(super) fn is_joined(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{590}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
        | '\u{200c}'..='\u{200f}' | '\u{a800}'..='\u{a95f}' | '\u{a980}'..='\u{abff}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e800}'..='\u{1e95f}')
}

/// Whether a letter belongs to the one before it: spaces, signs that are not seen, and marks.
pub(super) fn is_dependent(letter: char) -> bool {
    letter.is_whitespace()
        || is_unseen(letter)
        || unicode_normalization::char::is_combining_mark(letter)
}

/// Whether nothing is drawn for a letter: joiners, marks of direction, variants of what is before.
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
