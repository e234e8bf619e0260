//! A large annotation file read on all cores.
//!
//! Takes the text, gives what one parse of the whole would give, or nothing if it cannot guarantee
//! that: the caller then reads the file in one piece, and reports what is wrong as usual.
//!
//! The text is cut where a claim seems to end. That cannot be known without reading everything
//! before it: the cut may be inside a quote, a comment, a block. So the first part is read from the
//! start of the file, and the starts of the others are guesses. A part is right if the one before it, itself
//! right, ends exactly there, between two claims of a source; the two are then joined.
//! A guess at which no part ends is thrown away, and the part before it
//! reads on.
//!
//! Only the outermost layers are walked by hand: the file's brackets, the keys of sources, the commas
//! and line comments between claims, and claims that are written plainly (`plain.rs`). Every other value is read by the
//! ron crate.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and levels that are constants"
)]

use rayon::prelude::*;

use super::cursor::Cursor;
use super::entry::{FileEntry, Item};
use super::plain;
use super::text::{Pairs, Str};
use crate::model::Cut;

/// Smaller files are read before a second thread is awake.
pub(super) const LARGE: usize = 1 << 17;

/// The levels around the value of a field of the file; the crate counts brackets, and what is in
/// them, each as one.
const AROUND_FIELD: usize = 2;
/// The levels around a claim: the file, the map of its claims, the list of its source.
const AROUND_CLAIM: usize = 6;

/// Reads a file in up to that many parts.
pub(super) fn read(text: &str, parts: usize) -> Option<FileEntry<'_>> {
    let starts = guesses(text, parts);
    let (begun, parts) = rayon::join(
        || Begun::read(text, &starts),
        || -> Vec<_> {
            let part = |(i, start): (usize, &usize)| Piece::read(text, *start, starts.cut(i + 1..));
            starts.par_iter().enumerate().map(part).collect()
        },
    );
    let (mut file, mut ended) = begun?;
    let mut parts = starts.iter().zip(parts);
    while let Some(Ended::At(at)) = ended {
        let (_, part) = parts.find(|(start, _)| **start == at)?;
        let part = part?;
        file.go_on(part.first, part.claims);
        ended = Some(part.ended);
    }
    if let Some(Ended::Closed(at)) = ended {
        file.cursor.at = at;
        file.comma = file.cursor.comma()?;
        file.fields()?;
    }
    // Claims are large, and a list that grew may have room for as many more.
    for (_, items) in &mut file.entry.claims.0 {
        items.shrink_to_fit();
    }
    Some(file.entry)
}

/// Where the parts behind the first one may start: behind a comma at the end of a line, with a
/// closing bracket in front of it and an opening one on the next line.
fn guesses(text: &str, parts: usize) -> Vec<usize> {
    let is_guess = |at: &usize| {
        let behind = text.cut(*at..).trim_start_matches([' ', '\t', '\r']);
        behind.starts_with('\n') && behind.trim_start().starts_with('(')
    };
    let guess = |i: usize| {
        let from = text.ceil_char_boundary(text.len() / parts * i);
        text.cut(from..)
            .match_indices("),")
            .map(|(at, found)| from + at + found.len())
            .find(is_guess)
    };
    let mut starts: Vec<usize> = (1..parts).filter_map(guess).collect();
    starts.dedup();
    starts
}

/// Claims by source, in the order of the text.
type Claims<'a> = Vec<(Str<'a>, Vec<Item<'a>>)>;

/// Where the reading of claims has ended.
#[derive(Clone, Copy)]
enum Ended {
    /// Between two claims of a source, where another part starts.
    At(usize),
    /// Behind the bracket that closes all claims.
    Closed(usize),
}

/// What was read from a guess on.
struct Piece<'a> {
    /// Claims of the source that is open in front of it.
    first: Vec<Item<'a>>,
    claims: Claims<'a>,
    ended: Ended,
}

impl<'a> Piece<'a> {
    fn read(text: &'a str, start: usize, starts: &[usize]) -> Option<Self> {
        let mut walk = Walk { cursor: Cursor { text, at: start }, starts, claims: Vec::new() };
        let mut first = Vec::new();
        let ended = match walk.items(&mut first)? {
            Some(at) => Ended::At(at),
            None => walk.sources()?,
        };
        Some(Piece { first, claims: walk.claims, ended })
    }
}

/// A file read from its start on.
struct Begun<'a> {
    cursor: Cursor<'a>,
    entry: FileEntry<'a>,
    /// The fields that have been met, for none may stand twice.
    met: Vec<&'a str>,
    /// Whether a comma stands in front of the cursor, or the opening bracket.
    comma: bool,
}

