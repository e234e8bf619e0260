//! The sheet around the picture: heading, legend, notes, sources.
//!
//! Everything is given as texts in places; the picture itself is only moved to its own.

use super::legend::{self, Key};
use super::paint::{MARGIN, has_notes};
use super::text::Text;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Placed, Point, at};
use crate::view::Colour;
use crate::view::alliance::{Alliance, Citation, Note};

/// No sheet is narrower: the heading and the notes need room.
const NARROWEST: f64 = 760.0;
const TITLE: f64 = 24.0;
const SMALL: f64 = 12.0;
const NOTE: f64 = 9.0;
/// From line to line of them.
const LEADING: f64 = NOTE * 1.28;
/// Where the words of a note begin, right of its number.
const INDENT: f64 = 20.0;
/// How wide a column of notes should be at least.
const COLUMN: f64 = 330.0;
const GUTTER: f64 = 26.0;
/// How many claims of a tie are quoted in print; the rest is named.
const QUOTED: usize = 2;

/// A sheet without its picture.
pub(super) struct Sheet {
    /// The whole size.
    pub(super) size: Point,
    /// Where the picture begins.
    pub(super) origin: Point,
    pub(super) heading: Vec<Text>,
    pub(super) legend: Vec<Key>,
    /// One element a note, the texts of each together.
    pub(super) notes: Vec<Vec<Text>>,
    pub(super) sources: Vec<Text>,
    /// Where a rule divides picture and notes; `None` where there are no notes.
    pub(super) rule: Option<f64>,
}

/// Composes a sheet.
pub(super) fn compose(alliance: &Alliance<'_>, placed: &Placed, fonts: &Fonts) -> Sheet {
    let inner = placed.size.x.max(NARROWEST);
    let width = inner + 2.0 * MARGIN;
    let mut y = MARGIN;
    let mut heading = Vec::new();
    for line in fonts.lines(&title(alliance), inner, TITLE, Weight::Bold) {
        y += TITLE;
        heading.push(Text::left(MARGIN, y, TITLE, Weight::Bold, &line));
        y += 6.0;
    }
    for line in fonts.lines(&caption(alliance), inner, SMALL, Weight::Regular) {
        y += SMALL * 1.35;
        let text = Text::left(MARGIN, y, SMALL, Weight::Regular, &line);
        heading.push(text.coloured(Colour::FAINT));
    }
    y += 20.0;
    let legend = legend::of(alliance, inner, fonts, &mut y);
    y += 18.0;
    let origin = at(MARGIN + ((inner - placed.size.x) / 2.0).round(), y);
    y += placed.size.y + 22.0;
    let (mut notes, mut sources, mut rule) = (Vec::new(), Vec::new(), None);
    if !alliance.notes.is_empty() && !has_notes(alliance) {
        rule = Some(y);
        y += 14.0;
        let line = "There are too many notes to print: in the SVG, each tie shows its own to whom points at it.";
        sources.push(Text::left(MARGIN, y + NOTE, NOTE, Weight::Regular, line));
        y += 20.0;
        sources.extend(source_list(alliance, inner, fonts, &mut y));
    } else if !alliance.notes.is_empty() {
        rule = Some(y);
        y += 14.0;
        notes = columns(alliance, inner, fonts, &mut y);
        y += 10.0;
        sources = source_list(alliance, inner, fonts, &mut y);
    }
    let size = at(width.ceil(), (y + MARGIN).ceil());
    Sheet { size, origin, heading, legend, notes, sources, rule }
}

/// The title of a picture, with its date.
pub fn title(alliance: &Alliance<'_>) -> String {
    match alliance.at {
        Some(period) => format!("{} — as of {period}", alliance.title),
        None => alliance.title.clone(),
    }
}

/// What is counted, and how the sides were found.
pub(super) fn caption(alliance: &Alliance<'_>) -> String {
    let claims: usize = alliance.ties.iter().map(|tie| tie.claims.len()).sum();
    let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let mut text = alliance.draft.map_or(String::new(), |left_out| {
        format!(
            "Draft: {} left out, because something is wrong with the data. ",
            count(left_out, "claim")
        )
    });
    text += &format!(
        "{}, {} from {} in {}.",
        count(alliance.actors.len(), "actor"),
        count(alliance.ties.len(), "tie"),
        count(claims, "claim"),
        count(alliance.sources.len(), "source"),
    );
    if alliance.left_out > 0 {
        text += &format!(" {} with lighter ties left out.", count(alliance.left_out, "actor"));
    }
    let (least, found, proved) = alliance.balance;
    let ties = |n: u64| count(usize::try_from(n).unwrap_or(usize::MAX), "tie");
    if !alliance.sides.is_empty() {
        text += &match proved {
            true if found == 0 => " Sides are computed; no tie is at odds with them.".to_owned(),
            true => format!(
                " Sides are computed: no division leaves fewer than {} at odds with it (proved), and \
                 those boxed together are together in every best one.",
                ties(found)
            ),
            false => format!(
                " Sides are computed by a heuristic: {} at odds with them, no fewer than {least} possible.",
                ties(found)
            ),
        };
    }
    text
}

/// A word in a column of text.
struct Word<'t> {
    text: &'t str,
    weight: Weight,
}

