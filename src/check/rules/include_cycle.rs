//! A file includes itself, directly or by way of others.
//!
//! ```ron
//! // a.ron: include: ["b.ron"]      b.ron: include: ["a.ron"]
//! ```
//!
//! Put what both need into a third file and include that from both.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::FaultKind;
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::IncludeCycle, page: include_str!("include_cycle.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| match kind {
        FaultKind::IncludeCycle { chain } => Some(
            Finding::new(locus, format!("this includes {} again", chain[0]))
                .label(format!("by way of {}", chain.join(" → ")))
                .help("remove one of the inclusions"),
        ),
        _ => None,
    })
}
