//! SVG -> PNG and PDF, with the one font that comes with the program.

use std::io::{self, Write as _};
use std::ops::Range;
use std::sync::{Arc, mpsc};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Chunk, Content, Finish as _, Name, Pdf, Rect, Ref, TextStr};
use resvg::{tiny_skia, usvg};

use crate::layout::font::{self, Fonts, Weight};

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

fn tree(svg: &str, _fonts: &Fonts) -> Result<usvg::Tree, Unpaintable> {
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
pub fn png(
    svg: &str,
    fonts: &Fonts,
    scale: f32,
    fingerprint: &str,
) -> Result<Painted, Unpaintable> {
    let tree = tree(svg, fonts)?;
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

/// The largest side of a page that readers show, in points of a 72nd of an inch (ISO 32000-1, C.2).
const LARGEST: f32 = 14_400.0;

/// A picture as one page of PDF, with its text as text.
///
/// # Errors
/// When the text is no SVG.
pub fn pdf(svg: &str, fonts: &Fonts, title: &str) -> Result<Vec<u8>, Unpaintable> {
    let tree = tree(svg, fonts)?;
    let (drawing, drawing_ref) = converted(&tree)?;
    // The numbers that the drawing has used, after those of the page around it.
    let [catalog, pages, page_ref, content, info] = [1, 2, 3, 4, 5].map(Ref::new);
    let moved = |old: Ref| Ref::new(old.get().saturating_add(5));
    let (drawing, drawing_ref) = (drawing.renumber(moved), moved(drawing_ref));

    // A unit of SVG is a 96th of an inch, or less where the page would be too large.
    let (width, height) = (tree.size().width(), tree.size().height());
    let points = (LARGEST / width.max(height)).min(0.75);
    let (width, height) = (width * points, height * points);
    let mut file = Pdf::new();
    let mut root = file.catalog(catalog);
    root.pages(pages);
    root.viewer_preferences().pair(Name(b"DisplayDocTitle"), true);
    root.finish();
    file.pages(pages).kids([page_ref]).count(1);
    let mut page = file.page(page_ref);
    page.parent(pages).media_box(Rect::new(0.0, 0.0, width, height)).contents(content);
    page.resources().x_objects().pair(DRAWING, drawing_ref);
    page.finish();
    let mut painting = Content::new();
    painting.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(DRAWING);
    file.stream(content, &painting.finish());
    let tool = concat!("whobacks ", env!("CARGO_PKG_VERSION"));
    file.document_info(info)
        .title(TextStr(title))
        .creator(TextStr(tool))
        .producer(TextStr("svg2pdf"));
    file.extend(&drawing);
    let mut bytes = file.finish();
    sort_font_names(&mut bytes);
    Ok(bytes)
}

/// The drawing as objects of PDF. `svg2pdf` writes its fonts in the order of a hash map, which is
/// another every time; of the two orders that two fonts can have, we wait for the same one.
fn converted(tree: &usvg::Tree) -> Result<(Chunk, Ref), Unpaintable> {
    let convert = || svg2pdf::to_chunk(tree, svg2pdf::ConversionOptions::default());
    let mut found = convert().map_err(Unpaintable::new)?;
    for _ in 0..TRIES {
        if fonts(found.0.as_bytes()).is_sorted() {
            break;
        }
        found = convert().map_err(Unpaintable::new)?;
    }
    Ok(found)
}

/// Sorts the names that the drawing has for its fonts, whose order is that of a hash map too. The
/// bytes only change places, so that everything stands where the file says that it stands.
fn sort_font_names(file: &mut [u8]) {
    const START: &[u8] = b"/Font <<\n";
    let Some(start) = file.windows(START.len()).position(|part| part == START) else { return };
    let start = start + START.len();
    let Some(end) = file[start..].windows(2).position(|part| part == b">>") else { return };
    let names = &mut file[start..start + end];
    let Some(last) = names.iter().rposition(|byte| *byte == b'\n') else { return };
    let mut lines: Vec<&[u8]> = names[..=last].split_inclusive(|byte| *byte == b'\n').collect();
    lines.sort_unstable();
    let sorted = lines.concat();
    names[..=last].copy_from_slice(&sorted);
}

/// One try in two succeeds; that all of these fail is less likely than a fault of the machine.
const TRIES: usize = 40;

/// The names of the fonts among objects of PDF, in their order, without the tags of their subsets.
fn fonts(objects: &[u8]) -> Vec<&[u8]> {
    const KEY: &[u8] = b"/BaseFont /";
    let after_key = |at: usize| &objects[at + KEY.len()..];
    let name = |rest: &'_ [u8]| {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        let tag = rest[..end].iter().position(|byte| *byte == b'+').map_or(0, |plus| plus + 1);
        tag..end
    };
    (objects.windows(KEY.len()).enumerate())
        .filter(|(_, window)| *window == KEY)
        .map(|(at, _)| &after_key(at)[name(after_key(at))])
        .collect()
}

/// What the page calls its drawing.
const DRAWING: Name<'static> = Name(b"Drawing");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fonts_change_places() {
        let mut file = b"x /Font <<\n  /fo1 7 0 R\n  /fo0 18 0 R\n >> y".to_vec();
        sort_font_names(&mut file);
        assert_eq!(file, b"x /Font <<\n  /fo0 18 0 R\n  /fo1 7 0 R\n >> y");
        for same in [&b""[..], b"/Font <<\n", b"/Font <<\n>>", b"/Font <<\n /fo0 1 0 R >>"] {
            let mut file = same.to_vec();
            sort_font_names(&mut file);
            assert_eq!(file, same);
        }
    }

    #[test]
    fn fonts_are_found_by_their_names() {
        let objects =
            b"<< /BaseFont /ABCDEF+Sans-Bold /Subtype /Type0 >> /BaseFont /Sans\n/BaseFont /";
        assert_eq!(fonts(objects), [&b"Sans-Bold"[..], b"Sans", b""]);
    }

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
