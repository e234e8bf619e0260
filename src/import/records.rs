//! A text of separated values, record by record.
//!
//! Takes text and the separator; gives the cells of each record and its line. We have a splitter of our own, because it
//! must notice what the usual ones do not: a quotation mark that is never closed swallows all records up to the next
//! one. Must not know headings.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::borrow::Cow;

use crate::model::Cut;

/// The longest text between two quotation marks; beyond, the first was never closed.
const QUOTED: usize = 1 << 20;

/// A row, and the line on which it begins.
pub(super) struct Record<'t> {
    pub(super) cells: Vec<Cow<'t, str>>,
    pub(super) line: usize,
    pub(super) unclosed: bool,
}

/// What is left of a text, row by row.
#[derive(Clone)]
pub(super) struct Records<'t> {
    pub(super) rest: &'t str,
    pub(super) separator: char,
    pub(super) line: usize,
}

impl<'t> Records<'t> {
    /// The next row that is not blank.
    pub(super) fn next(&mut self) -> Option<Record<'t>> {
        self.again(0)
    }

    /// The same; where a row goes over several lines and has another number of cells than it should, its
    /// quotation mark has swallowed the next rows, and it is read without.
    pub(super) fn again(&mut self, width: usize) -> Option<Record<'t>> {
        loop {
            let line = self.rest.find('\n').map_or(self.rest, |end| self.rest.cut(..end));
            if line.trim().is_empty() {
                if line.len() == self.rest.len() {
                    return None;
                }
                self.rest = self.rest.cut(line.len() + 1..);
                self.line += 1;
                continue;
            }
            let (rest, began) = (self.rest, self.line);
            // Most rows have no quotation mark.
            let mut record =
                if line.contains('"') { self.record(true) } else { self.record(false) };
            let swallowed = || {
                let own = rest.cut(..rest.len() - self.rest.len());
                record.cells.len() != width
                    || (self.line > began + 2 && is_rows(own, self.separator, width))
            };
            if width > 1 && self.line > began + 1 && swallowed() {
                (self.rest, self.line) = (rest, began);
                record = self.record(false);
                record.unclosed = true;
            }
            return Some(record);
        }
    }

    fn record(&mut self, quoting: bool) -> Record<'t> {
        let mut record = Record { cells: Vec::new(), line: self.line, unclosed: false };
        let is_blank = |c: char| self.separator == ' ' && c == '\t' || c == self.separator;
        if self.separator == ' ' {
            self.rest = self.rest.trim_start_matches([' ', '\t']);
        }
        loop {
            let quoted = if quoting && self.rest.starts_with('"') {
                quoted(self.rest, self.separator)
            } else {
                None
            };
            let (cell, length) = match quoted {
                Some(found) => found,
                None => {
                    record.unclosed |= quoting && self.rest.starts_with('"');
                    let end =
                        self.rest.find(|c| c == '\n' || is_blank(c)).unwrap_or(self.rest.len());
                    (
                        Cow::Borrowed(
                            self.rest.cut(..end).strip_suffix('\r').unwrap_or(self.rest.cut(..end)),
                        ),
                        end,
                    )
                }
            };
            self.line += self.rest.cut(..length).bytes().filter(|b| *b == b'\n').count();
            record.cells.push(cell);
            self.rest = self.rest.cut(length..);
            if self.separator == ' ' {
                let trimmed = self.rest.trim_start_matches([' ', '\t']);
                let ends = trimmed.is_empty() || trimmed.starts_with(['\n', '\r']);
                if trimmed.len() < self.rest.len() && !ends {
                    self.rest = trimmed;
                    continue;
                }
                self.rest = trimmed;
            } else if let Some(rest) = self.rest.strip_prefix(self.separator) {
                self.rest = rest;
                continue;
            }
            self.rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
            if let Some(rest) = self.rest.strip_prefix('\n') {
                self.rest = rest;
            }
            self.line += 1;
            return record;
        }
    }
}

/// Whether each line by itself, quotation marks being signs like any other, is a whole row.
fn is_rows(text: &str, separator: char, width: usize) -> bool {
    text.lines().all(|line| {
        let mut records = Records { rest: line, separator, line: 1 };
        records.record(false).cells.len() == width
    })
}

/// A cell between quotation marks, and how long it is with them; `None` where the first is not closed.
fn quoted(text: &str, separator: char) -> Option<(Cow<'_, str>, usize)> {
    let mut at = 1;
    let (mut has_escapes, mut has_backslashes) = (false, false);
    loop {
        let mut end = text.len().min(at + QUOTED);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        at += text.cut(at..end).find('"')?;
        let behind = text.cut(at + 1..);
        let backslashed = text.cut(..at).ends_with('\\');
        if behind.starts_with('"') && !backslashed {
            has_escapes = true;
            at += 2;
        } else if has_backslashes && backslashed {
            at += 1;
        } else if behind.is_empty()
            || behind.starts_with(['\n', '\r'])
            || behind.starts_with(separator)
            || (separator == ' ' && behind.starts_with('\t'))
        {
            let inner = text.cut(1..at);
            let cell = match has_escapes {
                true => Cow::Owned(inner.replace("\"\"", "\"").replace("\\\"", "\"")),
                false => Cow::Borrowed(inner),
            };
            return (at < QUOTED).then_some((cell, at + 1));
        } else if backslashed {
            (has_escapes, has_backslashes) = (true, true);
            at += 1;
        } else {
            return None;
        }
    }
}
