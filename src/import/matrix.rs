//! A matrix, with the same names along its rows and its columns -> a list of ties.
//!
//! Takes a table as it was read; gives edges where it is a matrix: each cell that is not 0 is a tie from its row
//! to its column, and of two cells that mirror each other in every case one tie without direction. Must not know
//! what a number means.

use std::collections::HashMap;

use super::raw::{Nodes, Raw};
use super::table::{Direction, Table};

/// The fewest names that make a matrix; a table of two columns may look like one.
const FEWEST: usize = 3;

/// The ties of a matrix; the rows as they are where they are none.
pub(super) fn ties(raw: Raw) -> Raw {
    match read(&raw.edges) {
        Some((edges, nodes, remark)) => {
            let mut remarks = raw.remarks;
            remarks.push(remark);
            let mut graph = Raw::of_graph();
            graph.edges = edges;
            graph.nodes = Some(Nodes { table: nodes, key: Some(0), is_whole: true });
            Raw { title: raw.title, problems: raw.problems, remarks, edge_id: None, ..graph }
        }
        None => raw,
    }
}

fn read(table: &Table) -> Option<(Table, Table, String)> {
    let names = table.headings().get(1..).filter(|names| names.len() >= FEWEST)?;
    let rows: Vec<_> = table.rows().collect();
    if rows.len() != names.len() {
        return None;
    }
    let places: HashMap<&str, usize> =
        names.iter().enumerate().map(|(i, name)| (name.trim(), i)).collect();
    let mut cells = vec![vec![None; names.len()]; names.len()];
    let mut seen = vec![false; names.len()];
    for row in &rows {
        let from = *places.get(row.get(0)?)?;
        if std::mem::replace(&mut seen[from], true) {
            return None;
        }
        for (column, text) in row.filled().filter(|(column, _)| *column > 0) {
            // A word is not a measure of a tie.
            let number = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite())?;
            cells[from][column - 1] = Some((text, number)).filter(|_| number != 0.0);
        }
    }
    let mirrored = (0..names.len())
        .all(|i| (0..i).all(|j| cells[i][j].map(|c| c.1) == cells[j][i].map(|c| c.1)));
    let signs = cells.iter().flatten().flatten().all(|(_, number)| [1.0, -1.0].contains(number));
    let (mut edges, mut nodes) = (Table::new("row"), Table::new("node"));
    let ends = (edges.column("source"), edges.column("target"));
    let value = edges.column(if signs { "sign" } else { "weight" });
    let label = nodes.column("id");
    for name in names {
        nodes.row(0);
        nodes.put(label, name.trim());
    }
    for row in &rows {
        let from = places[row.get(0)?];
        for (to, cell) in cells[from].iter().enumerate() {
            let Some((text, _)) = cell else { continue };
            if mirrored && to < from {
                continue;
            }
            edges.row(row.place().line as usize);
            edges.direct(if mirrored { Direction::Undirected } else { Direction::Directed });
            edges.put(ends.0, names[from].trim());
            edges.put(ends.1, names[to].trim());
            edges.put(value, text);
        }
    }
    let remark = format!(
        "a matrix of {} names: each cell that is not 0 is a tie {}",
        names.len(),
        if mirrored {
            "between two, for it is the same either way"
        } else {
            "from its row to its column"
        }
    );
    Some((edges.finish(), nodes.finish(), remark))
}
