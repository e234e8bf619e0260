//! The paragraph of a quote names neither end of its claim.
//!
//! Looked at only where the text is at hand. A quote may speak of “he” or “the group”, but its paragraph
//! should name one end of the claim at least, by its name or an alias; else the quote may belong to
//! another claim, or an alias is missing. If the text does mean these actors, accept the warning and say
//! who stands for whom: `accept: ["unnamed-actor"], note: "…"`.

use super::super::claims::pairs;
use super::super::rule::{Context, Finding, Rule, field};
use crate::diagnostic::Code;
use std::collections::{HashMap, HashSet};

use crate::evidence::Mentions;

pub(super) const RULE: Rule =
    Rule { code: Code::UnnamedActor, page: include_str!("unnamed_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut named: HashMap<(&str, u32), HashSet<&str>> = HashMap::new();
    let mut mentions: HashMap<&str, Mentions<&str>> = HashMap::new();
    for (entry, _, verdict) in cx.proved() {
        let source = cx.source(entry);
        let Some(text) = cx.sources.text(source) else { continue };
        let wanted = entry.claim.rare().paragraph;
        let places = verdict.places().iter();
        let Some(paragraph) =
            places.map(|place| place.paragraph).find(|p| wanted.is_none_or(|wanted| wanted == *p))
        else {
            continue;
        };
        let mentions =
            mentions.entry(source).or_insert_with(|| Mentions::new(names(cx, source, |_| true)));
        let named = named.entry((source, paragraph)).or_insert_with(|| {
            mentions.find(text.paragraph(paragraph)).into_iter().map(|(id, _)| id).collect()
        });
        // Lists are claims of their own, pair by pair. An end that could not be read, or that no actor
        // has, is an error of its own, and may be the one that is named.
        let is_known = |id: &str| id == "?" || cx.actors.contains(id);
        let mut unnamed = pairs(&entry.claim).filter(|(f, t)| {
            is_known(f) && is_known(t) && !named.contains(f) && !named.contains(t)
        });
        let Some((from, to)) =
            unnamed.find(|pair| !is_inside(cx, source, *pair, text.paragraph(paragraph)))
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

/// Whether an end is named inside a longer name of somebody else, as in “Haftar’s opponents”.
fn is_inside(cx: &Context<'_, '_>, source: &str, ends: (&str, &str), paragraph: &str) -> bool {
    let own = names(cx, source, |id| id == ends.0 || id == ends.1);
    !Mentions::new(own).find(paragraph).is_empty()
}

/// Every name of some actors in a source.
fn names<'c>(
    cx: &Context<'c, '_>,
    source: &str,
    who: impl Fn(&str) -> bool,
) -> Vec<(&'c str, &'c str)> {
    let mut names = Vec::new();
    for (id, file, i) in cx.actors.sorted() {
        if !who(id) {
            continue;
        }
        let actor = cx.actors.entry(file, i);
        let scoped = actor.aliases_in.iter().filter(|(scope, _)| &**scope == source);
        let scoped = scoped.flat_map(|(_, aliases)| aliases);
        let all = actor.name.iter().chain(&actor.short).chain(&actor.aliases).chain(scoped);
        names.extend(all.map(|name| (id, &**name)));
    }
    names
}
