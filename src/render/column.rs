//! Picture -> the page that is printed: heading, legend, the picture itself, notes, caption.
//!
//! Takes what is shown, gives an SVG made for scripts and screen readers as well as for eyes: a group
//! for each side, actor, tie and note, with what they stand for in `data-` attributes and a `<title>`
//! in each. Notes are as long as the page has room for: first every relation that is printed has its
//! quote, then only the strongest, and where even that is too much the lightest lines are given up
//! and told in the caption. Must not know the graph.

mod legend;
mod notes;
pub(super) mod strokes;

use sha2::{Digest, Sha256};

use super::canvas::Canvas;
use super::paint::number;
use super::text::{Text, escaped};
use crate::choice::{Figure, Picture, Tie};
use crate::layout::column::{self, BEFORE, Block, Column, DIGITS, HEADING, LABEL, Line, NUMBER};
use crate::layout::font::{self, Fonts, Weight};
use crate::layout::{Point, Rect, at};
use crate::model::Kind;
use crate::view::Colour;
use notes::{Length, Notes};

/// What a page may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// The word for it in the SVG: `column`, `page`.
    pub view: &'static str,
    /// Width and the most height, in units of 640 to the 180 mm of a column.
    pub size: Point,
    /// Whether it is always as high as that.
    pub whole: bool,
    /// The most characters in all.
    pub letters: usize,
}

impl Page {
    /// A newspaper's column of 180 mm, at most 1.4 times as high.
    pub const COLUMN: Page =
        Page { view: "column", size: at(640.0, 896.0), whole: false, letters: 2780 };
    /// A sheet of A4 upright.
    pub const A4: Page = Page { view: "page", size: at(747.0, 1056.0), whole: true, letters: 6000 };
}

const MARGIN: f64 = 20.0;
const TITLE: f64 = 23.0;
const STANDFIRST: f64 = 12.5;
/// The size of notes and captions.
const SMALL: f64 = 9.2;
const LEADING: f64 = 11.8;

/// A page that is composed.
struct Composed {
    picture: Picture,
    column: Column,
    /// The number of each line.
    numbers: Vec<usize>,
    notes: Notes,
    /// Lines of text at the top, and where they end.
    heading: Vec<Text>,
    legend: Vec<legend::Entry>,
    top: f64,
}

/// Draws a picture.
pub fn svg(picture: &Picture, page: Page, fonts: &Fonts) -> String {
    let composed = compose(picture, page, fonts);
    write(&composed, page, &fingerprint(picture, page), fonts)
}

