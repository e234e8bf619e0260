//! An actor is in no claim.
//!
//! It would stand alone in every picture. Remove it, or code what the texts say about it.

use super::super::rule::{Context, Finding, Locus, Rule, list};
use super::super::written::names;
use crate::diagnostic::Code;
use crate::model::ActorIx;

use crate::annotation::{Part, Spot};

pub(super) const RULE: Rule =
    Rule { code: Code::UnusedActor, page: include_str!("unused_actor.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut used =
        vec![false; cx.actors.sorted().count() + usize::from(cx.actors.unnamed().is_some())];
    let mut note = |actor: Option<ActorIx>| {
        actor.into_iter().for_each(|ix| used[ix.index()] = true);
    };
    for (entry, pairs) in cx.entries.iter().zip(&cx.pairs) {
        let (claim, rare) = (&entry.claim, entry.claim.rare());
        let mut mentioned =
            [&claim.said_by, &rare.cited_by, &rare.against, &rare.through].map(names).to_vec();
        let known = !pairs.is_empty() && pairs.iter().all(|pair| pair.ends.is_some());
        if known {
            for (from, to) in pairs.iter().filter_map(|pair| pair.ends) {
                note(Some(from));
                note(Some(to));
            }
        } else {
            mentioned.extend([&claim.from, &claim.to].map(list));
        }
        let ids = mentioned.into_iter().flatten();
        ids.chain(&rare.place).for_each(|id| note(cx.actors.ix(id)));
    }
    // Questions look up where the place of a claim lies.
    for (id, ..) in cx.actors.sorted() {
        if cx.actors.ix(id).is_some_and(|ix| used[ix.index()]) {
            let around = cx.actors.around(id).filter_map(|outer| cx.actors.ix(outer));
            around.for_each(|ix| used[ix.index()] = true);
        }
    }
    let unused = |(id, file, i): (&str, usize, usize)| {
        let used = cx.actors.ix(id).is_some_and(|ix| used[ix.index()]);
        let locus = Locus { file, at: Part::Actor(i, Spot::Key) };
        let finding = Finding::new(locus, format!("actor `{id}` is in no claim"));
        (!used).then(|| finding.help("remove it, or code what the texts say about it"))
    };
    cx.actors.sorted().filter_map(unused).collect()
}
