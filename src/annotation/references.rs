//! Where a file names actors, sources and relations: for renaming and searching.
//!
//! Takes the text of an annotation file or of a card; gives each place at which an id stands, including
//! where it is defined. What cannot be read is skipped, because a file may be half written. Must
//! not know whether anything has that id.

use std::ops::Range;

use super::raw::{RawField, Slice};
use crate::model::is_id;

/// What an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// An actor.
    Actor,
    /// A source.
    Source,
    /// A relation.
    Relation,
}

/// What is done with the id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdRole {
    /// It is the key under which it is defined, or under which the claims of a source stand.
    Key,
    /// It is named.
    Use,
}

/// A place at which an id stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdUse {
    /// Of what.
    pub referent: Referent,
    /// How.
    pub role: IdRole,
    /// The field in which it stands: `from`, `sides`.
    pub field: String,
    /// The id as it is read.
    pub id: String,
    /// Where it stands, quotation marks included, in bytes.
    pub span: Range<usize>,
    /// Whether a name could stand there as well.
    pub is_free: bool,
}

/// Every id that an annotation file names, in the order of the file.
pub fn references(text: &str) -> Vec<IdUse> {
    let mut found = Found(Vec::new());
    for field in Slice::file(text).fields().unwrap_or_default() {
        found.of_file(&field);
    }
    found.0.sort_by_key(|reference| reference.span.start);
    found.0
}

/// Every source that a card names.
pub fn references_of_card(text: &str) -> Vec<IdUse> {
    let mut found = Found(Vec::new());
    for field in Slice::file(text).fields().unwrap_or_default() {
        if matches!(field.name, "copy_of" | "relies_on") {
            found.uses(Referent::Source, field.name, &field.value, true);
        }
    }
    found.0
}

struct Found(Vec<IdUse>);

impl Found {
    fn of_file(&mut self, field: &RawField<'_>) {
        match field.name {
            "actors" => self.entries(Referent::Actor, field, Self::actor),
            "relations" => self.entries(Referent::Relation, field, Self::relation),
            "claims" => self.entries(Referent::Source, field, Self::items),
            "sides" => {
                for (_, members) in field.value.entries().unwrap_or_default() {
                    self.uses(Referent::Actor, field.name, &members, false);
                }
            }
            _ => {}
        }
    }

    fn entries(
        &mut self,
        referent: Referent,
        field: &RawField<'_>,
        value: fn(&mut Self, &Slice<'_>),
    ) {
        for (key, entry) in field.value.entries().unwrap_or_default() {
            self.one(referent, IdRole::Key, field.name, &key, false);
            value(self, &entry);
        }
    }

    fn actor(&mut self, actor: &Slice<'_>) {
        for field in actor.fields().unwrap_or_default() {
            match field.name {
                "within" => self.uses(Referent::Actor, field.name, &field.value, false),
                "aliases_in" => {
                    for (key, _) in field.value.entries().unwrap_or_default() {
                        self.one(Referent::Source, IdRole::Use, field.name, &key, false);
                    }
                }
                _ => {}
            }
        }
    }

    fn relation(&mut self, relation: &Slice<'_>) {
        for field in relation.fields().unwrap_or_default() {
            if field.name == "is_a" {
                self.uses(Referent::Relation, field.name, &field.value, false);
            }
        }
    }

    fn items(&mut self, list: &Slice<'_>) {
        for item in list.items().unwrap_or_default() {
            for field in item.fields().unwrap_or_default() {
                match field.name {
                    "from" | "to" | "against" => {
                        self.uses(Referent::Actor, field.name, &field.value, false);
                    }
                    "said_by" | "cited_by" | "through" | "place" => {
                        self.uses(Referent::Actor, field.name, &field.value, true);
                    }
                    "relation" => {
                        self.uses(Referent::Relation, field.name, &field.value, false);
                    }
                    "claims" => self.items(&field.value),
                    _ => {}
                }
            }
        }
    }

    fn uses(&mut self, referent: Referent, field: &str, value: &Slice<'_>, is_free: bool) {
        for element in value.elements() {
            self.one(referent, IdRole::Use, field, &element, is_free);
        }
    }

    fn one(
        &mut self,
        referent: Referent,
        role: IdRole,
        field: &str,
        value: &Slice<'_>,
        is_free: bool,
    ) {
        let Some(id) = value.string() else { return };
        // A name is nobody's id, and of an unnamed one there is nothing to say.
        if is_free && (!is_id(&id) || id == "unnamed") || id == "?" {
            return;
        }
        let (field, span) = (field.to_owned(), value.span());
        self.0.push(IdUse { referent, role, field, id, span, is_free });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_an_id_is_found() {
        let text = r#"(
            sides: {"S": ["a", "b"]},
            relations: {"boycotts": (is_a: "opposes")},
            actors: {"a": (name: "a", within: "b", aliases_in: {"s": ["x"]}), /* "a" */ "b": (note: "a")},
            claims: {"s": [
                (from: "a", said_by: ["a", "A name", "unnamed"], claims: [
                    (relation: "boycotts", to: ["b", r"a"], quote: "a", through: "a", place: "\u{61}"),
                ]),
            ]},
        )"#;
        let found = references(text);
        let of = |referent, id| {
            let these = found.iter().filter(|r| r.referent == referent && r.id == id);
            these.map(|r| (r.field.as_str(), r.role)).collect::<Vec<_>>()
        };
        let at = |field| (field, IdRole::Use);
        assert_eq!(
            of(Referent::Actor, "a"),
            [
                at("sides"),
                ("actors", IdRole::Key),
                at("from"),
                at("said_by"),
                at("to"),
                at("through"),
                at("place")
            ]
        );
        assert_eq!(of(Referent::Source, "s"), [at("aliases_in"), ("claims", IdRole::Key)]);
        assert_eq!(
            of(Referent::Relation, "boycotts"),
            [("relations", IdRole::Key), at("relation")]
        );
        assert_eq!(of(Referent::Actor, "A name"), []);
        let card = r#"(title: "s", copy_of: "s", relies_on: ["CNN", "s"])"#;
        assert_eq!(references_of_card(card).len(), 2);
    }
}
