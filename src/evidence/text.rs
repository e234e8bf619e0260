//! The text of a source, divided into paragraphs and words.
//!
//! Takes the text as it stands in its file; gives its paragraphs without link targets, its words
//! by place, its hash. Must not know where it came from.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "places in a text that has at most as many bytes as a `u32` counts"
)]

use std::fmt;
use std::ops::ControlFlow;

use super::fold::fold;
use super::hash;
use super::index::{Builder, Index};
use super::language::Language;
use super::letter::is_blank;
use super::markup::push_unlinked;
use super::mend::{self, Mend};
use super::words::{Span, words};
use crate::model::Cut;

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Not UTF-8 from some byte on.
    #[error("the text is not UTF-8: byte {at} (line {line}) does not fit")]
    NotUtf8 {
        /// Where, counted from 0.
        at: usize,
        /// The line, counted from 1.
        line: usize,
    },
    /// Words are counted in 32 bits.
    #[error("the text is longer than 4 GiB")]
    TooLong,
}

/// A source's text with an index of its words.
///
/// A paragraph is a non-blank line or, where lines are wrapped, all up to a blank line, joined by
/// spaces. Paragraphs, and words in a paragraph, count from 1.
pub struct Text {
    sha256: String,
    wrapped: bool,
    /// The paragraphs one after the other.
    clean: String,
    paragraphs: Vec<Paragraph>,
    /// Where each word starts and ends in `clean`.
    spans: Vec<(u32, u32)>,
    pub(super) index: Index,
    /// What else some words may be, in their order.
    pub(super) mends: Vec<Mend>,
    /// The language whose negations are known, if any is.
    pub(super) language: Option<&'static Language>,
    /// Words with which those begin, as numbers in order.
    pub(super) turning: Vec<u32>,
}

/// How long a word is on average, with what stands behind it; for room only.
const BYTES_A_WORD: usize = 6;

#[derive(Clone, Copy)]
struct Paragraph {
    start: u32,
    end: u32,
    /// Its first word's place among all words.
    first_word: u32,
}

impl Text {
    /// Cuts up a text; `wrapped` says that a paragraph ends at a blank line only.
    ///
    /// Of a text beyond 4 GiB the words behind that are not counted; [`Text::from_bytes`], which
    /// is the way for files, refuses it.
    pub fn new(raw: &str, wrapped: bool) -> Text {
        let mut text = Text::empty(wrapped, raw.len());
        text.sha256 = hash::hex(&hash::sha256(&[raw.as_bytes()]));
        let mut builder = Builder::with_capacity(raw.len() / BYTES_A_WORD);
        let mut lowered = String::new();
        let _ = each_paragraph(raw, wrapped, |paragraph| {
            text.push_paragraph(paragraph, &mut builder, &mut lowered);
            ControlFlow::Continue(())
        });
        text.index = builder.finish();
        text.in_language(None)
    }

    /// One paragraph of a text, cut up by itself as the first and only one; without any where the text has no such
    /// number. Its words are not indexed, so that nothing is found in it, and it has no hash.
    pub(super) fn of_paragraph(raw: &str, wrapped: bool, number: u32) -> Text {
        let mut text = Text::empty(wrapped, 0);
        let mut left = number;
        let _ = each_paragraph(raw, wrapped, |paragraph| {
            left = left.saturating_sub(1);
            if left > 0 {
                return ControlFlow::Continue(());
            }
            if number > 0 {
                text.push_paragraph(paragraph, &mut Builder::with_capacity(0), &mut String::new());
            }
            ControlFlow::Break(())
        });
        text
    }

    /// Without a word, and with room for a text of so many bytes.
    fn empty(wrapped: bool, bytes: usize) -> Text {
        Text {
            sha256: String::new(),
            wrapped,
            clean: String::with_capacity(bytes.min(u32::MAX as usize)),
            paragraphs: Vec::new(),
            spans: Vec::with_capacity(bytes / BYTES_A_WORD),
            index: Builder::with_capacity(0).finish(),
            mends: Vec::new(),
            language: None,
            turning: Vec::new(),
        }
    }

    /// The text as one in the language of a tag, whose negations are then seen; without a tag it is taken
    /// for English.
    pub fn in_language(mut self, tag: Option<&str>) -> Text {
        self.language = Language::of(tag);
        let words = self.language.into_iter().flat_map(Language::first_words);
        self.turning = words.filter_map(|word| self.index.id(word)).collect();
        self.turning.sort_unstable();
        self
    }

    /// Cuts up the bytes of a text.
    ///
    /// # Errors
    /// When they are no UTF-8, or more than 4 GiB.
    pub fn from_bytes(raw: &[u8], wrapped: bool) -> Result<Text, TextError> {
        if u32::try_from(raw.len()).is_err() {
            return Err(TextError::TooLong);
        }
        match std::str::from_utf8(raw) {
            Ok(text) => Ok(Text::new(text, wrapped)),
            Err(error) => {
                let at = error.valid_up_to();
                let line = 1 + raw.cut(..at).iter().filter(|b| **b == b'\n').count();
                Err(TextError::NotUtf8 { at, line })
            }
        }
    }

