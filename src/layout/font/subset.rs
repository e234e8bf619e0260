//! The font with some letters only, as a file that browsers accept.
//!
//! The shapes are the same as in PDFs (`subsetter`); what browsers need besides, the map from
//! letters to glyphs and the table of metrics, is added again. Tables for shaping are left out: browsers find
//! the forms of Arabic letters within a word by the code points that Unicode has for
//! them, which are kept too. Fonts of other scripts whose letters join keep their tables, and so
//! their glyphs' numbers (`numbered`).

mod numbered;

use std::collections::BTreeSet;

use skrifa::FontRef;
use skrifa::raw::TableProvider as _;
use subsetter::GlyphRemapper;
use unicode_normalization::UnicodeNormalization as _;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

use super::face::Face;
use super::{Font, Fonts};

/// A font file with the shapes that some texts need; `None` if the font has none of their letters. It
/// has no names and no licence, which must be told beside it.
pub fn subset(fonts: &Fonts, font: Font, texts: &BTreeSet<String>) -> Option<Vec<u8>> {
    let letters: BTreeSet<char> =
        texts.iter().flat_map(|text| text.chars().chain(text.nfc())).collect();
    match font {
        Font::BuiltIn(weight) => part(super::bytes(weight), 0, super::built_in(weight), &letters),
        Font::Other(i) => {
            let (other, face) = (&fonts.0[i], fonts.0[i].face());
            // Joined by the font's own tables, which speak of glyphs by their numbers.
            let joined = letters.iter().copied().any(super::face::is_joined);
            let numbered = if joined { numbered::part(&face, texts, &letters) } else { None };
            numbered.or_else(|| part(&other.bytes, other.number, &face, &letters))
        }
    }
}

fn part(bytes: &[u8], number: u32, face: &Face<'_>, letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let mut places = GlyphRemapper::new();
    let mut map: Vec<(char, GlyphId)> = Vec::new();
    let drawn = letters.iter().copied().filter(|letter| !letter.is_control());
    for letter in drawn.chain(joined(letters)) {
        if let Some(glyph) = face.glyph(letter) {
            let glyph = u16::try_from(glyph.to_u32()).ok()?;
            map.push((letter, GlyphId::from(places.remap(glyph))));
        }
    }
    if map.is_empty() {
        return None;
    }
    let shapes = subsetter::subset(bytes, number, &places).ok()?;
    let shapes = FontRef::new(&shapes).ok()?;
    let mut file = FontBuilder::new();
    for record in shapes.table_directory.table_records() {
        let (tag, data) = (record.tag(), shapes.table_data(record.tag())?);
        file.add_raw(Tag::new(&tag.to_be_bytes()), data.as_bytes());
    }
    // The licence alone is half of it; whoever embeds the font tells it in plain words.
    file.add_raw(Tag::new(b"name"), NO_NAMES);
    file.add_raw(Tag::new(b"OS/2"), face.file.os2().ok()?.offset_data().as_bytes());
    file.add_table(&Cmap::from_mappings(map).ok()?).ok()?;
    Some(file.build())
}

/// A table of names with no name: version 0, no record, the place where the names would begin.
const NO_NAMES: &[u8] = &[0, 0, 0, 0, 0, 6];

/// The forms that letters take within words: those code points of Arabic presentation that stand
/// for nothing but letters used.
fn joined(letters: &BTreeSet<char>) -> impl Iterator<Item = char> {
    ('\u{fb50}'..='\u{fdff}')
        .chain('\u{fe70}'..='\u{fefc}')
        .filter(|form| !letters.contains(form))
        .filter(|form| form.nfkd().all(|letter| letters.contains(&letter)))
}

#[cfg(test)]
mod tests {
    use skrifa::MetadataProvider as _;
    use skrifa::instance::{LocationRef, Size};

    use super::super::Weight;
    use super::*;

    fn subset(weight: Weight, letters: &BTreeSet<char>) -> Option<Vec<u8>> {
        let text = BTreeSet::from([letters.iter().collect()]);
        super::subset(&Fonts::default(), Font::BuiltIn(weight), &text)
    }

    fn letters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn each_letter_has_the_shape_and_the_width_that_it_had() {
        let text = "Türkiye ẞ → “¶21” Ǧaṯ 0–9";
        for weight in [Weight::Regular, Weight::Bold] {
            let file = subset(weight, &letters(text)).expect("a font");
            let (face, whole) =
                (Face::read(&file, 0).expect("a font"), super::super::built_in(weight));
            assert!(file.len() < 12_000, "{} bytes", file.len());
            let shapes = |face: &Face<'_>, letter| {
                let glyph = face.glyph(letter).unwrap_or_else(|| panic!("no {letter}"));
                let metrics = face.file.glyph_metrics(Size::unscaled(), LocationRef::default());
                (metrics.advance_width(glyph), metrics.bounds(glyph))
            };
            for letter in text.chars() {
                assert_eq!(shapes(&face, letter), shapes(whole, letter), "{letter}");
            }
            assert_eq!(face.glyph('z'), None);
        }
    }

    #[test]
    fn what_browsers_ask_for_is_there() {
        let file = subset(Weight::Regular, &letters("a")).expect("a font");
        let font = FontRef::new(&file).expect("a font");
        for name in [
            b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post",
            b"OS/2",
        ] {
            assert!(font.table_data(skrifa::Tag::new(name)).is_some(), "{name:?}");
        }
    }

    #[test]
    fn arabic_letters_keep_their_forms_within_words() {
        let file = subset(Weight::Regular, &letters("ليبيا")).expect("a font");
        let face = Face::read(&file, 0).expect("a font");
        // Lam at the beginning, yeh in the middle, alef at the end, and lam with alef; no beh alone.
        for form in ['\u{fedf}', '\u{fef4}', '\u{fe8e}', '\u{fefb}', '\u{fe91}'] {
            assert!(face.glyph(form).is_some(), "{form}");
        }
        assert_eq!(face.glyph('\u{fe97}'), None, "teh");
    }

    #[test]
    fn no_letters_no_font() {
        for none in ["", "中国\u{10ffff}", "\u{0}\n\u{7}"] {
            assert!(subset(Weight::Bold, &letters(none)).is_none(), "{none:?}");
        }
    }

    #[test]
    fn glyphs_keep_their_numbers_where_tables_join_them() {
        let text = "\u{301}الليبي é";
        let (whole, letters) = (super::super::built_in(Weight::Regular), letters(text));
        let texts = BTreeSet::from([text.to_owned()]);
        let file = numbered::part(whole, &texts, &letters).expect("a font");
        let face = Face::read(&file, 0).expect("a font");
        assert_eq!(face.glyphs(text), whole.glyphs(text), "joined as by the whole font");
        let bounds = |face: &Face<'_>, glyph| {
            face.file.glyph_metrics(Size::unscaled(), LocationRef::default()).bounds(glyph)
        };
        for (glyph, _) in whole.glyphs(text) {
            assert_eq!(bounds(&face, glyph), bounds(whole, glyph));
        }
        assert_eq!(face.glyph('z'), None);
    }
}
