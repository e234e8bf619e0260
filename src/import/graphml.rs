//! GraphML, as NetworkX, igraph, Gephi and yEd write it -> nodes and edges.
//!
//! Takes the text of a file; gives the values of its keys as columns, by their names, defaults filled in. Of
//! yEd's drawings the labels and arrows are read. Parallel edges stay as many as they are.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "depths and numbers that are counted up before they are counted down"
)]

use std::collections::HashMap;

use super::ImportError;
use super::raw::{COLUMNS, Nodes, Raw};
use super::table::{Direction, Table};
use super::xml::{Element, Step, Walk};

/// The most cells that defaults fill.
const FILLED: usize = 20_000_000;

/// A declared value.
struct Key {
    name: String,
    of: String,
    default: Option<String>,
    columns: [Option<usize>; 2],
}

/// A node or an edge that has begun.
struct Item {
    of_nodes: bool,
    line: usize,
    own: Vec<(&'static str, String)>,
    values: Vec<(usize, String)>,
    direction: Direction,
    /// How many elements inside it are open.
    depth: usize,
}

struct Reading<'t> {
    walk: Walk<'t>,
    raw: Raw,
    keys: HashMap<String, Key>,
    order: Vec<String>,
    /// Whether edges of the graphs that are open have no direction.
    undirected: Vec<bool>,
    /// Columns by class and name, for what the elements have themselves.
    own: HashMap<(bool, String), usize>,
    hyper: usize,
    /// Cells filled by a default.
    filled: usize,
}

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let mut reading = Reading {
        walk: Walk::new(text),
        raw: Raw::of_graph(),
        keys: HashMap::new(),
        order: Vec::new(),
        undirected: Vec::new(),
        own: HashMap::new(),
        hyper: 0,
        filled: 0,
    };
    let seen = reading.run()?;
    if !seen {
        return Err(ImportError::Form("this GraphML has no graph".to_owned()));
    }
    let Reading { mut raw, hyper, .. } = reading;
    if hyper > 0 {
        raw.problems.say(format!("{hyper} hyperedges have more ends than two; left out"));
    }
    Ok(raw)
}

