//! Text and tags of XML 1.0, for every format based on it.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::batches;

/// The text without the characters that XML 1.0 forbids even as references: most controls, and the
/// two non-characters U+FFFE and U+FFFF. One such character makes a whole file unreadable.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    // No early exit, as in `is_plain`.
    let may_be = |b: u8| ((b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r')) | (b == 0xef);
    if !text.bytes().fold(false, |any, byte| any | may_be(byte)) {
        return Cow::Borrowed(text);
    }
    let is_allowed = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
    }
}

/// Whether a text needs no escaping anywhere, as nearly all texts: it has no control character, no character with a
/// meaning in XML, and not the byte with which the non-characters begin. The loop has no early exit, so
/// that compilers can vectorise it.
fn is_plain(text: &str) -> bool {
    let is_special = |b: u8| {
        (b < 0x20)
            | (b == 0xef)
            | (b == b'&')
            | (b == b'<')
            | (b == b'>')
            | (b == b'"')
            | (b == b'\'')
    };
    !text.bytes().fold(false, |any, byte| any | is_special(byte))
}

/// The text, escaped to stand between two tags. A carriage return is written as a reference, because a
/// reader turns a bare one into a newline.
fn content(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let text = allowed(text);
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

/// Writes XML into memory, indented by two spaces for each level. All tags are made in one buffer, which is used
/// again, because most of a file consists of tags.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    tag: String,
}

/// An attribute: its name, and its value as text.
pub(super) type Named<'a> = (&'a str, &'a str);

impl Xml {
    fn new() -> Xml {
        let writer = Writer::new_with_indent(Vec::with_capacity(batches::ROOM), b' ', 1);
        Xml { writer, tag: String::new() }
    }

    /// A file from its start.
    pub(super) fn start() -> io::Result<Xml> {
        let mut xml = Xml::new();
        xml.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(xml)
    }

    /// What is written that many elements down, as a part to be put there.
    pub(super) fn inside(
        depth: usize,
        write: impl FnOnce(&mut Xml) -> io::Result<()>,
    ) -> io::Result<Vec<u8>> {
        let mut xml = Xml::new();
        // The writer indents by the elements that it has opened.
        for _ in 0..depth {
            xml.open("x", [])?;
        }
        xml.writer.get_mut().clear();
        write(&mut xml)?;
        Ok(xml.writer.into_inner())
    }

    /// A tag, and what writes it.
    fn tag<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Named<'a>>,
    ) -> (BytesStart<'_>, &mut Writer<Vec<u8>>) {
        self.tag.clear();
        self.tag.push_str(name);
        for (name, value) in attributes {
            self.tag.push(' ');
            self.tag.push_str(name);
            self.tag.push_str("=\"");
            if is_plain(value) {
                self.tag.push_str(value);
            } else {
                self.tag.push_str(&Attribute::from((name, &*allowed(value))).value);
            }
            self.tag.push('"');
        }
        (BytesStart::from_content(&*self.tag, name.len()), &mut self.writer)
    }

    /// Opens an element, to be closed by [`Xml::close`].
    pub(super) fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Named<'a>>,
    ) -> io::Result<()> {
        let (tag, writer) = self.tag(name, attributes);
        writer.write_event(Event::Start(tag))
    }

    /// Closes the element of that name, the last one opened.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub(super) fn empty<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Named<'a>>,
    ) -> io::Result<()> {
        let (tag, writer) = self.tag(name, attributes);
        writer.write_event(Event::Empty(tag))
    }

    /// An element with a text in it.
    pub(super) fn text<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Named<'a>>,
        text: &str,
    ) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(content(text))))?;
        self.close(name)
    }

    /// Passes on what is written so far.
    pub(super) fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.writer.get_ref())?;
        self.writer.get_mut().clear();
        Ok(())
    }

    /// Passes on the rest, with the line's end.
    pub(super) fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.flush(out)?;
        out.write_all(b"\n")
    }
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
