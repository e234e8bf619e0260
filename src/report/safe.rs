//! Text that is safe to print on a terminal.
//!
//! Takes text with names, quotes and paths that others have written; gives the same text, in which characters that
//! would steer a terminal, or change the order of letters, are made visible. Must not know what the text
//! says, nor where it goes.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::model::steers;

/// Text in which nothing steers: the only thing that is printed for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Safe(String);

impl Safe {
    /// Text for people. Colours, if they are asked for, stay: those that reports set, and no others.
    pub fn text(text: &str, colours: bool) -> Safe {
        Safe::with(text, colours, |out, c| match c {
            // As their pictures, which every fixed-width font has.
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => out.push('\u{2421}'),
            c => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
        })
    }

    /// A JSON document, which stays the same document: in its strings, what steers is written as an
    /// escape. Between them there is none.
    pub fn json(text: &str) -> Safe {
        Safe::with(text, false, |out, c| {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        })
    }

    fn with(text: &str, colours: bool, show: impl Fn(&mut String, char)) -> Safe {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(steers) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let kept = if colours { colour(from) } else { "" };
            let kept = if from.starts_with("\r\n") { "\r\n" } else { kept };
            out.push_str(kept);
            rest = &from[kept.len()..];
            if kept.is_empty() {
                let mut chars = rest.chars();
                chars.next().inspect(|c| show(&mut out, *c));
                rest = chars.as_str();
            }
        }
        out.push_str(rest);
        Safe(out)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Passes a JSON document on as it is written, a piece at a time, each as [`Safe::json`] makes it.
pub struct SafeJson<'w>(&'w mut dyn Write);

impl<'w> SafeJson<'w> {
    /// What is written goes there.
    pub fn new(out: &'w mut dyn Write) -> Self {
        SafeJson(out)
    }
}

impl Write for SafeJson<'_> {
    /// Takes as much as is whole: a character may come in two pieces.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => match bytes.get(..error.valid_up_to()).map(std::str::from_utf8) {
                Some(Ok(text)) if !text.is_empty() => text,
                _ => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
            },
        };
        match whole.contains(steers) {
            true => self.0.write_all(Safe::json(whole).as_str().as_bytes())?,
            false => self.0.write_all(whole.as_bytes())?,
        }
        Ok(whole.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The change of colour with which a text begins, if it is one: `ESC [ 1;31 m`. Nothing else that an
/// escape begins is one, and of these none that hides (8) or blinks (5, 6).
fn colour(text: &str) -> &str {
    let Some(body) = text.strip_prefix("\u{1b}[") else { return "" };
    let Some(end) = body.find(|c: char| !c.is_ascii_digit() && c != ';') else { return "" };
    let hides = |code: &str| matches!(code.trim_start_matches('0'), "5" | "6" | "8");
    let codes = &body[..end];
    // The 5 of `38;5;n` chooses among 256 colours.
    let extended = codes.contains("38;5;") || codes.contains("48;5;");
    if !body[end..].starts_with('m') || (!extended && codes.split(';').any(hides)) {
        return "";
    }
    &text[..2 + end + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_shown() {
        for (text, shown) in [
            ("Haftar\n\tLNA", "Haftar\n\tLNA"),
            ("\u{1b}]52;c;Y3VybA==\u{7}", "␛]52;c;Y3VybA==␇"),
            ("a\u{0}b\u{8}c\u{7f}", "a␀b␈c␡"),
            ("a\rb\r\n", "a␍b\r\n"),
            ("\u{9b}31m", "<U+009B>31m"),
            ("abc\u{202e}fed", "abc<U+202E>fed"),
            // What names in Arabic need is left as it is.
            ("\u{2068}حفتر\u{2069} \u{200f}", "\u{2068}حفتر\u{2069} \u{200f}"),
            ("\u{1b}[1mbold\u{1b}[0m", "␛[1mbold␛[0m"),
        ] {
            assert_eq!(Safe::text(text, false).as_str(), shown);
        }
    }

    #[test]
    fn of_escapes_only_colours_pass() {
        for (text, shown) in [
            ("\u{1b}[1;31merror\u{1b}[0m", "\u{1b}[1;31merror\u{1b}[0m"),
            ("\u{1b}[38;5;9mx\u{1b}[m", "\u{1b}[38;5;9mx\u{1b}[m"),
            ("\u{1b}[8mhidden", "␛[8mhidden"),
            ("\u{1b}[2J", "␛[2J"),
            ("\u{1b}[31", "␛[31"),
            ("\u{1b}\u{1b}[1m", "␛\u{1b}[1m"),
        ] {
            assert_eq!(Safe::text(text, true).as_str(), shown);
        }
    }

    #[test]
    fn json_stays_the_same_document() {
        let value = serde_json::json!({"name": "a\u{9b}b\u{202e}c\u{7f}\u{1b}"});
        let text = serde_json::to_string_pretty(&value).expect("it can be written");
        let shown = Safe::json(&text);
        assert!(!shown.as_str().contains(steers));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(shown.as_str()).ok().as_ref(),
            Some(&value)
        );
        let mut passed = Vec::new();
        serde_json::to_writer_pretty(SafeJson::new(&mut passed), &value).expect("memory takes it");
        assert_eq!(passed, shown.as_str().as_bytes());
    }
}
