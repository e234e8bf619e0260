//! Rows of words -> lines in the order in which they are read.
//!
//! Takes the rows of a page; gives lines, column by column, each with the column it stands in. Must not know
//! other pages. A gutter is a strip that many rows leave open, with text on both of its sides; rows that
//! cross it (headings, wide tables) part what stands above them from what stands below. Narrow cells side by
//! side are a table, and stay rows.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a list of rows, and depths that end at 0"
)]

use super::super::tidy::spaced;
use super::rows::{Row, Word};
use super::visual;
use crate::model::Cut;

/// A page, in reading order.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
    pub(super) has_table: bool,
}

/// A line of a column, or a row of a table.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x: (f64, f64),
    pub(super) y: f64,
    pub(super) size: f64,
    /// Left and right of the column.
    pub(super) column: (f64, f64),
    /// Lines of one column that nothing parts have one number on a page.
    pub(super) block: usize,
    /// Whether it is a row of a table.
    pub(super) is_row: bool,
}

/// A gutter is at least so wide, in ems.
const GUTTER: f64 = 0.7;
/// So many rows on either side make columns.
const ROWS: usize = 4;
/// Gaps of so many ems part the cells of a row.
const CELL: f64 = 1.0;
/// Columns of columns, at most.
const DEPTH: usize = 6;

/// Puts the rows of a page in order.
pub(super) fn page(rows: Vec<Row>, height: f64) -> Page {
    let mut page = Page { height, ..Page::default() };
    let mut rows = rows;
    drop_line_numbers(&mut rows);
    let em = em(&rows);
    let right_to_left = reads_from_the_right(&rows);
    let mut block = 0;
    order(rows, Layout { em, right_to_left }, DEPTH, &mut page, &mut block);
    page
}

#[derive(Clone, Copy)]
struct Layout {
    em: f64,
    right_to_left: bool,
}

/// The size in which most words are set.
fn em(rows: &[Row]) -> f64 {
    let mut sizes: Vec<f64> =
        rows.iter().flat_map(|row| row.words.iter().map(|word| word.size)).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0).max(1.0)
}

fn reads_from_the_right(rows: &[Row]) -> bool {
    let letters = rows.iter().flat_map(|row| &row.words).flat_map(|word| word.text.chars());
    let (right, all) = letters.filter(|c| c.is_alphabetic()).fold((0, 0), |(right, all), c| {
        (right + usize::from(visual::is_right_to_left(c)), all + 1)
    });
    right * 2 > all
}

fn order(rows: Vec<Row>, layout: Layout, depth: usize, page: &mut Page, block: &mut usize) {
    let gutter = if depth == 0 { None } else { gutter(&rows, layout) };
    let Some(gutter) = gutter else {
        return lines(&rows, layout, page, block);
    };
    let mut run: Vec<Row> = Vec::new();
    let mut wide: Vec<Row> = Vec::new();
    let flush_wide = |wide: &mut Vec<Row>, page: &mut Page, block: &mut usize| {
        if !wide.is_empty() {
            order(std::mem::take(wide), layout, depth - 1, page, block);
        }
    };
    let inside = |i: usize| gutter.runs.iter().find(|(from, to)| (*from..*to).contains(&i));
    for (i, row) in rows.into_iter().enumerate() {
        match inside(i) {
            Some((_, to)) => {
                flush_wide(&mut wide, page, block);
                run.push(row);
                if i + 1 == *to {
                    split(std::mem::take(&mut run), gutter.x, layout, depth, page, block);
                }
            }
            None => wide.push(row),
        }
    }
    flush_wide(&mut wide, page, block);
}

/// Reads one side, then the other.
fn split(rows: Vec<Row>, x: f64, layout: Layout, depth: usize, page: &mut Page, block: &mut usize) {
    if is_table(&rows, x, layout, 2) {
        page.has_table = true;
        return table(&rows, layout, page, block);
    }
    let left = side_of(&rows, |word| middle(word) < x);
    let right = side_of(&rows, |word| middle(word) >= x);
    let sides = if layout.right_to_left { [right, left] } else { [left, right] };
    for rows in sides {
        order(rows, layout, depth - 1, page, block);
    }
}

fn middle(word: &Word) -> f64 {
    f64::midpoint(word.x.0, word.x.1)
}

struct Gutter {
    x: f64,
    /// The rows that it parts, as ranges.
    runs: Vec<(usize, usize)>,
}

