//! Spreadsheets (XLSX, XLSB, XLS, ODS) -> tables.
//!
//! Takes the bytes of a file; gives the rows of a sheet, and those of a sheet of nodes where there is one. What
//! a sheet says of its own size is not believed: it is unpacked first, and counted (`measure`). Dates are those
//! that the sheet itself calls dates. A sheet that its author has hidden is read only when it is asked for. Must
//! not know what columns mean.

mod grid;
mod measure;
mod ods;
mod xlsx;

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, SheetVisible, Xls, Xlsb, Xlsx};

use super::problems::Problems;
use super::raw::{Nodes, Raw};
use super::{ImportError, Layout};
use measure::{WorkbookKind, measure};

/// The most cells of a sheet.
const CELLS: usize = 40_000_000;

/// A row of a sheet: its number from 1, and its cells by column.
type Line = (usize, Vec<(usize, String)>);

/// Formulas whose result the file does not have: how many, and the first by row and column.
type Unsolved = (usize, (usize, usize));

/// What stands in a sheet.
#[derive(Debug, Default)]
struct Sheet {
    lines: Vec<Line>,
    /// Cells that are one: the first and the last, each by row and column, from 0.
    merged: Vec<[(usize, usize); 2]>,
    /// Rows that nobody sees who opens the sheet, from 1.
    hidden: Vec<usize>,
    unsolved: Option<Unsolved>,
}

impl Sheet {
    fn of(lines: Vec<Line>) -> Self {
        Sheet { lines, ..Sheet::default() }
    }
}

/// A sheet by its name, and whether its author has hidden it.
struct Named {
    name: String,
    hidden: bool,
}

/// Whether it is an old workbook, of the time before XML.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

pub(super) fn read(bytes: &[u8], layout: &Layout) -> Result<Raw, ImportError> {
    if is_compound(bytes) {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(form)?;
        let names = named(book.sheets_metadata());
        let mut sheet = |name: &str| {
            book.worksheet_range(name).map_err(form).map(|range| Sheet::of(dense(&range)))
        };
        return chosen(&names, layout, &mut sheet);
    }
    match measure(bytes)? {
        WorkbookKind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(form)?;
            let names = named(book.sheets_metadata());
            let mut sheet = |name: &str| {
                let hidden = xlsx::hidden_rows(bytes, name);
                xlsx::sheet(&mut book, name).map(|sheet| Sheet { hidden, ..sheet })
            };
            chosen(&names, layout, &mut sheet)
        }
        WorkbookKind::Xlsb => {
            let mut book = Xlsb::new(Cursor::new(bytes)).map_err(form)?;
            let names = named(book.sheets_metadata());
            let mut sheet = |name: &str| {
                book.worksheet_range(name).map_err(form).map(|range| Sheet::of(dense(&range)))
            };
            chosen(&names, layout, &mut sheet)
        }
        WorkbookKind::Ods(content) => {
            let mut sheets = ods::opened(&content)?;
            let names: Vec<Named> = sheets
                .iter()
                .map(|sheet| Named { name: sheet.name.clone(), hidden: sheet.hidden })
                .collect();
            let mut sheet = |name: &str| {
                let found = sheets.iter_mut().find(|sheet| sheet.name == name);
                Ok(found.map(|found| std::mem::take(&mut found.sheet)).unwrap_or_default())
            };
            chosen(&names, layout, &mut sheet)
        }
    }
}

fn form(error: impl std::fmt::Display) -> ImportError {
    ImportError::Form(format!("the workbook: {error}"))
}

fn named(sheets: &[calamine::Sheet]) -> Vec<Named> {
    let named = |sheet: &calamine::Sheet| Named {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
    };
    sheets.iter().map(named).collect()
}

/// The sheet of edges, and that of nodes where there is one.
fn chosen(
    names: &[Named],
    layout: &Layout,
    sheet: &mut dyn FnMut(&str) -> Result<Sheet, ImportError>,
) -> Result<Raw, ImportError> {
    let shown = || names.iter().filter(|sheet| !sheet.hidden).map(|sheet| &sheet.name);
    let called =
        |words: &[&str]| shown().find(|name| words.contains(&name.trim().to_lowercase().as_str()));
    let told = layout.sheet.as_ref().map(|wanted| {
        names.iter().map(|sheet| &sheet.name).find(|name| *name == wanted).ok_or_else(|| {
            let known: Vec<&str> = names.iter().map(|sheet| sheet.name.as_str()).collect();
            ImportError::Form(format!(
                "the workbook has no sheet `{wanted}`; it has {}",
                known.join(", ")
            ))
        })
    });
    let edges = told.transpose()?.or_else(|| {
        called(&["edges", "links", "ties", "relations", "claims", "edge list", "edgelist"])
    });
    let nodes = called(&["nodes", "actors", "vertices", "node list", "nodelist"])
        .filter(|name| Some(*name) != edges);
    let (mut read, mut used) = (Sheet::default(), None);
    match edges {
        Some(name) => (read, used) = (sheet(name)?, Some(name)),
        None => {
            for name in shown().filter(|name| Some(*name) != nodes) {
                read = sheet(name)?;
                if read.lines.len() > 1 {
                    used = Some(name);
                    break;
                }
            }
        }
    }
    let Some(used) = used else {
        let hidden: Vec<&str> =
            names.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
        let more = match hidden.is_empty() {
            true => String::new(),
            false => format!("; hidden: {} (--sheet chooses)", hidden.join(", ")),
        };
        return Err(ImportError::Form(format!("the workbook has no sheet with rows{more}")));
    };
    let mut problems = Problems::default();
    let mut remarks = Vec::new();
    let table = grid::table(read, "row", layout, &mut problems, &mut remarks)?;
    let mut raw = Raw::of_rows(table);
    if let Some(name) = nodes {
        let own = Layout::default();
        let table = grid::table(sheet(name)?, "actor", &own, &mut problems, &mut remarks)?;
        raw.nodes = Some(Nodes { table, key: None, is_whole: true });
    }
    let others = names.iter().filter(|sheet| sheet.name != *used && Some(&sheet.name) != nodes);
    let others: Vec<String> = others
        .map(|sheet| format!("{}{}", sheet.name, if sheet.hidden { " (hidden)" } else { "" }))
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
            let row = (first_row as usize).saturating_add(row).saturating_add(1);
            push(&mut lines, row, (first_column as usize).saturating_add(column), text);
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
