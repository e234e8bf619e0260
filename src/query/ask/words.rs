//! A question as words.

/// A word as written, and as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As written, but for a comma or question mark behind it.
    pub(super) raw: String,
    /// In small letters.
    pub(super) low: String,
    /// Whether a comma stands behind it.
    pub(super) comma: bool,
}

/// Words that say nothing for a claim to answer.
const FILLERS: &[&str] = &["also", "actually", "really", "please", "exactly"];

/// Cuts a question into words; quotation marks around all of it, and what ends it, are dropped.
pub(super) fn words(question: &str) -> Vec<Word> {
    let outer = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '\'');
    let end = |c: char| outer(c) || matches!(c, '?' | '!' | '.');
    let text = question.trim_start_matches(outer).trim_end_matches(end);
    let words = text.split_whitespace().map(|raw| {
        let comma = raw.ends_with([',', ';']);
        // A question mark in front is a pattern's.
        let raw = raw.trim_end_matches('?');
        let raw = raw.trim_matches(|c| matches!(c, ',' | ';' | '"' | '“' | '”'));
        Word { raw: raw.to_owned(), low: raw.to_lowercase().replace('’', "'"), comma }
    });
    words.filter(|word| !word.raw.is_empty() && !FILLERS.contains(&word.low.as_str())).collect()
}

/// The words as written, with single spaces.
pub(super) fn raw(words: &[Word]) -> String {
    words.iter().map(|word| word.raw.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether words start with others; gives the rest.
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

/// Where a run of words first stands among others.
pub(super) fn position(words: &[Word], run: &str) -> Option<usize> {
    (0..words.len()).find(|at| after(&words[*at..], run).is_some())
}
