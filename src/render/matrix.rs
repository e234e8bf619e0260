//! Matrix -> SVG: a table with a sign and a verb in each cell.
//!
//! Takes rows and columns, gives a page of a column's width: a row is an actor, a column a side, a cell
//! a tie, each with its `<title>` and `data-` attributes. What is certain and a fact has a full sign,
//! what is likely, reported or of an earlier year a hollow one.

use super::canvas::{self, Canvas, Document};
use super::text::{Text, escaped, number};
use crate::choice::Tie;
use crate::choice::matrix::{Matrix, Row};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Point, Rect};
use crate::look::{Colour, Look};

const WIDTH: f64 = 640.0;
const MARGIN: f64 = 20.0;
const NAMES: f64 = 138.0;
const GAP: f64 = 6.0;
const SIZE: f64 = 11.0;
const LEADING: f64 = 12.8;
const SMALL: f64 = 9.2;
/// The most rows: more are higher than a page may be.
pub const ROWS: usize = 18;
/// The most columns: in more of them words find no room.
pub const COLUMNS: usize = 6;

/// What tells tables apart that show something else.
pub fn fingerprint(matrix: &Matrix) -> String {
    canvas::fingerprint(matrix)
}

/// Draws a table.
pub fn svg(matrix: &Matrix, fonts: &Fonts) -> String {
    let mut out = Canvas::new(fonts);
    let mut y = heading(&mut out, matrix, fonts);
    let columns = columns(matrix);
    if matrix.dates.len() > 1 {
        y += 20.0;
        dates(&mut out, matrix, &columns, y);
    }
    y += 8.0;
    let head = side_heads(matrix, &columns, fonts);
    let head_lines = head.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let top = y + head_lines * 14.5 + 6.0;
    let heights: Vec<f64> =
        matrix.rows.iter().map(|row| row_height(row, &columns, fonts)).collect();
    let bottom = top + heights.iter().sum::<f64>();
    sides(&mut out, matrix, &columns, &head, (y, top, bottom));
    let mut at = top;
    for (row, height) in matrix.rows.iter().zip(&heights) {
        draw_row(&mut out, row, &columns, (at, *height), fonts);
        at += height;
    }
    let mut y = bottom + 20.0;
    legend(&mut out, matrix, &mut y, fonts);
    y += 14.0;
    let keys: Vec<String> = matrix.sources.iter().map(|key| key.text.clone()).collect();
    let inner = WIDTH - 2.0 * MARGIN;
    for text in
        [format!("Sources: {}.", keys.join("; ").trim_end_matches('.')), matrix.caption.clone()]
    {
        for line in fonts.lines(&text, inner, SMALL, Weight::Regular) {
            y += 11.8;
            out.text(
                &Text::left(MARGIN, y, SMALL, Weight::Regular, &line).coloured(Colour::FAINT),
                "caption",
            );
        }
    }
    out.document(&Document {
        view: "matrix",
        at: &matrix.at,
        title: &matrix.title,
        about: &matrix.standfirst,
        fingerprint: &fingerprint(matrix),
        size: Point { x: WIDTH, y: (y + 14.0).ceil() },
    })
}

fn heading(out: &mut Canvas<'_>, matrix: &Matrix, fonts: &Fonts) -> f64 {
    let inner = WIDTH - 2.0 * MARGIN;
    let mut y = 14.0;
    for line in fonts.lines(&matrix.title, inner, 23.0, Weight::Bold).into_iter().take(2) {
        y += 23.0;
        out.text(&Text::left(MARGIN, y, 23.0, Weight::Bold, &line), "");
        y += 4.0;
    }
    for line in fonts.lines(&matrix.standfirst, inner, 12.5, Weight::Regular) {
        y += 16.25;
        out.text(&Text::left(MARGIN, y, 12.5, Weight::Regular, &line).coloured(Colour::FAINT), "");
    }
    y + 6.0
}

/// Left and right of each column.
fn columns(matrix: &Matrix) -> Vec<(f64, f64)> {
    let count: usize = matrix.dates.iter().map(|d| d.1.len()).sum();
    let between = GAP * (matrix.dates.len().max(1) - 1) as f64;
    let wide = (WIDTH - 2.0 * MARGIN - NAMES - between) / count.max(1) as f64;
    let (mut x, mut columns) = (MARGIN + NAMES, Vec::new());
    for (_, sides) in &matrix.dates {
        for _ in sides {
            columns.push((x, x + wide - GAP));
            x += wide;
        }
        x += GAP;
    }
    columns
}

fn dates(out: &mut Canvas<'_>, matrix: &Matrix, columns: &[(f64, f64)], y: f64) {
    let mut first = 0;
    for (at, sides) in &matrix.dates {
        if let (Some(a), Some(b)) =
            (columns.get(first), columns.get(first + sides.len().max(1) - 1))
        {
            out.text(&Text::centred((a.0 + b.1) / 2.0, y, 14.0, Weight::Bold, at), "");
        }
        first += sides.len();
    }
}

