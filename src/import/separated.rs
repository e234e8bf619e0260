//! Separated values (CSV, TSV, lists separated by spaces) -> a table.
//!
//! Takes text; gives rows under their headings, with what was assumed. A row with a cell too many may have all
//! its cells in the wrong columns, and is left out. Must not know what columns mean.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

use std::borrow::Cow;

use super::problems::Problems;
use super::raw::COLUMNS;
use super::records::Records;
use super::roles;
use super::table::Table;
use super::{ImportError, Layout, neo4j};
use crate::export::armed;
use crate::model::Cut;

/// How many lines are looked at to tell what separates.
const SAMPLE: usize = 100;

/// A table, and what is to be said of it.
pub(super) struct Separated {
    pub(super) table: Table,
    pub(super) problems: Problems,
    pub(super) remarks: Vec<String>,
}

/// Reads a table whose rows a message calls by that name.
pub(super) fn read(
    text: &str,
    name: &'static str,
    layout: &Layout,
) -> Result<Separated, ImportError> {
    let mut remarks = Vec::new();
    let text = &*with_plain_ends(text);
    let (text, mut line, told) = match text.split_once('\n') {
        // Excel's own word for it.
        Some((first, rest))
            if first.len() <= 7 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            (rest, 2, first.chars().nth(4))
        }
        _ => (text, 1, None),
    };
    let (text, mut comments) = after_comments(text);
    line += comments.len();
    let separator = layout.separator.or(told).unwrap_or_else(|| sniff(text));
    let mut split = Records { rest: text, separator, line };
    let mut table = Table::new(name);
    let mut problems = Problems::default();
    let (mut pending, mut groups) = (None, Vec::new());
    if let Some(names) = &layout.columns {
        names.iter().for_each(|name| {
            table.add_column(name);
        });
    } else if let Some(cells) = headed_comment(comments.last().copied(), separator, text) {
        comments.pop();
        remarks.push("the headings are those of the comment above the rows".to_owned());
        cells.iter().for_each(|cell| {
            table.add_column(cell);
        });
    } else {
        let mut passed = 0;
        let mut headings = split.next();
        // A title stands alone on its line.
        if let Some(first) = &headings
            && filled(&first.cells) <= 1
            && (0..20).scan(split.clone(), |ahead, _| ahead.next()).any(|r| filled(&r.cells) > 1)
        {
            while headings.as_ref().is_some_and(|row| filled(&row.cells) <= 1) {
                passed += 1;
                headings = split.next();
            }
        }
        if passed > 0 {
            let lines = if passed == 1 {
                "line is no row of headings, and is"
            } else {
                "lines are no rows of headings, and are"
            };
            remarks.push(format!("the first {passed} {lines} passed over"));
        }
        if let Some(headings) = headings {
            if headings.cells.len() > COLUMNS {
                return Err(ImportError::Form(format!(
                    "the table has more than {COLUMNS} columns"
                )));
            }
            pending = headings.unclosed.then_some(headings.line);
            headings.cells.iter().for_each(|cell| {
                table.add_column(armed(cell.trim()));
            });
        }
        groups = neo4j::plain_headings(&mut table);
    }
    comments.retain(|comment| !comment.trim().is_empty());
    if let Some(first) = comments.first() {
        let are = if comments.len() == 1 {
            "line is a comment, and is"
        } else {
            "lines are comments, and are"
        };
        let first: String = first.chars().take(60).collect();
        remarks.push(format!("the first {} {are} passed over: `{}`", comments.len(), first.trim()));
    }
    if let Some(line) = pending {
        problems.say(format!("line {line}: {UNCLOSED}"));
    }
    // R names its rows, and gives those names no heading.
    let mut ahead = split.clone();
    let width = table.headings().len();
    let probe: Vec<Vec<String>> = (0..SAMPLE)
        .map_while(|_| ahead.next())
        .map(|row| row.cells.into_iter().map(Cow::into_owned).collect())
        .collect();
    let mut firsts: Vec<&String> = probe.iter().filter_map(|cells| cells.first()).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let named = layout.columns.is_none()
        && width > 1
        && probe.len() > 1
        && probe.iter().all(|cells| cells.len() == width + 1)
        // A separator at the end of each row is something else.
        && probe.iter().any(|cells| cells.last().is_some_and(|cell| !cell.trim().is_empty()))
        && firsts.len() == probe.len();
    if named {
        remarks.push(
            "the first cell of each row has no heading: taken for the row's name, and passed over"
                .to_owned(),
        );
    }
    while let Some(mut record) = split.again(width + usize::from(named)) {
        if named {
            record.cells.remove(0);
        }
        table.row(record.line);
        let place = table.last().place();
        if record.unclosed {
            problems.at(place, UNCLOSED);
        }
        let extra = record.cells.get(width..).unwrap_or_default();
        if layout.columns.is_some() {
            if record.cells.len() > COLUMNS {
                return Err(ImportError::Form(format!(
                    "the table has more than {COLUMNS} columns"
                )));
            }
            while table.headings().len() < record.cells.len() {
                table.add_column("");
            }
        } else if extra.iter().any(|cell| !cell.trim().is_empty()) {
            let what = format!(
                "it has {} cells under {width} headings, so that nobody knows which is which; left out",
                record.cells.len()
            );
            problems.at(place, what);
            table.void();
            continue;
        }
        for (column, cell) in record.cells.iter().enumerate().take(table.headings().len()) {
            // An apostrophe that only keeps a spreadsheet from running a formula is not part of the text.
            let cell = armed(cell);
            match groups.iter().find(|(at, _)| *at == column) {
                Some((_, group)) if !cell.trim().is_empty() => {
                    table.put(column, &format!("{group}/{}", cell.trim()));
                }
                _ if cell.is_empty() => {}
                _ => {
                    table.put(column, cell);
                }
            }
        }
    }
    let mut table = table.finish();
    remarks.extend(table.pass_over_headings());
    Ok(Separated { table, problems, remarks })
}

