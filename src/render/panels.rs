//! Slices -> sheets of A4: a panel for each date, with every actor in the same place.
//!
//! Takes pictures of several dates that share their places. All of them are placed once, as one picture;
//! a panel then shows what exists at its date, and the other actors as names without a
//! box. As many panels as find room stand one above another on a sheet, with the places of their quotes in the
//! sources beneath them; the quotations are on a sheet of their own.
//!
//! A panel is a `<g class="panel" data-at>`; within it ids carry their date (`haftar@2017`), so that
//! each is there once in the document.

use super::canvas::{self, Canvas, Document, rect};
use super::column::{MARGIN, PageFormat};
use super::head::Head;
use super::text::{Lettering, escaped, number};
use super::{column, legend, marks};
use crate::choice::{Line, Panel, Picture, Slices};
use crate::layout::Rect;
use crate::layout::column::{
    Block, HEADING, Height, LABEL, PAIR, PlacedColumn, PlacedLine, reading_orders,
};
use crate::layout::font::{Fonts, Weight};
use crate::look::Colour;

mod foot;

use foot::Foot;

/// Above a panel: its date.
const DATE: f64 = 30.0;
/// A panel lower than this shows nothing.
const LOWEST: f64 = 200.0;
/// The most panels on a sheet.
const MOST: usize = 3;
/// So many lines may be given up for the sake of another panel on the sheet.
const GIVEN: usize = 8;

/// What tells panels apart that show something else.
pub fn fingerprint(slices: &Slices) -> String {
    canvas::fingerprint(slices)
}

/// Draws the sheets: panels, then quotations.
pub fn pages(slices: &Slices, fonts: &Fonts) -> Vec<String> {
    let placed = placed(slices, fonts);
    let fingerprint = fingerprint(slices);
    let mut pages = Vec::new();
    let panels = placed.slices.panels.iter();
    let mut all: Vec<Shown> = panels.map(|panel| Shown::of(panel, &placed.column, fonts)).collect();
    let mut next = 1;
    for page in all.chunks_mut(placed.on_a_sheet) {
        let orders = reading_orders(page.iter().map(|shown| &*shown.lines));
        for (shown, order) in page.iter_mut().zip(orders) {
            (shown.first, shown.order) = (next, order);
            next += shown.order.len();
        }
    }
    for page in all.chunks(placed.on_a_sheet) {
        pages.push(sheet(&placed, page, &fingerprint, fonts));
    }
    pages.extend(foot::quotations(&placed.slices, &all, &fingerprint, fonts));
    pages
}

/// Everything in its place.
struct Placed {
    slices: Slices,
    column: PlacedColumn,
    /// Where the first panel begins.
    top: f64,
    on_a_sheet: usize,
}

/// A date, with what stands where.
struct Shown<'p> {
    panel: &'p Panel,
    /// The figures, their ids marked with the date.
    picture: Picture,
    lines: Vec<Option<PlacedLine>>,
    /// The ties in the order of their numbers, once it is worked out for all of a sheet.
    order: Vec<usize>,
    /// The number of the first of them.
    first: usize,
    column: &'p PlacedColumn,
}

impl<'p> Shown<'p> {
    fn of(panel: &'p Panel, column: &'p PlacedColumn, fonts: &Fonts) -> Self {
        let mut picture = panel.picture.clone();
        for figure in &mut picture.figures {
            figure.id = format!("{}@{}", figure.id, picture.at);
        }
        let lines: Vec<Option<PlacedLine>> = (panel.lanes.iter().zip(&picture.ties))
            .map(|(lane, tie)| {
                let line = column.lines[*lane].as_ref()?;
                let mut points = line.points.clone();
                let starts = column.boxes[panel.seats[tie.from]].0.grown(2.0);
                // What harms is led one way, whoever begins.
                let here = |r: &Rect, p: crate::layout::Point| {
                    r.x0 <= p.x && p.x <= r.x1 && r.y0 <= p.y && p.y <= r.y1
                };
                if !points.first().is_some_and(|p| here(&starts, *p)) {
                    points.reverse();
                }
                Some(PlacedLine { words: line.words.again(&tie.words, &points, fonts), points })
            })
            .collect();
        Shown { panel, picture, lines, order: Vec::new(), first: 1, column }
    }

