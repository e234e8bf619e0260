//! What of a graph is shown at a date.
//!
//! Takes a graph and a date, gives a view of the ties that hold then, or were last seen too long ago
//! (stale). Left out is what had ended, and what is attested only later; claims that no source asserts
//! stay where their date falls into the time shown. Must not know formats.

use std::collections::{BTreeMap, BTreeSet};

use super::{ClaimView, View};
use crate::graph::time::{Certainty, Reach, When, certainty_of, touches};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Period};

impl<'g> View<'g> {
    /// The graph at a date: its actors are those of the claims shown.
    pub fn at(graph: &'g Graph, date: Period, reach: Reach) -> Self {
        let when = When::During(date.into());
        let all: Vec<ClaimRef<'g>> = graph.claims().collect();
        let mut shown: BTreeMap<usize, Option<Certainty>> = BTreeMap::new();
        for places in groups(&all).values() {
            let claims: Vec<ClaimRef<'g>> = places.iter().map(|i| all[*i]).collect();
            let standing = certainty_of(&claims, when, reach);
            if let Some(standing) = standing.filter(|s| s.certainty != Certainty::Ended) {
                let deciding = standing.claims.iter().map(|i| places[*i]);
                shown.extend(deciding.map(|i| (i, Some(standing.certainty))));
            }
            let wished = |i: &usize| !all[*i].claim.modality.is_asserted();
            let near = places.iter().filter(|i| wished(i) && touches(&all[**i], when, reach));
            shown.extend(near.map(|i| (*i, None)));
        }
        let claims: Vec<ClaimView<'g>> = (shown.into_iter())
            .map(|(i, certainty)| ClaimView { certainty, ..ClaimView::new(all[i], graph) })
            .collect();
        let ends = |c: &ClaimView<'g>| [c.at.claim.from, c.at.claim.to];
        let actors: BTreeSet<ActorIx> = claims.iter().flat_map(ends).collect();
        let actors: Vec<ActorIx> = actors.into_iter().collect();
        let sources: BTreeSet<_> = claims.iter().map(|c| c.at.source.id.clone()).collect();
        let sources = graph.sources().iter().filter(|s| sources.contains(&s.id)).collect();
        View { at: Some(date), ..View::of(graph, &actors, sources, claims) }
    }
}

/// The claims of each relation and pair, as places in the list; a symmetric pair either way round.
fn groups(claims: &[ClaimRef<'_>]) -> BTreeMap<(u32, u32, u32), Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, at) in claims.iter().enumerate() {
        let (mut a, mut b) = (at.claim.from.0, at.claim.to.0);
        if at.relation.is_symmetric() && a > b {
            std::mem::swap(&mut a, &mut b);
        }
        groups.entry((a, b, at.claim.relation.0)).or_default().push(i);
    }
    groups
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
        let word = |c: &ClaimView<'_>| c.certainty.map_or("-", Certainty::word);
        let claim = |c: &ClaimView<'_>| format!("{} {}", c.at.claim.citation.text(), word(c));
        let mut lines: Vec<String> = view.claims.iter().map(claim).collect();
        let ids: Vec<&str> = view.actors.iter().map(|a| a.id.as_str()).collect();
        lines.push(ids.join(" "));
        lines
    }

    #[test]
    fn each_date_has_its_ties() {
        for (date, expected) in [
            ("2017-07", &["one definite", "five -", "a b c"][..]),
            ("2016-05", &["one possible", "four definite", "five -", "a b c"]),
            ("2013", &["two definite", "three definite", "b c"]),
            ("2024", &["one stale", "a b"]),
            ("2001", &[""]),
        ] {
            assert_eq!(shown(date), expected, "{date}");
        }
    }
}
