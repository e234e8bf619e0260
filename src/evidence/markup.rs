//! Links written as in Markdown count as what they show.
//!
//! Takes one paragraph; gives it with `[label](url)` as `label` and `![alt](url)` as `alt`. Must
//! not know words. Everything else is left alone, including brackets that are not a link.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; a bracket that opens stands before the one that closes it"
)]

use crate::model::Cut;

/// How deep parentheses may nest in a link's target. It bounds the search for the closing one, so
/// that a text of nothing but `[](` takes no longer than another.
const DEPTH: usize = 32;

/// Adds the paragraph to `out` with its links shown as their labels.
pub(super) fn push_unlinked(out: &mut String, paragraph: &str) {
    if !paragraph.contains("](") {
        out.push_str(paragraph);
        return;
    }
    let bytes = paragraph.as_bytes();
    // What is cut, as byte ranges. The brackets of a link inside another's label are closed
    // first, so the ranges come in no order, but they never overlap.
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => open.push(at),
            b']' => {
                if let (Some(start), Some(end)) = (open.pop(), target(bytes, at + 1)) {
                    let image = bytes.cut(..start).last() == Some(&b'!');
                    cuts.push((start - usize::from(image), start + 1));
                    cuts.push((at, end));
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    cuts.sort_unstable();
    let mut from = 0;
    for (start, end) in cuts {
        out.push_str(paragraph.cut(from..start));
        from = end;
    }
    out.push_str(paragraph.cut(from..));
}

/// Where the target `(url)` or `(url "title")` that starts at `at` ends, if one does. A url has no
/// white space, so that an aside in parentheses behind brackets stays.
fn target(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    let mut depth = 1;
    let mut at = at + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' if depth == DEPTH => return None,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            b' ' | b'\t' | b'\n' if depth == 1 => return title(bytes, at),
            b if b.is_ascii_whitespace() => return None,
            _ => {}
        }
        at += 1;
    }
}

/// The end of ` "title")`, from the white space on.
fn title(bytes: &[u8], at: usize) -> Option<usize> {
    // Longer titles are not known; without a bound, each of a text's open quotes would be
    // searched for its end through the whole text.
    const LONGEST: usize = 512;
    let skip = |from: usize| {
        bytes
            .cut(from..)
            .iter()
            .take(LONGEST)
            .position(|b| !b.is_ascii_whitespace())
            .map(|n| from + n)
    };
    let quote = skip(at)?;
    let mark = *bytes.get(quote)?;
    if mark == b')' {
        return Some(quote + 1);
    }
    if mark != b'"' && mark != b'\'' {
        return None;
    }
    let close = bytes.cut(quote + 1..).iter().take(LONGEST).position(|b| *b == mark)? + quote + 1;
    let end = skip(close + 1)?;
    (bytes.get(end) == Some(&b')')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        let mut out = String::new();
        push_unlinked(&mut out, text);
        out
    }

    #[test]
    fn links_count_as_their_labels() {
        for (text, expected) in [
            (
                "By [Jason Ditz](#), [Antiwar.com](https://a.com/x_(y))",
                "By Jason Ditz, Antiwar.com",
            ),
            ("![a map](m.png) of [Libya](u \"the title\")", "a map of Libya"),
            ("[![alt](i.png)](u) [a [b] c](u)", "alt a [b] c"),
            ("[sic](he said so) [x] (y) [a](b", "[sic](he said so) [x] (y) [a](b"),
            ("a]( [b]()", "a]( b"),
            ("\\[a](u) [é](ü)", "\\[a](u) é"),
            ("!![a](u)", "!a"),
            ("[](u)", ""),
            ("[a](u )", "a"),
            ("[", "["),
            ("[](\\", "[](\\"),
        ] {
            assert_eq!(clean(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_of_brackets_takes_no_longer() {
        for piece in ["[](", "[](u \"", "[", "](", "[]()", "[](u "] {
            clean(&piece.repeat(200_000));
        }
    }
}
