//! Which column of a table of nodes holds what.

use std::collections::HashSet;

use super::super::table::Table;
use super::super::{ImportError, ImportOptions};
use super::Kinds;

/// Which column of a table of nodes holds what.
pub(super) struct Columns {
    pub(super) key: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) short: Option<usize>,
    pub(super) aliases: Option<usize>,
    pub(super) when: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) within: Option<usize>,
    pub(super) same_as: Option<usize>,
    pub(super) keep: Option<usize>,
    pub(super) note: Option<usize>,
    /// What is kept in the note, by its heading.
    pub(super) kept: Vec<usize>,
    headings: Vec<String>,
}

/// What follows from the rest, or is only about looks.
pub(in crate::import) const LOOKS: [&str; 18] = [
    "positionx",
    "positiony",
    "x",
    "y",
    "z",
    "size",
    "color",
    "colour",
    "r",
    "g",
    "b",
    "position",
    "shape",
    "thickness",
    "selected",
    "insupport",
    "outsupport",
    "side",
];

impl Columns {
    pub(super) fn of(
        table: &Table,
        key: Option<usize>,
        options: &ImportOptions,
    ) -> Result<Self, ImportError> {
        let folded = table.folded();
        let mut taken: HashSet<usize> = HashSet::new();
        if let Some(key) = key {
            taken.insert(key);
            table.read_as(key, "whom edges mean by it");
        }
        let told = options.kinds.column.as_ref().and_then(|name| table.find(name));
        let mut first = |names: &[&str], what: &str| {
            let free = |name: &&str| {
                folded.iter().position(|own| own == name).filter(|at| !taken.contains(at))
            };
            let found = names.iter().find_map(free)?;
            taken.insert(found);
            table.read_as(found, what);
            Some(found)
        };
        let key = key.or_else(|| {
            first(&["id", "key", "actorid", "node", "nodeid"], "whom edges mean by it")
        });
        let mut columns = Columns {
            key,
            name: first(
                &["label", "name", "actorname", "title", "fullname", "nodename", "caption"],
                "the name",
            ),
            kind: None,
            short: first(&["short", "shortname"], "the short name"),
            aliases: first(&["aliases", "alias"], "other names"),
            when: first(&["when", "lifetime"], "the lifetime"),
            start: first(&["start", "startdate", "begin"], "the lifetime"),
            end: first(&["end", "enddate"], "the lifetime"),
            within: first(&["within"], "what it lies within"),
            same_as: first(&["sameas", "wikidata", "wikidataid"], "the Wikidata id"),
            keep: first(&["keep"], "whether it stays by itself"),
            note: first(&["note", "notes", "description", "comment"], "the note"),
            kept: Vec::new(),
            headings: table.headings().to_vec(),
        };
        // A column that is usually something else tells kinds only if one of its words is one.
        let words = Kinds::new(options);
        let tells = |at: usize| {
            folded.get(at).is_some_and(|own| own == "kind")
                || table.rows().take(10_000).any(|row| {
                    row.get(at).is_some_and(|text| {
                        text.split([';', ':']).any(|word| words.of(word).is_some())
                    })
                })
        };
        let usual = ["kind", "type", "labels", "schema"].iter().find_map(|name| {
            folded.iter().position(|own| own == name).filter(|at| !taken.contains(at) && tells(*at))
        });
        columns.kind = told.or(usual);
        if let Some(column) = columns.kind {
            taken.insert(column);
            table.read_as(column, "the kind");
        }
        for (at, own) in folded.iter().enumerate() {
            if taken.contains(&at) || table.is_read(at) {
                continue;
            }
            if LOOKS.contains(&own.as_str()) {
                table.read_as(at, "passed over: looks, or worked out");
            } else {
                table.read_as(at, "kept in the note");
                columns.kept.push(at);
            }
        }
        Ok(columns)
    }

    pub(super) fn table_heading(&self, at: usize) -> &str {
        self.headings.get(at).map_or("", String::as_str)
    }
}
