//! What XML 1.0 can hold, for every format made of it.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};

/// The text without the characters that XML 1.0 forbids even as references: most controls, and the
/// two non-characters U+FFFE and U+FFFF. One such character makes a whole file unreadable.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
    }
}

/// The text as it can stand between two tags. A carriage return is written as a reference, because a
/// reader makes a newline of a bare one.
pub(super) fn content(text: &str) -> Cow<'_, str> {
    let text = allowed(text);
    if !text.contains(['&', '<', '>', '\r']) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What is written that many elements down, as a part to be put there.
pub(super) fn inside(
    depth: usize,
    write: impl FnOnce(&mut Writer<&mut dyn Write>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    {
        let out: &mut dyn Write = &mut bytes;
        let mut xml = Writer::new_with_indent(out, b' ', 1);
        // The writer indents by the elements that it has opened.
        for _ in 0..depth {
            xml.write_event(Event::Start(BytesStart::new("x")))?;
        }
        write(&mut xml)?;
    }
    let opened: usize = (0..depth).map(|level| "<x>".len() + level + usize::from(level > 0)).sum();
    Ok(bytes.split_off(opened))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_escaped() {
        assert_eq!(content("a<b>&\r\n]]>\0"), "a&lt;b&gt;&amp;&#13;\n]]&gt;");
    }

    #[test]
    fn only_what_is_forbidden_goes() {
        assert_eq!(allowed("a\0b\x1b[31m\u{fffe}c\u{ffff}"), "ab[31mc");
        let fine = "tab\t newline\n \u{7f} \u{85} \u{202e} 😀 \u{10ffff}";
        assert!(matches!(allowed(fine), Cow::Borrowed(text) if text == fine));
    }
}
