//! Picture -> the page that is printed: heading, legend, the picture itself, notes, caption.
//!
//! Takes what is shown, gives an SVG made for scripts and screen readers as well as for eyes: a group
//! for each side, actor, tie and note, with what they stand for in `data-` attributes and a `<title>`
//! in each. Notes are as long as the page has room for: if possible every relation that is printed has its
//! quote, otherwise only the strongest; if even that is too much, the lightest lines are given up
//! and named in the caption. Must not know the graph.

mod overleaf;

use super::canvas::{Canvas, Document};
use super::head::Head;
use super::notes::{Length, Notes, Sheet};
use super::text::{Lettering, number};
use super::{canvas, legend, marks, stroke};
use crate::choice::{Line, Picture};
use crate::layout::column::{
    self, BEFORE, Block, DIGITS, HEADING, Height, LABEL, NUMBER, PlacedColumn, PlacedLine, dossier,
};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Curve, Point, at};
use crate::look::Colour;

/// What a page may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageFormat {
    /// The word for it in the SVG: `column`, `page`.
    pub view: &'static str,
    /// Width and the most height, in units of 640 to the 180 mm of a column.
    pub size: Point,
    /// Whether it is always as high as that.
    pub whole: bool,
    /// The most characters in all.
    pub letters: usize,
}

impl PageFormat {
    /// A newspaper's column of 180 mm, at most 1.4 times as high.
    pub const COLUMN: PageFormat =
        PageFormat { view: "column", size: at(640.0, 896.0), whole: false, letters: 2780 };
    /// A sheet of A4 upright.
    pub const A4: PageFormat =
        PageFormat { view: "page", size: at(747.0, 1056.0), whole: true, letters: 6000 };

    /// How long its notes may be, the longest first. A sheet can be turned over: rather than cut
    /// quotations short, it has them on its other side.
    fn lengths(self) -> &'static [Length] {
        match self.whole {
            true => &[Length::Long, Length::Middle, Length::Short, Length::Brief],
            false => &[Length::Long, Length::Middle, Length::Short, Length::Shortest],
        }
    }
}

/// Left and right of everything.
pub(super) const MARGIN: f64 = 20.0;
/// By how much rows of boxes stand further apart on a sheet that would be left empty.
const AIRY: f64 = 40.0;
/// How round the bends of lines are.
const ROUND: f64 = 6.0;

/// A page that is composed.
struct Composed {
    picture: Picture,
    column: PlacedColumn,
    /// The number of each line.
    numbers: Vec<usize>,
    notes: Notes,
    /// Lines of text at the top, and where they end.
    heading: Vec<Lettering>,
    legend: Vec<legend::LegendEntry>,
    top: f64,
}

/// Draws a picture: its page, and where the notes did not fit on a sheet another with them.
pub fn pages(picture: &Picture, page: PageFormat, fonts: &Fonts) -> Vec<String> {
    let composed = compose(picture, page, fonts);
    let fingerprint = fingerprint(picture, page);
    let mut pages = vec![write(&composed, page, &fingerprint, fonts)];
    if composed.notes.length == Length::Brief {
        let order = composed.column.reading_order();
        pages.push(overleaf::svg(&composed.picture, &order, page, &fingerprint, fonts));
    }
    pages
}

/// What tells pictures apart that show something else: 32 hex digits.
pub fn fingerprint(picture: &Picture, page: PageFormat) -> String {
    canvas::fingerprint(&(page, picture))
}

/// What a picture lacks that is not composed.
enum Lack {
    /// These lines found no place.
    Place(Vec<usize>),
    /// There is no room for so many lines.
    Room(usize),
}

