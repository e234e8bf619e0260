//! An e-book (EPUB) -> its text, chapter by chapter.
//!
//! Takes the bytes; gives the paragraphs of its pages in the order in which they are read, and what its package says
//! of it. A chapter is read as a page that is all article. Must not know archives.

use super::opened::{attribute, starts};
use super::package::{Package, broken};
use super::reading::count;
use super::references::date;
use super::{CardField, FileKind, IntakeError, IntakeOptions, Reading, ReadingNote, html};

/// The reader's name and version, for cards: raised when the same file gives another text.
const READER: &str = "whobacks-epub 1";

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let broken = |why: &str| broken(FileKind::Epub, why);
    let mut package = Package::open(bytes, FileKind::Epub, options)?;
    let container =
        package.part("META-INF/container.xml")?.ok_or_else(|| broken("it has no container"))?;
    let mut main = None;
    starts(&container, |name, element, _| {
        if name == "rootfile" && main.is_none() {
            main = attribute(element, "full-path");
        }
    })
    .map_err(|why| broken(&why))?;
    let main = main.ok_or_else(|| broken("its container names no package"))?;
    let book = package.part(&main)?.ok_or_else(|| broken("its package is not there"))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut reading = Reading { reader: Some(READER.to_owned()), ..Reading::default() };
    let (mut items, mut order) = (Vec::new(), Vec::new());
    starts(&book, |name, element, text| match name {
        "item" => items.extend(attribute(element, "id").zip(attribute(element, "href"))),
        "itemref" => order.extend(attribute(element, "idref")),
        "title" => reading.fact(CardField::Title, text, "EPUB title"),
        "creator" => reading.fact(CardField::Author, text, "EPUB creator"),
        "publisher" => reading.fact(CardField::Publisher, text, "EPUB publisher"),
        "language" => reading.fact(CardField::Language, text, "EPUB language"),
        "date" => {
            if let Some(day) = date::iso(text) {
                reading.fact(CardField::Published, &day, "EPUB date");
            }
        }
        _ => {}
    })
    .map_err(|why| broken(&why))?;
    let mut missing = 0_usize;
    for id in order {
        let Some((_, href)) = items.iter().find(|(own, _)| *own == id) else { continue };
        let Some(page) = package.part(&path(folder, href))? else {
            missing = missing.saturating_add(1);
            continue;
        };
        let chapter = html::of_text(&page, IntakeOptions { whole_page: true, ..options })?;
        reading.paragraphs.append(&chapter.paragraphs);
    }
    if missing > 0 {
        let pages = count(missing, "chapter");
        reading.notes.push(ReadingNote::LeftOut(format!("{pages} that the file names and lacks")));
    }
    Ok(reading)
}

/// Where a page stands in the archive, as its package names it.
fn path(folder: &str, href: &str) -> String {
    let plain = href.split('#').next().unwrap_or_default().replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in plain.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
