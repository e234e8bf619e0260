//! Near misses of a quote that stands nowhere, for the error message.
//!
//! Takes a text and a quote that it does not have; gives the most similar place and the words that
//! differ. Must not be used as proof. Words are aligned by edit distance around places that share
//! words with the quote; the number of such places is limited, rarest words first, so that
//! a message takes about the same time in any text.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "numbers of words of a text that has at most as many bytes as a `u32` counts, and of a quote, which a text of the annotation holds"
)]

mod align;

use align::{AlignStep, Alignment};

use super::{Quote, Text};
use crate::model::Cut;

/// Longer quotes are refused long before by their length; they get no near miss.
const LONGEST: usize = 256;
/// How many places of quoted words are looked at.
const ANCHORS: usize = 2000;
/// How many pairs of a quoted word and a word of the text are compared.
const PAIRS: usize = 1_000_000;
/// How many words an elided quote may leave out between two parts.
const GAP: usize = 250;

/// One word in which a quote and its text differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordDifference {
    /// The text has another word there.
    Replaced {
        /// As quoted.
        quoted: String,
        /// As the text has it.
        text: String,
    },
    /// The text has a word there that the quote lacks.
    Missing {
        /// As the text has it.
        text: String,
    },
    /// The quote has a word there that the text lacks.
    Added {
        /// As quoted.
        quoted: String,
    },
}

/// The place in a text that is most like a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// The paragraph, counted from 1.
    pub paragraph: u32,
    /// First and last word there.
    pub words: (u32, u32),
    /// The text from the first to the last of these words.
    pub text: String,
    /// What differs, in order; never empty.
    pub changes: Vec<WordDifference>,
}

impl Text {
    /// The place most like a quote: at least three words in five are there, in order, inside one
    /// paragraph. `None` where nothing comes so near, or where the quote stands in the text.
    pub fn nearest(&self, quote: &Quote) -> Option<NearMiss> {
        let count = quote.word_count();
        if !(2..=LONGEST).contains(&count) {
            return None;
        }
        let ids: Vec<Option<u32>> = quote.words().map(|word| self.index.id(word)).collect();
        let best = self
            .windows(&ids, quote)
            .into_iter()
            .map(|window| Alignment::new(&ids, quote.parts(), window.0, self.ids(window)))
            .min_by_key(|a| (count - a.matches, a.cost, a.start))
            .filter(|a| enough(a.matches, count))?;
        let first = best.start + best.used.0;
        let last = best.start + best.used.1;
        let paragraph = self.paragraph_of(first as u32);
        let before = self.words_of(paragraph).start;
        let quoted = |i: usize| quote.word(i).to_owned();
        let text = |j: usize| {
            let at = (best.start + j) as u32;
            self.slice(at, at).to_owned()
        };
        let changes: Vec<WordDifference> = best
            .changes
            .iter()
            .map(|step| match *step {
                AlignStep::Replaced(i, j) => {
                    WordDifference::Replaced { quoted: quoted(i), text: text(j) }
                }
                AlignStep::Missing(j) => WordDifference::Missing { text: text(j) },
                AlignStep::Added(i) => WordDifference::Added { quoted: quoted(i) },
            })
            .collect();
        (!changes.is_empty()).then(|| NearMiss {
            paragraph,
            words: (first as u32 - before + 1, last as u32 - before + 1),
            text: self.slice(first as u32, last as u32).to_owned(),
            changes,
        })
    }

    fn ids(&self, (start, end): (usize, usize)) -> &[u32] {
        self.index.ids().cut(start..end)
    }

    /// The windows of the text that share most words with the quote, as places among all words.
    fn windows(&self, ids: &[Option<u32>], quote: &Quote) -> Vec<(usize, usize)> {
        let count = ids.len();
        let mut known: Vec<(usize, usize, u32)> = ids
            .iter()
            .enumerate()
            .filter_map(|(i, id)| id.map(|id| (self.index.places(id).len(), i, id)))
            .collect();
        if !enough(known.len(), count) {
            return Vec::new();
        }
        known.sort_unstable();
        let mut sorted: Vec<u32> = known.iter().map(|(_, _, id)| *id).collect();
        sorted.sort_unstable();
        let slack = count / 2 + 2 + if quote.is_elided() { GAP } else { 0 };
        let mut windows = Vec::new();
        let mut budget = ANCHORS;
        for (_, i, id) in known {
            for place in self.index.places(id).iter().take(budget) {
                budget -= 1;
                let own = self.words_of(self.paragraph_of(*place));
                let place = *place as usize;
                let start = place.saturating_sub(i + slack).max(own.start as usize);
                let end = (place + (count - i) + slack).min(own.end as usize);
                windows.push((start, end));
            }
        }
        windows.sort_unstable();
        // Windows that overlap are aligned as one, up to a length: the best place in it is found
        // all the same, and none is cut.
        let longest = 4 * (count + 2 * slack);
        windows.dedup_by(|next, window| {
            let joins = next.0 < window.1 && next.1 - window.0 <= longest;
            if joins {
                window.1 = window.1.max(next.1);
            }
            joins
        });
        let mut scored: Vec<_> = windows
            .into_iter()
            .map(|window| (usize::MAX - self.shared(&sorted, window), window))
            .filter(|(score, _)| enough(usize::MAX - score, count))
            .collect();
        scored.sort_unstable();
        let mut budget = PAIRS;
        let affordable = scored.into_iter().map(|(_, window)| window).take_while(|(start, end)| {
            let pairs = (end - start) * count;
            budget.checked_sub(pairs).map(|left| budget = left).is_some()
        });
        affordable.collect()
    }

