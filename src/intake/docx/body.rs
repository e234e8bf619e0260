//! WordprocessingML -> paragraphs.
//!
//! Takes the XML of a part; gives its paragraphs, with the notes that it refers to. Must not know archives.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::super::package::broken;
use super::super::tidy::{push_plain, raised, spaced};
use super::super::{FileKind, IntakeError};
use crate::model::Cut;

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<String>,
    /// The notes that it refers to, in order.
    pub(super) footnotes: Vec<String>,
    pub(super) endnotes: Vec<String>,
    /// Words by tracked changes, and hidden ones.
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    pub(super) hidden: usize,
    pub(super) tables: usize,
}

/// A row of so many words is text that is laid out in a table.
const LONG_ROW: usize = 120;

/// Reads the main part.
pub(super) fn read(xml: &str) -> Result<Body, IntakeError> {
    let mut walker = Walker::default();
    events(xml, |event| walker.take(event))?;
    walker.end_paragraph();
    Ok(walker.body)
}

/// Reads the part of the notes, each by its id.
pub(super) fn notes(xml: &str) -> Result<HashMap<String, Body>, IntakeError> {
    let mut notes = HashMap::new();
    let mut open: Option<(String, Walker)> = None;
    events(xml, |event| {
        match &event {
            Event::Start(start) if matches!(local(start), "footnote" | "endnote") => {
                // Separators have a type, and no text.
                let kept = attribute(start, "type").is_none_or(|kind| kind == "normal");
                open = attribute(start, "id").filter(|_| kept).map(|id| (id, Walker::default()));
                return;
            }
            Event::End(end) if matches!(end.local_name().as_ref(), "footnote" | "endnote") => {
                if let Some((id, mut walker)) = open.take() {
                    walker.end_paragraph();
                    notes.insert(id, walker.body);
                }
                return;
            }
            _ => {}
        }
        if let Some((_, walker)) = &mut open {
            walker.take(event);
        }
    })?;
    Ok(notes)
}

/// The properties of a document: names and texts.
pub(super) fn properties(xml: &str) -> Result<Vec<(String, String)>, IntakeError> {
    let (mut found, mut open) = (Vec::new(), None);
    events(xml, |event| match event {
        Event::Start(start) => {
            open = Some((local(&start).to_owned(), String::new()));
        }
        Event::Text(text) => {
            if let Some((_, own)) = &mut open {
                own.push_str(&text);
            }
        }
        Event::GeneralRef(name) => {
            if let Some((_, own)) = &mut open {
                own.extend(entity(&name));
            }
        }
        Event::End(_) => found.extend(open.take()),
        _ => {}
    })?;
    Ok(found)
}

fn events(xml: &str, mut take: impl FnMut(Event<'_>)) -> Result<(), IntakeError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) if depth > 0 => {
                return Err(broken(FileKind::Docx, "its text breaks off at the end"));
            }
            Ok(Event::Eof) => return Ok(()),
            // An empty element is one that begins and ends.
            Ok(Event::Empty(start)) => {
                let end = start.to_end().into_owned();
                take(Event::Start(start));
                take(Event::End(end));
            }
            Ok(event) => {
                match &event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                take(event);
            }
            Err(error) => {
                let why =
                    format!("its text breaks off at byte {}: {error}", reader.error_position());
                return Err(broken(FileKind::Docx, &why));
            }
        }
    }
}

fn local<'e>(start: &'e BytesStart<'_>) -> &'e str {
    let whole = start.name().0.len();
    let name = start.cut(..whole);
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|own| own.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// `&amp;` and `&#x41;`
fn entity(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c);
    }
    resolve_predefined_entity(name).and_then(|text| text.chars().next())
}

#[derive(Default)]
struct Walker {
    body: Body,
    text: String,
    /// The cells of the rows that are open, innermost last.
    rows: Vec<Vec<Vec<String>>>,
    /// How deep in what is deleted, inserted, or shown otherwise already.
    deleted: usize,
    inserted: usize,
    fallback: usize,
    in_text: usize,
    run: Run,
    /// Paragraphs that a text box within them has interrupted.
    outer: Vec<String>,
}

