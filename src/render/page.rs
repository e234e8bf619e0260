//! An SVG read for painting, with the letters of its fonts: what PNG and PDF are made from.

use std::sync::Arc;

use resvg::usvg;

use crate::layout::font::{self, Fonts, Weight};

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
pub(super) fn tree(svg: &str, _fonts: &Fonts) -> Result<usvg::Tree, Unpaintable> {
    let mut fonts = usvg::fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Bold] {
        fonts.load_font_data(font::bytes(weight).to_vec());
    }
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(Unpaintable::new)
}
