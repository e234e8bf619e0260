//! The paragraph of a quote names neither end of its claim.
//!
//! This is checked only if the text is at hand. A quote may speak of “he” or “the group”, but its paragraph
//! should name at least one end of the claim, by its name or an alias; otherwise the quote may belong to
//! another claim, or an alias is missing. If the text does mean these actors, accept the warning and say
//! which words mean whom: `accept: ["unnamed-actor"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field, place_of};
use super::super::written::pairs;
use crate::annotation::Entry;
use crate::diagnostic::Code;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::evidence::{Mentions, QuoteVerdict, Text, plain_name};

pub(super) const RULE: Rule =
    Rule { code: Code::UnnamedActor, page: include_str!("unnamed_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    if cx.shelved.iter().flatten().flatten().all(|shelved| shelved.text.is_none()) {
        return Vec::new();
    }
    let names = AllNames::of(cx);
    let proved: Vec<_> = cx.proved().map(|(entry, _, verdict)| (entry, verdict)).collect();
    (proved.par_chunk_by(|(a, _), (b, _)| (a.file, a.source) == (b.file, b.source)))
        .flat_map_iter(|claims| of_source(cx, &names, claims))
        .collect()
}

/// What is found among the claims of one source.
fn of_source<'c, 'a>(
    cx: &Context<'c, 'a>,
    names: &AllNames<'c>,
    claims: &[(&Entry<'c, 'a>, &QuoteVerdict)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = claims.first().and_then(|(entry, _)| cx.on_shelf(entry)?.text.as_ref());
    let Some(text) = text else { return findings };
    let source = cx.source(claims[0].0);
    for (entry, verdict) in claims {
        let Some(paragraph) = place_of(entry, verdict).map(|place| place.paragraph) else {
            continue;
        };
        // Lists make a claim for each pair. An end that could not be read, or that is not an actor,
        // is reported as an error, and may be the one that is named.
        let is_known = |id: &str| id == "?" || cx.actors.contains(id);
        let is_plain = |id: &str| names.stand_plainly(cx, id, text, paragraph);
        let mut unnamed = pairs(&entry.claim)
            .filter(|(f, t)| !is_plain(f) && !is_plain(t) && is_known(f) && is_known(t));
        let is_named =
            |(from, to)| names.stand_in(cx, source, [from, to], text.paragraph(paragraph));
        let Some((from, to)) = unnamed.find(|pair| !is_named(*pair)) else { continue };
        let message =
            format!("paragraph {paragraph} of `{source}` names neither `{from}` nor `{to}`");
        findings.push(Finding::new(field(entry, "quote"), message).help(
            "add the name used there to an actor's aliases, or accept the warning with a note",
        ));
    }
    findings
}

/// Every name of every actor.
struct AllNames<'c> {
    /// The folded words of the names that mean an actor in every source; by the actor's rank.
    plain: Vec<Vec<Vec<Box<str>>>>,
    /// The names that mean an actor in one source only, by that source, each with the actor.
    scoped: FxHashMap<&'c str, Vec<(&'c str, &'c str)>>,
}

impl<'c> AllNames<'c> {
    fn of(cx: &Context<'c, '_>) -> Self {
        let mut scoped: FxHashMap<&str, Vec<_>> = FxHashMap::default();
        for (id, file, i) in cx.actors.sorted() {
            for (source, aliases) in cx.actors.entry(file, i).aliases_in.iter() {
                let aliases = aliases.iter().map(|alias| (id, &**alias));
                scoped.entry(source).or_default().extend(aliases);
            }
        }
        let plain = |id| everywhere(cx, id).filter_map(|(_, name)| plain_name(name)).collect();
        AllNames { plain: cx.actors.sorted().map(|(id, ..)| plain(id)).collect(), scoped }
    }

    /// Whether a name stands in a paragraph word for word, as most do.
    fn stand_plainly(&self, cx: &Context<'_, '_>, id: &str, text: &Text, paragraph: u32) -> bool {
        let names = cx.actors.rank(id).map_or(&[][..], |rank| &self.plain[rank]);
        names.iter().any(|words| text.has_words(paragraph, words))
    }

    /// Whether any of these is named in a paragraph, be it inside a longer name of somebody else, as in
    /// “Haftar’s opponents”.
    fn stand_in(
        &self,
        cx: &Context<'c, '_>,
        source: &str,
        ids: [&str; 2],
        paragraph: &str,
    ) -> bool {
        let scoped = self.scoped.get(source).into_iter().flatten().copied();
        let scoped = scoped.filter(|(id, _)| ids.contains(id));
        let own = ids.into_iter().flat_map(|id| everywhere(cx, id)).chain(scoped);
        !Mentions::new(own).find(paragraph).is_empty()
    }
}

/// The names that mean an actor in every source.
fn everywhere<'c>(cx: &Context<'c, '_>, id: &str) -> impl Iterator<Item = (&'c str, &'c str)> {
    cx.actors.get(id).into_iter().flat_map(|(id, actor)| {
        let all = actor.name.iter().chain(&actor.short).chain(&actor.aliases);
        all.map(move |name| (id, &**name))
    })
}
