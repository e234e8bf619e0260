//! The cells of a sheet -> a table under its headings.
//!
//! Takes the rows of a sheet as they stand in it; passes over titles, puts headings of two rows together where
//! the sheet says that one goes over several columns, and lets a cell that goes over several rows count for each
//! of them. Must not know of which format the workbook is.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows and columns, which a sheet counts in 32 bits"
)]

use std::collections::HashMap;

use super::super::problems::Problems;
use super::super::raw::COLUMNS;
use super::super::table::Table;
use super::super::{ImportError, Layout};
use super::{Line, Sheet};

/// How many rows above the headings may be titles.
const TITLES: usize = 20;

pub(super) fn table(
    mut sheet: Sheet,
    name: &'static str,
    layout: &Layout,
    problems: &mut Problems,
    remarks: &mut Vec<String>,
) -> Result<Table, ImportError> {
    if let Some((count, (row, column))) = sheet.unsolved {
        let (formulas, have) = if count == 1 { ("formula", "has") } else { ("formulas", "have") };
        problems.say(format!(
            "{count} {formulas} {have} no result in the file (row {row}, column {}): open it in a spreadsheet \
             program, save it there, and import that",
            column + 1
        ));
    }
    spread(&mut sheet, remarks);
    sheet.hidden.retain(|row| sheet.lines.binary_search_by_key(row, |(own, _)| *own).is_ok());
    if let [first, others @ ..] = &sheet.hidden[..] {
        remarks.push(match others.len() {
            0 => format!("row {first} is hidden in the sheet, and read all the same"),
            n => format!(
                "{} rows are hidden in the sheet, from row {first} on, and read all the same",
                n + 1
            ),
        });
    }
    let merged = sheet.merged;
    let mut table = Table::new(name);
    let mut lines = sheet.lines.into_iter().filter(|(_, cells)| !cells.is_empty()).peekable();
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
            && passed < TITLES
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
        if let Some(band) = headings.take_if(|(row, _)| is_band(&merged, *row))
            && let Some((row, cells)) = lines.next()
        {
            remarks.push(format!("the headings stand in two rows, {} and {row}", band.0));
            headings = Some((row, under(&band, cells, &merged)));
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
        let place = table.last().place();
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
    let mut table = table.finish();
    remarks.extend(table.pass_over_headings());
    Ok(table)
}

/// Whether a heading in that row (from 1) goes over several columns, and over no other row.
fn is_band(merged: &[[(usize, usize); 2]], row: usize) -> bool {
    merged
        .iter()
        .any(|[(top, left), (bottom, right)]| top + 1 == row && bottom == top && right > left)
}

/// The headings of the second row, each with what stands above it.
fn under(
    (above, band): &Line,
    cells: Vec<(usize, String)>,
    merged: &[[(usize, usize); 2]],
) -> Vec<(usize, String)> {
    let over = |column: usize| {
        let start = merged.iter().find(|[(top, left), (_, right)]| {
            top + 1 == *above && (*left..=*right).contains(&column)
        });
        let column = start.map_or(column, |[(_, left), _]| *left);
        band.iter().find(|(own, _)| *own == column).map(|(_, text)| text.trim())
    };
    let mut headings: Vec<(usize, String)> = cells
        .into_iter()
        .map(|(column, text)| match over(column) {
            Some(above) if above != text.trim() => (column, format!("{above} {}", text.trim())),
            _ => (column, text),
        })
        .collect();
    // A heading that goes over both rows stands in the first.
    for (column, text) in band {
        if !headings.iter().any(|(own, _)| own == column) {
            headings.push((*column, text.clone()));
        }
    }
    headings.sort_by_key(|(column, _)| *column);
    headings
}

/// Lets a cell that goes over several rows count for each of them.
fn spread(sheet: &mut Sheet, remarks: &mut Vec<String>) {
    let places: HashMap<usize, usize> =
        sheet.lines.iter().enumerate().map(|(at, (row, _))| (*row, at)).collect();
    let mut count = 0;
    for [(top, left), (bottom, _)] in &sheet.merged {
        let first = places.get(&(top + 1)).and_then(|at| {
            let (_, cells) = sheet.lines.get(*at)?;
            cells.iter().find(|(own, _)| own == left).map(|(_, text)| text.clone())
        });
        let Some(text) = first.filter(|_| bottom > top) else { continue };
        count += 1;
        // Rows that hold nothing else are none.
        for at in (top + 2..=bottom + 1).filter_map(|row| places.get(&row)) {
            let Some((_, cells)) = sheet.lines.get_mut(*at) else { continue };
            if !cells.iter().any(|(own, _)| own == left) {
                cells.push((*left, text.clone()));
                cells.sort_by_key(|(column, _)| *column);
            }
        }
    }
    if count > 0 {
        remarks.push(match count {
            1 => "1 cell goes over several rows, and counts for each of them".to_owned(),
            n => format!("{n} cells go over several rows, and count for each of them"),
        });
    }
}