    /// How many of the quote's words a window has at all; no alignment can match more.
    fn shared(&self, sorted: &[u32], window: (usize, usize)) -> usize {
        let mut seen = vec![false; sorted.len()];
        for id in self.ids(window) {
            // Equal words of a quote all count where one is there: this only rules out.
            let from = sorted.partition_point(|s| s < id);
            let equal = sorted.iter().zip(&mut seen).skip(from);
            equal.take_while(|(own, _)| *own == id).for_each(|(_, seen)| *seen = true);
        }
        seen.into_iter().filter(|s| *s).count()
    }
}

fn enough(matches: usize, count: usize) -> bool {
    matches * 5 >= count * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    type Near = (u32, (u32, u32), String, Vec<String>);

    fn near(text: &str, quote: &str) -> Option<Near> {
        let near = Text::new(text, false).nearest(&Quote::parse(quote))?;
        let changes = near.changes.iter().map(|change| match change {
            WordDifference::Replaced { quoted, text } => format!("{quoted} > {text}"),
            WordDifference::Missing { text } => format!("+{text}"),
            WordDifference::Added { quoted } => format!("-{quoted}"),
        });
        Some((near.paragraph, near.words, near.text.clone(), changes.collect()))
    }

    const TEXT: &str = "Intro of a kind\nEgypt and the UAE give “proxy support” to the House and to \
                        Haftar, who commands the LNA in the east of the country.";

    #[test]
    fn the_words_that_differ_are_shown() {
        for (quote, words, slice, changes) in [
            (
                "give proxy aid to the House",
                (5, 10),
                "give “proxy support” to the House",
                vec!["aid > support"],
            ),
            (
                "give support to the House",
                (5, 10),
                "give “proxy support” to the House",
                vec!["+proxy"],
            ),
            ("Egypt and also the UAE", (1, 4), "Egypt and the UAE", vec!["-also"]),
            ("Qatar and the UAE give", (1, 5), "Egypt and the UAE give", vec!["Qatar > Egypt"]),
            (
                "commands the LNA in Benghazi",
                (15, 19),
                "commands the LNA in the",
                vec!["Benghazi > the"],
            ),
            ("of the country today", (21, 23), "of the country", vec!["-today"]),
            (
                "the UAE support … commands the army in",
                (3, 18),
                "",
                vec!["support > give", "army > LNA"],
            ),
        ] {
            let (paragraph, at, text, found) = near(TEXT, quote).expect(quote);
            assert_eq!((paragraph, at), (2, words), "{quote}");
            assert_eq!(found, changes, "{quote}");
            assert!(slice.is_empty() || text == slice, "{quote}: {text}");
        }
    }

    #[test]
    fn what_is_too_far_off_is_no_near_miss() {
        for quote in [
            "Russia sent planes to Jufra",
            "the of the of",
            "Egypt",
            "",
            "Egypt and the UAE",
            "kind Egypt and",
            "east … the House",
        ] {
            let near = near(TEXT, quote);
            assert!(near.as_ref().is_none_or(|n| !n.3.is_empty()), "{quote}: {near:?}");
        }
        assert_eq!(near(TEXT, "Russia sent planes to Jufra"), None);
        assert_eq!(near(TEXT, "Egypt and the UAE"), None);
        assert_eq!(near("", "Egypt and the UAE"), None);
    }

    #[test]
    fn the_cost_is_bounded() {
        let text = Text::new(&"the of and ".repeat(100_000), false);
        let quote = format!("{}x the of", "and the of ".repeat(60));
        assert!(text.nearest(&Quote::parse(&quote)).is_some());
        assert!(text.nearest(&Quote::parse(&"the of … ".repeat(100))).is_none());
    }
}
