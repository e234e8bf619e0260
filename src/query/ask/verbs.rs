//! The verbs of a vocabulary: which words in a question stand for which relation.
//!
//! Takes a vocabulary; finds its verbs, in any form, among words. Verbs come from the vocabulary's
//! own lists, from labels (`is allied with`) and from inverses (`hosts_forces_of`), so that a
//! relation that a dataset adds can be used in questions; and from the list of synonyms.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::means;
use super::roles::known;
use super::synonyms::SYNONYMS;
use super::words::{Word, low};
use crate::check::nearest_word;
use crate::model::{Cut, Vocabulary};
use crate::query::inflect::{Form, inflect, is_third};

/// What `have ties to` means: dealings of every friendly or binding sort, with the actor or with any
/// of its parts; the relation of that name covers only what a text calls ties.
pub(super) const TIES: &str = "(support|engages|meets|visits|affiliated_with|kin_of|commands|leads|\
     founded|member_of|^(support|engages|visits|commands|leads|founded|member_of))/\
     (part_of|acts_for|holds_office_in|speaks_for)*";

/// How a verb must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// In a form of its own: `backs`, `has ties to`, `is loyal to`.
    Active(Form),
    /// `backed by`, after a form of `to be`.
    Passive,
    /// `backed`, after a form of `to be`, by somebody who is not named.
    Agentless,
    /// `loyal to`, with a form of `to be` that stands elsewhere.
    WithoutBe,
}

/// A verb found among words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its first word.
    pub(super) start: usize,
    /// The index after its last word.
    pub(super) end: usize,
    /// The relation expression, from the one who acts; one for each of several verbs joined by `and`.
    pub(super) paths: Vec<String>,
}

impl Found {
    /// The first of its relation expressions; every verb that is found has one.
    pub(super) fn path(&self) -> &str {
        self.paths.first().map_or("", String::as_str)
    }
}

/// The verbs of a vocabulary.
#[derive(Clone)]
pub(super) struct Verbs {
    /// Words in base form, and what they stand for.
    phrases: Vec<(Vec<String>, String)>,
}

impl Verbs {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let mut phrases: Vec<(Vec<String>, String)> = Vec::new();
        let split = |text: &str| -> Vec<String> {
            text.split_whitespace().map(str::to_lowercase).collect()
        };
        let mut add = |phrase: Vec<String>, path: &str| {
            // A relation with a verb of the same words as another stands beside it.
            if !phrase.is_empty() && !phrases.iter().any(|(p, at)| *p == phrase && at == path) {
                phrases.push((phrase, path.to_owned()));
            }
        };
        for (_, relation) in vocabulary.iter() {
            let id = relation.id.as_str();
            let path = if id == "has_ties_with" { TIES } else { id };
            for verb in &relation.spec.verbs {
                add(split(verb), path);
            }
            add(base(&split(&relation.label)), path);
            let Some(inverse) = &relation.inverse else { continue };
            let words = split(&inverse.replace('_', " "));
            if words.last().is_some_and(|word| word == "by") {
                continue;
            }
            let path = format!("^{id}");
            let is_verb = words.first().is_some_and(|word| is_third(word).is_some());
            let phrase = if is_verb { base(&words) } else { prefixed("be", &words) };
            add(phrase.clone(), &path);
            if phrase.first().is_some_and(|word| word == "be") {
                add(prefixed("be", &prefixed("the", &words)), &path);
            }
        }
        for (phrase, path) in SYNONYMS {
            let Some(path) = known(path, vocabulary) else { continue };
            let phrase = split(phrase);
            // What people say for a verb says all that the vocabulary's own verb does.
            let covers = |own: &str| {
                path.split('|').any(|step| {
                    let pair = vocabulary.get(own).zip(vocabulary.get(step));
                    pair.is_some_and(|(own, step)| vocabulary.is_a(own, step))
                })
            };
            phrases.retain(|(p, own)| *p != phrase || !covers(own));
            phrases.push((phrase, path));
        }
        Verbs { phrases }
    }

    /// The verbs of giving and getting, for things whose giving is one of these relations.
    pub(super) fn giving(path: &str, vocabulary: &Vocabulary) -> Self {
        let path = known(path, vocabulary).unwrap_or_else(|| "support".to_owned());
        let steps: Vec<String> = path.split('|').map(|step| format!("^{step}")).collect();
        let back = match &steps[..] {
            [only] => only.clone(),
            _ => format!("^({path})"),
        };
        let phrase = |verb: &str, joint: &str| -> Vec<String> {
            [verb, joint].iter().filter(|w| !w.is_empty()).map(|w| (*w).to_owned()).collect()
        };
        let given = means::GIVE
            .iter()
            .flat_map(|verb| ["", "to", "for"].map(|joint| (phrase(verb, joint), path.clone())));
        let got = means::GET
            .iter()
            .flat_map(|verb| ["from", ""].map(|joint| (phrase(verb, joint), back.clone())));
        Verbs { phrases: given.chain(got).collect() }
    }

    /// With every verb of backing narrowed to the means of backing.
    pub(super) fn narrowed(mut self, path: &str, vocabulary: &Vocabulary) -> Self {
        let backs = vocabulary.get("backs");
        let is_backing = |step: &str| {
            let ix = vocabulary.get(step);
            ix.zip(backs).is_some_and(|(ix, backs)| vocabulary.is_a(ix, backs))
        };
        let path = known(path, vocabulary).unwrap_or_else(|| "backs".to_owned());
        for (_, own) in &mut self.phrases {
            if own.split('|').all(is_backing) {
                own.clone_from(&path);
            }
        }
        self
    }

    /// With other verbs added.
    pub(super) fn and(mut self, others: Verbs) -> Self {
        self.phrases.extend(others.phrases);
        self
    }

    /// Every verb among words that stands in the required way; longer ones first.
    pub(super) fn find(&self, words: &[Word], stand: Stand) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (phrase, path) in &self.phrases {
            let Some(written) = standing(phrase, stand) else { continue };
            for start in 0..words.len() {
                let end = start + written.len();
                let fits = end <= words.len()
                    && written
                        .iter()
                        .zip(words.cut(start..end))
                        .all(|(any, word)| any.contains(&word.low));
                if !fits {
                    continue;
                }
                // Two relations with one verb: either may be meant, so both are asked.
                match found.iter_mut().find(|f| (f.start, f.end) == (start, end)) {
                    Some(same) => same.paths = vec![either(same.path(), path)],
                    None => found.push(Found { start, end, paths: vec![path.clone()] }),
                }
            }
        }
        found.extend(joined(&found, words));
        found.sort_by_key(|f| (std::cmp::Reverse(f.end - f.start), f.start));
        found
    }

    /// Whether some verb starts with this word in some form.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.heads().any(|head| head == word)
    }

    /// The form of a verb that is most similar to a word.
    pub(super) fn nearest(&self, word: &str) -> Option<String> {
        let heads: Vec<String> = self.heads().collect();
        let near = nearest_word(word, heads.iter().map(String::as_str))?;
        // Short verbs are all a letter or two from each other; what is not misspelt is not meant.
        let typo = strsim::damerau_levenshtein(word, near) * 4 <= word.chars().count();
        typo.then(|| near.to_owned())
    }

    fn heads(&self) -> impl Iterator<Item = String> {
        let forms = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing];
        self.phrases.iter().flat_map(move |(phrase, _)| {
            forms.into_iter().flat_map(move |form| {
                phrase.get(head(phrase)).into_iter().flat_map(move |head| inflect(head, form))
            })
        })
    }
}

