//! Words that show a relation: verbs in any form, nouns, titles, first parts of words.
//!
//! Takes a vocabulary and a language; finds cues among the words of a sentence. The verbs are those of the
//! vocabulary and their synonyms in questions; everything else is data, `cues.ron`. Must not know actors.

use rustc_hash::{FxHashMap, FxHashSet};

use super::clause::{self, PREPOSITIONS};
use super::names::Mention;
use super::sentence::Sentence;
use crate::evidence::Language;
use crate::query::inflect::Form;

mod lexicon;

/// How many words may stand between the words of a phrase: `supply [him with new] weapons to`.
const REACH: usize = 3;

/// How far behind a passive whoever acts may be named.
const FAR_BY: usize = 8;

/// Relations, and whether the one acted on stands in front.
type Directed = Vec<(String, bool)>;

/// How the one who acts is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueKind {
    /// In front of it, as of any verb and noun.
    Running,
    /// It is the person.
    Title,
    /// In the same word: `UN-backed`.
    Compound,
    /// Not in the same word: `pro-Haftar`.
    Prefix,
    /// It is the one whom the word calls so, of whoever's he is: `Haftar's backer`.
    Role,
}

/// What shows a relation, by its first and last word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cue {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sort: CueKind,
    /// Relations, and whether the one acted on stands in front.
    pub(super) relations: Vec<(String, bool)>,
    pub(super) weight: f32,
    /// The form of the verb, if it is one.
    pub(super) form: Option<Form>,
    /// Whether its last word leads on to whom it is done to: `sanctions on`, `called on`.
    pub(super) has_object: bool,
    /// Whether who acts stands behind it: `backed by`.
    pub(super) is_turned: bool,
    /// Whether no other words stand within.
    is_tight: bool,
}

/// A phrase behind its first word.
#[derive(Debug, Clone)]
struct Phrase {
    form: Option<Form>,
    rest: Vec<String>,
    sort: CueKind,
    relations: Vec<(String, bool)>,
    weight: f32,
    /// Whether other words may stand between.
    loose: bool,
}

/// The cues of a vocabulary in a language.
#[derive(Debug)]
pub(super) struct Cues {
    by_first: FxHashMap<String, Vec<Phrase>>,
    prefixes: FxHashMap<String, Vec<(String, bool)>>,
    places: FxHashSet<String>,
    pub(super) language: Option<&'static Language>,
    says: FxHashSet<String>,
    says_phrases: Vec<Vec<String>>,
    behind: Vec<Vec<String>>,
    pronouns: FxHashSet<String>,
    gets: FxHashSet<String>,
    /// Verbs in their base form: what stands behind `to` is not a place then.
    bases: FxHashSet<String>,
    charges: FxHashSet<String>,
}

impl Cues {
    /// Every cue of a sentence, by whom it names.
    pub(super) fn find(&self, sentence: &Sentence, mentions: &[Mention]) -> Vec<Cue> {
        let mut found = Vec::new();
        for (at, word) in sentence.words.iter().enumerate() {
            for phrase in self.by_first.get(&word.low).into_iter().flatten() {
                found.extend(self.stands(phrase, sentence, at));
            }
            let Some((first, last)) = word.low.split_once('-') else { continue };
            let last = last.rsplit('-').next().unwrap_or(last);
            for phrase in self.by_first.get(last).into_iter().flatten() {
                found.extend(compound(phrase, at));
            }
            if let Some(relations) = self.prefixes.get(first) {
                let relations = relations.clone();
                found.push(Cue {
                    start: at,
                    end: at,
                    sort: CueKind::Prefix,
                    relations,
                    weight: 4.0,
                    form: None,
                    has_object: false,
                    is_turned: false,
                    is_tight: true,
                });
            }
        }
        // `fought for years`: whom it leads on to is not named.
        found.retain(|cue: &Cue| !cue.has_object || mentions.iter().any(|m| m.start > cue.end));
        // `arms embargo` is no `arms`.
        let tight = found.iter().filter(|cue| cue.is_tight);
        let spans: Vec<(usize, usize)> = tight.map(|cue| (cue.start, cue.end)).collect();
        let is_part = |cue: &Cue| {
            spans.iter().any(|(start, end)| {
                *start <= cue.start && cue.end <= *end && end - start > cue.end - cue.start
            })
        };
        found.retain(|cue| !is_part(cue));
        found
    }

    /// The cue of a phrase whose first word stands at a place.
    fn stands(&self, phrase: &Phrase, sentence: &Sentence, at: usize) -> Option<Cue> {
        let words = &sentence.words;
        let mut end = at;
        for wanted in &phrase.rest {
            // `seeking to blunt its influence` seeks something else.
            let loose = phrase.loose && !(words[end].low == "to" && end > at);
            let reach = if loose { REACH } else { 0 };
            let next =
                (end + 1..words.len().min(end + 2 + reach)).find(|i| words[*i].low == *wanted);
            end = next?;
        }
        let next = words.get(end + 1).map(|word| &*word.low);
        // `sent troops to fight`
        if words[end].low == "to" && end > at && next.is_some_and(|next| self.bases.contains(next))
        {
            return None;
        }
        let is_tight = end - at == phrase.rest.len();
        let mut relations = phrase.relations.clone();
        let mut weight = phrase.weight;
        let mut is_turned = false;
        let is_past = matches!(phrase.form, Some(Form::Past | Form::Participle));
        let has_object = !phrase.rest.is_empty() && PREPOSITIONS.contains(&&*words[end].low);
        if is_past && (phrase.rest.is_empty() || !has_object) {
            let passive = phrase.form == Some(Form::Participle) && self.is_passive(sentence, at);
            if let Some(by) = self.by(sentence, end, passive) {
                // `is backed by`: who acts stands behind.
                turn(&mut relations);
                (is_turned, end) = (true, by);
            } else if passive {
                // `was attacked`, by somebody who is not named.
                return None;
            }
        } else if phrase.form.is_none() && phrase.sort == CueKind::Running {
            let got = !has_object && self.is_got(sentence, at);
            if matches!(next, Some("from" | "by")) || (got && !matches!(next, Some("to" | "for"))) {
                turn(&mut relations);
                is_turned = true;
                // What is received says more than that something is.
                weight += if got { 1.0 } else { 0.0 };
            }
        }
        // A longer phrase says more.
        weight += 0.2 * phrase.rest.len() as f32;
        let (sort, form) = (phrase.sort, phrase.form);
        Some(Cue { start: at, end, sort, relations, weight, form, has_object, is_turned, is_tight })
    }

