//! Tables as comma-separated values (RFC 4180), safe to open in a spreadsheet.
//!
//! Takes a row of cells, gives its line. A text that a spreadsheet would run as a formula gets an
//! apostrophe in front; so does one that only its apostrophes keep from being one, so that whoever
//! takes one apostrophe away has the text back ([`armed`]). Must not know what stands in the cells.

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

/// Writes a row. Numbers and booleans stand as they are; a minus makes no formula of a number.
pub(crate) fn row<'v, W: Write + ?Sized>(
    cells: impl IntoIterator<Item = Option<Value<'v>>>,
    out: &mut W,
) -> io::Result<()> {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        match cell {
            None => {}
            Some(Value::Text(text)) => quoted(&disarmed(&text), out)?,
            Some(value) => out.write_all(value.into_text().as_bytes())?,
        }
    }
    out.write_all(b"\r\n")
}

fn quoted<W: Write + ?Sized>(text: &str, out: &mut W) -> io::Result<()> {
    let is_special = |byte: u8| matches!(byte, b'"' | b',' | b'\n' | b'\r');
    // Without a way out of the loop, so that compilers make vector instructions of it.
    let has_special = text.bytes().fold(false, |any, byte| any | is_special(byte));
    // Blanks at the edges are kept by few readers unless they are quoted.
    let has_letters_outside = match text.as_bytes() {
        [] => true,
        [first, .., last] | [first @ last] => first.is_ascii_graphic() && last.is_ascii_graphic(),
    };
    if !has_special && (has_letters_outside || text.trim().len() == text.len()) {
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}\"", text.replace('"', "\"\""))
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
        let mut out = Vec::new();
        let more = [None, Some(Value::Integer(-1)), Some(true.into())];
        row(cells.into_iter().chain(more), &mut out).unwrap();
        let expected = "a,\"b,\"\"c\"\"\",\"d\ne\",\" f \",\"'=g,\",,-1,true\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