/// The alternatives of two paths, each once.
fn either(path: &str, other: &str) -> String {
    let mut steps: Vec<&str> = path.split('|').collect();
    for step in other.split('|') {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps.join("|")
}

/// Two verbs joined by `or` or `and`: `arms or trains`, `arms and trains`.
fn joined(found: &[Found], words: &[Word]) -> Vec<Found> {
    let mut all = Vec::new();
    for first in found {
        for second in found.iter().filter(|second| second.start == first.end + 1) {
            let paths = match low(words, first.end) {
                "or" => vec![either(first.path(), second.path())],
                "and" => vec![first.path().to_owned(), second.path().to_owned()],
                _ => continue,
            };
            all.push(Found { start: first.start, end: second.end, paths });
        }
    }
    all
}

fn prefixed(word: &str, words: &[String]) -> Vec<String> {
    std::iter::once(word.to_owned()).chain(words.iter().cloned()).collect()
}

/// A phrase with its first word in base form: `is allied with` becomes `be allied with`.
fn base(words: &[String]) -> Vec<String> {
    let Some(first) = words.first() else { return Vec::new() };
    let verb = is_third(first).unwrap_or_else(|| first.clone());
    prefixed(&verb, words.cut(1..))
}

/// Which word of a phrase is the verb: the first that is not an adverb.
fn head(phrase: &[String]) -> usize {
    let adverb = |word: &String| word.ends_with("ly") && word.len() > 6;
    phrase.iter().position(|word| !adverb(word)).unwrap_or(0)
}

/// The words that may stand at each position of a phrase.
fn standing(phrase: &[String], stand: Stand) -> Option<Vec<Vec<String>>> {
    let head = head(phrase);
    let as_form = |form| -> Vec<Vec<String>> {
        let word = |(i, word): (usize, &String)| {
            if i == head { inflect(word, form) } else { vec![word.clone()] }
        };
        phrase.iter().enumerate().map(word).collect()
    };
    let is = |verb: &str| phrase.get(head).is_some_and(|word| word == verb);
    let is_be = is("be");
    match stand {
        Stand::Active(form) => Some(as_form(form)),
        Stand::Passive | Stand::Agentless if is_be || is("have") => None,
        Stand::Agentless => Some(as_form(Form::Participle)),
        Stand::Passive => {
            let mut written = as_form(Form::Participle);
            written.push(vec!["by".to_owned()]);
            Some(written)
        }
        Stand::WithoutBe => {
            let rest = phrase.cut(head + 1..);
            (is_be && !rest.is_empty()).then(|| rest.iter().map(|w| vec![w.clone()]).collect())
        }
    }
}
