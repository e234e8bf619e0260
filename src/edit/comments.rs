//! The comments of a stretch of text that begins outside of strings.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use crate::model::Cut;

/// Each comment, as it is written.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.cut(at..).chars().next() {
        let rest = text.cut(at..);
        at += if rest.starts_with("//") {
            let end = rest.find('\n').unwrap_or(rest.len());
            found.push(rest.cut(..end).trim_end());
            end
        } else if rest.starts_with("/*") {
            let end = block(rest);
            found.push(rest.cut(..end));
            end
        } else if c == '"' {
            string(rest)
        } else if c == 'r' {
            raw_string(rest).unwrap_or(1)
        } else {
            c.len_utf8()
        };
    }
    found
}

/// How long the comment is with which a text begins; such comments nest.
fn block(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = text.as_bytes().cut(at..);
        if rest.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with(b"*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

/// How long the string is with which a text begins.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How long the raw string is with which a text begins, if one does: `r#"…"#`.
fn raw_string(text: &str) -> Option<usize> {
    let marks = text.cut(1..).bytes().take_while(|b| *b == b'#').count();
    let inside = text.cut(1 + marks..).strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let start = text.len() - inside.len();
    Some(inside.find(&end).map_or(text.len(), |at| start + at + end.len()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::annotation::{Arena, parse};
    use crate::edit::merge_actors;

    #[test]
    fn comments_are_told_from_what_looks_like_them() {
        let text = "(a: \"no // comment\", /* one /* in */ one */ b: r#\"\"// no\"#, // two\n r: \"\\\"/*\") // é";
        assert_eq!(comments(text), ["/* one /* in */ one */", "// two", "// é"]);
        assert_eq!(comments("/* open"), ["/* open"]);
        assert_eq!(comments("\"open // no"), Vec::<&str>::new());
    }

    #[test]
    fn a_comment_that_goes_with_what_is_taken_out_is_named() {
        let arena = Arena::new();
        let text = "(actors: {\n    // stays\n    \"a\": (name: \"A\", kind: person),\n    \"b\": (name: \"B // no comment\", \
                    kind: person /* the elder */), // stays too\n})\n";
        let dataset = parse(Path::new("a.ron"), text, &arena);
        let change = merge_actors(&dataset, "a", "b", false).expect("they are one");
        let new = &change.files[0].new;
        assert!(new.contains("// stays\n") && new.contains("// stays too"), "{new}");
        let said: Vec<&String> =
            change.said.iter().filter(|said| said.contains("comment")).collect();
        assert_eq!(said, ["a comment goes with what is taken out: /* the elder */"]);
    }
}
