//! An included file cannot be read.
//!
//! ```ron
//! include: ["mali.ron"]
//! ```
//!
//! Paths are relative to the file that includes.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::FaultKind;
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::IncludeMissing, page: include_str!("include_missing.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| match kind {
        FaultKind::IncludeMissing { path, reason } => Some(
            Finding::new(locus, format!("cannot read {path}: {reason}"))
                .help("paths are relative to the file that includes"),
        ),
        _ => None,
    })
}
