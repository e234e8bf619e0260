//! How people open a question: `tell me who …`, `list all states that …`, `is it true that …`.
//!
//! Takes words; gives the question without its opening. Must not know names.

use super::kinds::noun;
use super::words::{Word, after, before, led_by, position};
use crate::model::Cut;

/// Openings without a meaning.
const POLITE: &[&str] = &[
    "can|could|would you",
    "i want|need|would|wish to know",
    "i'd like to know",
    "i want|need|would|wish to",
    "do|does you|we|anyone|anybody know|say",
    "do you know",
    "let me know",
    "tell|show|give me|us",
    "tell|show|give",
    "according to the texts|sources|articles|data",
    "in the texts|sources|articles|data",
    "so",
    "and",
    "then",
    "please",
    "explain",
    "say",
];

/// Openings that are followed by a statement.
const WHETHER: &[&str] = &[
    "is it true|correct|right|so that",
    "is it the case that",
    "is it true|correct",
    "is there any|some|a|an evidence|proof|sign|claim|indication that",
    "is there evidence|proof that",
    "are there claims|signs|indications that",
    "do|does the sources|texts|articles|source|text|data say|says|state|report|show|claim that",
    "do|does the sources|texts|articles|source|text|data say|state|report|show|claim",
    "do|does any|some sources|source|text|texts say|state|report|show|claim that",
    "do|does sources say|state|report|show|claim that",
    "do|does anyone|anybody|somebody say|state|report|claim that",
    "what evidence|proof is there that",
    "what is the evidence|proof that",
    "what|which evidence|proof shows that",
    "what shows that",
    "how do we|you know that",
    "how do we|you know",
    "how certain|sure is it that",
    "whether or not",
    "whether",
    "if",
];

/// Words for `who` that ask for several.
const WHO: &[(&str, &[&str])] = &[
    ("who is|are|was|were the one|ones|those|people|actors who|that|which", &["who"]),
    ("who is|was it that|who", &["who"]),
    ("who is|are|was|were those who|that", &["who"]),
    ("who are|is all the", &["who", "are"]),
    ("is|are|was|were there anyone|anybody|someone|somebody who|that", &["who"]),
    ("is|are|was|were there anyone|anybody|someone|somebody", &["who", "is"]),
    ("all|everyone|everybody|those|anyone|anybody|whoever who|that", &["who"]),
    ("the ones|one who|that", &["who"]),
    ("everyone|everybody|those|anyone|anybody", &["who"]),
    ("whoever", &["who"]),
    ("all who|that", &["who"]),
];

/// A question, or a statement that is to be answered with yes or no.
#[derive(Debug)]
pub(super) enum Opened {
    /// The plain question.
    Question(Vec<Word>),
    /// `X backs Y`
    Statement(Vec<Word>),
}

/// Removes the opening.
pub(super) fn opened(words: &[Word]) -> Opened {
    let mut words = before(words, "or not").unwrap_or(words).to_vec();
    loop {
        if let Some(rest) = WHETHER.iter().find_map(|opening| after(&words, opening)) {
            return Opened::Statement(rest.to_vec());
        }
        let polite = POLITE.iter().find_map(|opening| after(&words, opening));
        match polite.filter(|rest| !rest.is_empty()) {
            Some(rest) => words = rest.to_vec(),
            None => break,
        }
    }
    let listing = "list|name|enumerate|identify|find|show|mention";
    if let Some(rest) = after(&words, listing).filter(|rest| !rest.is_empty()) {
        words = rest.to_vec();
        if let Some(rest) = after(&words, "me|us|out").filter(|rest| !rest.is_empty()) {
            words = rest.to_vec();
        }
    }
    if let Some((rest, front)) =
        WHO.iter().find_map(|(opening, front)| after(&words, opening).map(|rest| (rest, front)))
    {
        return Opened::Question(led_by(front, rest));
    }
    Opened::Question(of_sort(&words).unwrap_or(words))
}

/// `states that back X`, `are there militias that …`, `who are the states backing X`, as `which …`.
fn of_sort(words: &[Word]) -> Option<Vec<Word>> {
    let asked =
        after(words, "who|what is|are|was|were").or_else(|| after(words, "is|are|was|were there"));
    let from = asked.unwrap_or(words);
    if from.first().is_some_and(|word| word.is(&["which", "what", "who", "whom", "how"])) {
        return None;
    }
    let found = noun(from)?;
    let rest = from.cut(found.length..);
    let first = rest.first()?;
    let relative = first.is(&["that", "which", "who"]);
    let clause = first.low.ends_with("ing") || first.low.ends_with("ed") || first.low == "under";
    if !relative && !clause {
        return None;
    }
    let rest = if relative { rest.cut(1..) } else { rest };
    let which = led_by(&["which"], from.cut(..found.length));
    Some(which.into_iter().chain(rest.iter().cloned()).collect())
}

/// `how many`, `how many different`, as `which`.
pub(super) fn counted(words: &[Word]) -> Option<Vec<Word>> {
    let rest = after(words, "how many").or_else(|| {
        after(words, "what is the number of").or_else(|| after(words, "what number of"))
    })?;
    let verbless = noun(rest).is_none();
    // `how many back X`
    let front: &[&str] = if verbless { &["who"] } else { &["which"] };
    Some(led_by(front, rest))
}

/// Removes words at the end that only mention the war: `in the Libyan war`.
pub(super) fn war(words: &[Word]) -> Option<(Vec<Word>, String)> {
    let last = words.last()?;
    if !last.is(&["war", "conflict", "fighting", "crisis"]) {
        return None;
    }
    let at = position(words, "in the").or_else(|| position(words, "during the"))?;
    let tail: Vec<&str> = words.cut(at..).iter().map(|word| word.raw.as_str()).collect();
    Some((words.cut(..at).to_vec(), tail.join(" ")))
}