impl Reading<'_> {
    fn run(&mut self) -> Result<bool, ImportError> {
        let mut stack: Vec<Item> = Vec::new();
        let mut seen = false;
        loop {
            match self.walk.next()? {
                Step::Open(element) => {
                    let name = element.name();
                    match name.as_str() {
                        "key" if stack.is_empty() => {
                            self.key(&element)?;
                            continue;
                        }
                        "graph" => {
                            seen = true;
                            self.undirected
                                .push(element.get("edgedefault").as_deref() == Some("undirected"));
                        }
                        "node" | "edge" => {
                            let item = self.begin(&element, &name, &stack);
                            stack.push(item);
                            continue;
                        }
                        "data" => {
                            self.data(&element, &mut stack)?;
                            continue;
                        }
                        "hyperedge" => {
                            self.hyper += 1;
                            self.walk.skip()?;
                            continue;
                        }
                        "desc" => {
                            let text = self.walk.inner_text()?;
                            if let Some(item) = stack.last() {
                                let of_nodes = item.of_nodes;
                                let column = self.own_column(of_nodes, "description");
                                if let Some(item) = stack.last_mut() {
                                    item.values.push((column, text));
                                }
                            }
                            continue;
                        }
                        _ => {}
                    }
                    if let Some(item) = stack.last_mut() {
                        item.depth += 1;
                    }
                }
                Step::Close => match stack.last_mut() {
                    Some(item) if item.depth > 0 => item.depth -= 1,
                    Some(_) => {
                        if let Some(item) = stack.pop() {
                            self.put(item);
                        }
                        if self.filled > FILLED {
                            return Err(ImportError::Form(
                                "defaults would fill millions of cells".to_owned(),
                            ));
                        }
                    }
                    None => {}
                },
                Step::Text(_) => {}
                Step::End => return Ok(seen),
            }
        }
    }

    fn key(&mut self, element: &Element<'_>) -> Result<(), ImportError> {
        let id = element.get("id").unwrap_or_default();
        let name =
            element.get("attr.name").or_else(|| element.get("name")).unwrap_or_else(|| id.clone());
        let of = element.get("for").unwrap_or_else(|| "all".to_owned());
        let mut default = None;
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Step::Open(inner) if inner.name() == "default" => {
                    default = Some(self.walk.inner_text()?).filter(|text| !text.trim().is_empty());
                }
                Step::Open(_) => depth += 1,
                Step::Close if depth == 0 => break,
                Step::Close => depth -= 1,
                Step::End => break,
                Step::Text(_) => {}
            }
        }
        if self.order.len() >= COLUMNS {
            return Err(ImportError::Form(format!("the file has more than {COLUMNS} keys")));
        }
        self.order.push(id.clone());
        self.keys.entry(id).or_insert(Key { name, of, default, columns: [None, None] });
        Ok(())
    }

    fn table(&mut self, of_nodes: bool) -> &mut Table {
        match of_nodes {
            true => &mut Nodes::of(&mut self.raw.nodes).table,
            false => &mut self.raw.edges,
        }
    }

    fn own_column(&mut self, of_nodes: bool, name: &str) -> usize {
        if let Some(column) = self.own.get(&(of_nodes, name.to_owned())) {
            return *column;
        }
        let column = self.table(of_nodes).add_column(name);
        self.own.insert((of_nodes, name.to_owned()), column);
        column
    }

    fn key_column(&mut self, of_nodes: bool, id: &str) -> usize {
        let slot = usize::from(of_nodes);
        if let Some(column) = self.keys.get(id).and_then(|key| *key.columns.get(slot)?) {
            return column;
        }
        let name = self.keys.get(id).map_or_else(|| id.to_owned(), |key| key.name.clone());
        let column = self.table(of_nodes).add_column(&name);
        let key = self.keys.entry(id.to_owned()).or_insert_with(|| Key {
            name,
            of: "all".to_owned(),
            default: None,
            columns: [None, None],
        });
        key.columns.get_mut(slot).into_iter().for_each(|own| *own = Some(column));
        column
    }

    fn begin(&mut self, element: &Element<'_>, name: &str, stack: &[Item]) -> Item {
        let of_nodes = name == "node";
        let line = self.walk.line();
        let mut own = Vec::new();
        let mut values = Vec::new();
        let mut directed = None;
        for (name, value) in element.all() {
            match (name.as_str(), of_nodes) {
                ("id", _) => own.push(("id", value)),
                ("source", false) => own.push(("source", value)),
                ("target", false) => own.push(("target", value)),
                ("directed", false) => directed = Some(value == "true" || value == "1"),
                ("sourceport" | "targetport", false) => {}
                (other, of_nodes) => values.push((self.own_column(of_nodes, other), value)),
            }
        }
        let outer = stack.iter().rev().find(|item| item.of_nodes);
        let parent = outer.and_then(|item| item.own.iter().find(|(name, _)| *name == "id"));
        if let (true, Some((_, id))) = (of_nodes, parent) {
            let id = id.clone();
            values.push((self.own_column(true, "parent"), id));
        }
        let undirected = self.undirected.last().copied().unwrap_or_default();
        let direction = match directed {
            _ if of_nodes => Direction::Unsaid,
            Some(true) => Direction::Directed,
            Some(false) => Direction::Undirected,
            None if undirected => Direction::Undirected,
            None => Direction::Directed,
        };
        Item { of_nodes, line, own, values, direction, depth: 0 }
    }

    /// A value of the node or edge that is open, or of the graph.
    fn data(&mut self, element: &Element<'_>, stack: &mut [Item]) -> Result<(), ImportError> {
        let key = element.get("key").unwrap_or_default();
        let mut text = String::new();
        let (mut labels, mut arrows, mut depth, mut drawn) = (String::new(), None, 0_usize, false);
        loop {
            match self.walk.next()? {
                Step::Open(inner) => {
                    drawn |= inner.prefix().is_some();
                    match inner.name().as_str() {
                        "NodeLabel" | "EdgeLabel" => {
                            let label = self.walk.inner_text()?;
                            if !label.trim().is_empty() && labels.is_empty() {
                                labels = label.trim().to_owned();
                            }
                            continue;
                        }
                        "Arrows" => arrows = Some([inner.get("source"), inner.get("target")]),
                        _ => {}
                    }
                    depth += 1;
                }
                Step::Text(part) => text.push_str(&part),
                Step::Close if depth == 0 => break,
                Step::Close => depth -= 1,
                Step::End => break,
            }
        }
        let Some(item) = stack.last_mut() else {
            let name = self.keys.get(&key).map(|key| key.name.to_lowercase());
            if name.is_some_and(|name| name == "title" || name == "name") && !text.trim().is_empty()
            {
                self.raw.title = Some(text.trim().to_owned());
            }
            return Ok(());
        };
        if arrows.is_some_and(|ends| ends.iter().all(|end| end.as_deref() == Some("none"))) {
            item.direction = Direction::Undirected;
        }
        let (of_nodes, line) = (item.of_nodes, item.line);
        let (column, text) = match (drawn, labels.is_empty()) {
            (true, true) => return Ok(()),
            (true, false) => (self.own_column(of_nodes, "label"), labels),
            (false, _) => (self.key_column(of_nodes, &key), text),
        };
        let Some(item) = stack.last_mut() else { return Ok(()) };
        if item.values.iter().any(|(at, _)| *at == column) {
            let what = if of_nodes { "node" } else { "edge" };
            let name = self.table(of_nodes).heading(column).to_owned();
            self.raw.problems.say(format!(
                "the {what} in line {line}: `{name}` stands twice; the first is taken"
            ));
            return Ok(());
        }
        if !text.trim().is_empty() {
            item.values.push((column, text));
        }
        Ok(())
    }

    fn put(&mut self, item: Item) {
        let of_nodes = item.of_nodes;
        let word = if of_nodes { "node" } else { "edge" };
        let mut values = item.values;
        let mut next = 0;
        while let Some(id) = self.order.get(next).cloned() {
            next += 1;
            let Some(key) = self.keys.get(&id) else { continue };
            if key.default.is_none() || (key.of != "all" && key.of != word) {
                continue;
            }
            let column = self.key_column(of_nodes, &id);
            if !values.iter().any(|(at, _)| *at == column)
                && let Some(default) = self.keys.get(&id).and_then(|key| key.default.clone())
            {
                values.push((column, default));
                self.filled += 1;
            }
        }
        let table = self.table(of_nodes);
        table.row(item.line);
        table.direct(item.direction);
        for (name, value) in &item.own {
            let column = table.column(name);
            table.put(column, value);
        }
        for (column, value) in &values {
            table.put(*column, value);
        }
    }
}
