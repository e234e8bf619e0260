//! Which place lies in which: geography, so that whoever operates in a town is found for its country too.
//!
//! Takes a graph; gives the places around a place, and those within it. No source asserts geography and
//! it has no date, so it is not a tie, and is never drawn as one. Must not know questions.

use super::Graph;
use crate::model::ActorIx;

impl Graph {
    /// The places in which a place lies, the nearest first, up to a state.
    pub fn places_around(&self, place: ActorIx) -> impl Iterator<Item = ActorIx> {
        let around = move |ix: &ActorIx| self.actors()[ix.index()].within;
        // The check refuses circles; a dataset made by hand may have one.
        std::iter::successors(around(&place), around).take(self.actors().len().min(64))
    }

    /// The places that lie in a place or a state, at any depth, sorted by id; not the place itself.
    pub fn places_within(&self, place: ActorIx) -> Vec<ActorIx> {
        let all = (0..self.actors().len()).map(ActorIx::from);
        all.filter(|ix| *ix != place && self.places_around(*ix).any(|outer| outer == place))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn places_lie_within_each_other_at_any_depth() {
        let graph = Fixture::new("Places")
            .actor("airport", "Airport", Kind::Place)
            .actor("capital", "Capital", Kind::Place)
            .actor("port", "Port", Kind::Place)
            .actor("sund", "Sund", Kind::State)
            .within("airport", "capital")
            .within("capital", "sund")
            .graph();
        let ix = |id: &str| graph.actor(id).unwrap();
        assert_eq!(graph.places_within(ix("sund")), [ix("airport"), ix("capital")]);
        assert_eq!(graph.places_within(ix("airport")), []);
        assert_eq!(graph.places_within(ix("port")), []);
        let around: Vec<_> = graph.places_around(ix("airport")).collect();
        assert_eq!(around, [ix("capital"), ix("sund")]);
    }
}
