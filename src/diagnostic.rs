//! What can be reported: code, severity, place, message, help.
//!
//! Takes nothing, gives the types of a diagnostic. Has no wording: each message stands with its rule
//! in `check`. Must not know how diagnostics are shown.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

mod code;
mod lines;

use std::ops::Range;

use crate::model::Cut;
use strum::IntoStaticStr;

pub use code::Code;
pub use lines::Lines;

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// The dataset cannot be used.
    Error,
    /// Somebody should look.
    Warning,
    /// Worth knowing.
    Information,
}

impl Severity {
    /// `error`, `warning`, `information`
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// A stretch of one of the files of a [`Report`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which file, as an index into [`Report::files`].
    pub file: usize,
    /// Where in its text, in bytes; empty if a point is meant.
    pub span: SpanRange,
}

/// Start and end in bytes; a `Range` that can be ordered.
pub type SpanRange = (usize, usize);

impl Place {
    /// A stretch of a file.
    pub fn new(file: usize, span: Range<usize>) -> Self {
        Place { file, span: (span.start, span.end) }
    }
}

/// Something wrong, where, and what to do. A large file may have hundreds of thousands, so that what is rare is boxed
/// and no text has room to grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// The exact place.
    pub place: Place,
    /// One plain sentence.
    pub message: Box<str>,
    /// The text shown at the place itself.
    pub label: Option<Box<str>>,
    /// Another place that matters, and why.
    pub related: Option<Box<(Place, String)>>,
    /// What to do.
    pub help: Option<Box<str>>,
    /// Fixes that a program can make.
    pub fixes: Box<[Fix]>,
}

/// A change of the file that would correct what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub place: Place,
    /// The replacement.
    pub text: Box<str>,
    /// Whether it can be made without asking.
    pub certainty: Certainty,
}

/// Whether a fix is the only right one, or one of several possible ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Certainty {
    /// There is no other right one.
    Certain,
    /// Somebody has to look.
    Maybe,
}

impl Certainty {
    /// `certain`, `maybe`
    pub fn word(self) -> &'static str {
        self.into()
    }
}

impl Fix {
    /// What it does: `write "haftar"`.
    pub fn title(&self) -> String {
        format!("write {}", self.text)
    }
}

impl Diagnostic {
    /// The fix that can be made without asking, if there is exactly one.
    pub fn certain_fix(&self) -> Option<&Fix> {
        let mut certain = self.fixes.iter().filter(|fix| fix.certainty == Certainty::Certain);
        certain.next().filter(|_| certain.next().is_none())
    }
}

/// A file to which diagnostics refer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name as shown: the path given, with forward slashes.
    pub path: String,
    /// Its text, without a byte-order mark.
    pub text: String,
}

impl ReportFile {
    /// Line and column, both counted in characters from 1, of a byte of the text. For more than
    /// a few positions use [`Report::lines`].
    pub fn position(&self, byte: usize) -> (usize, usize) {
        Lines::of(&self.text).position(byte)
    }

    /// The byte at a line and column, both counted in characters from 1; the end of the line if
    /// it has fewer characters.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let lines = self.text.split_inclusive('\n');
        let start: usize = lines.take(line.saturating_sub(1)).map(str::len).sum();
        let line = self.text.cut(start..).split('\n').next().unwrap_or_default();
        let mut columns = line.char_indices();
        start + columns.nth(column.saturating_sub(1)).map_or(line.len(), |(byte, _)| byte)
    }
}

/// Everything that was found wrong, in the order of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The files to which diagnostics refer.
    pub files: Vec<ReportFile>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What is to be known of the report itself: that it tells less than there is, and why.
    pub notes: Vec<String>,
}

impl Report {
    /// The lines of each file, for finding line and column of places.
    pub fn lines(&self) -> Vec<Lines<'_>> {
        self.files.iter().map(|document| Lines::of(&document.text)).collect()
    }

    /// Puts the diagnostics into the order of the files.
    pub fn sort(&mut self) {
        self.diagnostics
            .sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    }

    /// How many diagnostics have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.code.severity() == severity).count()
    }
}
