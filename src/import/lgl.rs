//! LGL (Large Graph Layout): a name behind `#`, and below it whom it is tied to, each with a weight or without.
//!
//! Takes text; gives nodes and edges, which have no direction in this format. A name that stands alone behind its
//! `#` is a node without ties of its own. Must not know what a tie means.

use super::raw::{Nodes, Raw};
use super::table::Direction;

/// Whether a text is of that form: a name behind the first `#`, a second one, and no line of more than two words.
pub(super) fn is_lgl(head: &str) -> bool {
    // What was cut off at the end of the sample may be half a line.
    let lines: Vec<&str> = head.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let words = |line: &str| line.split_whitespace().count();
    let is_head = |line: &&str| {
        line.strip_prefix('#').is_some_and(|name| name.starts_with([' ', '\t']) && words(name) == 1)
    };
    let heads = lines.iter().filter(|line| is_head(line)).count();
    let others = || lines.iter().filter(|line| !line.starts_with('#'));
    let number =
        |line: &str| line.split_whitespace().nth(1).is_none_or(|word| word.parse::<f64>().is_ok());
    lines.first().is_some_and(is_head)
        && heads > 1
        && lines.iter().filter(|line| line.starts_with('#')).count() == heads
        && others().count() > 0
        && others().all(|line| words(line) <= 2 && !line.contains([',', ';', '|']) && number(line))
}

pub(super) fn read(text: &str) -> Raw {
    let mut raw = Raw::of_graph();
    let weight = raw.edges.column("weight");
    let (from, to) = Raw::ends(&mut raw.edges);
    let mut nodes = Vec::new();
    let mut own: Option<&str> = None;
    for (line, text) in (1..).zip(text.lines()) {
        let text = text.trim();
        if let Some(name) = text.strip_prefix('#') {
            own = Some(name.trim()).filter(|name| !name.is_empty());
            nodes.extend(own.map(|name| (line, name)));
            continue;
        }
        let mut words = text.split_whitespace();
        let (Some(name), Some(own)) = (words.next(), own) else { continue };
        nodes.push((line, name));
        raw.edges.row(line);
        raw.edges.direct(Direction::Undirected);
        raw.edges.put(from, own);
        raw.edges.put(to, name);
        if let Some(number) = words.next() {
            raw.edges.put(weight, number);
        }
    }
    let list = Nodes::of(&mut raw.nodes);
    let key = list.table.column("id");
    let mut seen = std::collections::HashSet::new();
    for (line, name) in nodes.into_iter().filter(|(_, name)| seen.insert(*name)) {
        list.table.row(line);
        list.table.put(key, name);
    }
    raw
}
