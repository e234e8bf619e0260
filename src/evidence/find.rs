//! Finding a quote in a text.
//!
//! Takes a text and a quote; gives every place where the quote stands. Must not know why it is
//! looked for. Nothing is fuzzy here; `nearest` finds near misses.
//!
//! White space and punctuation between words are not compared, with one exception: where a sentence
//! ends in the text, it must end in the quote, because words on both sides of a full stop do not belong together.
//! Places that match only after mending ([`super::mend`]) count only if there are no others.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "numbers of words of a text that has at most as many bytes as a `u32` counts; a run has at least one"
)]

use super::mend::Mend;
use super::quote::collapse;
use super::sentence::gap_bit;
use super::{Caution, Quote, QuotePlace, Text};
use crate::model::{Cut, MatchClass};

/// A place where a quote stands if sentences end in it where they end in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) place: QuotePlace,
    /// Behind which of the quoted words a sentence of the text ends; see [`gap_bit`].
    pub(super) ends: u64,
}

/// A run of words of the text, from the first to behind the last, among all words.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: u32,
    end: u32,
    ends: u64,
    mended: bool,
}

/// Of the candidates those where the quote does stand: its sentences end where the text's do, and none is
/// mended where another is not.
pub(super) fn settle(
    candidates: impl Iterator<Item = Candidate>,
    quote: &Quote,
) -> Vec<QuotePlace> {
    let ends = quote.ends();
    let stands = |candidate: &Candidate| candidate.ends & !ends == 0;
    let mut places: Vec<QuotePlace> = candidates.filter(stands).map(|c| c.place).collect();
    if places.iter().any(|place| place.class != MatchClass::Mended) {
        places.retain(|place| place.class != MatchClass::Mended);
    }
    places
}

impl Text {
    /// Every place where the quote's words stand in order inside one paragraph, in text order.
    ///
    /// Of a quote with words left out, the parts follow each other as closely as they do, and a
    /// place that holds another one is none.
    pub fn find(&self, quote: &Quote) -> Vec<QuotePlace> {
        settle(self.candidates(quote).into_iter(), quote)
    }

    /// The places where the quote stands, or would if its sentences ended where the text's do: with the
    /// text's own words and, if there is none, with mended ones.
    pub(super) fn candidates(&self, quote: &Quote) -> Vec<Candidate> {
        let plain = quote.words().map(|word| self.index.id(word)).collect::<Option<Vec<u32>>>();
        let mut found = plain.map_or_else(Vec::new, |ids| self.plain(quote, &ids));
        let ends = quote.ends();
        if found.iter().all(|candidate| candidate.ends & !ends != 0) {
            found.extend(self.mended(quote));
        }
        found
    }

    fn plain(&self, quote: &Quote, ids: &[u32]) -> Vec<Candidate> {
        if quote.is_elided() {
            let lists = parts(ids, quote).map(|part| self.runs(part).collect()).collect();
            return self.in_parts(quote, lists);
        }
        self.runs(ids).map(|run| self.candidate(&run, quote)).collect()
    }

    /// What is found with words that are mended; nearly no text has any.
    fn mended(&self, quote: &Quote) -> Vec<Candidate> {
        let forms: Vec<_> =
            quote.forms().map(|form| form.and_then(|f| self.index.id(&f))).collect();
        if self.mends.is_empty() && forms.iter().all(Option::is_none) {
            return Vec::new();
        }
        let own = quote.words().map(|word| self.index.id(word));
        let wanted: Vec<[Option<u32>; 2]> = own.zip(forms).map(|(own, form)| [own, form]).collect();
        if wanted.is_empty() || wanted.contains(&[None, None]) {
            return Vec::new();
        }
        if quote.is_elided() {
            // The text's own words are found beside mended ones, in whichever part they stand.
            let runs = |part: &[[Option<u32>; 2]]| {
                let ids = part.iter().map(|[own, _]| *own).collect::<Option<Vec<u32>>>();
                let mut runs: Vec<Run> =
                    ids.iter().flat_map(|ids| self.runs(ids).collect::<Vec<_>>()).collect();
                runs.extend(self.mended_runs(part));
                runs.sort_by_key(|run| (run.start, run.mended));
                runs.dedup_by_key(|run| run.start);
                runs
            };
            let lists = parts(&wanted, quote).map(runs).collect();
            let found = self.in_parts(quote, lists).into_iter();
            return found.filter(|found| found.place.class == MatchClass::Mended).collect();
        }
        self.mended_runs(&wanted).iter().map(|run| self.candidate(run, quote)).collect()
    }