/// What tells pictures apart that show something else: 32 hex digits.
pub fn fingerprint(picture: &Picture, page: Page) -> String {
    Sha256::digest(format!("{page:?}\n{picture:?}"))
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Places the picture, gives up what finds no place or no room, and makes the notes as long as may be.
fn compose(picture: &Picture, page: Page, fonts: &Fonts) -> Composed {
    let mut shown = picture.clone();
    loop {
        let head = Head::of(&shown, page, fonts);
        let mut column = place(&shown, page, &head, Length::Middle, fonts);
        if column.height > head.room(&shown, page, Length::Middle, fonts) {
            column = place(&shown, page, &head, Length::Shortest, fonts);
        }
        let missing = column.missing().len();
        if missing > 0 && shown.ties.len() > missing {
            // Half as many are given up as found no place, those that say least: then there may be
            // room for the others.
            shown = shown.without(&shown.lightest(missing.div_ceil(2)));
            continue;
        }
        let order = column.reading_order();
        let lengths = Length::ALL.into_iter().map(|length| {
            let notes = Notes::set(&shown, &order, page.size.x - 2.0 * MARGIN, length, fonts);
            Composed::new(&shown, &column, &order, &head, notes)
        });
        let mut lengths = lengths.peekable();
        while let Some(composed) = lengths.next() {
            let fits = composed.height() <= page.size.y && composed.letters() <= page.letters;
            let last = lengths.peek().is_none() && shown.ties.len() < 2;
            if fits || last {
                return composed;
            }
        }
        shown = shown.without(&shown.lightest(1));
    }
}

fn place(picture: &Picture, page: Page, head: &Head, length: Length, fonts: &Fonts) -> Column {
    let width = (page.size.x / 8.0).floor() * 8.0;
    column::place(picture, at(width, head.room(picture, page, length, fonts)), fonts)
}

/// What stands above a picture.
#[derive(Clone)]
struct Head {
    texts: Vec<Text>,
    legend: Vec<legend::Entry>,
    bottom: f64,
}

impl Head {
    fn of(picture: &Picture, page: Page, fonts: &Fonts) -> Head {
        let inner = page.size.x - 2.0 * MARGIN;
        let mut y = 14.0;
        let mut texts = Vec::new();
        for line in fonts.lines(&picture.title, inner, TITLE, Weight::Bold).into_iter().take(2) {
            y += TITLE;
            texts.push(Text::left(MARGIN, y, TITLE, Weight::Bold, &line));
            y += 4.0;
        }
        for line in fonts.lines(&picture.standfirst, inner, STANDFIRST, Weight::Regular) {
            y += STANDFIRST * 1.3;
            let text = Text::left(MARGIN, y, STANDFIRST, Weight::Regular, &line);
            texts.push(text.coloured(Colour::FAINT));
        }
        y += 19.0;
        let legend = legend::of(picture, inner, &mut y, fonts);
        Head { texts, legend, bottom: y + 12.0 }
    }

    /// How high the picture can be, with notes of that length beneath.
    fn room(&self, picture: &Picture, page: Page, length: Length, fonts: &Fonts) -> f64 {
        // In any order notes take the same room, give or take a line.
        let any: Vec<usize> = (0..picture.ties.len()).collect();
        let notes = Notes::set(picture, &any, page.size.x - 2.0 * MARGIN, length, fonts);
        page.size.y - self.bottom - notes.height - 22.0
    }
}

impl Composed {
    fn new(picture: &Picture, column: &Column, order: &[usize], head: &Head, notes: Notes) -> Self {
        let mut numbers = vec![0; picture.ties.len()];
        for (n, i) in order.iter().enumerate() {
            numbers[*i] = n + 1;
        }
        Composed {
            picture: picture.clone(),
            column: column.clone(),
            numbers,
            notes,
            heading: head.texts.clone(),
            legend: head.legend.clone(),
            top: head.bottom,
        }
    }

    fn height(&self) -> f64 {
        (self.top + self.column.height + 10.0 + self.notes.height).ceil()
    }

    /// How many characters somebody sees.
    fn letters(&self) -> usize {
        let count = |text: &str| text.chars().count();
        let heading: usize = self.heading.iter().map(|t| count(&t.text)).sum();
        let legend: usize = self.legend.iter().map(|e| count(&e.text.text)).sum();
        let frames: usize = self.column.frames.iter().map(|f| count(&f.1)).sum();
        let block = |b: &Block| b.name.iter().chain(&b.subtitle).map(|l| count(l)).sum::<usize>();
        let boxes: usize = self.column.boxes.iter().map(|b| block(&b.1)).sum();
        let line = |l: &Line| l.words.lines.iter().map(|w| count(&w.1)).sum::<usize>() + 2;
        let lines: usize = self.column.lines.iter().flatten().map(line).sum();
        heading + legend + frames + boxes + lines + self.notes.letters()
    }
}

fn write(page: &Composed, format: Page, fingerprint: &str, fonts: &Fonts) -> String {
    let picture = &page.picture;
    let (w, h) = (format.size.x, if format.whole { format.size.y } else { page.height() });
    let mut out = Canvas::new(fonts);
    for text in &page.heading {
        out.text(text, "");
    }
    legend::draw(&mut out, &page.legend);
    out.push(&format!("<g class=\"picture\" transform=\"translate(0 {})\">", number(page.top)));
    frames(&mut out, page);
    for (i, tie) in picture.ties.iter().enumerate() {
        if let Some(line) = &page.column.lines[i] {
            draw_tie(&mut out, page, (i, tie, line));
        }
    }
    for (figure, (rect, block)) in picture.figures.iter().zip(&page.column.boxes) {
        let faded = is_faded(picture, figure);
        draw_figure(&mut out, figure, *rect, block, faded);
    }
    out.push("</g>");
    let foot = h - page.notes.height;
    page.notes.draw(
        &mut out,
        if format.whole { foot } else { page.top + page.column.height + 10.0 },
        w,
    );
    let (body, style) = out.done();
    let (title, about) = (escaped(&picture.title), escaped(&picture.standfirst));
    let (w, h) = (number(w), number(h));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"title standfirst\" \
         data-view=\"{}\" data-at=\"{}\" data-fingerprint=\"{fingerprint}\" \
         font-family=\"'{}', 'DejaVu Sans', Verdana, sans-serif\" fill=\"{}\" \
         text-rendering=\"geometricPrecision\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"standfirst\">{about}</desc>\n{}\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n{body}</svg>\n",
        format.view,
        escaped(&picture.at),
        font::FAMILY,
        Colour::INK,
        style,
        Colour::PAPER,
    )
}

