//! Moves accepted proposals out of the file in which they were proposed.

#![expect(clippy::arithmetic_side_effects, reason = "places in a text that lies in memory")]

use std::collections::BTreeMap;

use super::change::{ChangeSet, Edits, Refusal};
use super::items::Items;
use super::layout::take_out;
use super::splice::Splice;
use crate::annotation::Dataset;
use crate::model::Cut;

/// Takes claims out of a dataset's first file, by their places in [`Dataset::entries`].
///
/// # Errors
/// When a file cannot be read, or one of them stands elsewhere.
pub fn taken_from_draft(dataset: &Dataset<'_>, entries: &[usize]) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    let all = dataset.entries();
    let Some(file) = dataset.files.first() else { return Ok(ChangeSet::default()) };
    let items = Items::of(file);
    // By list, so that the commas come right.
    let mut remarks = Vec::new();
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in entries {
        let own = all.get(*at).filter(|entry| entry.file == 0);
        let Some(item) = own.and_then(|entry| items.items.get(entry.item as usize)) else {
            return Err(Refusal::because(
                "a claim that is no proposal of this file cannot be taken from it",
            ));
        };
        gone.entry(item.list).or_default().push(item.index);
        // What is remarked above it is said of it.
        if let Some(remark) = remark(file.text, item.slice.start) {
            remarks.push(Splice::cut(remark));
        }
    }
    for (list, gone) in gone {
        let elements = items.elements(list);
        edits.splice(&file.path, file.text, take_out(file.text, &elements, &gone));
    }
    edits.splice(&file.path, file.text, remarks);
    // Nothing is lost that is worth a word: the remarks are the tool's own.
    edits.finish().map(|change| ChangeSet { said: Vec::new(), ..change })
}

/// The line above the one on which something starts, if it is a comment; in bytes, with its end.
fn remark(text: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let own = text.cut(..start).rfind('\n')?;
    text.cut(own..start).trim().is_empty().then_some(())?;
    let above = text.cut(..own).rfind('\n').map_or(0, |at| at + 1);
    text.cut(above..own).trim().starts_with("//").then_some(above..own + 1)
}
