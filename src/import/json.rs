//! Graphs in JSON as other tools write them -> nodes and edges: node-link (NetworkX, D3, vis.js), adjacency,
//! Cytoscape and its CX, graphology, the JSON Graph Format, or a list of records.
//!
//! Takes text; gives every field as a column, those inside `data`, `attributes` and the like with the others,
//! what is nested deeper as `outer.inner`. Numbers stay as they are written, so that no two long ids become
//! one; of a key that stands twice the first counts, and it is said. Must not know what fields mean, but for
//! which are the ends.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::value::RawValue;

use super::ImportError;
use super::problems::Place;
use super::raw::{COLUMNS, DEPTH, Raw};
use super::table::{Direction, Table};
use crate::annotation::Pairs;

type Object<'t> = Pairs<'t, &'t RawValue>;
type List<'t> = Vec<&'t RawValue>;

/// Names of the two ends, by who writes them so.
const ENDS: [(&str, &str); 8] = [
    ("source", "target"),
    ("from", "to"),
    ("startNode", "endNode"),
    ("start", "end"),
    ("subject", "object"),
    ("s", "t"),
    ("source_id", "target_id"),
    ("sourceId", "targetId"),
];

/// Objects whose fields stand with those around them.
const TRANSPARENT: [&str; 6] = ["data", "attributes", "properties", "metadata", "v", "attr"];

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

fn object(value: &RawValue) -> Result<Object<'_>, serde_json::Error> {
    serde_json::from_str(value.get())
}

fn list(value: &RawValue) -> Option<List<'_>> {
    serde_json::from_str(value.get()).ok()
}

fn get<'t>(object: &Object<'t>, names: &[&str]) -> Option<&'t RawValue> {
    names
        .iter()
        .find_map(|name| object.iter().find(|(own, _)| &**own == *name).map(|(_, value)| *value))
}

/// A scalar as text: a string without its quotes, anything else as it is written.
fn scalar(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str::<Cow<'_, str>>(raw).ok().or_else(|| {
            // A borrowed text has no escapes.
            serde_json::from_str::<String>(raw).ok().map(Cow::Owned)
        }),
        b'n' | b'{' | b'[' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

fn is_false(value: Option<&RawValue>) -> bool {
    value.is_some_and(|value| value.get() == "false")
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
            let before = &object[..i];
            before.iter().any(|(other, _)| **other == **key).then_some((&**key, i))
        }) {
            self.raw.problems.say(format!("`{key}` stands twice; the first is taken"));
        }
        let title = get(object, &["title", "name", "label"]).or_else(|| {
            let inner = get(object, &["graph", "data", "attributes", "metadata"])?;
            get(&self::object(inner).ok()?, &["title", "name"])
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
            if let Ok(inner) = self::object(elements) {
                return self.graph(&inner, depth + 1);
            }
        }
        let undirected = is_false(get(object, &["directed"])) || {
            let options = get(object, &["options"]).and_then(|options| self::object(options).ok());
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
                if let Some(inner) = first.or(inner).and_then(|inner| self::object(inner).ok()) {
                    return self.graph(&inner, depth + 1);
                }
            }
            let rows = object.iter().find_map(|(_, value)| {
                list(value).filter(|list| list.iter().any(|item| item.get().starts_with('{')))
            });
            return match rows {
                Some(rows) if object.len() <= 3 => self.list(&rows),
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
        let table = &mut self.raw.nodes.as_mut().expect("a graph has nodes").table;
        table.row(line);
        let place = table.at(table.len() - 1).place();
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
        let place = self.raw.edges.at(self.raw.edges.len() - 1).place();
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

    /// NetworkX' `adjacency_data`: for each node, in their order, whom it is tied to.
    fn adjacency(mut self, adjacency: &List<'t>, undirected: bool) -> Result<Raw, ImportError> {
        let table = &self.raw.nodes.as_ref().expect("a graph has nodes").table;
        let key = table.find("id").unwrap_or(0);
        let ids: Vec<String> =
            table.rows().map(|row| row.get(key).unwrap_or_default().to_owned()).collect();
        let places: HashMap<String, usize> = ids.iter().cloned().zip(0..).collect();
        for (i, row) in adjacency.iter().enumerate() {
            let from = ids.get(i).cloned().unwrap_or_default();
            for item in list(row).unwrap_or_default() {
                let to = object(item).ok().and_then(|own| get(&own, &["id"])).and_then(scalar);
                let to = to.map(Cow::into_owned).unwrap_or_default();
                // An undirected graph has each of its edges twice.
                let first = places.get(&to).is_some_and(|place| *place < i);
                if !(undirected && first) {
                    let ends = [("source", from.clone()), ("target", to)];
                    self.edge(item, undirected, &ends)?;
                }
            }
        }
        Ok(self.finish())
    }

    /// Elements of Cytoscape, aspects of its CX, or records.
    fn list(mut self, items: &List<'t>) -> Result<Raw, ImportError> {
        let heads: Vec<Object<'t>> =
            items.iter().take(50).filter_map(|item| object(item).ok()).collect();
        let has = |name: &str| heads.iter().any(|head| get(head, &[name]).is_some());
        if has("CXVersion") || has("numberVerification") || (has("nodes") && has("edges")) {
            for item in items {
                let Ok(aspect) = object(item) else { continue };
                self.nodes(get(&aspect, &["nodes"]))?;
                if let Some(edges) = get(&aspect, &["edges"]) {
                    self.edges(edges, false)?;
                }
                let unread = aspect.iter().map(|(name, _)| &**name).filter(|name| {
                    ![
                        "nodes",
                        "edges",
                        "CXVersion",
                        "numberVerification",
                        "status",
                        "metaData",
                        "attributeDeclarations",
                    ]
                    .contains(name)
                });
                for name in unread {
                    self.raw.remarks.push(format!("the aspect `{name}` is passed over"));
                }
            }
            return Ok(self.finish());
        }
        let is_element =
            |head: &Object<'t>| get(head, &["data"]).and_then(|data| object(data).ok()).is_some();
        if heads.iter().any(is_element) || has("group") {
            for item in items {
                let data = object(item).ok().and_then(|own| {
                    let data = get(&own, &["data"]).and_then(|data| object(data).ok());
                    data.or(Some(own))
                });
                let is_edge = data.is_some_and(|data| get(&data, &["source"]).is_some());
                if is_edge { self.edge(item, false, &[])? } else { self.node(None, item)? }
            }
            return Ok(self.finish());
        }
        if heads.is_empty() && !items.iter().any(|item| item.get().starts_with('[')) {
            return Err(ImportError::Form(NO_GRAPH.to_owned()));
        }
        // A table, whose columns nobody has told.
        let mut table = Table::new("row");
        for item in items {
            let line = self.line(item);
            let fields = self.record(item);
            table.row(line);
            let place = table.at(table.len() - 1).place();
            match fields {
                Some(fields) => {
                    put(&mut table, fields, place, &mut self.raw.problems, self.fields)?
                }
                None => {
                    table.void();
                    self.raw.problems.at(place, "it has no fields; left out");
                }
            }
        }
        let Raw { title, problems, remarks, .. } = self.raw;
        Ok(Raw { title, problems, remarks, ..Raw::of_rows(table.finish()) })
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

/// Ends that are numbers, and no node's id, are places in the list of nodes.
fn by_place(raw: &mut Raw) {
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
            edges.put(column, named.map_or(text, |place| &keys[place]));
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
            table.put(column + 1, text);
        });
    }
    table.finish()
}

