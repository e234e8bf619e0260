//! An alias of one actor is the id or the name of another.
//!
//! ```ron
//! "trump-2025": (name: "Trump administration", kind: government),
//! "trump-2017": (name: "first Trump administration", kind: government,
//!                aliases: ["Trump administration"]),
//! ```
//!
//! Somebody who asks with that name would get one actor and might mean the other. Two actors may share an alias
//! (a question with it then lists both), but an id or a full name means one actor. Restrict the alias to the
//! source in which it means this actor (`aliases_in`), or leave it out.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;
use rustc_hash::FxHashMap;

use crate::annotation::{Part, Spot};

pub(super) const RULE: Rule =
    Rule { code: Code::AliasCollision, page: include_str!("alias_collision.rs"), find };

/// The first actor who has a name, and the first other one.
type Owners<'c> = (&'c str, Option<&'c str>);

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let actors = cx.actors.sorted();
    let mut owners: FxHashMap<String, Owners<'_>> = FxHashMap::default();
    for (id, file, i) in actors.clone() {
        let name = cx.actors.entry(file, i).name.as_deref().unwrap_or(id);
        for word in [id.to_lowercase(), name.to_lowercase()] {
            let owners = owners.entry(word).or_insert((id, None));
            if owners.0 != id {
                owners.1.get_or_insert(id);
            }
        }
    }
    let mut findings = Vec::new();
    for (id, file, i) in actors.clone() {
        let actor = cx.actors.entry(file, i);
        let short = actor.short.iter().map(|alias| (alias, Spot::Field("short")));
        let aliases = actor.aliases.iter().enumerate();
        let aliases = aliases.map(|(n, alias)| (alias, Spot::Element("aliases", n)));
        for (alias, spot) in short.chain(aliases) {
            let other = match owners.get(&alias.to_lowercase()) {
                Some((first, next)) if *first == id => *next,
                Some((first, _)) => Some(*first),
                None => None,
            };
            let Some(other) = other else { continue };
            let locus = Locus { file, at: Part::Actor(i, spot) };
            let (other_file, other_place) = cx.actors.position(other).expect("it has an owner");
            findings.push(
                Finding::new(locus, format!("`{}` is the id or the name of actor `{other}`", &**alias))
                    .related(
                        Locus { file: other_file, at: Part::Actor(other_place, Spot::Key) },
                        "defined here",
                    )
                    .help("leave it out, or put it under `aliases_in` for the sources in which it means this actor"),
            );
        }
    }
    findings
}
