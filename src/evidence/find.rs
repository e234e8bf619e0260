//! Finding a quote in a text.
//!
//! Takes a text and a quote; gives every place where the quote stands. Must not know why it is
//! looked for. Nothing is fuzzy here; what comes near is `nearest`'s.

use super::quote::collapse;
use super::{Place, Quote, Text};
use crate::model::MatchClass;

impl Text {
    /// Every place where the quote's words stand in order inside one paragraph, in text order.
    ///
    /// Of a quote with words left out, the parts follow each other as closely as they do, and a
    /// place that holds another one is none.
    pub fn find(&self, quote: &Quote) -> Vec<Place> {
        let Some(ids) = quote.words().map(|word| self.index.id(word)).collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        if quote.is_elided() {
            return self.find_parts(&ids, quote.parts());
        }
        self.runs(&ids)
            .map(|(start, paragraph)| {
                let last = start + ids.len() as u32 - 1;
                let exact = collapse(self.slice(start, last)) == quote.verbatim();
                let class = if exact { MatchClass::Exact } else { MatchClass::Folded };
                self.place(paragraph, start, last, class)
            })
            .collect()
    }

    /// Whether some folded words stand in a row in a paragraph.
    pub fn has_words(&self, paragraph: u32, folded: &[Box<str>]) -> bool {
        let ids = folded.iter().map(|word| self.index.id(word)).collect::<Option<Vec<_>>>();
        let own = self.words_of(paragraph);
        let own = &self.index.ids()[own.start as usize..own.end as usize];
        ids.is_some_and(|ids| !ids.is_empty() && own.windows(ids.len()).any(|run| run == ids))
    }

    /// Where a run of words stands inside one paragraph, which comes with it.
    fn runs<'t>(&'t self, run: &'t [u32]) -> impl Iterator<Item = (u32, u32)> + 't {
        self.index.runs(run).filter_map(|start| {
            let paragraph = self.paragraph_of(start);
            (start + run.len() as u32 <= self.words_of(paragraph).end).then_some((start, paragraph))
        })
    }

    fn find_parts(&self, ids: &[u32], parts: &[usize]) -> Vec<Place> {
        let mut rest = ids;
        let mut runs = Vec::with_capacity(parts.len());
        for len in parts {
            let (part, behind) = rest.split_at(*len);
            runs.push((*len as u32, self.runs(part).collect::<Vec<_>>()));
            rest = behind;
            if runs.last().is_some_and(|(_, starts)| starts.is_empty()) {
                return Vec::new();
            }
        }
        let Some(((first_len, firsts), later)) = runs.split_first() else { return Vec::new() };
        // A later first part never has an earlier second one, so that each list is gone through
        // once only.
        let mut next = vec![0; later.len()];
        let mut found: Vec<Place> = Vec::new();
        'first: for (start, paragraph) in firsts {
            let mut end = start + first_len;
            for ((len, starts), next) in later.iter().zip(&mut next) {
                while starts.get(*next).is_some_and(|(s, _)| *s < end) {
                    *next += 1;
                }
                match starts.get(*next) {
                    None => break 'first,
                    Some((_, other)) if other != paragraph => continue 'first,
                    Some((s, _)) => end = s + len,
                }
            }
            let place = self.place(*paragraph, *start, end - 1, MatchClass::Elided);
            // The same end from a later start: the place before held this one.
            found.pop_if(|p| p.paragraph == place.paragraph && p.words.1 == place.words.1);
            found.push(place);
        }
        found
    }

    fn place(&self, paragraph: u32, first: u32, last: u32, class: MatchClass) -> Place {
        let before = self.words_of(paragraph).start;
        Place { paragraph, words: (first - before + 1, last - before + 1), class }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MatchClass::{Elided, Exact, Folded};

    fn find(text: &str, quote: &str) -> Vec<(u32, (u32, u32), MatchClass)> {
        let places = Text::new(text, false).find(&Quote::parse(quote));
        places.iter().map(|p| (p.paragraph, p.words, p.class)).collect()
    }

    #[test]
    fn every_place_is_found_with_its_class() {
        let text = "Egypt backs “Haftar” and egypt  backs Haftar.\n***\nEgypt\nbacks Haftar";
        for (quote, expected) in [
            ("Egypt backs “Haftar”", vec![(1, (1, 3), Exact), (1, (5, 7), Folded)]),
            ("egypt\nbacks haftar", vec![(1, (1, 3), Folded), (1, (5, 7), Folded)]),
            ("egypt backs Haftar", vec![(1, (1, 3), Folded), (1, (5, 7), Exact)]),
            ("backs Haftar", vec![(1, (2, 3), Folded), (1, (6, 7), Exact), (4, (1, 2), Exact)]),
            ("Egypt backs Haftar and", vec![(1, (1, 4), Folded)]),
            ("Egypt", vec![(1, (1, 1), Exact), (1, (5, 5), Folded), (3, (1, 1), Exact)]),
            ("back Haftar", vec![]),
            ("gypt", vec![]),
            ("", vec![]),
            (" … ", vec![]),
        ] {
            assert_eq!(find(text, quote), expected, "{quote}");
        }
    }

    #[test]
    fn parts_are_found_in_order_and_close_together() {
        let text = "a b a x c a c c\nb c\na b";
        for (quote, expected) in [
            ("a … c", vec![(1, (3, 5), Elided), (1, (6, 7), Elided)]),
            ("a b … c", vec![(1, (1, 5), Elided)]),
            ("b … x … a", vec![(1, (2, 6), Elided)]),
            ("c … c", vec![(1, (5, 7), Elided), (1, (7, 8), Elided)]),
            ("a … b", vec![(1, (1, 2), Elided), (3, (1, 2), Elided)]),
            ("c … x", vec![]),
            ("x c … b", vec![]),
            ("a … z", vec![]),
        ] {
            assert_eq!(find(text, quote), expected, "{quote}");
        }
    }
}
