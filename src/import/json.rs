//! Graphs in JSON as other tools write them -> nodes and edges: node-link (NetworkX, D3, vis.js), adjacency,
//! Cytoscape and its CX, graphology, the JSON Graph Format, or a list of records.
//!
//! Takes text; gives every field as a column, those inside `data`, `attributes` and the like with the others,
//! what is nested deeper as `outer.inner`. Numbers stay as they are written, so that no two long ids become
//! one; of a key that stands twice the first counts, and it is said. Must not know what fields mean, but for
//! which are the ends.

#![expect(clippy::arithmetic_side_effects, reason = "numbers of lines, fields and levels")]

mod lists;
mod places;
mod values;

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::ImportError;
use super::actors::LOOKS;
use super::problems::RowPlace;
use super::raw::{COLUMNS, Nodes, Raw};
use super::table::{Direction, Table};
use crate::model::Cut;
use places::by_place;
use values::{ENDS, List, Object, flatten, get, is_false, list, object, scalar, without_nan};

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    match run(text) {
        Ok(raw) => Ok(raw),
        // Python writes NaN where JSON has no word for it.
        Err(error) => match without_nan(text) {
            Some(mended) => {
                let mut raw = run(&mended)?;
                raw.remarks.push("NaN and Infinity are no JSON: read as nothing".to_owned());
                Ok(raw)
            }
            None => Err(error),
        },
    }
}

fn run(text: &str) -> Result<Raw, ImportError> {
    let whole: &RawValue = serde_json::from_str(text)?;
    let reading = Reading { text, lines: lines(text), raw: Raw::of_graph(), fields: 0 };
    if whole.get().starts_with('[') {
        let list: List<'_> = serde_json::from_str(whole.get())?;
        return reading.list(&list);
    }
    let object = object(whole)?;
    reading.graph(&object, 0)
}

/// Where lines begin, if there are enough of them to tell records apart.
fn lines(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at).collect()
}

struct Reading<'t> {
    text: &'t str,
    lines: Vec<usize>,
    raw: Raw,
    fields: usize,
}

