//! Spreadsheets (XLSX, XLSB, XLS, ODS) -> tables.
//!
//! Takes the bytes of a file; gives the rows of a sheet, and those of a sheet of nodes where there is one. What
//! a sheet says of its own size is not believed: it is unpacked first, and counted. Dates are those that the
//! sheet itself calls dates. Must not know what columns mean.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsb, Xlsx};

use super::problems::Problems;
use super::raw::{COLUMNS, Nodes, Raw};
use super::table::Table;
use super::xml::{Step, Walk};
use super::{ImportError, Layout};

/// The most bytes that a file may unpack to; and those of one that shrinks suspiciously well.
const UNPACKED: u64 = 1 << 30;
const SUSPECT: u64 = 64 << 20;
const RATIO: u64 = 200;
/// The most of the texts that sheets share.
const SHARED: u64 = 256 << 20;
/// The most cells of a sheet.
const CELLS: usize = 40_000_000;

/// A row of a sheet: its number from 1, and its cells by column.
type Line = (usize, Vec<(usize, String)>);

/// Whether it is an old workbook, of the time before XML.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Raw, ImportError> {
    if is_compound(bytes) {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(form)?;
        let names = book.sheet_names();
        let mut sheet =
            |name: &str| book.worksheet_range(name).map_err(form).map(|range| dense(&range));
        return chosen(&names, layout, &mut sheet);
    }
    let kind = measure(bytes)?;
    match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(form)?;
            let names = book.sheet_names();
            let mut sheet = |name: &str| streamed(&mut book, name);
            chosen(&names, layout, &mut sheet)
        }
        Kind::Xlsb => {
            let mut book = Xlsb::new(Cursor::new(bytes)).map_err(form)?;
            let names = book.sheet_names();
            let mut sheet =
                |name: &str| book.worksheet_range(name).map_err(form).map(|range| dense(&range));
            chosen(&names, layout, &mut sheet)
        }
        Kind::Ods(content) => {
            let sheets = opened(&content)?;
            let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
            let mut sheets = sheets;
            let mut sheet = |name: &str| {
                let found = sheets.iter_mut().find(|(own, _)| own == name);
                Ok(found.map(|(_, lines)| std::mem::take(lines)).unwrap_or_default())
            };
            chosen(&names, layout, &mut sheet)
        }
    }
}

fn form(error: impl std::fmt::Display) -> ImportError {
    ImportError::Form(format!("the workbook: {error}"))
}

enum Kind {
    Xlsx,
    Xlsb,
    Ods(String),
}

/// What a zipped workbook is; an error where it would unpack to more than anybody means.
fn measure(bytes: &[u8]) -> Result<Kind, ImportError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(form)?;
    let mut total = 0;
    let (mut kind, mut content) = (None, None);
    for i in 0..archive.len() {
        let entry = archive.by_index(i).map_err(form)?;
        let name = entry.name().map_err(form)?.into_owned();
        let most = if name.ends_with("sharedStrings.xml") { SHARED } else { UNPACKED };
        let mut entry = entry.take(most + 1);
        let size = if name == "content.xml" {
            let mut text = Vec::new();
            let size = entry.by_ref().take(SHARED).read_to_end(&mut text).map_err(form)? as u64;
            content = Some(String::from_utf8_lossy(&text).into_owned());
            size
        } else {
            count(&mut entry, most, total, bytes.len() as u64)?
        };
        total += size;
        let suspect = total > SUSPECT && total / RATIO > bytes.len() as u64;
        if size > most || total > UNPACKED || suspect {
            return Err(ImportError::Form(
                "the workbook unpacks to far more than it should; it is not read".to_owned(),
            ));
        }
        match name.as_str() {
            "xl/workbook.xml" => kind = Some(Kind::Xlsx),
            "xl/workbook.bin" => kind = Some(Kind::Xlsb),
            _ => {}
        }
    }
    kind.or_else(|| content.map(Kind::Ods)).ok_or_else(|| {
        ImportError::Form("this archive is no workbook: neither XLSX, XLSB nor ODS".to_owned())
    })
}

/// How long an entry is, looked at piece by piece.
fn count(entry: &mut impl Read, most: u64, before: u64, packed: u64) -> Result<u64, ImportError> {
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let read = entry.read(&mut buffer).map_err(form)? as u64;
        size += read;
        let suspect = before + size > SUSPECT && (before + size) / RATIO > packed;
        if read == 0 || size > most || suspect {
            return Ok(size);
        }
    }
}

