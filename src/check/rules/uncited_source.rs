//! A source that the file lists makes no claim.
//!
//! ```ron
//! claims: { "libya-braces-2016": [] }
//! ```
//!
//! Code it, or take it out. A source with proposals is not told of: somebody is at it, and how many proposals
//! wait the summary says.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;
use std::collections::HashSet;

use crate::annotation::Part;

pub(super) const RULE: Rule =
    Rule { code: Code::UncitedSource, page: include_str!("uncited_source.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let cited: HashSet<&str> = cx.entries.iter().map(|entry| cx.source(entry)).collect();
    let idle = |(id, file, i): (&str, usize, usize)| {
        let finding = Finding::new(
            Locus { file, at: Part::Source(i) },
            format!("no claim is cited to `{id}`"),
        );
        (!cited.contains(id)).then(|| finding.help("code its text, or take it out"))
    };
    cx.cited_sources().into_iter().filter_map(idle).collect()
}
