//! A Word file -> its text.
//!
//! Takes the bytes; gives paragraphs, rows of tables and notes, and what its properties say about it. Must not
//! know layout: headers and footers are separate parts, and are not read. Tracked deletions are left out, tracked
//! insertions are text, and both are reported.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

mod body;

use super::package::{self, Package};
use super::reading::count;
use super::{CardField, FileKind, IntakeError, IntakeOptions, Reading, ReadingNote};
use body::Body;

/// The reader's name and version, for cards: raised when the same file gives another text.
const READER: &str = "whobacks-docx 1";

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let mut package = Package::open(bytes, FileKind::Docx, options)?;
    let main = package.main_part();
    let document = package
        .part(&main)?
        .ok_or_else(|| package::broken(FileKind::Docx, "it has no text part"))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    let body = body::read(&document)?;
    let mut tally = Tally::default();
    let (footnotes, endnotes) = (body.footnotes.clone(), body.endnotes.clone());
    tally.add(&body);
    reading.paragraphs.extend(body.paragraphs);
    // Numbered in one row, as they are referred to.
    let mut number = 0;
    for (part, ids) in [("footnotes.xml", footnotes), ("endnotes.xml", endnotes)] {
        let path = if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
        let Some(xml) = package.part(&path)? else { continue };
        let mut notes = body::notes(&xml)?;
        for id in ids {
            number += 1;
            let Some(note) = notes.remove(&id) else { continue };
            tally.add(&note);
            let mark = super::tidy::raised(&number.to_string(), true).unwrap_or_default();
            for (i, text) in note.paragraphs.into_iter().enumerate() {
                let mark = if i == 0 { format!("{mark} ") } else { String::new() };
                reading.paragraphs.push(&format!("{mark}{text}"));
            }
        }
    }
    tally.say(&mut reading);
    if let Some(core) = package.part("docProps/core.xml")? {
        for (name, text) in body::properties(&core)? {
            match name.as_str() {
                "title" => reading.fact(CardField::Title, &text, "Word title"),
                "creator" => reading.fact(CardField::Author, &text, "Word author"),
                "language" => reading.fact(CardField::Language, &text, "Word language"),
                "created" => {
                    if let Some(date) = super::references::date::iso(&text) {
                        let from = "Word created: when the file was made";
                        reading.fact(CardField::Published, &date, from);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(reading)
}

/// What is to be said of all parts together.
#[derive(Default)]
struct Tally {
    inserted: usize,
    deleted: usize,
    hidden: usize,
    tables: usize,
}

impl Tally {
    fn add(&mut self, body: &Body) {
        self.inserted += body.inserted;
        self.deleted += body.deleted;
        self.hidden += body.hidden;
        self.tables += body.tables;
    }

    fn say(&self, reading: &mut Reading) {
        let words = |n| count(n, "word");
        if self.deleted > 0 {
            reading.notes.push(ReadingNote::LeftOut(format!(
                "{} that tracked changes delete",
                words(self.deleted)
            )));
        }
        if self.inserted > 0 {
            let said = format!(
                "{} that tracked changes insert, not yet accepted, are in the text",
                words(self.inserted)
            );
            reading.notes.push(ReadingNote::Doubtful(said));
        }
        if self.hidden > 0 {
            reading
                .notes
                .push(ReadingNote::LeftOut(format!("{} of hidden text", words(self.hidden))));
        }
        if self.tables > 0 {
            let tables = count(self.tables, "table");
            reading
                .notes
                .push(ReadingNote::Read(format!("{tables} read row by row, cells parted by `|`")));
        }
    }
}
