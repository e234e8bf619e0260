//! The result of a check as SARIF 2.1.0 (OASIS standard, 2020), which code hosts show in place.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::each::Each;
use crate::check::page;
use crate::diagnostic::{Code, Diagnostic, Fix, Lines, Place, Report, Severity};

/// The whole log as text; see [`write`].
#[cfg(test)]
pub(super) fn text(report: &Report) -> String {
    let mut text = Vec::new();
    let _ = write(report, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the whole log, pretty-printed, a piece at a time. Columns count Unicode code points.
///
/// # Errors
/// When it cannot be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let broken: BTreeSet<Code> = report.diagnostics.iter().map(|d| d.code).collect();
    let codes: Vec<Code> = broken.into_iter().collect();
    let lines = report.lines();
    let place = |place: &Place| location(report, &lines[place.file], place);
    let results = || report.diagnostics.iter().map(|own| result(&place, &codes, own));
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        runs: [Run {
            column_kind: "unicodeCodePoints",
            invocations: (!report.notes.is_empty()).then(|| invocation(&report.notes)),
            results: Each(results),
            tool: json!({"driver": {
                "name": "whobacks",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }}),
        }],
        version: "2.1.0",
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

/// The log; its fields in the order of their names, as those of all our JSON are.
#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<R>; 1],
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<R> {
    column_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invocations: Option<Value>,
    results: R,
    tool: Value,
}

/// What is to be known of the run itself, which is of no place in a file.
fn invocation(notes: &[String]) -> Value {
    let note = |note: &String| json!({"level": "note", "message": {"text": note}});
    json!([{
        "executionSuccessful": true,
        "toolExecutionNotifications": notes.iter().map(note).collect::<Vec<_>>(),
    }])
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

fn rule(code: Code) -> Value {
    let page = page(code);
    json!({
        "id": code.word(),
        "shortDescription": {"text": page.lines().next().unwrap_or_default()},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": level(code)},
    })
}

fn result(location: &dyn Fn(&Place) -> Value, codes: &[Code], diagnostic: &Diagnostic) -> Value {
    let mut text = diagnostic.message.to_string();
    for part in diagnostic.label.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(part);
    }
    let mut result = json!({
        "ruleId": diagnostic.code.word(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.code),
        "message": {"text": text},
        "locations": [location(&diagnostic.place)],
    });
    if let Some((place, label)) = diagnostic.related.as_deref() {
        let mut location = location(place);
        location["message"] = json!({"text": label});
        result["relatedLocations"] = json!([location]);
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic.fixes.iter().map(|own| fix(location, own)).collect();
    }
    result
}

fn fix(location: &dyn Fn(&Place) -> Value, fix: &Fix) -> Value {
    let place = &location(&fix.place)["physicalLocation"];
    json!({
        "description": {"text": fix.title()},
        "artifactChanges": [{
            "artifactLocation": place["artifactLocation"],
            "replacements": [{
                "deletedRegion": place["region"],
                "insertedContent": {"text": fix.text},
            }],
        }],
        "properties": {"certainty": fix.certainty.word()},
    })
}

fn location(report: &Report, lines: &Lines<'_>, place: &Place) -> Value {
    let document = &report.files[place.file];
    let ((line, column), (end_line, end_column)) =
        (lines.position(place.span.0), lines.position(place.span.1));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&document.path)},
        "region": {
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        },
    }})
}

/// A path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded.
fn uri(path: &str) -> String {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&b);
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if allowed(byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
