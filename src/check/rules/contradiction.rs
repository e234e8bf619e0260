//! Claims say opposite things of one tie at one time, or an actor backs both sides of a fight.
//!
//! Sources disagree, and that is a finding and no fault: a denial beside what it denies, support
//! beside hostility, a tie that one source calls over and a later one attests. It is shown so that
//! nobody overlooks it, and so that a coder can make sure that the sources disagree and not the coding.
//! `whobacks check -v` shows each; `whobacks ask where do the sources disagree` shows them with their
//! quotes.
//!
//! ```ron
//! (from: "russia", relation: "arms", to: "haftar", quote: "Russia has been arming Haftar"),
//! (from: "russia", relation: "arms", to: "haftar", modality: denied, said_by: ["putin"],
//!  quote: "no Russian arms have gone to Haftar"),
//! ```
//!
//! To mend it, if it is the coding: give the claims the dates, modalities or actors that the texts
//! have. Otherwise leave it; it is information, and fails no check.

use super::super::rule::Rule;
use crate::diagnostic::Code;

/// Finds nothing here: it takes a graph to see what claims amount to, and the graph is made of what
/// has passed every rule. `analysis::contradictions` adds what it finds to the report.
pub(super) const RULE: Rule = Rule {
    code: Code::Contradiction,
    page: include_str!("contradiction.rs"),
    find: |_| Vec::new(),
};
