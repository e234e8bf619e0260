//! CSL-JSON, as Zotero and others write it.
//!
//! Takes and gives a JSON array of items. Must not know cards' files.

use serde_json::{Map, Value, json};

use super::date::{iso, parts};
use super::{Reference, ReferenceError, note};
use crate::model::{Period, Source};

/// Reads a library.
///
/// # Errors
/// When it is no JSON, or none of CSL's.
pub fn read(text: &str) -> Result<Vec<Reference>, ReferenceError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value =
        serde_json::from_str(text).map_err(|error| ReferenceError(format!("no JSON: {error}")))?;
    let items = match &value {
        Value::Array(items) => items.as_slice(),
        // One item, or a list under a name as some programs write it.
        Value::Object(object) => match object.get("items").and_then(Value::as_array) {
            Some(items) => items.as_slice(),
            None => std::slice::from_ref(&value),
        },
        _ => &[],
    };
    let found: Vec<Reference> =
        items.iter().filter_map(Value::as_object).filter_map(item).collect();
    match found.is_empty() && !items.is_empty() {
        true => Err(ReferenceError(
            "no item of it has the `id` or `title` that CSL-JSON has".to_owned(),
        )),
        false => Ok(found),
    }
}

fn item(item: &Map<String, Value>) -> Option<Reference> {
    let text = |name: &str| {
        let value = item.get(name)?;
        let text =
            value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|n| n.to_string()))?;
        let text = super::super::tidy::spaced(&without_tags(&text));
        (!text.is_empty()).then_some(text)
    };
    let kind = text("type").unwrap_or_default();
    let (publisher, container) = (text("publisher"), text("container-title"));
    // Of a news site or a journal it is the name that people know.
    let publisher =
        match kind.starts_with("article") || kind.contains("web") || kind.contains("post") {
            true => container.or(publisher),
            false => publisher.or(container),
        };
    let names = |field: &str| -> Vec<String> {
        item.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(name).collect()
    };
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("editor");
    }
    let date = |name: &str| item.get(name).and_then(date);
    let found = Reference {
        key: text("id").or_else(|| text("citation-key")).unwrap_or_default(),
        title: text("title"),
        authors,
        publisher,
        published: date("issued"),
        language: text("language"),
        url: text("URL"),
        accessed: date("accessed"),
        archived: text("archive_location").filter(|at| at.starts_with("http")),
    };
    (found.title.is_some() || !found.key.is_empty()).then_some(found)
}

/// Titles have their italics as tags.
fn without_tags(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in ["i", "b", "sub", "sup", "span"] {
        out = out.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    out
}

fn name(value: &Value) -> Option<String> {
    let part = |name: &str| value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    if let Some(literal) = part("literal") {
        return Some(literal.to_owned());
    }
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
    let whole: Vec<&str> = parts.into_iter().filter_map(part).collect();
    (!whole.is_empty()).then(|| whole.join(" "))
}

fn date(value: &Value) -> Option<String> {
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
    let one = |parts: &Value| {
        let parts: Option<Vec<i64>> = parts.as_array()?.iter().map(number).collect();
        let text = match parts?[..] {
            [y] => format!("{y:04}"),
            [y, m] => format!("{y:04}-{m:02}"),
            [y, m, d, ..] => format!("{y:04}-{m:02}-{d:02}"),
            [] => return None,
        };
        text.parse::<Period>().ok().map(|_| text)
    };
    let circa = value.get("circa").is_some_and(|circa| *circa != json!(false));
    let mark = if circa { "~" } else { "" };
    match value.get("date-parts").and_then(Value::as_array).map(Vec::as_slice) {
        Some([from]) => Some(format!("{}{mark}", one(from)?)),
        Some([from, to, ..]) => Some(format!("{}{mark}/{}{mark}", one(from)?, one(to)?)),
        _ => ["raw", "literal"].iter().find_map(|name| {
            let text = value.get(*name)?.as_str()?;
            text.parse::<Period>().ok().map(|_| text.to_owned()).or_else(|| iso(text))
        }),
    }
}

/// Writes a library, an item a source.
pub fn write<'s>(sources: impl Iterator<Item = &'s Source>) -> String {
    let items: Vec<Value> = sources.map(of_source).collect();
    format!("{:#}\n", Value::Array(items))
}

/// A source as an item.
pub fn of_source(source: &Source) -> Value {
    let kind = if source.url.is_some() { "webpage" } else { "document" };
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        item.extend(value.map(|value| (name.to_owned(), value)));
    };
    set("id", Some(source.id.as_str().into()));
    set("type", Some(kind.into()));
    set("title", Some(source.title.as_str().into()));
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let authors: Vec<Value> = source.authors.iter().map(|name| of_name(name)).collect();
    set("author", (!authors.is_empty()).then_some(Value::Array(authors)));
    set("container-title", text(&source.publisher).filter(|_| source.url.is_some()));
    set("publisher", text(&source.publisher));
    set("issued", source.published.map(of_date));
    set("language", text(&source.language));
    set("URL", text(&source.url));
    set("accessed", source.accessed.map(of_date));
    set("archive_location", text(&source.archived));
    set("note", note(source).map(Value::from));
    Value::Object(item)
}

/// A name in two parts, as far as its last word is the family's; of one word, or with a particle of which
/// nobody can tell whose it is, as it stands.
fn of_name(name: &str) -> Value {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => json!({"given": given, "family": family}),
        _ => json!({"literal": name}),
    }
}

fn of_date(period: Period) -> Value {
    let (first, text) = parts(period);
    let mut dates = vec![first];
    if let Some((_, to)) = text.split_once('/').filter(|(from, to)| *from != ".." && *to != "..")
        && let Ok(to) = to.parse::<Period>()
    {
        dates.push(parts(to).0);
    }
    match text.contains(['~', '?', '%']) {
        true => json!({"date-parts": dates, "circa": true}),
        false => json!({"date-parts": dates}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_of_zotero_is_read() {
        let text = r#"[{"id": "http://zotero.org/1", "type": "article-newspaper", "title": "On <i>Sund</i>",
            "container-title": "The Wire", "publisher": "Wire Ltd", "language": "en-GB", "URL": "https://w.example/a?x=1#b",
            "author": [{"family": "Wit", "given": "Anna", "non-dropping-particle": "de"}, {"literal": "Staff"}],
            "issued": {"date-parts": [["2019", 4, 5]]}, "accessed": {"date-parts": [[2020, 1]]}},
            {"id": 7, "title": "T", "issued": {"date-parts": [[2016], [2017]], "circa": true}},
            {"id": "x", "issued": {"literal": "5 April 2019"}}, {"nothing": 1}]"#;
        let found = read(text).unwrap();
        assert_eq!(found.len(), 3);
        let first = &found[0];
        assert_eq!(first.title.as_deref(), Some("On Sund"));
        assert_eq!(first.authors, ["Anna de Wit", "Staff"]);
        assert_eq!(first.publisher.as_deref(), Some("The Wire"));
        assert_eq!(first.published.as_deref(), Some("2019-04-05"));
        assert_eq!(first.accessed.as_deref(), Some("2020-01"));
        assert!(first.is_of(Some("on sund!"), None));
        assert!(first.is_of(None, Some("http://www.w.example/a/")));
        assert!(!first.is_of(Some("Other"), None));
        assert_eq!(found[1].published.as_deref(), Some("2016~/2017~"));
        assert_eq!(found[2].published.as_deref(), Some("2019-04-05"));
        assert!(read("[{\"a\": 1}]").is_err() && read("{").is_err());
        assert_eq!(read("[]").unwrap(), []);
    }
}
