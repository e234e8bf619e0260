//! A value does not have the type that its field takes.
//!
//! ```ron
//! (from: haftar, relation: "fights", to: ["gna"], quote: "…", paragraph: "seven")
//! ```
//!
//! Names and free text are strings in quotes; `from`, `to`, `said_by`, `cited_by`, `against` and `through`
//! also take lists of strings, `count` and `amount` also numbers; `paragraph` is a whole number; `kind`,
//! `modality` and `status` are bare words.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::{FaultKind, FoundValue, RecordKind};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::WrongType, page: include_str!("wrong_type.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| {
        let FaultKind::WrongType { record, field, found } = kind else { return None };
        let takes = takes(*record, field.as_deref());
        let said = match found {
            // What is found is told of the item in which it stands.
            FoundValue::Text if takes == "a string in quotes" => "a list of them".to_owned(),
            FoundValue::Number if takes.contains("number") => "any other number".to_owned(),
            found => describe(found),
        };
        let subject = match (record, field) {
            (RecordKind::Item, Some(name)) if name == "claims" => "`claims`".to_owned(),
            (_, Some(name)) => format!("`{name}`"),
            (RecordKind::File, None) => "an annotation file".to_owned(),
            (RecordKind::Actor, None) => "an actor".to_owned(),
            (RecordKind::Relation, None) => "a relation".to_owned(),
            (RecordKind::Item, None) => "a claim".to_owned(),
        };
        let help = match found {
            FoundValue::Word(word) if takes.contains("string") => {
                Some(format!("put it in quotes: \"{word}\""))
            }
            FoundValue::Text if takes.contains("bare word") => {
                Some("leave out the quotation marks".to_owned())
            }
            _ => None,
        };
        let message = format!("{subject} takes {takes}, not {said}");
        Some(Finding::new(locus, message).maybe_help(help))
    })
}

fn takes(record: RecordKind, field: Option<&str>) -> &'static str {
    match (record, field) {
        (_, None) => "fields in round brackets: ( name: value, … )",
        (RecordKind::File, Some("actors" | "relations")) => {
            "a map from ids, which are strings, to records: { \"id\": ( … ) }"
        }
        (RecordKind::File, Some("claims")) => {
            "a map from source ids, which are strings, to lists of claims: { \"source\": [ … ] }"
        }
        (_, Some("claims")) => "a list of claims: [ ( … ), ( … ) ]",
        (_, Some("from" | "to" | "said_by" | "cited_by" | "against" | "through")) => {
            "a string in quotes, or a list of them"
        }
        (RecordKind::Item, Some("count" | "amount")) => "a string in quotes, or a number",
        (_, Some("sides")) => "a map from names to lists of actors' ids: { \"name\": [\"id\"] }",
        (
            _,
            Some(
                "include" | "slices" | "aliases" | "accept" | "verbs" | "esd" | "plover" | "begins"
                | "ends",
            ),
        ) => "a list of strings in quotes",
        (_, Some("aliases_in")) => {
            "a map from source ids to lists of names: { \"source\": [\"name\"] }"
        }
        (_, Some("paragraph" | "max_quote_words")) => "a whole number, counted from 1",
        (
            _,
            Some(
                "keep" | "symmetric" | "event" | "weak" | "rolls_up" | "binds" | "opinion"
                | "outlasts",
            ),
        ) => "true or false",
        (_, Some("kind" | "modality" | "status" | "family")) => "a bare word",
        _ => "a string in quotes",
    }
}

fn describe(found: &FoundValue) -> String {
    match found {
        FoundValue::Text => "a string in quotes".to_owned(),
        FoundValue::Number => "a number".to_owned(),
        FoundValue::Bool => "true or false".to_owned(),
        FoundValue::Bytes => "a string of bytes".to_owned(),
        FoundValue::Char => "a character in single quotes".to_owned(),
        FoundValue::List => "a list".to_owned(),
        FoundValue::Map => "a map".to_owned(),
        FoundValue::Brackets => "something in round brackets".to_owned(),
        FoundValue::Word(word) => format!("the bare word `{word}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::takes;
    use crate::annotation::RecordKind;

    #[test]
    fn a_file_takes_maps_where_a_block_takes_lists() {
        let says = |record, field, what: &str| {
            let said = takes(record, Some(field));
            assert!(said.starts_with(what), "{field}: {said}");
        };
        says(RecordKind::File, "actors", "a map from ids");
        says(RecordKind::File, "relations", "a map from ids");
        says(RecordKind::File, "claims", "a map from source ids");
        says(RecordKind::Item, "claims", "a list of claims");
        says(RecordKind::Item, "from", "a string in quotes, or a list");
        says(RecordKind::Item, "modality", "a bare word");
    }
}