/// How a run of letters is set.
#[derive(Default)]
struct Run {
    is_raised: bool,
    is_hidden: bool,
    text: String,
}

impl Walker {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.begin(&start),
            Event::End(end) => self.end(end.local_name().as_ref()),
            Event::Text(text) if self.in_text > 0 => {
                self.run.text.push_str(&text);
            }
            Event::CData(text) if self.in_text > 0 => {
                self.run.text.push_str(&text);
            }
            Event::GeneralRef(name) if self.in_text > 0 => self.run.text.extend(entity(&name)),
            _ => {}
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        match local(start) {
            "Fallback" => self.fallback += 1,
            "del" | "moveFrom" => self.deleted += 1,
            "ins" | "moveTo" => self.inserted += 1,
            "t" | "delText" => self.in_text += 1,
            "r" => self.run = Run::default(),
            "vertAlign" => {
                self.run.is_raised =
                    attribute(start, "val").is_some_and(|val| val == "superscript");
            }
            "vanish" => {
                let off = attribute(start, "val").is_some_and(|val| matches!(&*val, "0" | "false"));
                self.run.is_hidden = !off;
            }
            "tab" | "ptab" => self.run.text.push(' '),
            "br" | "cr" => self.run.text.push(' '),
            "noBreakHyphen" => self.run.text.push('-'),
            "txbxContent" => self.outer.push(std::mem::take(&mut self.text)),
            "tbl" if self.fallback == 0 => self.body.tables += 1,
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            name @ ("footnoteReference" | "endnoteReference") => {
                // A note of its own number is not a mark.
                if let (Some(id), true) = (attribute(start, "id"), self.shows()) {
                    self.end_run();
                    let list = match name {
                        "footnoteReference" => &mut self.body.footnotes,
                        _ => &mut self.body.endnotes,
                    };
                    list.push(id);
                    let number = self.body.footnotes.len() + self.body.endnotes.len();
                    self.text.extend(raised(&number.to_string(), true));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "t" | "delText" => self.in_text = self.in_text.saturating_sub(1),
            "r" => self.end_run(),
            "p" => self.end_paragraph(),
            "txbxContent" => {
                self.end_paragraph();
                self.text = self.outer.pop().unwrap_or_default();
            }
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn shows(&self) -> bool {
        self.fallback == 0 && self.deleted == 0 && !self.run.is_hidden
    }

    fn end_run(&mut self) {
        let text = std::mem::take(&mut self.run.text);
        if text.is_empty() || self.fallback > 0 {
            return;
        }
        let words = text.split_whitespace().count();
        if self.deleted > 0 {
            self.body.deleted += words;
        } else if self.run.is_hidden {
            self.body.hidden += words;
        } else {
            if self.inserted > 0 {
                self.body.inserted += words;
            }
            match self.run.is_raised {
                true => self.text.extend(raised(&text, false)),
                // White space at a run's end is a word's end.
                false => text.chars().for_each(|c| match c.is_whitespace() {
                    true => self.text.push(' '),
                    false => push_plain(&mut self.text, c),
                }),
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.end_run();
        let text = spaced(&std::mem::take(&mut self.text));
        if text.is_empty() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(text),
            None => self.body.paragraphs.push(text),
        }
    }

    fn end_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let words: usize = cells.iter().flatten().map(|text| text.split_whitespace().count()).sum();
        let paragraphs: Vec<String> = match words > LONG_ROW {
            true => cells.into_iter().flatten().collect(),
            false => {
                let cells: Vec<String> = cells
                    .iter()
                    .map(|cell| cell.join(" "))
                    .filter(|cell| !cell.is_empty())
                    .collect();
                vec![cells.join(" | ")]
            }
        };
        let paragraphs = paragraphs.into_iter().filter(|text| !text.is_empty());
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.extend(paragraphs),
            None => self.body.paragraphs.extend(paragraphs),
        }
    }
}
