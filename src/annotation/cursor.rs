//! A place in a text of RON, and what can be read from there by hand.
//!
//! Takes the text; gives single bytes, names, and values as the ron crate reads them. Must not know what a file has.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and levels that are constants"
)]

use ron::Deserializer;
use serde::Deserialize;

use super::ron_options;
use crate::model::Cut;

/// How many levels the ron crate goes down, unless told otherwise.
const LEVELS: usize = 128;

/// A place in the text, and what can be read from there by hand. Whatever is not as usual ends the
/// reading with `None`, though the crate may know it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Passes over white space and comments to the ends of their lines.
    pub(super) fn skip(&mut self) -> Option<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') => {
                    let rest = self.text.cut(self.at..).strip_prefix("//")?;
                    self.at += 2 + rest.find('\n')?;
                }
                _ => return Some(()),
            }
        }
    }

    /// Passes over a comma, if one comes; whether it did.
    pub(super) fn comma(&mut self) -> Option<bool> {
        self.skip()?;
        Some(self.take(b',').is_some())
    }

    /// Reads a field's name.
    pub(super) fn name(&mut self) -> Option<&'a str> {
        let rest = self.text.cut(self.at..);
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_')?;
        self.at += end;
        Some(rest.cut(..end))
    }

    /// Reads a value with the ron crate, as it would read it that many levels down.
    pub(super) fn value<T: Deserialize<'a>>(&mut self, around: usize) -> Option<T> {
        // Here the crate would take for the head of a file what cannot stand inside one.
        if matches!(self.peek(), None | Some(b'#' | b'/')) {
            return None;
        }
        let options = ron_options().with_recursion_limit(LEVELS - around);
        let mut ron =
            Deserializer::from_str_with_options(self.text.cut(self.at..), &options).ok()?;
        let value = T::deserialize(&mut ron).ok()?;
        self.at = self.text.len() - ron.remainder().len();
        Some(value)
    }
}
