//! What is known about the place of the cursor, and what can be done there.

use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};

use super::cursor::Cursor;
use super::desk::Desk;
use super::lines::Lines;
use super::wire;
use crate::annotation::{
    ActorEntry, Dataset, IdRole, IdUse, OneOrMany, Referent, laid_out, references,
};
use crate::edit::{self, Seeds};
use crate::evidence::Quote;
use crate::model::{Cut, Vocabulary};

/// How a file is called by the editor.
pub(super) type Uri<'u> = &'u dyn Fn(&Path) -> String;

fn reference_at(text: &str, byte: usize) -> Option<IdUse> {
    references(text).into_iter().find(|r| r.span.start <= byte && byte <= r.span.end)
}

/// An actor as its file has it.
pub(super) fn actor<'d, 'a>(dataset: &'d Dataset<'a>, id: &str) -> Option<&'d ActorEntry<'a>> {
    let mut all = dataset.files.iter().flat_map(|file| file.content.actors.iter());
    all.find(|(own, _)| **own == *id).map(|(_, entry)| entry)
}

/// What something is.
pub(super) fn hover(desk: &Desk<'_, '_>, byte: usize) -> Value {
    let (text, span) = match reference_at(desk.text, byte) {
        Some(IdUse { referent, id, span, .. }) => {
            let text = match referent {
                Referent::Actor => of_actor(desk, &id),
                Referent::Source => of_source(desk, &id),
                Referent::Relation => of_relation(desk, &id),
            };
            (text, span)
        }
        None => match of_quote(desk, byte) {
            Some((text, span)) => (Some(text), span),
            None => return Value::Null,
        },
    };
    match text {
        Some(text) => json!({
            "contents": {"kind": "markdown", "value": text},
            "range": desk.lines.range(desk.text, span),
        }),
        None => Value::Null,
    }
}

/// Text as Markdown shows it, and not as it reads it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>#|~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn of_actor(desk: &Desk<'_, '_>, id: &str) -> Option<String> {
    let entry = actor(desk.dataset, id)?;
    let name = plain(entry.name.as_deref().unwrap_or(id));
    let kind = entry.kind.map_or("actor", |kind| kind.word()).replace('_', " ");
    let mut text = format!("**{name}** · {kind}");
    if let Some(when) = entry.when.as_deref() {
        text.push_str(&format!(" · {}", plain(when)));
    }
    let mut names: Vec<String> = Vec::new();
    for own in entry.short.iter().chain(&entry.aliases).map(|n| plain(n)) {
        if own != name && !names.contains(&own) {
            names.push(own);
        }
    }
    if !names.is_empty() {
        text.push_str(&format!("\n\nalso {}", names.join(", ")));
    }
    for (source, names) in entry.aliases_in.iter() {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        text.push_str(&format!("\n\nin {}: {}", plain(source), names.join(", ")));
    }
    let stands = |list: &Option<OneOrMany<'_>>| {
        list.as_ref().is_some_and(|list| list.as_slice().iter().any(|own| **own == *id))
    };
    let entries = desk.dataset.entries();
    let count = entries.iter().filter(|e| stands(&e.claim.from) || stands(&e.claim.to)).count();
    let claims = if count == 1 { "claim" } else { "claims" };
    text.push_str(&format!("\n\nin {count} {claims} as written"));
    if let Some(note) = entry.note.as_deref() {
        text.push_str(&format!("\n\n{}", plain(note)));
    }
    Some(text)
}

fn of_source(desk: &Desk<'_, '_>, id: &str) -> Option<String> {
    let source = desk.sources.source(id)?;
    let mut text = format!("**{}**", plain(&source.title));
    let published = source.published.map(|date| date.to_string());
    let parts = [source.publisher.clone(), published, source.url.clone()];
    for part in source.authors.iter().cloned().chain(parts.into_iter().flatten()) {
        text.push_str(&format!("\n\n{}", plain(&part)));
    }
    Some(text)
}

fn of_relation(desk: &Desk<'_, '_>, id: &str) -> Option<String> {
    let standard = Vocabulary::standard();
    if let Some(ix) = standard.get(id) {
        let relation = &standard[ix];
        let wider = relation.is_a.map(|ix| format!(", a case of {}", standard[ix].id));
        let inverse = relation.inverse.as_deref().map(|i| format!("\n\nbackwards: {}", plain(i)));
        let sort = if relation.is_event() { ", an event" } else { "" };
        return Some(format!(
            "A **{}** B · {}{}{sort}{}",
            plain(&relation.label),
            relation.family.word(),
            plain(&wider.unwrap_or_default()),
            inverse.unwrap_or_default()
        ));
    }
    let mut own = desk.dataset.files.iter().flat_map(|file| file.content.relations.iter());
    let (_, spec) = own.find(|(name, _)| **name == *id)?;
    let label = spec.label.clone().unwrap_or_else(|| id.replace('_', " "));
    let wider = spec.is_a.as_deref().map(|is_a| format!(" · a case of {}", plain(is_a)));
    Some(format!("A **{}** B{} · of this data set", plain(&label), wider.unwrap_or_default()))
}