/// Places the picture, gives up what finds no place or no room, and makes the notes as long as may be. Then
/// what was given up first may have room after all: the weightiest is tried again.
///
/// Every actor stands in its seat, unless an answer would then have no room.
fn compose(picture: &Picture, page: PageFormat, fonts: &Fonts) -> Composed {
    let answers = |picture: &Picture| picture.ties.iter().filter(|tie| tie.answers).count();
    let mut best = settled(picture, page, false, fonts);
    let changes = picture.ties.iter().any(|tie| tie.turn.is_some());
    // An answer may lead beneath everything; then whoever lacks one gives up his seat, then those who stand with
    // the core, then everybody.
    if answers(&best.picture) < answers(picture) {
        let deep = settled(picture, page, true, fonts);
        if answers(&deep.picture) > answers(&best.picture) {
            best = deep;
        }
    }
    let torn = |of: &Composed| of.column.boxes.iter().filter(|(_, block)| block.torn).count();
    for movers in movers(picture, &best) {
        // Where there are no sides all lines are of one sort.
        let lost = picture.ties.len() - best.picture.ties.len();
        let poor = picture.sides.is_empty() && lost > FEW;
        let lacking = answers(picture) > answers(&best.picture);
        let everybody = movers.len() == picture.figures.len();
        if !(lacking || poor || torn(&best) > 0) || changes && !everybody {
            continue;
        }
        let mut free = picture.clone();
        movers.into_iter().for_each(|i| free.figures[i].seat = None);
        if free.figures == picture.figures {
            continue;
        }
        let free = settled(&free, page, true, fonts);
        let more = free.picture.ties.len() > best.picture.ties.len() + FEW;
        let (now, then) = (answers(&free.picture), answers(&best.picture));
        if now > then || poor && more || now == then && torn(&free) < torn(&best) {
            best = free;
        }
    }
    best
}

/// Who gives up the seat for an answer that finds no room, the fewest first: whoever lacks one, or whose name is
/// torn; then somebody beside him too; then all on the side of the core; then everybody.
fn movers(picture: &Picture, now: &Composed) -> Vec<Vec<usize>> {
    let figures = &picture.figures;
    let lost = picture.without_these(&now.picture).into_iter().map(|i| &picture.ties[i]);
    let lost: Vec<&Line> = lost.filter(|tie| tie.answers).collect();
    let is_torn = |i: usize| {
        let mut shown = now.picture.figures.iter().zip(&now.column.boxes);
        shown.any(|(f, (_, block))| f.id == figures[i].id && block.torn)
    };
    let those = |test: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..figures.len()).filter(|i| test(*i)).collect()
    };
    let own = those(&|i| is_torn(i) || lost.iter().any(|tie| tie.from == i));
    let mut movers = vec![own.clone()];
    let beside = those(&|i| {
        let same =
            |j: &usize| (figures[*j].side, figures[*j].tier) == (figures[i].side, figures[i].tier);
        !own.contains(&i) && figures[i].seat.is_some() && own.iter().any(same)
    });
    movers.extend(beside.into_iter().take(BESIDE).map(|i| {
        let mut both = own.clone();
        both.push(i);
        both
    }));
    movers.push(those(&|i| lost.iter().any(|tie| figures[tie.to].side == figures[i].side)));
    movers.push(those(&|_| true));
    movers
}

/// So many are tried beside whoever lacks an answer.
const BESIDE: usize = 4;

/// The price, in lines, for keeping every actor where it stands at other dates.
const FEW: usize = 2;

fn settled(picture: &Picture, page: PageFormat, deep: bool, fonts: &Fonts) -> Composed {
    let mut shown = picture.clone();
    // What has failed once is not tried again.
    let mut failed: Vec<Picture> = Vec::new();
    let mut composed = loop {
        let lack = match composed(&shown, page, deep, fonts) {
            Ok(composed) => break composed,
            Err(lack) => lack,
        };
        failed.push(shown.clone());
        match lack {
            // Of what found no place half is given up, what says least: then there may be room for the rest.
            Lack::Place(mut missing) => {
                // What is past may stand in the way of what is present.
                let past = shown.past_before(&missing);
                if !past.is_empty() && past.len() < shown.ties.len() && !picture.dossier {
                    shown = shown.without(&past);
                    continue;
                }
                // An answer may have room with fewer words.
                if let Some((brief, others)) = shown.in_brief(&missing) {
                    (shown, missing) = (brief, others);
                }
                missing.sort_by_key(|i| (shown.ties[*i].answers, shown.ties[*i].weight, *i));
                missing.truncate(missing.len().div_ceil(2));
                shown = shown.without(&missing);
            }
            Lack::Room(lines) => {
                shown = shown.without(&shown.lightest(lines.min(shown.ties.len() - 1)));
            }
        }
    };
    if picture.dossier {
        return composed;
    }
    for again in picture.without_these(&composed.picture).into_iter().take(AGAIN) {
        // Beside all others; else in the place of one that says less.
        let others = [false, true]
            .into_iter()
            .flat_map(|instead| picture.with_again(&composed.picture, again, instead));
        for other in others.collect::<Vec<_>>() {
            let known = |f: &Picture| f.ties == other.ties && f.figures == other.figures;
            if failed.iter().any(known) {
                continue;
            }
            match self::composed(&other, page, deep, fonts) {
                Ok(more) => {
                    composed = more;
                    break;
                }
                Err(_) => failed.push(other),
            }
        }
    }
    composed
}

