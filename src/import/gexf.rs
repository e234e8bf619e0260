//! GEXF 1.0 to 1.3, static and dynamic -> nodes and edges.
//!
//! Takes the text of a file; gives its attributes as columns, by their titles. Several values of one attribute
//! and several spells stand in one cell, separated by ` | `; colours, sizes and positions are left out, and reported. A
//! node inside another keeps it as its `parent`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "depths and numbers that are counted up before they are counted down"
)]

use std::collections::HashMap;

use super::ImportError;
use super::dates::{self, DateOrder};
use super::raw::{COLUMNS, Nodes, Raw};
use super::table::{Direction, Table};
use super::xml::{Element, Step, Walk};

/// What is known of the columns of nodes, or of edges.
#[derive(Default)]
struct Class {
    /// Attributes by id: their column.
    columns: HashMap<String, usize>,
    /// What the element itself has: label, weight, start.
    own: HashMap<&'static str, usize>,
    /// Values that hold where none is written.
    defaults: Vec<(usize, String)>,
}

impl Class {
    fn own(&mut self, name: &'static str, table: &mut Table) -> usize {
        *self.own.entry(name).or_insert_with(|| table.add_column(name))
    }
}

/// A node or an edge that has begun.
#[derive(Default)]
struct Item {
    values: Vec<(usize, String)>,
    spells: Vec<String>,
    line: usize,
}

struct Reading<'t> {
    walk: Walk<'t>,
    raw: Raw,
    nodes: Class,
    edges: Class,
    undirected: bool,
    looks: bool,
}

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let mut reading = Reading {
        walk: Walk::new(text),
        raw: Raw::of_graph(),
        nodes: Class::default(),
        edges: Class::default(),
        undirected: false,
        looks: false,
    };
    let mut seen = false;
    loop {
        match reading.walk.next()? {
            Step::Open(element) => match element.name().as_str() {
                "graph" => {
                    seen = true;
                    reading.undirected =
                        element.get("defaultedgetype").as_deref() == Some("undirected");
                }
                "attributes" => reading.attributes(&element)?,
                "node" => reading.nodes(&element, None)?,
                "edge" => reading.edge(&element)?,
                "description" | "title" => {
                    let text = reading.walk.inner_text()?.trim().to_owned();
                    if reading.raw.title.is_none() && !text.is_empty() {
                        reading.raw.title = Some(text);
                    }
                }
                _ => {}
            },
            Step::End => break,
            _ => {}
        }
    }
    if !seen {
        return Err(ImportError::Form("this GEXF has no graph".to_owned()));
    }
    let Reading { mut raw, looks, .. } = reading;
    if looks {
        raw.remarks.push("colours, sizes, shapes and positions are passed over".to_owned());
    }
    Ok(raw)
}

