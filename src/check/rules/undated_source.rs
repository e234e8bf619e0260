//! Claims without a date come from a source without one.
//!
//! A claim without `when` holds as of the day on which its source was published. If the card has no
//! `published`, nobody knows when that was: such a claim has no date, and is found only by questions
//! without a date. Give the card a date, even if it is an interval with the reason (`published: "2015/2016"`,
//! `inferred_from: "…"`), or give each claim its own. If neither is known, accept the warning for each claim:
//! `accept: ["undated-source"]`.

use std::collections::BTreeMap;

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::Part;
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::UndatedSource, page: include_str!("undated_source.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut undated: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for entry in &cx.entries {
        let has_date = |at: &crate::evidence::Shelved| at.source.published.is_some();
        // One without a card is reported as such.
        if entry.claim.when.is_some() || cx.on_shelf(entry).is_none_or(has_date) {
            continue;
        }
        let accepted = entry.claim.rare().accept.iter().flat_map(|codes| codes.iter());
        if !accepted.into_iter().any(|code| &**code == Code::UndatedSource.word()) {
            *undated.entry((entry.file, entry.source)).or_default() += 1;
        }
    }
    let finding = |((file, source), count): ((usize, usize), usize)| {
        let id = &*cx.dataset.files[file].content.claims[source].0;
        let claims =
            if count == 1 { "1 claim says".to_owned() } else { format!("{count} claims say") };
        let message = format!("{claims} no `when`, and the card of `{id}` says no `published`");
        Finding::new(Locus { file, at: Part::Source(source) }, message)
            .help("say on the card when it was published, or say `when` in the claims")
    };
    undated.into_iter().map(finding).collect()
}
