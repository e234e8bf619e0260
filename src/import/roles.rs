//! Which column holds what: by name where one is named, else by what the headings usually are.

use super::table::Table;
use super::{Columns, ImportError};
use crate::model::Vocabulary;

/// The columns of an edge list.
pub(super) struct Roles {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) relation: RelationOf,
    pub(super) when: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) id: Option<usize>,
}

/// Where the relation of a row stands.
pub(super) enum RelationOf {
    /// In a column.
    Column(usize),
    /// Nowhere: it is the same in all rows.
    Always(String),
}

const FROM: [&str; 11] = [
    "from",
    "source",
    "supporter",
    "sender",
    "backer",
    "subject",
    "actor1",
    "side_a",
    "source_actor",
    "start_id",
    "country1",
];
const TO: [&str; 11] = [
    "to",
    "target",
    "recipient",
    "receiver",
    "backed",
    "object",
    "actor2",
    "side_b",
    "target_actor",
    "end_id",
    "country2",
];
const RELATION: [&str; 7] =
    ["relation", "relations", "relationship", "predicate", "kind", "type", "label"];
const WHEN: [&str; 6] = ["when", "date", "year", "period", "event_date", "time"];

impl Roles {
    pub(super) fn of(table: &Table, columns: &Columns) -> Result<Self, ImportError> {
        let usual = |names: &[&str]| names.iter().find_map(|name| table.find(name));
        let named = |name: &Option<String>| match name {
            None => Ok(None),
            Some(name) => table.find(name).map(Some).ok_or_else(|| ImportError::UnknownColumn {
                name: name.clone(),
                columns: table.headings.clone(),
            }),
        };
        let needed = |name: &Option<String>, names: &[&str], what, option| {
            named(name)?.or_else(|| usual(names)).ok_or_else(|| ImportError::NoColumn {
                what,
                columns: table.headings.clone(),
                option,
            })
        };
        Ok(Roles {
            from: needed(&columns.from, &FROM, "who acts", "--from COLUMN")?,
            to: needed(&columns.to, &TO, "who is acted on", "--to COLUMN")?,
            relation: Self::relation(table, columns)?,
            when: named(&columns.when)?.or_else(|| usual(&WHEN)),
            start: usual(&["start", "start_date", "begin", "since"]),
            end: usual(&["end", "end_date", "until"]),
            id: usual(&["id", "key", "edge_key", "record", "event_id"]),
        })
    }

    fn relation(table: &Table, columns: &Columns) -> Result<RelationOf, ImportError> {
        let Some(name) = &columns.relation else {
            // A column that says `Directed` in each row is Gephi's, and no relation.
            let tells = |i: &usize| {
                let word = |text: &str| ["directed", "undirected"].contains(&&*text.to_lowercase());
                table.rows().any(|row| row.get(Some(*i)).is_some_and(|text| !word(text)))
            };
            let found = RELATION.iter().filter_map(|name| table.find(name)).find(tells);
            return found.map(RelationOf::Column).ok_or_else(|| ImportError::NoColumn {
                what: "the relation",
                columns: table.headings.clone(),
                option: "--relation COLUMN, or give all rows one with --relation backs",
            });
        };
        match (table.find(name), Vocabulary::standard().get(name)) {
            (Some(column), _) => Ok(RelationOf::Column(column)),
            (None, Some(_)) => Ok(RelationOf::Always(name.clone())),
            (None, None) => Err(ImportError::UnknownColumn {
                name: name.clone(),
                columns: table.headings.clone(),
            }),
        }
    }
}
