//! Which actor of one coding corresponds to which of the other.
//!
//! Takes the actors of two graphs; gives pairs, each with what they were matched by. Must not know
//! claims: the match of an actor must not depend on what is said about it.
//!
//! An actor has at most one counterpart. Equal ids are matched first, then equal names, then any names in
//! common: those with more in common first, then actors of the same kind, then in the order of ids. Names are
//! compared as quotes are, without full stops and a leading "the". A name that holds in one source only
//! is compared with names of that source and names that hold in all.

use std::collections::{BTreeMap, BTreeSet};

use strum::IntoStaticStr;

use crate::evidence::{fold, words};
use crate::graph::Graph;
use crate::model::{Actor, ActorIx, SourceId};

/// What two actors were matched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum By {
    /// The same id.
    Id,
    /// The same full name.
    Name,
    /// Another name in common: a short name or an alias.
    Alias,
}

impl By {
    /// Every way, the surest first.
    pub const ALL: [By; 3] = [By::Id, By::Name, By::Alias];

    /// The word used in reports.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// An actor of the first coding, its counterpart in the second, and what shows it.
pub type ActorPair = (ActorIx, ActorIx, By);

/// The actors matched so far, and who is still free.
struct Matching {
    pairs: Vec<ActorPair>,
    free: [BTreeSet<ActorIx>; 2],
}

impl Matching {
    fn add(&mut self, a: ActorIx, b: ActorIx, by: By) {
        if self.free[0].contains(&a) && self.free[1].contains(&b) {
            self.free[0].remove(&a);
            self.free[1].remove(&b);
            self.pairs.push((a, b, by));
        }
    }
}

/// Matches the actors of two codings, in an order that does not depend on which of them is first.
/// The stand-in for unnamed agents is not an actor here.
pub(super) fn match_actors(a: &Graph, b: &Graph) -> Vec<ActorPair> {
    let free = |graph: &Graph| named(graph).map(|(ix, _)| ix).collect();
    let mut matching = Matching { pairs: Vec::new(), free: [free(a), free(b)] };
    let by_id: BTreeMap<&str, ActorIx> =
        named(b).map(|(ix, actor)| (actor.id.as_str(), ix)).collect();
    for (ix, actor) in named(a) {
        if let Some(other) = by_id.get(actor.id.as_str()) {
            matching.add(ix, *other, By::Id);
        }
    }
    let full = |actor: &Actor, _: &Graph| vec![(None, key(&actor.name))];
    by_names(a, b, &full, By::Name, &mut matching);
    by_names(a, b, &all_names, By::Alias, &mut matching);
    // The order must not tell which coding came first.
    let order = |(x, y, _): &ActorPair| {
        let (x, y) = (&a.actors()[x.index()].id, &b.actors()[y.index()].id);
        if x <= y { (x, y) } else { (y, x) }
    };
    matching.pairs.sort_by(|p, q| order(p).cmp(&order(q)));
    matching.pairs
}

fn named(graph: &Graph) -> impl Iterator<Item = (ActorIx, &Actor)> {
    let actors = graph.actors().iter().enumerate();
    actors.filter(|(_, actor)| !actor.id.is_unnamed()).map(|(i, actor)| (ActorIx::from(i), actor))
}

/// A name with the source that it is confined to, if it is.
type Scoped<'g> = (Option<&'g SourceId>, String);

fn by_names<'g>(
    a: &'g Graph,
    b: &'g Graph,
    names: &impl Fn(&'g Actor, &'g Graph) -> Vec<Scoped<'g>>,
    by: By,
    matching: &mut Matching,
) {
    let mut theirs: BTreeMap<String, Vec<(Option<&SourceId>, ActorIx)>> = BTreeMap::new();
    for ix in &matching.free[1] {
        let usable = |(_, name): &Scoped<'_>| !name.is_empty();
        for (scope, name) in names(&b.actors()[ix.index()], b).into_iter().filter(usable) {
            theirs.entry(name).or_default().push((scope, *ix));
        }
    }
    let mut shared: BTreeMap<(ActorIx, ActorIx), BTreeSet<String>> = BTreeMap::new();
    for ix in &matching.free[0] {
        for (scope, name) in names(&a.actors()[ix.index()], a) {
            for (their_scope, other) in theirs.get(&name).into_iter().flatten() {
                if scope.is_none() || their_scope.is_none() || scope == *their_scope {
                    shared.entry((*ix, *other)).or_default().insert(name.clone());
                }
            }
        }
    }
    // Actors are sorted by id, so that the order of places is that of ids.
    let rank = |((x, y), names): (&(ActorIx, ActorIx), &BTreeSet<String>)| {
        let alike = a.actors()[x.index()].kind == b.actors()[y.index()].kind;
        (std::cmp::Reverse((names.len(), alike)), *x, *y)
    };
    let mut ranked: Vec<_> = shared.iter().map(rank).collect();
    ranked.sort_unstable();
    for (_, x, y) in ranked {
        matching.add(x, y, by);
    }
}

