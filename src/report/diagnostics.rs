//! Diagnostics as rustc would show them, and the counts of a check.

use std::fmt::Write as _;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::count;
use crate::check::{HeldAgainst, SourceSummary, Summary};
use crate::diagnostic::{Diagnostic, Place, Report, ReportFile, Severity};

/// How many diagnostics are shown in full.
pub const SHOWN: usize = 200;

/// Lines of the file kept before and behind a place, so that a large file is not searched for each.
const AROUND: usize = 3;

/// Every diagnostic with an excerpt of its file.
pub fn text(report: &Report, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(DEFAULT_TERM_WIDTH);
    let mut out = String::new();
    for diagnostic in report.diagnostics.iter().take(SHOWN) {
        out.push_str(&renderer.render(&[group(report, diagnostic)]));
        out.push_str("\n\n");
    }
    if let Some(more) = report.diagnostics.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "… and {more} more, not shown\n");
    }
    for note in &report.notes {
        let _ = writeln!(out, "note: {note}\n");
    }
    out
}

/// The errors alone.
pub fn errors(report: &Report, colour: bool) -> String {
    let is_error = |d: &&Diagnostic| d.code.severity() == Severity::Error;
    let diagnostics = report.diagnostics.iter().filter(is_error).cloned().collect();
    text(&Report { diagnostics, files: report.files.clone(), notes: Vec::new() }, colour)
}

fn group<'r>(report: &'r Report, diagnostic: &'r Diagnostic) -> Group<'r> {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
    };
    let label = diagnostic.label.as_deref();
    let mut excerpts = vec![(&diagnostic.place, AnnotationKind::Primary, label)];
    if let Some((place, label)) = diagnostic.related.as_deref() {
        excerpts.push((place, AnnotationKind::Context, Some(label)));
    }
    // Two places of one file belong into one excerpt, in the order of the file.
    let same_file = excerpts.iter().all(|(place, ..)| place.file == diagnostic.place.file);
    let mut group = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code.word())
        .elements(Vec::<annotate_snippets::Element<'_>>::new());
    if same_file {
        group = group.element(snippet(report, &excerpts));
    } else {
        for excerpt in excerpts {
            group = group.element(snippet(report, &[excerpt]));
        }
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(&**help)),
        None => group,
    }
}

type Excerpt<'r> = (&'r Place, AnnotationKind, Option<&'r str>);

fn snippet<'r>(
    report: &'r Report,
    excerpts: &[Excerpt<'r>],
) -> Snippet<'r, annotate_snippets::Annotation<'r>> {
    let document = &report.files[excerpts[0].0.file];
    let first = excerpts.iter().map(|(place, ..)| place.span.0).min().unwrap_or(0);
    let last = excerpts.iter().map(|(place, ..)| place.span.1).max().unwrap_or(0);
    let (start, end) = window(document, first, last);
    let line = document.text[..start].matches('\n').count() + 1;
    let annotations = excerpts.iter().map(|(place, kind, label)| {
        // An empty place is shown as the character that stands there.
        let (from, mut to) = place.span;
        if from == to {
            to = document.text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
        }
        kind.span(from - start..to - start).label(label.map(std::borrow::Cow::Borrowed))
    });
    Snippet::source(&document.text[start..end])
        .path(document.path.as_str())
        .line_start(line)
        .fold(true)
        .annotations(annotations)
}

/// Whole lines around a stretch of the text, in bytes.
fn window(document: &ReportFile, first: usize, last: usize) -> (usize, usize) {
    let text = &document.text;
    let mut start = first.min(text.len());
    for _ in 0..=AROUND {
        start = text[..start].rfind('\n').unwrap_or(0);
    }
    if start > 0 {
        start += 1;
    }
    let mut end = last.min(text.len());
    for _ in 0..=AROUND {
        end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1).min(text.len());
    }
    (start, end)
}

/// The last line of a check: what was looked at, and what was wrong.
pub fn summary(summary: &Summary) -> String {
    let cited = match summary.cited {
        0 => String::new(),
        n => format!(", {} cited", count(n, "record")),
    };
    let mended = match summary.mended {
        0 => String::new(),
        n => format!("{n} mended, "),
    };
    let proposed = match summary.proposals {
        0 => String::new(),
        1 => " (and 1 proposal, which does not count)".to_owned(),
        n => format!(" (and {n} proposals, which do not count)"),
    };
    format!(
        "{}, {} proved ({} exact, {} folded, {mended}{} elided){cited} in {}{proposed}; {}, {}",
        count(summary.claims, "claim"),
        count(summary.proved(), "quote"),
        summary.exact,
        summary.folded,
        summary.elided,
        count(summary.sources.len(), "source"),
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
    )
}

fn quoted(source: &SourceSummary, proof: &str) -> String {
    format!("{:>3} % of {} words quoted, proved {proof}", source.share(), source.words)
}

/// A line per source: its claims, the share of it that is quoted, and what the proof rests on.
pub fn sources(summary: &Summary) -> String {
    let width = summary.sources.iter().map(|source| source.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for source in &summary.sources {
        let claims = count(source.claims, "claim");
        let proof = match source.held_against {
            HeldAgainst::Nothing => "a data set: records cited, nothing to prove".to_owned(),
            HeldAgainst::Missing => "neither text nor ledger at hand: nothing proved".to_owned(),
            HeldAgainst::Text => quoted(source, "by the text"),
            HeldAgainst::Ledger => match &source.signed_by {
                Some(name) => quoted(source, &format!("by ledger signed by {name}")),
                None => quoted(source, "by ledger"),
            },
        };
        let _ = writeln!(out, "{:width$}  {claims:>10}, {proof}", source.id);
    }
    out
}