    /// Adds a paragraph; `lowered` is memory that one after the other uses.
    fn push_paragraph(&mut self, line: &str, builder: &mut Builder, lowered: &mut String) {
        let from = self.clean.len();
        push_unlinked(&mut self.clean, line);
        let Ok(end) = u32::try_from(self.clean.len()) else {
            self.clean.truncate(from);
            return;
        };
        let start = from as u32;
        self.paragraphs.push(Paragraph { start, end, first_word: builder.len() as u32 });
        // All at once is quicker than word by word, and moves no word.
        lowered.clear();
        lowered.push_str(self.clean.cut(from..));
        lowered.make_ascii_lowercase();
        let first = builder.len() as u32;
        for span in words(lowered) {
            self.spans.push((start + span.start as u32, start + span.end as u32));
            builder.push(lowered.cut(span));
        }
        self.push_mends(first, end, builder);
    }

    /// Notes what else the words from `first` on may be; the paragraph ends at `end`.
    fn push_mends(&mut self, first: u32, end: u32, builder: &mut Builder) {
        for at in first..self.spans.len() as u32 {
            let word = self.slice(at, at);
            let Some((start, stop)) = self.spans.get(at as usize).copied() else { return };
            let next = self.spans.get(at as usize + 1);
            if !(mend::is_suspect(word) || (self.wrapped && next.is_some())) {
                continue;
            }
            let mut found: Vec<(u32, Option<String>)> = Vec::new();
            if mend::is_suspect(word) {
                let bare = mend::without_footnote(word).map(|(bare, _)| bare);
                let plain = [mend::decomposed(word), bare.and_then(mend::decomposed)];
                let bare = bare.map(|bare| fold(bare).into_owned());
                found.extend(plain.into_iter().chain([bare]).flatten().map(|word| (1, Some(word))));
                let before = self.clean.cut(self.start_of(first) as usize..start as usize);
                let after = self.clean.cut(stop as usize..end as usize);
                if at > first && mend::is_footnote(before, word, after) {
                    found.push((1, None));
                }
            }
            if self.wrapped
                && let Some((next, _)) = next.copied()
            {
                let second = self.slice(at + 1, at + 1);
                let halves =
                    mend::joined(word, self.clean.cut(stop as usize..next as usize), second);
                found.extend(halves.into_iter().flatten().map(|whole| (2, Some(whole))));
            }
            for (len, word) in found {
                self.mends.push(Mend { at, len, id: word.map(|word| builder.intern(&word)) });
            }
        }
    }

    /// Where a word starts, by its place among all words.
    fn start_of(&self, word: u32) -> u32 {
        self.spans.get(word as usize).map_or(0, |(start, _)| *start)
    }

    /// SHA-256 of the bytes as they were given, 64 hex digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Whether paragraphs end at blank lines only.
    pub fn is_wrapped(&self) -> bool {
        self.wrapped
    }

    /// How many words the text has.
    pub fn word_count(&self) -> u32 {
        self.spans.len() as u32
    }

    /// How many paragraphs the text has.
    pub fn paragraph_count(&self) -> u32 {
        self.paragraphs.len() as u32
    }

    /// The paragraph with that number, its links shown as their labels; empty where there is none.
    pub fn paragraph(&self, number: u32) -> &str {
        self.at(number).map_or("", |p| self.clean.cut(p.start as usize..p.end as usize))
    }

    /// The paragraphs in order.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = &str> {
        self.paragraphs.iter().map(|p| self.clean.cut(p.start as usize..p.end as usize))
    }

    /// The words from the first to the last of a range, as the text has them; empty where the
    /// paragraph has no such range.
    pub fn verbatim(&self, paragraph: u32, words: (u32, u32)) -> &str {
        self.span_in(paragraph, words).map_or("", |span| self.paragraph(paragraph).cut(span))
    }

    /// Where in its paragraph, in bytes, a range of words stands.
    pub(super) fn span_in(&self, paragraph: u32, (first, last): (u32, u32)) -> Option<Span> {
        let at = self.at(paragraph)?;
        let words = self.words_of(paragraph);
        let own = self.spans.get(words.start as usize..words.end as usize)?;
        let (start, _) = *own.get(first.checked_sub(1)? as usize)?;
        let (_, end) = *own.get(last.checked_sub(1)? as usize)?;
        (first <= last).then(|| (start - at.start) as usize..(end - at.start) as usize)
    }

    /// The places of a paragraph's words among all words.
    pub(super) fn words_of(&self, paragraph: u32) -> std::ops::Range<u32> {
        let start = self.at(paragraph).map_or(0, |p| p.first_word);
        let end = self.at(paragraph.saturating_add(1)).map_or(self.word_count(), |p| p.first_word);
        start..end
    }

    /// The number of the paragraph that holds a word, by the word's place among all words.
    pub(super) fn paragraph_of(&self, word: u32) -> u32 {
        // The last one that starts no later: those before it that start at the same word have none.
        self.paragraphs.partition_point(|p| p.first_word <= word) as u32
    }

    /// A range of words by place among all words, as the text has them.
    pub(super) fn slice(&self, first: u32, last: u32) -> &str {
        let words = (self.spans.get(first as usize), self.spans.get(last as usize));
        let (Some((start, _)), Some((_, end))) = words else { return "" };
        self.clean.cut(*start as usize..*end as usize)
    }

    /// What stands between a word and the one behind it in its paragraph.
    pub(super) fn gap(&self, word: u32) -> &str {
        let pair = self.spans.get(word as usize..).and_then(<[_]>::first_chunk);
        let Some([(_, end), (next, _)]) = pair else { return "" };
        self.clean.cut(*end as usize..*next as usize)
    }

    fn at(&self, paragraph: u32) -> Option<Paragraph> {
        self.paragraphs.get(paragraph.checked_sub(1)? as usize).copied()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text")
            .field("sha256", &self.sha256)
            .field("words", &self.word_count())
            .field("paragraphs", &self.paragraph_count())
            .finish_non_exhaustive()
    }
}