/// The gutter with the most rows on its sides.
fn gutter(rows: &[Row], layout: Layout) -> Option<Gutter> {
    let em = layout.em;
    let mut tried: Vec<i64> = Vec::new();
    for row in rows {
        tried.push((row.x().0 - 0.3 * em) as i64);
        for (word, next) in row.words.iter().zip(row.words.iter().skip(1)) {
            if next.x.0 - word.x.1 >= GUTTER * em {
                tried.push((next.x.0 - 0.3 * em) as i64);
            }
        }
    }
    tried.sort_unstable();
    tried.dedup();
    let mut best: Option<(usize, Gutter)> = None;
    for x in tried {
        let x = x as f64;
        let (score, runs) = runs(rows, x, em);
        if score > best.as_ref().map_or(0, |(score, _)| *score) {
            best = Some((score, Gutter { x, runs }));
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// What a strip is to a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
    Crossed,
}

/// The runs of rows that leave a strip open, with enough on both sides, and how many rows stand there.
fn runs(rows: &[Row], x: f64, em: f64) -> (usize, Vec<(usize, usize)>) {
    let sides: Vec<Side> = rows.iter().map(|row| side(row, x, em)).collect();
    let (mut score, mut found) = (0, Vec::new());
    let mut from = 0;
    for i in 0..=sides.len() {
        if sides.get(i).is_some_and(|side| *side != Side::Crossed) {
            continue;
        }
        let (mut start, mut end) = (from, i);
        from = i + 1;
        // What stands on one side only, above and below, is not part of the columns.
        let run = sides.cut(start..end);
        let count = |side: Side| run.iter().filter(|own| **own == side).count();
        let (left, right, both) = (count(Side::Left), count(Side::Right), count(Side::Both));
        if (left + both).min(right + both) < ROWS || is_labels(rows.cut(start..end), x, em) {
            continue;
        }
        let bounds = |side: Side| {
            let has = |own: &Side| *own == side || *own == Side::Both;
            Some((run.iter().position(has)?, run.iter().rposition(has)?))
        };
        let (Some((l0, l1)), Some((r0, r1))) = (bounds(Side::Left), bounds(Side::Right)) else {
            continue;
        };
        // Side by side, not one below the other.
        let (first, last) = (l0.max(r0), l1.min(r1));
        if last < first + ROWS - 1 {
            continue;
        }
        let beside = |i: usize| i + 1 >= first && i <= last + 1;
        let sided = run.iter().enumerate().filter(|(i, _)| beside(*i)).count();
        // A column may be the longer one at its lower end, not at its upper.
        let below = rows.cut(start + last..end);
        let steps = below.iter().zip(below.iter().skip(1));
        let tail = steps.take_while(|(row, next)| next.y - row.y < 2.2 * em).count();
        end = (start + last + 1 + tail).min(end);
        let above = first.checked_sub(1).and_then(|above| rows.get(start + above));
        let is_near = above.zip(rows.get(start + first)).is_some_and(|(a, b)| near(a, b, em));
        start += first.saturating_sub(usize::from(is_near));
        score += sided;
        found.push((start, end));
    }
    (score, found)
}

/// Whether two rows are those of neighbouring columns at about one height.
fn near(a: &Row, b: &Row, em: f64) -> bool {
    (b.y - a.y).abs() < 0.8 * em
}

fn side(row: &Row, x: f64, em: f64) -> Side {
    let (mut left, mut right) = (None::<f64>, None::<f64>);
    for word in &row.words {
        if middle(word) < x {
            left = Some(left.map_or(word.x.1, |end| end.max(word.x.1)));
        } else {
            right = Some(right.map_or(word.x.0, |start| start.min(word.x.0)));
        }
    }
    match (left, right) {
        (Some(left), Some(right)) if right - left >= GUTTER * em && left <= x && right >= x => {
            Side::Both
        }
        (Some(_), Some(_)) => Side::Crossed,
        (Some(left), None) if left <= x => Side::Left,
        (None, Some(right)) if right >= x => Side::Right,
        _ => Side::Crossed,
    }
}

/// Whether one side holds nothing but bullets, numbers or speakers.
fn is_labels(rows: &[Row], x: f64, em: f64) -> bool {
    let mut widths: Vec<f64> = rows
        .iter()
        .filter_map(|row| {
            let own: Vec<&Word> = row.words.iter().filter(|word| middle(word) < x).collect();
            Some(own.last()?.x.1 - own.first()?.x.0)
        })
        .collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).is_none_or(|width| *width < 2.5 * em)
}

/// Whether what stands side by side are cells of a table: running text on neither side.
fn is_table(rows: &[Row], x: f64, layout: Layout, depth: usize) -> bool {
    let left = side_of(rows, |word| middle(word) < x);
    let right = side_of(rows, |word| middle(word) >= x);
    !is_running(&left, layout, depth) && !is_running(&right, layout, depth)
}

/// Whether rows are running text: lines of some words that mostly fill their column, or columns of those.
fn is_running(rows: &[Row], layout: Layout, depth: usize) -> bool {
    if depth > 0
        && let Some(inner) = gutter(rows, layout)
    {
        return !is_table(rows, inner.x, layout, depth - 1);
    }
    let mut widths: Vec<f64> = rows.iter().map(|row| row.x().1 - row.x().0).collect();
    widths.sort_by(f64::total_cmp);
    let at = |share: usize| widths.get(widths.len() * share / 100).copied().unwrap_or(0.0);
    let full = widths.iter().filter(|width| **width >= 0.8 * at(90)).count();
    // Letters of scripts without spaces make few words.
    let count = |word: &Word| 1 + word.text.chars().count() / 12;
    let words: usize = rows.iter().flat_map(|row| row.words.iter().map(count)).sum();
    words * 10 >= rows.len() * 32 && at(50) >= 8.0 * layout.em && full * 2 >= widths.len()
}

/// The words of rows that stand on one side.
fn side_of(rows: &[Row], keep: impl Fn(&Word) -> bool) -> Vec<Row> {
    let own = |row: &Row| {
        let words: Vec<Word> = row.words.iter().filter(|word| keep(word)).cloned().collect();
        (!words.is_empty()).then(|| row.with(words))
    };
    rows.iter().filter_map(own).collect()
}

fn table(rows: &[Row], layout: Layout, page: &mut Page, block: &mut usize) {
    *block += 1;
    let column = bounds(rows);
    for row in rows {
        let is_near = |word: &Word, next: &Word| next.x.0 - word.x.1 < CELL * layout.em;
        let text = |word: &Word| word.text.clone();
        let cells = row.words.chunk_by(is_near).map(|cell| cell.iter().map(text).collect());
        let mut cells: Vec<Vec<String>> = cells.collect();
        if layout.right_to_left {
            cells.reverse();
        }
        let cells: Vec<String> =
            cells.iter().map(|cell| visual::logical_line(cell).join(" ")).collect();
        push(page, &cells.join(" | "), row, column, *block, true);
    }
}

fn lines(rows: &[Row], _: Layout, page: &mut Page, block: &mut usize) {
    *block += 1;
    let column = bounds(rows);
    for row in rows {
        let words: Vec<String> = row.words.iter().map(|word| word.text.clone()).collect();
        push(page, &visual::logical_line(&words).join(" "), row, column, *block, false);
    }
}

fn push(page: &mut Page, text: &str, row: &Row, column: (f64, f64), block: usize, is_row: bool) {
    let text = spaced(text);
    if !text.is_empty() {
        let (x, y) = (row.x(), row.y);
        page.lines.push(Line { text, x, y, size: row.size, column, block, is_row });
    }
}

fn bounds(rows: &[Row]) -> (f64, f64) {
    let left = rows.iter().map(|row| row.x().0).fold(f64::MAX, f64::min);
    let right = rows.iter().map(|row| row.x().1).fold(f64::MIN, f64::max);
    (left, right)
}

/// Takes off numbers of lines, as transcripts have them: at the left edge, each one more than the one above.
fn drop_line_numbers(rows: &mut [Row]) {
    let first = |row: &Row| row.words.first().and_then(|word| word.text.parse::<u32>().ok());
    let numbers: Vec<(usize, u32, f64)> = rows
        .iter()
        .enumerate()
        .filter_map(|(i, row)| Some((i, first(row)?, row.words.first()?.x.1)))
        .collect();
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let in_row = pairs.filter(|(above, own)| {
        above.1.checked_add(1) == Some(own.1) && (own.2 - above.2).abs() < 4.0
    });
    let counted = in_row.count();
    if counted < 9 || counted * 10 < rows.len() * 6 {
        return;
    }
    for (i, ..) in numbers {
        rows.get_mut(i).into_iter().for_each(|row| drop(row.words.remove(0)));
    }
}
