//! Headers, footers and page numbers.
//!
//! Takes the pages in order; takes off what repeats at their upper and lower edges, and says what. Must not
//! know what they say: a line is furniture if it stands at one height on several pages with the same words,
//! numbers aside, or if it is a number that counts the pages.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts of pages and lines, and numbers of which what two have between them is a number too"
)]

use std::collections::BTreeMap;

use super::super::ReadingNote;
use super::super::reading::count;
use super::rows::Row;

/// A page's rows, and its height.
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) height: f64,
}

/// So many lines from the edge may be furniture.
const EDGE: usize = 3;
/// And within so much of the page's height.
const SHARE: f64 = 0.14;

/// Takes off furniture.
pub(super) fn leave_out(pages: &mut [Sheet]) -> Vec<ReadingNote> {
    let mut seen: BTreeMap<(String, bool, i64), Vec<(usize, String)>> = BTreeMap::new();
    for (n, page) in pages.iter().enumerate() {
        for (line, top) in edges(page) {
            // Heights may differ by a little where pages are of different make.
            let height = (line.y / 6.0).round() as i64;
            let key = (bare(&line.text()), top, height);
            seen.entry(key).or_default().push((n, line.text()));
        }
    }
    let mut gone: Vec<((String, bool, i64), usize)> = Vec::new();
    for (key, on) in &seen {
        let pages_on = on.len();
        let wanted = if pages.len() <= 3 { 2 } else { 3.max(pages.len() / 10) };
        let is_number = key.0.chars().all(|c| !c.is_alphabetic()) || is_page_word(&key.0);
        let counts = is_number && counts_pages(on);
        let has_words = key.0.chars().any(char::is_alphabetic);
        if (pages_on >= wanted && has_words) || counts {
            gone.push((key.clone(), pages_on));
        }
    }
    if gone.is_empty() {
        return numbers_alone(pages);
    }
    let mut removed: BTreeMap<String, usize> = BTreeMap::new();
    let mut numbers = 0;
    for page in pages.iter_mut() {
        let at: Vec<(usize, String)> = edges_at(page)
            .into_iter()
            .filter_map(|(i, top)| {
                let line = page.rows.get(i)?;
                let fits = |key: &(String, bool, i64)| {
                    let height = line.y / 6.0;
                    key.0 == bare(&line.text())
                        && key.1 == top
                        && (key.2 as f64 - height).abs() <= 1.0
                };
                gone.iter().any(|(key, _)| fits(key)).then(|| (i, line.text()))
            })
            .collect();
        for (i, text) in at.into_iter().rev() {
            page.rows.remove(i);
            match text.chars().any(char::is_alphabetic) && !is_page_word(&bare(&text)) {
                true => *removed.entry(bare(&text)).or_default() += 1,
                false => numbers += 1,
            }
        }
    }
    let mut notes = numbers_alone(pages);
    let mut said: Vec<String> = removed
        .iter()
        .map(|(text, n)| format!("“{}” on {}", shown(text), count(*n, "page")))
        .collect();
    if numbers > 0 {
        said.push(count(numbers, "page number"));
    }
    if !said.is_empty() {
        notes.push(ReadingNote::LeftOut(format!("heads and feet: {}", said.join(", "))));
    }
    notes
}

/// Page numbers that stand at other heights, as they do where pages are of different length: the last line
/// of each page, counting on.
fn numbers_alone(pages: &mut [Sheet]) -> Vec<ReadingNote> {
    let last = |page: &Sheet| {
        let rows = page.rows.iter().enumerate();
        let (at, row) = rows.max_by(|(_, a), (_, b)| a.y.total_cmp(&b.y))?;
        let text = row.text();
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        let number = text.parse::<i64>().ok()?;
        Some((at, number))
    };
    let found: Vec<Option<(usize, i64)>> = pages.iter().map(last).collect();
    let numbers: Vec<Option<i64>> = found.iter().map(|found| found.map(|(_, n)| n)).collect();
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let counts_on = |(own, next): &(&Option<i64>, &Option<i64>)| {
        own.and_then(|own| own.checked_add(1)).is_some_and(|one_more| **next == Some(one_more))
    };
    let counting = pairs.filter(counts_on).count();
    if pages.len() < 2 || counting * 2 < pages.len() - 1 {
        return Vec::new();
    }
    let mut removed = 0;
    for (page, found) in pages.iter_mut().zip(found) {
        if let Some((at, _)) = found {
            page.rows.remove(at);
            removed += 1;
        }
    }
    vec![ReadingNote::LeftOut(count(removed, "page number"))]
}

/// The lines near the edges of a page, and whether each stands at the upper one.
fn edges(page: &Sheet) -> impl Iterator<Item = (&Row, bool)> {
    edges_at(page).into_iter().filter_map(|(i, top)| Some((page.rows.get(i)?, top)))
}

fn edges_at(page: &Sheet) -> Vec<(usize, bool)> {
    let mut by_height: Vec<(usize, &Row)> = page.rows.iter().enumerate().collect();
    by_height.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let share = SHARE * page.height;
    let top = by_height.iter().take(EDGE).filter(|(_, row)| row.y <= share);
    let below = page.height - share;
    let bottom = by_height.iter().rev().take(EDGE).filter(|(_, row)| row.y >= below);
    let mut found: Vec<(usize, bool)> =
        top.map(|(i, _)| (*i, true)).chain(bottom.map(|(i, _)| (*i, false))).collect();
    found.sort_unstable();
    found.dedup_by_key(|(i, _)| *i);
    found
}

/// The words of a line, its numbers and signs left out.
fn bare(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_alphabetic() || c.is_whitespace() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let words = words.join(" ").to_lowercase();
    let roman = |word: &str| {
        !word.is_empty() && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
    };
    if roman(&words) { String::new() } else { words }
}

fn is_page_word(bare: &str) -> bool {
    matches!(
        bare,
        "" | "page"
            | "page of"
            | "p"
            | "pg"
            | "seite"
            | "seite von"
            | "of"
            | "s"
            | "página"
            | "стр"
            | "صفحة"
    )
}

/// Whether the numbers of lines grow as those of their pages do.
fn counts_pages(on: &[(usize, String)]) -> bool {
    let number = |text: &str| {
        let digits: String =
            text.chars().skip_while(|c| !c.is_numeric()).take_while(|c| c.is_numeric()).collect();
        let plain: String = digits
            .chars()
            .filter_map(|c| c.to_digit(10).or_else(|| arabic(c)))
            .map(|d| d.to_string())
            .collect();
        plain.parse::<i64>().ok().or_else(|| roman(text))
    };
    let numbers: Vec<(i64, i64)> =
        on.iter().filter_map(|(page, text)| Some((*page as i64, number(text)?))).collect();
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let steps = pairs.filter(|(one, next)| next.1.checked_sub(one.1) == Some(next.0 - one.0));
    numbers.len() >= 2 && steps.count() * 2 >= numbers.len() - 1
}

fn arabic(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        _ => None,
    }
}

fn roman(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Option<Vec<i64>> = text.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let next = values.iter().skip(1).chain([&0]);
    Some(values.iter().zip(next).map(|(own, next)| if own < next { -own } else { *own }).sum())
}

fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}
