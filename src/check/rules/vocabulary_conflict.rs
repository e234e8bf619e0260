//! A relation that the data set defines does not fit the vocabulary.
//!
//! ```ron
//! relations: {
//!     "backs": (family: hostility),              // a relation of that name exists
//!     "boycotts": (is_a: "opposses"),            // the wider relation does not exist
//!     "hostility": (family: hostility),          // the names of families are reserved
//!     "besets": (is_a: "opposes", ends: ["controls"]),   // only an event can end a tie
//! }
//! ```
//!
//! Choose another name, or leave the relation out if the standard one means the same.

use super::super::names::{Guesses, NOT_SOUGHT};
use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::{Part, Spot};
use crate::diagnostic::Code;
use crate::model::VocabularyError;

pub(super) const RULE: Rule =
    Rule { code: Code::VocabularyConflict, page: include_str!("vocabulary_conflict.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut guesses = Guesses::new();
    let finding = |(file, i, error): &(usize, usize, VocabularyError)| {
        let spot = match error {
            VocabularyError::UnknownParent { .. } | VocabularyError::Cycle(_) => {
                Spot::Field("is_a")
            }
            VocabularyError::FamilyDiffers { .. } => Spot::Field("family"),
            VocabularyError::NoEffect { field, .. }
            | VocabularyError::UnknownEffect { field, .. } => Spot::Field(field),
            VocabularyError::UnknownCode { list: "ESD", .. } => Spot::Field("esd"),
            VocabularyError::UnknownCode { .. } => Spot::Field("plover"),
            _ => Spot::Key,
        };
        let help = match error {
            VocabularyError::UnknownParent { name, .. }
            | VocabularyError::UnknownEffect { name, .. } => {
                let names = cx.vocabulary.iter().map(|(_, relation)| relation.id.as_str());
                match guesses.near(name, names) {
                    Some(near) => near.first().map(|near| format!("did you mean \"{near}\"?")),
                    None => Some(NOT_SOUGHT.to_owned()),
                }
            }
            VocabularyError::NoEvent(_) => {
                Some("add `event: true`, or leave out `begins` and `ends`".to_owned())
            }
            VocabularyError::Taken { .. } => {
                Some("choose another name, or use the relation that is there".to_owned())
            }
            _ => None,
        };
        let locus = Locus { file: *file, at: Part::Relation(*i, spot) };
        Finding::new(locus, error.to_string()).maybe_help(help)
    };
    cx.vocabulary_errors.iter().map(finding).collect()
}
