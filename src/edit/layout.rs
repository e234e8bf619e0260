//! Inserts things into lists and records, and removes them, so that the file looks as if its author had
//! done it: commas, lines, indentation. Comments stay, except those inside what is removed.
//!
//! Works on the text and on slices of it; an element of a list is from its start to the end of its value,
//! so that fields and entries of a map are elements too.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; a part of it is no longer than the whole"
)]

use std::ops::Range;

use super::splice::{Splice, united};
use crate::annotation::{RawField, Slice};
use crate::model::Cut;

/// How much further in the content of a bracket stands.
const STEP: usize = 4;

/// An element of a list, a field of a record, an entry of a map.
#[derive(Debug, Clone)]
pub(super) struct Element {
    start: usize,
    end: usize,
    /// Where the comma is that follows it, or the bracket.
    outer_end: usize,
}

impl Element {
    pub(super) fn of(value: &Slice<'_>) -> Self {
        Element::from(value.start, value)
    }

    pub(super) fn of_field(field: &RawField<'_>) -> Self {
        Element::from(field.start, &field.value)
    }

    pub(super) fn of_entry((key, value): &(Slice<'_>, Slice<'_>)) -> Self {
        Element::from(key.start, value)
    }

    fn from(start: usize, value: &Slice<'_>) -> Self {
        Element { start, end: value.span().end, outer_end: value.outer_end }
    }

    fn comma(&self, text: &str) -> Option<usize> {
        text.cut(self.outer_end..).starts_with(',').then_some(self.outer_end)
    }
}

/// Takes some of the elements of a list out of it.
pub(super) fn take_out(text: &str, elements: &[Element], gone: &[usize]) -> Vec<Splice> {
    let mut splices = Vec::new();
    for i in gone {
        let Some(element) = elements.get(*i) else { continue };
        match element.comma(text) {
            // A comment between the two stays.
            Some(comma) if !text.cut(element.end..comma).trim().is_empty() => {
                splices.push(Splice::cut(element.start..element.end));
                splices.push(Splice::cut(comma..comma + 1));
            }
            Some(comma) => splices.push(Splice::cut(roomy(text, element.start..comma + 1))),
            None => splices.push(Splice::cut(roomy(text, element.start..element.end))),
        }
    }
    // Where the last one had no comma, the one that is last now has none either.
    let bare_end = elements.last().is_some_and(|last| last.comma(text).is_none());
    let last_kept = (0..elements.len()).rev().find(|i| !gone.contains(i));
    if let (true, Some(kept)) = (bare_end && !gone.is_empty(), last_kept)
        && kept + 1 < elements.len()
        && let Some(comma) = elements.get(kept).and_then(|kept| kept.comma(text))
    {
        // The space behind it goes with it, unless a comment or the end of the line comes.
        let behind = text.cut(comma + 1..);
        let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        let ends = behind.cut(spaces..).starts_with(['/', '\r', '\n']);
        splices.push(Splice::cut(comma..comma + 1 + if ends { 0 } else { spaces }));
    }
    united(splices)
}

/// What is cut with the white space that would be left over: whole lines where nothing else stands on them.
fn roomy(text: &str, cut: Range<usize>) -> Range<usize> {
    let line = text.cut(..cut.start).rfind('\n').map_or(0, |at| at + 1);
    let before = text.cut(line..cut.start);
    let behind = text.cut(cut.end..);
    let blank = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
    let ends_line = behind.cut(blank..).starts_with('\n') || behind.cut(blank..).is_empty();
    let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let room = before.len() - before.trim_end_matches([' ', '\t']).len();
    match (before.trim().is_empty(), ends_line) {
        (true, true) => line..(cut.end + blank + 1).min(text.len()),
        (true, false) => cut.start..cut.end + spaces,
        (false, true) => cut.start - room..cut.end,
        (false, false) if behind.cut(spaces..).starts_with([')', ']', '}']) => {
            cut.start - room..cut.end
        }
        (false, false) => cut.start..cut.end + spaces,
    }
}