impl Reading<'_> {
    fn table(&mut self, of_nodes: bool) -> (&mut Class, &mut Table) {
        match of_nodes {
            true => (&mut self.nodes, &mut Nodes::of(&mut self.raw.nodes).table),
            false => (&mut self.edges, &mut self.raw.edges),
        }
    }

    fn attributes(&mut self, element: &Element<'_>) -> Result<(), ImportError> {
        let of_nodes = element.get("class").as_deref() != Some("edge");
        let mut last = None;
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Step::Open(inner) if inner.name() == "attribute" => {
                    depth += 1;
                    let id = inner.get("id").unwrap_or_default();
                    let title = inner.get("title").unwrap_or_else(|| id.clone());
                    let (class, table) = self.table(of_nodes);
                    if table.headings().len() >= COLUMNS {
                        return Err(ImportError::Form(format!(
                            "the file has more than {COLUMNS} attributes"
                        )));
                    }
                    let column = table.add_column(&title);
                    class.columns.entry(id).or_insert(column);
                    last = Some(column);
                }
                Step::Open(inner) if inner.name() == "default" => {
                    let text = self.walk.inner_text()?.trim().to_owned();
                    let (class, _) = self.table(of_nodes);
                    class
                        .defaults
                        .extend(last.filter(|_| !text.is_empty()).map(|column| (column, text)));
                }
                Step::Open(_) => depth += 1,
                Step::Close if depth == 0 => return Ok(()),
                Step::Close => depth -= 1,
                Step::End => return Ok(()),
                Step::Text(_) => {}
            }
        }
    }

    /// A node and those inside it, to any depth.
    fn nodes(&mut self, element: &Element<'_>, parent: Option<&str>) -> Result<(), ImportError> {
        // Open nodes, each with its id and what is known of it.
        let mut stack = vec![self.begin_node(element, parent)];
        loop {
            match self.walk.next()? {
                Step::Open(inner) if inner.name() == "node" => {
                    let outer = stack.last().map(|(id, ..)| id.clone()).unwrap_or_default();
                    let node = self.begin_node(&inner, Some(&outer));
                    stack.push(node);
                }
                Step::Open(inner) if inner.name() == "edge" => self.edge(&inner)?,
                Step::Open(inner) => {
                    let nested = ["nodes", "edges"].contains(&inner.name().as_str());
                    let Some((_, item, depth)) = stack.last_mut() else { continue };
                    let mut own = std::mem::take(item);
                    *depth += 1;
                    if !nested {
                        self.value(&inner, true, &mut own)?;
                    }
                    if let Some((_, item, _)) = stack.last_mut() {
                        *item = own;
                    }
                }
                Step::Close => match stack.last_mut() {
                    Some((_, _, depth)) if *depth > 0 => *depth -= 1,
                    _ => {
                        if let Some((id, item, _)) = stack.pop() {
                            self.put(true, &[("id", Some(id))], item, Direction::Unsaid);
                        }
                        if stack.is_empty() {
                            return Ok(());
                        }
                    }
                },
                Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    fn begin_node(&mut self, element: &Element<'_>, parent: Option<&str>) -> (String, Item, usize) {
        let mut item = Item { line: self.walk.line(), ..Item::default() };
        let mut id = String::new();
        for (name, value) in element.all() {
            match name.as_str() {
                "id" => id = value,
                "label" => self.own(true, "label", value, &mut item),
                "pid" => self.own(true, "parent", value, &mut item),
                _ => self.time(true, &name, value, element, &mut item),
            }
        }
        if let Some(parent) = parent.filter(|parent| !parent.is_empty()) {
            self.own(true, "parent", parent.to_owned(), &mut item);
        }
        (id, item, 0)
    }

    fn edge(&mut self, element: &Element<'_>) -> Result<(), ImportError> {
        let mut item = Item { line: self.walk.line(), ..Item::default() };
        let (mut ends, mut id, mut direction) = ([None, None], None, None);
        for (name, value) in element.all() {
            match name.as_str() {
                "source" => ends[0] = Some(value),
                "target" => ends[1] = Some(value),
                "id" => id = Some(value),
                "type" => direction = Some(value),
                "label" => self.own(false, "label", value, &mut item),
                "kind" => self.own(false, "kind", value, &mut item),
                "weight" => self.own(false, "weight", value, &mut item),
                _ => self.time(false, &name, value, element, &mut item),
            }
        }
        let mut depth = 0;
        loop {
            match self.walk.next()? {
                Step::Open(inner) => {
                    depth += 1;
                    self.value(&inner, false, &mut item)?;
                }
                Step::Close if depth == 0 => break,
                Step::Close => depth -= 1,
                Step::End => break,
                Step::Text(_) => {}
            }
        }
        let direction = match direction.as_deref() {
            Some("undirected") => Direction::Undirected,
            None if self.undirected => Direction::Undirected,
            Some("mutual") => {
                let place = format!("edge {}", self.raw.edges.len() + 1);
                self.raw
                    .problems
                    .say(format!("{place}: it is mutual; taken as one without direction"));
                Direction::Undirected
            }
            _ => Direction::Directed,
        };
        let [from, to] = ends;
        self.put(false, &[("source", from), ("target", to), ("id", id)], item, direction);
        Ok(())
    }

    fn own(&mut self, of_nodes: bool, name: &'static str, value: String, item: &mut Item) {
        let (class, table) = self.table(of_nodes);
        let column = class.own(name, table);
        item.values.push((column, value));
    }

    /// A start or an end in the element itself.
    fn time(
        &mut self,
        of_nodes: bool,
        name: &str,
        value: String,
        element: &Element<'_>,
        item: &mut Item,
    ) {
        match name {
            "start" | "startopen" => {
                let end = element.get("end").or_else(|| element.get("endopen"));
                item.spells.push(spell(Some(value), end));
            }
            "end" | "endopen"
                if element.get("start").or_else(|| element.get("startopen")).is_none() =>
            {
                item.spells.push(spell(None, Some(value)));
            }
            "timestamp" => item.spells.push(side(&value)),
            "end" | "endopen" | "for" => {}
            other => {
                // What the grammar does not know is kept by its name.
                let name = other.to_owned();
                let (class, table) = self.table(of_nodes);
                let column = *class
                    .columns
                    .entry(format!("\0{name}"))
                    .or_insert_with(|| table.add_column(&name));
                item.values.push((column, value));
            }
        }
    }

    /// What stands inside a node or an edge.
    fn value(
        &mut self,
        inner: &Element<'_>,
        of_nodes: bool,
        item: &mut Item,
    ) -> Result<(), ImportError> {
        match inner.name().as_str() {
            "attvalue" => {
                let id = inner.get("for").or_else(|| inner.get("id")).unwrap_or_default();
                let text = inner.get("value").unwrap_or_default();
                let time = [inner.get("start"), inner.get("end")];
                let (class, table) = self.table(of_nodes);
                if table.headings().len() >= COLUMNS {
                    return Err(ImportError::Form(format!(
                        "the file has more than {COLUMNS} attributes"
                    )));
                }
                let column = *class.columns.entry(id).or_insert_with_key(|id| table.add_column(id));
                let [start, end] = time;
                let text = match (start, end) {
                    (None, None) => text,
                    (start, end) => format!("{text} ({})", spell(start, end)),
                };
                if !text.is_empty() {
                    match item.values.iter_mut().find(|(at, _)| *at == column) {
                        Some((_, own)) => *own = format!("{own} | {text}"),
                        None => item.values.push((column, text)),
                    }
                }
                Ok(())
            }
            "spell" | "slice" => {
                item.spells.push(match inner.get("timestamp") {
                    Some(moment) => side(&moment),
                    None => {
                        let start = inner.get("start").or_else(|| inner.get("startopen"));
                        spell(start, inner.get("end").or_else(|| inner.get("endopen")))
                    }
                });
                Ok(())
            }
            "color" | "position" | "size" | "shape" | "thickness" => {
                self.looks = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn put(
        &mut self,
        of_nodes: bool,
        own: &[(&str, Option<String>)],
        item: Item,
        direction: Direction,
    ) {
        let (class, table) = self.table(of_nodes);
        let when = (!item.spells.is_empty()).then(|| class.own("when", table));
        table.row(item.line);
        table.direct(direction);
        for (name, value) in own {
            if let Some(value) = value {
                let column = table.column(name);
                table.put(column, value);
            }
        }
        for (column, value) in &item.values {
            table.put(*column, value);
        }
        for (column, value) in &class.defaults {
            table.put(*column, value);
        }
        if let Some(when) = when {
            let spells: Vec<&str> =
                item.spells.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
            table.put(when, &spells.join(" | "));
        }
    }
}

/// A time from a start to an end; empty where both are open.
fn spell(start: Option<String>, end: Option<String>) -> String {
    let [start, end] = [start, end].map(|at| {
        let at = at.filter(|at| !at.trim().is_empty() && !at.to_lowercase().contains("inf"))?;
        Some(side(&at))
    });
    match (start, end) {
        (None, None) => String::new(),
        (Some(a), Some(b)) if a == b => a,
        (a, b) => {
            let open = |side: Option<String>| side.unwrap_or_else(|| "..".to_owned());
            format!("{}/{}", open(a), open(b))
        }
    }
}

fn side(text: &str) -> String {
    dates::side(text, DateOrder::Unsaid).unwrap_or_else(|_| text.to_owned())
}
