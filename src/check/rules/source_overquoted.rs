//! Too much of a source is quoted.
//!
//! The articles belong to others. Quotes prove claims; taken together they must not replace the
//! text. The share is counted in words of the text, each counted once; `whobacks check` prints it for each source.
//! Quote fewer words per claim.

use super::super::count::quoted;
use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::Part;
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::SourceOverquoted, page: include_str!("source_overquoted.rs"), find };

/// The largest share of a source's words, in percent, that its quotes may add up to.
const LIMIT: usize = 75;

/// Texts with fewer words cannot be coded without quoting much of them.
const SHORTEST: usize = 100;

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in quoted(cx) {
        let Some((file, i)) = cx.cited.get(source.id.as_str()) else { continue };
        if source.share() <= LIMIT || source.words < SHORTEST {
            continue;
        }
        let locus = Locus { file: *file, at: Part::Source(*i) };
        let message =
            format!("{} % of `{}` is quoted; {LIMIT} % is the limit", source.share(), source.id);
        findings.push(Finding::new(locus, message).help("quote fewer words per claim"));
    }
    findings
}