/// Puts an element into a list: behind one of its elements, or first. `render` gives the element with its
/// comma, but without the end of its line, for the column in which it is to start.
pub(super) fn put_in(
    text: &str,
    list: &Slice<'_>,
    elements: &[Element],
    behind: Option<usize>,
    render: impl FnOnce(usize) -> String,
) -> Vec<Splice> {
    let own = indent_of(text, list.start);
    let on_line =
        elements.iter().find(|e| text.cut(line_start(text, e.start)..e.start).trim().is_empty());
    let column = on_line.map_or(own + STEP, |e| indent_of(text, e.start));
    let new = render(column);
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new = if eol == "\r\n" { new.replace('\n', eol) } else { new };
    let mut splices = Vec::new();
    let at = match behind.and_then(|i| elements.get(i)) {
        None => list.start + 1,
        Some(element) => match element.comma(text) {
            Some(comma) => comma + 1,
            None => {
                splices.push(Splice::insert(element.end, ","));
                // A comment behind it stays behind it.
                element.outer_end.min(line_end(text, element.end)).max(element.end)
            }
        },
    };
    let line_end = line_end(text, at);
    let rest = text.cut(at..line_end).trim();
    let is_comment = rest.starts_with("//")
        || (rest.starts_with("/*") && rest.find("*/") == rest.len().checked_sub(2));
    let (at, tail) = if rest.is_empty() || is_comment {
        (line_end, String::new())
    } else if rest.starts_with([')', ']', '}']) {
        (at, format!("{eol}{}", " ".repeat(own)))
    } else {
        (at, format!("{eol}{}", " ".repeat(column)))
    };
    // What follows on the line starts one of its own, without the space before it.
    let behind = text.cut(at..);
    let spaces = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let end = if tail.is_empty() { at } else { at + spaces };
    let inserted = format!("{eol}{new}{tail}");
    // Behind an element without a comma the comma and the new element may be at one place.
    match splices.iter_mut().find(|s| s.span() == (at..at)) {
        Some(comma) if end == at => comma.text.push_str(&inserted),
        _ => splices.push(Splice::replace(at..end, inserted)),
    }
    splices
}

/// Sets fields of a record: a value in place of another, or a field more behind the last.
pub(super) fn put_fields(
    text: &str,
    record: &Slice<'_>,
    values: &[(String, String)],
) -> Vec<Splice> {
    let fields = record.fields().unwrap_or_default();
    let mut splices = Vec::new();
    let mut more: Vec<String> = Vec::new();
    for (name, value) in values {
        match fields.iter().find(|f| f.name == name) {
            Some(field) if field.value.text == value => {}
            Some(field) => splices.push(Splice::replace(field.value.span(), value.as_str())),
            None => more.push(format!("{name}: {value}")),
        }
    }
    if more.is_empty() {
        return splices;
    }
    let Some(last) = fields.last() else {
        splices.push(Splice::insert(record.start + 1, more.join(", ")));
        return splices;
    };
    let element = Element::of_field(last);
    let starts_line =
        |f: &RawField<'_>| text.cut(line_start(text, f.start)..f.start).trim().is_empty();
    if fields.iter().all(starts_line) {
        let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let pad = " ".repeat(indent_of(text, last.start));
        let lines: String = more.iter().map(|field| format!("{eol}{pad}{field},")).collect();
        match element.comma(text) {
            Some(comma) => {
                let end = line_end(text, comma);
                let rest = text.cut(comma + 1..end).trim();
                let at = if rest.is_empty() || rest.starts_with("//") { end } else { comma + 1 };
                splices.push(Splice::insert(at, lines));
            }
            None => splices
                .push(Splice::insert(element.end, format!(",{}", lines.trim_end_matches(',')))),
        }
    } else {
        splices.push(Splice::insert(element.end, format!(", {}", more.join(", "))));
    }
    splices
}

