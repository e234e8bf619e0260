//! Which relation a word of somebody else's file means.

use crate::model::Vocabulary;

/// A relation by name, and whether the word says it the other way round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) relation: String,
    pub(super) turned: bool,
}

/// What a word means: as told, or as the vocabulary has it by name, label, inverse or verb. Case,
/// blanks, hyphens and underscores tell no two apart.
pub(super) fn relation(word: &str, meanings: &[(String, String)]) -> Option<Meaning> {
    let folded = fold(word);
    if let Some((_, told)) = meanings.iter().find(|(own, _)| fold(own) == folded) {
        return Some(Meaning { relation: told.clone(), turned: false });
    }
    let vocabulary = Vocabulary::standard();
    let found = |turned: bool, says: &dyn Fn(&crate::model::Relation) -> bool| {
        let mut relations = vocabulary.iter().map(|(_, relation)| relation);
        let relation = relations.find(|relation| says(relation))?.id.clone();
        Some(Meaning { relation, turned })
    };
    found(false, &|r| fold(&r.id) == folded || fold(&r.label) == folded)
        .or_else(|| found(true, &|r| r.inverse.as_deref().is_some_and(|i| fold(i) == folded)))
        .or_else(|| {
            found(false, &|r| r.spec.verbs.iter().any(|v| fold(v) == folded || third(v) == folded))
        })
}

/// The relation that is meant by a code of the UCDP External Support Dataset: the first in the
/// vocabulary of which it is the only code.
pub(super) fn of_support(code: &str) -> Option<String> {
    let mut relations = Vocabulary::standard().iter().map(|(_, relation)| relation);
    relations.find(|r| r.spec.esd == [code]).map(|r| r.id.clone())
}

/// A verb in the third person, folded: `share intelligence with` as `sharesintelligencewith`.
fn third(verb: &str) -> String {
    let (first, rest) = verb.split_once(' ').unwrap_or((verb, ""));
    let ending = if first.ends_with(['s', 'x', 'h', 'o']) { "es" } else { "s" };
    fold(&format!("{first}{ending}{rest}"))
}

pub(super) fn fold(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
