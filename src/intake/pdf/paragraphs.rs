//! Lines in reading order -> paragraphs, across columns and pages.
//!
//! Takes the pages; gives paragraphs, with the page on which each begins. Must not know letters. A paragraph
//! ends where a gap is wider than those between its lines, where the next line is set in, in another size, or
//! begins an item, or where its last line is short and ends a sentence. Footnotes go behind the paragraph that
//! they would cut in two.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use super::super::ReadingNote;
use super::super::join::{Doubts, Vocabulary, join as join_lines};
use super::super::reading::count;
use super::order::{Line, Page};
use crate::model::Cut;

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) paragraphs: Vec<String>,
    /// The first paragraph of each page, counted from 1.
    pub(super) pages: Vec<u32>,
    pub(super) notes: Vec<ReadingNote>,
}

struct Paragraph<'p> {
    lines: Vec<&'p Line>,
    page: usize,
    is_note: bool,
}

/// Joins the lines of all pages.
pub(super) fn join(pages: &[Page]) -> Joined {
    let body = body_size(pages);
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut notes: Vec<Paragraph<'_>> = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let leading = leading(page);
        for (i, line) in page.lines.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| page.lines.get(i));
            let is_small = line.size < 0.93 * body && line.y > 0.5 * page.height && !line.is_row;
            let starts = before.is_none_or(|before| parts(before, line, leading));
            let in_note = notes.last_mut().filter(|note| {
                let last = note.lines.last();
                note.page == n
                    && last.is_some_and(|last| std::ptr::eq(*last, before.unwrap_or(line)))
            });
            let last_block = in_note.as_ref().and_then(|note| note.lines.last()).map(|l| l.block);
            if is_small && starts && (starts_note(&line.text) || last_block == Some(line.block)) {
                notes.push(Paragraph { lines: vec![line], page: n, is_note: true });
            } else if let Some(note) = in_note.filter(|_| !starts) {
                note.lines.push(line);
            } else if starts {
                let goes_on = paragraphs.last_mut().filter(|last| {
                    before.is_none_or(|before| before.block != line.block)
                        && goes_on_in(last, line, body)
                });
                match goes_on {
                    Some(last) => last.lines.push(line),
                    None => {
                        // What is complete lets its notes in.
                        paragraphs.append(&mut notes);
                        paragraphs.push(Paragraph { lines: vec![line], page: n, is_note: false });
                    }
                }
            } else {
                match paragraphs.last_mut().filter(|last| !last.is_note) {
                    Some(last) => last.lines.push(line),
                    None => {
                        paragraphs.push(Paragraph { lines: vec![line], page: n, is_note: false })
                    }
                }
            }
        }
    }
    paragraphs.append(&mut notes);
    text(&paragraphs, pages.len())
}

fn text(paragraphs: &[Paragraph<'_>], pages: usize) -> Joined {
    let mut vocabulary = Vocabulary::default();
    for paragraph in paragraphs {
        let mut divided = false;
        for line in &paragraph.lines {
            vocabulary.add(&line.text, divided);
            divided = line.text.ends_with(['-', '\u{ad}', '‐']);
        }
    }
    let (mut joined, mut doubts) = (Joined::default(), Doubts::default());
    for paragraph in paragraphs {
        let mut text = String::new();
        for line in &paragraph.lines {
            join_lines(&mut text, &line.text, &vocabulary, &mut doubts);
        }
        joined.paragraphs.push(text);
        // A note may stand behind a paragraph of the next page.
        while joined.pages.len() <= paragraph.page && !paragraph.is_note {
            joined.pages.push(joined.paragraphs.len() as u32);
        }
    }
    while joined.pages.len() < pages {
        joined.pages.push(joined.paragraphs.len() as u32 + 1);
    }
    if !doubts.hyphens.is_empty() {
        let shown: Vec<&str> = doubts.hyphens.iter().take(5).map(String::as_str).collect();
        joined.notes.push(ReadingNote::Doubtful(format!(
            "{} at a line's end that may or may not be the word's own: {}",
            count(doubts.hyphens.len(), "hyphen"),
            shown.join(", ")
        )));
    }
    joined
}

/// The size of most letters.
fn body_size(pages: &[Page]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages
        .iter()
        .flat_map(|page| page.lines.iter().map(|line| (line.size, line.text.len())))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, n)| n).sum::<usize>() / 2;
    let mut seen = 0;
    for (size, n) in sizes {
        seen += n;
        if seen >= half {
            return size;
        }
    }
    10.0
}

