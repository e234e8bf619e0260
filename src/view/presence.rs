//! When the ties of a view are present.
//!
//! Takes a bundle of a view, gives days. How a tie stands is decided by all claims of its relation and
//! pair, so that an edge for one claim is not present on a day on which other claims say that the tie was over. Must
//! not know formats.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Bundle, View};
use crate::graph::standing::{Seen, Standing, presence, seen, standing};
use crate::graph::time::{At, Reach, When};
use crate::graph::{self, ClaimRef, TieKey};
use crate::model::{Date, Modality, RelationIx};

/// A tie of no more claims is weighed each time that somebody asks.
const FEW: usize = 8;

/// How ties stand as a whole: each of their claims asks, where each is an edge, and all are told the same.
#[derive(Debug, Default)]
pub(super) struct Known {
    stands: Mutex<HashMap<Weighed, LastWord>>,
    presence: Mutex<HashMap<(TieKey, Reach), Days>>,
}

/// How a tie stands by the last word of the sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWord {
    /// It is present on the last day.
    Present,
    /// It was last seen too long before.
    Stale,
    /// A source says that it is over, and none tells of it anew.
    Over,
    /// It is still to come, is undated, or nobody asserts it.
    Other,
}

/// What is weighed: a tie, on a day, with a reach.
type Weighed = (TieKey, Date, Reach);

/// First and last days.
type Days = Arc<[(Date, Date)]>;

impl Clone for Known {
    /// Whoever copies a view may change it.
    fn clone(&self) -> Self {
        Known::default()
    }
}

fn known<K: Eq + Hash, V: Clone>(
    map: &Mutex<HashMap<K, V>>,
    key: K,
    find: impl FnOnce() -> V,
) -> V {
    let lock = || map.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(value) = lock().get(&key) {
        return value.clone();
    }
    let value = find();
    lock().insert(key, value.clone());
    value
}

/// The ties of which a bundle has claims, each with those claims.
#[derive(Debug, Clone)]
pub struct TiesWithin<'g> {
    ties: Vec<graph::Tie<'g>>,
    /// The place in [`View::ties`] of the bundle that has all their claims, if this one may not.
    whole: Option<usize>,
}

impl<'g> View<'g> {
    /// The ties of a bundle: what the days of a bundle are worked out from.
    pub fn ties_within(&self, bundle: &Bundle) -> TiesWithin<'g> {
        let mut ties: Vec<graph::Tie<'g>> = Vec::with_capacity(1);
        for at in bundle.claims.iter().map(|i| self.claims[*i].at) {
            let key = TieKey::of(&at);
            match ties.iter_mut().find(|tie| tie.key == key) {
                Some(tie) => tie.claims.push(at),
                None => ties.push(self.graph.tie_with(key, vec![at])),
            }
        }
        let other = bundle.claims.first().filter(|_| !bundle.whole);
        TiesWithin { ties, whole: other.map(|claim| self.bundle_of(*claim)) }
    }

    /// First and last days, in order, between which a tie of a bundle is present by the bundle's claims: definite, or
    /// possible by what is attested no later. They may overlap.
    pub fn presence(&self, within: &TiesWithin<'g>, reach: Reach) -> Vec<(Date, Date)> {
        let mut days = Vec::new();
        for tie in &within.ties {
            let own = presence(tie, reach);
            let Some(bundle) = within.whole else {
                days.extend(own);
                continue;
            };
            let all = || presence(&self.all_of(tie.key, bundle), reach).into();
            let whole: Days = match self.ties()[bundle].claims.len() {
                0..=FEW => all(),
                _ => known(&self.known.presence, (tie.key, reach), all),
            };
            for (a, b) in whole.iter() {
                let both = own.iter().map(|(c, d)| (*a.max(c), *b.min(d)));
                days.extend(both.filter(|(first, last)| first <= last));
            }
        }
        days.sort_unstable();
        days
    }

    /// How each relation of a bundle's ties stands by the last day of the dataset.
    pub fn last_word(
        &self,
        within: &TiesWithin<'g>,
        day: Date,
        reach: Reach,
    ) -> Vec<(RelationIx, LastWord)> {
        let weighed = |tie: &graph::Tie<'g>| {
            let account = standing(tie, When::During(At::day(day)), reach);
            let is_over = |at: &ClaimRef<'_>| at.validity().end.is_some();
            let told_over = !tie.turnings.is_empty() || tie.claims.iter().any(is_over);
            let over = told_over
                && standing(tie, When::Told, reach)
                    .is_some_and(|account| account.standing == Standing::Ended);
            match account {
                _ if over => LastWord::Over,
                Some(account) if account.present => LastWord::Present,
                Some(account) if account.standing == Standing::Stale => LastWord::Stale,
                _ => LastWord::Other,
            }
        };
        let stands = |tie: &graph::Tie<'g>| {
            let Some(bundle) = within.whole else { return weighed(tie) };
            let all = || weighed(&self.all_of(tie.key, bundle));
            match self.ties()[bundle].claims.len() {
                0..=FEW => all(),
                _ => known(&self.known.stands, (tie.key, day, reach), all),
            }
        };
        within.ties.iter().map(|tie| (tie.key.relation, stands(tie))).collect()
    }

    /// First and last day on which a bundle's claims attest a tie.
    pub fn seen(&self, within: &TiesWithin<'g>) -> Option<Seen> {
        let all = within.ties.iter().filter_map(seen);
        all.reduce(|all, one| Seen {
            first: all.first.min(one.first),
            last: all.last.zip(one.last).map(|(a, b)| a.max(b)),
        })
    }

    /// Whether a tie is certain and a fact, by the bundle's claims and by all others that decide how it
    /// stands: what has ended, or was only ever possible, is not.
    pub fn is_firm(&self, bundle: &Bundle) -> bool {
        let fact = |i: &usize| self.claims[*i].at.claim.modality == Modality::Factual;
        let when = self.at.map_or(When::Told, |date| When::During(date.into()));
        let firm = |tie: &graph::Tie<'g>| {
            standing(tie, when, Reach::default()).is_some_and(|account| {
                account.standing == Standing::Definite && account.manner == Modality::Factual
            })
        };
        let firm_in = |within: TiesWithin<'g>| match within.whole {
            None => within.ties.iter().any(firm),
            Some(whole) => within.ties.iter().any(|tie| firm(&self.all_of(tie.key, whole))),
        };
        bundle.claims.iter().any(fact) && firm_in(self.ties_within(bundle))
    }

    /// A tie with all of its claims that are shown, which a bundle has.
    fn all_of(&self, key: TieKey, bundle: usize) -> graph::Tie<'g> {
        let claims = self.ties()[bundle].claims.iter().map(|i| self.claims[*i].at);
        self.graph.tie_with(key, claims.filter(|at| TieKey::of(at) == key).collect())
    }
}
