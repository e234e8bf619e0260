//! What XML 1.0 can hold, for every format made of it.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::batches;

/// The text without the characters that XML 1.0 forbids even as references: most controls, and the
/// two non-characters U+FFFE and U+FFFF. One such character makes a whole file unreadable.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    // Nearly all texts have neither a control nor the byte with which the non-characters begin.
    if text.bytes().all(|byte| byte >= 0x20 && byte != 0xef) {
        return Cow::Borrowed(text);
    }
    let is_allowed = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
    }
}

/// The text as it can stand between two tags. A carriage return is written as a reference, because a
/// reader makes a newline of a bare one.
fn content(text: &str) -> Cow<'_, str> {
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

/// What writes XML into memory, an element of depth 2 by two blanks further in. All tags are made in
/// one place, so that its memory is used again: most of a file is made of tags.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    tag: BytesStart<'static>,
}

/// An attribute: its name, and its value as text.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Xml {
    fn new() -> Xml {
        let writer = Writer::new_with_indent(Vec::with_capacity(batches::ROOM), b' ', 1);
        Xml { writer, tag: BytesStart::new("") }
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

    fn tag<'a>(&mut self, name: &str, attributes: impl IntoIterator<Item = Attribute<'a>>) {
        self.tag.clear_attributes();
        self.tag.set_name(name);
        for (name, value) in attributes {
            self.tag.push_attribute((name, &*allowed(value)));
        }
    }

    /// Opens an element, to be closed by [`Xml::close`].
    pub(super) fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Attribute<'a>>,
    ) -> io::Result<()> {
        self.tag(name, attributes);
        self.writer.write_event(Event::Start(self.tag.borrow()))
    }

    /// Closes the element of that name, the last one opened.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub(super) fn empty<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Attribute<'a>>,
    ) -> io::Result<()> {
        self.tag(name, attributes);
        self.writer.write_event(Event::Empty(self.tag.borrow()))
    }

    /// An element with a text in it.
    pub(super) fn text<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = Attribute<'a>>,
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
