//! When an actor is told to be no longer, or not yet, part of the whole that it is part of at another time.
//!
//! What a brigade does after it has left the army is no act of the army, at whatever time one asks.

use rustc_hash::FxHashMap;

use crate::graph::standing::{Standing, standing, turning_days};
use crate::graph::time::{At, Reach, When};
use crate::graph::{Graph, Tie};
use crate::model::{ActorIx, Date, Status};

/// For each tie that rolls up, from part to whole: first and last days of the times at which it is told not to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Away(FxHashMap<(ActorIx, ActorIx), Vec<(Date, Date)>>);

impl Away {
    /// Adds the days of a tie, if its claims or events tell of any.
    pub(super) fn add(&mut self, tie: &Tie<'_>, reach: Reach) {
        let turns = tie.claims.iter().any(|at| {
            at.claim.modality.is_asserted()
                && (at.claim.when.is_some() || at.claim.status != Status::Unknown)
        });
        if !turns && tie.turnings.is_empty() {
            return;
        }
        let days: Vec<Date> = turning_days(tie, reach).into_iter().collect();
        let nexts = days.iter().skip(1).map(|next| next.yesterday().unwrap_or(Date::MIN));
        let lasts = nexts.chain([Date::MAX]);
        let mut away: Vec<(Date, Date)> = Vec::new();
        for (first, last) in days.iter().copied().zip(lasts) {
            let standing = standing(tie, When::During(At::day(first)), reach).map(|a| a.standing);
            if !matches!(standing, Some(Standing::Ended | Standing::NotYet)) {
                continue;
            }
            match away.last_mut() {
                Some(open) if open.1.tomorrow().is_ok_and(|next| next == first) => open.1 = last,
                _ => away.push((first, last)),
            }
        }
        if !away.is_empty() {
            self.0.insert((tie.key.from, tie.key.to), away);
        }
    }

    /// Whether all of some days lie in a time at which an actor was not part of another.
    pub(super) fn covers(&self, tie: (ActorIx, ActorIx), days: (Date, Date)) -> bool {
        let away = self.0.get(&tie).map_or(&[][..], Vec::as_slice);
        away.iter().any(|away| away.0 <= days.0 && days.1 <= away.1)
    }

    /// Whether anything is told of a tie.
    pub(super) fn knows(&self, tie: (ActorIx, ActorIx)) -> bool {
        self.0.contains_key(&tie)
    }
}

impl Graph {
    /// The days that a claim is about: its own or, if it has none, those of its source; what is only told to have been, and
    /// an event without a date, was at any time before.
    pub(in crate::graph) fn days_of(&self, place: usize) -> (Date, Date) {
        let claim = self.data.claims.get(self.in_dataset(place));
        let source = &self.data.sources[claim.source.index()];
        let hull = |period: crate::model::Period| period.hull();
        let (first, last) = claim.when.or(source.published).map_or((None, None), hull);
        let event = self.data.vocabulary[claim.relation].is_event();
        let before = claim.when.is_none() && (event || claim.status == Status::Ended);
        let first = first.filter(|_| !before);
        (first.unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
    }
}
