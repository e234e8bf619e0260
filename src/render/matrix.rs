//! Matrix -> SVG: a table with a sign, a verb and its place in a source in each cell.
//!
//! Takes rows and columns, gives a page of a column's width: a row is an actor, a column a side, a cell
//! a tie, each with its `<title>` and `data-` attributes. Rows that find no room are named beneath.

use super::canvas::{self, Canvas, Document};
use super::marks;
use super::text::{Lettering, escaped, number};
use crate::choice::Line;
use crate::choice::matrix::Matrix;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Point, Rect};
use crate::look::Colour;

mod sign;
mod table;

use sign::Sign;
use table::{Cell, LEADING, NAME, PLACE, SIZE, Table};

/// How wide a table is, and how high at most.
const SHEET: (f64, f64) = (640.0, 896.0);
const MARGIN: f64 = 20.0;
/// The size of sources and caption.
const SMALL: f64 = 9.2;
/// The most rows that are tried: so many of one line each have room.
pub const ROWS: usize = 24;
/// The most columns: in more of them words find no room.
pub const COLUMNS: usize = 6;

/// What tells tables apart that show something else.
pub fn fingerprint(tables: &[Matrix]) -> String {
    canvas::fingerprint(&tables)
}

/// Draws a table, with as many of its rows as have room.
pub fn svg(matrix: &Matrix, fonts: &Fonts) -> String {
    let mut matrix = matrix.clone();
    loop {
        let (svg, height) = drawn(&matrix, fonts);
        if height <= SHEET.1 || matrix.rows.len() < 2 {
            return svg;
        }
        matrix = matrix.shorter();
    }
}

/// The table as it is, and its height.
fn drawn(matrix: &Matrix, fonts: &Fonts) -> (String, f64) {
    let mut out = Canvas::new(fonts);
    let mut y = heading(&mut out, matrix, fonts);
    let table = Table::of(matrix, (MARGIN, SHEET.0 - MARGIN), fonts);
    if matrix.dates.len() > 1 {
        y += 20.0;
        dates(&mut out, matrix, &table, y);
    }
    y += 8.0;
    let top = y + table.heads() + 6.0;
    sides(&mut out, matrix, &table, (y, top));
    let mut at = top;
    for i in 0..matrix.rows.len() {
        row(&mut out, matrix, &table, i, at);
        at += table.rows[i].height;
    }
    rule(&mut out, at);
    let mut y = at + 20.0;
    sign::legend(&mut out, matrix, (MARGIN, SHEET.0 - MARGIN), &mut y);
    y += 14.0;
    let keys: Vec<String> =
        matrix.sources.iter().map(|key| format!("{} {}", key.letter, key.text)).collect();
    let sources = format!("Sources: {}.", keys.join("; ").trim_end_matches('.'));
    for text in [sources, matrix.told()] {
        for line in fonts.lines(&text, SHEET.0 - 2.0 * MARGIN, SMALL, Weight::Regular) {
            y += 11.8;
            let text = Lettering::left(MARGIN, y, SMALL, Weight::Regular, &line);
            out.text(&text.coloured(Colour::FAINT), "caption");
        }
    }
    let height = (y + 14.0).ceil();
    let document = Document {
        view: "matrix",
        at: &matrix.at,
        title: &matrix.title,
        about: &matrix.standfirst,
        fingerprint: &fingerprint(std::slice::from_ref(matrix)),
        include: &matrix.include,
        size: Point { x: SHEET.0, y: height },
    };
    (out.document(&document), height)
}

fn heading(out: &mut Canvas<'_>, matrix: &Matrix, fonts: &Fonts) -> f64 {
    let inner = SHEET.0 - 2.0 * MARGIN;
    let mut y = 14.0;
    for line in fonts.lines(&matrix.title, inner, 23.0, Weight::Bold).into_iter().take(2) {
        y += 23.0;
        out.text(&Lettering::left(MARGIN, y, 23.0, Weight::Bold, &line), "");
        y += 4.0;
    }
    for line in fonts.lines(&matrix.standfirst, inner, 12.5, Weight::Regular) {
        y += 16.25;
        out.text(
            &Lettering::left(MARGIN, y, 12.5, Weight::Regular, &line).coloured(Colour::FAINT),
            "",
        );
    }
    y + 6.0
}

fn dates(out: &mut Canvas<'_>, matrix: &Matrix, table: &Table, y: f64) {
    let mut first = 0;
    for (at, sides) in &matrix.dates {
        let ends = (table.columns.get(first), table.columns.get((first + sides.len()).max(1) - 1));
        if let (Some(a), Some(b), false) = (ends.0, ends.1, sides.is_empty()) {
            let middle = (a.x0 + b.x1) / 2.0;
            out.text(&Lettering::centred(middle, y, 14.0, Weight::Bold, at), "");
        }
        first += sides.len();
    }
}

