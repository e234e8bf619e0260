//! SVG -> PNG and PDF, with the one font that comes with the program.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use crate::layout::font::{self, Weight};

/// Why a picture cannot be painted.
#[derive(Debug, thiserror::Error)]
pub enum Unpaintable {
    /// The sheet would have too many points.
    #[error(
        "a picture of {width} × {height} points is too large to paint; a smaller --scale, or SVG, will do"
    )]
    TooLarge {
        /// From left to right.
        width: u64,
        /// From top to bottom.
        height: u64,
    },
    /// What this module was given is no SVG that it reads.
    #[error("the picture cannot be painted: {0}")]
    Broken(String),
}

/// The most points on a side, and in all.
const MOST: (u64, u64) = (30_000, 250_000_000);

fn tree(svg: &str) -> Result<usvg::Tree, Unpaintable> {
    let mut fonts = usvg::fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Bold] {
        fonts.load_font_data(font::bytes(weight).to_vec());
    }
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(|error| Unpaintable::Broken(error.to_string()))
}

/// Paints a picture; `scale` is points per unit of the SVG. The fingerprint is kept in the file.
///
/// # Errors
/// When the picture is too large to paint, or the text is no SVG.
pub fn png(svg: &str, scale: f32, fingerprint: &str) -> Result<Vec<u8>, Unpaintable> {
    let tree = tree(svg)?;
    let size = tree.size();
    let points = |length: f32| (f64::from(length) * f64::from(scale)).ceil().max(1.0) as u64;
    let (width, height) = (points(size.width()), points(size.height()));
    let large = || Unpaintable::TooLarge { width, height };
    if width.max(height) > MOST.0 || width * height > MOST.1 {
        return Err(large());
    }
    let mut map = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(large)?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    encoded(&map, fingerprint).map_err(|error| Unpaintable::Broken(error.to_string()))
}

/// The keyword under which a PNG keeps its fingerprint.
const KEYWORD: &str = "whobacks-view";

/// The points as PNG. Flat colours on paper: without transparency and filters, it is a fifth of what
/// quick settings make of it.
fn encoded(map: &tiny_skia::Pixmap, fingerprint: &str) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, map.width(), map.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Default);
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.set_adaptive_filter(png::AdaptiveFilterType::NonAdaptive);
    encoder.add_text_chunk(KEYWORD.to_owned(), fingerprint.to_owned())?;
    let mut writer = encoder.write_header()?;
    // The ground is opaque, so that every point is.
    let colours: Vec<u8> = map.data().chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

/// A picture as one page of PDF, with its text as text.
///
/// # Errors
/// When the text is no SVG.
pub fn pdf(svg: &str) -> Result<Vec<u8>, Unpaintable> {
    let tree = tree(svg)?;
    let options = svg2pdf::ConversionOptions::default();
    // A unit of SVG is a 96th of an inch.
    let page = svg2pdf::PageOptions { dpi: 96.0 };
    svg2pdf::to_pdf(&tree, options, page).map_err(|error| Unpaintable::Broken(error.to_string()))
}
