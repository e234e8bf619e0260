//! Words of scripts without spaces.
//!
//! Takes a run of letters that contains such a script; gives the words in it, divided by UAX #29 with the
//! dictionaries of ICU. Must not know what stands around the run.
//!
//! The dictionaries take the longest word from where the last one ended, so that a run cut at a word
//! boundary has the same words as the whole: a part of a sentence can be quoted.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::WordSegmenterBorrowed;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_normalization::char::is_combining_mark;

use super::letter::{is_dropped, is_unspaced};
use crate::model::Cut;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The words of a run, in order; `is_word` tells letters from what may join them.
pub(super) fn cut(
    text: &str,
    run: Range<usize>,
    is_word: impl Fn(char) -> bool,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = run.start;
    for piece in stretches(text.cut(run)) {
        let span = from..from + piece.len();
        from = span.end;
        if !piece.starts_with(is_unspaced) {
            // What joined it to the stretches beside it joins it no longer.
            let start = piece.find(&is_word).unwrap_or(piece.len());
            let end = piece.rfind(&is_word).map_or(start, |at| piece.ceil_char_boundary(at + 1));
            let end = end + marks(piece.cut(end..));
            if start < end {
                found.push(span.start + start..span.start + end);
            }
            continue;
        }
        let mut last = 0;
        for bound in SEGMENTER.segment_str(piece) {
            let own = piece.cut(last..bound);
            if own.chars().any(&is_word) {
                found.push(span.start + last..span.start + bound);
            } else if let Some(word) = found.last_mut().filter(|_| last > 0) {
                word.end = span.start + bound;
            }
            last = bound;
        }
    }
    found
}

/// How long the marks at the start of a text are.
fn marks(text: &str) -> usize {
    text.find(|c| !is_combining_mark(c)).unwrap_or(text.len())
}

/// Stretches of such a script, and what stands between them; marks stay with their letters.
fn stretches(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let unspaced = is_unspaced(first);
        let goes_on = |c: char| is_combining_mark(c) || is_dropped(c) || is_unspaced(c) == unspaced;
        let end = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}
