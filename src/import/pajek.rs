//! Pajek's networks (`.net`, `.paj`) -> nodes and edges; one relation of many has its name.
//!
//! Takes text; gives vertices by their number, arcs with a direction and edges without, lists and matrices of
//! them too. Partitions, vectors and what else a project holds are passed over, and said.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory; places in a text that lies in memory"
)]

use super::ImportError;
use super::raw::{Nodes, Raw};
use super::table::Direction;
use crate::model::Cut;

/// The largest matrix that is read: beyond, no network is meant.
pub(super) const LARGEST: usize = 20_000;

enum Part {
    Vertices,
    Pairs(Direction),
    Lists(Direction),
    Matrix,
    Other,
}

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let mut raw = Raw::of_graph();
    let edges = &mut raw.edges;
    let relation = edges.column("relation");
    let weight = edges.column("weight");
    let when = edges.column("when");
    let more = edges.column("more");
    let (from, to) = Raw::ends(edges);
    let nodes = &mut Nodes::of(&mut raw.nodes).table;
    let label = nodes.column("label");
    let lifetime = nodes.column("time");
    let mut part = Part::Other;
    let (mut count, mut row_of_matrix) = (0_usize, 0_usize);
    let mut named: Option<String> = None;
    let mut relations: Vec<(String, String)> = Vec::new();
    let mut known = 0;
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('%') {
            continue;
        }
        if let Some(head) = text.strip_prefix('*') {
            let lower = head.to_lowercase();
            let word = lower.split([' ', '\t', ':']).next().unwrap_or_default();
            // `*Arcs :2 "trade"` is a relation of its own; its number alone may be told of before.
            named = relation_of(head, &mut relations);
            part = match word {
                "vertices" => {
                    if known > 0 {
                        raw.remarks.push(format!(
                            "line {line}: a second network is passed over, with all that follows"
                        ));
                        break;
                    }
                    count = cells(head).get(1).and_then(|n| n.parse().ok()).unwrap_or(0);
                    Part::Vertices
                }
                "arcs" => Part::Pairs(Direction::Directed),
                "edges" => Part::Pairs(Direction::Undirected),
                "arcslist" => Part::Lists(Direction::Directed),
                "edgeslist" => Part::Lists(Direction::Undirected),
                "matrix" => {
                    row_of_matrix = 0;
                    Part::Matrix
                }
                "network" => {
                    let title = head.cut(word.len()..).trim();
                    if !title.is_empty() && raw.title.is_none() {
                        raw.title = Some(title.to_owned());
                    }
                    Part::Other
                }
                _ => {
                    raw.remarks.push(format!("line {line}: `*{word}` is passed over"));
                    Part::Other
                }
            };
            continue;
        }
        let cells = cells(text);
        let mut add =
            |a: &str, b: &str, value: Option<&str>, rest: &[String], direction: Direction| {
                let edges = &mut raw.edges;
                edges.row(line);
                edges.direct(direction);
                // In a list a minus says that the tie is negative.
                edges.put(from, a);
                edges.put(to, b);
                if let Some(name) = &named {
                    edges.put(relation, name);
                }
                if let Some(value) = value {
                    edges.put(weight, value);
                }
                let mut words = rest.iter().peekable();
                let mut others = Vec::new();
                while let Some(word) = words.next() {
                    if word == "l" && named.is_none() {
                        if let Some(name) = words.next() {
                            edges.put(relation, name);
                        }
                    } else if let Some(span) =
                        word.strip_prefix('[').and_then(|span| span.strip_suffix(']'))
                    {
                        edges.put(when, &spans(span));
                    } else if ![
                        "c", "w", "p", "s", "a", "h1", "h2", "k1", "k2", "a1", "a2", "lp", "lc",
                        "lr", "lphi", "ap", "la", "fos", "font",
                    ]
                    .contains(&word.as_str())
                    {
                        others.push(word.as_str());
                    } else {
                        words.next();
                    }
                }
                if !others.is_empty() {
                    edges.put(more, &others.join(" "));
                }
            };
        match &part {
            Part::Vertices => {
                known += 1;
                nodes.row(line);
                if let Some(number) = cells.first() {
                    nodes.put(0, number);
                }
                if let Some(name) = cells.get(1) {
                    nodes.put(label, name);
                }
                let span = cells.iter().find_map(|cell| cell.strip_prefix('[')?.strip_suffix(']'));
                if let Some(span) = span {
                    nodes.put(lifetime, span);
                }
            }
            Part::Pairs(direction) => match &cells[..] {
                [a, b] => add(a, b, None, &[], *direction),
                [a, b, value, rest @ ..] if value.parse::<f64>().is_ok() => {
                    add(a, b, Some(value), rest, *direction)
                }
                [a, b, rest @ ..] => add(a, b, None, rest, *direction),
                _ => raw.problems.say(format!("line {line}: an end is missing; left out")),
            },
            Part::Lists(direction) => {
                let [first, others @ ..] = &cells[..] else { continue };
                for other in others {
                    match other.strip_prefix('-') {
                        Some(other) => add(first, other, Some("-1"), &[], *direction),
                        None => add(first, other, None, &[], *direction),
                    }
                }
            }
            Part::Matrix => {
                row_of_matrix += 1;
                if row_of_matrix > LARGEST || cells.len() > LARGEST {
                    return Err(ImportError::Form(format!(
                        "line {line}: the matrix is larger than {LARGEST}"
                    )));
                }
                for (i, value) in cells.iter().enumerate().filter(|(_, value)| !is_zero(value)) {
                    add(
                        &row_of_matrix.to_string(),
                        &(i + 1).to_string(),
                        Some(value),
                        &[],
                        Direction::Directed,
                    );
                }
            }
            Part::Other => {}
        }
    }
    // Vertices without a line of their own are those of the numbers up to the count.
    if known == 0 {
        for number in 1..=count.min(1_000_000) {
            nodes.row(0);
            nodes.put(0, &number.to_string());
        }
        Nodes::of(&mut raw.nodes).is_whole = count > 0;
    } else if known < count {
        Nodes::of(&mut raw.nodes).is_whole = false;
    }
    if raw.edges.len() == 0 && known == 0 {
        return Err(ImportError::Form(
            "this is no network of Pajek: it has no `*Vertices`, `*Arcs` or `*Edges`".to_owned(),
        ));
    }
    Ok(raw)
}