/// Every paragraph of a text in turn, as it stands there, until one is the last that is wanted.
fn each_paragraph(
    raw: &str,
    wrapped: bool,
    mut take: impl FnMut(&str) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let lines = lines(raw.strip_prefix('\u{feff}').unwrap_or(raw));
    if !wrapped {
        for line in lines {
            let line = unquoted(line.trim_matches(is_blank));
            if !line.is_empty() {
                take(line)?;
            }
        }
        return ControlFlow::Continue(());
    }
    let mut joined = String::new();
    for line in lines.chain([""]) {
        let is_broken = line.trim_end().ends_with('\u{ad}');
        let line = unquoted(line.trim_matches(is_blank));
        if !line.is_empty() {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(line);
            if is_broken {
                joined.push('\u{ad}');
            }
        } else if !joined.is_empty() {
            take(&joined)?;
            joined.clear();
        }
    }
    ControlFlow::Continue(())
}

/// A line without the marks of a quoted message or block, which compare nothing: `> he said`.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(behind) = rest.strip_prefix('>') {
        let behind = behind.trim_start_matches(is_blank);
        if behind.starts_with(|c: char| c.is_numeric()) {
            break;
        }
        rest = behind;
    }
    rest
}

/// The lines of a text; a carriage return alone ends one too, before a line feed it belongs to it.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_that_is_not_blank() {
        let raw = "\u{feff}One [two](u).\r\n\r\n \u{200b}\u{a0}\n  ***\nthree \rfour";
        let text = Text::new(raw, false);
        let paragraphs: Vec<&str> = text.paragraphs().collect();
        assert_eq!(paragraphs, ["One two.", "***", "three", "four"]);
        assert_eq!((text.paragraph_count(), text.word_count()), (4, 4));
        assert_eq!((text.paragraph(1), text.paragraph(0), text.paragraph(5)), ("One two.", "", ""));
        assert_eq!(text.paragraph_of(2), 3);
        assert_eq!(text.verbatim(1, (1, 2)), "One two");
        for none in [(0, 1), (1, 3), (2, 1)] {
            assert_eq!(text.verbatim(1, none), "");
        }
        assert_eq!(text.verbatim(2, (1, 1)), "");
        assert_ne!(text.sha256(), Text::new(&raw[3..], false).sha256());
    }

    #[test]
    fn a_wrapped_paragraph_goes_on_to_a_blank_line() {
        let text = Text::new("\r\none\r\n  two [three\r\nfour](u) \r\n\r\n\nfive", true);
        let paragraphs: Vec<&str> = text.paragraphs().collect();
        assert_eq!(paragraphs, ["one two three four", "five"]);
        assert_eq!(Text::new(" \n", true).paragraph_count(), 0);
    }

    #[test]
    fn a_paragraph_by_itself_is_the_one_in_its_text() {
        let raw =
            "\u{feff}One [two](u).\r\n\r\n > \u{200b}\u{a0}\n  ***\nthree \rfour. A\n\u{feff}five";
        for wrapped in [false, true] {
            let whole = Text::new(raw, wrapped);
            for number in 0..=whole.paragraph_count() + 1 {
                let alone = Text::of_paragraph(raw, wrapped, number);
                assert_eq!(alone.paragraph(1), whole.paragraph(number));
                for words in [(1, 1), (1, 2), (2, 2)] {
                    let sentence = whole.sentence_around(number, words);
                    assert_eq!(alone.sentence_around(1, words), sentence);
                }
            }
        }
    }

    #[test]
    fn what_is_no_text_says_where() {
        let error = Text::from_bytes(b"fine\nno\xff", false).unwrap_err();
        assert_eq!(error.to_string(), "the text is not UTF-8: byte 7 (line 2) does not fit");
    }
}
