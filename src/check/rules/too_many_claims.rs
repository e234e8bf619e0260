//! One entry stands for more claims than anybody has read.
//!
//! ```ron
//! (from: ["a1", …, "a200"], relation: "backs", to: ["b1", …, "b200"], quote: "…")   // 40,000 claims
//! ```
//!
//! Lists distribute: one claim for each of `from` with each of `to`. A quote of 15 words names few actors, so
//! that an entry may stand for at most 1,000 claims. If a source does say more, write several entries.

use super::super::rule::{Context, Finding, Rule, whole};
use super::super::written::{MOST_PAIRS, pair_count};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::TooManyClaims, page: include_str!("too_many_claims.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let wide = cx.entries.iter().filter(|entry| pair_count(&entry.claim) > MOST_PAIRS);
    wide.map(|entry| {
        let claims = pair_count(&entry.claim);
        let message =
            format!("this entry stands for {claims} claims, and {MOST_PAIRS} are the most it may");
        Finding::new(whole(entry), message)
            .help("each of `from` is joined with each of `to`: write several entries, with the pairs that the quote names")
    })
    .collect()
}
