//! Why a question cannot be read, and which questions can.

use super::clause::Reader;
use super::words::Word;
use super::{AskError, forms};

/// Words that may stand in any question.
const COMMON: &[&str] = &[
    "who", "whom", "what", "which", "where", "when", "how", "why", "does", "do", "did", "is",
    "are", "was", "were", "be", "been", "being", "has", "have", "had", "the", "a", "an", "and",
    "by", "to", "of", "in", "on", "for", "with", "both", "that", "since", "from", "says", "said",
    "say", "denies", "links", "change", "disagree", "sources", "plan", "not",
];

/// Words for what cannot be asked: a question asks for one thing, and for what is claimed.
const UNASKED: &[&str] = &["or", "not", "but", "without", "except", "either", "nor", "never"];

/// Words for what no claim says, or what another command answers.
const BEYOND: &[(&str, &str)] = &[
    ("why", "claims say that something is so, not why; ask how, or what links the two"),
    ("camps", "`whobacks sides` finds the camps, at a date with `--at`"),
    ("blocs", "`whobacks sides` finds the camps, at a date with `--at`"),
    (
        "sides",
        "`whobacks sides` finds the camps, at a date with `--at`; run it at two dates to see who changed sides",
    ),
    ("timeline", "`whobacks timeline X Y` lists claims in the order of their dates"),
    ("draw", "`whobacks draw` draws the picture"),
    ("winning", "claims say who holds or took what, not who is winning"),
    ("openly", "claims do not say whether it is done openly; leave the word out"),
    ("secretly", "claims do not say whether it is done secretly; leave the word out"),
    ("covertly", "claims do not say whether it is done covertly; leave the word out"),
];

/// Words that something must follow.
const OPEN: &[&str] =
    &["according", "to", "since", "in", "on", "of", "between", "from", "and", "by"];

/// What is wrong with a question that has none of the forms: a word for what cannot be asked, a missing end, an unknown
/// name beside a verb, an unknown verb.
pub(super) fn refusal(reader: &Reader<'_, '_>, words: &[Word]) -> AskError {
    let forms = forms::nearest(words);
    let refused = |why: String| AskError::Form { why, forms: forms.clone() };
    let in_list = |word: &Word, list: &[&str]| list.contains(&word.low.as_str());
    if words.iter().any(|word| word.raw.starts_with('?') && word.raw.len() > 1) {
        return refused("this looks like a pattern, which `whobacks find` takes".to_owned());
    }
    if let Some(word) = words.iter().find(|word| in_list(word, UNASKED)) {
        return refused(format!("`{}` cannot be asked; ask one question at a time", word.raw));
    }
    if let Some((word, why)) = BEYOND.iter().find(|(word, _)| words.iter().any(|w| w.low == *word))
    {
        return refused(format!("`{word}`: {why}"));
    }
    let failure = reader.failure.borrow_mut().take();
    if let Some(word) = words.last().filter(|word| in_list(word, OPEN)) {
        return refused(format!("the question breaks off behind `{}`", word.raw));
    }
    if let Some((_, error)) = failure {
        return error;
    }
    let common = |word: &Word| in_list(word, COMMON);
    if words.iter().any(|word| reader.verbs.knows(&word.low) && !common(word)) {
        return refused("this is no question that can be read".to_owned());
    }
    let unknown = words.iter().find(|word| !common(word) && !reader.names.knows(&word.raw));
    let Some(verb) = unknown else {
        return refused("this is no question that can be read".to_owned());
    };
    refused(match reader.verbs.nearest(&verb.low) {
        Some(near) => {
            format!("`{}` is no verb of the vocabulary; did you mean `{near}`?", verb.raw)
        }
        None => format!(
            "the question has no verb of the vocabulary; `{}` is none, and `whobacks relations` \
             lists them",
            verb.raw
        ),
    })
}
