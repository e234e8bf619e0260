//! SVG -> PDF, with its text as text.
//!
//! Takes the shapes and texts that `usvg` finds in an SVG and paints them by `krilla`, which embeds
//! the letters that are used. (`krilla-svg` would do the same for any SVG, with a second `usvg` and
//! crates that nobody maintains any more; ours have paths and texts in plain colours, and nothing else.)

use std::collections::BTreeMap;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::usvg::layout::{PositionedGlyph, Span};
use resvg::usvg::tiny_skia_path::PathSegment;
use resvg::usvg::{self, fontdb};

use super::page::{self, Unpaintable};
use crate::layout::font::Fonts;

/// The largest side of a page that readers show, in points of a 72nd of an inch (ISO 32000-1, C.2).
const LARGEST: f32 = 14_400.0;

/// Pictures as the pages of a PDF.
///
/// # Errors
/// When a text is no SVG, or has what none of our pictures has: images, gradients, masks.
pub fn pdf(svgs: &[&str], fonts: &Fonts, title: &str) -> Result<Vec<u8>, Unpaintable> {
    let mut file = krilla::Document::new();
    for svg in svgs {
        let tree = page::tree(svg, fonts)?;
        // A unit of SVG is a 96th of an inch, or less where the page would be too large.
        let (width, height) = (tree.size().width(), tree.size().height());
        let points = (LARGEST / width.max(height)).min(0.75);
        let size = PageSettings::from_wh(width * points, height * points);
        let mut page =
            file.start_page_with(size.ok_or_else(|| Unpaintable::new("it has no size"))?);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(points, points));
        let mut painter =
            Painter { surface: &mut surface, db: tree.fontdb(), fonts: BTreeMap::new() };
        let painted = painter.group(tree.root());
        // What has been begun is ended first: the page stands on it.
        surface.pop();
        surface.finish();
        page.finish();
        painted?;
    }
    let tool = concat!("whobacks ", env!("CARGO_PKG_VERSION"));
    let metadata = Metadata::new().title(title.to_owned()).language("en".to_owned());
    file.set_metadata(metadata.creator(tool.to_owned()).producer("krilla".to_owned()));
    file.finish().map_err(|error| Unpaintable::new(format!("{error:?}")))
}

/// A page that is being painted.
struct Painter<'p, 's> {
    surface: &'p mut Surface<'s>,
    db: &'p fontdb::Database,
    fonts: BTreeMap<fontdb::ID, Font>,
}

impl Painter<'_, '_> {
    fn group(&mut self, group: &usvg::Group) -> Result<(), Unpaintable> {
        if group.should_isolate() {
            return Err(unknown("a group with opacity, clip, mask or filter"));
        }
        self.surface.push_transform(&transform(group.transform()));
        let painted = group.children().iter().try_for_each(|node| self.node(node));
        self.surface.pop();
        painted
    }

    fn node(&mut self, node: &usvg::Node) -> Result<(), Unpaintable> {
        match node {
            usvg::Node::Group(group) => self.group(group),
            usvg::Node::Path(path) => self.path(path),
            usvg::Node::Text(text) => text.layouted().iter().try_for_each(|span| self.span(span)),
            usvg::Node::Image(_) => Err(unknown("an image")),
        }
    }

    fn path(&mut self, path: &usvg::Path) -> Result<(), Unpaintable> {
        let shape = path.is_visible().then(|| shape(path.data())).flatten();
        let Some(shape) = shape else { return Ok(()) };
        let (fill, stroke) = (path.fill().map(fill), path.stroke().map(stroke));
        if fill.is_some() || stroke.is_some() {
            self.surface.set_fill(fill.transpose()?);
            self.surface.set_stroke(stroke.transpose()?);
            self.surface.draw_path(&shape);
        }
        Ok(())
    }

    /// Letters of one size and colour, as runs of one font on one line.
    fn span(&mut self, span: &Span) -> Result<(), Unpaintable> {
        let Some(ink) = span.fill.as_ref().filter(|_| span.visible) else { return Ok(()) };
        self.surface.set_fill(Some(fill(ink)?));
        self.surface.set_stroke(None);
        for run in span.positioned_glyphs.chunk_by(|a, b| a.font == b.font && on_one_line(a, b)) {
            self.run(run)?;
        }
        Ok(())
    }

