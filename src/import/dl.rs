//! UCINET's DL: a matrix, or a list of its cells, behind a head of keywords -> nodes and edges.
//!
//! Takes text; gives the names along the matrix as nodes, and each cell that is not 0 as a tie from its row to its
//! column; where all cells mirror each other, one tie without direction for two of them. Several matrices are several
//! relations, by their labels. What a number means is for others to say.

mod cells;
mod head;

use std::collections::HashMap;

use super::ImportError;
use super::raw::{Nodes, Raw};
use super::table::{Direction, Table};
use cells::Cell;
use head::Head;

/// Whether a text is of that form: `DL`, and behind it how many there are or how they are listed.
pub(super) fn is_dl(head: &str) -> bool {
    let lower = head.trim_start().to_lowercase();
    let behind =
        lower.strip_prefix("dl").filter(|rest| rest.starts_with([' ', '\t', '\r', '\n', ',']));
    let spaced = behind.unwrap_or_default().replace('=', " = ");
    let words: Vec<&str> =
        spaced.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty()).collect();
    let is_key = |word: &str| ["n", "nr", "nc", "nm", "format"].contains(&word);
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| is_key(word) && *next == "=")
}

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let head = Head::read(text)?;
    let cells::Matrices { rows, columns, cells } = cells::read(&head)?;
    let names = Names::of(&head, rows, columns);
    let mirrored = !head.is_two_mode() && is_mirrored(&cells);
    let mut raw = Raw::of_graph();
    raw.title = head.title.clone();
    for names in [&names.rows, &names.columns] {
        let mut seen = std::collections::HashSet::new();
        for name in names.iter().filter(|name| !seen.insert(*name)) {
            raw.problems.say(format!("the label `{name}` stands for two, which are one actor now"));
        }
        if !head.is_two_mode() {
            break;
        }
    }
    let (from, to) = Raw::ends(&mut raw.edges);
    let ones = cells.iter().all(|cell| cell.number == 1.0);
    let signs = cells.iter().all(|cell| cell.number.abs() == 1.0);
    let value = (!ones).then(|| raw.edges.column(if signs { "sign" } else { "weight" }));
    let relation = (head.matrices > 1).then(|| raw.edges.column("relation"));
    for cell in &cells {
        if mirrored && cell.to < cell.from {
            continue;
        }
        let ends = names.rows.get(cell.from).zip(names.columns.get(cell.to));
        let Some((own, other)) = ends else { continue };
        raw.edges.row(cell.line);
        raw.edges.direct(if mirrored { Direction::Undirected } else { Direction::Directed });
        raw.edges.put(from, own);
        raw.edges.put(to, other);
        if let Some(value) = value {
            raw.edges.put(value, cell.text);
        }
        if let Some(relation) = relation {
            let label = head.matrix_labels.get(cell.matrix).cloned();
            raw.edges
                .put(relation, &label.unwrap_or_else(|| cell.matrix.saturating_add(1).to_string()));
        }
    }
    raw.nodes = Some(names.listed());
    let shape = match head.matrices {
        1 => "a matrix".to_owned(),
        n => format!("{n} matrices"),
    };
    raw.remarks.push(format!(
        "{shape} of UCINET: each cell that is not 0 is a tie {}",
        match mirrored {
            true => "between two, for it is the same either way",
            false => "from its row to its column",
        }
    ));
    Ok(raw)
}

/// Whether every tie goes both ways alike. A file without ties is not.
fn is_mirrored(cells: &[Cell<'_>]) -> bool {
    let all: HashMap<(usize, usize, usize), u64> = (cells.iter())
        .map(|cell| ((cell.matrix, cell.from, cell.to), cell.number.to_bits()))
        .collect();
    let mirrors = |cell: &Cell<'_>| {
        all.get(&(cell.matrix, cell.to, cell.from)) == Some(&cell.number.to_bits())
    };
    !cells.is_empty() && all.len() == cells.len() && cells.iter().all(mirrors)
}

/// What stands along the rows and the columns.
struct Names {
    rows: Vec<String>,
    columns: Vec<String>,
}

impl Names {
    fn of(head: &Head<'_>, rows: Vec<Option<String>>, columns: Vec<Option<String>>) -> Self {
        // Row 1 and column 1 are two where rows and columns are of two sorts, and nothing names them.
        let named = |names: Vec<Option<String>>, what: &str| -> Vec<String> {
            let number = |(i, name): (usize, Option<String>)| match (name, head.is_two_mode()) {
                (Some(name), _) => name,
                (None, true) => format!("{what} {i}"),
                (None, false) => i.to_string(),
            };
            (1..).zip(names).map(number).collect()
        };
        Names { rows: named(rows, "row"), columns: named(columns, "column") }
    }

    fn listed(self) -> Nodes {
        let mut table = Table::new("node");
        let key = table.column("id");
        let mut seen = std::collections::HashSet::new();
        for name in self.rows.iter().chain(&self.columns).filter(|name| seen.insert(*name)) {
            table.row(0);
            table.put(key, name);
        }
        Nodes { table: table.finish(), key: Some(key), is_whole: true }
    }
}
