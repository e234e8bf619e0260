//! Lines and columns of a text's bytes, found without reading the text again for each.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; a line starts at or before what stands in it"
)]

use crate::model::Cut;

/// After so many bytes the characters are counted once.
const STRIDE: usize = 1 << 10;

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`] bytes.
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Reads a text once.
    pub fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let mut before = 0;
        let stride = |bytes: &[u8]| {
            let here = before;
            before += begun(bytes);
            here
        };
        let characters = text.as_bytes().chunks(STRIDE).map(stride).collect();
        Lines { text, starts, characters }
    }

    /// Line and column, both counted in characters from 1, of a byte of the text.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        // The first line starts at 0, so that there is one.
        let start =
            line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or(0);
        (line, self.characters_before(byte) - self.characters_before(start) + 1)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        // Of the end of the text no stride may begin.
        let Some(before) = self.characters.get(stride) else {
            let last = self.characters.len().saturating_sub(1);
            let before = self.characters.get(last).copied().unwrap_or(0);
            return before + begun(self.text.as_bytes().cut(last * STRIDE..byte));
        };
        before + begun(self.text.as_bytes().cut(stride * STRIDE..byte))
    }
}

/// How many characters begin in a stretch of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counted(text: &str, byte: usize) -> (usize, usize) {
        let before = &text[..text.floor_char_boundary(byte)];
        let line = before.matches('\n').count() + 1;
        (line, before.rsplit('\n').next().unwrap_or("").chars().count() + 1)
    }

    proptest! {
        #[test]
        fn places_are_those_that_counting_finds(text in "[a\nä漢🙂]{0,40}", times in 1usize..90) {
            let text = text.repeat(times);
            let lines = Lines::of(&text);
            for byte in (0..text.len() + 2).step_by(7).chain([text.len()]) {
                prop_assert_eq!(lines.position(byte), counted(&text, byte));
            }
        }
    }
}
