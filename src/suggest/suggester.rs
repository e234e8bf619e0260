//! Finds proposals in a text, with the names and relations of a dataset.

use super::cues::{Cue, Cues};
use super::manner::{self, Charge, Speaker};
use super::names::{Mention, Named};
use super::proposal::{Interpretation, Proposal, Selected};
use super::rank::{Ranked, Ranks};
use super::sentence::Sentence;
use super::{dates, quote};
use crate::annotation::Dataset;
use crate::check::{MAX_QUOTE_WORDS, vocabulary_of};
use crate::evidence::{Quote, Text};
use crate::model::{Modality, Source};

/// How many actors of one sentence are looked at: a list of members is not a list of ties.
const MOST_NAMED: usize = 24;
/// How many places are looked at where two are named more than once.
const MOST_PLACES: usize = 9;
/// How much more must speak for a place than for one where two stand nearer to each other.
const MORE: f32 = 0.3;

/// What a dataset knows, ready to be held against a text.
#[derive(Debug)]
pub struct Suggester<'d> {
    named: Named,
    cues: Cues,
    ranks: Ranks,
    source: Option<&'d Source>,
    most_words: usize,
}

impl<'d> Suggester<'d> {
    /// Takes the actors, the vocabulary and the claims of a dataset; `source` is the id of the text's source,
    /// whose names hold in it, and `card` what is known of it.
    pub fn new(dataset: &Dataset<'_>, source: &str, card: Option<&'d Source>) -> Self {
        let vocabulary = vocabulary_of(dataset);
        let own = dataset.files.iter().find_map(|file| file.content.max_quote_words);
        let language = card.and_then(|card| card.language.as_deref());
        let named = Named::of(dataset, source);
        let cues = Cues::of(&vocabulary, language);
        let places = cues.place_words().clone();
        Suggester {
            ranks: Ranks::of(dataset, source, vocabulary, &named, places),
            cues,
            named,
            source: card,
            most_words: own.map_or(MAX_QUOTE_WORDS, |words| words as usize),
        }
    }

    /// What a whole text may claim, in its order.
    pub fn source(&self, text: &Text) -> Vec<Proposal> {
        (1..=text.paragraph_count()).flat_map(|n| self.paragraph(text, n)).collect()
    }

    /// What a paragraph may claim.
    pub fn paragraph(&self, text: &Text, paragraph: u32) -> Vec<Proposal> {
        let mentions = self.named.find(text.paragraph(paragraph));
        let sentences = Sentence::all(text, paragraph);
        sentences.iter().flat_map(|s| self.sentence(text, s, &s.mentions(&mentions))).collect()
    }

    /// Whether the sentences that a range of words touches name each of these actors.
    pub(super) fn names(
        &self,
        text: &Text,
        paragraph: u32,
        words: (u32, u32),
        ids: [&str; 2],
    ) -> bool {
        let sentences = Sentence::all(text, paragraph);
        let mentions = self.named.find(text.paragraph(paragraph));
        sentences.iter().filter(|s| s.first_number() <= words.1 && words.0 <= s.last_number()).any(
            |s| {
                let own = s.mentions(&mentions);
                ids.iter().all(|id| own.iter().any(|mention| self.named.id(mention.actor) == *id))
            },
        )
    }

    pub(super) fn is_symmetric(&self, relation: &str) -> bool {
        self.ranks.is_symmetric(relation)
    }

    fn sentence(&self, text: &Text, sentence: &Sentence, mentions: &[Mention]) -> Vec<Proposal> {
        let cues = self.cues.find(sentence, mentions);
        let speaker = manner::speaker(&self.cues, &self.named, sentence, mentions);
        let charge = manner::charge(&self.cues, &self.named, sentence, mentions);
        let mut proposals = Vec::new();
        for ((a, b), (readings, cue)) in self.ranked(sentence, mentions, &cues) {
            if charge.as_ref().is_some_and(|charge| charge.only_says((a, b))) {
                continue;
            }
            if speaker.as_ref().is_some_and(|speaker| only_speaks(speaker, (a, b), cue)) {
                continue;
            }
            let Some(parts) = quote::spanning(sentence, (a, b), cue, self.most_words) else {
                continue;
            };
            let quote = sentence.quote(text, &parts);
            let ends = [a.actor, b.actor];
            if let Some(proposal) = self.proposal(
                text,
                sentence,
                (speaker.as_ref().map(|(speaker, _)| speaker), charge.as_ref()),
                (quote, &parts),
                (readings, &ends),
            ) {
                proposals.push(proposal);
            }
        }
        proposals.sort_by_key(|proposal| proposal.words);
        proposals
    }

