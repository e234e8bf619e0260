//! The careful reading of a file of ours that the quick one refused: what another program has added to it, or
//! written in words that we do not have, is removed and reported.
//!
//! Takes the text, gives another that our types may be able to read, with what was left out. Must not know what the
//! fields mean beyond their names and words.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::export::contract::{
    Citation, Document, Edge, Head, Node, Relation, Source, known_fields,
};
use crate::model::{Family, Kind, Modality, Status};

/// The file without what is not ours, and what that was; `None` where it is no JSON object.
pub(super) fn mend(text: &str, usual: Kind) -> Option<(String, Vec<String>)> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let mut walk = Walk { problems: Vec::new() };
    let document = value.as_object_mut()?;
    walk.known::<Document<'_>>("the file", document);
    if let Some(Value::Object(head)) = document.get_mut("graph") {
        walk.known::<Head<'_>>("the graph", head);
        walk.each(head, "sources", "source", "id", |walk, name, source| {
            walk.known::<Source<'_>>(name, source);
        });
        if let Some(Value::Object(relations)) = head.get_mut("relations") {
            for (name, relation) in relations {
                let name = format!("relation {name}");
                if let Value::Object(relation) = relation {
                    walk.known::<Relation<'_>>(&name, relation);
                }
            }
        }
    }
    walk.each(document, "nodes", "actor", "id", |walk, name, node| {
        walk.known::<Node<'_>>(name, node);
        let known = |word: &str| word == "unnamed" || Kind::ALL.iter().any(|k| k.word() == word);
        walk.word(name, node, "kind", usual.word(), known);
    });
    walk.each(document, "edges", "claim", "key", |walk, name, edge| {
        walk.known::<Edge<'_>>(name, edge);
        if let Some(Value::Object(citation)) = edge.get_mut("citation") {
            walk.known::<Citation<'_>>(name, citation);
        }
        // What cannot be understood is not taken for a fact.
        let known = |word: &str| Modality::ALL.iter().any(|m| m.word() == word);
        if walk.word(name, edge, "modality", Modality::Alleged.word(), known) {
            let silent = edge.get("said_by").and_then(Value::as_array).is_none_or(Vec::is_empty);
            if silent {
                edge.insert("said_by".to_owned(), vec!["unnamed"].into());
            }
        }
        let known = |word: &str| Status::ALL.iter().any(|s| s.word() == word);
        walk.word(name, edge, "status", Status::Unknown.word(), known);
        // It follows from the relation.
        let known = |word: &str| Family::ALL.iter().any(|f| f.word() == word);
        walk.word(name, edge, "family", Family::Contact.word(), known);
    });
    Some((value.to_string(), walk.problems))
}

struct Walk {
    problems: Vec<String>,
}

impl Walk {
    /// Takes out the fields that a shape does not know.
    fn known<'de, T: Deserialize<'de>>(&mut self, name: &str, object: &mut Map<String, Value>) {
        let known = known_fields::<T>();
        object.retain(|field, _| {
            let is_known = known.contains(&field.as_str());
            if !is_known {
                self.problems.push(format!("{name}: there is no field `{field}`; left out"));
            }
            is_known
        });
    }

    /// Replaces a word that is none of ours, and says whether it did.
    fn word(
        &mut self,
        name: &str,
        object: &mut Map<String, Value>,
        field: &str,
        instead: &str,
        known: impl Fn(&str) -> bool,
    ) -> bool {
        let Some(Value::String(word)) = object.get_mut(field) else { return false };
        if known(word) {
            return false;
        }
        self.problems.push(format!("{name}: `{word}` is no {field}; taken as {instead}"));
        instead.clone_into(word);
        true
    }

    /// Each object of a list, with how a message calls it.
    fn each(
        &mut self,
        object: &mut Map<String, Value>,
        list: &str,
        what: &str,
        id: &str,
        mut visit: impl FnMut(&mut Self, &str, &mut Map<String, Value>),
    ) {
        let Some(Value::Array(items)) = object.get_mut(list) else { return };
        for (i, item) in (1..).zip(items) {
            let Value::Object(item) = item else { continue };
            let name = match item.get(id).and_then(Value::as_str) {
                Some(id) => format!("{what} {id}"),
                None => format!("{what} {i}"),
            };
            visit(self, &name, item);
        }
    }
}