    /// Whether some folded words stand in a row in a paragraph.
    pub fn has_words(&self, paragraph: u32, folded: &[Box<str>]) -> bool {
        let ids = folded.iter().map(|word| self.index.id(word)).collect::<Option<Vec<_>>>();
        let own = self.words_of(paragraph);
        let own = self.index.ids().cut(own.start as usize..own.end as usize);
        ids.is_some_and(|ids| !ids.is_empty() && own.windows(ids.len()).any(|run| run == ids))
    }

    /// Where a run of words stands inside one paragraph.
    fn runs<'t>(&'t self, run: &'t [u32]) -> impl Iterator<Item = Run> + 't {
        self.index.runs(run).filter_map(|start| {
            let end = start + run.len() as u32;
            let inside = end <= self.words_of(self.paragraph_of(start)).end;
            inside.then(|| Run { start, end, ends: self.ends(start, end), mended: false })
        })
    }

    /// Where words stand inside one paragraph of which at least one is mended.
    fn mended_runs(&self, wanted: &[[Option<u32>; 2]]) -> Vec<Run> {
        let ids = || wanted.first().into_iter().flatten().flatten().copied();
        let own = ids().flat_map(|id| self.index.places(id).iter().copied());
        let is_first = |mend: &&Mend| mend.id.is_some_and(|id| ids().any(|wanted| wanted == id));
        let mends = self.mends.iter().filter(is_first).map(|mend| mend.at);
        let mut starts: Vec<u32> = own.chain(mends).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.into_iter().filter_map(|start| self.mended_run(wanted, start)).collect()
    }

    fn mended_run(&self, wanted: &[[Option<u32>; 2]], start: u32) -> Option<Run> {
        let behind = self.words_of(self.paragraph_of(start)).end;
        let mut run = Run { start, end: start, ends: 0, mended: false };
        let mut found = 0;
        while let Some([own, form]) = wanted.get(found) {
            if run.end >= behind {
                return None;
            }
            let id = Some(*self.index.ids().get(run.end as usize)?);
            let is_wanted =
                |mend: &Mend| mend.id.is_some() && (mend.id == *own || mend.id == *form);
            let mends = self.mends_of(run.end);
            let len = if id == *own || id == *form {
                run.mended |= id != *own;
                found += 1;
                1
            } else if let Some(mend) = mends.iter().find(|mend| is_wanted(mend)) {
                run.mended = true;
                found += 1;
                mend.len
            } else if found > 0 && mends.iter().any(|mend| mend.id.is_none()) {
                run.mended = true;
                1
            } else {
                return None;
            };
            run.end += len;
            let more = found < wanted.len() && run.end < behind;
            if more && self.break_behind(run.end - 1).is_some() {
                run.ends |= gap_bit(found - 1);
            }
        }
        (run.mended && run.end <= behind).then_some(run)
    }

    /// What else a word of the text may be.
    fn mends_of(&self, word: u32) -> &[Mend] {
        let from = self.mends.partition_point(|mend| mend.at < word);
        let len = self.mends.cut(from..).iter().take_while(|mend| mend.at == word).count();
        self.mends.cut(from..from + len)
    }

    /// Behind which words of a run sentences end; the last word's is not asked.
    fn ends(&self, start: u32, end: u32) -> u64 {
        let text = self.slice(start, end - 1);
        if !text.bytes().any(|b| matches!(b, b'.' | b'!' | b'?') || !b.is_ascii())
            && !self.has_mends_in(start, end)
        {
            return 0;
        }
        let ends = (start..end - 1).filter(|word| self.break_behind(*word).is_some());
        ends.fold(0, |bits, word| bits | gap_bit((word - start) as usize))
    }

