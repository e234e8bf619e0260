//! The phrases that show a relation: the vocabulary's verbs in all their forms, their synonyms in
//! questions, and what `cues.ron` has for a language.
//!
//! Takes a vocabulary and a language; gives the phrases, by their first words. Must not know sentences.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::{CueKind, Cues, Directed, Phrase};
use crate::evidence::{Language, fold};
use crate::model::Vocabulary;
use crate::query::ask::{GET, MEANS, SYNONYMS};
use crate::query::inflect::{Form, inflect};

const FORMS: [Form; 5] = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing];

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Spec {
    nouns: Vec<(String, Vec<String>)>,
    verbs: Vec<(String, Vec<String>)>,
    titles: Vec<(String, Vec<String>)>,
    roles: Vec<(String, Vec<String>)>,
    places: Vec<String>,
    prefixes: Vec<(String, Vec<String>)>,
    says: Vec<String>,
    forms: Vec<String>,
    charges: Vec<String>,
    behind: Vec<String>,
    pronouns: Vec<String>,
}

static SPECS: LazyLock<BTreeMap<String, Spec>> = LazyLock::new(|| {
    crate::annotation::ron_options()
        .from_str(include_str!("../cues.ron"))
        .expect("the cues can be read")
});

impl Cues {
    /// Those of a vocabulary, for the language of a text; without one, English.
    pub(in crate::suggest) fn of(vocabulary: &Vocabulary, tag: Option<&str>) -> Self {
        let tag = tag.map_or("en".to_owned(), str::to_lowercase);
        let short = tag.split(['-', '_']).next().unwrap_or_default();
        let spec = SPECS.get(short).cloned().unwrap_or_default();
        let split = |text: &String| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let forms = [Form::Third, Form::Past];
        let said = spec.says.iter().flat_map(|verb| {
            let base = matches!(&**verb, "say" | "tell" | "argue" | "believe" | "insist" | "warn");
            let base = base.then(|| verb.clone());
            base.into_iter().chain(forms.into_iter().flat_map(move |form| inflect(verb, form)))
        });
        let (phrases, words): (Vec<String>, Vec<String>) =
            said.chain(spec.forms.iter().cloned()).partition(|said| said.contains(' '));
        let gets = GET.iter().flat_map(|verb| FORMS.into_iter().flat_map(|f| inflect(verb, f)));
        let mut cues = Cues {
            by_first: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            places: spec.places.iter().cloned().collect(),
            language: Language::of(Some(&tag)),
            says: words.into_iter().collect(),
            says_phrases: phrases.iter().map(split).collect(),
            behind: spec.behind.iter().map(split).collect(),
            pronouns: spec.pronouns.iter().cloned().collect(),
            gets: gets.collect(),
            bases: FxHashSet::default(),
            charges: (spec.charges.iter())
                .flat_map(|verb| FORMS.into_iter().flat_map(|form| inflect(verb, form)))
                .collect(),
        };
        let known = |paths: &[String]| relations(vocabulary, paths.iter().map(String::as_str));
        if short == "en" {
            cues.verbs(vocabulary, &spec.verbs);
            for (noun, path) in MEANS {
                let of = relations(vocabulary, path.split('|'));
                alternatives(noun)
                    .into_iter()
                    .for_each(|n| cues.phrase(&n, None, CueKind::Running, of.clone(), 2.8));
            }
        }
        for (noun, paths) in &spec.nouns {
            cues.phrase(&split(noun), None, CueKind::Running, known(paths), 3.2);
        }
        for (title, paths) in &spec.titles {
            cues.phrase(&split(title), None, CueKind::Title, known(paths), 3.4);
        }
        for (role, paths) in &spec.roles {
            cues.phrase(&split(role), None, CueKind::Role, known(paths), 3.8);
        }
        for (prefix, paths) in &spec.prefixes {
            cues.prefixes.insert(prefix.clone(), known(paths));
        }
        cues
    }

    /// The verbs of a vocabulary, those of its labels, and what people and writers say for them.
    fn verbs(&mut self, vocabulary: &Vocabulary, written: &[(String, Vec<String>)]) {
        let mut all: Vec<(Vec<String>, Directed, f32)> = Vec::new();
        let split = |text: &str| -> Vec<String> {
            text.split_whitespace().map(str::to_lowercase).collect()
        };
        for (_, relation) in vocabulary.iter() {
            let own = vec![(relation.id.clone(), false)];
            all.extend(relation.spec.verbs.iter().map(|verb| (split(verb), own.clone(), 4.0)));
            let label = split(&relation.label);
            if label.first().is_some_and(|first| first == "is") {
                let base = std::iter::once("be".to_owned()).chain(label.into_iter().skip(1));
                all.push((base.collect(), own, 4.0));
            }
        }
        for (phrase, path) in SYNONYMS {
            let of = relations(vocabulary, path.split('|'));
            if !of.is_empty() {
                all.push((split(phrase), of, 3.4));
            }
        }
        for (phrases, paths) in written {
            let of = relations(vocabulary, paths.iter().map(String::as_str));
            all.extend(alternatives(phrases).into_iter().map(|phrase| (phrase, of.clone(), 3.6)));
        }
        for (phrase, of, weight) in all {
            match &phrase[..] {
                // `be loyal to`: the rest says it, wherever the verb stands; one word alone says too little.
                [be, rest @ ..] if be == "be" => {
                    if rest.len() > 1 {
                        self.phrase(rest, None, CueKind::Running, of, weight);
                    }
                }
                [head, rest @ ..] => {
                    if rest.is_empty() {
                        self.bases.insert(head.clone());
                    }
                    // `following the attack` is when, not what.
                    for form in FORMS.into_iter().filter(|f| !(head == "follow" && *f == Form::Ing))
                    {
                        for written in inflect(head, form) {
                            let whole: Vec<String> =
                                std::iter::once(written).chain(rest.iter().cloned()).collect();
                            self.phrase(&whole, Some(form), CueKind::Running, of.clone(), weight);
                        }
                    }
                }
                [] => {}
            }
        }
    }

    fn phrase(
        &mut self,
        words: &[String],
        form: Option<Form>,
        sort: CueKind,
        relations: Vec<(String, bool)>,
        weight: f32,
    ) {
        let Some((first, rest)) = words.split_first() else { return };
        if relations.is_empty() {
            return;
        }
        let (rest, loose) = (rest.to_vec(), form.is_some());
        let phrase = Phrase { form, rest, sort, relations, weight, loose };
        self.by_first.entry(fold(first).into_owned()).or_default().push(phrase);
    }
}

/// Those relations of a path's alternatives that a vocabulary has; `^` turns one round.
fn relations<'p>(
    vocabulary: &Vocabulary,
    path: impl Iterator<Item = &'p str>,
) -> Vec<(String, bool)> {
    let known = path.filter_map(|step| {
        let name = step.trim_start_matches('^');
        vocabulary.get(name).map(|_| (name.to_owned(), step.starts_with('^')))
    });
    known.collect()
}

/// The phrases of a list in which each word may be one of several: `military support|help`.
fn alternatives(phrase: &str) -> Vec<Vec<String>> {
    phrase.split(' ').fold(vec![Vec::new()], |all, words| {
        let with = |own: &Vec<String>| {
            let own = own.clone();
            words
                .split('|')
                .map(move |word| [own.clone(), vec![word.to_owned()]].concat())
                .collect::<Vec<_>>()
        };
        all.iter().flat_map(with).collect()
    })
}