/// The sheet of edges, and that of nodes where there is one.
fn chosen(
    names: &[String],
    layout: &Layout,
    sheet: &mut dyn FnMut(&str) -> Result<Vec<Line>, ImportError>,
) -> Result<Raw, ImportError> {
    let called = |words: &[&str]| {
        names.iter().find(|name| words.contains(&name.trim().to_lowercase().as_str()))
    };
    let told = layout.sheet.as_ref().map(|wanted| {
        names.iter().find(|name| *name == wanted).ok_or_else(|| {
            ImportError::Form(format!(
                "the workbook has no sheet `{wanted}`; it has {}",
                names.join(", ")
            ))
        })
    });
    let edges = told.transpose()?.or_else(|| {
        called(&["edges", "links", "ties", "relations", "claims", "edge list", "edgelist"])
    });
    let nodes = called(&["nodes", "actors", "vertices", "node list", "nodelist"])
        .filter(|name| Some(*name) != edges);
    let (mut lines, mut used) = (Vec::new(), None);
    match edges {
        Some(name) => (lines, used) = (sheet(name)?, Some(name)),
        None => {
            for name in names.iter().filter(|name| Some(*name) != nodes) {
                lines = sheet(name)?;
                if lines.len() > 1 {
                    used = Some(name);
                    break;
                }
            }
        }
    }
    let Some(used) = used else {
        return Err(ImportError::Form("the workbook has no sheet with rows".to_owned()));
    };
    let mut problems = Problems::default();
    let mut remarks = Vec::new();
    let table = table(lines, "row", layout, &mut problems, &mut remarks)?;
    let mut raw = Raw::of_rows(table);
    if let Some(name) = nodes {
        let own = Layout::default();
        let table = self::table(sheet(name)?, "actor", &own, &mut problems, &mut remarks)?;
        raw.nodes = Some(Nodes { table, key: None, is_whole: true });
    }
    let others: Vec<&str> = names
        .iter()
        .filter(|name| *name != used && Some(*name) != nodes)
        .map(String::as_str)
        .collect();
    if !others.is_empty() {
        remarks.push(format!(
            "read is the sheet `{used}`; passed over: {} (--sheet chooses)",
            others.join(", ")
        ));
    }
    raw.problems = problems;
    raw.remarks = remarks;
    Ok(raw)
}

fn table(
    lines: Vec<Line>,
    name: &'static str,
    layout: &Layout,
    problems: &mut Problems,
    remarks: &mut Vec<String>,
) -> Result<Table, ImportError> {
    let mut table = Table::new(name);
    let mut lines = lines.into_iter().filter(|(_, cells)| !cells.is_empty()).peekable();
    if let Some(names) = &layout.columns {
        names.iter().for_each(|name| {
            table.add_column(name);
        });
    } else {
        // A title stands alone on its row.
        let mut passed = 0;
        let mut headings = lines.next();
        while headings.as_ref().is_some_and(|(_, cells)| cells.len() <= 1)
            && lines.peek().is_some()
            && passed < 20
        {
            passed += 1;
            headings = lines.next();
        }
        if passed > 0 {
            let what = if passed == 1 {
                "row is no row of headings, and is"
            } else {
                "rows are no rows of headings, and are"
            };
            remarks.push(format!("the first {passed} {what} passed over"));
        }
        for (column, heading) in headings.map(|(_, cells)| cells).unwrap_or_default() {
            if column >= COLUMNS {
                break;
            }
            while table.headings().len() < column {
                table.add_column("");
            }
            table.add_column(heading.trim());
        }
    }
    let width = table.headings().len();
    for (line, cells) in lines {
        table.row(line);
        let place = table.at(table.len() - 1).place();
        for (column, text) in cells {
            if column >= width && layout.columns.is_none() {
                problems.at(
                    place,
                    format!("the cell in column {} has no heading; left out", column + 1),
                );
                continue;
            }
            while table.headings().len() <= column && column < COLUMNS {
                table.add_column("");
            }
            table.put(column, &text);
        }
    }
    Ok(table.finish())
}

/// The rows of an XLSX sheet as they stand in it: however large it says it is, only its cells count.
fn streamed<R: Read + std::io::Seek>(
    book: &mut Xlsx<R>,
    name: &str,
) -> Result<Vec<Line>, ImportError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(form)?;
    let mut lines: Vec<Line> = Vec::new();
    let mut count = 0;
    while let Some(cell) = reader.next_cell().map_err(form)? {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Empty => continue,
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
            continue;
        }
        count += 1;
        if count > CELLS {
            return Err(ImportError::Form(format!("the sheet has more than {CELLS} cells")));
        }
        push(&mut lines, row as usize + 1, column as usize, text);
    }
    Ok(lines)
}