/// The notes in columns of about the same height.
fn columns(alliance: &Alliance<'_>, inner: f64, fonts: &Fonts, y: &mut f64) -> Vec<Vec<Text>> {
    let count = ((inner + GUTTER) / (COLUMN + GUTTER)).floor().max(1.0);
    let width = (inner - GUTTER * (count - 1.0)) / count;
    let blocks: Vec<(Vec<Text>, f64)> =
        alliance.notes.iter().map(|note| block(note, width, fonts)).collect();
    let whole: f64 = blocks.iter().map(|(_, height)| height).sum();
    let (mut column, mut down, mut lowest) = (0.0, 0.0f64, 0.0f64);
    let mut notes = Vec::new();
    for (mut texts, height) in blocks {
        // A column is full when half of the next note would stand below the average.
        if down > 0.0 && down + height / 2.0 > whole / count && column + 1.0 < count {
            (column, down) = (column + 1.0, 0.0);
        }
        for text in &mut texts {
            text.x += MARGIN + column * (width + GUTTER);
            text.y += *y + down;
        }
        down += height;
        lowest = lowest.max(down);
        notes.push(texts);
    }
    *y += lowest;
    notes
}

/// One note as texts below its upper left corner, and its height.
fn block(note: &Note, width: f64, fonts: &Fonts) -> (Vec<Text>, f64) {
    let number = note.number.to_string();
    let body = body(note);
    let bold = words(&note.ends).map(|text| Word { text, weight: Weight::Bold });
    let plain = words(&body).map(|text| Word { text, weight: Weight::Regular });
    let (mut texts, lines) = flow(bold.chain(plain), INDENT, width, fonts);
    let digits = Text::left(0.0, NOTE, NOTE, Weight::Bold, &number);
    let x = INDENT - 5.0 - digits.width(fonts);
    // First, so that whoever copies or hears the note has it first.
    texts.insert(0, Text { x, ..digits });
    (texts, lines as f64 * LEADING + 2.5)
}

/// The words of a text; what a no-break space holds together is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty())
}

fn body(note: &Note) -> String {
    let cited = |c: &Citation| {
        let remarks = match c.remarks.is_empty() {
            true => String::new(),
            false => format!(" ({})", c.remarks.join(", ")),
        };
        // A place does not stand alone on a line.
        let place = c.place.replace(' ', "\u{a0}");
        format!("{}{remarks}: “{}”\u{a0}{place}", c.relation, c.quote)
    };
    let quoted: Vec<String> = note.citations.iter().take(QUOTED).map(cited).collect();
    let mut text = quoted.join("; ");
    let more: Vec<String> = (note.citations.iter().skip(QUOTED))
        .map(|c| format!("{} {}", c.relation, c.place).replace(' ', "\u{a0}"))
        .collect();
    if !more.is_empty() {
        text += &format!("; also {}", more.join(", "));
    }
    text
}

/// Sets words in lines; each run of one weight on a line is one text. Gives the number of lines.
fn flow<'t>(
    words: impl Iterator<Item = Word<'t>>,
    indent: f64,
    width: f64,
    fonts: &Fonts,
) -> (Vec<Text>, usize) {
    let mut texts: Vec<Text> = Vec::new();
    let (mut x, mut line) = (indent, 0usize);
    let space = fonts.width(" ", NOTE, Weight::Regular);
    for word in words {
        let shown = word.text.replace('\u{a0}', " ");
        let wide = fonts.width(&shown, NOTE, word.weight);
        if x > indent && x + space + wide > width {
            (x, line) = (indent, line + 1);
        }
        let y = NOTE + line as f64 * LEADING;
        let gap = if x > indent { space } else { 0.0 };
        match texts.last_mut() {
            Some(last) if last.y == y && last.weight == word.weight => {
                last.text.push(' ');
                last.text.push_str(&shown);
                x = last.x + last.width(fonts);
            }
            _ => {
                texts.push(Text::left(x + gap, y, NOTE, word.weight, &shown));
                x += gap + wide;
            }
        }
    }
    (texts, line + 1)
}

/// The sources by their letters, each under the other.
fn source_list(alliance: &Alliance<'_>, inner: f64, fonts: &Fonts, y: &mut f64) -> Vec<Text> {
    let mut texts = Vec::new();
    if !alliance.stale_apart.is_empty() {
        let line = format!("Last seen too long before: {}", alliance.stale_apart.join("; "));
        for line in fonts.lines(&line, inner, NOTE, Weight::Regular) {
            *y += LEADING;
            texts.push(Text::left(MARGIN, *y, NOTE, Weight::Regular, &line));
        }
        *y += 6.0;
    }
    for key in &alliance.sources {
        let source = key.source;
        let mut line = source.title.clone();
        for part in source.authors.iter().chain(&source.publisher) {
            line += &format!(", {part}");
        }
        if let Some(date) = source.published {
            line += &format!(", {date}");
        }
        let letter = Text::left(0.0, *y + LEADING, NOTE, Weight::Bold, &key.letter());
        // As the numbers of the notes: in a column that ends where the words begin.
        let x = MARGIN + (INDENT - 5.0 - letter.width(fonts)).max(0.0);
        texts.push(Text { x, ..letter });
        for line in fonts.lines(&line, inner - INDENT, NOTE, Weight::Regular) {
            *y += LEADING;
            texts.push(Text::left(MARGIN + INDENT, *y, NOTE, Weight::Regular, &line));
        }
    }
    texts
}