    /// The number of a tie.
    fn number(&self, tie: usize) -> usize {
        self.first + self.order.iter().position(|i| *i == tie).unwrap_or(0)
    }
}

/// Places all dates as one picture, with as many panels on a sheet as find room.
fn placed(slices: &Slices, fonts: &Fonts) -> Placed {
    for on_a_sheet in (1..=slices.panels.len().clamp(1, MOST)).rev() {
        let mut shown = slices.clone();
        loop {
            let head = head(&shown, &shown.panels, fonts);
            let foot = (shown.panels.chunks(on_a_sheet))
                .map(|panels| Foot::reckoned(panels, fonts).height)
                .fold(0.0, f64::max);
            let room = (PageFormat::A4.size.y - head.bottom - foot) / on_a_sheet as f64 - DATE;
            if on_a_sheet > 1 && room < LOWEST {
                break;
            }
            let column = {
                let most = room.max(LOWEST);
                let height = Height { wished: most, most, airy: (0.0, 0.0), deep: false };
                column::placed(&widened(&shown, fonts), PageFormat::A4, height, fonts)
            };
            let missing = column.missing();
            let fits = missing.is_empty() && column.height <= room;
            if fits || shown.whole.ties.len() < 2 {
                let top = head.bottom;
                return Placed { slices: shown, column, top, on_a_sheet };
            }
            let given = slices.whole.ties.len() - shown.whole.ties.len();
            // Of what found no place half is given up, what says least.
            let lanes = match missing.len() {
                0 => shown.whole.lightest(1),
                lost => shown.whole.lightest_of(missing, lost.div_ceil(2)),
            };
            let answers = lanes.iter().any(|lane| shown.whole.ties[*lane].answers);
            if on_a_sheet > 1 && (answers || given + lanes.len() > GIVEN) {
                break;
            }
            shown = shown.without(&lanes);
        }
    }
    unreachable!("a single panel on a sheet gives up lines until it fits")
}

/// Title, standfirst and one legend for some panels.
fn head<'p>(slices: &Slices, panels: impl IntoIterator<Item = &'p Panel>, fonts: &Fonts) -> Head {
    let ties: Vec<Line> =
        panels.into_iter().flat_map(|panel| panel.picture.ties.iter().cloned()).collect();
    let all = Picture { ties, ..slices.whole.clone() };
    Head::of(&all, (MARGIN, PageFormat::A4.size.x - 2.0 * MARGIN), 1.0, fonts)
}

/// The whole with words that leave room for those of every date: each as wide as the widest in its
/// place, with a number behind each that is the last of any.
fn widened(slices: &Slices, fonts: &Fonts) -> Picture {
    let mut whole = slices.whole.clone();
    for (lane, tie) in whole.ties.iter_mut().enumerate() {
        let mut widest: Vec<String> = Vec::new();
        for panel in &slices.panels {
            let own = panel.lanes.iter().position(|l| *l == lane);
            let Some(own) = own.map(|i| &panel.picture.ties[i]) else { continue };
            let own = own.beside();
            let words: Vec<&str> = own.iter().flat_map(|w| w.split_whitespace()).collect();
            for (i, word) in words.iter().enumerate() {
                let word =
                    if i + 1 == words.len() { format!("{word}{PAIR}") } else { (*word).to_owned() };
                let wide = |word: &str| fonts.width(word, LABEL, Weight::Regular);
                match widest.get_mut(i) {
                    Some(known) if wide(known) < wide(&word) => *known = word,
                    Some(_) => {}
                    None => widest.push(word),
                }
            }
        }
        tie.words = vec![widest.join(" ")];
    }
    whole
}