fn push(lines: &mut Vec<Line>, row: usize, column: usize, text: String) {
    match lines.last_mut() {
        Some((last, cells)) if *last == row => cells.push((column, text)),
        _ => lines.push((row, vec![(column, text)])),
    }
}

/// The rows of a sheet of another sort.
fn dense(range: &calamine::Range<Data>) -> Vec<Line> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut lines = Vec::new();
    for (row, column, value) in range.used_cells() {
        let text = match value {
            Data::DateTime(date) => moment(date),
            other => other.to_string(),
        };
        if !text.trim().is_empty() {
            push(&mut lines, first_row as usize + row + 1, first_column as usize + column, text);
        }
    }
    lines
}

/// A date that the sheet calls one, with its time where it has one.
fn moment(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// The sheets of an ODS file.
fn opened(content: &str) -> Result<Vec<(String, Vec<Line>)>, ImportError> {
    let mut walk = Walk::new(content);
    let mut sheets: Vec<(String, Vec<Line>)> = Vec::new();
    let (mut row, mut repeat_row, mut column, mut total) = (0_usize, 1_usize, 0_usize, 0_usize);
    let mut cells: Vec<(usize, String)> = Vec::new();
    // Which of the elements that are open is a row.
    let mut open: Vec<bool> = Vec::new();
    loop {
        match walk.next()? {
            Step::Open(element) => {
                let name = element.name();
                let number = |name: &str| {
                    element.get(name).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1).max(1)
                };
                match name.as_str() {
                    "table" => {
                        sheets.push((element.get("name").unwrap_or_default(), Vec::new()));
                        row = 0;
                        open.push(false);
                    }
                    "table-row" => {
                        (repeat_row, column) = (number("number-rows-repeated"), 0);
                        cells.clear();
                        open.push(true);
                    }
                    "table-cell" | "covered-table-cell" => {
                        let repeat = number("number-columns-repeated");
                        let kind = element.get("value-type").unwrap_or_default();
                        let value = match kind.as_str() {
                            "date" => element.get("date-value"),
                            "float" | "percentage" | "currency" => element.get("value"),
                            "boolean" => element.get("boolean-value"),
                            _ => None,
                        };
                        let text = cell_text(&mut walk)?;
                        let text = value.unwrap_or(text);
                        if !text.trim().is_empty() {
                            if repeat > COLUMNS {
                                return Err(ImportError::Form(format!(
                                    "row {}: one cell fills {repeat} columns",
                                    row + 1
                                )));
                            }
                            cells.extend((0..repeat).map(|i| (column + i, text.clone())));
                        }
                        column = column.saturating_add(repeat);
                    }
                    _ => open.push(false),
                }
            }
            Step::Close => {
                if open.pop() == Some(true) {
                    if !cells.is_empty() {
                        total = total.saturating_add(cells.len().saturating_mul(repeat_row));
                        if total > CELLS / 10 {
                            return Err(ImportError::Form(format!(
                                "the sheet has more than {} cells",
                                CELLS / 10
                            )));
                        }
                        if let Some((_, lines)) = sheets.last_mut() {
                            lines.extend((0..repeat_row).map(|i| (row + i + 1, cells.clone())));
                        }
                    }
                    row = row.saturating_add(repeat_row);
                }
            }
            Step::Text(_) => {}
            Step::End => return Ok(sheets),
        }
    }
}

/// The text of a cell: its paragraphs, without what somebody has noted beside it.
fn cell_text(walk: &mut Walk<'_>) -> Result<String, ImportError> {
    let (mut text, mut depth) = (String::new(), 0_usize);
    loop {
        match walk.next()? {
            Step::Open(element) => match element.name().as_str() {
                "annotation" => walk.skip()?,
                name => {
                    if name == "p" && !text.is_empty() {
                        text.push('\n');
                    } else if name == "s" {
                        text.push(' ');
                    }
                    depth += 1;
                }
            },
            Step::Text(part) => text.push_str(&part),
            Step::Close if depth == 0 => return Ok(text),
            Step::Close => depth -= 1,
            Step::End => return Ok(text),
        }
    }
}
