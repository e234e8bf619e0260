//! Alliance -> SVG -> PNG and PDF.
//!
//! Takes what a picture shows, gives a sheet that can be printed as it is: heading, legend, the
//! picture, notes. One font comes with the program; others are used only where they are given, so that
//! a sheet looks the same everywhere. Must not know the graph behind the view, nor files.

mod canvas;
pub mod column;
mod embed;
mod legend;
pub mod matrix;
mod page;
mod paint;
mod pdf;
mod raster;
mod scene;
mod sheet;
mod svg;
mod text;
mod tie;

pub use page::{Unpaintable, unset};
pub use pdf::pdf;
pub use raster::{Painted, png};
pub use sheet::title;

use sha2::{Digest, Sha256};

use crate::layout::{self, font::Fonts};
use crate::view::alliance::Alliance;

/// Draws a picture.
pub fn svg(alliance: &Alliance<'_>, fonts: &Fonts) -> String {
    let scene = scene::of(alliance, fonts);
    let placed = layout::place(&scene);
    let sheet = sheet::compose(alliance, &placed, fonts);
    svg::text(alliance, &placed, &sheet, fonts, &fingerprint(alliance))
}

/// What tells pictures of different views apart: 32 hex digits, which stand in the picture as well. It is
/// made of everything that the picture could show.
pub fn fingerprint(alliance: &Alliance<'_>) -> String {
    let hash = Sha256::digest(format!("{alliance:?}"));
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
