//! One entry stands for more claims than anybody has read.
//!
//! ```ron
//! (from: ["a1", …, "a200"], relation: "backs", to: ["b1", …, "b200"], quote: "…")   // 40,000 claims
//! ```
//!
//! Lists make one claim for each of `from` with each of `to`. A quote of 15 words names few actors, so
//! an entry may stand for at most 1,000 claims. If a source does say more, write several entries.
//!
//! `said_by`, `cited_by`, `against`, `through` and `accept` take at most 100 items, because a block gives them to each of
//! its claims. Many people who speak as one are a single actor, `kind: collective`.

use std::collections::HashSet;

use super::super::rule::{Context, Finding, Rule, field, whole};
use super::super::written::{MOST_NAMES, MOST_PAIRS, long_list, pair_count};
use crate::annotation::Entry;
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::TooManyClaims, page: include_str!("too_many_claims.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    // A list that a block gives to its claims is reported once, not for each of them.
    let mut told = HashSet::new();
    let mut long = |entry: &Entry<'_, '_>| {
        let (name, list) = long_list(&entry.claim)?;
        told.insert(list.as_ptr().addr()).then(|| {
            let many = list.len();
            let message = format!("`{name}` has {many} names; at most {MOST_NAMES} are allowed");
            Finding::new(field(entry, name), message)
                .help("many people who speak or act as one are a single actor, `kind: collective`")
        })
    };
    cx.entries.iter().filter_map(|entry| wide(entry).or_else(|| long(entry))).collect()
}

/// The number of claims that an entry stands for, if it is too large.
fn wide(entry: &Entry<'_, '_>) -> Option<Finding> {
    let claims = pair_count(&entry.claim);
    (claims > MOST_PAIRS).then(|| {
        let message =
            format!("this entry stands for {claims} claims; at most {MOST_PAIRS} are allowed");
        Finding::new(whole(entry), message)
            .help("each of `from` is joined with each of `to`: write several entries, with the pairs that the quote names")
    })
}
