//! JSON, one record per line: FollowTheMoney entities, Neo4j's export, or rows of a table.
//!
//! Takes text; gives nodes and edges. Must not know more of FollowTheMoney than which of its schemas tie two
//! things, and by which properties.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

use super::ImportError;
use super::raw::{Nodes, Raw};
use super::table::Table;
use crate::annotation::Pairs;
use crate::model::{LIST_SEPARATOR, in_one_cell};

type Object<'t> = Pairs<'t, &'t RawValue>;

/// A schema that ties two things: who acts, who is acted on, and what it means in our words.
const TIES: [(&str, &str, &str, &str); 17] = [
    ("UnknownLink", "subject", "object", ""),
    ("Ownership", "owner", "asset", "owns"),
    ("Directorship", "director", "organization", "leads"),
    ("Membership", "member", "organization", "member_of"),
    ("Employment", "employer", "employee", "employs"),
    ("Family", "person", "relative", "kin_of"),
    ("Associate", "person", "associate", "has_ties_with"),
    ("Representation", "agent", "client", "acts_for"),
    ("Payment", "payer", "beneficiary", "pays"),
    ("Succession", "successor", "predecessor", "successor_of"),
    ("Debt", "debtor", "creditor", ""),
    ("ProjectParticipant", "participant", "project", ""),
    ("ContractAward", "supplier", "contract", ""),
    ("Occupancy", "holder", "post", ""),
    ("EconomicActivity", "declarant", "holder", ""),
    ("Documentation", "entity", "document", ""),
    ("Similar", "candidate", "match", ""),
];

/// What kinds of ours the schemas of things are.
const KINDS: [(&str, &str); 7] = [
    ("Person", "person"),
    ("PublicBody", "agency"),
    ("Organization", "organisation"),
    ("Company", "company"),
    ("LegalEntity", "organisation"),
    ("Address", "place"),
    ("Country", "state"),
];

/// Schemas of documents: no actors, but what shows a tie.
const DOCUMENTS: [&str; 10] = [
    "Article",
    "Document",
    "PlainText",
    "HyperText",
    "Pages",
    "Page",
    "Email",
    "Image",
    "Table",
    "Workbook",
];

/// Whether every line is a record of its own.
pub(super) fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let whole = |line: &str| {
        line.trim().starts_with('{') && serde_json::from_str::<&RawValue>(line.trim()).is_ok()
    };
    match (lines.next(), lines.next()) {
        (Some(first), Some(second)) => whole(first) && whole(second),
        // One line that is an entity.
        (Some(first), None) => {
            whole(first) && first.contains("\"schema\"") && first.contains("\"properties\"")
        }
        _ => false,
    }
}

pub(super) fn read(text: &str) -> Result<Raw, ImportError> {
    let mut raw = Raw::of_graph();
    let mut rows = Table::new("row");
    let (mut entities, mut ours, mut documents) = (0_usize, 0_usize, HashMap::new());
    for (line, record) in (1..).zip(text.lines()).filter(|(_, record)| !record.trim().is_empty()) {
        let object: Object<'_> = match serde_json::from_str(record.trim()) {
            Ok(object) => object,
            Err(error) => {
                raw.problems.say(format!("line {line}: {error}; left out"));
                continue;
            }
        };
        let get =
            |name: &str| object.iter().find(|(own, _)| &**own == name).map(|(_, value)| *value);
        let text = |name: &str| get(name).and_then(scalar).map(Cow::into_owned);
        match (text("schema"), get("properties"), text("type")) {
            // Our own have all columns beside the schema.
            (Some(schema), Some(_), _) if get("whobacks").is_some() => {
                ours += 1;
                if let Some(fields) = inner(&object, "whobacks") {
                    let is_tie = TIES.iter().any(|(tie, ..)| *tie == schema);
                    let nodes = &mut Nodes::of(&mut raw.nodes).table;
                    let table = if is_tie { &mut raw.edges } else { nodes };
                    table.row(line);
                    record_of(&fields, table);
                }
            }
            (Some(schema), Some(properties), _) => {
                entities += 1;
                let id = text("id").unwrap_or_default();
                if DOCUMENTS.contains(&schema.as_str()) {
                    let own = serde_json::from_str::<Object<'_>>(properties.get()).ok();
                    let titles = own.iter().flat_map(|own| own.iter());
                    let title =
                        titles.filter(|(name, _)| ["title", "name", "fileName"].contains(&&**name));
                    let title = title.filter_map(|(_, value)| joined(value)).next();
                    documents.insert(id.clone(), title.unwrap_or(id));
                } else {
                    entity(&mut raw, line, &id, &schema, properties);
                }
            }
            (None, _, Some(kind)) if kind == "node" => {
                node(&mut raw, line, &object);
            }
            (None, _, Some(kind)) if kind == "relationship" => {
                relationship(&mut raw, line, &object);
            }
            _ => {
                rows.row(line);
                record_of(&object, &mut rows);
            }
        }
    }
    if entities > 0 {
        raw.meanings = TIES
            .iter()
            .filter(|tie| !tie.3.is_empty())
            .map(|(schema, .., means)| (*schema, *means))
            .collect();
    }
    if rows.len() > 0 {
        if raw.edges.len() == 0 && entities == 0 {
            let Raw { problems, remarks, .. } = raw;
            return Ok(Raw { problems, remarks, ..Raw::of_rows(rows.finish()) });
        }
        raw.problems.say(format!("{} lines are neither entities nor ties; left out", rows.len()));
    }
    raw.edges = named(raw.edges.finish(), &documents);
    // Of our own the sources are those that lie beside.
    if !documents.is_empty() && ours == 0 {
        let count = documents.len();
        raw.remarks.push(format!(
            "documents are no actors: {count} passed over; the record of a claim names its own"
        ));
    }
    if let Some(nodes) = &mut raw.nodes {
        nodes.table = std::mem::replace(&mut nodes.table, Table::new("node")).finish();
    }
    Ok(raw)
}

