//! What XML 1.0 can hold, for every format made of it.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, Event};

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

/// What writes XML into memory, an element of depth 2 by two blanks further in.
pub(super) type Xml = Writer<Vec<u8>>;

/// A writer for a file from its start.
pub(super) fn start() -> io::Result<Xml> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

/// What is written that many elements down, as a part to be put there.
pub(super) fn inside(
    depth: usize,
    write: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // The writer indents by the elements that it has opened.
    for _ in 0..depth {
        xml.write_event(Event::Start(BytesStart::new("x")))?;
    }
    let opened = xml.get_ref().len();
    write(&mut xml)?;
    let mut bytes = xml.into_inner();
    bytes.drain(..opened);
    Ok(bytes)
}

/// Passes on what is written so far.
pub(super) fn flush(xml: &mut Xml, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(xml.get_ref())?;
    xml.get_mut().clear();
    Ok(())
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
