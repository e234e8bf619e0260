//! An actor is in no claim.
//!
//! It would stand alone in every picture. Take it out, or code what the texts say of it.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;
use std::collections::HashSet;

use crate::annotation::{At, Spot};

pub(super) const RULE: Rule =
    Rule { code: Code::UnusedActor, page: include_str!("unused_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut used: HashSet<&str> = HashSet::new();
    for entry in &cx.entries {
        let (claim, rare) = (&entry.claim, entry.claim.rare());
        let lists = [&claim.from, &claim.to, &rare.against, &rare.said_by];
        used.extend(lists.into_iter().flatten().flat_map(|l| l.as_slice()).map(|id| &**id));
        used.extend(rare.place.as_deref());
    }
    let unused = |(id, file, i): (&str, usize, usize)| {
        let locus = Locus { file, at: At::Actor(i, Spot::Key) };
        let finding = Finding::new(locus, format!("actor `{id}` is in no claim"));
        (!used.contains(id)).then(|| finding.help("take it out, or code what the texts say of it"))
    };
    cx.actors.sorted().into_iter().filter_map(unused).collect()
}
