//! The same quote is cited for several claims that are written separately.
//!
//! A quote that shows several relations is often too long, or shows only one of them. If the text has a list
//! ("A and B support C"), write one claim with lists. If one phrase does say two things, accept the
//! warning and say why: `accept: ["quote-reused"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field, place_of};
use super::super::written::is_proposed;
use crate::diagnostic::Code;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::annotation::Entry;
use crate::evidence::{Quote, QuoteVerdict};

pub(super) const RULE: Rule =
    Rule { code: Code::QuoteReused, page: include_str!("quote_reused.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    // Several proposals may quote the same words: the coder is to choose one of them.
    let claimed = cx.proved().filter(|(entry, ..)| !is_proposed(&entry.claim));
    let proved = claimed.map(|(entry, quote, verdict)| (quote.fingerprint, entry, verdict));
    let mut proved: Vec<_> = proved.collect();
    // Of equal quotes the first in the files stays first.
    let place = |entry: &Entry<'_, '_>| (entry.file, entry.item);
    proved.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| place(a.1).cmp(&place(b.1))));
    let alike = proved.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
    alike.flat_map(|alike| reused(cx, alike)).collect()
}

/// Those of some quotes of one fingerprint, in their order, that stand in one place.
fn reused<'c, 'a>(
    cx: &Context<'c, 'a>,
    alike: &[(u64, &Entry<'c, 'a>, &QuoteVerdict)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut first: FxHashMap<(&str, Option<u32>), &Entry<'_, '_>> = FxHashMap::default();
    for (_, entry, verdict) in alike {
        // The same words in another paragraph are another quote.
        let place = place_of(entry, verdict).map(|place| place.paragraph);
        let earlier = *first.entry((cx.source(entry), place)).or_insert(entry);
        if std::ptr::eq(earlier, *entry) || words(earlier) != words(entry) {
            continue;
        }
        findings.push(
            Finding::new(field(entry, "quote"), "this quote already shows another claim")
                .related(field(earlier, "quote"), "it is cited here first")
                .help("quote the words that show this relation, or accept the warning with a note"),
        );
    }
    findings
}

/// The words that are compared; fingerprints can be equal by chance.
fn words(entry: &Entry<'_, '_>) -> Option<String> {
    Some(Quote::parse(entry.claim.quote.as_deref()?).folded().to_owned())
}
