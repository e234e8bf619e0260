//! The graph frozen to compressed adjacency: who is next to whom, in two flat lists.
//!
//! Takes arcs between actors; gives neighbours, reach, shortest paths, components. Must not know what
//! a claim says: whoever freezes a graph decides which claims count, at which date.
//!
//! petgraph keeps the edges of a node in a chain that jumps through memory. Here they stand side by
//! side with their relation, so that a walk over a million claims reads what it needs and no more.

use rustc_hash::FxHashMap;

use crate::model::{ActorIx, RelationIx};

/// One claim as a step from one actor to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The actor at the other end.
    pub other: ActorIx,
    /// What the claim asserts.
    pub relation: RelationIx,
}

/// A graph frozen; see [`Graph::freeze`](super::Graph::freeze).
#[derive(Debug, Clone)]
pub struct Csr {
    out: Side,
    into: Side,
    /// Whichever way the claims point.
    around: Side,
}

/// The arcs of every actor in one direction, those of one actor next to each other.
#[derive(Debug, Clone)]
struct Side {
    /// Where the arcs of each actor start; one more at the end.
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Side {
    /// Sorts arcs by their actor, and those of one actor by the other end.
    fn new(actors: usize, arcs: &[(ActorIx, Arc)]) -> Self {
        let (_, arcs) = counted(actors, arcs, |(_, arc)| arc.other);
        let (starts, arcs) = counted(actors, &arcs, |(own, _)| *own);
        Side { starts, arcs: arcs.into_iter().map(|(_, arc)| arc).collect() }
    }

    fn of(&self, actor: ActorIx) -> &[Arc] {
        let i = actor.index();
        &self.arcs[self.starts[i] as usize..self.starts[i + 1] as usize]
    }
}

/// Sorts arcs by an actor, counting first how many each has; else they keep their order. Where those of
/// each actor start comes with them, and one more at the end.
fn counted(
    actors: usize,
    arcs: &[(ActorIx, Arc)],
    actor: impl Fn(&(ActorIx, Arc)) -> ActorIx,
) -> (Vec<u32>, Vec<(ActorIx, Arc)>) {
    let mut starts = vec![0_u32; actors + 1];
    for arc in arcs {
        starts[actor(arc).index() + 1] += 1;
    }
    for i in 0..actors {
        starts[i + 1] += starts[i];
    }
    let mut next = starts.clone();
    let nothing = (ActorIx(0), Arc { other: ActorIx(0), relation: RelationIx(0) });
    let mut sorted = vec![nothing; arcs.len()];
    for arc in arcs {
        let place = &mut next[actor(arc).index()];
        sorted[*place as usize] = *arc;
        *place += 1;
    }
    (starts, sorted)
}

impl Csr {
    /// Freezes arcs between that many actors; a symmetric one leads both ways.
    pub(super) fn new(
        actors: usize,
        claims: impl Iterator<Item = (ActorIx, ActorIx, RelationIx, bool)> + Clone,
    ) -> Self {
        let side = |forth: bool, back: bool| {
            let mut arcs = Vec::with_capacity(claims.size_hint().0);
            for (from, to, relation, symmetric) in claims.clone() {
                if forth || symmetric {
                    arcs.push((from, Arc { other: to, relation }));
                }
                if back || symmetric {
                    arcs.push((to, Arc { other: from, relation }));
                }
            }
            Side::new(actors, &arcs)
        };
        Csr { out: side(true, false), into: side(false, true), around: side(true, true) }
    }

    /// How many actors there are, those without a claim included.
    pub fn actor_count(&self) -> usize {
        self.out.starts.len() - 1
    }

    /// The steps that lead from an actor, sorted by where they lead.
    pub fn from(&self, actor: ActorIx) -> &[Arc] {
        self.out.of(actor)
    }

    /// The steps that lead to an actor, sorted by where they come from.
    pub fn to(&self, actor: ActorIx) -> &[Arc] {
        self.into.of(actor)
    }

