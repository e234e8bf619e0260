//! The basis of everything that is worked out, made only once: who is part of whom at all times.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::graph::time::{At, Reach, When};
use crate::graph::{Graph, Parents, Wholes};
use crate::model::{ActorIx, ClaimId, Date};

/// A graph, and who is part of whom in it.
pub(super) struct Ground<'g> {
    pub(super) graph: &'g Graph,
    pub(super) reach: Reach,
    /// The places of claims in the file.
    pub(super) places: HashMap<ClaimId, usize>,
    told: Wholes,
    days: Vec<(Date, Wholes)>,
}

/// Who can be part of whom in each year, and last of all by the last word.
pub(super) type Years = Vec<(Option<i16>, Wholes)>;

impl<'g> Ground<'g> {
    pub(super) fn of(graph: &'g Graph, reach: Reach) -> Self {
        Ground {
            graph,
            reach,
            places: graph.claims().map(|at| (at.claim.id, at.place)).collect(),
            told: Wholes::of(graph, When::Told, reach),
            days: Wholes::spells(graph, reach),
        }
    }

    /// The same of some years.
    pub(super) fn years(&self, years: &[i16]) -> Years {
        let of = |year: &i16| Wholes::of(self.graph, during(*year), self.reach);
        let years = years.iter().map(|year| (Some(*year), of(year)));
        years.chain([(None, self.told.clone())]).collect()
    }

    /// Who is part of whom from each day on, where some are kept apart.
    pub(super) fn days(&self, keep: &[ActorIx]) -> Vec<(Date, Parents)> {
        let all = self.days.iter().map(|(day, wholes)| (*day, wholes.parents(self.graph, keep)));
        let mut days: Vec<(Date, Parents)> = all.collect();
        days.dedup_by(|next, before| next.1 == before.1);
        days
    }

    /// By the last word.
    pub(super) fn told(&self) -> Parents {
        self.told.parents(self.graph, &[])
    }

    /// An actor, and everybody who can be part of it at any time.
    pub(super) fn with_parts(&self, actor: ActorIx, years: &Years) -> BTreeSet<ActorIx> {
        let all = self.days.iter().map(|(_, wholes)| wholes);
        let all = all.chain(years.iter().map(|(_, wholes)| wholes));
        let mut parts: BTreeMap<ActorIx, BTreeSet<ActorIx>> = BTreeMap::new();
        for (part, whole) in all.flat_map(Wholes::pairs) {
            parts.entry(whole).or_default().insert(part);
        }
        let mut found = BTreeSet::from([actor]);
        let mut left = vec![actor];
        while let Some(whole) = left.pop() {
            let new = parts.get(&whole).into_iter().flatten();
            left.extend(new.filter(|part| found.insert(**part)));
        }
        found
    }
}

/// A whole year.
pub(super) fn during(year: i16) -> When {
    let day = |month, day| Date::new(year, month, day).unwrap_or(Date::MAX);
    When::During(At { first: day(1, 1), last: day(12, 31) })
}
