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
    let bytes = map.encode_png().map_err(|error| Unpaintable::Broken(error.to_string()))?;
    Ok(marked(&bytes, fingerprint))
}

/// The keyword under which a PNG keeps its fingerprint.
const KEYWORD: &str = "whobacks-view";

/// A PNG with a text chunk behind its header (PNG specification, 11.3.4.3).
fn marked(png: &[u8], fingerprint: &str) -> Vec<u8> {
    // The signature has 8 bytes, the header chunk 25.
    let (header, rest) = png.split_at(png.len().min(33));
    let mut chunk = b"tEXt".to_vec();
    chunk.extend(KEYWORD.bytes().chain([0]).chain(fingerprint.bytes()));
    let length = u32::try_from(chunk.len() - 4).expect("a fingerprint is short");
    let sum = checksum(&chunk);
    [header, &length.to_be_bytes(), &chunk, &sum.to_be_bytes(), rest].concat()
}

/// CRC-32 as PNG has it (ISO 3309).
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
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