    /// Who stands in such a relation to an actor, each once, sorted: its backers, say.
    pub fn sources_of(
        &self,
        actor: ActorIx,
        counts: impl Fn(RelationIx) -> bool,
    ) -> impl Iterator<Item = ActorIx> {
        let arcs = self.to(actor).iter().filter(move |arc| counts(arc.relation));
        // Those of one actor stand next to each other.
        let mut last = None;
        arcs.map(|arc| arc.other).filter(move |other| last.replace(*other) != Some(*other))
    }

    /// Who comes to an actor by any number of such steps, sorted, the actor itself left out.
    pub fn reach_to(&self, actor: ActorIx, counts: impl Fn(RelationIx) -> bool) -> Vec<ActorIx> {
        let mut seen = vec![false; self.actor_count()];
        seen[actor.index()] = true;
        let mut open = vec![actor];
        while let Some(next) = open.pop() {
            for arc in self.to(next) {
                if !seen[arc.other.index()] && counts(arc.relation) {
                    seen[arc.other.index()] = true;
                    open.push(arc.other);
                }
            }
        }
        seen[actor.index()] = false;
        seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(i, _)| ActorIx::from(i)).collect()
    }

    /// One of the shortest ways from an actor to another, whichever way the claims point; both ends
    /// included. Searched from both ends at once, always where fewer steps lead on.
    pub fn path(
        &self,
        from: ActorIx,
        to: ActorIx,
        counts: impl Fn(RelationIx) -> bool,
    ) -> Option<Vec<ActorIx>> {
        if from == to {
            return Some(vec![from]);
        }
        let mut ends = [Wave::at(from, self), Wave::at(to, self)];
        while ends.iter().all(|wave| !wave.front.is_empty()) {
            let behind = usize::from(ends[1].steps < ends[0].steps);
            let (a, b) = ends.split_at_mut(1);
            let (own, other) = if behind == 0 { (&mut a[0], &b[0]) } else { (&mut b[0], &a[0]) };
            if let Some(meeting) = own.advance(self, other, &counts) {
                let mut path = ends[0].back_from(meeting);
                path.reverse();
                path.extend(ends[1].back_from(meeting).into_iter().skip(1));
                return Some(path);
            }
        }
        None
    }

    /// For each actor the first one of those with whom it hangs together, however the claims point.
    pub fn components(&self) -> Vec<ActorIx> {
        // Each points to one before it, and whoever points to itself is the first of all.
        let mut before: Vec<u32> = (0..).take(self.actor_count()).collect();
        for actor in 0..self.actor_count() {
            for arc in self.from(ActorIx::from(actor)) {
                let (a, b) = (first(&mut before, actor as u32), first(&mut before, arc.other.0));
                before[a.max(b) as usize] = a.min(b);
            }
        }
        // Those before have been led to their first already.
        for actor in 0..before.len() {
            before[actor] = before[before[actor] as usize];
        }
        before.into_iter().map(ActorIx).collect()
    }
}

/// Goes to the first, and shortens the way for those who come later.
fn first(before: &mut [u32], mut actor: u32) -> u32 {
    while before[actor as usize] != actor {
        before[actor as usize] = before[before[actor as usize] as usize];
        actor = before[actor as usize];
    }
    actor
}

/// A search from one end of a path. It touches few actors, so a map costs less than a list of all.
struct Wave {
    /// From whom each actor was reached; the end itself from itself.
    reached: FxHashMap<ActorIx, ActorIx>,
    front: Vec<ActorIx>,
    /// How many arcs the front has.
    steps: usize,
}

impl Wave {
    fn at(end: ActorIx, graph: &Csr) -> Self {
        let reached = FxHashMap::from_iter([(end, end)]);
        Wave { reached, front: vec![end], steps: graph.around.of(end).len() }
    }

