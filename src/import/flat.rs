//! A flat format that this tool has written with one edge per claim -> its claims, each under the source that it
//! cites.
//!
//! Takes a table whose columns are those of our exports; gives a plan, and the relations of the data set's own.
//! Derived columns (family, sign, first and last seen) are ignored. Must not know which format it
//! was.

use std::collections::BTreeMap;

use super::claims::Own;
use super::table::Table;
use crate::model::{Family, RelationSpec, Vocabulary};

/// The columns of all our flat formats.
const OURS: [&str; 6] = ["family", "sign", "symmetric", "modality", "asserted", "cited_source"];

/// What follows from the fields of claims.
const WORKED_OUT: [&str; 17] = [
    "family",
    "sign",
    "symmetric",
    "event",
    "asserted",
    "match",
    "first_seen",
    "last_seen",
    "standing",
    "stale",
    "label",
    "kind",
    "weight",
    "type",
    "edge_key",
    "key",
    "color",
];

/// What the edges of a table of ours stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ours {
    Claims,
    Ties,
}

/// Whether a table is one of ours.
pub(super) fn is_ours(table: &Table) -> Option<Ours> {
    let has = |name: &str| table.headings().iter().any(|own| own == name);
    if !OURS.iter().all(|name| has(name)) {
        return None;
    }
    match has("relation") && (has("quote") || has("record")) {
        true => Some(Ours::Claims),
        false => (has("relations") && has("claims")).then_some(Ours::Ties),
    }
}

/// Passes over what follows from the rest.
pub(super) fn pass_over(table: &Table) {
    for (at, heading) in table.headings().iter().enumerate() {
        // A column called like one of the format's own has its place behind it.
        let plain = heading.split(" (column ").next().unwrap_or(heading);
        // Spells follow from the date.
        let is_spell = plain == "when" && heading != "when";
        if (is_spell || WORKED_OUT.contains(&plain.to_lowercase().as_str())) && !table.is_read(at) {
            table.read_as(at, "passed over: it follows from the rest");
        }
    }
}

/// The same of its actors.
pub(super) fn pass_over_nodes(table: &Table) {
    for (at, heading) in table.headings().iter().enumerate() {
        let is_spell = heading.starts_with("when (column ");
        if is_spell || ["labels", "in_support", "out_support"].contains(&heading.as_str()) {
            table.read_as(at, "passed over: it follows from the rest");
        }
    }
}

/// Where such a table has what its claims cite.
pub(super) fn own(table: &Table) -> Own {
    let read = |name: &str, what: &str| {
        let found = table.headings().iter().position(|own| own == name);
        found.inspect(|at| table.read_as(*at, what))
    };
    Own {
        source: read("cited_source", "its source"),
        quote: read("quote", "the quote"),
        paragraph: read("paragraph", "its paragraph"),
        record: read("record", "the record"),
    }
}

/// The relations that the vocabulary does not have, as far as the columns tell of them.
pub(super) fn relations(table: &Table) -> BTreeMap<String, RelationSpec> {
    let at = |name: &str| table.headings().iter().position(|own| own.eq_ignore_ascii_case(name));
    let mut found = BTreeMap::new();
    let Some(relation) = at("relation") else { return found };
    for row in table.rows() {
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column));
        let Some(name) = row.get(relation) else { continue };
        if found.contains_key(name) || Vocabulary::standard().get(name).is_some() {
            continue;
        }
        let family =
            cell(at("family")).and_then(|word| Family::ALL.into_iter().find(|f| f.word() == word));
        let Some(family) = family else { continue };
        let is_true = |column: &str| cell(at(column)) == Some("true");
        let spec = RelationSpec {
            label: cell(at("label")).map(str::to_owned),
            family: Some(family),
            symmetric: is_true("symmetric"),
            event: is_true("event"),
            weak: matches!(family, Family::Support | Family::Hostility)
                && cell(at("sign")) == Some("0"),
            ..RelationSpec::default()
        };
        found.insert(name.to_owned(), spec);
    }
    found
}