/// Puts texts behind the last element of a list of texts.
pub(super) fn append(list: &Slice<'_>, values: &[String]) -> Vec<Splice> {
    if values.is_empty() {
        return Vec::new();
    }
    match list.items().unwrap_or_default().last() {
        Some(last) => {
            vec![Splice::insert(last.span().end, format!(", {}", values.join(", ")))]
        }
        None => vec![Splice::insert(list.start + 1, values.join(", "))],
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.cut(..at).rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line ends in which a byte stands, without its line feed.
fn line_end(text: &str, at: usize) -> usize {
    let end = text.cut(at..).find('\n').map_or(text.len(), |length| at + length);
    if end > at && text.cut(..end).ends_with('\r') { end - 1 } else { end }
}

/// How many columns a line is indented by.
fn indent_of(text: &str, at: usize) -> usize {
    let line = text.cut(line_start(text, at)..);
    line.chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .map(|c| if c == '\t' { STEP } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::splice::spliced;

    fn elements(list: &Slice<'_>) -> Vec<Element> {
        list.items().unwrap().iter().map(Element::of).collect()
    }

    #[test]
    fn what_is_taken_out_leaves_no_trace() {
        for (text, gone, left) in [
            (r#"["a", "b", "c"]"#, &[0][..], r#"["b", "c"]"#),
            (r#"["a", "b", "c"]"#, &[1], r#"["a", "c"]"#),
            (r#"["a", "b", "c"]"#, &[2], r#"["a", "b"]"#),
            (r#"["a", "b", "c"]"#, &[1, 2], r#"["a"]"#),
            (r#"["a", "b"]"#, &[0, 1], r#"[]"#),
            (r#"["a", /* b */ "b" /* ! */, "c",]"#, &[1], r#"["a", /* b */  /* ! */ "c",]"#),
            (
                "[\n    \"a\",\n    \"b\", // b\n    \"c\",\n]",
                &[1],
                "[\n    \"a\",\n    // b\n    \"c\",\n]",
            ),
            ("[\n    \"a\",\n    \"b\",\n    \"c\"\n]", &[2], "[\n    \"a\",\n    \"b\"\n]"),
        ] {
            let list = Slice::file(text);
            let new = spliced(text, &take_out(text, &elements(&list), gone)).unwrap();
            assert_eq!(new, left, "{text}");
            assert!(Slice::file(&new).items().is_ok(), "{new}");
        }
    }

    #[test]
    fn what_is_put_in_stands_on_its_line() {
        for (text, behind, new) in [
            (
                "    s: [\n        a,\n        c, // c\n    ]",
                Some(0),
                "    s: [\n        a,\n        b,\n        c, // c\n    ]",
            ),
            (
                "    s: [\n        a,\n        c, // c\n    ]",
                Some(1),
                "    s: [\n        a,\n        c, // c\n        b,\n    ]",
            ),
            (
                "    s: [\n        a, // a\n        c // c\n    ]",
                Some(1),
                "    s: [\n        a, // a\n        c, // c\n        b,\n    ]",
            ),
            (
                "    s: [ // s\n        a,\n    ]",
                None,
                "    s: [ // s\n        b,\n        a,\n    ]",
            ),
            ("    s: []", None, "    s: [\n        b,\n    ]"),
            ("    s: [a]", Some(0), "    s: [a,\n        b,\n    ]"),
            ("    s: [a, c]", Some(0), "    s: [a,\n        b,\n        c]"),
            (
                "    s: [\r\n        a\r\n    ]",
                Some(0),
                "    s: [\r\n        a,\r\n        b,\r\n    ]",
            ),
        ] {
            let list = Slice { text: &text[7..], start: 7, outer_end: text.len() };
            let elements = elements(&list);
            let render = |column: usize| format!("{}b,", " ".repeat(column));
            let put = put_in(text, &list, &elements, behind, render);
            assert_eq!(spliced(text, &put).unwrap(), new, "{text}");
        }
    }

    #[test]
    fn fields_are_set_where_they_stand_or_behind_the_others() {
        let set = |text: &str, values: &[(&str, &str)]| {
            let values: Vec<(String, String)> =
                values.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
            spliced(text, &put_fields(text, &Slice::file(text), &values)).unwrap()
        };
        assert_eq!(
            set("(a: 1 /* a */, b: 2)", &[("a", "3"), ("c", "4")]),
            "(a: 3 /* a */, b: 2, c: 4)"
        );
        assert_eq!(set("()", &[("c", "4"), ("d", "5")]), "(c: 4, d: 5)");
        assert_eq!(set("(\n  a: 1, // a\n)", &[("c", "4")]), "(\n  a: 1, // a\n  c: 4,\n)");
        assert_eq!(set("(\n  a: 1 // a\n)", &[("c", "4")]), "(\n  a: 1,\n  c: 4 // a\n)");
        assert_eq!(set("(a: 1,\n b: 2)", &[("c", "4")]), "(a: 1,\n b: 2, c: 4)");
    }
}