fn side_heads(matrix: &Matrix, columns: &[(f64, f64)], fonts: &Fonts) -> Vec<Vec<String>> {
    let names = matrix.dates.iter().flat_map(|d| &d.1);
    names
        .zip(columns)
        .map(|(side, (x0, x1))| fit(&side.name, x1 - x0, 12.0, Weight::Bold, 3, fonts))
        .collect()
}

/// A text in a few lines; what does not fit ends in dots.
fn fit(
    text: &str,
    room: f64,
    size: f64,
    weight: Weight,
    most: usize,
    fonts: &Fonts,
) -> Vec<String> {
    let mut lines = fonts.lines(text, room, size, weight);
    let cut = lines.len() > most;
    lines.truncate(most);
    for (i, line) in lines.clone().into_iter().enumerate() {
        let last = cut && i + 1 == most;
        let mut kept = line;
        let dots = |kept: &str| if last { format!("{kept} …") } else { format!("{kept}…") };
        if last || fonts.width(&kept, size, weight) > room {
            while fonts.width(&dots(&kept), size, weight) > room && kept.pop().is_some() {}
            kept = dots(&kept);
        }
        lines[i] = kept;
    }
    lines
}

fn sides(
    out: &mut Canvas<'_>,
    matrix: &Matrix,
    columns: &[(f64, f64)],
    heads: &[Vec<String>],
    (y, top, bottom): (f64, f64, f64),
) {
    for ((side, (x0, x1)), lines) in matrix.dates.iter().flat_map(|d| &d.1).zip(columns).zip(heads)
    {
        let name = escaped(&side.name);
        let colour = Colour::of_side(side.column);
        out.push(&format!("<g class=\"side\" data-name=\"{name}\"><title>{name}</title>"));
        let rect = Rect { x0: *x0, y0: top, x1: *x1, y1: bottom };
        let fill = colour.ground(side.column);
        out.push(&canvas::rect(rect, 4.0, &format!("fill=\"{fill}\"")));
        for (i, line) in lines.iter().enumerate() {
            let text = Text::left(*x0 + 4.0, y + 12.0 + 14.5 * i as f64, 12.0, Weight::Bold, line);
            out.text(&text.coloured(colour.shade(40)), "heading");
        }
        out.push("</g>");
    }
}

/// The words of a cell in lines.
fn words(tie: &Tie, column: (f64, f64), fonts: &Fonts) -> Vec<String> {
    fit(&tie.words.join(" "), column.1 - column.0 - 30.0, SIZE, Weight::Regular, 4, fonts)
}

fn row_height(row: &Row, columns: &[(f64, f64)], fonts: &Fonts) -> f64 {
    let cells = row.cells.iter().zip(columns);
    let cell = |(cell, column): (&Option<(String, Tie)>, &(f64, f64))| {
        cell.as_ref().map_or(1, |cell| words(&cell.1, *column, fonts).len())
    };
    let lines = cells.map(cell).max().unwrap_or(1);
    let name = fit(&row.figure.name, NAMES - 10.0, 12.0, Weight::Bold, 2, fonts).len();
    (lines as f64 * LEADING).max(name as f64 * 14.0) + 12.0
}

fn draw_row(
    out: &mut Canvas<'_>,
    row: &Row,
    columns: &[(f64, f64)],
    (y, high): (f64, f64),
    fonts: &Fonts,
) {
    let figure = &row.figure;
    let (id, middle) = (escaped(&figure.id), y + high / 2.0);
    let grey = Colour::FAINT.tint(35);
    let (x0, x1) = (number(MARGIN), number(WIDTH - MARGIN - GAP));
    out.push(&format!(
        "<path d=\"M{x0} {0}H{x1}\" stroke=\"{grey}\" stroke-width=\"0.8\"/>",
        number(y)
    ));
    out.push(&format!(
        "<g class=\"actor\" data-id=\"{id}\" data-core=\"false\" data-parts=\"{}\"><title>{}</title>",
        escaped(&figure.parts.join(" ")),
        escaped(&figure.name)
    ));
    let cell = Rect { x0: MARGIN, y0: y + 1.0, x1: MARGIN + NAMES - 4.0, y1: y + high - 1.0 };
    out.push(&canvas::rect(cell, 0.0, &format!("fill=\"{}\"", Colour::PAPER)));
    let lines = fit(&figure.name, NAMES - 10.0, 12.0, Weight::Bold, 2, fonts);
    let first = middle - 14.0 * (lines.len() as f64 - 1.0) / 2.0 + 4.3;
    for (i, line) in lines.iter().enumerate() {
        out.text(
            &Text::left(MARGIN + 2.0, first + 14.0 * i as f64, 12.0, Weight::Bold, line),
            "name",
        );
    }
    out.push("</g>");
    for (cell, column) in row.cells.iter().zip(columns) {
        let Some((core, tie)) = cell else { continue };
        draw_cell(out, (&figure.id, core, tie), *column, middle, fonts);
    }
}

