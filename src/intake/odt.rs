//! An OpenDocument text (ODT) -> its text.
//!
//! Takes the bytes; gives paragraphs and headings, rows of tables and notes, and what its properties say of it. What
//! tracked changes delete and what somebody has remarked in the margin is not text, and is said. Must not know
//! archives.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::opened::{attribute, starts};
use super::package::{Package, broken};
use super::reading::count;
use super::references::date;
use super::tidy::{push_plain, raised, spaced};
use super::{CardField, FileKind, IntakeError, IntakeOptions, Reading, ReadingNote};

/// The reader's name and version, for cards: raised when the same file gives another text.
const READER: &str = "whobacks-odt 1";

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let broken = |why: &str| broken(FileKind::Odt, why);
    let mut package = Package::open(bytes, FileKind::Odt, options)?;
    let content = package.part("content.xml")?.ok_or_else(|| broken("it has no text part"))?;
    let mut walker = Walker::default();
    walker.walk(&content).map_err(|why| broken(&why))?;
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    reading.paragraphs.extend(walker.paragraphs);
    reading.paragraphs.extend(walker.notes);
    if walker.deleted > 0 {
        let changes = count(walker.deleted, "tracked change");
        reading.notes.push(ReadingNote::LeftOut(format!("what {changes} would delete")));
    }
    if walker.remarks > 0 {
        let remarks = count(walker.remarks, "remark");
        reading.notes.push(ReadingNote::LeftOut(format!("{remarks} in the margin")));
    }
    if walker.tables > 0 {
        let tables = count(walker.tables, "table");
        reading
            .notes
            .push(ReadingNote::Read(format!("{tables} read row by row, cells parted by `|`")));
    }
    if let Some(meta) = package.part("meta.xml")? {
        starts(&meta, |name, _, text| match name {
            "title" => reading.fact(CardField::Title, text, "ODT title"),
            "initial-creator" | "creator" => reading.fact(CardField::Author, text, "ODT author"),
            "language" => reading.fact(CardField::Language, text, "ODT language"),
            "creation-date" => {
                if let Some(day) = date::iso(text) {
                    reading.fact(CardField::Published, &day, "ODT created: when the file was made");
                }
            }
            _ => {}
        })
        .map_err(|why| broken(&why))?;
    }
    Ok(reading)
}

/// What holds no text.
const SKIPPED: [&str; 5] =
    ["tracked-changes", "annotation", "ruby-text", "forms", "event-listeners"];
/// The most blanks that one element stands for.
const BLANKS: usize = 100;

#[derive(Default)]
struct Walker {
    paragraphs: Vec<String>,
    /// The notes, each behind its number.
    notes: Vec<String>,
    text: String,
    /// The paragraph in which a note stands, while the note is read.
    outer: Vec<String>,
    /// The cells of the rows that are open.
    rows: Vec<Vec<String>>,
    citation: Option<String>,
    /// How deep within what holds no text.
    skipped: usize,
    deleted: usize,
    remarks: usize,
    tables: usize,
}

impl Walker {
    fn walk(&mut self, xml: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let mut depth = 0_usize;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) if depth > 0 => {
                    return Err("its text breaks off at the end".to_owned());
                }
                Ok(Event::Eof) => return Ok(()),
                Ok(Event::Start(start)) => {
                    depth += 1;
                    self.start(start.local_name().as_ref(), 1);
                }
                Ok(Event::Empty(start)) => {
                    let blanks = attribute(&start, "c").and_then(|number| number.parse().ok());
                    self.start(start.local_name().as_ref(), blanks.unwrap_or(1));
                    self.end(start.local_name().as_ref());
                }
                Ok(Event::End(end)) => {
                    depth = depth.saturating_sub(1);
                    self.end(end.local_name().as_ref());
                }
                Ok(Event::Text(text)) => self.push(&text),
                Ok(Event::CData(text)) => self.push(&text),
                Ok(Event::GeneralRef(name)) => {
                    let number = name.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || resolve_predefined_entity(&name).map(str::to_owned);
                    self.push(&number.or_else(named).unwrap_or_default());
                }
                Ok(_) => {}
                Err(error) => {
                    let at = reader.error_position();
                    return Err(format!("its text breaks off at byte {at}: {error}"));
                }
            }
        }
    }

    fn start(&mut self, name: &str, blanks: usize) {
        match name {
            name if SKIPPED.contains(&name) => {
                self.skipped += 1;
                self.remarks += usize::from(name == "annotation");
            }
            "deletion" => self.deleted += 1,
            _ if self.skipped > 0 => {}
            "s" => self.text.extend(std::iter::repeat_n(' ', blanks.min(BLANKS))),
            "tab" | "line-break" => self.text.push(' '),
            "note-citation" => self.citation = Some(String::new()),
            "note-body" => self.outer.push(std::mem::take(&mut self.text)),
            "table" => self.tables += 1,
            "table-row" => self.rows.push(Vec::new()),
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            name if SKIPPED.contains(&name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            "p" | "h" => self.end_paragraph(),
            "note-citation" => {
                let mark = raised(&self.citation.take().unwrap_or_default(), true);
                self.text.extend(mark.clone());
                self.notes.push(mark.map(|mark| format!("{mark} ")).unwrap_or_default());
            }
            "note-body" => {
                self.end_paragraph();
                self.text = self.outer.pop().unwrap_or_default();
            }
            "table-row" => {
                let cells = self.rows.pop().unwrap_or_default();
                let cells: Vec<String> =
                    cells.into_iter().filter(|cell| !cell.is_empty()).collect();
                self.keep(cells.join(" | "));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        match &mut self.citation {
            Some(mark) => mark.push_str(text),
            None => text.chars().for_each(|c| match c.is_whitespace() {
                true => self.text.push(' '),
                false => push_plain(&mut self.text, c),
            }),
        }
    }

    fn end_paragraph(&mut self) {
        let text = spaced(&std::mem::take(&mut self.text));
        self.keep(text);
    }

    /// Keeps a paragraph: with its note, in its cell, or by itself.
    fn keep(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        let cell = self.rows.last_mut().and_then(|row| row.last_mut());
        let note = self.notes.last_mut().filter(|_| !self.outer.is_empty());
        match note.or(cell) {
            Some(open) => {
                if !open.is_empty() && !open.ends_with(' ') {
                    open.push(' ');
                }
                open.push_str(&text);
            }
            None => self.paragraphs.push(text),
        }
    }
}
