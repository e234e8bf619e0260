//! The notes beneath a picture, the sources and the caption.
//!
//! Takes the ties in the order of their numbers, gives texts in columns. A quotation is never
//! changed: if there is no room, it is left out and only its place is given; a text that is cut short ends in
//! dots.

use std::collections::BTreeMap;

use super::canvas::Canvas;
use super::text::{Lettering, number};
use crate::choice::{Line, NotedClaim, Picture};
use crate::layout::font::{self, Fonts, Weight};
use crate::look::Colour;

/// The size of notes and captions.
pub(super) const SMALL: f64 = 9.2;
pub(super) const LEADING: f64 = 11.8;

/// How much a note quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Length {
    /// Every relation that is printed, and more claims of the same.
    Long,
    /// Every relation that is printed.
    Middle,
    /// The strongest, and the places of the others.
    Short,
    /// The strongest, cut short after some words.
    Shortest,
    /// Nothing, but where it stands: the quotations are on the next page.
    Brief,
}

/// Where notes stand: left border, width, number of columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    /// Left of everything.
    pub(super) margin: f64,
    /// Between the margins.
    pub(super) inner: f64,
    /// How many columns of notes.
    pub(super) columns: usize,
}

/// Notes and caption in their place.
pub(super) struct Notes {
    sheet: Sheet,
    pub(super) length: Length,
    /// From the rule to the foot of the page.
    pub(super) height: f64,
    blocks: Vec<(usize, Vec<Lettering>)>,
    caption: Vec<Lettering>,
}

/// Beneath it all.
const FOOT: f64 = 14.0;
const INDENT: f64 = 18.0;
const GUTTER: f64 = 22.0;
const BETWEEN: f64 = 4.0;
/// By so much joined letters can be wider than they are measured.
const JOINED: f64 = 4.0;
/// How many words of a quotation the shortest notes have.
const WORDS: usize = 8;

impl Notes {
    /// Sets the notes of ties in their order.
    pub(super) fn set(
        picture: &Picture,
        order: &[usize],
        sheet: Sheet,
        length: Length,
        fonts: &Fonts,
    ) -> Notes {
        let mut notes = Notes::numbered(picture, (order, 1), sheet, length, fonts);
        let more = if length == Length::Brief { " Quotations: page 2." } else { "" };
        notes.add(&format!("{}{more}", picture.told()), fonts);
        notes
    }

    /// The notes alone, with the sources, from a number on.
    pub(super) fn numbered(
        picture: &Picture,
        (order, first): (&[usize], usize),
        sheet: Sheet,
        length: Length,
        fonts: &Fonts,
    ) -> Notes {
        let Sheet { margin, inner, columns } = sheet;
        let columns = if length == Length::Brief { 3 } else { columns } as f64;
        let width = (inner - GUTTER * (columns - 1.0)) / columns;
        let mut quoted = Quoted::default();
        let set: Vec<(usize, Vec<Lettering>, f64)> = (order.iter().enumerate())
            .map(|(n, i)| {
                let (n, tie) = (first + n, &picture.ties[*i]);
                let body = body((n, tie), length, &mut quoted);
                let (texts, high) = block(n, (tie, &body), width, fonts);
                (n, texts, high)
            })
            .collect();
        let whole: f64 = set.iter().map(|b| b.2).sum();
        let top = 16.0;
        let (mut column, mut down, mut lowest) = (0.0, 0.0f64, 0.0f64);
        let mut blocks = Vec::new();
        for (n, mut texts, high) in set {
            if column + 1.0 < columns && down > 0.0 && down + high / 2.0 > whole / columns {
                (column, down) = (column + 1.0, 0.0);
            }
            for text in &mut texts {
                text.x += margin + column * (width + GUTTER);
                text.y += top + down;
            }
            down += high;
            lowest = lowest.max(down);
            blocks.push((n, texts));
        }
        let height = top + lowest + 6.0 + FOOT;
        let mut notes = Notes { sheet, length, height, blocks, caption: Vec::new() };
        let keys: Vec<String> =
            picture.sources.iter().map(|key| format!("{} {}", key.letter, key.text)).collect();
        if !keys.is_empty() {
            notes.add(&format!("Sources: {}.", keys.join("; ").trim_end_matches('.')), fonts);
        }
        notes
    }

    /// Adds a text beneath.
    fn add(&mut self, text: &str, fonts: &Fonts) {
        let Sheet { margin, inner, .. } = self.sheet;
        for line in fonts.lines(text, inner, SMALL, Weight::Regular) {
            self.height += LEADING;
            let text = Lettering::left(margin, self.height - FOOT, SMALL, Weight::Regular, &line);
            self.caption.push(text.coloured(Colour::FAINT));
        }
    }

    /// How many characters they have.
    pub(super) fn letters(&self) -> usize {
        let count =
            |texts: &Vec<Lettering>| texts.iter().map(|t| t.text.chars().count()).sum::<usize>();
        self.blocks.iter().map(|b| count(&b.1)).sum::<usize>() + count(&self.caption)
    }