fn draw_cell(
    out: &mut Canvas<'_>,
    (id, core, tie): (&str, &str, &Tie),
    column: (f64, f64),
    middle: f64,
    fonts: &Fonts,
) {
    out.push(&format!(
        "<g class=\"tie\" data-from=\"{}\" data-to=\"{}\" data-family=\"{}\" data-sign=\"{}\" \
         data-relation=\"{}\" data-standing=\"{}\" data-modality=\"{}\" data-claims=\"{}\">",
        escaped(id),
        escaped(core),
        tie.family.word(),
        tie.sign,
        escaped(&tie.relations.join(" ")),
        tie.standing.word(),
        tie.modality.word(),
        tie.claims.join(" "),
    ));
    out.push(&format!("<title>{}</title>", escaped(&tie.note.ends)));
    out.push(&sign(look(tie), tie.is_firm(), column.0 + 13.0, middle));
    let lines = words(tie, column, fonts);
    let first = middle - LEADING * (lines.len() as f64 - 1.0) / 2.0 + 3.9;
    let ink = look(tie).ink();
    for (i, line) in lines.iter().enumerate() {
        let text =
            Text::left(column.0 + 26.0, first + LEADING * i as f64, SIZE, Weight::Regular, line);
        out.text(&text.coloured(ink), "label");
    }
    out.push("</g>");
}

/// A table has three sorts of sign: whatever neither helps nor harms is a dealing.
fn look(tie: &Tie) -> Look {
    match tie.style().look {
        Look::Structure | Look::Presence => Look::Contact,
        look => look,
    }
}

/// A sign around a point: a triangle helps, a cross harms, a circle deals with.
fn sign(look: Look, full: bool, x: f64, y: f64) -> String {
    let n = |v: f64| number(v);
    let path = match look {
        Look::Support => {
            format!(
                "M{} {}L{} {}L{} {}Z",
                n(x),
                n(y - 6.5),
                n(x + 7.0),
                n(y + 5.5),
                n(x - 7.0),
                n(y + 5.5)
            )
        }
        Look::Hostility => {
            let (a, b) = (2.2, 6.2);
            let corners = [
                (0.0, -a),
                (b - a, -b),
                (b, a - b),
                (a, 0.0),
                (b, b - a),
                (b - a, b),
                (0.0, a),
                (a - b, b),
                (-b, b - a),
                (-a, 0.0),
                (-b, a - b),
                (a - b, -b),
            ];
            let points: Vec<String> =
                corners.iter().map(|(dx, dy)| format!("{} {}", n(x + dx), n(y + dy))).collect();
            format!("M{}Z", points.join("L"))
        }
        Look::Structure | Look::Contact | Look::Presence => {
            let r = 5.2;
            format!(
                "M{} {1}A{r} {r} 0 1 1 {2} {1}A{r} {r} 0 1 1 {0} {1}Z",
                n(x - r),
                n(y),
                n(x + r)
            )
        }
    };
    let colour = look.colour();
    match full {
        true => format!("<path d=\"{path}\" fill=\"{colour}\"/>"),
        false => {
            format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"/>")
        }
    }
}

/// The signs that are in the table.
fn legend(out: &mut Canvas<'_>, matrix: &Matrix, y: &mut f64, fonts: &Fonts) {
    let mut seen: Vec<(Look, bool)> = Vec::new();
    for tie in matrix.rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|cell| &cell.1) {
        if !seen.contains(&(look(tie), tie.is_firm())) {
            seen.push((look(tie), tie.is_firm()));
        }
    }
    seen.sort_by_key(|(look, full)| (*look, !full));
    out.push("<g class=\"legend\">");
    let mut x = MARGIN;
    for (look, full) in seen {
        let verb = match look {
            Look::Support => "backs",
            Look::Hostility => "opposes",
            Look::Structure | Look::Contact | Look::Presence => "deals with",
        };
        let words = if full { verb.to_owned() } else { format!("{verb}: not certain, or not now") };
        let wide = 20.0 + fonts.width(&words, SIZE, Weight::Regular);
        if x > MARGIN && x + wide > WIDTH - MARGIN {
            (x, *y) = (MARGIN, *y + 18.0);
        }
        out.push(&sign(look, full, x + 7.0, *y));
        out.text(&Text::left(x + 20.0, *y + 4.0, SIZE, Weight::Regular, &words), "");
        x += wide + 18.0;
    }
    out.push("</g>");
}
