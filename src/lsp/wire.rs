//! Paths to URIs and back, and the edits that turn one text into another.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; what two texts have in common is no longer than either"
)]

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::lines::Lines;
use crate::model::Cut;

/// The path of a file's URI; `None` for what is not a file.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // A host, which is this one, may stand before the path.
    let rest = rest.cut(rest.find('/')?..);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut at = 0;
    let raw = rest.as_bytes();
    while let Some(own) = raw.get(at) {
        let hex = (*own == b'%').then(|| rest.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(*own);
                at += 1;
            }
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    // `/C:/data` on Windows.
    let drive = matches!(text.as_bytes(), [_, letter, b':', ..] if letter.is_ascii_alphabetic());
    Some(PathBuf::from(if drive { text.cut(1..) } else { &text }))
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> String {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let text = full.display().to_string().replace('\\', "/");
    let text = if text.starts_with('/') { text } else { format!("/{text}") };
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&b);
    let mut uri = "file://".to_owned();
    for byte in text.bytes() {
        if allowed(byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The edits that make one text of another: line by line where there are as many, so that the editor keeps
/// its marks, else from the first difference to the last.
pub(super) fn edits(old: &str, new: &str) -> Vec<Value> {
    let lines = Lines::of(old);
    let own: Vec<&str> = old.split_inclusive('\n').collect();
    let other: Vec<&str> = new.split_inclusive('\n').collect();
    let edit = |start: usize, old_part: &str, new_part: &str| {
        let common = old_part.chars().zip(new_part.chars()).take_while(|(a, b)| a == b);
        let head: usize = common.map(|(c, _)| c.len_utf8()).sum();
        let (a, b) = (old_part.cut(head..), new_part.cut(head..));
        let common = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
        let tail: usize = common.map(|(c, _)| c.len_utf8()).sum();
        let span = start + head..start + old_part.len() - tail;
        json!({"range": lines.range(old, span), "newText": b.cut(..b.len() - tail)})
    };
    if own.len() != other.len() {
        return vec![edit(0, old, new)];
    }
    let mut start = 0;
    let mut edits = Vec::new();
    for (a, b) in own.iter().zip(other) {
        if *a != b {
            edits.push(edit(start, a, b));
        }
        start += a.len();
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris_and_back() {
        for text in ["/a/b c.ron", "/d/ü/“x”#?.ron"] {
            assert_eq!(path(&uri(Path::new(text))), Some(PathBuf::from(text)));
        }
        assert_eq!(path("file:///c%3A/x.ron"), Some(PathBuf::from("c:/x.ron")));
        assert_eq!(path("file:///a%2"), Some(PathBuf::from("/a%2")));
        assert_eq!(path("untitled:1"), None);
    }

    #[test]
    fn only_what_differs_is_edited() {
        let edits = edits("a\nb x c\nd\n", "a\nb yy c\nd\n");
        let range =
            json!({"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 3}});
        assert_eq!(edits, [json!({"range": range, "newText": "yy"})]);
    }
}
