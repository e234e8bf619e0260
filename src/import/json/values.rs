//! Values of JSON as they are written, and the fields of a record.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::value::RawValue;

use super::super::raw::DEPTH;
use crate::annotation::Pairs;
use crate::model::{Cut, in_one_cell};

/// Names of the two ends, by who writes them so.
pub(super) const ENDS: [(&str, &str); 8] = [
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

pub(super) type Object<'t> = Pairs<'t, &'t RawValue>;
pub(super) type List<'t> = Vec<&'t RawValue>;

pub(super) fn object(value: &RawValue) -> Result<Object<'_>, serde_json::Error> {
    serde_json::from_str(value.get())
}

pub(super) fn list(value: &RawValue) -> Option<List<'_>> {
    serde_json::from_str(value.get()).ok()
}

pub(super) fn get<'t>(object: &Object<'t>, names: &[&str]) -> Option<&'t RawValue> {
    names
        .iter()
        .find_map(|name| object.iter().find(|(own, _)| &**own == *name).map(|(_, value)| *value))
}

/// A scalar as text: a string without its quotes, anything else as it is written.
pub(super) fn scalar(value: &RawValue) -> Option<Cow<'_, str>> {
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

pub(super) fn is_false(value: Option<&RawValue>) -> bool {
    value.is_some_and(|value| value.get() == "false")
}

pub(super) fn flatten(
    own: &Object<'_>,
    before: &str,
    depth: usize,
    fields: &mut Vec<(String, String)>,
) {
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
                        flatten(&inner, outer, depth.saturating_add(1), fields);
                    }
                }
            }
            Some(b'[') => {
                let items = list(value).unwrap_or_default();
                let texts: Vec<Cow<'_, str>> = items
                    .iter()
                    .map(|item| scalar(item).unwrap_or(Cow::Borrowed(item.get())))
                    .collect();
                match &texts[..] {
                    [] => {}
                    [only] => fields.push((name, only.to_string())),
                    _ => fields.push((name, in_one_cell(texts.iter().map(|text| &**text)))),
                }
            }
            Some(b'{') => fields.push((name, raw.to_owned())),
            _ => fields.extend(scalar(value).map(|text| (name, text.into_owned()))),
        }
    }
}

/// The text with `null` for what is no JSON and Python writes; `None` where there is nothing of it.
pub(super) fn without_nan(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        if in_string {
            let letters = if c == '\\' { 2 } else { 1 };
            let length = rest.chars().take(letters).map(char::len_utf8).sum::<usize>();
            in_string = c != '"';
            out.push_str(rest.cut(..length));
            rest = rest.cut(length..);
            continue;
        }
        let word = ["-Infinity", "Infinity", "NaN"].iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word {
            found = true;
            out.push_str("null");
            rest = rest.cut(word.len()..);
            continue;
        }
        in_string = c == '"';
        out.push(c);
        rest = rest.cut(c.len_utf8()..);
    }
    found.then_some(out)
}
