//! A place backs or fights somebody, or is backed or fought.
//!
//! ```ron
//! (from: "tobruk", relation: "backs", to: "haftar", quote: "Tobruk backs General Haftar")
//! ```
//!
//! A city takes no side; the people or bodies in it do. Name them (“Tobruk” is the parliament there, so make it an
//! alias of the parliament in this source), and put the city in `place`. A place can be threatened, held, or operated
//! in. If no actor can be named, accept the warning and say why: `accept: ["place-acts"], note: "…"`.

use rustc_hash::FxHashSet;

use super::super::rule::{Context, Finding, Rule, field};
use super::super::written::pairs;
use crate::diagnostic::Code;
use crate::model::{Kind, Sign};

pub(super) const RULE: Rule =
    Rule { code: Code::PlaceActs, page: include_str!("place_acts.rs"), find };

/// What can be done to a place although it takes no side.
const BEFALLS: &str = "threatens";

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let actors = cx.actors.sorted();
    let places = actors.filter(|(_, file, i)| cx.actors.entry(*file, *i).kind == Some(Kind::Place));
    let places: FxHashSet<&str> = places.map(|(id, ..)| id).collect();
    let is_place = |id: &str| places.contains(id);
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let name = entry.claim.relation.as_deref().unwrap_or_default();
        let Some(relation) = cx.vocabulary.get(name).map(|ix| &cx.vocabulary[ix]) else { continue };
        if relation.sign == Sign::Neutral {
            continue;
        }
        for (from, to) in pairs(&entry.claim) {
            let (end, id) = match (is_place(from), is_place(to)) {
                (true, _) => ("from", from),
                (_, true) if name != BEFALLS => ("to", to),
                _ => continue,
            };
            let message = format!("`{id}` is a place, and a place takes no side");
            findings.push(
                Finding::new(field(entry, end), message)
                    .help("name who acts there, and the place in `place`"),
            );
            break;
        }
    }
    findings
}
