//! What a check found, in the form of the protocol, and the fixes for it.

use std::path::Path;

use serde_json::{Value, json};

use super::lines::Lines;
use super::wire;
use crate::annotation::Files as _;
use crate::diagnostic::{Certainty, Diagnostic, Place, Report, ReportFile, Severity};
use crate::edit::{Splice, accept_proposal, accept_warning};
use crate::project::Disk;

/// What can be done about what is wrong in a stretch of a file.
pub(super) fn actions(
    reports: &[Report],
    path: &Path,
    (text, uri): (&str, &str),
    params: &Value,
) -> Value {
    let lines = Lines::of(text);
    let span = lines.span(text, &params["range"]);
    let disk = Disk::everywhere();
    let own = disk.identity(path);
    let mut actions = Vec::new();
    let accepted = edits(text, &lines, &accept_proposal(text, span.start));
    if !accepted.is_empty() {
        actions.push(json!({
            "title": "Accept this proposal: from now on it counts",
            "kind": "quickfix",
            "edit": {"changes": {(uri): accepted}},
        }));
    }
    for report in reports {
        let is_own = |place: &Place| {
            report.files.get(place.file).is_some_and(|file| {
                disk.identity(Path::new(&file.path)) == own && file.text == text
            })
        };
        let all = report.diagnostics.iter().filter(|d| is_own(&d.place));
        let mut certain = Vec::new();
        for diagnostic in all {
            if let Some(fix) = diagnostic.certain_fix() {
                certain.push(edit(text, &lines, fix.place.span, &fix.text));
            }
            let (start, end) = diagnostic.place.span;
            if start > span.end || end < span.start {
                continue;
            }
            actions.extend(fixes(text, &lines, uri, diagnostic));
        }
        if !certain.is_empty() {
            actions.push(json!({
                "title": "Fix everything that has only one right answer",
                "kind": "source.fixAll.whobacks",
                "edit": {"changes": {(uri): certain}},
            }));
        }
    }
    Value::Array(actions)
}

/// A diagnostic.
pub(super) fn said(report: &Report, lines: &[Lines], diagnostic: &Diagnostic) -> Value {
    let range = |place: &Place| {
        let file = report.files.get(place.file).zip(lines.get(place.file));
        let Some((ReportFile { text, .. }, lines)) = file else { return Value::Null };
        let (start, mut end) = place.span;
        // An empty place is shown as the character that stands there.
        if start == end {
            let here = text.get(start..).and_then(|rest| rest.chars().next());
            end = end.saturating_add(here.map_or(0, char::len_utf8));
        }
        lines.range(text, start..end)
    };
    let severity = match diagnostic.code.severity() {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Information => 3,
    };
    let parts = [&diagnostic.label, &diagnostic.help];
    let more: String =
        parts.iter().filter_map(|p| p.as_deref()).map(|p| format!("\n{p}")).collect();
    let mut said = json!({
        "range": range(&diagnostic.place),
        "severity": severity,
        "code": diagnostic.code.word(),
        "source": "whobacks",
        "message": format!("{}{more}", diagnostic.message),
    });
    if let Some((place, label)) = diagnostic.related.as_deref()
        && let (Some(file), Some(members)) = (report.files.get(place.file), said.as_object_mut())
    {
        let uri = wire::uri(Path::new(&file.path));
        let related = json!([{"location": {"uri": uri, "range": range(place)}, "message": label}]);
        members.insert("relatedInformation".to_owned(), related);
    }
    said
}

/// A stretch replaced.
fn edit(text: &str, lines: &Lines, span: (usize, usize), new: &str) -> Value {
    json!({"range": lines.range(text, span.0..span.1), "newText": new})
}

fn edits(text: &str, lines: &Lines, splices: &[Splice]) -> Vec<Value> {
    let of = |s: &Splice| edit(text, lines, (s.span().start, s.span().end), &s.text);
    splices.iter().map(of).collect()
}

/// What can be done about one thing that is wrong.
fn fixes(text: &str, lines: &Lines, uri: &str, diagnostic: &Diagnostic) -> Vec<Value> {
    let action = |title: &str, edits: Vec<Value>, preferred: bool| {
        json!({"title": title, "kind": "quickfix", "isPreferred": preferred,
            "edit": {"changes": {(uri): edits}}})
    };
    let mut all: Vec<Value> = diagnostic
        .fixes
        .iter()
        .map(|fix| {
            let edits = vec![edit(text, lines, fix.place.span, &fix.text)];
            action(&fix.title(), edits, fix.certainty == Certainty::Certain)
        })
        .collect();
    if diagnostic.code.severity() == Severity::Warning {
        let code = diagnostic.code.word();
        let edits = edits(text, lines, &accept_warning(text, diagnostic.place.span.0, code));
        if !edits.is_empty() {
            all.push(action(&format!("accept {code} here; say why in `note`"), edits, false));
        }
    }
    all
}
