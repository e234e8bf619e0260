//! Tables as comma-separated values (RFC 4180), safe to open in a spreadsheet.
//!
//! Takes rows of cells, gives lines. A text that a spreadsheet would run as a formula gets an
//! apostrophe in front; so does a text that would be a formula without its leading apostrophes, so that removing
//! one apostrophe always restores the text ([`armed`]). Must not know what is in the cells.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::Value;

/// What makes a formula of a cell, full-width signs included, or lets a spreadsheet skip to one.
const TRIGGERS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

#[inline]
fn is_formula(text: &str) -> bool {
    // Nearly all begin with a letter or a digit.
    let is_plain = text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric());
    !is_plain && text.trim_start_matches('\'').starts_with(TRIGGERS)
}

/// A text that no spreadsheet runs.
pub(crate) fn disarmed(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text from which [`disarmed`] made a cell.
pub(crate) fn armed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text) => text,
        _ => cell,
    }
}

/// A table on its way out.
pub(crate) struct Lines<W: Write>(csv::Writer<W>);

impl<W: Write> Lines<W> {
    pub(crate) fn new(out: W) -> Self {
        let lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Lines(lines)
    }

    /// Writes a row. Numbers and booleans are written as they are; a number with a minus is not a formula.
    pub(crate) fn row<'v>(
        &mut self,
        cells: impl IntoIterator<Item = Option<Value<'v>>>,
    ) -> io::Result<()> {
        for cell in cells {
            match cell {
                None => self.0.write_field(""),
                Some(Value::Text(text)) => self.0.write_field(&*disarmed(&text)),
                Some(value) => self.0.write_field(&*value.into_text()),
            }?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// Hands on what has not yet been written.
    pub(crate) fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_nothing_is_lost() {
        for (text, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("''@SUM", "'''@SUM"),
            ("'tis", "'tis"),
            ("-x", "'-x"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t=1"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(disarmed(text), cell, "{text}");
            assert_eq!(armed(cell), text, "{cell}");
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cells = ["a", "b,\"c\"", "d\ne", " f ", "=g,"].map(|text| Some(text.into()));
        let mut lines = Lines::new(Vec::new());
        let more = [None, Some(Value::Integer(-1)), Some(true.into())];
        lines.row(cells.into_iter().chain(more)).unwrap();
        let expected = "a,\"b,\"\"c\"\"\",\"d\ne\", f ,\"'=g,\",,-1,true\r\n";
        assert_eq!(String::from_utf8(lines.finish().unwrap()).unwrap(), expected);
    }
}
