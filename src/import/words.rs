//! Which relation a word in an imported file means.
//!
//! A value is compared as it is written: `+`, `-`, `1.0` and `10` are four values. Case, and spaces, hyphens and
//! underscores between letters, do not count.

use std::cell::RefCell;
use std::collections::HashMap;

use super::ImportError;
use crate::check::nearest_word;
use crate::model::{Relation, Vocabulary};

/// What a word says of two actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A relation by name, and whether the word says it the other way round.
    Is { relation: String, turned: bool },
    /// That there is none: somebody has said so.
    Nothing,
}

/// What words mean: as told, or as the vocabulary has it by name, label, inverse or verb.
pub(super) struct Meanings {
    told: Vec<(String, Meaning)>,
    known: RefCell<HashMap<String, Option<Meaning>>>,
}

/// The word for "there is nothing between them".
const NONE: &str = "none";

impl Meanings {
    pub(super) fn new(told: &[(String, String)]) -> Result<Self, ImportError> {
        let each = told.iter().map(|(word, relation)| {
            let unknown = || ImportError::UnknownRelation(relation.clone());
            Ok((word.trim().to_owned(), named(relation).ok_or_else(unknown)?))
        });
        Ok(Meanings { told: each.collect::<Result<_, ImportError>>()?, known: RefCell::default() })
    }

    pub(super) fn of(&self, word: &str) -> Option<Meaning> {
        if let Some(found) = self.known.borrow().get(word) {
            return found.clone();
        }
        let found = self.told(word).or_else(|| of_vocabulary(word));
        self.known.borrow_mut().insert(word.to_owned(), found.clone());
        found
    }

    /// A relation of the file's own, by its name.
    pub(super) fn learn(&mut self, name: String) {
        self.told.push((name.clone(), Meaning::Is { relation: name, turned: false }));
    }

    /// What words of the format mean, where nobody says otherwise.
    pub(super) fn usual(&mut self, words: &[(&str, &str)]) {
        for (word, relation) in words {
            if let Some(meaning) = named(relation).filter(|_| self.told(word).is_none()) {
                self.told.push(((*word).to_owned(), meaning));
            }
        }
    }

    /// What somebody has said that the word means.
    fn told(&self, word: &str) -> Option<Meaning> {
        let exact = self.told.iter().find(|(own, _)| own == word);
        exact
            .or_else(|| self.told.iter().find(|(own, _)| same(own, word)))
            .map(|(_, meaning)| meaning.clone())
    }

    /// Whether somebody has said what the word means.
    pub(super) fn is_told(&self, word: &str) -> bool {
        self.told(word).is_some()
    }
}

/// What a relation's name, or that of an inverse, says.
pub(super) fn named(name: &str) -> Option<Meaning> {
    if name == NONE {
        return Some(Meaning::Nothing);
    }
    let vocabulary = Vocabulary::standard();
    if vocabulary.get(name).is_some() {
        return Some(Meaning::Is { relation: name.to_owned(), turned: false });
    }
    let mut relations = vocabulary.iter().map(|(_, relation)| relation);
    let inverse = relations.find(|relation| relation.inverse.as_deref() == Some(name))?;
    Some(Meaning::Is { relation: inverse.id.clone(), turned: true })
}

/// No relation has a name or a verb so long, in bytes; to hold a longer word against each of them only takes time.
const LONGEST: usize = 400;

fn of_vocabulary(word: &str) -> Option<Meaning> {
    if word.len() > LONGEST {
        return None;
    }
    let vocabulary = Vocabulary::standard();
    let found = |turned: bool, says: &dyn Fn(&Relation) -> bool| {
        let mut relations = vocabulary.iter().map(|(_, relation)| relation);
        let relation = relations.find(|relation| says(relation))?.id.clone();
        Some(Meaning::Is { relation, turned })
    };
    found(false, &|r| same(&r.id, word) || same(&r.label, word))
        .or_else(|| found(true, &|r| r.inverse.as_deref().is_some_and(|i| same(i, word))))
        .or_else(|| {
            found(false, &|r| r.spec.verbs.iter().any(|v| same(v, word) || same(&third(v), word)))
        })
}

