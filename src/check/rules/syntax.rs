//! The file cannot be read as RON.
//!
//! A bracket or a string is not closed, a comma or a colon is missing, or the file is not UTF-8. What
//! follows such a place cannot be understood any more, so this is the only error after which
//! the rest of the file is not checked.
//!
//! ```ron
//! (from: "russia" relation: "backs", to: "haftar")
//! ```
//!
//! Here a comma is missing after `"russia"`. Go to the place shown and look just before it: the parser
//! stops at the first character that cannot be right, which is often one word after the mistake.

use super::super::rule::{Context, Finding, Rule};
use crate::annotation::FaultKind;
use crate::diagnostic::Code;

pub(super) const RULE: Rule = Rule { code: Code::Syntax, page: include_str!("syntax.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    cx.worded(|_, kind, locus| match kind {
        FaultKind::Syntax { message } => Some(
            Finding::new(locus, "this cannot be read as RON")
                .label(sentence(message))
                .help("look just before this place for a bracket, a comma or a quotation mark"),
        ),
        _ => None,
    })
}

/// The parser's own words, without its capital and its full stop.
fn sentence(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().collect::<String>() + chars.as_str())
}
