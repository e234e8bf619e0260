//! Fixes what has only one right answer.

use super::change::{ChangeSet, Edits, Refusal};
use super::splice::Splice;
use crate::annotation::Dataset;
use crate::diagnostic::Report;

/// Makes every fix of a report that can be made unasked. The report is that of the dataset.
///
/// # Errors
/// When a file cannot be read.
pub fn mend(dataset: &Dataset<'_>, report: &Report) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    // Two rules can find one fault; the first of them mends it.
    let mut mended: Vec<(usize, (usize, usize))> = Vec::new();
    for diagnostic in &report.diagnostics {
        let Some(fix) = diagnostic.certain_fix() else { continue };
        let (at, span) = (fix.place.file, fix.place.span);
        let touches = |(file, other): &(usize, (usize, usize))| {
            *file == at && span.0 <= other.1 && other.0 <= span.1
        };
        // Cards come behind the files of the dataset, and have no fixes.
        let Some(file) = dataset.files.get(at).filter(|_| !mended.iter().any(touches)) else {
            continue;
        };
        mended.push((at, span));
        edits.splice(&file.path, file.text, [Splice::replace(span.0..span.1, &*fix.text)]);
        let said = format!("{}: {}", diagnostic.message, fix.title());
        edits.said.push(said);
    }
    edits.finish()
}
