//! A text is longer than a name, a quote or a note can be.
//!
//! ```ron
//! (from: "egypt", relation: "backs", to: "haftar", quote: "…", note: "… forty pages …")
//! ```
//!
//! A text in an annotation may have 8,192 bytes: a name has a few words, a quote 15, a note some sentences.
//! Keep long remarks in comments (`// …`), or in a file of their own.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::{FaultKind, LONGEST_TEXT, Unfit};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::TextTooLong, page: include_str!("text_too_long.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| {
        let FaultKind::UnfitText { unfit: Unfit::Long(bytes), .. } = kind else { return None };
        let message = format!("this text has {bytes} bytes; at most {LONGEST_TEXT} are allowed");
        Some(Finding::new(locus, message).help("keep long remarks in comments: // …"))
    })
}
