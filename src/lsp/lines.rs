//! Bytes of a text as lines and columns of an editor, which counts UTF-16 units from 0.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::ops::Range;

use crate::model::Cut;
use serde_json::{Value, json};

/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Lines { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// A byte as line and column.
    pub(super) fn position(&self, text: &str, byte: usize) -> (u32, u32) {
        let byte = text.floor_char_boundary(byte.min(text.len()));
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = text.cut(start..byte).encode_utf16().count();
        (line as u32, column as u32)
    }

    /// A line and column as a byte; the end of the line where it has no such column, of the text where it
    /// has no such line.
    pub(super) fn byte(&self, text: &str, line: u32, column: u32) -> usize {
        let Some(start) = self.starts.get(line as usize).copied() else { return text.len() };
        let end = self.starts.get(line as usize + 1).copied().unwrap_or(text.len());
        let content = text.cut(start..end).trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, c) in content.char_indices() {
            if units >= column {
                return start + at;
            }
            units += c.len_utf16() as u32;
        }
        start + content.len()
    }

    /// A byte as the protocol's position.
    pub(super) fn point(&self, text: &str, byte: usize) -> Value {
        let (line, character) = self.position(text, byte);
        json!({"line": line, "character": character})
    }

    /// A stretch of the text as the protocol's range.
    pub(super) fn range(&self, text: &str, span: Range<usize>) -> Value {
        json!({"start": self.point(text, span.start), "end": self.point(text, span.end)})
    }

    /// The byte that the protocol's position means.
    pub(super) fn at(&self, text: &str, position: &Value) -> usize {
        let number = |name: &str| {
            position[name].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_default()
        };
        self.byte(text, number("line"), number("character"))
    }

    /// The stretch that the protocol's range means.
    pub(super) fn span(&self, text: &str, range: &Value) -> Range<usize> {
        let (start, end) = (self.at(text, &range["start"]), self.at(text, &range["end"]));
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf_16_units() {
        let text = "aü𝄞b\r\n\nשלום";
        let lines = Lines::of(text);
        for (byte, position) in [
            (0, (0, 0)),
            (1, (0, 1)),
            (3, (0, 2)),
            (7, (0, 4)),
            (8, (0, 5)),
            (10, (1, 0)),
            (11, (2, 0)),
            (13, (2, 1)),
        ] {
            assert_eq!(lines.position(text, byte), position, "{byte}");
            assert_eq!(lines.byte(text, position.0, position.1), byte);
        }
        // Between the two halves of a letter, behind the line, behind the text.
        assert_eq!(lines.byte(text, 0, 3), 7);
        assert_eq!(lines.byte(text, 0, 99), 8);
        assert_eq!(lines.byte(text, 99, 0), text.len());
        assert_eq!(lines.position(text, 999), (2, 4));
    }
}
