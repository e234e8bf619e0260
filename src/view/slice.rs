//! The part of a graph that is shown at a date.
//!
//! Takes a graph and a date, gives a view of the ties that are present then, or were last seen too
//! long ago (stale), with the claims that show it. Must not know formats.

use std::collections::{BTreeMap, BTreeSet};

use super::{ClaimView, View};
use crate::graph::standing::{Standing, standing};
use crate::graph::tie::is_unnamed;
use crate::graph::time::{Reach, When};
use crate::graph::{Admit, Graph};
use crate::model::{ActorIx, Period};

impl<'g> View<'g> {
    /// The graph at a date: its actors are those of the claims shown.
    pub fn at(graph: &'g Graph, date: Period, reach: Reach) -> Self {
        let when = When::During(date.into());
        let unnamed = graph.claims().filter(is_unnamed).map(|at| graph.tie_of(at));
        let mut shown: BTreeMap<usize, ClaimView<'g>> = BTreeMap::new();
        for tie in graph.ties(Admit::ALL).into_iter().chain(unnamed) {
            let Some(account) = standing(&tie, when, reach) else { continue };
            if account.present || account.standing == Standing::Stale {
                let standing = Some(account.standing);
                shown.extend(
                    account
                        .deciding
                        .into_iter()
                        .map(|at| (at.place, ClaimView::standing_so(at, graph, standing))),
                );
            }
        }
        let claims: Vec<ClaimView<'g>> = shown.into_values().collect();
        let ends = |c: &ClaimView<'g>| [c.at.claim.from, c.at.claim.to];
        let actors: BTreeSet<ActorIx> = claims.iter().flat_map(ends).collect();
        let actors: Vec<ActorIx> = actors.into_iter().collect();
        let sources: BTreeSet<_> = claims.iter().map(|c| c.at.source.id.clone()).collect();
        let sources = graph.sources().iter().filter(|s| sources.contains(&s.id)).collect();
        View { at: Some(date), ..View::of(graph, &actors, sources, claims) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, Modality, Status};

    fn shown(date: &str) -> Vec<String> {
        let graph = Fixture::new("")
            .actor("a", "A", Kind::State)
            .actor("b", "B", Kind::State)
            .actor("c", "C", Kind::State)
            .source("s", "2017-07-12")
            .claim("a backs b", "one")
            .claim("c fights b", "two")
            .when("2014/2015")
            .claim("b fights c", "three")
            .when("2012")
            .status(Status::Begun)
            .claim("a meets c", "four")
            .when("2016-05")
            .claim("a arms c", "five")
            .when("2017-07")
            .modality(Modality::Planned)
            .graph();
        let view = View::at(&graph, date.parse().unwrap(), Reach::default());
        assert_eq!(view.at, date.parse().ok());
        assert_eq!(view.marks.len(), view.actors.len());
        let word = |c: &ClaimView<'_>| c.standing.map_or("-", Standing::word);
        let claim = |c: &ClaimView<'_>| format!("{} {}", c.at.claim.citation.text(), word(c));
        let mut lines: Vec<String> = view.claims.iter().map(claim).collect();
        let ids: Vec<&str> = view.actors.iter().map(|a| a.id.as_str()).collect();
        lines.push(ids.join(" "));
        lines
    }

    #[test]
    fn each_date_has_its_ties() {
        for (date, expected) in [
            ("2017-07", &["one definite", "a b"][..]),
            // Attested a year later only, and a plan is not a tie.
            ("2016-05", &["four definite", "a c"]),
            // What began in 2012 and what began in 2014 are not joined.
            ("2013", &["three possible", "b c"]),
            ("2024", &["one stale", "a b"]),
            ("2001", &[""]),
        ] {
            assert_eq!(shown(date), expected, "{date}");
        }
    }
}
