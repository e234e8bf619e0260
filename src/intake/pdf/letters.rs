//! The letters of each page, with their places.
//!
//! Takes a PDF; gives letters in points from the top left of the page as it is shown. Must not know words.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers with a decimal point, and counts of letters, of which there are so many at most"
)]

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use hayro_interpret::font::{FontData, FontQuery, Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

use super::super::{FileKind, IntakeError};

/// A letter, or several that one shape shows.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) text: String,
    /// Left and right.
    pub(super) x: (f64, f64),
    /// The line it stands on, from the top.
    pub(super) y: f64,
    /// Its font's size as it is shown.
    pub(super) size: f64,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) letters: Vec<Letter>,
    pub(super) height: f64,
    /// How many letters the fonts do not name.
    pub(super) unknown: usize,
    /// How many stand turned.
    pub(super) turned: usize,
}

/// More letters than any book has; a page that repeats itself may have them.
const MOST: usize = 20_000_000;
/// And more than any page has.
const MOST_A_PAGE: usize = 400_000;
/// What a file of a given size shows at most: so many letters, and so many things drawn, in any case, and so many
/// for each of its bytes. What is drawn takes a byte at least; a form that draws forms that draw forms takes none.
const LETTERS: (usize, usize) = (1_000_000, 4);
const DRAWN: (usize, usize) = (50_000, 2);

/// How much may be shown.
#[derive(Clone, Copy)]
struct Room {
    letters: usize,
    drawn: usize,
}

impl Room {
    fn of(bytes: usize) -> Self {
        let most = |(any, each): (usize, usize)| bytes.saturating_mul(each).saturating_add(any);
        Room { letters: most(LETTERS).min(MOST), drawn: most(DRAWN).min(MOST) }
    }
}

/// With what a page is given up that shows more: the interpreter knows no other way to stop.
struct TooMuch;

/// Reads all pages.
///
/// # Errors
/// When there are more letters than any document has.
pub(super) fn pages(pdf: &Pdf, bytes: usize) -> Result<Vec<Page>, IntakeError> {
    let cache = InterpreterCache::new();
    let (mut pages, mut total) = (Vec::new(), 0);
    let mut room = Room::of(bytes);
    let too_much = || IntakeError::Broken {
        kind: FileKind::Pdf,
        why: "its pages show far more than a file of its size does; print it to PDF anew"
            .to_owned(),
    };
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let settings = settings();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let initial = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(initial, bounds, &cache, page.xref(), settings);
        let mut found = Collector {
            bounds,
            upright: Vec::new(),
            turned: Vec::new(),
            unknown: 0,
            room: room.drawn,
        };
        let shown =
            catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut found)));
        if let Err(why) = shown {
            return Err(match why.is::<TooMuch>() {
                true => too_much(),
                false => resume_unwind(why),
            });
        }
        room.drawn = found.room;
        let page = found.page();
        total += page.letters.len();
        if total > room.letters {
            return Err(too_much());
        }
        pages.push(page);
    }
    Ok(pages)
}

/// Letters of fonts that are not in the file are told by their names; any font will do for their shapes,
/// which nobody looks at.
fn settings() -> InterpreterSettings {
    let font: FontData = Arc::new(crate::font::regular());
    InterpreterSettings {
        font_resolver: Arc::new(move |_: &FontQuery| Some((font.clone(), 0))),
        ..InterpreterSettings::default()
    }
}

struct Collector {
    bounds: Rect,
    upright: Vec<Letter>,
    /// With their own place turned upright: by a quarter to the right, or to the left.
    turned: Vec<(Turn, Letter)>,
    unknown: usize,
    /// How much may still be drawn.
    room: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Right,
    Left,
    Askew,
}

impl Collector {
    /// Counts what is drawn.
    fn draw(&mut self) {
        match self.room.checked_sub(1) {
            Some(room) => self.room = room,
            // Without a word: nothing has failed.
            None => resume_unwind(Box::new(TooMuch)),
        }
    }