/// So many lines that were given up are tried once more.
const AGAIN: usize = 2;

/// Places a picture with its notes, if there is place and room for all of it.
fn composed(
    picture: &Picture,
    page: PageFormat,
    deep: bool,
    fonts: &Fonts,
) -> Result<Composed, Lack> {
    // The caption names what else is told only where that takes no room from anything else.
    let named = picture;
    let picture = &named.tersely();
    let head = Head::of(picture, (MARGIN, page.size.x - 2.0 * MARGIN), 1.0, fonts);
    let (column, height) = place(picture, page, &head, deep, fonts);
    let missing = column.missing();
    if !missing.is_empty() && picture.ties.len() > missing.len() {
        return Err(Lack::Place(missing));
    }
    let order = column.reading_order();
    let set = |picture: &Picture, length: Length| {
        let notes = Notes::set(picture, &order, sheet(page), length, fonts);
        Composed::new(picture, &column, &order, &head, notes)
    };
    // A dossier has headings over its columns too.
    let letters = page.letters - if picture.dossier { 120 } else { 0 };
    let fits =
        |composed: &Composed| composed.height() <= page.size.y && composed.letters() <= letters;
    let lengths = page.lengths().iter().map(|length| set(picture, *length));
    let mut lengths = lengths.peekable();
    while let Some(composed) = lengths.next() {
        let last = lengths.peek().is_none() && picture.ties.len() < 2;
        if fits(&composed) || last {
            let fuller = set(named, composed.notes.length);
            return Ok(if fits(&fuller) { fuller } else { composed });
        }
    }
    // Each line that goes takes a note with it, and often a box.
    let over = (column.height - height.most).max(0.0);
    Err(Lack::Room(1 + (over / 80.0) as usize))
}

/// Places a picture, and says how high it may be with what stands beneath it.
fn place(
    picture: &Picture,
    page: PageFormat,
    head: &Head,
    deep: bool,
    fonts: &Fonts,
) -> (PlacedColumn, Height) {
    let least = *page.lengths().last().unwrap_or(&Length::Shortest);
    // In any order notes take the same room, give or take a line.
    let any: Vec<usize> = (0..picture.ties.len()).collect();
    let most = |length| {
        let notes = Notes::set(picture, &any, sheet(page), length, fonts);
        page.size.y - head.bottom - notes.height - 22.0
    };
    // A sheet is of one height in any case.
    let airy = if page.whole { (AIRY, most(Length::Long)) } else { (0.0, 0.0) };
    // Where two dates are told in one picture, straight lines are worth more than long notes.
    let changes = picture.ties.iter().any(|tie| tie.turn.is_some());
    let wished = most(if changes { least } else { Length::Middle });
    let height = Height { wished, most: most(least), airy, deep };
    let column = match picture.dossier {
        true => dossier::place(picture, page.size.x, fonts).0,
        false => placed(picture, page, height, fonts),
    };
    (column, height)
}

/// Places a picture on a page as far as it may be high.
pub(super) fn placed(
    picture: &Picture,
    page: PageFormat,
    height: Height,
    fonts: &Fonts,
) -> PlacedColumn {
    let width = (page.size.x / 8.0).floor() * 8.0;
    column::place(picture, width, height, fonts)
}

