//! Picture -> SVG -> PNG and PDF.
//!
//! Takes what a picture shows, gives a sheet that can be printed as it is: heading, legend, the
//! picture, notes. One font is built in; others are used only if they are given, so that
//! a sheet looks the same everywhere. Must not know the graph behind the picture, nor files.

mod canvas;
pub mod column;
mod embed;
mod head;
mod legend;
mod marks;
pub mod matrix;
mod notes;
mod page;
pub mod panels;
mod pdf;
pub mod poster;
mod raster;
mod stroke;
mod text;

pub use embed::faces;
pub use page::{Unpaintable, unset};
pub use pdf::pdf;
pub use raster::{Painted, png};
pub(crate) use text::escaped;

#[cfg(test)]
mod tests;