impl<'t> Reading<'t> {
    fn line(&self, value: &RawValue) -> usize {
        let offset = (value.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if self.lines.is_empty() || offset >= self.text.len() {
            return 0;
        }
        self.lines.partition_point(|at| *at < offset) + 1
    }

    /// A graph, or what holds one.
    fn graph(mut self, object: &Object<'t>, depth: usize) -> Result<Raw, ImportError> {
        if let Some((key, _)) = object.iter().enumerate().find_map(|(i, (key, _))| {
            let before = object.cut(..i);
            before.iter().any(|(other, _)| **other == **key).then_some((&**key, i))
        }) {
            self.raw.problems.say(format!("`{key}` stands twice; the first is taken"));
        }
        let title = get(object, &["title", "name", "label"]).or_else(|| {
            let inner = get(object, &["graph", "data", "attributes", "metadata"])?;
            get(&values::object(inner).ok()?, &["title", "name"])
        });
        if self.raw.title.is_none() {
            self.raw.title = title
                .and_then(scalar)
                .map(Cow::into_owned)
                .filter(|title| !title.trim().is_empty());
        }
        if let Some(elements) = get(object, &["elements"]) {
            if let Some(list) = list(elements) {
                return self.list(&list);
            }
            if let Some(inner) = values::object(elements).ok().filter(|_| depth < 8) {
                return self.graph(&inner, depth + 1);
            }
        }
        let undirected = is_false(get(object, &["directed"])) || {
            let options =
                get(object, &["options"]).and_then(|options| values::object(options).ok());
            let kind = options.and_then(|options| get(&options, &["type"])).and_then(scalar);
            kind.as_deref() == Some("undirected")
        };
        let edges = get(object, &["edges", "links", "relationships", "arcs"]);
        let nodes = get(object, &["nodes", "vertices", "actors"]);
        if let Some(adjacency) = get(object, &["adjacency"]).and_then(list) {
            self.nodes(nodes)?;
            return self.adjacency(&adjacency, undirected);
        }
        let Some(edges) = edges else {
            // The graph stands inside: `graph` of the JSON Graph Format, a web service's envelope.
            for name in ["graph", "network", "data", "result", "results", "graphs"] {
                let inner = get(object, &[name]).filter(|_| depth < 8);
                let first = inner.and_then(list).and_then(|list| list.first().copied());
                if let Some(inner) = first.or(inner).and_then(|inner| values::object(inner).ok()) {
                    return self.graph(&inner, depth + 1);
                }
            }
            let rows = object.iter().find_map(|(_, value)| {
                list(value).filter(|list| list.iter().any(|item| item.get().starts_with('{')))
            });
            return match rows {
                Some(rows) if object.len() <= 3 => self.list(&rows),
                _ if get(object, &["graphDataset"]).is_some() => Err(ImportError::Form(
                    "this is a workspace of Gephi Lite: export the graph there, as GEXF or JSON (graphology)"
                        .to_owned(),
                )),
                _ => Err(ImportError::Form(NO_GRAPH.to_owned())),
            };
        };
        self.nodes(nodes)?;
        self.edges(edges, undirected)?;
        if nodes.is_none() {
            self.raw.nodes = None;
        }
        Ok(self.finish())
    }

    fn nodes(&mut self, nodes: Option<&'t RawValue>) -> Result<(), ImportError> {
        let Some(nodes) = nodes else { return Ok(()) };
        if let Some(items) = list(nodes) {
            return items.iter().try_for_each(|item| self.node(None, item));
        }
        // By their ids.
        let by_id = object(nodes).map_err(|_| ImportError::Form(NO_GRAPH.to_owned()))?;
        by_id.iter().try_for_each(|(id, item)| self.node(Some(id), item))
    }

    fn node(&mut self, id: Option<&str>, item: &'t RawValue) -> Result<(), ImportError> {
        let line = self.line(item);
        let fields = self.record(item);
        let table = &mut Nodes::of(&mut self.raw.nodes).table;
        table.row(line);
        let place = table.last().place();
        match fields {
            Some(fields) => {
                if let Some(id) = id {
                    let key = table.column("id");
                    table.put(key, id);
                }
                put(table, fields, place, &mut self.raw.problems, self.fields)
            }
            // A node may be no more than its name.
            None => {
                let key = table.column("id");
                match id.map(Cow::Borrowed).or_else(|| scalar(item)) {
                    Some(name) => {
                        table.put(key, &name);
                    }
                    None => {
                        table.void();
                        self.raw.problems.at(place, "it has no fields; left out");
                    }
                }
                Ok(())
            }
        }
    }

    fn edges(&mut self, edges: &'t RawValue, undirected: bool) -> Result<(), ImportError> {
        if let Some(items) = list(edges) {
            return items.iter().try_for_each(|item| self.edge(item, undirected, &[]));
        }
        let by_id = object(edges).map_err(|_| ImportError::Form(NO_GRAPH.to_owned()))?;
        by_id
            .iter()
            .try_for_each(|(id, item)| self.edge(item, undirected, &[("id", id.to_string())]))
    }

    fn edge(
        &mut self,
        item: &'t RawValue,
        undirected: bool,
        more: &[(&str, String)],
    ) -> Result<(), ImportError> {
        let line = self.line(item);
        let mut fields = self.record(item);
        // A pair, as lists of edges have it.
        if fields.is_none()
            && let Some(pair) = list(item).filter(|pair| pair.len() >= 2)
        {
            let names = ["source", "target", "column 3", "column 4"];
            let cells = names
                .iter()
                .zip(&pair)
                .filter_map(|(name, cell)| Some(((*name).to_owned(), scalar(cell)?.into_owned())));
            fields = Some(cells.collect());
        }
        self.raw.edges.row(line);
        let place = self.raw.edges.last().place();
        let Some(mut fields) = fields else {
            self.raw.problems.at(place, "it has no fields; left out");
            self.raw.edges.void();
            return Ok(());
        };
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let said = |name: &str| {
            fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
        };
        let own = match (said("undirected"), said("directed")) {
            (Some("true"), _) | (_, Some("false")) => Direction::Undirected,
            (Some("false"), _) | (_, Some("true")) => Direction::Directed,
            _ if undirected => Direction::Undirected,
            _ => Direction::Unsaid,
        };
        let has = |name: &str| fields.iter().any(|(own, _)| own == name);
        if let Some((from, to)) = ENDS
            .iter()
            .find(|(from, to)| has(from) && has(to))
            .filter(|(from, _)| *from != "source")
        {
            for (name, _) in &mut fields {
                if name == from {
                    "source".clone_into(name);
                } else if name == to {
                    "target".clone_into(name);
                }
            }
        }
        fields.retain(|(name, _)| !["undirected", "directed"].contains(&name.as_str()));
        self.raw.edges.direct(own);
        put(&mut self.raw.edges, fields, place, &mut self.raw.problems, self.fields)
    }

    /// The fields of a record; `None` where it is none.
    fn record(&mut self, item: &'t RawValue) -> Option<Vec<(String, String)>> {
        let own = object(item).ok()?;
        let mut fields = Vec::with_capacity(own.len());
        flatten(&own, "", 0, &mut fields);
        self.fields += fields.len();
        Some(fields)
    }

    /// Ends by their nodes, where the file has them by place.
    fn finish(mut self) -> Raw {
        self.raw.edges = std::mem::replace(&mut self.raw.edges, Table::new("edge")).finish();
        if let Some(nodes) = &mut self.raw.nodes {
            nodes.table = std::mem::replace(&mut nodes.table, Table::new("node")).finish();
            let filled = |name: &str| {
                let column = nodes.table.find(name)?;
                nodes.table.rows().any(|row| row.get(column).is_some()).then_some(column)
            };
            nodes.key = ["id", "key", "@id", "name", "label", "title"]
                .iter()
                .find_map(|name| filled(name))
                .or(nodes.key);
        }
        by_place(&mut self.raw);
        self.raw
    }
}

const NO_GRAPH: &str = "this JSON is no graph: it has no lists `nodes` and `edges` (or `links`)";

fn put(
    table: &mut Table,
    fields: Vec<(String, String)>,
    place: RowPlace,
    problems: &mut super::problems::Problems,
    seen: usize,
) -> Result<(), ImportError> {
    if table.headings().len() > COLUMNS {
        return Err(ImportError::Form(format!(
            "the records have more than {COLUMNS} different fields, in {seen}"
        )));
    }
    for (name, value) in fields {
        let column = table.column(&name);
        // Cytoscape writes how things look beside the data, and in it.
        if !table.put(column, &value) && !LOOKS.contains(&name.as_str()) {
            problems.at(place, format!("`{name}` stands twice; the first is taken"));
        }
    }
    Ok(())
}
