//! A question as words.

use crate::model::Cut;

/// A word as written, and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As written, without a comma or question mark after it.
    pub(super) raw: String,
    /// In small letters.
    pub(super) low: String,
    /// Whether a comma follows it.
    pub(super) comma: bool,
}

impl Word {
    /// A word that the reader itself inserts.
    pub(super) fn new(word: &str) -> Self {
        Word { raw: word.to_owned(), low: word.to_lowercase(), comma: false }
    }

    /// Whether it is one of these.
    pub(super) fn is(&self, any: &[&str]) -> bool {
        any.contains(&self.low.as_str())
    }

    /// Whether it owns what follows: `Haftar's`, `states'`.
    pub(super) fn owns(&self) -> bool {
        self.low.ends_with("'s") || self.low.ends_with("s'")
    }
}

/// Words that make no difference to the answer.
const FILLERS: &[&str] = &[
    "also", "actually", "really", "please", "exactly", "else", "just", "even", "already", "yet",
    "too",
];

/// Short forms that people write, and what they stand for.
const SHORT: &[(&str, &[&str])] = &[
    ("who's", &["who", "is"]),
    ("whos", &["who", "is"]),
    ("what's", &["what", "is"]),
    ("whats", &["what", "is"]),
    ("where's", &["where", "is"]),
    ("when's", &["when", "is"]),
    ("how's", &["how", "is"]),
    ("who've", &["who", "have"]),
    ("who're", &["who", "are"]),
    ("what're", &["what", "are"]),
    ("who'd", &["who", "would"]),
    ("who'll", &["who", "will"]),
    ("cannot", &["can", "not"]),
    ("can't", &["can", "not"]),
    ("won't", &["will", "not"]),
];

/// Cuts a question into words; quotation marks around it and the mark at its end are dropped.
pub(super) fn words(question: &str) -> Vec<Word> {
    let outer = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '\'');
    let end = |c: char| outer(c) || matches!(c, '?' | '!' | '.' | '？' | '؟');
    let text = question.trim_start_matches(outer).trim_end_matches(end);
    let mut words: Vec<Word> = Vec::new();
    for raw in text.split_whitespace() {
        let comma = raw.ends_with([',', ';', ':']);
        // A question mark in front is a pattern's.
        let raw = raw.trim_end_matches('?');
        let raw = raw.trim_matches(|c| matches!(c, ',' | ';' | ':' | '"' | '“' | '”'));
        let low = raw.to_lowercase().replace(['’', '‘'], "'");
        if let Some((_, long)) = SHORT.iter().find(|(short, _)| *short == low) {
            words.extend(long.iter().map(|word| Word::new(word)));
        } else if let Some(verb) = low.strip_suffix("n't") {
            words.extend([Word::new(verb), Word::new("not")]);
        } else if !raw.is_empty() && !FILLERS.contains(&low.as_str()) {
            words.push(Word { raw: raw.to_owned(), low, comma });
        }
    }
    words
}

/// The words as written, with single spaces.
pub(super) fn raw(words: &[Word]) -> String {
    words.iter().map(|word| word.raw.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether words start with others; gives the rest. `a|b` is either.
pub(super) fn after<'w>(words: &'w [Word], start: &str) -> Option<&'w [Word]> {
    let mut rest = words;
    for expected in start.split(' ') {
        let (first, more) = rest.split_first()?;
        if !expected.split('|').any(|word| word == first.low) {
            return None;
        }
        rest = more;
    }
    Some(rest)
}

/// A word in lower case; empty where there is none.
pub(super) fn low(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| &word.low)
}

/// Whether words end with others; gives what stands before.
pub(super) fn before<'w>(words: &'w [Word], end: &str) -> Option<&'w [Word]> {
    let at = words.len().checked_sub(end.split(' ').count())?;
    after(words.cut(at..), end).map(|_| words.cut(..at))
}

/// Where a run of words first stands among others.
pub(super) fn position(words: &[Word], run: &str) -> Option<usize> {
    (0..words.len()).find(|at| after(words.cut(*at..), run).is_some())
}

/// The words without some of them.
pub(super) fn without(words: &[Word], from: usize, to: usize) -> Vec<Word> {
    words.cut(..from).iter().chain(words.cut(to..)).cloned().collect()
}

/// The words with others in front.
pub(super) fn led_by(front: &[&str], words: &[Word]) -> Vec<Word> {
    front.iter().map(|word| Word::new(word)).chain(words.iter().cloned()).collect()
}
