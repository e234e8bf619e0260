//! The structure of a sentence: names in one list, insertions between commas, possessives.
//!
//! Takes the words of a sentence and who is named in it; knows just enough English to recognise lists, clauses
//! and possessives. Must not know relations.

use super::names::Mention;
use super::sentence::Sentence;
use crate::query::inflect::is_irregular_participle;

/// Words that join the members of a list.
const JOINS: [&str; 11] =
    ["and", "or", "the", "et", "und", "y", "as", "well", "both", "&", "other"];

/// Words with which a clause begins that tells more of who stands in front of it.
const RELATIVES: [&str; 8] = ["which", "who", "whom", "whose", "that", "where", "a", "an"];

/// Words in front of which an object does not stand.
pub(super) const PREPOSITIONS: [&str; 22] = [
    "in", "at", "from", "into", "through", "near", "on", "over", "for", "with", "of", "to",
    "against", "by", "after", "before", "under", "during", "inside", "across", "since", "via",
];

/// Words without which a row of names is not a list: `Orlan, the Front` is one who is told of.
const LINKS: [&str; 6] = ["and", "or", "&", "et", "und", "y"];

/// Whether only names, commas and `and` stand between two mentions.
pub(super) fn is_row(
    sentence: &Sentence,
    mentions: &[Mention],
    (a, b): (&Mention, &Mention),
) -> bool {
    steps(sentence, mentions, (a, b)).is_some()
}

/// Whether two stand in one list: both do the same, or have the same done to them, and nothing is said of them to
/// each other.
pub(super) fn is_list(
    sentence: &Sentence,
    mentions: &[Mention],
    (a, b): (&Mention, &Mention),
) -> bool {
    let Some(steps) = steps(sentence, mentions, (a, b)) else { return false };
    // Behind the last member a list is over.
    let over = steps.iter().position(|linked| *linked);
    match over {
        Some(first) => steps[first..].iter().all(|linked| *linked),
        None => goes_on(sentence, mentions, b),
    }
}

/// For each step from name to name, whether it has an `and`; `None` where something else stands between.
fn steps(
    sentence: &Sentence,
    mentions: &[Mention],
    (a, b): (&Mention, &Mention),
) -> Option<Vec<bool>> {
    let (mut at, mut steps) = (a.end, Vec::new());
    while at < b.start {
        let next = mentions.iter().filter(|m| m.start > at && m.end <= b.end);
        let next = next.min_by_key(|m| (m.start, std::cmp::Reverse(m.end)))?;
        let between = &sentence.words[at + 1..next.start];
        let joined = between.iter().all(|word| JOINS.contains(&&*word.low));
        if !joined || (between.is_empty() && !sentence.words[at].ends_clause) {
            return None;
        }
        steps.push(between.iter().any(|word| LINKS.contains(&&*word.low)));
        at = next.end;
    }
    Some(steps)
}

/// Whether a list goes on behind a name: `…, Tarsk and Sarn`.
fn goes_on(sentence: &Sentence, mentions: &[Mention], from: &Mention) -> bool {
    let mut at = from.end;
    loop {
        let next = mentions
            .iter()
            .filter(|m| m.start > at)
            .min_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
        let Some(next) = next else { return false };
        let between = &sentence.words[at + 1..next.start];
        if !between.iter().all(|word| JOINS.contains(&&*word.low)) {
            return false;
        }
        if between.iter().any(|word| LINKS.contains(&&*word.low)) {
            return true;
        }
        if !sentence.words[at].ends_clause {
            return false;
        }
        at = next.end;
    }
}

/// Whether the second names what the first is one of: `Orlan, Tarsk and other states`.
pub(super) fn is_one_of(
    sentence: &Sentence,
    mentions: &[Mention],
    (a, b): (&Mention, &Mention),
) -> bool {
    let before = b.start.checked_sub(1).map(|at| &*sentence.words[at].low);
    matches!(before, Some("other")) && is_row(sentence, mentions, (a, b))
}

/// Whether a name stands in the genitive: `the Council’s`.
pub(super) fn is_genitive(sentence: &Sentence, mention: &Mention) -> bool {
    let last = &sentence.words[mention.end].low;
    last.ends_with("'s") || last.ends_with("s'")
}

/// Whether the one is the other's: `the Council’s Guard`, `the Council’s own Guard`.
pub(super) fn owns(sentence: &Sentence, (a, b): (&Mention, &Mention)) -> bool {
    a.end < b.start
        && b.start - a.end <= 2
        && is_genitive(sentence, a)
        && !ends_between(sentence, a.end, b.start)
}

/// Whether a clause ends between two words, the first included.
pub(super) fn ends_between(sentence: &Sentence, first: usize, end: usize) -> bool {
    (first..end).any(|i| sentence.words[i].ends_clause)
}

/// The first and the last word of what stands between commas around a word.
pub(super) fn segment(sentence: &Sentence, at: usize) -> (usize, usize) {
    let words = &sentence.words;
    let first = (0..at).rev().find(|i| words[*i].ends_clause).map_or(0, |i| i + 1);
    let last = (at..words.len()).find(|i| words[*i].ends_clause).unwrap_or(words.len() - 1);
    (first, last)
}

/// Whether a name stands in what only tells more of somebody in front of it: `Orlan, which is armed by Tarsk,`.
/// What is said behind that is said of the other.
pub(super) fn is_aside(sentence: &Sentence, mentions: &[Mention], mention: &Mention) -> bool {
    let (first, last) = segment(sentence, mention.start);
    if first == 0 || last + 1 == sentence.words.len() || first == mention.start {
        return false;
    }
    let opens = &*sentence.words[first].low;
    let tells = RELATIVES.contains(&opens) || is_participle(opens) || opens == "with";
    tells && mentions.iter().any(|m| m.end < first)
}

/// Whether a word looks like the participle of a verb.
pub(super) fn is_participle(word: &str) -> bool {
    let regular = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed");
    regular
        || is_irregular_participle(word)
        || matches!(word, "begun" | "done" | "shown" | "found" | "lost" | "become" | "known")
}

/// Whether a word only says how: `quietly`, `also`.
pub(super) fn is_adverb(word: &str) -> bool {
    word.ends_with("ly")
        || matches!(
            word,
            "also"
                | "never"
                | "always"
                | "often"
                | "already"
                | "long"
                | "not"
                | "now"
                | "since"
                | "still"
                | "just"
                | "only"
                | "once"
                | "even"
                | "ever"
                | "so"
                | "far"
                | "yet"
                | "thus"
                | "then"
        )
}