    /// The readings of each two actors of a sentence, at the places where most speaks for one: the nearest to
    /// each other, unless words elsewhere show more.
    fn ranked<'m>(
        &self,
        sentence: &Sentence,
        mentions: &'m [Mention],
        cues: &[Cue],
    ) -> Vec<((&'m Mention, &'m Mention), Ranked)> {
        let mut all = Vec::new();
        for places in self.pairs(mentions) {
            let read = |(a, b): (&'m Mention, &'m Mention)| {
                let ranked = self.ranks.readings(sentence, mentions, (a, b), cues)?;
                let away = 0.04 * (b.start - a.end) as f32;
                let weight = ranked.0.first().map_or(0.0, |reading| reading.weight) - away;
                Some((weight, ((a, b), ranked)))
            };
            let found = places.into_iter().filter_map(read);
            let best = found.reduce(|one, other| if other.0 > one.0 + MORE { other } else { one });
            all.extend(best.map(|(_, found)| found));
        }
        all.sort_by_key(|((a, b), _)| (a.start, b.start));
        all
    }

    /// The places at which two actors are named, the nearest to each other first, for each two of a sentence.
    fn pairs<'m>(&self, mentions: &'m [Mention]) -> Vec<Vec<(&'m Mention, &'m Mention)>> {
        let mut actors: Vec<usize> = Vec::new();
        for mention in mentions {
            if !actors.contains(&mention.actor) && actors.len() < MOST_NAMED {
                actors.push(mention.actor);
            }
        }
        let mut pairs = Vec::new();
        for (i, one) in actors.iter().enumerate() {
            for other in &actors[i + 1..] {
                let of = |actor: usize| mentions.iter().filter(move |m| m.actor == actor);
                let all = of(*one).flat_map(|a| of(*other).map(move |b| (a, b)));
                let all = all.map(|(a, b)| if a.start < b.start { (a, b) } else { (b, a) });
                // One name of two actors is not a pair of them.
                let mut apart: Vec<_> = all.filter(|(a, b)| a.end < b.start).collect();
                apart.sort_by_key(|(a, b)| (b.start - a.end, a.start));
                apart.truncate(MOST_PLACES);
                pairs.push(apart);
            }
        }
        pairs
    }

    /// The proposal of a quote that stands in a text; `None` where it does not, as nothing is proposed that
    /// the check would refuse.
    fn proposal(
        &self,
        text: &Text,
        sentence: &Sentence,
        speaker: (Option<&Speaker>, Option<&Charge>),
        (quote, parts): (String, &[(usize, usize)]),
        (readings, ends): (Vec<Interpretation>, &[usize]),
    ) -> Option<Proposal> {
        let (first, last) = (parts.first()?.0, parts.last()?.1);
        let words = (sentence.number_of(first), sentence.number_of(last));
        let places = text.find(&Quote::parse(&quote));
        let place = places
            .iter()
            .find(|place| place.paragraph == sentence.paragraph && place.words == words)?;
        let manner = manner::of(
            &self.cues,
            (&self.named, self.source),
            sentence,
            speaker,
            (parts, ends, place.caution),
        );
        let lasts = |reading: &Interpretation| self.ranks.is_structure(&reading.relation);
        let date = dates::find(sentence, self.source.and_then(|source| source.published));
        // Structure has no date unless the text dates it, and a sentence dates what is done in it.
        let date = date.filter(|_| !readings.first().is_some_and(lasts));
        // What another clause tells of has a date of its own: `armed the Front, and left in May`.
        let starts = |i: usize| {
            let next = sentence.words.get(i + 1).map_or("", |word| &*word.low);
            sentence.words[i].ends_clause
                && matches!(next, "and" | "but" | "while" | "who" | "which")
        };
        let date = date.filter(|date| !(last..date.at).any(starts));
        let (when, dated, is_to_come) =
            date.map_or((None, None, false), |date| (Some(date.when), date.dated, date.is_to_come));
        let modality = match manner.modality {
            Modality::Factual | Modality::Reported | Modality::Assessed if is_to_come => {
                Modality::Planned
            }
            modality => modality,
        };
        Some(Proposal {
            paragraph: sentence.paragraph,
            sentence: sentence.number,
            words,
            quote,
            is_ambiguous: places.len() > 1,
            readings,
            modality,
            status: manner.status,
            said_by: manner.said_by,
            when,
            dated,
            note: manner.note,
        })
    }

    /// What selected words of a paragraph show: first and last, counted from 1. `None` where the paragraph has
    /// no such words.
    pub fn selection(&self, text: &Text, paragraph: u32, words: (u32, u32)) -> Option<Selected> {
        let sentences = Sentence::all(text, paragraph);
        let sentence = sentences.iter().find(|s| s.holds(words.0))?;
        let last = words.1.min(sentence.last_number());
        (words.0 <= last).then_some(())?;
        let (first, last) = (sentence.place_of(words.0), sentence.place_of(last));
        let mentions = sentence.mentions(&self.named.find(text.paragraph(paragraph)));
        let parts = [(first, last)];
        let quote = sentence.quote(text, &parts);
        let inside = |mention: &Mention| mention.end >= first && mention.start <= last;
        let (own, others): (Vec<Mention>, Vec<Mention>) =
            mentions.iter().cloned().partition(inside);
        let own: Vec<usize> = own.iter().map(|mention| mention.actor).collect();
        let cues = self.cues.find(sentence, &mentions);
        let inner: Vec<_> =
            cues.iter().filter(|c| c.start >= first && c.end <= last).cloned().collect();
        let cues = if inner.is_empty() { cues } else { inner };
        // Two who are named in the words, else whoever is with somebody of the same sentence.
        let two = own.iter().any(|actor| *actor != own[0]);
        let wanted = |(a, b): &(&Mention, &Mention)| {
            let (a, b) = (own.contains(&a.actor), own.contains(&b.actor));
            if two { a && b } else { own.is_empty() || a || b }
        };
        let speaker = manner::speaker(&self.cues, &self.named, sentence, &mentions);
        let charge = manner::charge(&self.cues, &self.named, sentence, &mentions);
        let of = |readings, ends: &[usize]| {
            let quoted = (quote.clone(), &parts[..]);
            self.proposal(
                text,
                sentence,
                (speaker.as_ref().map(|(speaker, _)| speaker), charge.as_ref()),
                quoted,
                (readings, ends),
            )
        };
        let mut proposals: Vec<Proposal> = Vec::new();
        let ranked = self.ranked(sentence, &mentions, &cues);
        for ((a, b), (readings, _)) in ranked.into_iter().filter(|(pair, _)| wanted(pair)) {
            proposals.extend(of(readings, &[a.actor, b.actor]));
        }
        let weight = |proposal: &Proposal| proposal.readings.first().map_or(0.0, |r| r.weight);
        proposals.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        let mut named: Vec<String> = Vec::new();
        for actor in own.iter().copied().chain(others.iter().map(|m| m.actor)) {
            let id = self.named.id(actor);
            if !named.iter().any(|own| own == id) {
                named.push(id.to_owned());
            }
        }
        let plain = of(Vec::new(), &[]);
        let (modality, status) =
            plain.as_ref().map_or((Modality::Factual, None), |p| (p.modality, p.status));
        let said_by = plain.as_ref().and_then(|p| p.said_by.clone());
        let (when, dated) = plain.map_or((None, None), |p| (p.when, p.dated));
        Some(Selected { named, proposals, modality, status, said_by, when, dated })
    }
}

/// Whether one of two only speaks of the other: a verb of saying stands between them, or nothing says what
/// they are to each other.
fn only_speaks(
    (speaker, said): &(Speaker, usize),
    (a, b): (&Mention, &Mention),
    cue: Option<(usize, usize)>,
) -> bool {
    let speaks = |mention: &Mention| *speaker == Speaker::Actor(mention.actor);
    (speaks(a) || speaks(b)) && (cue.is_none() || (a.end < *said && *said < b.start))
}
