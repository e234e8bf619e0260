//! A place lies within something that cannot hold it.
//!
//! ```ron
//! "sirte": (name: "Sirte", kind: place, within: "libya"),          // a place or a state: right
//! "lna": (name: "Libyan National Army", kind: military, within: "libya"),   // an army is not a place
//! "tripoli": (name: "Tripoli", kind: place, within: "gna"),        // a government holds no places
//! ```
//!
//! `within` is geography, as in an atlas: only a place lies within something, and only within a place or
//! a state, never within itself by way of others. It widens questions (who operates in Sirte is found by a
//! question about Libya too) and is never shown as a tie. Who holds a place is a claim: `controls`.

use super::super::names::DEEPEST_PLACE;
use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::{Part, Spot};
use crate::diagnostic::Code;
use crate::model::Kind;

pub(super) const RULE: Rule =
    Rule { code: Code::BadWithin, page: include_str!("bad_within.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, file, i) in cx.actors.sorted() {
        let actor = cx.actors.entry(file, i);
        // An id that nobody has is another fault.
        let outer = actor.within.as_deref().and_then(|outer| cx.actors.get(outer));
        let Some((outer, holder)) = outer else { continue };
        let locus = |spot| Locus { file, at: Part::Actor(i, spot) };
        let is_inside = |kind: Kind| kind == Kind::Place;
        let is_around = |kind: Kind| matches!(kind, Kind::Place | Kind::State);
        if let Some(kind) = actor.kind.filter(|kind| !is_inside(*kind)) {
            let message =
                format!("`{id}` is of kind {}, and only a place lies within another", kind.word());
            let finding = Finding::new(locus(Spot::Field("within")), message);
            findings.push(finding.help(
                "leave out `within`; where an actor is, or what it holds, is a claim: operates_in, controls",
            ));
        } else if let Some(kind) = holder.kind.filter(|kind| !is_around(*kind)) {
            let message =
                format!("`{id}` cannot lie within `{outer}`, which is of kind {}", kind.word());
            let finding = Finding::new(locus(Spot::Field("within")), message);
            findings.push(
                finding.help("name a place or a state; who holds a place is a claim: controls"),
            );
        } else if cx.actors.around(id).any(|outer| outer == id) {
            let message = format!("`{id}` lies within itself, by way of `{outer}`");
            let finding = Finding::new(locus(Spot::Field("within")), message);
            findings
                .push(finding.help(
                    "one of these places lies in none of the others: leave its `within` out",
                ));
        } else if cx.actors.around(id).count() == DEEPEST_PLACE {
            let message = format!("`{id}` lies within {DEEPEST_PLACE} places or more");
            findings.push(
                Finding::new(locus(Spot::Field("within")), message)
                    .help("leave out places in between that no question needs"),
            );
        }
    }
    findings
}
