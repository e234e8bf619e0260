//! The result of a check for machines: `{"summary": {…}, "diagnostics": […]}`; and `notes`, if the report tells less
//! than there is.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::each::Each;
use crate::check::{SourceSummary, Summary};
use crate::diagnostic::{Diagnostic, Fix, Lines, Report};

/// The whole result as text; see [`write`].
pub fn text(report: &Report, summary: &Summary) -> String {
    let mut text = Vec::new();
    // Memory takes what is written.
    let _ = write(report, summary, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the whole result, pretty-printed, a piece at a time: it is many times the size of its file. Lines and
/// columns count characters from 1.
///
/// # Errors
/// When it cannot be written.
pub fn write(report: &Report, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let lines = report.lines();
    let summary = json!({
        "claims": summary.claims,
        "quotes_proved": summary.proved(),
        "records_cited": summary.cited,
        "exact": summary.exact,
        "folded": summary.folded,
        "mended": summary.mended,
        "elided": summary.elided,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "sources": summary.sources.iter().map(source).collect::<Vec<_>>(),
    });
    let diagnostics = || report.diagnostics.iter().map(|own| diagnostic(report, &lines, own));
    let whole = Whole { diagnostics: Each(diagnostics), notes: &report.notes, summary };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

/// The result; its fields in the order of their names, as those of all our JSON are.
#[derive(Serialize)]
struct Whole<'r, D> {
    diagnostics: D,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'r [String],
    summary: Value,
}

fn source(source: &SourceSummary) -> Value {
    json!({
        "id": source.id,
        "claims": source.claims,
        "words": source.words,
        "quoted_words": source.quoted_words,
        "held_against": source.held_against.word(),
        "signed_by": source.signed_by,
    })
}

fn fix(report: &Report, lines: &[Lines<'_>], fix: &Fix) -> Value {
    let (document, lines) = (&report.files[fix.place.file], &lines[fix.place.file]);
    let (line, column) = lines.position(fix.place.span.0);
    let (end_line, end_column) = lines.position(fix.place.span.1);
    json!({
        "title": fix.title(),
        "certainty": fix.certainty.word(),
        "file": document.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": fix.text,
    })
}

fn diagnostic(report: &Report, lines: &[Lines<'_>], diagnostic: &Diagnostic) -> Value {
    let (document, own) = (&report.files[diagnostic.place.file], &lines[diagnostic.place.file]);
    let (line, column) = own.position(diagnostic.place.span.0);
    let (end_line, end_column) = own.position(diagnostic.place.span.1);
    json!({
        "code": diagnostic.code.word(),
        "severity": diagnostic.code.severity().word(),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "file": document.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "fixes": diagnostic.fixes.iter().map(|own| fix(report, lines, own)).collect::<Vec<_>>(),
    })
}