/// The edges with the titles of the documents that show them, instead of their ids.
fn named(edges: Table, documents: &HashMap<String, String>) -> Table {
    let Some(proof) = edges.find("proof").filter(|_| !documents.is_empty()) else { return edges };
    let mut table = Table::new(edges.name);
    for (at, heading) in edges.headings().iter().enumerate() {
        table.add_column(if at == proof { "cited_source" } else { heading });
    }
    for row in edges.rows() {
        table.row(row.place().line as usize);
        for (column, text) in row.filled() {
            let title = documents.get(text).filter(|_| column == proof);
            table.put(column, title.map_or(text, String::as_str));
        }
    }
    table.finish()
}

fn scalar(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str::<String>(raw).ok().map(Cow::Owned),
        b'n' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// The values of a property, as one text.
fn joined(value: &RawValue) -> Option<String> {
    let texts = values(value);
    (!texts.is_empty()).then(|| texts.join(LIST_SEPARATOR))
}

/// The values of a property, each by itself.
fn values(value: &RawValue) -> Vec<Cow<'_, str>> {
    match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
        Ok(items) => items.into_iter().filter_map(scalar).collect(),
        Err(_) => scalar(value).into_iter().collect(),
    }
}

/// What properties tell, by the column that it goes to: several may go to one.
fn gathered<'t>(
    properties: &Object<'t>,
    column: impl Fn(&str) -> &str,
) -> Vec<(String, Vec<Cow<'t, str>>)> {
    let mut told: Vec<(String, Vec<Cow<'t, str>>)> = Vec::new();
    for (name, value) in properties.iter() {
        let (name, texts) = (column(name), values(value));
        match told.iter_mut().find(|(own, _)| own == name) {
            Some((_, all)) => all.extend(texts),
            None if texts.is_empty() => {}
            None => told.push((name.to_owned(), texts)),
        }
    }
    told
}

fn record_of(object: &Object<'_>, table: &mut Table) {
    for (name, value) in object.iter() {
        if let Some(text) = joined(value) {
            let column = table.column(name);
            // What the element itself has of that name stays.
            if !table.put(column, &text) {
                let column = table.column(&format!("properties.{}", &**name));
                table.put(column, &text);
            }
        }
    }
}

/// An entity of FollowTheMoney: a thing, or a tie between two.
fn entity(raw: &mut Raw, line: usize, id: &str, schema: &str, properties: &RawValue) {
    let Ok(properties) = serde_json::from_str::<Object<'_>>(properties.get()) else {
        raw.problems.say(format!("line {line}: its properties are none; left out"));
        return;
    };
    let Some((_, from, to, _)) = TIES.iter().find(|(own, ..)| *own == schema) else {
        let table = &mut Nodes::of(&mut raw.nodes).table;
        table.row(line);
        let kind = KINDS.iter().find(|(own, _)| *own == schema).map_or(schema, |(_, kind)| *kind);
        for (heading, text) in [("id", id), ("kind", kind)] {
            let column = table.column(heading);
            table.put(column, text);
        }
        let mut told = gathered(&properties, |name| match name {
            "alias" | "weakAlias" | "previousName" => "aliases",
            "wikidataId" => "same_as",
            "summary" | "notes" => "note",
            name => name,
        });
        // Of several names the first is the name.
        let names = told.iter_mut().find(|(name, _)| name == "name");
        let more = names.map(|(_, names)| names.split_off(names.len().min(1))).unwrap_or_default();
        match told.iter_mut().find(|(name, _)| name == "aliases") {
            Some((_, aliases)) => aliases.splice(..0, more).for_each(drop),
            None => told.push(("aliases".to_owned(), more)),
        }
        for (name, texts) in told.into_iter().filter(|(_, texts)| !texts.is_empty()) {
            let column = table.column(&name);
            match &*name {
                "aliases" => table.put(column, &in_one_cell(texts.iter().map(|text| &**text))),
                _ => table.put(column, &texts.join(LIST_SEPARATOR)),
            };
        }
        return;
    };
    tie(raw, line, id, schema, [from, to], &properties);
}