/// Where the notes of a page stand.
fn sheet(page: PageFormat) -> Sheet {
    Sheet { margin: MARGIN, inner: page.size.x - 2.0 * MARGIN, columns: 2 }
}

impl Composed {
    fn new(
        picture: &Picture,
        column: &PlacedColumn,
        order: &[usize],
        head: &Head,
        notes: Notes,
    ) -> Self {
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
        let line = |l: &PlacedLine| l.words.lines.iter().map(|w| count(&w.1)).sum::<usize>() + 2;
        let lines: usize = self.column.lines.iter().flatten().map(line).sum();
        heading + legend + frames + boxes + lines + self.notes.letters()
    }
}

fn write(page: &Composed, format: PageFormat, fingerprint: &str, fonts: &Fonts) -> String {
    let picture = &page.picture;
    let (w, h) = (format.size.x, if format.whole { format.size.y } else { page.height() });
    let mut out = Canvas::new(fonts);
    for text in &page.heading {
        out.text(text, "");
    }
    legend::draw(&mut out, &page.legend);
    out.push(&format!("<g class=\"picture\" transform=\"translate(0 {})\">", number(page.top)));
    frames(&mut out, page);
    if picture.dossier {
        for (at, text) in dossier::place(picture, format.size.x, fonts).1 {
            let heading = Lettering::left(at.x, at.y, HEADING, Weight::Bold, &text);
            out.text(&heading.coloured(Colour::FAINT), "heading");
        }
    }
    for (i, tie) in picture.ties.iter().enumerate() {
        if let Some(line) = &page.column.lines[i] {
            draw_tie(&mut out, picture, (tie, page.numbers[i]), line);
        }
    }
    for (shown, (rect, block)) in picture.figures.iter().zip(&page.column.boxes) {
        marks::figure(&mut out, picture, shown, (*rect, block));
    }
    out.push("</g>");
    let foot = h - page.notes.height;
    let beneath = if format.whole { foot } else { page.top + page.column.height + 10.0 };
    page.notes.draw(&mut out, beneath);
    out.document(&Document {
        view: format.view,
        at: &picture.at,
        title: &picture.title,
        about: &picture.standfirst,
        fingerprint,
        include: &picture.include,
        size: at(w, h),
    })
}

fn frames(out: &mut Canvas<'_>, page: &Composed) {
    for (side, (frame, name)) in page.picture.sides.iter().zip(&page.column.frames) {
        marks::side(out, side, *frame);
        let heading =
            Lettering::left(frame.x0 + 12.0, frame.y0 + 19.0, HEADING, Weight::Bold, name);
        out.text(&heading.coloured(marks::heading(side)), "heading");
        out.push("</g>");
    }
}

/// Adds a line with its words and its number.
pub(super) fn draw_tie(
    out: &mut Canvas<'_>,
    picture: &Picture,
    (tie, n): (&Line, usize),
    line: &PlacedLine,
) {
    let style = tie.style();
    marks::tie(out, picture, tie, n);
    stroke::draw(out, &style, &Curve::bent(&line.points, ROUND));
    let ink = style.ink();
    let number = Lettering::left(0.0, 0.0, NUMBER, Weight::Bold, &n.to_string()).coloured(ink);
    // Room was kept for two digits; words that end at the line stand as near to it as others.
    let slack = match line.words.right {
        true => (DIGITS - BEFORE - number.width(out.fonts())).max(0.0),
        false => 0.0,
    };
    let count = line.words.lines.len();
    for (i, (point, text)) in line.words.lines.iter().enumerate() {
        let moved = if i + 1 == count { slack } else { 0.0 };
        let text = Lettering::left(point.x + moved, point.y, LABEL, Weight::Regular, text);
        out.text(&text.coloured(ink), "label");
    }
    let at = line.words.number;
    out.text(&Lettering { x: at.x + slack, y: at.y, ..number }, "number");
    out.push("</g>");
}

#[cfg(test)]
mod tests;
