//! Which events begin or end which standing ties.
//!
//! Takes a graph, whose vocabulary says what each event does; gives, for a tie, the claims of the
//! events that begin or end it: whoever took a town controls it from then on, and nobody else does. Must
//! not know dates: an event counts whenever it was.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tie::{TieKey, Turning};
use super::{ClaimRef, Graph};
use crate::model::{ActorIx, Effect, Relation, RelationIx, Who};

/// The asserted claims of events that begin or end ties, by the relation of the ties. Those on one relation are looked
/// for when ties of it, or of a case of it, are first asked for: most questions are about relations that no event turns.
#[derive(Debug, Clone)]
pub(super) struct Effects {
    on: FxHashMap<RelationIx, OnceLock<OnRelation>>,
    /// The relations that events begin.
    begun: Vec<RelationIx>,
    /// The relations that events end.
    ended: Vec<RelationIx>,
    /// For each relation, those among them of which it is a case: worked out when it is asked about, because a chain of
    /// wider relations may be as long as a file.
    ending: Vec<OnceLock<Vec<RelationIx>>>,
    /// Who is bound to whom by structure, in either direction, the one who acts in an event first: a commander does not
    /// lose a town that the army takes.
    bound: OnceLock<FxHashSet<(ActorIx, ActorIx)>>,
}

/// The claims of events that begin or end ties of one relation.
#[derive(Debug, Clone, Default)]
struct OnRelation {
    /// Indices of claims.
    begun: FxHashMap<TieKey, Vec<u32>>,
    begun_of: FxHashMap<ActorIx, Vec<TieKey>>,
    /// By the one end of the tie that is known; the other may be anybody.
    ended: FxHashMap<ActorIx, Vec<(u32, Effect)>>,
    /// By both ends, in the actors' order, where both are known.
    ended_between: FxHashMap<(ActorIx, ActorIx), Vec<(u32, Effect)>>,
}

impl OnRelation {
    fn of(graph: &Graph, on: RelationIx) -> Self {
        let mut found = OnRelation::default();
        let turns = |relation: &Relation| {
            relation.begins.iter().chain(&relation.ends).any(|effect| effect.relation == on)
        };
        let symmetric = graph.vocabulary()[on].is_symmetric();
        for (place, event) in Event::all(graph, turns) {
            let relation = &graph.vocabulary()[graph.relation_at(place)];
            let place = u32::try_from(place).expect("fewer claims than 2^32");
            for effect in relation.begins.iter().filter(|effect| effect.relation == on) {
                if let (Some(from), Some(to)) = (event.end(effect.from), event.end(effect.to)) {
                    let key = TieKey { from, to, relation: on }.ordered(symmetric);
                    found.begun.entry(key).or_default().push(place);
                }
            }
            for effect in relation.ends.iter().filter(|effect| effect.relation == on) {
                match (event.end(effect.from), event.end(effect.to)) {
                    (Some(a), Some(b)) => {
                        let pair = (a.min(b), a.max(b));
                        found.ended_between.entry(pair).or_default().push((place, *effect));
                    }
                    (Some(known), None) | (None, Some(known)) => {
                        found.ended.entry(known).or_default().push((place, *effect));
                    }
                    (None, None) => {}
                }
            }
        }
        for key in found.begun.keys() {
            found.begun_of.entry(key.from).or_default().push(*key);
            found.begun_of.entry(key.to).or_default().push(*key);
        }
        found
    }
}

impl Effects {
    pub(super) fn of(graph: &Graph) -> Self {
        let vocabulary = graph.vocabulary();
        let turned = |turns: fn(&Relation) -> &[Effect]| {
            let effects = vocabulary.iter().flat_map(move |(_, relation)| turns(relation));
            let mut turned: Vec<RelationIx> = effects.map(|effect| effect.relation).collect();
            turned.sort_unstable();
            turned.dedup();
            turned
        };
        let begun = turned(|relation| &relation.begins);
        let ended = turned(|relation| &relation.ends);
        Effects {
            // Few relations are turned, of however many a file may have.
            on: begun.iter().chain(&ended).map(|on| (*on, OnceLock::new())).collect(),
            begun,
            ended,
            ending: vocabulary.iter().map(|_| OnceLock::new()).collect(),
            bound: OnceLock::new(),
        }
    }

    /// The relations that end by events and of which one is a case.
    fn ending(&self, graph: &Graph, relation: RelationIx) -> &[RelationIx] {
        self.ending[relation.index()].get_or_init(|| {
            let is_case = |wider: &RelationIx| graph.vocabulary().is_a(relation, *wider);
            self.ended.iter().copied().filter(is_case).collect()
        })
    }

