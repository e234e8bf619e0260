//! Replaces special letters and spaces by plain ones.
//!
//! Takes text as some file sets it; gives it with ligatures and presentation forms taken apart, soft hyphens
//! and control characters dropped, white space made one space, and footnote marks raised. Must not know
//! files.

use unicode_normalization::UnicodeNormalization;

/// Adds text with its white space as it comes, each run of it one space.
pub(super) fn push_spaced(out: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            push_plain(out, c);
        }
    }
}

/// Adds a character as letters that anybody may type.
pub(super) fn push_plain(out: &mut String, c: char) {
    match c {
        // Soft hyphens, and what marks nothing that is seen.
        '\u{ad}' | '\u{feff}' | '\u{200b}' | '\u{2060}' => {}
        c if c.is_control() => {}
        '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' => out.extend(std::iter::once(c).nfkc()),
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => out.extend(std::iter::once(c).nfkc()),
        c => out.push(c),
    }
}

/// One text, tidied.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_spaced(&mut out, text);
    out.truncate(out.trim_end().len());
    out
}

/// What stands raised as it is to be set in the text: `[12]` as `¹²`, `th` as it is. `None` where it is a
/// mark that is not a number: `[citation needed]`, `[note 1]`, `*`.
pub(super) fn raised(text: &str, is_reference: bool) -> Option<String> {
    let text = text.trim();
    let bare = text.strip_prefix('[').map_or(text, |t| t.strip_suffix(']').unwrap_or(t));
    let bare = bare.strip_prefix('(').map_or(bare, |t| t.strip_suffix(')').unwrap_or(t)).trim();
    let number = !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | ';'))
        && bare.starts_with(|c: char| c.is_ascii_digit());
    if number {
        return Some(bare.chars().filter_map(raise).collect());
    }
    let symbol = !bare.chars().any(char::is_alphanumeric);
    let bracketed = text.starts_with('[') && text.ends_with(']');
    (!symbol && !is_reference && !bracketed).then(|| text.to_owned())
}

/// A digit as it stands raised; what parts two marks is dropped, for raised marks part themselves.
fn raise(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_made_plain() {
        assert_eq!(spaced(" ﬁghters\u{a0}\n of\tthe o\u{ad}ﬃce "), "fighters of the office");
        assert_eq!(spaced("ﻣﺼﺮ"), "مصر");
        assert_eq!(spaced("m² ½ Türkiye’s"), "m² ½ Türkiye’s");
    }

    #[test]
    fn marks_are_raised() {
        for (text, reference, expected) in [
            ("[12]", true, Some("¹²")),
            ("3,4", false, Some("³⁴")),
            ("th", false, Some("th")),
            ("[citation needed]", false, None),
            ("a", true, None),
            ("†", false, None),
            ("2", false, Some("²")),
        ] {
            assert_eq!(raised(text, reference).as_deref(), expected, "{text}");
        }
    }
}
