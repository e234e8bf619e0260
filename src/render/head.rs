//! The part above a picture: title, standfirst, legend.

use super::legend;
use super::text::Lettering;
use crate::choice::Picture;
use crate::layout::font::{Fonts, Weight};
use crate::look::Colour;

const TITLE: f64 = 23.0;
const STANDFIRST: f64 = 12.5;

/// The texts above a picture, in their place.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) texts: Vec<Lettering>,
    pub(super) legend: Vec<legend::LegendEntry>,
    pub(super) bottom: f64,
}

impl Head {
    /// Between margins, on a sheet on which type is so many times as large as in a column.
    pub(super) fn of(
        picture: &Picture,
        (margin, inner): (f64, f64),
        larger: f64,
        fonts: &Fonts,
    ) -> Head {
        let (title, standfirst) = (TITLE * larger, STANDFIRST * larger);
        let mut y = 14.0 * larger;
        let mut texts = Vec::new();
        for line in fonts.lines(&picture.title, inner, title, Weight::Bold).into_iter().take(2) {
            y += title;
            texts.push(Lettering::left(margin, y, title, Weight::Bold, &line));
            y += 4.0;
        }
        for line in fonts.lines(&picture.standfirst, inner, standfirst, Weight::Regular) {
            y += standfirst * 1.3;
            let text = Lettering::left(margin, y, standfirst, Weight::Regular, &line);
            texts.push(text.coloured(Colour::FAINT));
        }
        y += 19.0;
        let legend = legend::of(picture, (margin, inner), &mut y, fonts);
        Head { texts, legend, bottom: y + 12.0 }
    }
}