fn put(
    table: &mut Table,
    fields: Vec<(String, String)>,
    place: Place,
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
        if !table.put(column, &value) {
            problems.at(place, format!("`{name}` stands twice; the first is taken"));
        }
    }
    Ok(())
}

fn flatten(own: &Object<'_>, before: &str, depth: usize, fields: &mut Vec<(String, String)>) {
    // What stands outside already keeps its name; what stands twice here is told of later.
    let outside: HashSet<String> = match depth {
        0 => HashSet::new(),
        _ => fields.iter().map(|(name, _)| name.clone()).collect(),
    };
    for (name, value) in own.iter() {
        let mut name =
            if before.is_empty() { name.to_string() } else { format!("{before}.{}", &**name) };
        if outside.contains(&name) {
            name = format!("inner {name}");
        }
        let raw = value.get();
        match raw.as_bytes().first() {
            Some(b'{') if depth < DEPTH / 8 => {
                let Ok(inner) = object(value) else { continue };
                // An end may be the whole node.
                let is_end =
                    depth == 0 && ENDS.iter().any(|(from, to)| name == *from || name == *to);
                let id = is_end
                    .then(|| get(&inner, &["id", "key", "identity", "name", "label"]))
                    .flatten();
                match id.and_then(scalar) {
                    Some(id) => fields.push((name, id.into_owned())),
                    None => {
                        let outer = if TRANSPARENT.contains(&&*name) { before } else { &name };
                        flatten(&inner, outer, depth + 1, fields);
                    }
                }
            }
            Some(b'[') => {
                let items = list(value).unwrap_or_default();
                let texts: Vec<Cow<'_, str>> = items
                    .iter()
                    .map(|item| scalar(item).unwrap_or(Cow::Borrowed(item.get())))
                    .collect();
                if !texts.is_empty() {
                    fields.push((name, texts.join(" | ")));
                }
            }
            Some(b'{') => fields.push((name, raw.to_owned())),
            _ => fields.extend(scalar(value).map(|text| (name, text.into_owned()))),
        }
    }
}

/// The text with `null` for what is no JSON and Python writes; `None` where there is nothing of it.
fn without_nan(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        if in_string {
            let length = if c == '\\' {
                1 + rest[1..].chars().next().map_or(0, char::len_utf8)
            } else {
                c.len_utf8()
            };
            in_string = c != '"';
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        let word = ["-Infinity", "Infinity", "NaN"].iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word {
            found = true;
            out.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        in_string = c == '"';
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    found.then_some(out)
}
