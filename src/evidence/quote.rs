//! A quote, folded once and ready to be looked for.
//!
//! Takes a quote as it is written in an annotation; gives its parts, its folded words, and its letters for
//! an exact comparison. Must not know texts.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::borrow::Cow;

use super::fold::fold;
use super::mend::{decomposed, is_suspect, without_footnote};
use super::sentence::{gap_bit, is_terminator};
use super::words::{Span, words};
use crate::model::Cut;

/// Words copied from a source; ` … ` (or ` ... `) between parts says that words are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Quote {
    raw: String,
    folded: String,
    /// Where the words are, in `raw`.
    spans: Vec<Span>,
    /// How many words each part has; none of them 0.
    parts: Vec<usize>,
    /// From the first word to the last with white space collapsed, where that changes it.
    collapsed: Option<String>,
    /// Behind which words something stands that can end a sentence.
    ends: u64,
}

impl Quote {
    /// Reads a quote. Parts without a word are none; a quote without a word is found nowhere.
    ///
    /// ```
    /// # use whobacks::evidence::Quote;
    /// let quote = Quote::parse("“Egypt … backs  Haftar”");
    /// assert_eq!(quote.folded(), "egypt … backs haftar");
    /// assert_eq!(quote.parts(), [1, 2]);
    /// ```
    pub fn parse(text: &str) -> Quote {
        let mut quote = Quote::default();
        quote.read(text);
        quote
    }

    /// Reads a quote in place of this one, whose memory it takes over: for a million of them.
    pub fn read(&mut self, text: &str) {
        let Quote { raw, folded, spans, parts, collapsed, ends } = self;
        raw.clear();
        raw.push_str(text);
        folded.clear();
        folded.reserve(text.len());
        spans.clear();
        spans.reserve(text.len() / 5);
        parts.clear();
        let mut from = 0;
        for end in elisions(text).chain(std::iter::once(text.len()..text.len())) {
            let before = spans.len();
            for span in words(text.cut(from..end.start)) {
                let span = from + span.start..from + span.end;
                if !spans.is_empty() {
                    folded.push_str(if spans.len() == before { " … " } else { " " });
                }
                let word = text.cut(span.clone());
                // Nearly all words; their capitals are folded below, all at once.
                if word.is_ascii() {
                    folded.push_str(word);
                } else {
                    folded.push_str(&fold(word));
                }
                spans.push(span);
            }
            if spans.len() > before {
                parts.push(spans.len() - before);
            }
            from = end.end;
        }
        folded.make_ascii_lowercase();
        // `on Monday.1 The`, copied with the footnote's mark: the full stop stands in the word.
        let stopped = |word: &str| {
            is_suspect(word) && without_footnote(word).is_some_and(|(_, stopped)| stopped)
        };
        let gap = |(word, next): (&Span, &Span)| {
            text.cut(word.end..next.start).contains(is_terminator)
                || stopped(text.cut(word.clone()))
        };
        let pairs = spans.iter().zip(spans.iter().skip(1));
        let gaps = pairs.enumerate().filter(|(_, pair)| gap(*pair));
        *ends = gaps.fold(0, |bits, (word, _)| bits | gap_bit(word));
        *collapsed = match collapse(text.cut(bounds(spans))) {
            Cow::Borrowed(_) => None,
            Cow::Owned(collapsed) => Some(collapsed),
        };
    }

    /// The quote as it was written.
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    /// The folded words, joined by one space, the parts by ` … `. Quotes of the same words have
    /// the same.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// How many words are quoted.
    pub fn word_count(&self) -> usize {
        self.spans.len()
    }

    /// How many words each part has.
    pub fn parts(&self) -> &[usize] {
        &self.parts
    }

    /// Whether words are left out between two parts.
    pub fn is_elided(&self) -> bool {
        self.parts.len() > 1
    }

    /// From the first letter of the first word to the last of the last, white space collapsed.
    pub(super) fn verbatim(&self) -> &str {
        self.collapsed.as_deref().unwrap_or_else(|| self.raw.cut(bounds(&self.spans)))
    }

    /// The folded words, those of all parts together.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ').filter(|word| !matches!(*word, "" | "…"))
    }

    /// What else each word may be: taken apart where it was written with ligatures or presentation forms.
    pub(super) fn forms(&self) -> impl Iterator<Item = Option<String>> {
        self.spans.iter().map(|span| decomposed(self.raw.cut(span.clone())))
    }

    /// Behind which words something stands that can end a sentence.
    pub(super) fn ends(&self) -> u64 {
        self.ends
    }

    /// A word as it was written.
    pub(super) fn word(&self, index: usize) -> &str {
        self.spans.get(index).map_or("", |span| self.raw.cut(span.clone()))
    }
}

/// From the first word to the last.
fn bounds(words: &[Span]) -> Span {
    words.first().map_or(0, |first| first.start)..words.last().map_or(0, |last| last.end)
}

/// Where a quote leaves words out: `…` or `...` between white space, or at an end.
fn elisions(text: &str) -> impl Iterator<Item = Span> {
    let is_elided = text.contains('…') || text.contains("...");
    let searched = if is_elided { text } else { "" };
    searched.split_whitespace().filter(|token| matches!(*token, "…" | "...")).map(move |token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        start..start + token.len()
    })
}

/// A text with each run of white space made one space.
pub(super) fn collapse(text: &str) -> Cow<'_, str> {
    let plain = if text.is_ascii() {
        !text.bytes().any(|b| matches!(b, b'\t'..=b'\r')) && !text.contains("  ")
    } else {
        let mut space = false;
        text.chars().all(|c| {
            let fits = !c.is_whitespace() || (c == ' ' && !space);
            space = c == ' ';
            fits
        })
    };
    if plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !space {
            out.push(' ');
        }
        space = c.is_whitespace();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_split_where_words_are_left_out() {
        for (text, folded, parts) in [
            ("", "", &[][..]),
            ("… ...", "", &[]),
            ("A b", "a b", &[2]),
            ("… a — b …", "a b", &[2]),
            ("a … b c ... d", "a … b c … d", &[1, 2, 1]),
            ("a … … b", "a … b", &[1, 1]),
            ("a … “—” … b", "a … b", &[1, 1]),
            ("a… b...c", "a b c", &[3]),
            ("a\u{a0}…\nb", "a … b", &[1, 1]),
        ] {
            let quote = Quote::parse(text);
            assert_eq!((quote.folded(), quote.parts()), (folded, parts), "{text}");
            assert_eq!(quote.words().count(), quote.word_count());
            assert_eq!(quote.is_elided(), parts.len() > 1);
        }
    }

    #[test]
    fn letters_are_kept_for_the_exact_comparison() {
        let quote = Quote::parse(" “Proxy \n support”, twice. ");
        assert_eq!(quote.verbatim(), "Proxy support”, twice");
        assert_eq!(quote.word(2), "twice");
        assert!(matches!(collapse("a b"), Cow::Borrowed(_)));
        assert_eq!(collapse("a\u{a0}\tb  c"), "a b c");
    }
}
