//! Lines broken between words, for a terminal of some width.

use unicode_width::UnicodeWidthStr as _;

/// Text under an indent, the first line under `first`, those that follow under as many spaces. With
/// no width nothing is broken. A word longer than the line stands alone.
pub(super) fn wrap(first: &str, text: &str, width: Option<u16>) -> String {
    let indent = first.chars().count();
    let room = width.map_or(usize::MAX, |width| usize::from(width).saturating_sub(indent).max(20));
    let mut out = first.to_owned();
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = visible(word);
        if used > 0 && used + 1 + length > room {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = 0;
        }
        if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out.push('\n');
    out
}

/// How many columns of a terminal a word takes: what sets its colour takes none, a Chinese letter two.
fn visible(word: &str) -> usize {
    let mut parts = word.split('\u{1b}');
    let first = parts.next().map_or(0, |part| part.width());
    let behind = |part: &str| part.split_once('m').map_or(0, |(_, seen)| seen.width());
    first + parts.map(behind).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_are_broken_between_words() {
        for (first, text, width, expected) in [
            ("- ", "a b", None, "- a b\n"),
            ("- ", "", Some(10), "- \n"),
            // Never narrower than 20, however narrow the terminal says it is.
            ("¶ 1 ", "0123456789 0123456789 x", Some(3), "¶ 1 0123456789\n    0123456789 x\n"),
            (
                "",
                "0123456789 \u{1b}[1m01234567\u{1b}[0m a",
                Some(20),
                "0123456789 \u{1b}[1m01234567\u{1b}[0m\na\n",
            ),
            ("", "0123456789012345678901234 a", Some(20), "0123456789012345678901234\na\n"),
        ] {
            assert_eq!(wrap(first, text, width), expected);
        }
    }
}