fn sides(out: &mut Canvas<'_>, matrix: &Matrix, table: &Table, (y, top): (f64, f64)) {
    let bottom = top + table.rows.iter().map(|row| row.height).sum::<f64>();
    for (side, column) in matrix.dates.iter().flat_map(|d| &d.1).zip(&table.columns) {
        let name = escaped(&side.name);
        let colour = Colour::of_side(side.column);
        out.push(&format!("<g class=\"side\" data-name=\"{name}\"><title>{name}</title>"));
        let rect = Rect { x0: column.x0, y0: top, x1: column.x1, y1: bottom };
        let fill = colour.ground(side.column);
        out.push(&canvas::rect(rect, 4.0, &format!("fill=\"{fill}\"")));
        for (i, line) in column.head.iter().enumerate() {
            let base = y + 12.0 + table::HEAD * i as f64;
            let text = Lettering::left(column.x0 + 4.0, base, 12.0, Weight::Bold, line);
            out.text(&text.coloured(colour.shade(40)), "heading");
        }
        out.push("</g>");
    }
}

fn rule(out: &mut Canvas<'_>, y: f64) {
    let (x0, x1, grey) = (number(MARGIN), number(SHEET.0 - MARGIN), Colour::FAINT.tint(35));
    let y = number(y);
    out.push(&format!("<path d=\"M{x0} {y}H{x1}\" stroke=\"{grey}\" stroke-width=\"0.8\"/>"));
}

fn row(out: &mut Canvas<'_>, matrix: &Matrix, table: &Table, i: usize, y: f64) {
    let (row, set) = (&matrix.rows[i], &table.rows[i]);
    let (figure, middle) = (&row.figure, y + set.height / 2.0);
    rule(out, y);
    out.push(&format!(
        "<g class=\"actor\" data-id=\"{}\" data-core=\"false\" data-parts=\"{}\"><title>{}</title>",
        escaped(&figure.id),
        escaped(&figure.parts.join(" ")),
        escaped(&figure.name)
    ));
    let (y0, y1) = (y + 1.0, y + set.height - 1.0);
    let cell = Rect { x0: MARGIN, y0, x1: table.names, y1 };
    out.push(&canvas::rect(cell, 0.0, &format!("fill=\"{}\"", Colour::PAPER)));
    let first = middle - NAME * (set.name.len() as f64 - 1.0) / 2.0 + 4.3;
    for (i, line) in set.name.iter().enumerate() {
        let base = first + NAME * i as f64;
        out.text(&Lettering::left(MARGIN + 2.0, base, 12.0, Weight::Bold, line), "name");
    }
    out.push("</g>");
    for ((told, cell), column) in row.cells.iter().zip(&set.cells).zip(&table.columns) {
        match (told, cell) {
            (Some((core, tie)), Some(cell)) => {
                draw_cell(out, (&figure.id, core, tie), cell, (column.x0, middle));
            }
            _ => {
                let dot = Lettering::centred(
                    (column.x0 + column.x1) / 2.0,
                    middle + 3.0,
                    9.2,
                    Weight::Regular,
                    "·",
                );
                out.text(&dot.coloured(Colour::FAINT), "none");
            }
        }
    }
}

fn draw_cell(
    out: &mut Canvas<'_>,
    (id, core, tie): (&str, &str, &Line),
    cell: &Cell,
    (x, middle): (f64, f64),
) {
    marks::opened(out, tie, (id, core), "");
    let note = tie.note.in_words(1);
    let note = note.split_once(". ").map_or(note.as_str(), |(_, note)| note);
    out.push(&format!("<title>{}</title>", escaped(note)));
    let sign = Sign::of(tie);
    let first = middle - LEADING * (cell.count() as f64 - 1.0) / 2.0 + 3.9;
    let beside = if cell.is_stacked() { first - 3.9 } else { middle };
    out.push(&sign.path(Point { x: x + 13.0, y: beside }));
    for (i, line) in cell.lines.iter().enumerate() {
        let base = first + LEADING * (cell.words.1 + i) as f64;
        let text = Lettering::left(x + cell.words.0, base, SIZE, Weight::Regular, line);
        out.text(&text.coloured(sign.ink()), "label");
    }
    let base = first + LEADING * cell.place.1 as f64;
    let place = Lettering::left(x + cell.place.0, base, PLACE, Weight::Regular, &cell.source);
    out.text(&place.coloured(Colour::FAINT), "number");
    out.push("</g>");
}
