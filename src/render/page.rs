//! SVG -> PNG and PDF, with the one font that comes with the program.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use crate::layout::font::{self, Weight};

/// A picture that cannot be painted: what this module was given is no SVG that it reads.
#[derive(Debug, thiserror::Error)]
#[error("the picture cannot be painted: {0}")]
pub struct Unpaintable(String);

impl Unpaintable {
    fn new(error: impl ToString) -> Self {
        Unpaintable(error.to_string())
    }
}

/// A picture as a file of points.
#[derive(Debug)]
pub struct Painted {
    /// The PNG.
    pub bytes: Vec<u8>,
    /// Points per unit of the SVG: fewer than asked for where the picture would have been too large.
    pub scale: f32,
}

/// The most points on a side, which browsers and graphics cards can take, and in all: a sheet of A2
/// at 300 dots an inch.
const MOST: (f32, f32) = (16_384.0, 35e6);

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
    usvg::Tree::from_str(svg, &options).map_err(Unpaintable::new)
}

/// Paints a picture; `scale` is points per unit of the SVG, as far as that many can be painted. The
/// fingerprint is kept in the file.
///
/// # Errors
/// When the text is no SVG.
pub fn png(svg: &str, scale: f32, fingerprint: &str) -> Result<Painted, Unpaintable> {
    let tree = tree(svg)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = fitting(width, height, scale);
    let points = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let map = tiny_skia::Pixmap::new(points(width), points(height));
    let mut map = map.ok_or_else(|| Unpaintable::new("it has no size"))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    let bytes = encoded(&map, fingerprint).map_err(Unpaintable::new)?;
    Ok(Painted { bytes, scale })
}

/// The scale, or the largest that can be painted.
fn fitting(width: f32, height: f32, scale: f32) -> f32 {
    scale.min(MOST.0 / width.max(height)).min((MOST.1 / width / height).sqrt())
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

/// The largest side of a page that readers show, in points of a 72nd of an inch (ISO 32000-1, C.2).
const LARGEST: f32 = 14_400.0;

/// A picture as one page of PDF, with its text as text.
///
/// # Errors
/// When the text is no SVG.
pub fn pdf(svg: &str) -> Result<Vec<u8>, Unpaintable> {
    let tree = tree(svg)?;
    let options = svg2pdf::ConversionOptions::default();
    // A unit of SVG is a 96th of an inch, or less where the page would be too large.
    let largest = tree.size().width().max(tree.size().height());
    let page = svg2pdf::PageOptions { dpi: (largest * 72.0 / LARGEST).max(96.0) };
    svg2pdf::to_pdf(&tree, options, page).map_err(Unpaintable::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_painted_smaller() {
        for ((width, height), scale, expected) in [
            ((1_000.0, 800.0), 1.5, 1.5),
            ((1_000.0, 350.0), 20.0, 10.0),
            ((160_000.0, 1_000.0), 1.5, 0.1024),
            ((100.0, 32_768.0), 1.0, 0.5),
        ] {
            assert_eq!(fitting(width, height, scale), expected, "{width} × {height} at {scale}");
        }
    }
}