    /// Nothing of a relation that no event turns.
    fn on_relation(&self, graph: &Graph, on: RelationIx) -> Option<&OnRelation> {
        self.on.get(&on).map(|found| found.get_or_init(|| OnRelation::of(graph, on)))
    }

    fn begun_in<'e>(
        &'e self,
        graph: &'e Graph,
        admits: &'e dyn Fn(RelationIx) -> bool,
    ) -> impl Iterator<Item = &'e OnRelation> {
        let begun = self.begun.iter().filter(|begun| admits(**begun));
        begun.filter_map(|begun| self.on_relation(graph, *begun))
    }

    /// The ties of some relations that events begin.
    pub(super) fn begun(&self, graph: &Graph, admits: &dyn Fn(RelationIx) -> bool) -> Vec<TieKey> {
        self.begun_in(graph, admits).flat_map(|on| on.begun.keys().copied()).collect()
    }

    /// The ties of some relations that events of an actor begin.
    pub(super) fn begun_of(
        &self,
        graph: &Graph,
        actor: ActorIx,
        admits: &dyn Fn(RelationIx) -> bool,
    ) -> Vec<TieKey> {
        let begun = self.begun_in(graph, admits);
        begun.flat_map(|on| on.begun_of.get(&actor)).flatten().copied().collect()
    }

    /// The claims of events that begin or end a tie, in the order of the files.
    pub(super) fn on<'g>(&self, graph: &'g Graph, key: TieKey) -> Vec<(Turning, ClaimRef<'g>)> {
        let begun = self.on_relation(graph, key.relation).map(|on| on.begun.get(&key));
        let mut turnings: Vec<(Turning, ClaimRef<'g>)> = (begun.flatten().into_iter().flatten())
            .map(|place| (Turning::Begins, graph.resolve(*place as usize)))
            .collect();
        let pair = (key.from.min(key.to), key.from.max(key.to));
        for ending in self.ending(graph, key.relation) {
            let Some(on) = self.on_relation(graph, *ending) else { continue };
            let ended = [on.ended.get(&key.from), on.ended.get(&key.to)].into_iter().flatten();
            for (place, effect) in ended.chain(on.ended_between.get(&pair)).flatten() {
                if self.ends(graph, Event::at(graph, *place as usize), *effect, key) {
                    turnings.push((Turning::Ends, graph.resolve(*place as usize)));
                }
            }
        }
        turnings.sort_by_key(|(turning, at)| (at.place, *turning));
        turnings.dedup_by_key(|(turning, at)| (at.place, *turning));
        turnings
    }

    fn ends(&self, graph: &Graph, event: Event, effect: Effect, key: TieKey) -> bool {
        let vocabulary = graph.vocabulary();
        if !vocabulary.is_a(key.relation, effect.relation) {
            return false;
        }
        let fits = |who: Who, actor: ActorIx| match event.end(who) {
            Some(meant) => meant == actor,
            None => who == Who::Others && self.is_other(graph, event, actor, key),
        };
        let (from, to) = (key.from, key.to);
        let turned = vocabulary[key.relation].is_symmetric()
            && fits(effect.from, to)
            && fits(effect.to, from);
        turned || (fits(effect.from, from) && fits(effect.to, to))
    }

    /// Every actor that is neither an end of the event nor bound to the one who acts, unless it is this bond that ends.
    fn is_other(&self, graph: &Graph, event: Event, actor: ActorIx, key: TieKey) -> bool {
        let binds = graph.vocabulary()[key.relation].spec.binds;
        let bound = || self.bound.get_or_init(|| bound(graph)).contains(&(event.from, actor));
        actor != event.from && actor != event.to && (binds || !bound())
    }
}

/// Who is bound to whom, those who act in events first.
fn bound(graph: &Graph) -> FxHashSet<(ActorIx, ActorIx)> {
    let turns = |relation: &Relation| !relation.begins.is_empty() || !relation.ends.is_empty();
    let mut acts = vec![false; graph.actors().len()];
    for (_, event) in Event::all(graph, turns) {
        acts[event.from.index()] = true;
    }
    let named = |ix: ActorIx| is_named(graph, ix);
    let mut bound = FxHashSet::default();
    for place in graph.asserted_of(|relation| relation.spec.binds) {
        let (a, b) = graph.ends(place);
        bound.extend((acts[a.index()] && named(b)).then_some((a, b)));
        bound.extend((acts[b.index()] && named(a)).then_some((b, a)));
    }
    bound
}

fn is_named(graph: &Graph, ix: ActorIx) -> bool {
    !graph.actors()[ix.index()].id.is_unnamed()
}

/// Who takes part in an event: what can be said of its claim without a look at it.
#[derive(Clone, Copy)]
struct Event {
    from: ActorIx,
    to: ActorIx,
    scene: Option<ActorIx>,
}

