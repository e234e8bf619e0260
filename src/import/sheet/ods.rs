//! The text of an ODS file -> its sheets.
//!
//! Takes `content.xml`; gives the rows of each sheet. What a sheet says of its own size is not believed: a row
//! may be repeated a million times in a few bytes. Must not know what columns mean.

use super::super::ImportError;
use super::super::raw::COLUMNS;
use super::super::xml::{Step, Walk};
use super::{CELLS, Sheet};

/// Twice what any program has.
const ROWS: usize = 1 << 25;

/// The most cells that are one and that are looked at.
const MERGED: usize = 100_000;

/// A sheet as its file has it.
#[derive(Debug)]
pub(super) struct OdsSheet {
    pub(super) name: String,
    /// Whether its author has hidden it.
    pub(super) hidden: bool,
    pub(super) sheet: Sheet,
}

/// The sheets of an ODS file.
pub(super) fn opened(content: &str) -> Result<Vec<OdsSheet>, ImportError> {
    let mut walk = Walk::new(content);
    let mut sheets: Vec<OdsSheet> = Vec::new();
    // The styles of sheets that are not shown, and the one in which the walk is.
    let (mut unseen, mut style): (Vec<String>, String) = (Vec::new(), String::new());
    let mut is_hidden = false;
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
                    "style" => {
                        style = element.get("name").unwrap_or_default();
                        open.push(false);
                    }
                    "table-properties" => {
                        if element.get("display").as_deref() == Some("false") {
                            unseen.push(style.clone());
                        }
                        open.push(false);
                    }
                    "table" => {
                        let hidden =
                            element.get("style-name").is_some_and(|own| unseen.contains(&own));
                        sheets.push(OdsSheet {
                            name: element.get("name").unwrap_or_default(),
                            hidden,
                            sheet: Sheet::default(),
                        });
                        row = 0;
                        open.push(false);
                    }
                    "table-row" => {
                        (repeat_row, column) = (number("number-rows-repeated"), 0);
                        is_hidden = element
                            .get("visibility")
                            .is_some_and(|how| ["collapse", "filter"].contains(&&*how));
                        cells.clear();
                        open.push(true);
                    }
                    "table-cell" | "covered-table-cell" => {
                        let repeat = number("number-columns-repeated");
                        let (tall, wide) =
                            (number("number-rows-spanned"), number("number-columns-spanned"));
                        let last = (
                            row.saturating_add(tall.saturating_sub(1)),
                            column.saturating_add(wide.saturating_sub(1)),
                        );
                        if let Some(own) = sheets.last_mut()
                            && last != (row, column)
                            && own.sheet.merged.len() < MERGED
                        {
                            own.sheet.merged.push([(row, column), last]);
                        }
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
                            let last = column.saturating_add(repeat);
                            if last > COLUMNS || row > ROWS {
                                return Err(ImportError::Form(format!(
                                    "row {}: a cell lies in column {last}, and {COLUMNS} columns and {ROWS} rows are \
                                     the most",
                                    row.saturating_add(1)
                                )));
                            }
                            cells.extend(
                                (0..repeat).map(|i| (column.saturating_add(i), text.clone())),
                            );
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
                        if let Some(OdsSheet { sheet, .. }) = sheets.last_mut() {
                            let number = |i| row.saturating_add(i).saturating_add(1);
                            sheet.lines.extend((0..repeat_row).map(|i| (number(i), cells.clone())));
                            if is_hidden {
                                sheet.hidden.extend((0..repeat_row).map(number));
                            }
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
                    depth = depth.saturating_add(1);
                }
            },
            Step::Text(part) => text.push_str(&part),
            Step::Close if depth == 0 => return Ok(text),
            Step::Close => depth = depth.saturating_sub(1),
            Step::End => return Ok(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_lies_in_a_sheet_or_is_refused() {
        let cell = |gap: usize, n: usize| {
            format!(
                "<table-cell number-columns-repeated=\"{gap}\"/><table-cell \
                 number-columns-repeated=\"{n}\"><p>x</p></table-cell>"
            )
        };
        let sheet = |gap: usize, cells: &str| {
            format!(
                "<d><table name=\"A\"><table-row number-rows-repeated=\"{gap}\"/><table-row>{cells}</table-row>\
                 </table></d>"
            )
        };
        for (text, fits) in [
            (sheet(3, &cell(2, 3)), true),
            (sheet(3, &cell(usize::MAX, 3)), false),
            (sheet(3, &cell(1, usize::MAX)), false),
            (sheet(usize::MAX, &cell(1, 1)), false),
        ] {
            assert_eq!(opened(&text).is_ok(), fits, "{text}");
        }
        let read = opened(&sheet(3, &cell(2, 2))).ok().and_then(|mut sheets| sheets.pop());
        let cells = vec![(2, "x".to_owned()), (3, "x".to_owned())];
        assert_eq!(
            read.map(|one| (one.name, one.sheet.lines)),
            Some(("A".to_owned(), vec![(4, cells)]))
        );
    }

    #[test]
    fn what_a_sheet_joins_and_hides_is_known() {
        let cell =
            |text: &str, more: &str| format!("<table-cell {more}><p>{text}</p></table-cell>");
        let text = format!(
            "<d><style name=\"h\"><table-properties display=\"false\"/></style><table name=\"A\"><table-row>{}{}</table-row>\
             <table-row visibility=\"collapse\"><covered-table-cell/>{}</table-row></table><table name=\"B\" \
             style-name=\"h\"/></d>",
            cell("x", "number-rows-spanned=\"2\""),
            cell("y", ""),
            cell("z", "")
        );
        let sheets = opened(&text).unwrap();
        assert_eq!(sheets[0].sheet.merged, [[(0, 0), (1, 0)]]);
        assert_eq!(sheets[0].sheet.hidden, [2]);
        assert_eq!((sheets[0].hidden, sheets[1].hidden), (false, true));
    }
}