fn is_zero(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|number| number == 0.0)
}

/// `:2 "trade"` as the name of a relation, told here or before.
fn relation_of(head: &str, relations: &mut Vec<(String, String)>) -> Option<String> {
    let (_, rest) = head.split_once(':')?;
    let cells = cells(rest);
    let number = cells.first()?.clone();
    if let Some(name) = cells.get(1) {
        relations.push((number, name.clone()));
        return Some(name.clone());
    }
    let told = relations.iter().find(|(own, _)| *own == number).map(|(_, name)| name.clone());
    told.or(Some(number))
}

/// `[1990-1995,1999-*]` as our dates.
fn spans(text: &str) -> String {
    let span = |part: &str| match part.trim().split_once('-') {
        Some((a, "*")) => format!("{a}/.."),
        Some((a, b)) if a == b => a.to_owned(),
        Some((a, b)) => format!("{a}/{b}"),
        None => part.trim().to_owned(),
    };
    text.split(',').map(span).collect::<Vec<_>>().join(" | ")
}

/// The cells of a line: blanks between them, names with blanks in quotation marks.
fn cells(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (cell, length) = match rest
            .strip_prefix('"')
            .and_then(|inner| inner.find('"').map(|end| (inner.cut(..end), end + 2)))
        {
            Some(quoted) => quoted,
            None => {
                let end = rest.find([' ', '\t']).unwrap_or(rest.len());
                (rest.cut(..end), end)
            }
        };
        cells.push(cell.to_owned());
        rest = rest.cut(length..).trim_start();
    }
    cells
}
