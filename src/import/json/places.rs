//! Ends given as indices into the list of nodes, as D3 writes them.

use std::collections::HashSet;

use super::super::raw::Raw;
use super::super::table::Table;

/// Ends that are numbers, and no node's id, are places in the list of nodes.
pub(super) fn by_place(raw: &mut Raw) {
    let (Some(nodes), Some((from, to))) = (&mut raw.nodes, raw.ends) else { return };
    let Some(key) = nodes.key else { return };
    let has_ids = ["id", "key", "@id"].iter().any(|name| nodes.table.find(name) == Some(key));
    let ids: HashSet<&str> = nodes.table.rows().filter_map(|row| row.get(key)).collect();
    let count = nodes.table.len();
    let ends = || raw.edges.rows().flat_map(|row| [row.get(from), row.get(to)]).flatten();
    let mut any = false;
    let all_places = ends().all(|end| {
        any = true;
        end.parse::<usize>().is_ok_and(|place| place < count)
    });
    if !any || !all_places || ends().any(|end| ids.contains(end)) && has_ids {
        return;
    }
    let keys: Vec<String> =
        (0..count).map(|i| nodes.table.at(i).get(key).unwrap_or_default().to_owned()).collect();
    let distinct: HashSet<&String> = keys.iter().collect();
    if distinct.len() < keys.len() {
        // Names that two have tell no two apart.
        let mut table = Table::new("node");
        let place = table.add_column("place in the list");
        nodes.table = with_places(&nodes.table, table, place);
        nodes.key = Some(place);
        raw.remarks.push("ends are places in the list of nodes, from 0".to_owned());
        return;
    }
    let mut edges = Table::new(raw.edges.name);
    for heading in raw.edges.headings() {
        edges.add_column(heading);
    }
    for row in raw.edges.rows() {
        edges.row(row.place().line as usize);
        edges.direct(row.direction());
        for (column, text) in row.filled() {
            let named =
                (column == from || column == to).then(|| text.parse::<usize>().ok()).flatten();
            let key = named.and_then(|place| keys.get(place));
            edges.put(column, key.map_or(text, String::as_str));
        }
    }
    raw.edges = edges.finish();
    raw.remarks.push("ends are places in the list of nodes, from 0".to_owned());
}

fn with_places(old: &Table, mut table: Table, place: usize) -> Table {
    for heading in old.headings() {
        table.add_column(heading);
    }
    for (i, row) in old.rows().enumerate() {
        table.row(row.place().line as usize);
        table.put(place, &i.to_string());
        row.filled().for_each(|(column, text)| {
            table.put(column.saturating_add(1), text);
        });
    }
    table.finish()
}