/// A text whose lines all end as most do: old spreadsheets end them by a carriage return alone.
fn with_plain_ends(text: &str) -> Cow<'_, str> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1).is_some_and(|next| *next != b'\n');
    match text.match_indices('\r').any(|(at, _)| is_alone(at)) {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

const UNCLOSED: &str = "a quotation mark is opened and not closed: read as a sign like any other";

fn filled(cells: &[Cow<'_, str>]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// The text behind the comments at its head, and those.
fn after_comments(text: &str) -> (&str, Vec<&str>) {
    let mut comments = Vec::new();
    let mut rest = text;
    while let Some(line) = rest.lines().next() {
        let is_comment = line.starts_with('%')
            || line
                .strip_prefix('#')
                .is_some_and(|more| more.starts_with([' ', '\t', '#']) || more.is_empty());
        if !(is_comment || (line.trim().is_empty() && !rest.is_empty())) {
            break;
        }
        comments.push(line);
        rest = rest.cut(line.len()..);
        rest = rest.strip_prefix('\r').unwrap_or(rest);
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    (rest, comments)
}

/// The headings that a comment names, where it names the ends and as many columns as there are.
fn headed_comment(comment: Option<&str>, separator: char, text: &str) -> Option<Vec<String>> {
    let comment = comment?.trim_start_matches(['#', '%']).trim();
    let cells = |text| Records { rest: text, separator, line: 1 }.next().map(|record| record.cells);
    let headings: Vec<String> = cells(comment)?.iter().map(|cell| cell.trim().to_owned()).collect();
    let first = cells(text)?;
    (headings.len() > 1
        && headings.len() == first.len()
        && headings.iter().any(|heading| roles::is_end(heading)))
    .then_some(headings)
}

/// What separates: the sign that gives most rows the same number of cells, more than one.
fn sniff(text: &str) -> char {
    // How many of a thousand rows have the usual number of cells, and what that number is. A row may go
    // over several lines, and by which sign it is parted decides where it ends.
    let score = |separator: char| {
        let mut rows = Records { rest: text, separator, line: 1 };
        let rows = std::iter::from_fn(|| rows.next());
        let rows = rows.filter(|row| filled(&row.cells) > 0).take(SAMPLE);
        let widths: Vec<usize> = rows.map(|row| row.cells.len()).collect();
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for width in widths.iter().copied().filter(|width| *width > 1) {
            match counts.iter_mut().find(|(_, own)| *own == width) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, width)),
            }
        }
        let (count, width) = counts.into_iter().max().unwrap_or_default();
        (count * 1000 / widths.len().max(1), width)
    };
    let best = |signs: &[char]| {
        let scored = signs.iter().rev().map(|sign| (score(*sign), *sign));
        scored.max_by_key(|(score, _)| *score).filter(|((share, _), _)| *share >= 500)
    };
    let blank = best(&[' ']);
    let found = match best(&[',', ';', '\t', '|']) {
        // Where commas stand in some rows only, and blanks part all of them, commas are in the cells.
        Some(((share, _), _)) if share < 1000 && blank.is_some_and(|b| b.0.0 == 1000) => blank,
        found => found.or(blank),
    };
    found.map_or(',', |(_, sign)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let read = read(text, "row", &Layout::default()).unwrap();
        let width = read.table.headings().len();
        let cells = |row: super::super::table::Row<'_>| {
            (0..width).map(|i| row.get(i).unwrap_or_default().to_owned()).collect()
        };
        let rows = std::iter::once(read.table.headings().to_vec());
        (rows.chain(read.table.rows().map(cells)).collect(), read.problems.into_texts())
    }

    #[test]
    fn whatever_separates() {
        for text in [
            "a,b\n1,2\n",
            "a;b\r\n1;2\r\n",
            "a\tb\n1\t2",
            "a|b\n\n1|2\n",
            "a b\n1   2 \n",
            "sep=;\na;b\n1;2\n",
            "% sym signed\na,b\n1,2\n",
            "Table 1: who backs whom\n\na,b\n1,2\n",
            "\"a\",\"b\"\n\"1\",\"2\"\n",
            "a b\n\"x\" 1 2\n\"y\" 3 4\n",
            "a,b,\n1,2,\n3,4,\n",
            "a,b,label\n1,2,x;y\n3,4,x;y\n5,\"&amp;\nz\",x;y\n",
        ] {
            let (rows, problems) = rows(text);
            let first: Vec<&[String]> = rows.iter().take(2).map(|cells| &cells[..2]).collect();
            assert_eq!(first, [["a", "b"], ["1", "2"]], "{text:?}");
            assert_eq!(problems, Vec::<String>::new(), "{text:?}");
        }
        assert_eq!(
            rows("# Nodes: 2\n# FromNodeId\tToNodeId\n1\t2\n").0,
            [["FromNodeId", "ToNodeId"], ["1", "2"]]
        );
        assert_eq!(rows("a;b\n1,5;2,5\n").0[1], ["1,5", "2,5"]);
        assert_eq!(
            rows("a,b\n\"x \"\"y\"\", z\",\"two\nlines\"\n").0[1],
            ["x \"y\", z", "two\nlines"]
        );
        assert_eq!(rows("a,b\n\"x \\\"y\\\", z\",2\n").0[1], ["x \"y\", z", "2"]);
    }

    #[test]
    fn an_open_quotation_mark_swallows_nothing() {
        let (read, problems) = rows("a,b\n\"1,2\n3,4\n5,6\n");
        assert_eq!(read, [["a", "b"], ["\"1", "2"], ["3", "4"], ["5", "6"]]);
        assert_eq!(problems.len(), 1);
        let (read, problems) = rows("a,b\n\"1,2\n3,\"4\"\n5,\"6\"\n");
        assert_eq!(read, [["a", "b"], ["\"1", "2"], ["3", "4"], ["5", "6"]]);
        assert_eq!(problems.len(), 1);
        let (read, problems) = rows("a,b,c\n1,\"2,x\n3,4,x\n5,6\",x\n");
        assert_eq!(read.len(), 4, "{read:?} {problems:?}");
        let (_, problems) = rows("a,b\n1,2,3\n");
        assert_eq!(
            problems,
            [
                "row 1 (line 2): it has 3 cells under 2 headings, so that nobody knows which is which; left out"
            ]
        );
    }
}
