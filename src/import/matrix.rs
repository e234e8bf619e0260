//! A matrix, with the same names along its rows and its columns -> a list of ties.
//!
//! Takes a table as it was read; gives edges where it is a matrix: each cell that is not 0 is a tie from its row
//! to its column, and of two cells that mirror each other in every case one tie without direction. Must not know
//! what a number means.

use std::collections::{HashMap, HashSet};

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
    // Each row with whom it is, and what in it is not 0: a table of all cells may be larger than any memory.
    let mut ties = Vec::with_capacity(rows.len());
    let mut seen = HashSet::new();
    for row in &rows {
        let from = *places.get(row.get(0)?)?;
        if !seen.insert(from) {
            return None;
        }
        let mut own = Vec::new();
        for (column, text) in row.filled() {
            let Some(to) = column.checked_sub(1) else { continue };
            // A word is not a measure of a tie.
            let number = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite())?;
            own.extend((number != 0.0).then_some((to, text, number)));
        }
        ties.push((row, from, own));
    }
    let all = || ties.iter().flat_map(|(_, from, own)| own.iter().map(|tie| (*from, tie)));
    let known: HashMap<(usize, usize), f64> =
        all().map(|(from, (to, _, number))| ((from, *to), *number)).collect();
    let mirrored = known.iter().all(|((from, to), n)| known.get(&(*to, *from)) == Some(n));
    let signs = all().all(|(_, (.., number))| [1.0, -1.0].contains(number));
    let (mut edges, mut nodes) = (Table::new("row"), Table::new("node"));
    let ends = (edges.column("source"), edges.column("target"));
    let value = edges.column(if signs { "sign" } else { "weight" });
    let label = nodes.column("id");
    for name in names {
        nodes.row(0);
        nodes.put(label, name.trim());
    }
    for (row, from, own) in &ties {
        for (to, text, _) in own.iter().filter(|(to, ..)| !mirrored || to >= from) {
            edges.row(row.place().line as usize);
            edges.direct(if mirrored { Direction::Undirected } else { Direction::Directed });
            edges.put(ends.0, row.get(0)?);
            edges.put(ends.1, names.get(*to)?.trim());
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
