//! Where in the annotation the cursor stands, found from the brackets before it, because the file may be half written.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; `/*` comes before the `*/` that closes it"
)]

use std::ops::Range;

use crate::model::Cut;

/// Where a cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The fields and keys around it, from the outermost: `claims`, `antiwar-2017`, `from`.
    pub(super) path: Vec<String>,
    /// Whether a name of a field or a key would stand there, and not a value.
    pub(super) is_key: bool,
    /// Whether the record or map around it is one in round brackets.
    pub(super) in_record: bool,
    /// Where the record or map around it begins.
    pub(super) opened: usize,
    /// The fields or keys that are written in it before the cursor.
    pub(super) written: Vec<String>,
    /// Whether it stands in a string.
    pub(super) in_string: bool,
    /// The word or the content of the string in which it stands.
    pub(super) token: Range<usize>,
}

struct Frame {
    bracket: u8,
    start: usize,
    key: Option<String>,
    written: Vec<String>,
}

impl Cursor {
    /// Reads the text up to a byte. `None` inside of a comment.
    pub(super) fn at(text: &str, byte: usize) -> Option<Cursor> {
        let byte = text.floor_char_boundary(byte.min(text.len()));
        let raw = text.as_bytes();
        let mut frames: Vec<Frame> = Vec::new();
        // The last word or string, which a colon makes a key.
        let mut last: Option<String> = None;
        let mut at = 0;
        while let Some(first) = raw.get(at).filter(|_| at < byte) {
            let rest = text.cut(at..);
            match *first {
                b'/' if rest.starts_with("//") => {
                    at += rest.find('\n').unwrap_or(rest.len());
                    if at >= byte {
                        return None;
                    }
                }
                b'/' if rest.starts_with("/*") => {
                    at += comment(rest);
                    if at > byte {
                        return None;
                    }
                }
                b'"' => {
                    let length = string(rest);
                    if at + length > byte || (at + length == byte && !closes(rest, length)) {
                        return Some(Self::of(frames, Some(in_string(text, at, byte)), byte));
                    }
                    last = Some(content(rest.cut(..length)));
                    at += length;
                }
                open @ (b'(' | b'[' | b'{') => {
                    frames.push(Frame { bracket: open, start: at, key: None, written: Vec::new() });
                    last = None;
                    at += 1;
                }
                b')' | b']' | b'}' => {
                    frames.pop();
                    at += 1;
                }
                b',' => {
                    if let Some(frame) = frames.last_mut() {
                        frame.key = None;
                    }
                    last = None;
                    at += 1;
                }
                b':' => {
                    if let Some(frame) = frames.last_mut().filter(|f| f.bracket != b'[') {
                        frame.key = last.take();
                        frame.written.extend(frame.key.clone());
                    }
                    at += 1;
                }
                c if is_word(c) => {
                    let end = rest.bytes().position(|c| !is_word(c)).unwrap_or(rest.len());
                    if at + end >= byte {
                        let token = at..at + end;
                        return Some(Cursor {
                            in_string: false,
                            ..Self::of(frames, Some(token), byte)
                        });
                    }
                    last = Some(rest.cut(..end).to_owned());
                    at += end;
                }
                _ => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        Some(Cursor { in_string: false, ..Self::of(frames, None, byte) })
    }

    fn of(frames: Vec<Frame>, token: Option<Range<usize>>, byte: usize) -> Cursor {
        let around = frames.last();
        let is_list = around.is_some_and(|frame| frame.bracket == b'[');
        Cursor {
            is_key: !is_list && around.is_some_and(|frame| frame.key.is_none()),
            in_record: around.is_some_and(|frame| frame.bracket == b'('),
            opened: around.map_or(0, |frame| frame.start),
            written: around.map(|frame| frame.written.clone()).unwrap_or_default(),
            in_string: token.is_some(),
            token: token.unwrap_or(byte..byte),
            path: frames.into_iter().filter_map(|frame| frame.key).collect(),
        }
    }

    /// The source in whose claims it stands.
    pub(super) fn source(&self) -> Option<&str> {
        match &self.path[..] {
            [claims, source, ..] if claims == "claims" => Some(source),
            _ => None,
        }
    }
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c >= 0x80
}

/// How long the string is that starts here; an open one ends with the text.
fn string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().enumerate().skip(1).find(|(_, c)| {
        let ends = *c == b'"' && !escaped;
        escaped = *c == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn closes(text: &str, length: usize) -> bool {
    length > 1 && text.cut(..length).ends_with('"')
}

fn content(literal: &str) -> String {
    let inner = literal.trim_start_matches('"');
    inner.strip_suffix('"').unwrap_or(inner).replace("\\\"", "\"").replace("\\\\", "\\")
}

/// The content of the string that starts at a byte and holds another; to the cursor where it does not end
/// on its line, for then what follows is not its own.
fn in_string(text: &str, start: usize, byte: usize) -> Range<usize> {
    let line = text.cut(byte..).find('\n').map_or(text.len(), |at| byte + at);
    let end = start + string(text.cut(start..));
    let end = if closes(text.cut(start..), end - start) && end <= line { end - 1 } else { byte };
    start + 1..end.max(start + 1)
}

/// How long the comment is that starts here; such comments nest.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    let raw = text.as_bytes();
    while at + 1 < raw.len() {
        match raw.cut(at..at + 2) {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<(String, bool, bool, String)> {
        let byte = text.find('|').unwrap();
        let text = text.replace('|', "");
        let cursor = Cursor::at(&text, byte)?;
        let token = text[cursor.token.clone()].to_owned();
        Some((cursor.path.join("/"), cursor.is_key, cursor.in_string, token))
    }

    #[test]
    fn a_cursor_knows_its_place() {
        let some = |path: &str, key, string, token: &str| {
            Some((path.to_owned(), key, string, token.to_owned()))
        };
        for (text, expected) in [
            ("(claims: {\"s\": [(from: \"ha|f\", to", some("claims/s/from", false, true, "haf")),
            ("(claims: {\"s\": [(from: [\"a\", \"|\n", some("claims/s/from", false, true, "")),
            ("(claims: {\"s\": [(from: \"a\", mod|", some("claims/s", true, false, "mod")),
            ("(claims: {\"s\": [(modality: rep|", some("claims/s/modality", false, false, "rep")),
            (
                "(claims: {\"s\": [(when: \"x\", claims: [(to: |",
                some("claims/s/claims/to", false, false, ""),
            ),
            ("(claims: {\"|", some("claims", true, true, "")),
            (
                "(actors: {\"a\": (name: \"x\\\"y(\", // (\n kind: st|ate)",
                some("actors/a/kind", false, false, "state"),
            ),
            ("(actors: {}, // |", None),
            ("/* ( | */", None),
            ("|", some("", false, false, "")),
            (")))|", some("", false, false, "")),
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
    }
}
