//! What the page shows first: actors, relations, sources, files, and what is wrong.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::marks::{name, versions};
use super::places::Places;
use super::sight::Now;
use crate::annotation::{ActorEntry, Dataset, FaultKind};
use crate::check::vocabulary_of;
use crate::diagnostic::{Diagnostic, Lines, Report, Severity};
use crate::model::{Kind, Modality, Status, Vocabulary};

/// So many problems are told; who has more mends these first.
const MOST_PROBLEMS: usize = 200;

/// Whether a file's brackets do not close, so that nothing in it can be read.
pub(super) fn is_torn(dataset: &Dataset<'_>) -> bool {
    let mut faults = dataset.files.iter().flat_map(|file| &file.faults);
    faults.any(|fault| matches!(fault.kind, FaultKind::Syntax { .. }))
}

/// All of it.
pub(super) fn of(
    now: &Now<'_, '_>,
    report: &Report,
    places: &Places,
    (undo, redo): (Option<&str>, Option<&str>),
) -> Value {
    let vocabulary = vocabulary_of(now.dataset);
    let mut title = now.dataset.files.iter().filter_map(|file| file.content.title.as_deref());
    let shelf = now.sources.shelf().entries().iter();
    let source = |entry: &crate::evidence::Shelved| {
        json!({
            "id": entry.source.id.as_str(),
            "title": entry.source.title,
            "publisher": entry.source.publisher,
            "published": entry.source.published.map(|p| p.to_string()),
            "language": entry.source.language,
            "at_hand": entry.text.is_some(),
            "is_data": entry.source.text.is_none(),
            "entries": entries_of(now.dataset, entry.source.id.as_str()),
        })
    };
    let lines = report.lines();
    let problems = report.diagnostics.iter().take(MOST_PROBLEMS);
    let problems: Vec<Value> = problems.map(|d| problem(report, &lines, d)).collect();
    json!({
        "title": title.next().unwrap_or_default(),
        "files": files(now.dataset),
        "versions": versions(now.dataset),
        "torn": is_torn(now.dataset),
        "sources": shelf.map(source).collect::<Vec<_>>(),
        "actors": actors(now.dataset),
        "relations": relations(&vocabulary),
        "kinds": Kind::ALL.map(Kind::word),
        "modalities": Modality::ALL.map(Modality::word),
        "statuses": Status::ALL.map(Status::word),
        "more_problems": report.diagnostics.len().saturating_sub(problems.len()),
        "problems": problems,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "claims": places.claims.len(),
        "undo": undo,
        "redo": redo,
    })
}

/// What the explorer shows beside what any explorer does.
pub(super) fn for_explorer(places: &Places, report: &Report) -> Value {
    let claims = places.claims.iter();
    let claims: serde_json::Map<String, Value> =
        claims.map(|(id, (file, line, _))| (id.to_string(), json!([file, line]))).collect();
    json!({"claims": claims, "errors": report.count(Severity::Error)})
}

fn files(dataset: &Dataset<'_>) -> Vec<Value> {
    let file = |file: &crate::annotation::File<'_>| {
        let full = std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone());
        json!({"name": name(&file.path), "path": name(&full)})
    };
    dataset.files.iter().map(file).collect()
}

fn entries_of(dataset: &Dataset<'_>, source: &str) -> usize {
    let lists = dataset.files.iter().flat_map(|file| file.content.claims.iter());
    lists.filter(|(id, _)| **id == *source).map(|(_, items)| items.len()).sum()
}

fn actors(dataset: &Dataset<'_>) -> Vec<Value> {
    let all = dataset.files.iter().flat_map(|file| file.content.actors.iter());
    let mut by_id: BTreeMap<&str, &ActorEntry<'_>> = BTreeMap::new();
    for (id, actor) in all {
        by_id.entry(id).or_insert(actor);
    }
    let actor = |(id, actor): (&str, &ActorEntry<'_>)| {
        let scoped: serde_json::Map<String, Value> = actor
            .aliases_in
            .iter()
            .map(|(source, names)| (source.to_string(), json!(names)))
            .collect();
        json!({
            "id": id,
            "name": actor.name.as_deref().unwrap_or(id),
            "short": actor.short.as_deref(),
            "kind": actor.kind.map(Kind::word),
            "aliases": actor.aliases,
            "aliases_in": scoped,
        })
    };
    by_id.into_iter().map(actor).collect()
}

fn relations(vocabulary: &Vocabulary) -> Vec<Value> {
    let relation = |relation: &crate::model::Relation| {
        json!({
            "id": relation.id,
            "label": relation.label,
            "family": relation.family.word(),
            "sign": relation.sign.value(),
            "symmetric": relation.is_symmetric(),
            "verbs": relation.spec.verbs,
        })
    };
    vocabulary.iter().map(|(_, one)| relation(one)).collect()
}

/// A diagnostic, with its place.
pub(super) fn problem(report: &Report, lines: &[Lines<'_>], diagnostic: &Diagnostic) -> Value {
    let file = report.files.get(diagnostic.place.file);
    let lines = lines.get(diagnostic.place.file);
    let (line, column) = lines.map(|lines| lines.position(diagnostic.place.span.0)).unzip();
    json!({
        "code": diagnostic.code.word(),
        "severity": diagnostic.code.severity().word(),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "file": file.map(|file| &file.path),
        "line": line,
        "column": column,
    })
}