fn frames(out: &mut Canvas<'_>, page: &Composed) {
    for (side, (frame, name)) in page.picture.sides.iter().zip(&page.column.frames) {
        let full = escaped(&side.name);
        let colour = Colour::of_side(side.column);
        out.push(&format!("<g class=\"side\" data-name=\"{full}\"><title>{full}</title>"));
        let (fill, stroke) = (colour.ground(side.column), colour.tint(45));
        out.push(&rect(*frame, 7.0, &format!("fill=\"{fill}\" stroke=\"{stroke}\"")));
        let heading = Text::left(frame.x0 + 12.0, frame.y0 + 19.0, HEADING, Weight::Bold, name);
        out.text(&heading.coloured(colour.shade(40)), "heading");
        out.push("</g>");
    }
}

/// Whether all that ties an actor to others was last seen long ago.
fn is_faded(picture: &Picture, figure: &Figure) -> bool {
    use crate::graph::standing::Standing;
    let mine = |tie: &&Tie| {
        picture.figures[tie.from].id == figure.id || picture.figures[tie.to].id == figure.id
    };
    !figure.core && picture.ties.iter().filter(mine).all(|tie| tie.standing == Standing::Stale)
}

fn draw_figure(out: &mut Canvas<'_>, figure: &Figure, place: Rect, block: &Block, faded: bool) {
    let id = escaped(&figure.id);
    out.push(&format!(
        "<g class=\"actor\" data-id=\"{id}\" data-core=\"{}\" data-parts=\"{}\" data-kind=\"{}\">",
        figure.core,
        escaped(&figure.parts.join(" ")),
        figure.kind.word(),
    ));
    out.push(&format!("<title>{}</title>", escaped(&full_name(figure))));
    let round = if figure.kind == Kind::Person { (place.height() / 2.0).min(22.0) } else { 5.0 };
    let width = if figure.core || figure.kind == Kind::State { 1.7 } else { 1.1 };
    let (ink, dashes) =
        if faded { (Colour::FAINT, " stroke-dasharray=\"4 3\"") } else { (Colour::INK, "") };
    let look =
        format!("fill=\"{}\" stroke=\"{ink}\" stroke-width=\"{width}\"{dashes}", Colour::PAPER);
    out.push(&rect(place, round, &look));
    let top = place.centre().y - block.text_height() / 2.0;
    for (i, (base, size, weight, text)) in block.lines().into_iter().enumerate() {
        let text = Text::centred(place.centre().x, top + base, size, weight, text);
        let ink = if faded || i >= block.name.len() { Colour::FAINT } else { Colour::INK };
        out.text(&text.coloured(ink), "name");
    }
    out.push("</g>");
}

fn full_name(figure: &Figure) -> String {
    let kind = figure.kind.word().replace('_', " ");
    match &figure.subtitle {
        Some(subtitle) => format!("{}, {subtitle} ({kind})", figure.name),
        None => format!("{} ({kind})", figure.name),
    }
}

fn draw_tie(out: &mut Canvas<'_>, page: &Composed, (i, tie, line): (usize, &Tie, &Line)) {
    let id = |place: usize| escaped(&page.picture.figures[place].id);
    let n = page.numbers[i];
    out.push(&format!(
        "<g class=\"tie\" data-from=\"{}\" data-to=\"{}\" data-family=\"{}\" data-sign=\"{}\" \
         data-relation=\"{}\" data-standing=\"{}\" data-modality=\"{}\" data-claims=\"{}\" \
         data-n=\"{n}\">",
        id(tie.from),
        id(tie.to),
        tie.family.word(),
        tie.sign,
        escaped(&tie.relations.join(" ")),
        tie.standing.word(),
        tie.modality.word(),
        tie.claims.join(" "),
    ));
    out.push(&format!("<title>{}</title>", escaped(&notes::in_words(n, tie))));
    strokes::Stroke::of(tie).draw(out, &line.points);
    let ink = strokes::ink(tie);
    let number = Text::left(0.0, 0.0, NUMBER, Weight::Bold, &n.to_string()).coloured(ink);
    // Room was kept for two digits; words that end at the line stand as near to it as others.
    let slack = match line.words.right {
        true => (DIGITS - BEFORE - number.width(out.fonts())).max(0.0),
        false => 0.0,
    };
    let count = line.words.lines.len();
    for (i, (point, text)) in line.words.lines.iter().enumerate() {
        let moved = if i + 1 == count { slack } else { 0.0 };
        let text = Text::left(point.x + moved, point.y, LABEL, Weight::Regular, text);
        out.text(&text.coloured(ink), "label");
    }
    let at = line.words.number;
    out.text(&Text { x: at.x + slack, y: at.y, ..number }, "number");
    out.push("</g>");
}

pub(super) fn rect(rect: Rect, round: f64, look: &str) -> String {
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {look}/>",
        number(rect.x0),
        number(rect.y0),
        number(rect.width()),
        number(rect.height()),
        number(round)
    )
}

#[cfg(test)]
mod tests;