fn sheet(placed: &Placed, page: &[Shown<'_>], fingerprint: &str, fonts: &Fonts) -> String {
    let mut out = Canvas::new(fonts);
    let head = head(&placed.slices, page.iter().map(|shown| shown.panel), fonts);
    for text in &head.texts {
        out.text(text, "");
    }
    legend::draw(&mut out, &head.legend);
    let mut y = placed.top;
    let foot = Foot::of(page, fonts);
    // What is left is shared out between the panels.
    let all = page.len() as f64 * (DATE + placed.column.height);
    let air =
        ((PageFormat::A4.size.y - y - foot.height - all) / page.len() as f64).clamp(0.0, 40.0);
    for shown in page {
        panel(&mut out, placed, shown, y, fonts);
        y += DATE + placed.column.height + air;
    }
    foot.draw(&mut out, PageFormat::A4.size.y - foot.height);
    let at_all: Vec<&str> = page.iter().map(|shown| shown.picture.at.as_str()).collect();
    out.document(&Document {
        view: PageFormat::A4.view,
        at: &at_all.join(" "),
        title: &placed.slices.title,
        about: &placed.slices.standfirst,
        fingerprint,
        include: &placed.slices.whole.include,
        size: PageFormat::A4.size,
    })
}

fn panel(out: &mut Canvas<'_>, placed: &Placed, shown: &Shown<'_>, y: f64, fonts: &Fonts) {
    let picture = &shown.picture;
    let date = escaped(&picture.at);
    out.push(&format!(
        "<g class=\"panel\" data-at=\"{date}\" transform=\"translate(0 {})\">",
        number(y)
    ));
    let (x0, x1, line) =
        (number(MARGIN), number(PageFormat::A4.size.x - MARGIN), Colour::FAINT.tint(40));
    out.push(&format!("<path d=\"M{x0} 2H{x1}\" stroke=\"{line}\" stroke-width=\"0.8\"/>"));
    out.text(&Lettering::left(MARGIN, 20.0, 16.0, Weight::Bold, &picture.at), "date");
    out.push(&format!("<g transform=\"translate(0 {})\">", number(DATE)));
    let whole = &placed.slices.whole;
    for (side, (frame, name)) in whole.sides.iter().zip(&shown.column.frames) {
        let Some(side) = picture.sides.iter().find(|own| own.name == side.name) else { continue };
        marks::side(out, side, *frame);
        let heading =
            Lettering::left(frame.x0 + 12.0, frame.y0 + 19.0, HEADING, Weight::Bold, name);
        out.text(&heading.coloured(marks::heading(side)), "heading");
        out.push("</g>");
    }
    for (seat, figure) in whole.figures.iter().enumerate() {
        // In a frame a name would be read as of that side, also at this date.
        let framed = figure
            .side
            .is_some_and(|side| picture.sides.iter().any(|own| own.name == whole.sides[side].name));
        if !shown.panel.seats.contains(&seat) && !framed {
            let (place, block) = &shown.column.boxes[seat];
            absent(out, &figure.name, (*place, block));
        }
    }
    for (i, line) in shown.lines.iter().enumerate() {
        if let Some(line) = line {
            column::draw_tie(out, picture, (&picture.ties[i], shown.number(i)), line);
        }
    }
    for (figure, seat) in picture.figures.iter().zip(&shown.panel.seats) {
        let place = shown.column.boxes[*seat].0;
        let block = Block::of(figure, place.width(), fonts);
        marks::figure(out, picture, figure, (place, &block));
    }
    out.push("</g></g>");
}

/// An actor without a claim at the date: a name in its place, without a box.
fn absent(out: &mut Canvas<'_>, name: &str, (place, block): (Rect, &Block)) {
    out.push(&format!("<g class=\"absent\"><title>{}</title>", escaped(name)));
    out.push(&rect(place, 5.0, "fill=\"none\""));
    let lines = block.name.len() as f64;
    let top = place.centre().y - lines * block.size * 0.6;
    for (i, line) in block.name.iter().enumerate() {
        let base = top + block.size * (0.95 + 1.2 * i as f64);
        let text =
            Lettering::centred(place.centre().x, base, block.size.min(12.0), Weight::Regular, line);
        out.text(&text.coloured(Colour::FAINT), "");
    }
    out.push("</g>");
}