    /// Goes one step on from the whole front; gives the first actor that the other wave has reached.
    /// Neither wave had met the other before, so no way through another actor is shorter.
    fn advance(
        &mut self,
        graph: &Csr,
        other: &Wave,
        counts: &impl Fn(RelationIx) -> bool,
    ) -> Option<ActorIx> {
        let mut front = Vec::new();
        let mut steps = 0;
        for actor in &self.front {
            for arc in graph.around.of(*actor) {
                if !counts(arc.relation) || self.reached.contains_key(&arc.other) {
                    continue;
                }
                self.reached.insert(arc.other, *actor);
                if other.reached.contains_key(&arc.other) {
                    return Some(arc.other);
                }
                steps += graph.around.of(arc.other).len();
                front.push(arc.other);
            }
        }
        (self.front, self.steps) = (front, steps);
        None
    }

    /// The way back from an actor to the end at which the wave began.
    fn back_from(&self, actor: ActorIx) -> Vec<ActorIx> {
        let mut way = vec![actor];
        let mut at = actor;
        while let Some(before) = self.reached.get(&at).filter(|before| **before != at) {
            at = *before;
            way.push(at);
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const ACTORS: u32 = 12;

    type Claims = Vec<(ActorIx, ActorIx, RelationIx, bool)>;

    fn claims() -> impl Strategy<Value = Claims> {
        let claim = (0..ACTORS, 0..ACTORS, 0..3_u32).prop_filter("ends differ", |(a, b, _)| a != b);
        let claim = claim.prop_map(|(a, b, r)| (ActorIx(a), ActorIx(b), RelationIx(r), r == 2));
        vec(claim, 0..24)
    }

    /// Every step that a claim allows, backwards ones too where asked for.
    fn steps(claims: &Claims, both_ways: bool) -> BTreeSet<(ActorIx, ActorIx)> {
        let mut steps = BTreeSet::new();
        for (from, to, relation, symmetric) in claims {
            if relation.0 == 0 {
                continue;
            }
            steps.insert((*from, *to));
            if *symmetric || both_ways {
                steps.insert((*to, *from));
            }
        }
        steps
    }

    /// Distances by going over all steps until nothing changes.
    fn distances(steps: &BTreeSet<(ActorIx, ActorIx)>, from: ActorIx) -> HashMap<ActorIx, usize> {
        let mut far = HashMap::from([(from, 0)]);
        loop {
            let before = far.clone();
            for (a, b) in steps {
                if let Some(at) = before.get(a) {
                    let known = far.entry(*b).or_insert(usize::MAX);
                    *known = (*known).min(at + 1);
                }
            }
            if far == before {
                return far;
            }
        }
    }

    proptest! {
        #[test]
        fn answers_are_those_of_a_naive_search(claims in claims()) {
            let csr = Csr::new(ACTORS as usize, claims.iter().copied());
            let counts = |relation: RelationIx| relation.0 != 0;
            let (directed, both) = (steps(&claims, false), steps(&claims, true));
            let all = claims.iter().map(|(a, b, _, _)| (*a, *b)).collect::<BTreeSet<_>>();
            let all: BTreeSet<_> = all.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
            for actor in (0..ACTORS).map(ActorIx) {
                let direct: Vec<ActorIx> =
                    (0..ACTORS).map(ActorIx).filter(|a| directed.contains(&(*a, actor))).collect();
                prop_assert_eq!(csr.sources_of(actor, counts).collect::<Vec<_>>(), direct);

                let reach: Vec<ActorIx> = (0..ACTORS)
                    .map(ActorIx)
                    .filter(|a| *a != actor && distances(&directed, *a).contains_key(&actor))
                    .collect();
                prop_assert_eq!(csr.reach_to(actor, counts), reach);

                let far = distances(&both, actor);
                for to in (0..ACTORS).map(ActorIx) {
                    let path = csr.path(actor, to, counts);
                    prop_assert_eq!(path.as_ref().map(|path| path.len() - 1), far.get(&to).copied());
                    let path = path.unwrap_or_default();
                    prop_assert!(path.windows(2).all(|w| both.contains(&(w[0], w[1]))));
                    prop_assert!(path.is_empty() || (path[0], path[path.len() - 1]) == (actor, to));
                }
                let first = distances(&all, actor).into_keys().min();
                prop_assert_eq!(Some(csr.components()[actor.index()]), first);
            }
        }
    }
}
