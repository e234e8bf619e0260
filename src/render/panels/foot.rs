//! The part beneath panels: the place that proves each number, the sources, what is not drawn; and the sheet of
//! quotations.

use super::Shown;
use crate::choice::{Key, Line, Panel, Picture, Slices};
use crate::layout::at;
use crate::layout::font::{Fonts, Weight};
use crate::look::Colour;
use crate::render::canvas::{Canvas, Document};
use crate::render::column::{MARGIN, PageFormat};
use crate::render::head::Head;
use crate::render::notes::{self, LEADING, Length, Notes, SMALL, Sheet};
use crate::render::text::Lettering;

/// Between two notes on a line.
const APART: f64 = 13.0;
/// The most places that a note tells here.
const PLACES: usize = 3;

/// Notes and captions in their place, from the rule to the foot of the sheet.
pub(super) struct Foot {
    pub(super) height: f64,
    notes: Vec<(usize, [Lettering; 2])>,
    caption: Vec<Lettering>,
}

impl Foot {
    /// That of some panels before their ties have numbers: as high as it will be.
    pub(super) fn reckoned(panels: &[Panel], fonts: &Fonts) -> Foot {
        let pictures: Vec<&Picture> = panels.iter().map(|panel| &panel.picture).collect();
        let ties = pictures.iter().flat_map(|picture| &picture.ties);
        let notes: Vec<(usize, &Line)> = ties.map(|tie| (88, tie)).collect();
        set(&notes, &pictures, fonts)
    }

    /// That of a sheet.
    pub(super) fn of(page: &[Shown<'_>], fonts: &Fonts) -> Foot {
        let pictures: Vec<&Picture> = page.iter().map(|shown| &shown.picture).collect();
        let mut notes: Vec<(usize, &Line)> = Vec::new();
        for shown in page {
            let numbered = shown.order.iter().enumerate();
            notes.extend(numbered.map(|(n, i)| (shown.first + n, &shown.picture.ties[*i])));
        }
        set(&notes, &pictures, fonts)
    }

    pub(super) fn draw(&self, out: &mut Canvas<'_>, y: f64) {
        let sides = (MARGIN, PageFormat::A4.size.x - MARGIN);
        notes::draw(out, sides, y, &self.notes, &self.caption);
    }
}

fn set(ties: &[(usize, &Line)], pictures: &[&Picture], fonts: &Fonts) -> Foot {
    let inner = PageFormat::A4.size.x - 2.0 * MARGIN;
    let (mut x, mut y) = (MARGIN, 16.0 + SMALL);
    let mut notes = Vec::new();
    for (n, tie) in ties {
        let digits = Lettering::left(x, y, SMALL, Weight::Bold, &n.to_string());
        let places = Lettering::left(x, y, SMALL, Weight::Regular, &places(tie));
        let gap = digits.width(fonts) + 3.5;
        let wide = gap + places.width(fonts);
        if x > MARGIN && x + wide > MARGIN + inner {
            (x, y) = (MARGIN, y + LEADING + 1.0);
        }
        notes.push((*n, [Lettering { x, y, ..digits }, Lettering { x: x + gap, y, ..places }]));
        x += wide + APART;
    }
    y += 5.0;
    let mut caption = Vec::new();
    for text in captions(pictures) {
        for line in fonts.lines(&text, inner, SMALL, Weight::Regular) {
            y += LEADING;
            let text = Lettering::left(MARGIN, y, SMALL, Weight::Regular, &line);
            caption.push(text.coloured(Colour::FAINT));
        }
    }
    Foot { height: y + 14.0, notes, caption }
}

fn places(tie: &Line) -> String {
    let mut places: Vec<&str> = Vec::new();
    for citation in &tie.note.citations {
        if !places.contains(&citation.place.as_str()) {
            places.push(&citation.place);
        }
    }
    let more = if places.len() > PLACES { ", …" } else { "" };
    places.truncate(PLACES);
    format!("{}{more}", places.join(", "))
}

fn captions(pictures: &[&Picture]) -> Vec<String> {
    let mut captions = vec![sources(pictures.iter().flat_map(|picture| &picture.sources))];
    captions.extend(pictures.iter().map(|picture| format!("{}: {}", picture.at, picture.told())));
    captions.push("A name without a box: no tie of it is drawn at that date. The quotations are on the last page.".to_owned());
    captions.retain(|caption| !caption.is_empty());
    captions
}

/// The sources with their letters, each once.
fn sources<'k>(keys: impl Iterator<Item = &'k Key>) -> String {
    let mut all: Vec<&Key> = Vec::new();
    for key in keys {
        if !all.iter().any(|known| known.letter == key.letter) {
            all.push(key);
        }
    }
    let named: Vec<String> = all.iter().map(|key| format!("{} {}", key.letter, key.text)).collect();
    format!("Sources: {}.", named.join("; ").trim_end_matches('.'))
}

/// The quotations of all panels, by their numbers, on as many sheets as they take.
pub(super) fn quotations(
    slices: &Slices,
    all: &[Shown<'_>],
    fingerprint: &str,
    fonts: &Fonts,
) -> Vec<String> {
    let inner = PageFormat::A4.size.x - 2.0 * MARGIN;
    let sheet = Sheet { margin: MARGIN, inner, columns: 2 };
    let mut ties: Vec<Line> = Vec::new();
    for shown in all {
        ties.extend(shown.order.iter().map(|i| shown.picture.ties[*i].clone()));
    }
    let mut pages = Vec::new();
    let mut first = 0;
    while first < ties.len() {
        let about = "The quotations, by the numbers of the pictures.".to_owned();
        let picture = Picture { ties: Vec::new(), standfirst: about, ..slices.whole.clone() };
        let head = Head::of(&picture, (MARGIN, inner), 1.0, fonts);
        let y = head.bottom - 19.0;
        let some = |count: usize| {
            let sources = all.iter().flat_map(|shown| shown.picture.sources.iter().cloned());
            let ties = ties[first..first + count].to_vec();
            let mut page = Picture { ties, sources: Vec::new(), ..picture.clone() };
            for key in sources {
                if !page.sources.contains(&key) {
                    page.sources.push(key);
                }
            }
            let order: Vec<usize> = (0..count).collect();
            Notes::numbered(&page, (&order, first + 1), sheet, Length::Long, fonts)
        };
        let left = ties.len() - first;
        let fits = |count: &usize| y + some(*count).height <= PageFormat::A4.size.y;
        let count = (1..=left).rev().find(fits).unwrap_or(1);
        let mut out = Canvas::new(fonts);
        for text in &head.texts {
            out.text(text, "");
        }
        some(count).draw(&mut out, y);
        first += count;
        pages.push(out.document(&Document {
            view: "notes",
            at: &slices.whole.at,
            title: &slices.title,
            about: &picture.standfirst,
            fingerprint,
            include: &[],
            size: at(PageFormat::A4.size.x, PageFormat::A4.size.y),
        }));
    }
    pages
}
