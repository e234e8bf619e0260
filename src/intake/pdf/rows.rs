//! Letters -> words that stand in rows.
//!
//! Takes the letters of a page; gives rows from top to bottom, each with its words from left to right. Must
//! not know columns: what stands at one height is one row. What is small and raised goes to the word beside
//! it, as a footnote's mark or as letters.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers with a decimal point, and places in a list of rows"
)]

use unicode_normalization::UnicodeNormalization as _;

use super::super::tidy::{push_plain, raised};
use super::letters::Letter;
use super::visual;

/// A word, or what stands between two gaps.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In the order in which it is read.
    pub(super) text: String,
    pub(super) x: (f64, f64),
    pub(super) y: f64,
    pub(super) size: f64,
}

/// What stands at one height.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) words: Vec<Word>,
}

impl Row {
    /// A row of some of its words.
    pub(super) fn with(&self, words: Vec<Word>) -> Row {
        let mut heights: Vec<f64> = words.iter().map(|word| word.y).collect();
        heights.sort_by(f64::total_cmp);
        let y = heights.get(heights.len() / 2).copied().unwrap_or(self.y);
        let mut sizes: Vec<f64> = words.iter().map(|word| word.size).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or(self.size);
        Row { y, size, words }
    }

    /// Its words, as they stand from left to right.
    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    pub(super) fn x(&self) -> (f64, f64) {
        let left = self.words.first().map_or(0.0, |word| word.x.0);
        (left, self.words.iter().map(|word| word.x.1).fold(left, f64::max))
    }
}

/// A gap of so many ems parts two words.
const GAP: f64 = 0.17;
/// Letters in other sizes stand in one row if their lines are this near, in ems.
const NEAR: f64 = 0.2;

/// The rows of a page.
pub(super) fn rows(letters: Vec<Letter>) -> Vec<Row> {
    let mut letters = without_doubles(letters);
    letters.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.0.total_cmp(&b.x.0)));
    let mut lines: Vec<(f64, f64, Vec<Letter>)> = Vec::new();
    for letter in letters {
        // The rows whose line is near stand last.
        let near = lines.iter_mut().rev().take(8).find(|(y, size, _)| {
            let both = size.max(letter.size);
            let alike = letter.size > 0.55 * *size && letter.size < 1.8 * *size;
            (letter.y - *y).abs() <= NEAR * if alike { both } else { 0.4 * both }
        });
        match near {
            Some((_, size, line)) => {
                *size = size.max(letter.size);
                line.push(letter);
            }
            None => lines.push((letter.y, letter.size, vec![letter])),
        }
    }
    let mut rows: Vec<Row> = lines.into_iter().filter_map(|(y, _, line)| row(y, line)).collect();
    attach_raised(&mut rows);
    rows.retain(|row| !row.words.is_empty());
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows
}

/// Letters painted twice, to look bold, are one.
fn without_doubles(mut letters: Vec<Letter>) -> Vec<Letter> {
    letters.sort_by(|a, b| {
        a.text.cmp(&b.text).then(a.y.total_cmp(&b.y)).then(a.x.0.total_cmp(&b.x.0))
    });
    letters.dedup_by(|later, first| {
        let near = 0.12 * first.size;
        later.text == first.text
            && (later.x.0 - first.x.0).abs() < near
            && (later.y - first.y).abs() < near
            && (later.size - first.size).abs() < near
    });
    letters
}