impl<'a> Begun<'a> {
    /// Reads to the end of the file, or to where another part starts.
    fn read(text: &'a str, starts: &[usize]) -> Option<(Self, Option<Ended>)> {
        let mut cursor = Cursor { text, at: 0 };
        cursor.skip()?;
        cursor.take(b'(')?;
        let mut file = Begun { cursor, entry: FileEntry::default(), met: Vec::new(), comma: true };
        if !file.fields()? {
            return Some((file, None));
        }
        let mut walk = Walk { cursor: file.cursor, starts, claims: Vec::new() };
        let ended = walk.sources()?;
        file.entry.claims = Pairs(walk.claims);
        Some((file, Some(ended)))
    }

    /// Reads fields up to the first key of the claims, and says so, or else to the end of the file.
    fn fields(&mut self) -> Option<bool> {
        let Begun { cursor, entry, .. } = self;
        loop {
            cursor.skip()?;
            if cursor.take(b')').is_some() {
                cursor.skip()?;
                return (cursor.at == cursor.text.len()).then_some(false);
            }
            let name = cursor.name()?;
            if !self.comma || self.met.contains(&name) {
                return None;
            }
            self.met.push(name);
            cursor.skip()?;
            cursor.take(b':')?;
            cursor.skip()?;
            match name {
                "title" => entry.title = cursor.value(AROUND_FIELD)?,
                "include" => entry.include = cursor.value(AROUND_FIELD)?,
                "actors" => entry.actors = cursor.value(AROUND_FIELD)?,
                "sides" => entry.sides = cursor.value(AROUND_FIELD)?,
                "slices" => entry.slices = cursor.value(AROUND_FIELD)?,
                "max_quote_words" => entry.max_quote_words = cursor.value(AROUND_FIELD)?,
                "relations" => entry.relations = cursor.value(AROUND_FIELD)?,
                "claims" => {
                    cursor.take(b'{')?;
                    return Some(true);
                }
                _ => return None,
            }
            self.comma = cursor.comma()?;
        }
    }

    /// Puts the claims of a part behind those that are there.
    fn go_on(&mut self, first: Vec<Item<'a>>, claims: Claims<'a>) {
        let own = &mut self.entry.claims.0;
        match own.last_mut() {
            Some((_, open)) if open.is_empty() => *open = first,
            Some((_, open)) => open.extend(first),
            None => {}
        }
        own.extend(claims);
    }
}

/// Reads claims.
struct Walk<'a, 's> {
    cursor: Cursor<'a>,
    /// Where other parts start, in order.
    starts: &'s [usize],
    claims: Claims<'a>,
}

impl<'a> Walk<'a, '_> {
    /// Reads sources, from in front of a key on.
    fn sources(&mut self) -> Option<Ended> {
        loop {
            self.cursor.skip()?;
            if self.cursor.take(b'}').is_some() {
                return Some(Ended::Closed(self.cursor.at));
            }
            if self.cursor.peek() != Some(b'"') {
                return None;
            }
            let key = self.cursor.value(AROUND_CLAIM)?;
            self.cursor.skip()?;
            self.cursor.take(b':')?;
            self.cursor.skip()?;
            self.cursor.take(b'[')?;
            let mut items = Vec::new();
            let stopped = self.items(&mut items)?;
            self.claims.push((key, items));
            if let Some(at) = stopped {
                return Some(Ended::At(at));
            }
        }
    }

    /// Reads claims of a source, from in front of one on, up to where another part starts, which it
    /// gives; or else through the bracket that closes them, to in front of the next key.
    fn items(&mut self, items: &mut Vec<Item<'a>>) -> Option<Option<usize>> {
        let mut comma = true;
        loop {
            self.cursor.skip()?;
            if self.cursor.take(b']').is_some() {
                items.shrink_to_fit();
                let last = !self.cursor.comma()?;
                return (!last || self.cursor.peek() == Some(b'}')).then_some(None);
            }
            if !comma || self.cursor.peek() != Some(b'(') {
                return None;
            }
            items.push(match plain::claim(&mut self.cursor) {
                Some(item) => item,
                None => self.cursor.value(AROUND_CLAIM)?,
            });
            comma = self.cursor.comma()?;
            while self.starts.first().is_some_and(|start| *start < self.cursor.at) {
                self.starts = self.starts.cut(1..);
            }
            if comma && self.starts.first() == Some(&self.cursor.at) {
                return Some(Some(self.cursor.at));
            }
        }
    }
}

#[cfg(test)]
mod tests;
