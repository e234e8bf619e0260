//! An actor is in no claim.
//!
//! It would stand alone in every picture. Take it out, or code what the texts say of it.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::diagnostic::Code;

use crate::annotation::{At, Spot};

pub(super) const RULE: Rule =
    Rule { code: Code::UnusedActor, page: include_str!("unused_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut used = vec![false; cx.actors.sorted().count()];
    let mut note = |id: &str| {
        if let Some(rank) = cx.actors.rank(id) {
            used[rank] = true;
        }
    };
    for entry in &cx.entries {
        let (claim, rare) = (&entry.claim, entry.claim.rare());
        let lists = [&claim.from, &claim.to, &rare.against, &rare.said_by];
        lists.into_iter().flatten().flat_map(|l| l.as_slice()).for_each(|id| note(id));
        rare.place.iter().for_each(|id| note(id));
    }
    let unused = |((id, file, i), used): ((&str, usize, usize), bool)| {
        let locus = Locus { file, at: At::Actor(i, Spot::Key) };
        let finding = Finding::new(locus, format!("actor `{id}` is in no claim"));
        (!used).then(|| finding.help("take it out, or code what the texts say of it"))
    };
    cx.actors.sorted().zip(used).filter_map(unused).collect()
}