    fn page(mut self) -> Page {
        // A page whose table lies on its side is read from that side.
        let mut height = self.bounds.height();
        let most = |turn| self.turned.iter().filter(|(own, _)| *own == turn).count();
        let (right, left) = (most(Turn::Right), most(Turn::Left));
        let (mut letters, mut turned) = (self.upright, self.turned.len());
        if right.max(left) > 2 * letters.len() {
            let turn = if right > left { Turn::Right } else { Turn::Left };
            turned = letters.len() + turned - right.max(left);
            self.turned.retain(|(own, _)| *own == turn);
            letters = self.turned.into_iter().map(|(_, letter)| letter).collect();
            height = self.bounds.width();
        }
        Page { letters, height, unknown: self.unknown, turned }
    }

    /// Adds a letter; `widening` undoes what fits the shapes of another font into its room.
    fn add(&mut self, glyph: &Glyph<'_>, place: Affine, widening: f64) {
        if self.upright.len() + self.turned.len() >= MOST_A_PAGE {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{fffd}".to_owned(),
        };
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(_) => None,
        };
        let advance = f64::from(advance.unwrap_or(500.0)) * widening;
        let at = |x: f64, y: f64| place * Point::new(x, y);
        let (start, end, top) = (at(0.0, 0.0), at(advance, 0.0), at(0.0, 1000.0));
        let size = (top - start).hypot();
        let (along, across) = (end - start, end.distance(start));
        let sound = [start.x, start.y, end.x, end.y, size].iter().all(|n| n.is_finite());
        if !sound
            || !(0.5..=2000.0).contains(&size)
            || !self.bounds.inflate(2.0, 2.0).contains(start)
        {
            return;
        }
        let text: String = text.chars().map(public).collect();
        if text.contains('\u{fffd}') {
            self.unknown += 1;
        }
        let letter = |x0: f64, x1: f64, y: f64| Letter { text: text.clone(), x: (x0, x1), y, size };
        // Across a space without width nothing can be said of its direction.
        if across < 1e-6 || along.x >= 0.98 * across {
            self.upright.push(letter(start.x, end.x, start.y));
        } else if along.y >= 0.98 * across {
            let flip = self.bounds.width();
            self.turned.push((Turn::Right, letter(start.y, end.y, flip - start.x)));
        } else if along.y <= -0.98 * across {
            let flip = self.bounds.height();
            self.turned.push((Turn::Left, letter(flip - start.y, flip - end.y, start.x)));
        } else {
            self.turned.push((Turn::Askew, letter(start.x, end.x, start.y)));
        }
    }
}

/// Letters that a font keeps for itself name nothing, but for the bullets of symbol fonts.
fn public(c: char) -> char {
    match c {
        '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f076}' | '\u{f06e}' | '\u{f06f}'
        | '\u{f0fc}' => '•',
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => '\u{fffd}',
        c if c.is_control() && !c.is_whitespace() => '\u{fffd}',
        c => c,
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.draw();
        // Where the letters of a run are not of one width, the shapes of another font were fitted into
        // their room, and the room is that of their height.
        let place = |glyph: &PositionedGlyph<'_>| props.transform * glyph.transform();
        let stretch = |place: Affine| {
            let at = |x: f64, y: f64| place * Point::new(x, y);
            at(1000.0, 0.0).distance(at(0.0, 0.0))
                / at(0.0, 1000.0).distance(at(0.0, 0.0)).max(1e-9)
        };
        let all = || run.glyphs().iter().map(|glyph| stretch(place(glyph)));
        let (least, most) = all().fold((f64::MAX, 0.0), |(a, b), s| (s.min(a), s.max(b)));
        let is_fitted = most > 1.01 * least;
        for glyph in run.glyphs() {
            let place = place(glyph);
            let widening = if is_fitted { 1.0 / stretch(place).max(0.05) } else { 1.0 };
            self.add(glyph, place, widening);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.draw();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.draw();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.draw();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.draw();
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
