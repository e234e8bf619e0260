//! A period ends before it starts.
//!
//! ```ron
//! (when: "2017/2014", …)
//! ```
//!
//! The earlier date comes first.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;
use crate::model::Period;

pub(super) const RULE: Rule =
    Rule { code: Code::InvertedPeriod, page: include_str!("inverted_period.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let inverted = |(locus, period): (Locus, Period)| {
        let Period::Interval(a, b) = Some(period).filter(Period::is_inverted)? else { return None };
        let finding = Finding::new(locus, format!("the period `{period}` ends before it starts"));
        Some(finding.help(format!("did you mean \"{b}/{a}\"?")))
    };
    cx.dates.all(&cx.entries).filter_map(inverted).collect()
}
