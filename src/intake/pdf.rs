//! A PDF -> its text, in the order in which it is read.
//!
//! Takes the bytes; gives paragraphs, with the page on which each begins. Must not know fonts: the crate
//! `hayro-interpret` says of each letter what it is and where it stands. From there on it is geometry:
//! letters make words, words make rows, rows make columns (`order`), what repeats from page to page is left
//! out (`furniture`), lines are joined to paragraphs across columns and pages (`paragraphs`).

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

mod bomb;
mod furniture;
mod letters;
mod order;
mod paragraphs;
mod rows;
mod visual;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::decode::decode_field;
use super::reading::count;
use super::{CardField, FileKind, IntakeError, IntakeOptions, Reading, ReadingNote};

/// The reader's name and version, for cards: raised when the same file gives another text.
const READER: &str = "whobacks-pdf 1";

/// No document that is quoted has more pages.
const MOST_PAGES: usize = 5000;

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    bomb::refuse(bytes, options)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => IntakeError::Encrypted(FileKind::Pdf),
        LoadPdfError::Decryption(_) => broken("what should decrypt it is not there"),
        LoadPdfError::Invalid => broken("its parts cannot be found; it may have been cut off"),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(broken("it has no pages"));
    }
    if pages.len() > options.beyond(MOST_PAGES) {
        return Err(IntakeError::TooMany {
            has: format!("the PDF has {} pages", pages.len()),
            most: options.beyond(MOST_PAGES),
            help: "",
        });
    }
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    facts(&pdf, &mut reading);
    let mut sheets: Vec<furniture::Sheet> = Vec::new();
    let (mut unknown, mut letters, mut turned) = (0, 0, 0);
    for page in letters::pages(&pdf, bytes.len())? {
        unknown += page.unknown;
        letters += page.letters.len();
        turned += page.turned;
        sheets.push(furniture::Sheet { rows: rows::rows(page.letters), height: page.height });
    }
    if unknown * 4 > letters && unknown > 0 {
        let why = "its fonts do not say which letters they show; run a text recognition over it (such as ocrmypdf --force-ocr), and add what that gives";
        return Err(IntakeError::Broken { kind: FileKind::Pdf, why: why.to_owned() });
    }
    reading.notes.extend(furniture::leave_out(&mut sheets));
    let laid: Vec<order::Page> =
        sheets.into_iter().map(|sheet| order::page(sheet.rows, sheet.height)).collect();
    let tables: Vec<String> = (1..)
        .zip(&laid)
        .filter(|(_, page)| page.has_table)
        .map(|(n, _): (usize, _)| n.to_string())
        .collect();
    if !tables.is_empty() {
        reading.notes.push(ReadingNote::Doubtful(format!(
            "what looks like a table is read row by row, its cells parted by `|`: page {}",
            tables.join(", ")
        )));
    }
    let joined = paragraphs::join(&laid);
    reading.paragraphs = joined.paragraphs.into_iter().collect();
    reading.pages = joined.pages;
    reading.notes.extend(joined.notes);
    if unknown > 0 {
        let letters = count(unknown, "letter");
        reading.notes.push(ReadingNote::Doubtful(format!(
            "{letters} that the fonts do not name, shown as \u{fffd}"
        )));
    }
    if turned > 0 {
        let letters = count(turned, "letter");
        reading.notes.push(ReadingNote::LeftOut(format!(
            "{letters} that stand askew or upright along the edge"
        )));
    }
    Ok(reading)
}

fn broken(why: &str) -> IntakeError {
    IntakeError::Broken { kind: FileKind::Pdf, why: why.to_owned() }
}

/// What the file's own record says: title and author. The day on which a file was made is not that on which
/// it was published, and is said as what it is.
fn facts(pdf: &Pdf, reading: &mut Reading) {
    let data = pdf.metadata();
    for (field, value, from) in [
        (CardField::Title, &data.title, "PDF Title"),
        (CardField::Author, &data.author, "PDF Author"),
    ] {
        let Some(value) = value else { continue };
        let value = decode_field(value);
        // What the word processor called the file is not a title.
        let is_name = value.starts_with("Microsoft Word - ")
            || value.rsplit_once('.').is_some_and(|(_, end)| {
                matches!(end, "doc" | "docx" | "indd" | "pdf" | "tex" | "qxd" | "dvi")
            })
            || value.eq_ignore_ascii_case("untitled");
        if !is_name {
            reading.fact(field, &value, from);
        }
    }
    if let Some(made) = &data.creation_date {
        let date = format!("{:04}-{:02}-{:02}", made.year, made.month, made.day);
        if let Some(date) = super::references::date::iso(&date) {
            reading.fact(CardField::Published, &date, "PDF CreationDate: when the file was made");
        }
    }
}