    fn has_mends_in(&self, start: u32, end: u32) -> bool {
        let from = self.mends.partition_point(|mend| mend.at < start);
        self.mends.get(from).is_some_and(|mend| mend.at < end)
    }

    fn in_parts(&self, quote: &Quote, lists: Vec<Vec<Run>>) -> Vec<Candidate> {
        // Where a sentence ends inside a part but not in the quote, that part does not stand there.
        let mut before = 0;
        let mut runs = Vec::with_capacity(lists.len());
        for (mut list, len) in lists.into_iter().zip(quote.parts()) {
            list.iter_mut().for_each(|run| run.ends = shifted(run.ends, before));
            list.retain(|run| run.ends & !quote.ends() == 0);
            if list.is_empty() {
                return Vec::new();
            }
            before += len;
            runs.push(list);
        }
        let Some((firsts, later)) = runs.split_first() else { return Vec::new() };
        // A later first part never has an earlier second one, so that each list is gone through
        // once only.
        let mut next = vec![0; later.len()];
        let mut found: Vec<Candidate> = Vec::new();
        'first: for first in firsts {
            let paragraph = self.paragraph_of(first.start);
            let mut taken = vec![*first];
            for (starts, next) in later.iter().zip(&mut next) {
                let end = taken.last().map_or(0, |run| run.end);
                while starts.get(*next).is_some_and(|run| run.start < end) {
                    *next += 1;
                }
                match starts.get(*next) {
                    None => break 'first,
                    Some(run) if self.paragraph_of(run.start) != paragraph => continue 'first,
                    Some(run) => taken.push(*run),
                }
            }
            let candidate = self.candidate_of(&taken);
            // The same end from a later start: the place before held this one.
            let place = candidate.place;
            found.pop_if(|before| {
                let before = before.place;
                before.paragraph == place.paragraph && before.words.1 == place.words.1
            });
            found.push(candidate);
        }
        found
    }

    /// A quote in one part.
    fn candidate(&self, run: &Run, quote: &Quote) -> Candidate {
        let exact = || collapse(self.slice(run.start, run.end - 1)) == quote.verbatim();
        let class = match run.mended {
            true => MatchClass::Mended,
            false if exact() => MatchClass::Exact,
            false => MatchClass::Folded,
        };
        self.placed(&[*run], class)
    }

    /// A quote in several parts.
    fn candidate_of(&self, parts: &[Run]) -> Candidate {
        let mended = parts.iter().any(|run| run.mended);
        self.placed(parts, if mended { MatchClass::Mended } else { MatchClass::Elided })
    }

    fn placed(&self, parts: &[Run], class: MatchClass) -> Candidate {
        let start = parts.first().map_or(0, |run| run.start);
        let end = parts.last().map_or(start + 1, |run| run.end);
        let paragraph = self.paragraph_of(start);
        let before = self.words_of(paragraph).start;
        let gaps = parts.iter().zip(parts.iter().skip(1));
        let left_out: Vec<(u32, u32)> = gaps.map(|(one, next)| (one.end, next.start)).collect();
        let caution: Caution = self.caution(before, start, &left_out);
        Candidate {
            place: QuotePlace {
                paragraph,
                words: (start - before + 1, end - before),
                class,
                caution,
            },
            ends: parts.iter().fold(0, |bits, run| bits | run.ends),
        }
    }
}

/// The parts of something that there is for each word of a quote.
fn parts<'w, T>(words: &'w [T], quote: &'w Quote) -> impl Iterator<Item = &'w [T]> {
    let mut rest = words;
    quote.parts().iter().map(move |len| {
        let (part, behind) = rest.split_at_checked(*len).unwrap_or((rest, &[]));
        rest = behind;
        part
    })
}

/// The bits of gaps counted in a part, counted in the whole quote; what falls off the end is kept there.
fn shifted(ends: u64, by: usize) -> u64 {
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    let whole = ends.checked_shl(by).unwrap_or(0);
    let lost = by > 0 && ends != 0 && (by > 63 || ends >> (64 - by) != 0);
    whole | if lost { gap_bit(63) } else { 0 }
}

#[cfg(test)]
mod tests;
