//! An SVG read for painting, with the letters of its fonts: what PNG and PDF are made from.

use std::sync::Arc;

use quick_xml::events::Event;
use resvg::usvg::fontdb::{FaceInfo, ID, Language, Source, Stretch, Style};
use resvg::usvg::{self, FontResolver};

use crate::layout::font::{self, Font, Fonts, Weight};

/// A picture that cannot be painted: what this module was given is no SVG that it reads.
#[derive(Debug, thiserror::Error)]
#[error("the picture cannot be painted: {0}")]
pub struct Unpaintable(String);

impl Unpaintable {
    pub(super) fn new(error: impl ToString) -> Self {
        Unpaintable(error.to_string())
    }
}

/// The shapes and texts of an SVG. No font of the machine is looked for.
pub(super) fn tree(svg: &str, fonts: &Fonts) -> Result<usvg::Tree, Unpaintable> {
    let mut db = usvg::fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Bold] {
        db.load_font_data(font::bytes(weight).to_vec());
    }
    for i in 0..fonts.others().len() {
        let (bytes, index) = fonts.other(i);
        // By the name that the picture has for it, whatever its own.
        db.push_face_info(FaceInfo {
            id: ID::dummy(),
            source: Source::Binary(Arc::<Vec<u8>>::clone(bytes)),
            index,
            families: vec![(Font::Other(i).family(), Language::English_UnitedStates)],
            post_script_name: String::new(),
            style: Style::Normal,
            weight: usvg::fontdb::Weight::NORMAL,
            stretch: Stretch::Normal,
            monospaced: false,
        });
    }
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: Arc::new(db),
        font_resolver: FontResolver {
            // The picture says itself which of its fonts has which letters.
            select_fallback: Box::new(|_, _, _| None),
            ..FontResolver::default()
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(Unpaintable::new)
}

/// The texts of an SVG that have letters which no font has, each once, in their order.
///
/// # Errors
/// When it is no SVG.
pub fn unset(svg: &str, fonts: &Fonts) -> Result<Vec<String>, Unpaintable> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut text): (Vec<String>, Option<String>) = (Vec::new(), None);
    loop {
        match reader.read_event().map_err(Unpaintable::new)? {
            Event::Start(element) if element.name().as_ref() == "text" => {
                text = Some(String::new())
            }
            Event::End(element) if element.name().as_ref() == "text" => {
                let done = text.take().filter(|text| !fonts.missing(text).is_empty());
                texts.extend(done.filter(|text| !texts.contains(text)));
            }
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}