    fn run(&mut self, run: &[PositionedGlyph]) -> Result<(), Unpaintable> {
        let font = self.font(run[0].font)?;
        let size = run[0].font_size();
        let place = |glyph: &PositionedGlyph| glyph.transform();
        let mut text = String::new();
        let mut glyphs = Vec::with_capacity(run.len());
        for (i, glyph) in run.iter().enumerate() {
            let start = text.len();
            text.push_str(&glyph.text);
            // How far the next one is away says how much room this one takes.
            let next = run.get(i + 1).map_or(0.0, |next| place(next).tx - place(glyph).tx) / size;
            let id = GlyphId::new(glyph.id.0);
            glyphs.push(KrillaGlyph::new(id, next, 0.0, 0.0, 0.0, start..text.len(), None));
        }
        let start = place(&run[0]);
        let start = Point::from_xy(start.tx, start.ty);
        self.surface.draw_glyphs(start, &glyphs, font, &text, size, false);
        Ok(())
    }

    fn font(&mut self, id: fontdb::ID) -> Result<Font, Unpaintable> {
        if let Some(font) = self.fonts.get(&id) {
            return Ok(font.clone());
        }
        let read = |bytes: &[u8], number| Font::new(bytes.to_vec().into(), number);
        let font = self.db.with_face_data(id, read).flatten();
        let font = font.ok_or_else(|| unknown("a font that cannot be read"))?;
        self.fonts.insert(id, font.clone());
        Ok(font)
    }
}

/// Whether two letters stand upright on the same line, so that a shift takes one to the other.
fn on_one_line(a: &PositionedGlyph, b: &PositionedGlyph) -> bool {
    let (a, b) = (a.transform(), b.transform());
    (a.ty, a.kx, a.ky, a.sx, a.sy) == (b.ty, b.kx, b.ky, b.sx, b.sy)
}

fn unknown(what: &str) -> Unpaintable {
    Unpaintable::new(format!("it has {what}"))
}

fn transform(t: usvg::Transform) -> Transform {
    Transform::from_row(t.sx, t.ky, t.kx, t.sy, t.tx, t.ty)
}

/// The outline of a path; `None` if there is nothing to draw.
fn shape(path: &usvg::tiny_skia_path::Path) -> Option<Path> {
    let mut shape = PathBuilder::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => shape.move_to(p.x, p.y),
            PathSegment::LineTo(p) => shape.line_to(p.x, p.y),
            PathSegment::QuadTo(c, p) => shape.quad_to(c.x, c.y, p.x, p.y),
            PathSegment::CubicTo(c, d, p) => shape.cubic_to(c.x, c.y, d.x, d.y, p.x, p.y),
            PathSegment::Close => shape.close(),
        }
    }
    shape.finish()
}

fn colour(paint: &usvg::Paint) -> Result<rgb::Color, Unpaintable> {
    match paint {
        usvg::Paint::Color(c) => Ok(rgb::Color::new(c.red, c.green, c.blue)),
        _ => Err(unknown("a gradient or pattern")),
    }
}

fn opacity(opacity: usvg::Opacity) -> NormalizedF32 {
    NormalizedF32::new(opacity.get()).unwrap_or(NormalizedF32::ONE)
}

fn fill(fill: &usvg::Fill) -> Result<Fill, Unpaintable> {
    let rule = match fill.rule() {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    };
    Ok(Fill { paint: colour(fill.paint())?.into(), opacity: opacity(fill.opacity()), rule })
}

fn stroke(stroke: &usvg::Stroke) -> Result<Stroke, Unpaintable> {
    Ok(Stroke {
        paint: colour(stroke.paint())?.into(),
        width: stroke.width().get(),
        miter_limit: stroke.miterlimit().get(),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        opacity: opacity(stroke.opacity()),
        dash: stroke
            .dasharray()
            .map(|array| StrokeDash { array: array.to_vec(), offset: stroke.dashoffset() }),
    })
}
