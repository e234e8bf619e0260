//! Changes fields of a card in place, so that everything else in its file stays as it was written.
//!
//! Takes a card's text, and fields with their new values as text; gives the text with those fields set, added
//! or removed. Must not know what fields mean.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::ops::Range;

use crate::model::Cut;

/// A field where it stands.
struct FieldPlace {
    name: String,
    /// From its name to its comma, that included.
    whole: Range<usize>,
    value: Range<usize>,
    /// Whether a comma stands behind it.
    comma: bool,
}

/// Sets a field, or takes it out. `None` where the text has not the form of a card.
pub(super) fn set(text: &str, name: &str, value: Option<&str>) -> Option<String> {
    let (fields, end) = fields(text)?;
    let found = fields.iter().find(|field| field.name == name);
    let mut out = text.to_owned();
    match (found, value) {
        (Some(found), Some(value)) => out.replace_range(found.value.clone(), value),
        (Some(found), None) => {
            // With its line, where it has one to itself.
            let start = text.cut(..found.whole.start).rfind('\n').map_or(0, |at| at + 1);
            let alone = text.cut(start..found.whole.start).trim().is_empty();
            let behind = text.cut(found.whole.end..).find('\n').map(|at| found.whole.end + at + 1);
            let range = match behind {
                Some(behind) if alone && text.cut(found.whole.end..behind).trim().is_empty() => {
                    start..behind
                }
                _ => found.whole.clone(),
            };
            out.replace_range(range, "");
        }
        (None, Some(value)) => {
            out.insert_str(end, &format!("    {name}: {value},\n"));
            // Behind the value itself, not behind what stands between it and the bracket.
            if let Some(last) = fields.last().filter(|last| !last.comma) {
                out.insert(last.value.end, ',');
            }
        }
        (None, None) => {}
    }
    Some(out)
}

/// The fields between the outer brackets, and where the line of the closing one begins.
fn fields(text: &str) -> Option<(Vec<FieldPlace>, usize)> {
    let bytes = text.as_bytes();
    let mut at = past_blank(text, text.len() - text.trim_start_matches('\u{feff}').len())?;
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    at += 1;
    let mut found = Vec::new();
    loop {
        at = past_blank(text, at)?;
        if bytes.get(at)? == &b')' {
            let line = text.cut(..at).rfind('\n').map_or(at, |line| line + 1);
            let alone = text.cut(line..at).trim().is_empty();
            return Some((found, if alone { line } else { at }));
        }
        let start = at;
        while bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
            at += 1;
        }
        let name = text.get(start..at)?.to_owned();
        at = past_blank(text, at)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || bytes.get(at) != Some(&b':') {
            return None;
        }
        let value = past_blank(text, at + 1)?;
        let (last, end) = value_end(text, value)?;
        let comma = bytes.get(end) == Some(&b',');
        found.push(FieldPlace {
            name,
            whole: start..end + usize::from(comma),
            value: value..last,
            comma,
        });
        at = end + usize::from(comma);
    }
}

/// Past white space and comments.
fn past_blank(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") {
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            at += trimmed.find("*/")? + 2;
        } else {
            return Some(at);
        }
    }
}

/// Where a value ends without the white space and comments behind it, and where with them: at a comma or a
/// bracket of the card's own.
fn value_end(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut last) = (from, 0usize, from);
    loop {
        let next = past_blank(text, at).unwrap_or(at);
        if next > at {
            at = next;
            continue;
        }
        match *bytes.get(at)? {
            b'"' => {
                at += 1;
                loop {
                    match *bytes.get(at)? {
                        b'"' => break,
                        b'\\' => at += 2,
                        _ => at += 1,
                    }
                }
                at += 1;
            }
            b'r' if matches!(bytes.get(at + 1), Some(b'"' | b'#')) => {
                let marks = bytes.cut(at + 1..).iter().take_while(|b| **b == b'#').count();
                let close = format!("\"{}", "#".repeat(marks));
                let inside = at + 1 + marks + 1;
                at = inside + text.get(inside..)?.find(&close)? + close.len();
            }
            b'(' | b'[' | b'{' => {
                depth += 1;
                at += 1;
            }
            b')' | b']' | b'}' if depth > 0 => {
                depth -= 1;
                at += 1;
            }
            b')' | b',' if depth == 0 => return Some((last, at)),
            _ => at += 1,
        }
        last = at;
    }
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn all_else_stays_as_it_was_written() {
        let card = "// mine\n(\n    title: \"a, b)\", // said so\n    words: 3,\n    no_claims: {7: \"x, (y\"},\n)\n";
        assert_eq!(set(card, "words", Some("4")).unwrap(), card.replace("words: 3", "words: 4"));
        assert_eq!(set(card, "words", None).unwrap(), card.replace("    words: 3,\n", ""));
        assert_eq!(set(card, "url", None).unwrap(), card);
        let added = set(card, "pages", Some("[1, 2]")).unwrap();
        assert_eq!(added, card.replace("\n)\n", "\n    pages: [1, 2],\n)\n"));
        assert_eq!(
            set("(title: r#\"a\"b\"#)", "words", Some("1")).unwrap(),
            "(title: r#\"a\"b\"#,    words: 1,\n)"
        );
        // However far the bracket is indented, and whatever stands in front of it.
        assert_eq!(
            set("(\n    title: \"x\"\n           )", "file", Some("\"ä.txt\"")).unwrap(),
            "(\n    title: \"x\",\n    file: \"ä.txt\",\n           )"
        );
        assert_eq!(
            set("(\n    title: \"x\" // mine\n)", "words", Some("1")).unwrap(),
            "(\n    title: \"x\", // mine\n    words: 1,\n)"
        );
        assert_eq!(
            set("(words: 1 /* counted */)", "words", Some("2")).unwrap(),
            "(words: 2 /* counted */)"
        );
        for none in ["", "[", "(title", "(title: \"x", "(1: 2)"] {
            assert_eq!(set(none, "words", Some("1")), None, "{none}");
        }
    }
}
