//! SVG -> PNG, painted in strips.

use std::io::{self, Write as _};
use std::ops::Range;
use std::sync::mpsc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::{tiny_skia, usvg};

use super::page::{self, Unpaintable};
use crate::layout::font::Fonts;

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

/// Paints a picture; `scale` is points per unit of the SVG, as far as that many can be painted. The
/// fingerprint is kept in the file.
///
/// # Errors
/// When the text is no SVG.
pub fn png(
    svg: &str,
    fonts: &Fonts,
    scale: f32,
    fingerprint: &str,
) -> Result<Painted, Unpaintable> {
    let tree = page::tree(svg, fonts)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = fitting(width, height, scale);
    let points = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let (width, height) = (points(width), points(height));
    let (painted, strips) = mpsc::sync_channel(2);
    let points = std::thread::scope(|scope| {
        // A strip is painted while the one before it is pressed.
        scope.spawn(move || {
            let tops = (0..height).step_by(STRIP as usize);
            let strips = tops.map(|top| strip(&tree, scale, width, top..height.min(top + STRIP)));
            // Whoever no longer listens has failed, and says why.
            strips.map(|strip| painted.send(strip)).find(Result::is_err)
        });
        deflated(strips)
    });
    let bytes = points.and_then(|points| enclosed(width, height, &points, fingerprint));
    Ok(Painted { bytes: bytes.map_err(Unpaintable::new)?, scale })
}

/// Of how many rows of points a picture is painted at a time.
const STRIP: u32 = 256;

/// Some rows of a picture as PNG has them: three bytes a point, as the ground is opaque, and before
/// each row a zero, for that it is not filtered (PNG, third edition, 9.2).
fn strip(tree: &usvg::Tree, scale: f32, width: u32, rows: Range<u32>) -> io::Result<Vec<u8>> {
    let map = tiny_skia::Pixmap::new(width, rows.len() as u32);
    let mut map = map.ok_or_else(|| io::Error::other("it has no size"))?;
    map.fill(tiny_skia::Color::WHITE);
    let place = tiny_skia::Transform::from_scale(scale, scale);
    let place = place.post_translate(0.0, -(rows.start as f32));
    resvg::render(tree, place, &mut map.as_mut());
    let mut bytes = Vec::with_capacity((3 * width as usize + 1) * rows.len());
    for row in map.data().chunks_exact(4 * width as usize) {
        bytes.push(0);
        bytes.extend(row.chunks_exact(4).flat_map(|point| [point[0], point[1], point[2]]));
    }
    Ok(bytes)
}

/// How hard points are pressed: of flat colours on paper more effort makes nothing smaller by more
/// than a twentieth, and takes twice the time.
const PRESSED: Compression = Compression::new(3);

fn deflated(strips: impl IntoIterator<Item = io::Result<Vec<u8>>>) -> io::Result<Vec<u8>> {
    let mut deflater = ZlibEncoder::new(Vec::new(), PRESSED);
    for strip in strips {
        deflater.write_all(&strip?)?;
    }
    deflater.finish()
}

/// The scale, or the largest that can be painted.
fn fitting(width: f32, height: f32, scale: f32) -> f32 {
    scale.min(MOST.0 / width.max(height)).min((MOST.1 / width / height).sqrt())
}

/// The keyword under which a PNG keeps its fingerprint.
const KEYWORD: &str = "whobacks-view";

/// A picture's points with what PNG has around them.
fn enclosed(width: u32, height: u32, points: &[u8], fingerprint: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_text_chunk(KEYWORD.to_owned(), fingerprint.to_owned())?;
    let mut writer = encoder.write_header()?;
    writer.write_chunk(png::chunk::IDAT, points)?;
    writer.finish()?;
    Ok(bytes)
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
