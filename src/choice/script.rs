//! Names and quotes prepared for a sentence in another script.
//!
//! Takes a text, encloses it in Unicode isolates if any of it is written from right to left.

/// A name as it can stand in a sentence: one that is written from right to left is set off, so that
/// arrows and numbers beside it stay where they belong.
pub(super) fn isolated(name: &str) -> String {
    match name.chars().any(is_leftward) {
        true => format!("\u{2068}{name}\u{2069}"),
        false => name.to_owned(),
    }
}

/// The words of a source, set off if any are written from right to left, and in the direction of most
/// of them.
pub(super) fn isolated_quote(words: &str) -> String {
    let leftward = words.chars().filter(|c| is_leftward(*c)).count();
    match (leftward, 2 * leftward > words.chars().filter(|c| c.is_alphabetic()).count()) {
        (0, _) => words.to_owned(),
        (_, true) => format!("\u{2067}{words}\u{2069}"),
        (_, false) => format!("\u{2066}{words}\u{2069}"),
    }
}

/// Whether a letter is of a script that is written from right to left.
fn is_leftward(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
