//! The paragraph of a quote names neither end of its claim.
//!
//! Looked at only where the text is at hand. A quote may speak of “he” or “the group”, but its paragraph
//! should name one end of the claim at least, by its name or an alias; else the quote may belong to
//! another claim, or an alias is missing. If the text does mean these actors, accept the warning and say
//! who stands for whom: `accept: ["unnamed-actor"], note: "…"`.

use super::super::claims::pairs;
use super::super::rule::{Context, Finding, Rule, field, place_of};
use crate::annotation::Entry;
use crate::diagnostic::Code;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::{Mentions, Verdict};

pub(super) const RULE: Rule =
    Rule { code: Code::UnnamedActor, page: include_str!("unnamed_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    if cx.shelved.iter().flatten().flatten().all(|shelved| shelved.text.is_none()) {
        return Vec::new();
    }
    let names = Names::of(cx);
    let proved: Vec<_> = cx.proved().map(|(entry, _, verdict)| (entry, verdict)).collect();
    (proved.par_chunk_by(|(a, _), (b, _)| (a.file, a.source) == (b.file, b.source)))
        .flat_map_iter(|claims| of_source(cx, &names, claims))
        .collect()
}

/// What is found among the claims of one source.
fn of_source<'c, 'a>(
    cx: &Context<'c, 'a>,
    names: &Names<'c>,
    claims: &[(&Entry<'c, 'a>, &Verdict)],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = claims.first().and_then(|(entry, _)| cx.on_shelf(entry)?.text.as_ref());
    let Some(text) = text else { return findings };
    let source = cx.source(claims[0].0);
    let scoped = Mentions::new(names.scoped_to(source));
    let mut named: FxHashMap<u32, FxHashSet<&str>> = FxHashMap::default();
    for (entry, verdict) in claims {
        let Some(paragraph) = place_of(entry, verdict).map(|place| place.paragraph) else {
            continue;
        };
        let named = named.entry(paragraph).or_insert_with(|| {
            let found =
                Mentions::find_among(&[&names.everywhere, &scoped], text.paragraph(paragraph));
            found.into_iter().map(|(id, _)| id).collect()
        });
        // Lists are claims of their own, pair by pair. An end that could not be read, or that no actor
        // has, is an error of its own, and may be the one that is named.
        let is_known = |id: &str| id == "?" || cx.actors.contains(id);
        let mut unnamed = pairs(&entry.claim).filter(|(f, t)| {
            is_known(f) && is_known(t) && !named.contains(f) && !named.contains(t)
        });
        let Some((from, to)) =
            unnamed.find(|pair| !names.is_inside(cx, source, *pair, text.paragraph(paragraph)))
        else {
            continue;
        };
        let message =
            format!("paragraph {paragraph} of `{source}` names neither `{from}` nor `{to}`");
        findings.push(Finding::new(field(entry, "quote"), message).help(
            "add the name used there to an actor's aliases, or accept the warning with a note",
        ));
    }
    findings
}

/// Every name of every actor.
struct Names<'c> {
    everywhere: Mentions<&'c str>,
    /// With whose it is, by the source in which it is one.
    scoped: FxHashMap<&'c str, Vec<(&'c str, &'c str)>>,
}

impl<'c> Names<'c> {
    fn of(cx: &Context<'c, '_>) -> Self {
        let mut scoped: FxHashMap<&str, Vec<_>> = FxHashMap::default();
        for (id, file, i) in cx.actors.sorted() {
            for (source, aliases) in cx.actors.entry(file, i).aliases_in.iter() {
                let aliases = aliases.iter().map(|alias| (id, &**alias));
                scoped.entry(source).or_default().extend(aliases);
            }
        }
        let all = cx.actors.sorted().flat_map(|(id, ..)| everywhere(cx, id));
        Names { everywhere: Mentions::new(all), scoped }
    }

    fn scoped_to(&self, source: &str) -> impl Iterator<Item = (&'c str, &'c str)> + '_ {
        self.scoped.get(source).into_iter().flatten().copied()
    }

    /// Whether an end is named inside a longer name of somebody else, as in “Haftar’s opponents”.
    fn is_inside(
        &self,
        cx: &Context<'c, '_>,
        source: &str,
        (from, to): (&str, &str),
        paragraph: &str,
    ) -> bool {
        let scoped = self.scoped_to(source).filter(|(id, _)| *id == from || *id == to);
        let own = everywhere(cx, from).into_iter().chain(everywhere(cx, to)).chain(scoped);
        !Mentions::new(own).find(paragraph).is_empty()
    }
}

/// The names that mean an actor in every source.
fn everywhere<'c>(cx: &Context<'c, '_>, id: &str) -> Vec<(&'c str, &'c str)> {
    let Some((id, actor)) = cx.actors.get(id) else { return Vec::new() };
    let all = actor.name.iter().chain(&actor.short).chain(&actor.aliases);
    all.map(|name| (id, &**name)).collect()
}
