//! A claim names an actor that is not defined.
//!
//! ```ron
//! (from: "hafter", relation: "fights", to: "gna", quote: "…")
//! ```
//!
//! `from`, `to` and `against` take ids of actors, and so does an actor's `within`. `said_by`, `cited_by`,
//! `through` and `place` take ids or names; but text that looks like an id must be a known actor, so that a
//! misspelt id is not taken for a name. Somebody whom the text does not name is `from: "?"` or `to: "?"`;
//! a speaker whom it does not name is `said_by: "unnamed"`. The members of `sides`, which gives sides their
//! names, are ids of actors too.

use super::super::names::{Guesses, UNNAMED};
use super::super::rule::{Context, Finding, Locus, Rule, element, list};
use super::super::written::names;
use crate::annotation::{Part, Spot, quoted};
use crate::diagnostic::{Certainty, Code};
use crate::model::is_id;

pub(super) const RULE: Rule =
    Rule { code: Code::UnknownActor, page: include_str!("unknown_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut guesses = Guesses::new();
    let mut meant = |id: &str| {
        let near = guesses.near(id, cx.actors.sorted().map(|(id, ..)| id));
        Meant { called: cx.actors.called(id), near }
    };
    for (entry, pairs) in cx.entries.iter().zip(&cx.pairs) {
        let (claim, rare) = (&entry.claim, entry.claim.rare());
        let place = rare.place.as_slice();
        let mut ends = [("from", list(&claim.from)), ("to", list(&claim.to))];
        // For nearly all claims it is already known that both are actors.
        if !pairs.is_empty() && pairs.iter().all(|pair| pair.ends.is_some()) {
            ends = ends.map(|(name, _)| (name, &[][..]));
        }
        let [from, to] = ends;
        let fields = [
            from,
            to,
            ("against", names(&rare.against)),
            ("said_by", names(&claim.said_by)),
            ("cited_by", names(&rare.cited_by)),
            ("through", names(&rare.through)),
            ("place", place),
        ];
        for (name, ids) in fields {
            let free = matches!(name, "said_by" | "cited_by" | "through" | "place");
            let end = matches!(name, "from" | "to");
            for (i, id) in ids.iter().enumerate() {
                let known = cx.actors.contains(id)
                    || (end && &**id == UNNAMED)
                    || (free && &**id != UNNAMED && (&**id == "unnamed" || !is_id(id)));
                if known {
                    continue;
                }
                let meant = meant(id);
                let (message, help) = match &**id {
                    UNNAMED if free => (
                        format!("`{name}` cannot be \"?\", which stands for an end of a claim"),
                        "write \"unnamed\" for somebody whom the text does not name".to_owned(),
                    ),
                    UNNAMED => (
                        "only `from` and `to` can be \"?\", whom the text does not name".to_owned(),
                        "name the actor; people known only as a group are a collective".to_owned(),
                    ),
                    id if free && meant.is_nobody() => (
                        format!("no actor has the id `{id}`"),
                        format!(
                            "add \"{id}\" to `actors`, or write who it is in words of the text, as in \"the {id}\""
                        ),
                    ),
                    id => (format!("no actor has the id `{id}`"), meant.advice(cx, id)),
                };
                let finding = Finding::new(element(entry, name, i), message).help(help);
                findings.push(meant.mended(finding, id));
            }
        }
    }
    for (id, file, i) in cx.actors.sorted() {
        let Some(within) = cx.actors.entry(file, i).within.as_deref() else { continue };
        if !cx.actors.contains(within) {
            let message = format!("no actor has the id `{within}`, within which `{id}` should be");
            let locus = Locus { file, at: Part::Actor(i, Spot::Field("within")) };
            let meant = meant(within);
            let finding = Finding::new(locus, message).help(meant.advice(cx, within));
            findings.push(meant.mended(finding, within));
        }
    }
    for (file, read) in cx.dataset.files.iter().enumerate() {
        for (i, (_, members)) in read.content.sides.iter().enumerate() {
            for (j, id) in members.iter().enumerate().filter(|(_, id)| !cx.actors.contains(id)) {
                let message = format!("no actor has the id `{}`", &**id);
                let locus = Locus { file, at: Part::Side(i, j) };
                let meant = meant(id);
                let finding = Finding::new(locus, message).help(meant.advice(cx, id));
                findings.push(meant.mended(finding, id));
            }
        }
    }
    findings
}

/// Who may be meant by an id that is not there.
struct Meant<'c> {
    /// Those who are called so.
    called: Vec<&'c str>,
    /// The ids that are similar; `None` if they are not looked for any more.
    near: Option<Vec<&'c str>>,
}

impl Meant<'_> {
    fn is_nobody(&self) -> bool {
        self.called.is_empty() && self.near.as_ref().is_some_and(Vec::is_empty)
    }

    fn advice(&self, cx: &Context<'_, '_>, wrong: &str) -> String {
        cx.actors.advice(wrong, &self.called, self.near.as_deref())
    }

    /// The finding with what can be written in place of the id.
    fn mended(&self, finding: Finding, wrong: &str) -> Finding {
        match self.called[..] {
            _ if wrong == UNNAMED => finding,
            [id] => finding.fix(quoted(id), Certainty::Certain),
            _ => finding.guessed(wrong, self.near.as_deref().unwrap_or_default(), quoted),
        }
    }
}
