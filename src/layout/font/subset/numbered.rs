//! A font with the shapes of some texts, in which every glyph keeps its number: for scripts whose
//! letters join by tables that speak of glyphs by their numbers.
//!
//! Shapes that no text needs are empty; the tables that join letters stay as they are.

use std::collections::BTreeSet;

use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::glyf::Glyph;
use skrifa::{GlyphId, Tag as RawTag};
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::Tag;

use super::{Face, NO_NAMES};

/// What is taken over as it is: measures, hints, and how letters join.
const KEPT: [&[u8; 4]; 10] =
    [b"hhea", b"hmtx", b"maxp", b"OS/2", b"cvt ", b"fpgm", b"prep", b"GDEF", b"GSUB", b"GPOS"];

/// No names of glyphs: version 3, and zeros (OpenType, table post).
const NO_GLYPH_NAMES: [u8; 32] = {
    let mut table = [0; 32];
    table[1] = 3;
    table
};

/// The font file; `None` if its shapes are not of TrueType's kind.
pub(super) fn part(
    face: &Face<'_>,
    texts: &BTreeSet<String>,
    letters: &BTreeSet<char>,
) -> Option<Vec<u8>> {
    let (shapes, places) = shapes(face, &used(face, texts, letters)?)?;
    let mut head = face.file.head().ok()?.offset_data().as_bytes().to_vec();
    // Places of 32 bits (indexToLocFormat).
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    let mut file = FontBuilder::new();
    for tag in KEPT {
        if let Some(data) = face.file.table_data(RawTag::new(tag)) {
            file.add_raw(Tag::new(tag), data.as_bytes());
        }
    }
    file.add_raw(Tag::new(b"head"), head);
    file.add_raw(Tag::new(b"glyf"), shapes);
    file.add_raw(Tag::new(b"loca"), places);
    file.add_raw(Tag::new(b"name"), NO_NAMES);
    file.add_raw(Tag::new(b"post"), &NO_GLYPH_NAMES[..]);
    let glyph = |letter: &char| Some((*letter, face.glyph(*letter)?.to_u32().into()));
    file.add_table(&Cmap::from_mappings(letters.iter().filter_map(glyph)).ok()?).ok()?;
    Some(file.build())
}

/// The glyphs of texts and of their letters alone, and those that they are composed of.
fn used(
    face: &Face<'_>,
    texts: &BTreeSet<String>,
    letters: &BTreeSet<char>,
) -> Option<BTreeSet<GlyphId>> {
    let (places, shapes) = (face.file.loca(None).ok()?, face.file.glyf().ok()?);
    let shaped = texts.iter().flat_map(|text| face.glyphs(text)).map(|(glyph, _)| glyph);
    let alone = letters.iter().filter_map(|letter| face.glyph(*letter));
    let mut waiting: Vec<GlyphId> = shaped.chain(alone).chain([GlyphId::NOTDEF]).collect();
    let mut used = BTreeSet::new();
    while let Some(glyph) = waiting.pop() {
        if !used.insert(glyph) {
            continue;
        }
        if let Ok(Some(Glyph::Composite(whole))) = places.get_glyf(glyph, &shapes) {
            waiting.extend(whole.components().map(|part| GlyphId::from(part.glyph)));
        }
    }
    Some(used)
}

/// The shapes one behind the other, and the places where they begin.
fn shapes(face: &Face<'_>, used: &BTreeSet<GlyphId>) -> Option<(Vec<u8>, Vec<u8>)> {
    let (old_places, old) = (face.file.loca(None).ok()?, face.file.glyf().ok()?);
    let old = old.offset_data().as_bytes();
    let (mut shapes, mut places) = (Vec::new(), Vec::new());
    for number in 0..face.file.maxp().ok()?.num_glyphs() {
        places.extend(u32::try_from(shapes.len()).ok()?.to_be_bytes());
        if used.contains(&GlyphId::from(number)) {
            let at = usize::from(number);
            let (start, end) = (old_places.get_raw(at)?, old_places.get_raw(at + 1)?);
            shapes.extend(old.get(start as usize..end as usize)?);
            shapes.resize(shapes.len().next_multiple_of(4), 0);
        }
    }
    places.extend(u32::try_from(shapes.len()).ok()?.to_be_bytes());
    Some((shapes, places))
}