/// A quote in its sentence, or at least where it stands.
fn of_quote(desk: &Desk<'_, '_>, byte: usize) -> Option<(String, Range<usize>)> {
    let cursor = Cursor::at(desk.text, byte)?;
    if cursor.path.last().is_none_or(|field| field != "quote") || !cursor.in_string {
        return None;
    }
    let shelved = desk.sources.shelf().find(cursor.source()?)?;
    let quote = desk.text.cut(cursor.token.clone()).replace("\\\"", "\"");
    let places = shelved.places(&Quote::parse(&quote));
    let shown: Vec<String> = places
        .iter()
        .map(|place| {
            let sentence = shelved.text.as_ref();
            let sentence = sentence.map(|t| plain(t.sentence_around(place.paragraph, place.words)));
            let sentence = sentence.map(|s| format!(": {s}")).unwrap_or_default();
            format!("¶ {}{sentence}", place.paragraph)
        })
        .collect();
    let text = match shown.is_empty() {
        true => "does not stand in the text, as far as one can tell here".to_owned(),
        false => shown.join("\n\n"),
    };
    Some((text, cursor.token))
}

/// Where something is defined: an actor, a relation of the data set, a source by its card.
pub(super) fn definition(desk: &Desk<'_, '_>, byte: usize, uri: Uri<'_>) -> Value {
    let Some(at) = reference_at(desk.text, byte) else { return Value::Null };
    if at.referent == Referent::Source {
        let card = desk.project.seeds.join(format!("{}.ron", at.id));
        let zero = json!({"line": 0, "character": 0});
        return match card.is_file() {
            true => json!([{"uri": uri(&card), "range": {"start": zero, "end": zero}}]),
            false => Value::Null,
        };
    }
    located(desk, &at, uri, |r| r.role == IdRole::Key)
}

/// Every place that names it.
pub(super) fn references_to(desk: &Desk<'_, '_>, byte: usize, uri: Uri<'_>) -> Value {
    let Some(at) = reference_at(desk.text, byte) else { return Value::Null };
    located(desk, &at, uri, |_| true)
}

fn located(
    desk: &Desk<'_, '_>,
    at: &IdUse,
    uri: Uri<'_>,
    wanted: impl Fn(&IdUse) -> bool,
) -> Value {
    let mut places = Vec::new();
    for file in &desk.dataset.files {
        let lines = Lines::of(file.text);
        let own = references(file.text).into_iter();
        let own = own.filter(|r| r.referent == at.referent && r.id == at.id && wanted(r));
        let uri = uri(&file.path);
        places.extend(own.map(|r| json!({"uri": uri, "range": lines.range(file.text, r.span)})));
    }
    Value::Array(places)
}

/// What would be renamed here.
pub(super) fn renamed(desk: &Desk<'_, '_>, byte: usize) -> Value {
    match reference_at(desk.text, byte) {
        Some(at) if at.referent != Referent::Relation => {
            let start = at.span.start.saturating_add(1);
            let inner = start..at.span.end.saturating_sub(1).max(start);
            json!({"range": desk.lines.range(desk.text, inner), "placeholder": at.id})
        }
        _ => Value::Null,
    }
}

/// Another id, wherever the old one stands.
pub(super) fn rename(
    desk: &Desk<'_, '_>,
    byte: usize,
    new: &str,
    uri: Uri<'_>,
) -> Result<Value, String> {
    let at = reference_at(desk.text, byte).ok_or("there is no id here")?;
    let change = match at.referent {
        Referent::Relation => return Err("a relation keeps its name".to_owned()),
        Referent::Actor => edit::rename_actor(desk.dataset, &at.id, new),
        Referent::Source if !desk.moves_files => {
            let way = format!("whobacks rename source {} {new}", at.id);
            return Err(format!("this editor lets nobody move the card and the ledger: {way}"));
        }
        Referent::Source => {
            let seeds = Seeds::load(&desk.project.disk(), &desk.project.seeds)
                .map_err(|e| e.to_string())?;
            edit::rename_source(desk.dataset, &seeds, &at.id, new)
        }
    };
    let change = change.map_err(|refusal| refusal.to_string())?;
    if change.files.iter().all(|file| file.moved_to.is_none()) {
        let edits =
            |file: &edit::FileChange| (uri(&file.path), json!(wire::edits(&file.old, &file.new)));
        let changes: serde_json::Map<String, Value> = change.files.iter().map(edits).collect();
        return Ok(json!({"changes": changes}));
    }
    let mut all = Vec::new();
    for file in &change.files {
        let document = json!({"uri": uri(&file.path), "version": null});
        let edits = wire::edits(&file.old, &file.new);
        if file.old != file.new {
            all.push(json!({"textDocument": document, "edits": edits}));
        }
        if let Some(to) = &file.moved_to {
            all.push(json!({"kind": "rename", "oldUri": uri(&file.path), "newUri": uri(to)}));
        }
    }
    Ok(json!({"documentChanges": all}))
}

/// Behind each id whom it means, where the id does not say it.
pub(super) fn inlays(desk: &Desk<'_, '_>, span: Range<usize>) -> Value {
    let hint = |r: IdUse| {
        let entry = actor(desk.dataset, &r.id)?;
        let name = entry.short.as_deref().or(entry.name.as_deref())?;
        if r.referent != Referent::Actor
            || r.role != IdRole::Use
            || name.to_lowercase().replace(' ', "-") == r.id
        {
            return None;
        }
        let at = desk.lines.point(desk.text, r.span.end);
        Some(json!({"position": at, "label": name, "paddingLeft": true}))
    };
    let inside = references(desk.text).into_iter();
    let inside = inside.filter(|r| span.start <= r.span.start && r.span.end <= span.end);
    Value::Array(inside.filter_map(hint).collect())
}

/// The file laid out as usual; nothing where its brackets do not close.
pub(super) fn layout(desk: &Desk<'_, '_>) -> Value {
    match laid_out(desk.text) {
        Ok(new) => Value::Array(wire::edits(desk.text, &new)),
        Err(_) => Value::Null,
    }
}