    /// The `by` of a passive: close behind it, or behind other verbs in the same voice, `armed, trained and paid by`;
    /// behind `was driven out of the town` anywhere in the clause.
    fn by(&self, sentence: &Sentence, end: usize, passive: bool) -> Option<usize> {
        let words = &sentence.words;
        let is_by = |i: usize| words.get(i).is_some_and(|word| word.low == "by");
        let joins = |word: &str| matches!(word, "and" | "or" | "then" | "later");
        let passes =
            |word: &str| joins(word) || clause::is_adverb(word) || clause::is_participle(word);
        let behind = (end + 1..words.len().min(end + 7)).find(|i| !passes(&words[*i].low));
        let near = [Some(end + 1), Some(end + 2), behind].into_iter().flatten().find(|i| is_by(*i));
        let clause = words
            .iter()
            .enumerate()
            .skip(end)
            .take(FAR_BY)
            .take_while(|(_, word)| !word.ends_clause);
        near.or_else(|| clause.map(|(i, _)| i + 1).find(|i| passive && is_by(*i)))
    }

    /// Whether what stands at a place is got: `received weapons`, `has the support`. In `has imposed sanctions` and
    /// `had made contact` the first verb only helps the other.
    fn is_got(&self, sentence: &Sentence, at: usize) -> bool {
        let words = &sentence.words;
        let helps = |i: usize| {
            let next = (i + 1..at).find(|n| !clause::is_adverb(&words[*n].low));
            matches!(&*words[i].low, "have" | "has" | "had" | "having")
                && next
                    .is_some_and(|n| words[n].low == "to" || clause::is_participle(&words[n].low))
        };
        let got = |i: &usize| self.gets.contains(&words[*i].low) && !helps(*i);
        let found = (at.saturating_sub(REACH + 1)..at).rev().find(got);
        // Another verb in between has what is got as its own.
        found.is_some_and(|i| !(i + 1..at).any(|n| words[n].ends_clause || words[n].low == "to"))
    }

    /// Whether a form of `to be` stands close in front.
    pub(super) fn is_passive(&self, sentence: &Sentence, at: usize) -> bool {
        let be = ["is", "are", "was", "were", "been", "being", "be"];
        sentence.words[at.saturating_sub(2)..at].iter().any(|word| be.contains(&&*word.low))
    }

    /// Whether a word charges somebody with something.
    pub(super) fn charges(&self, word: &str) -> bool {
        self.charges.contains(word)
    }

    /// The words that stand in front of places.
    pub(super) fn place_words(&self) -> &FxHashSet<String> {
        &self.places
    }

    /// Whether a word, or a phrase that starts there, says that somebody says something; its last word.
    pub(super) fn says(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        if self.says.contains(&sentence.words[at].low) {
            return Some(at);
        }
        phrase_at(&self.says_phrases, sentence, at)
    }

    /// The same, where who says it stands behind.
    pub(super) fn names_speaker(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        phrase_at(&self.behind, sentence, at)
    }

    /// Whether a word stands for somebody without a name.
    pub(super) fn is_pronoun(&self, word: &str) -> bool {
        self.pronouns.contains(word)
    }
}

/// `UN-backed`, `Haftar-aligned`: what the named actor does, or what somebody is to that actor.
fn compound(phrase: &Phrase, at: usize) -> Option<Cue> {
    if !phrase.rest.is_empty() || phrase.sort != CueKind::Running {
        return None;
    }
    let is_done = matches!(phrase.form, Some(Form::Participle));
    let sort = match phrase.form {
        Some(_) if !is_done => return None,
        Some(_) => CueKind::Compound,
        None => CueKind::Prefix,
    };
    let (relations, weight) = (phrase.relations.clone(), 4.5);
    let (form, has_object, is_turned, is_tight) = (phrase.form, false, false, true);
    Some(Cue { start: at, end: at, sort, relations, weight, form, has_object, is_turned, is_tight })
}

fn phrase_at(phrases: &[Vec<String>], sentence: &Sentence, at: usize) -> Option<usize> {
    let stands = |phrase: &&Vec<String>| {
        let own = sentence.words.get(at..at + phrase.len());
        own.is_some_and(|own| own.iter().zip(*phrase).all(|(word, wanted)| word.low == *wanted))
    };
    phrases.iter().find(stands).map(|phrase| at + phrase.len() - 1)
}

/// Turns relations round.
fn turn(relations: &mut [(String, bool)]) {
    relations.iter_mut().for_each(|(_, back)| *back = !*back);
}