/// More ties than one entity states of whole lists of actors.
const PAIRS: usize = 10_000;

/// A tie of FollowTheMoney, which holds between each of one list and each of another.
fn tie(
    raw: &mut Raw,
    line: usize,
    id: &str,
    schema: &str,
    [from, to]: [&str; 2],
    properties: &Object<'_>,
) {
    let get = |name: &str| properties.iter().find(|(own, _)| &**own == name).map(|(_, v)| *v);
    let ends = |name: &str| match get(name).map(values) {
        Some(ends) if !ends.is_empty() => ends,
        // A row without an end is told as such.
        _ => vec![Cow::Borrowed("")],
    };
    let (sources, targets) = (ends(from), ends(to));
    if sources.len().saturating_mul(targets.len()) > PAIRS {
        let (n, m) = (sources.len(), targets.len());
        raw.problems.say(format!(
            "line {line}: it ties {n} to {m}, which is more than {PAIRS} ties; left out"
        ));
        return;
    }
    let role = get("role").and_then(joined).filter(|_| schema == "UnknownLink");
    let relation = role.unwrap_or_else(|| schema.to_owned());
    let told = gathered(properties, |name| match name {
        "startDate" => "start",
        "endDate" => "end",
        "date" => "when",
        "sourceUrl" => "url",
        "summary" => "note",
        "amountUsd" | "amountEur" => "amount",
        // The schema's words for a status are others.
        "status" => "status told",
        name => name,
    });
    let is_tie =
        |name: &str| name == from || name == to || (name == "role" && schema == "UnknownLink");
    let told: Vec<_> = told.into_iter().filter(|(name, _)| !is_tie(name)).collect();
    let table = &mut raw.edges;
    for (source, target) in
        sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target)))
    {
        table.row(line);
        let own =
            [("source", &**source), ("target", &**target), ("id", id), ("relation", &*relation)];
        for (heading, text) in own {
            let column = table.column(heading);
            if !text.is_empty() {
                table.put(column, text);
            }
        }
        for (name, texts) in &told {
            let column = table.column(name);
            table.put(column, &texts.join(LIST_SEPARATOR));
        }
    }
}

fn inner<'t>(object: &Object<'t>, name: &str) -> Option<Object<'t>> {
    let value = object.iter().find(|(own, _)| &**own == name).map(|(_, value)| *value)?;
    serde_json::from_str(value.get()).ok()
}

/// A node of Neo4j's `apoc.export.json`.
fn node(raw: &mut Raw, line: usize, object: &Object<'_>) {
    let table = &mut Nodes::of(&mut raw.nodes).table;
    table.row(line);
    let own: Vec<(&str, &RawValue)> =
        object.iter().map(|(name, value)| (&**name, *value)).collect();
    for (name, value) in own.into_iter().filter(|(name, _)| !["type", "properties"].contains(name))
    {
        if let Some(text) = joined(value) {
            let column = table.column(name);
            table.put(column, &text);
        }
    }
    if let Some(properties) = inner(object, "properties") {
        record_of(&properties, table);
    }
}

fn relationship(raw: &mut Raw, line: usize, object: &Object<'_>) {
    let table = &mut raw.edges;
    table.row(line);
    for (heading, name) in [("source", "start"), ("target", "end")] {
        let id = inner(object, name).and_then(|end| {
            end.iter().find(|(own, _)| &**own == "id").and_then(|(_, id)| joined(id))
        });
        if let Some(id) = id {
            let column = table.column(heading);
            table.put(column, &id);
        }
    }
    for (name, value) in object.iter().filter(|(name, _)| ["id", "label"].contains(&&**name)) {
        if let Some(text) = joined(value) {
            let column = table.column(if &**name == "label" { "relation" } else { "id" });
            table.put(column, &text);
        }
    }
    if let Some(properties) = inner(object, "properties") {
        record_of(&properties, table);
    }
}
