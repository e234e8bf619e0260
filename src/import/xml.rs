//! XML for readers of graphs: elements by their local name, with their attributes and texts.
//!
//! Takes text; gives one step after the other. Entities that a file defines itself are not expanded, so that
//! no small file grows large. Must not know what elements mean.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "depths and numbers that are counted up before they are counted down; lines of a text"
)]

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ImportError;
use crate::model::Cut;

/// What comes next.
pub(super) enum Step<'t> {
    /// An element begins; whether it also ends.
    Open(Element<'t>),
    /// An element ends.
    Close,
    /// Text between two tags.
    Text(Cow<'t, str>),
    /// The file ends.
    End,
}

/// The beginning of an element.
pub(super) struct Element<'t>(BytesStart<'t>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// Its name's prefix: `y` of `y:ShapeNode`.
    pub(super) fn prefix(&self) -> Option<String> {
        self.0.name().prefix().map(|prefix| prefix.as_ref().to_owned())
    }

    /// An attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.all().into_iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// All attributes.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let each = attributes.with_checks(false).flatten().map(|attribute| {
            let value = match quick_xml::escape::unescape(&attribute.value) {
                Ok(value) => value.into_owned(),
                // A reference to nothing that is known stands as it is written.
                Err(_) => attribute.value.to_string(),
            };
            (attribute.key.local_name().as_ref().to_owned(), value)
        });
        each.collect()
    }
}

/// A walk through a file.
pub(super) struct Walk<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    counted: usize,
    line: usize,
    open: usize,
    closes: bool,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Walk { text, reader, counted: 0, line: 1, open: 0, closes: false }
    }

    /// The line of what came last.
    pub(super) fn line(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position())
            .unwrap_or(self.text.len())
            .min(self.text.len());
        self.line +=
            self.text.as_bytes().cut(self.counted..at).iter().filter(|b| **b == b'\n').count();
        self.counted = at;
        self.line
    }

    pub(super) fn next(&mut self) -> Result<Step<'t>, ImportError> {
        if std::mem::take(&mut self.closes) {
            return Ok(Step::Close);
        }
        loop {
            let event = self.reader.read_event();
            let event = event
                .map_err(|error| ImportError::Form(format!("line {}: {error}", self.line())))?;
            return Ok(match event {
                Event::Start(start) => {
                    self.open += 1;
                    Step::Open(Element(start))
                }
                Event::Empty(start) => {
                    self.closes = true;
                    Step::Open(Element(start))
                }
                Event::End(_) => {
                    self.open = self.open.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content().into_owned().into()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned().into()),
                Event::GeneralRef(name) => {
                    let known = name.resolve_char_ref().ok().flatten().map(String::from);
                    let name = name.into_inner();
                    Step::Text(known.unwrap_or_else(|| named(&name)).into())
                }
                Event::Eof if self.open > 0 => {
                    return Err(ImportError::Form(
                        "the file ends before its last element does".to_owned(),
                    ));
                }
                Event::Eof => Step::End,
                _ => continue,
            });
        }
    }

    /// All text up to the end of the element that has just begun, those inside included.
    pub(super) fn inner_text(&mut self) -> Result<String, ImportError> {
        let (mut text, mut depth) = (String::new(), 0_usize);
        loop {
            match self.next()? {
                Step::Open(_) => depth += 1,
                Step::Text(part) => text.push_str(&part),
                Step::Close if depth == 0 => return Ok(text),
                Step::Close => depth -= 1,
                Step::End => return Ok(text),
            }
        }
    }

    /// Passes over the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), ImportError> {
        self.inner_text().map(drop)
    }
}

fn named(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}
