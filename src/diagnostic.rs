//! What can be reported: code, severity, place, message, help.
//!
//! Takes nothing, gives the types of a diagnostic. Has no wording: each message stands with its rule
//! in `check`. Must not know how diagnostics are shown.

mod code;
mod lines;

use std::ops::Range;

use strum::IntoStaticStr;

pub use code::Code;
pub use lines::Lines;

/// How grave a diagnostic is.
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
    /// Which file, as a place in [`Report::files`].
    pub file: usize,
    /// Where in its text, in bytes; empty where a point is meant.
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

/// Something wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// The very place.
    pub place: Place,
    /// One plain sentence.
    pub message: String,
    /// What is said at the place itself.
    pub label: Option<String>,
    /// Another place that matters, and what is there.
    pub related: Option<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
    /// What could be done by a machine.
    pub fixes: Vec<Fix>,
}

/// A change of the file that would mend what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does: `write "haftar"`.
    pub title: String,
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
    /// Whether it can be made unasked.
    pub certainty: Certainty,
}

/// Whether a fix is the answer, or one of several that can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Certainty {
    /// There is no other.
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

impl Diagnostic {
    /// The fix that can be made unasked, if there is one, and one only.
    pub fn certain_fix(&self) -> Option<&Fix> {
        let mut certain = self.fixes.iter().filter(|fix| fix.certainty == Certainty::Certain);
        certain.next().filter(|_| certain.next().is_none())
    }
}

/// A file that diagnostics point into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// As shown: the path given, with forward slashes.
    pub path: String,
    /// Its text, without a byte-order mark.
    pub text: String,
}

impl ReportFile {
    /// Line and column, both counted in characters from 1, of a byte of the text. Whoever asks for more than
    /// a few asks [`Report::lines`].
    pub fn position(&self, byte: usize) -> (usize, usize) {
        Lines::of(&self.text).position(byte)
    }

    /// The byte at a line and column, both counted in characters from 1; the end of the line where
    /// it has fewer characters.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let lines = self.text.split_inclusive('\n');
        let start: usize = lines.take(line.saturating_sub(1)).map(str::len).sum();
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        let mut columns = line.char_indices();
        start + columns.nth(column.saturating_sub(1)).map_or(line.len(), |(byte, _)| byte)
    }
}

/// All that was found wrong, in the order of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that diagnostics point into.
    pub files: Vec<ReportFile>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The lines of each file, to tell where places stand.
    pub fn lines(&self) -> Vec<Lines<'_>> {
        self.files.iter().map(|document| Lines::of(&document.text)).collect()
    }

    /// Puts the diagnostics into the order of the files.
    pub fn sort(&mut self) {
        self.diagnostics
            .sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    }

    /// How many diagnostics are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.code.severity() == severity).count()
    }
}