/// The way out for a word that means nothing here: with the relation that is spelt like it, or none.
pub(super) fn help(word: &str) -> String {
    let relations = Vocabulary::standard().iter().map(|(_, relation)| relation.id.as_str());
    let relation = nearest_word(&plain(word), relations).unwrap_or("RELATION");
    let option = shell(&format!("{word}={relation}"));
    // What begins with a hyphen would look like another option.
    let option = if word.starts_with('-') {
        format!("--means={option}")
    } else {
        format!("--means {option}")
    };
    format!("say what it means: {option}")
}

/// A text as one word of a command that can be copied, whatever stands in it.
pub(super) fn shell(text: &str) -> String {
    match text.contains(['"', '$', '`', '\\', '!']) {
        true => format!("'{}'", text.replace('\'', "'\\''")),
        false => format!("\"{text}\""),
    }
}

/// A verb in the third person: `share intelligence with` as `shares intelligence with`.
fn third(verb: &str) -> String {
    let (first, rest) =
        verb.split_once(' ').map_or((verb, String::new()), |(a, b)| (a, format!(" {b}")));
    let ending = if first.ends_with(['s', 'x', 'h', 'o']) { "es" } else { "s" };
    format!("{first}{ending}{rest}")
}

fn same(a: &str, b: &str) -> bool {
    a == b || plain(a) == plain(b)
}

/// A word without what tells no two words apart.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.trim().chars().peekable();
    let joins = |c: char| c == '-' || c == '_' || c.is_whitespace();
    while let Some(c) = chars.next() {
        let between =
            out.ends_with(char::is_alphabetic) && chars.peek().is_some_and(|c| c.is_alphabetic());
        match c {
            c if joins(c) && between => out.push('_'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &[(&str, &str)]) -> Meanings {
        let words: Vec<_> = words.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Meanings::new(&words).unwrap()
    }

    fn name(meanings: &Meanings, word: &str) -> String {
        match meanings.of(word) {
            None => "?".to_owned(),
            Some(Meaning::Nothing) => "nothing".to_owned(),
            Some(Meaning::Is { relation, turned }) => {
                if turned {
                    format!("^{relation}")
                } else {
                    relation
                }
            }
        }
    }

    #[test]
    fn values_are_compared_as_they_are() {
        let meanings = told(&[
            ("1", "allied_with"),
            ("-1", "fights"),
            ("+", "backs"),
            ("-", "opposes"),
            ("1.0", "arms"),
            ("0", "none"),
            ("is assisting", "supplies"),
            ("A-", "fights"),
            ("A+", "backs"),
            ("x", "backed_by"),
        ]);
        for (word, relation) in [
            ("1", "allied_with"),
            ("-1", "fights"),
            ("+", "backs"),
            ("-", "opposes"),
            ("1.0", "arms"),
            ("10", "?"),
            ("+1", "?"),
            ("0", "nothing"),
            ("00", "?"),
            ("--", "?"),
            ("Is_Assisting", "supplies"),
            ("a-", "fights"),
            ("a+", "backs"),
            ("a", "?"),
            ("x", "^backs"),
            ("ARMS", "arms"),
            ("Armed by", "^arms"),
            ("supports", "backs"),
            ("−1", "?"),
            ("", "?"),
        ] {
            assert_eq!(name(&meanings, word), relation, "{word}");
        }
        assert!(Meanings::new(&[("a".to_owned(), "bakcs".to_owned())]).is_err());
    }

    #[test]
    fn a_way_out_fits_or_is_open() {
        assert_eq!(help("bakcs"), "say what it means: --means \"bakcs=backs\"");
        assert_eq!(help("sanktioniert"), "say what it means: --means \"sanktioniert=RELATION\"");
        assert_eq!(help("a \"b\""), "say what it means: --means 'a \"b\"=RELATION'");
        assert_eq!(help("-1"), "say what it means: --means=\"-1=RELATION\"");
    }
}