fn all_names<'g>(actor: &'g Actor, graph: &'g Graph) -> Vec<Scoped<'g>> {
    let everywhere = actor.names().map(|name| (None, key(name)));
    let scoped = actor.aliases_in.iter().flat_map(|(source, names)| {
        let source = &graph.sources()[source.index()].id;
        names.iter().map(move |name| (Some(source), key(name)))
    });
    everywhere.chain(scoped).collect()
}

/// A name as it is compared: `the U.S.` is `us`.
fn key(name: &str) -> String {
    let folded: Vec<String> = words(name).map(|span| fold(&name[span]).replace('.', "")).collect();
    let bare = match folded.split_first() {
        Some((first, rest)) if first == "the" && !rest.is_empty() => rest,
        _ => &folded[..],
    };
    bare.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, SourceIx};

    /// Actors as `id | Name | alias, alias`; a place where the id ends in `-place`.
    fn coding(actors: &[&str]) -> Graph {
        let mut fixture = Fixture::new("x").source("s-1", "2017").source("s-2", "2017");
        for line in actors {
            let parts: Vec<&str> = line.split(" | ").collect();
            let kind = if parts[0].ends_with("-place") { Kind::Place } else { Kind::State };
            fixture = fixture.actor_with(parts[0], parts[1], kind, |actor| {
                let aliases = parts.get(2).map(|list| list.split(", ").map(str::to_owned));
                actor.aliases = aliases.into_iter().flatten().collect();
                actor.aliases.retain(|alias| match alias.split_once(": ") {
                    Some((source, scoped)) => {
                        let source = SourceIx(u32::from(source == "s-2"));
                        actor.aliases_in.push((source, vec![scoped.to_owned()]));
                        false
                    }
                    None => true,
                });
            });
        }
        fixture.graph()
    }

    fn matched(a: &[&str], b: &[&str]) -> Vec<String> {
        let (a, b) = (coding(a), coding(b));
        let name = |graph: &Graph, ix: ActorIx| graph.actors()[ix.index()].id.to_string();
        let pairs = match_actors(&a, &b);
        let exchanged = match_actors(&b, &a).into_iter().map(|(y, x, by)| (x, y, by));
        assert!(pairs.iter().copied().eq(exchanged), "the same either way round");
        pairs
            .iter()
            .map(|(x, y, by)| format!("{} {} {}", name(&a, *x), name(&b, *y), by.word()))
            .collect()
    }

    #[test]
    fn by_id_then_name_then_alias_and_each_once() {
        for (a, b, expected) in [
            (&["us | United States"][..], &["us | Uncle Sam"][..], &["us us id"][..]),
            (&["us | The United States"], &["usa | united states"], &["us usa name"]),
            // The id goes before the name, the name before the alias.
            (&["x | Egypt"], &["x | Sudan", "y | Egypt"], &["x x id"]),
            (&["x | Egypt"], &["y | Egypt", "z | Cairo | Egypt"], &["x y name"]),
            (&["us | United States | U.S."], &["am | America | US"], &["us am alias"]),
            (&["x | A | P, Q"], &["y | B | P", "z | C | P, Q"], &["x z alias"]),
            // Of as many names in common, one kind.
            (
                &["t-place | Tripoli (city) | Tripoli", "t | Government | Tripoli"],
                &["u-place | City | Tripoli", "v | Ruler | Tripoli"],
                &["t v alias", "t-place u-place alias"],
            ),
            (&["x | A | P", "y | B | P"], &["z | C | P"], &["x z alias"]),
            (&["x | Egypt"], &["y | Sudan"], &[]),
            (&["x | ..."], &["y | –"], &[]),
        ] {
            assert_eq!(matched(a, b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_name_of_one_source_is_held_against_that_source_and_all() {
        assert_eq!(matched(&["x | A | s-1: Cairo"], &["y | B | s-1: Cairo"]), ["x y alias"]);
        assert_eq!(matched(&["x | A | s-1: Cairo"], &["y | B | Cairo"]), ["x y alias"]);
        assert!(matched(&["x | A | s-1: Cairo"], &["y | B | s-2: Cairo"]).is_empty());
    }
}