    /// Adds them, beginning at `y`.
    pub(super) fn draw(&self, out: &mut Canvas<'_>, y: f64) {
        let Sheet { margin, inner, .. } = self.sheet;
        draw(out, (margin, margin + inner), y, &self.blocks, &self.caption);
    }
}

/// Draws numbered notes and a caption under a rule from left to right, beginning at `y`.
pub(super) fn draw(
    out: &mut Canvas<'_>,
    (left, right): (f64, f64),
    y: f64,
    blocks: &[(usize, impl AsRef<[Lettering]>)],
    caption: &[Lettering],
) {
    let (x0, x1) = (number(left), number(right));
    out.push(&format!("<g class=\"notes\" transform=\"translate(0 {})\">", number(y)));
    let colour = Colour::FAINT.tint(40);
    out.push(&format!("<path d=\"M{x0} 4H{x1}\" stroke=\"{colour}\" stroke-width=\"0.8\"/>"));
    for (n, texts) in blocks {
        out.push(&format!("<g class=\"note\" data-n=\"{n}\">"));
        for text in texts.as_ref() {
            out.text(text, "");
        }
        out.push("</g>");
    }
    for text in caption {
        out.text(text, "caption");
    }
    out.push("</g>");
}

/// One note as texts below its upper left corner, and its height.
fn block(n: usize, (tie, body): (&Line, &str), width: f64, fonts: &Fonts) -> (Vec<Lettering>, f64) {
    let digits = Lettering::left(0.0, SMALL, SMALL, Weight::Bold, &n.to_string());
    let x = INDENT - 6.0 - digits.width(fonts);
    let mut texts = vec![Lettering { x, ..digits }];
    let bold = words(&tie.note.ends).map(|w| (w, Weight::Bold));
    let plain = words(body).map(|w| (w, Weight::Regular));
    let space = fonts.width(" ", SMALL, Weight::Regular);
    let (mut x, mut line) = (INDENT, 0usize);
    for (word, weight) in bold.chain(plain) {
        let shown = word.replace('\u{a0}', " ");
        let wide = fonts.width(&shown, SMALL, weight);
        if x > INDENT && x + space + wide > width {
            (x, line) = (INDENT, line + 1);
        }
        let y = SMALL + line as f64 * LEADING;
        let gap = if x > INDENT { space } else { 0.0 };
        match texts.last_mut() {
            Some(last) if last.y == y && last.weight == weight && last.x >= INDENT => {
                last.text.push(' ');
                last.text.push_str(&shown);
                x = last.x + last.width(fonts);
            }
            _ => {
                // Browsers set letters that join by their own measure.
                let beside = texts.last().filter(|last| last.y == y && last.x >= INDENT);
                let slack = beside.filter(|last| font::joins(&last.text)).map_or(0.0, |_| JOINED);
                texts.push(Lettering::left(x + gap + slack, y, SMALL, weight, &shown));
                x += gap + slack + wide;
            }
        }
    }
    (texts, (line + 1) as f64 * LEADING + BETWEEN)
}

/// The words of a text; what a no-break space holds together is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty())
}

/// The words of sources that stand in a note already, each with its place and the number of that note.
type Quoted = BTreeMap<(String, String), usize>;

/// Fewer letters than this are quoted again rather than looked up.
const BRIEF: usize = 24;

/// What one note says of its claims. Where there is not room for everything, words that an earlier note
/// quotes are not quoted again.
fn body((n, tie): (usize, &Line), length: Length, known: &mut Quoted) -> String {
    let citations = &tie.note.citations;
    let printed = tie.relations.len().max(1);
    let quoted = match length {
        Length::Long => printed + 1,
        Length::Middle => printed,
        Length::Short | Length::Shortest => 1,
        Length::Brief => 0,
    };
    let mut cited = |c: &NotedClaim| {
        let words = (c.words.clone(), c.place.clone());
        let long = c.quoted && c.words.chars().count() > BRIEF;
        let earlier = *known.entry(words).or_insert(n);
        let text = match length {
            _ if length != Length::Long && long && earlier != n => c.as_note(earlier),
            Length::Shortest => c.shortened(WORDS),
            _ => c.in_words(),
        };
        // A place does not stand alone on a line.
        match text.strip_suffix(&format!(" {}", c.place)) {
            Some(said) => format!("{said}\u{a0}{}", c.place.replace(' ', "\u{a0}")),
            None => text,
        }
    };
    let mut text: Vec<String> = citations.iter().take(quoted).map(&mut cited).collect();
    let (shown, others) = citations.split_at(quoted.min(citations.len()));
    let mut places: Vec<&str> = Vec::new();
    for place in others.iter().map(|c| c.place.as_str()) {
        // Each place once.
        if !places.contains(&place) && !shown.iter().any(|c| c.place == place) {
            places.push(place);
        }
    }
    places.truncate(4);
    if length == Length::Brief {
        text.push(places.join(", ").replace(' ', "\u{a0}"));
    } else if !places.is_empty() {
        text.push(format!("also {}", places.join(", ").replace(' ', "\u{a0}")));
    }
    text.join("; ")
}
