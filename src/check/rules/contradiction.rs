//! Claims say opposite things about one tie at one time, or an actor backs both sides of a fight.
//!
//! That sources disagree is a finding, not a fault: a denial beside what it denies, support
//! beside hostility, a tie that one source says is over and a later one attests. It is shown so that
//! nobody overlooks it, and so that a coder can make sure that the disagreement is in the sources, not in the coding.
//! `whobacks check -v` shows each; `whobacks ask where do the sources disagree` shows them with their
//! quotes.
//!
//! ```ron
//! (from: "russia", relation: "arms", to: "haftar", quote: "Russia has been arming Haftar"),
//! (from: "russia", relation: "arms", to: "haftar", modality: denied, said_by: ["putin"],
//!  quote: "no Russian arms have gone to Haftar"),
//! ```
//!
//! If it is in the coding, give the claims the dates, modalities or actors that the texts
//! have. Otherwise leave it; it is information, and fails no check.

use super::super::rule::Rule;
use crate::diagnostic::Code;

/// Finds nothing here: contradictions can be seen only in a graph, and a graph is made only from what
/// has passed every rule. `analysis::contradictions` adds what it finds to the report.
pub(super) const RULE: Rule = Rule {
    code: Code::Contradiction,
    page: include_str!("contradiction.rs"),
    find: |_| Vec::new(),
};