impl Event {
    /// The asserted claims of some events between actors who are named, by index.
    fn all(
        graph: &Graph,
        takes: impl Fn(&Relation) -> bool,
    ) -> impl Iterator<Item = (usize, Event)> {
        let events = graph.asserted_of(takes).map(|place| (place, Event::at(graph, place)));
        events.filter(|(_, event)| is_named(graph, event.from) && is_named(graph, event.to))
    }

    fn at(graph: &Graph, place: usize) -> Self {
        let (from, to) = graph.ends(place);
        Event { from, to, scene: graph.scene_at(place) }
    }

    /// The actor that a word for an end means; none in particular if it means others, or if the claim
    /// names no place.
    fn end(self, who: Who) -> Option<ActorIx> {
        match who {
            Who::From => Some(self.from),
            Who::To => Some(self.to),
            Who::Place => self.scene,
            Who::Others => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture::Fixture;
    use crate::graph::standing::standing;
    use crate::graph::time::{At, Reach, When};
    use crate::graph::{Admit, Graph};
    use crate::model::{Kind, Modality, Period};

    fn fixture() -> Fixture {
        let ids = ["chad", "france", "gaddafi", "gna", "haftar", "libya", "lna", "sirte", "wagner"];
        ids.iter()
            .fold(Fixture::new("Effects"), |fixture, id| fixture.actor(id, id, Kind::State))
            .source("paper", "2024-06-01")
    }

    /// Each standing tie at a date: `gna controls sirte ended`.
    fn stand(graph: &Graph, date: &str) -> String {
        let when = When::During(At::from(date.parse::<Period>().unwrap()));
        let name = |ix: crate::model::ActorIx| graph.actors()[ix.index()].id.as_str();
        let shown = |tie: &crate::graph::Tie<'_>| {
            let relation = &graph.vocabulary()[tie.key.relation];
            let account = standing(tie, when, Reach::default()).filter(|_| !relation.is_event())?;
            let word = account.standing.word();
            Some(format!("{} {} {} {word}", name(tie.key.from), relation.id, name(tie.key.to)))
        };
        graph.ties(Admit::ALL).iter().filter_map(shown).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn who_goes_over_is_part_of_the_other_no_longer() {
        let graph = fixture()
            .claim("wagner part_of lna", "q")
            .when("2021")
            .claim("haftar member_of lna", "q")
            .when("2021")
            .claim("wagner defects_to gna", "q")
            .when("2022-10")
            .claim("haftar defects_to gna", "q")
            .when("2022-10")
            .graph();
        let over = "haftar member_of lna ended, wagner part_of lna ended";
        assert_eq!(stand(&graph, "2023"), over);
        assert_eq!(stand(&graph, "2021"), over.replace("ended", "definite"));
    }

    #[test]
    fn who_takes_a_town_controls_it_and_nobody_else_does() {
        let graph = fixture()
            .claim("gna controls sirte", "q")
            .when("2019-06")
            .claim("haftar controls sirte", "q")
            .when("2019-07")
            .claim("haftar commands lna", "q")
            .when("2014/..")
            .claim("lna took sirte", "q")
            .when("2020-01-06")
            .graph();
        let at = |date: &str| {
            stand(&graph, date)
                .replace(" controls sirte", "")
                .replace(", haftar commands lna definite", "")
        };
        assert_eq!(at("2019-06"), "gna definite, haftar possible, lna not_yet");
        assert_eq!(at("2020-02"), "gna ended, haftar possible, lna possible");
        assert_eq!(at("2020-01-06"), "gna possible, haftar possible, lna definite");
    }

    #[test]
    fn who_is_expelled_or_withdraws_no_longer_operates_there() {
        let graph = fixture()
            .claim("france operates_in chad", "q")
            .when("2022")
            .claim("france deploys_to libya", "q")
            .when("2022")
            .claim("wagner operates_in libya", "q")
            .when("2022")
            .claim("chad expels france", "q")
            .when("2023-02")
            .claim("france withdraws_from libya", "q")
            .when("2023-03")
            .claim("libya expels wagner", "q")
            .when("2023-03")
            .modality(Modality::Alleged)
            .graph();
        assert_eq!(
            stand(&graph, "2023-06"),
            "france operates_in chad ended, france deploys_to libya ended, \
             wagner operates_in libya possible"
        );
    }

    #[test]
    fn who_is_overthrown_no_longer_leads() {
        let graph = fixture()
            .claim("gaddafi leads libya", "q")
            .when("2011-01")
            .claim("gna overthrew gaddafi", "q")
            .when("2011-10")
            .graph();
        assert_eq!(stand(&graph, "2012"), "gaddafi leads libya ended");
    }
}
