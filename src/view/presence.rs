//! When the ties of a view are present.
//!
//! Takes a tie of a view, gives days. How a tie stands is decided by all claims of its relation and
//! pair, so that an edge for one claim is not present on a day on which other claims say that the tie was over. Must
//! not know formats.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Bundle, View, place};
use crate::graph::standing::{Seen, Standing, presence, seen, standing};
use crate::graph::time::{At, Reach, When};
use crate::graph::{self, ClaimRef, TieKey};
use crate::model::{Date, Few, Modality, RelationIx};

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

impl<'g> View<'g> {
    /// First and last days, in order, between which a tie is present by its claims: definite, or
    /// possible by what is attested no later. They may overlap.
    pub fn presence(&self, tie: &Bundle, reach: Reach) -> Vec<(Date, Date)> {
        let mut days = Vec::new();
        for (key, own) in self.by_key(tie) {
            let all = || presence(&self.exact(tie, key), reach).into();
            let whole: Days = match self.bundled(tie, key).len() {
                0..=FEW => all(),
                _ => known(&self.known.presence, (key, reach), all),
            };
            let own = presence(&self.graph.tie_with(key, own), reach);
            for (a, b) in whole.iter() {
                let both = own.iter().map(|(c, d)| (*a.max(c), *b.min(d)));
                days.extend(both.filter(|(first, last)| first <= last));
            }
        }
        days.sort_unstable();
        days
    }

    /// How each relation of a tie stands by the last day of the dataset.
    pub fn last_word(&self, tie: &Bundle, day: Date, reach: Reach) -> Vec<(RelationIx, LastWord)> {
        let stands = |key: TieKey| {
            let weighed = || {
                let exact = self.exact(tie, key);
                let account = standing(&exact, When::During(At::day(day)), reach);
                let is_over = |at: &ClaimRef<'_>| at.validity().end.is_some();
                let told_over = !exact.turnings.is_empty() || exact.claims.iter().any(is_over);
                let over = told_over
                    && standing(&exact, When::Told, reach)
                        .is_some_and(|account| account.standing == Standing::Ended);
                match account {
                    _ if over => LastWord::Over,
                    Some(account) if account.present => LastWord::Present,
                    Some(account) if account.standing == Standing::Stale => LastWord::Stale,
                    _ => LastWord::Other,
                }
            };
            let word = match self.bundled(tie, key).len() {
                0..=FEW => weighed(),
                _ => known(&self.known.stands, (key, day, reach), weighed),
            };
            (key.relation, word)
        };
        self.by_key(tie).into_keys().map(stands).collect()
    }

    /// First and last day on which a tie is attested, of any of its relations.
    pub fn seen(&self, tie: &Bundle) -> Option<Seen> {
        let ties = self.by_key(tie).into_iter();
        let all = ties.filter_map(|(key, own)| seen(&self.graph.tie_with(key, own)));
        all.reduce(|all, one| Seen {
            first: all.first.min(one.first),
            last: all.last.zip(one.last).map(|(a, b)| a.max(b)),
        })
    }

    /// Whether a tie is certain and a fact, by its own claims and by all others that decide how it
    /// stands: what has ended, or was only ever possible, is not.
    pub fn is_firm(&self, tie: &Bundle) -> bool {
        let fact = |i: &usize| self.claims[*i].at.claim.modality == Modality::Factual;
        let when = self.at.map_or(When::Told, |date| When::During(date.into()));
        let firm = |key| {
            standing(&self.exact(tie, key), when, Reach::default()).is_some_and(|account| {
                account.standing == Standing::Definite && account.manner == Modality::Factual
            })
        };
        tie.claims.iter().any(fact) && self.by_key(tie).into_keys().any(firm)
    }

    /// The claims of a bundle by their exact ties.
    fn by_key(&self, tie: &Bundle) -> BTreeMap<TieKey, Vec<ClaimRef<'g>>> {
        let mut claims: BTreeMap<TieKey, Vec<ClaimRef<'g>>> = BTreeMap::new();
        for at in tie.claims.iter().map(|i| self.claims[*i].at) {
            claims.entry(TieKey::of(&at)).or_default().push(at);
        }
        claims
    }

    /// The exact tie with all of its claims that are shown, whichever of them a bundle has.
    fn exact(&self, tie: &Bundle, key: TieKey) -> graph::Tie<'g> {
        let claims = self.bundled(tie, key).iter().map(|i| self.claims[*i].at);
        self.graph.tie_with(key, claims.filter(|at| TieKey::of(at) == key).collect())
    }

    /// All claims of the bundle in which the claims of a tie are, as places in [`View::claims`].
    fn bundled<'b>(&'b self, tie: &'b Bundle, key: TieKey) -> &'b Few<usize> {
        let ends = |t: &Bundle| (t.from, t.to, t.family, t.symmetric);
        let (a, b) = (place(&self.places, key.from), place(&self.places, key.to));
        let (a, b) = if tie.symmetric { (a.min(b), a.max(b)) } else { (a, b) };
        let wanted = (a, b, tie.family, tie.symmetric);
        let bundle = self.ties().binary_search_by(|other| ends(other).cmp(&wanted));
        bundle.map_or(&tie.claims, |i| &self.ties()[i].claims)
    }
}
