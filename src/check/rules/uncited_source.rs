//! A source that the file lists makes no claim.
//!
//! ```ron
//! claims: { "libya-braces-2016": [] }
//! ```
//!
//! Code it, or remove it. A source that has proposals is not reported: somebody is working on it, and the summary
//! says how many proposals wait.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;
use std::collections::HashSet;

use crate::annotation::Part;

pub(super) const RULE: Rule =
    Rule { code: Code::UncitedSource, page: include_str!("uncited_source.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let cited: HashSet<&str> = cx.entries.iter().map(|entry| cx.source(entry)).collect();
    let idle = |(id, file, i): (&str, usize, usize)| {
        let finding =
            Finding::new(Locus { file, at: Part::Source(i) }, format!("no claim cites `{id}`"));
        (!cited.contains(id)).then(|| finding.help("code its text, or remove it"))
    };
    cx.cited_sources().into_iter().filter_map(idle).collect()
}