/// How far apart lines of a page mostly are, in their own size.
fn leading(page: &Page) -> f64 {
    let pairs = page.lines.iter().zip(page.lines.iter().skip(1));
    let mut gaps: Vec<f64> = pairs
        .filter(|(line, next)| line.block == next.block)
        .map(|(line, next)| (next.y - line.y) / next.size.max(0.1))
        .filter(|gap| (0.8..3.0).contains(gap))
        .collect();
    gaps.sort_by(f64::total_cmp);
    // Where every line is a paragraph, the lesser gaps are those within.
    gaps.get(gaps.len() * 2 / 5).copied().unwrap_or(1.2)
}

/// Whether a line begins a paragraph, behind another on its page.
fn parts(before: &Line, line: &Line, leading: f64) -> bool {
    if before.block != line.block || before.is_row || line.is_row {
        return true;
    }
    let em = line.size.max(0.1);
    let gap = (line.y - before.y) / em;
    // A word that is divided goes on.
    let divided =
        before.text.ends_with(['-', '‐', '\u{ad}']) && line.text.starts_with(char::is_lowercase);
    if divided && (0.3..3.0).contains(&gap) {
        return false;
    }
    let other_size = (before.size - line.size).abs() > 0.08 * before.size.max(line.size);
    if other_size || gap > leading * 1.22 + 0.05 || gap < 0.3 || starts_item(&line.text) {
        return true;
    }
    let right_to_left =
        line.text.chars().find(|c| c.is_alphabetic()).is_some_and(super::visual::is_right_to_left);
    let set_in = match right_to_left {
        false => line.x.0 - line.column.0,
        true => line.column.1 - line.x.1,
    };
    let before_set_in = match right_to_left {
        false => before.x.0 - before.column.0,
        true => before.column.1 - before.x.1,
    };
    let is_indent = set_in > 0.7 * em && set_in < 6.0 * em && set_in - before_set_in > 0.7 * em;
    let short = match right_to_left {
        false => before.column.1 - before.x.1,
        true => before.x.0 - before.column.0,
    };
    let width = line.column.1 - line.column.0;
    let is_short = short > 0.18 * width;
    let ended = ends_sentence(&before.text);
    (is_indent && (ended || short > em))
        || (is_short && ended && !line.text.starts_with(char::is_lowercase))
}

/// Whether a paragraph goes on in the first line of another column or page.
fn goes_on_in(paragraph: &Paragraph<'_>, line: &Line, body: f64) -> bool {
    let Some(before) = paragraph.lines.last() else { return false };
    let alike = (before.size - line.size).abs() <= 0.08 * before.size.max(line.size);
    let is_body = (line.size - body).abs() <= 0.15 * body;
    if !alike || !is_body || before.is_row || line.is_row || starts_item(&line.text) {
        return false;
    }
    let small = line.text.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
        || matches!(line.text.chars().next(), Some('(' | ',' | ';' | '–' | '—'));
    if before.text.ends_with(['-', '\u{ad}', '‐', ',']) {
        return true;
    }
    let full = before.column.1 - before.x.1 < 0.1 * (before.column.1 - before.column.0);
    let caseless = line
        .text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let long = before.text.split_whitespace().count() > 3 || caseless;
    !ends_sentence(&before.text)
        && long
        && (small || (full && paragraph.lines.len() > 1) || (full && caseless))
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| {
        matches!(c, '”' | '"' | '’' | '\'' | ')' | ']' | '»' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
            || c.is_whitespace()
    });
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// Whether a line begins as an item of a list does.
fn starts_item(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    if matches!(
        first,
        "•" | "●" | "▪" | "■" | "◦" | "‣" | "–" | "—" | "-" | "*" | "►" | "➢" | "\u{f0b7}"
    ) {
        return text.len() > first.len();
    }
    let label = first.trim_end_matches(['.', ')']).trim_start_matches('(');
    let marked = first.len() > label.len() && text.len() > first.len();
    let number = !label.is_empty() && label.len() <= 2 && label.chars().all(|c| c.is_ascii_digit());
    let letter =
        label.len() == 1 && label.chars().all(|c| c.is_ascii_lowercase()) && first.ends_with(')');
    marked && (number || letter)
}

/// Whether a line begins as a footnote does: a number or a sign, raised or not.
fn starts_note(text: &str) -> bool {
    let raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '†' | '‡' | '§');
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    text.starts_with(raised)
        || ((1..=3).contains(&digits)
            && text.cut(digits..).starts_with(|c: char| {
                c == ' ' || c == '.' || c == ')' || c.is_alphabetic() || c == ']'
            }))
        || (text.starts_with('[') && text.cut(1..).starts_with(|c: char| c.is_ascii_digit()))
}
