//! A claim names an actor that is not defined.
//!
//! ```ron
//! (from: "hafter", relation: "fights", to: "gna", quote: "…")
//! ```
//!
//! `from`, `to` and `against` take ids of actors. `said_by` and `place` take ids or names; but text in
//! the form of an id must be a known actor, so that a misspelt id is not taken for a name. An agent that
//! the text does not name is `from: "?"`. The members of `sides`, which gives sides their names, are
//! ids of actors too.

use super::super::rule::{Context, Finding, Locus, Rule, element, list};
use crate::annotation::At;
use crate::diagnostic::Code;
use crate::model::is_id;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownActor, page: include_str!("unknown_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, pairs) in cx.entries.iter().zip(&cx.pairs) {
        let (claim, rare) = (&entry.claim, entry.claim.rare());
        let place = rare.place.as_slice();
        let mut ends = [("from", list(&claim.from)), ("to", list(&claim.to))];
        // Of nearly all claims it is known that both are actors.
        if !pairs.is_empty() && pairs.iter().all(|pair| pair.ends.is_some()) {
            ends = ends.map(|(name, _)| (name, &[][..]));
        }
        let [from, to] = ends;
        let fields = [
            from,
            to,
            ("against", list(&rare.against)),
            ("said_by", list(&claim.said_by)),
            ("place", place),
        ];
        for (name, ids) in fields {
            let free = matches!(name, "said_by" | "place");
            for (i, id) in ids.iter().enumerate() {
                let known = cx.actors.contains(id)
                    || (name == "from" && &**id == "?")
                    || (free && (&**id == "unnamed" || !is_id(id)));
                if known {
                    continue;
                }
                let (message, help) = match &**id {
                    "?" => (
                        "only `from` can be \"?\", an agent that the text does not name".to_owned(),
                        "name the actor; people known only as a sort are a collective".to_owned(),
                    ),
                    id => (format!("no actor has the id `{id}`"), cx.actors.advice(id)),
                };
                findings.push(Finding::new(element(entry, name, i), message).help(help));
            }
        }
    }
    for (file, read) in cx.dataset.files.iter().enumerate() {
        for (i, (_, members)) in read.content.sides.iter().enumerate() {
            for (j, id) in members.iter().enumerate().filter(|(_, id)| !cx.actors.contains(id)) {
                let message = format!("no actor has the id `{}`", &**id);
                let locus = Locus { file, at: At::Side(i, j) };
                findings.push(Finding::new(locus, message).help(cx.actors.advice(id)));
            }
        }
    }
    findings
}