fn row(y: f64, mut line: Vec<Letter>) -> Option<Row> {
    line.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
    let mut sizes: Vec<f64> = line.iter().map(|letter| letter.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    // Letters that are spaced out for show do not make a word each.
    let spread = spread(&line, size);
    let (mut words, mut current): (Vec<Word>, Vec<Letter>) = (Vec::new(), Vec::new());
    let mut gap = true;
    for letter in line {
        if letter.text.trim().is_empty() {
            // A space that is wide open parts words; one that others are painted over does not.
            gap = true;
            continue;
        }
        let end = current.iter().map(|letter| letter.x.1).fold(f64::MIN, f64::max);
        let open = letter.x.0 - end;
        let wide = open > (GAP + spread) * letter.size.max(size * 0.5);
        let spaced = gap && open > 0.04 * letter.size + 0.5 * spread * letter.size;
        if !current.is_empty() && (wide || spaced) {
            words.extend(word(&mut current));
        }
        gap = false;
        current.push(letter);
    }
    words.extend(word(&mut current));
    (!words.is_empty()).then_some(Row { y, size, words })
}

/// How far the letters of a row are spaced out beyond what is usual, in ems.
fn spread(line: &[Letter], size: f64) -> f64 {
    let letters: Vec<&Letter> =
        line.iter().filter(|letter| !letter.text.trim().is_empty()).collect();
    let pairs = letters.iter().zip(letters.iter().skip(1));
    let mut gaps: Vec<f64> =
        pairs.map(|(letter, next)| (next.x.0 - letter.x.1) / size.max(0.1)).collect();
    if gaps.len() < 4 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    if middle > 0.08 && middle < 0.8 { middle } else { 0.0 }
}

fn word(letters: &mut Vec<Letter>) -> Option<Word> {
    let letters = with_accents(std::mem::take(letters));
    let (first, last) = (letters.first()?, letters.last()?);
    let x = (first.x.0, letters.iter().map(|letter| letter.x.1).fold(last.x.1, f64::max));
    let size = letters.iter().map(|letter| letter.size).fold(0.0, f64::max);
    let mut text = String::new();
    for letter in visual::logical_word(&letters) {
        for c in letter.chars() {
            push_plain(&mut text, c);
        }
    }
    (!text.is_empty()).then_some(Word { text, x, y: first.y, size })
}

/// Accents that are set as letters of their own, above or below another, joined with it.
fn with_accents(letters: Vec<Letter>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    let mut waiting: Option<(Letter, char)> = None;
    for mut letter in letters {
        let over = |accent: &Letter, letter: &Letter| {
            let shared = accent.x.1.min(letter.x.1) - accent.x.0.max(letter.x.0);
            shared > 0.4 * (accent.x.1 - accent.x.0)
        };
        if let Some((accent, mark)) = waiting.take() {
            match over(&accent, &letter) {
                true => {
                    letter.text = std::iter::once(letter.text.as_str())
                        .chain([&*mark.to_string()])
                        .collect::<String>()
                        .nfc()
                        .collect();
                    letter.x.0 = letter.x.0.min(accent.x.0);
                }
                false => out.push(accent),
            }
        }
        match combining(&letter.text) {
            Some(mark) => match out
                .last_mut()
                .filter(|base| over(&letter, base) && base.text.chars().all(char::is_alphabetic))
            {
                Some(base) => base.text = format!("{}{mark}", base.text).nfc().collect(),
                None => waiting = Some((letter, mark)),
            },
            None => out.push(letter),
        }
    }
    out.extend(waiting.map(|(accent, _)| accent));
    out
}

/// The mark that a letter with the look of an accent puts on another.
fn combining(text: &str) -> Option<char> {
    Some(match text {
        "´" | "ˊ" => '\u{301}',
        "`" | "ˋ" => '\u{300}',
        "¨" => '\u{308}',
        "ˆ" => '\u{302}',
        "˜" => '\u{303}',
        "¯" | "ˉ" => '\u{304}',
        "ˇ" => '\u{30c}',
        "˘" => '\u{306}',
        "˙" => '\u{307}',
        "˚" => '\u{30a}',
        "¸" => '\u{327}',
        "˛" => '\u{328}',
        "˝" => '\u{30b}',
        _ => return None,
    })
}

/// Puts small words that stand a little above or below a row into it.
#[expect(
    clippy::indexing_slicing,
    reason = "`small`, `i` and `at` are places in the rows and words that were looked through to find them"
)]
fn attach_raised(rows: &mut [Row]) {
    for small in 0..rows.len() {
        if rows[small].words.iter().any(|word| word.size > 40.0) {
            continue;
        }
        let mut left = Vec::new();
        for mark in std::mem::take(&mut rows[small].words) {
            let from = small.saturating_sub(3);
            let to = (small + 4).min(rows.len());
            let y = rows[small].y;
            let host = (from..to).filter(|i| *i != small).find_map(|i| {
                let row = &rows[i];
                let rise = (row.y - y) / row.size.max(0.1);
                // Raised by half a letter at most, or lowered by less.
                if !((0.08..0.75).contains(&rise) || (-0.35..-0.08).contains(&rise)) {
                    return None;
                }
                let beside = |word: &Word| {
                    let em = word.size;
                    mark.size < 0.85 * em
                        && mark.x.0 > word.x.0
                        && (-0.6..0.4).contains(&((mark.x.0 - word.x.1) / em))
                };
                let at = row.words.iter().rposition(beside)?;
                Some((i, at, rise > 0.0))
            });
            let Some((i, at, is_raised)) = host else {
                // The mark of a note stands raised in front of its first word.
                let first = (from..to).filter(|i| *i != small).find_map(|i| {
                    let row = &rows[i];
                    let rise = (row.y - y) / row.size.max(0.1);
                    let behind = |word: &Word| {
                        mark.size < 0.85 * word.size
                            && (-0.1..0.8).contains(&((word.x.0 - mark.x.1) / word.size))
                    };
                    let at = row.words.iter().position(behind)?;
                    (0.08..0.75).contains(&rise).then_some((i, at))
                });
                match first.zip(raised(&mark.text, true)) {
                    Some(((i, at), own)) => {
                        let word = &mut rows[i].words[at];
                        word.x.0 = mark.x.0;
                        word.text = format!("{own} {}", word.text);
                    }
                    None => left.push(mark),
                }
                continue;
            };
            let word = &mut rows[i].words[at];
            word.x.1 = word.x.1.max(mark.x.1);
            let own = match is_raised {
                true => raised(&mark.text, false).unwrap_or(mark.text),
                false => mark.text,
            };
            word.text.push_str(&own);
        }
        rows[small].words = left;
    }
}
