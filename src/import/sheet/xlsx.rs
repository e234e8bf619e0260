//! A sheet of an XLSX workbook -> its rows, as they stand in it.
//!
//! Takes a workbook that is open; gives the cells that hold something, however large the sheet says it is, which
//! cells are one, and how many formulas have no result. Must not know what columns mean.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows and columns, which a sheet counts in 32 bits"
)]

use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataRef, Xlsx};

use super::super::ImportError;
use super::super::xml::{Step, Walk};
use super::{CELLS, Line, Sheet, Unsolved, form, moment, push};

/// The most bytes of a part that are looked at for what is hidden.
const PART: u64 = 64 << 20;
/// The most cells that are one and that are looked at.
const MERGED: usize = 100_000;

pub(super) fn sheet<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> Result<Sheet, ImportError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(form)?;
    let mut lines: Vec<Line> = Vec::new();
    let (mut count, mut blank) = (0, false);
    while let Some(cell) = reader.next_cell().map_err(form)? {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Empty => {
                blank = true;
                continue;
            }
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::Bool(yes) => yes.to_string(),
            DataRef::DateTime(date) => moment(date),
            DataRef::Error(error) => error.to_string(),
            other => Data::from(other.clone()).to_string(),
        };
        if text.trim().is_empty() {
            blank = true;
            continue;
        }
        count += 1;
        if count > CELLS {
            return Err(ImportError::Form(format!("the sheet has more than {CELLS} cells")));
        }
        push(&mut lines, row as usize + 1, column as usize, text);
    }
    drop(reader);
    // What a program has written that works nothing out.
    let unsolved = if blank { unsolved(book, name, &lines)? } else { None };
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let at = |(row, column): (u32, u32)| (row as usize, column as usize);
    let merged = merged.into_iter().take(MERGED).map(|one| [at(one.start), at(one.end)]).collect();
    Ok(Sheet { lines, merged, unsolved, ..Sheet::default() })
}

/// The rows of a sheet that its author or a filter has hidden, from 1. What cannot be told is not hidden.
pub(super) fn hidden_rows(bytes: &[u8], name: &str) -> Vec<usize> {
    let found = || {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut text = |entry: &str| {
            let mut text = Vec::new();
            archive.by_name(entry).ok()?.take(PART).read_to_end(&mut text).ok()?;
            Some(String::from_utf8_lossy(&text).into_owned())
        };
        let id = attribute(&text("xl/workbook.xml")?, "sheet", ("name", name), "id")?;
        let target =
            attribute(&text("xl/_rels/workbook.xml.rels")?, "Relationship", ("Id", &id), "Target")?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let sheet = text(&path)?;
        let mut walk = Walk::new(&sheet);
        let mut rows = Vec::new();
        loop {
            match walk.next().ok()? {
                Step::Open(element) if element.name() == "row" => {
                    let is_hidden =
                        element.get("hidden").is_some_and(|word| word == "1" || word == "true");
                    rows.extend(
                        element
                            .get("r")
                            .filter(|_| is_hidden)
                            .and_then(|row| row.parse::<usize>().ok()),
                    );
                }
                Step::End => return Some(rows),
                _ => {}
            }
        }
    };
    found().unwrap_or_default()
}

/// What an element has in one attribute that has a value in another.
fn attribute(xml: &str, element: &str, (by, value): (&str, &str), wanted: &str) -> Option<String> {
    let mut walk = Walk::new(xml);
    loop {
        match walk.next().ok()? {
            Step::Open(own) if own.name() == element && own.get(by).as_deref() == Some(value) => {
                return own.get(wanted);
            }
            Step::End => return None,
            _ => {}
        }
    }
}

/// The formulas of cells that hold nothing.
fn unsolved<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    lines: &[Line],
) -> Result<Option<Unsolved>, ImportError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(form)?;
    let mut found: Option<Unsolved> = None;
    while let Some(cell) = reader.next_formula().map_err(form)? {
        if cell.get_value().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let holds = lines
            .binary_search_by_key(&row, |(number, _)| *number)
            .ok()
            .and_then(|at| lines.get(at))
            .is_some_and(|(_, cells)| cells.iter().any(|(own, _)| *own == column));
        if !holds {
            let (count, first) = found.unwrap_or((0, (row, column)));
            found = Some((count + 1, first));
        }
    }
    Ok(found)
}
