//! When the ties of a view are present.
//!
//! Takes a tie of a view, gives days. How a tie stands is decided by all claims of its relation and
//! pair, so that an edge of one claim is there on no day on which others say that it was over. Must
//! not know formats.

use std::collections::BTreeMap;

use super::{Bundle, View, place};
use crate::graph::standing::{Seen, Standing, presence, seen, standing};
use crate::graph::time::{At, Reach, When};
use crate::graph::{self, ClaimRef, TieKey};
use crate::model::{Date, Modality};

impl<'g> View<'g> {
    /// First and last days, in order, between which a tie is present by its claims: definite, or
    /// possible by what is attested no later. They may overlap.
    pub fn presence(&self, tie: &Bundle, reach: Reach) -> Vec<(Date, Date)> {
        let mut days = Vec::new();
        for (key, own) in self.by_key(tie) {
            let whole = presence(&self.exact(tie, key), reach);
            let own = presence(&self.graph.tie_with(key, own), reach);
            for (a, b) in whole {
                let both = own.iter().map(|(c, d)| (a.max(*c), b.min(*d)));
                days.extend(both.filter(|(first, last)| first <= last));
            }
        }
        days.sort_unstable();
        days
    }

    /// Whether a tie is not present on a day because it was last seen too long before.
    pub fn is_stale(&self, tie: &Bundle, day: Date, reach: Reach) -> bool {
        let account = |key| standing(&self.exact(tie, key), When::During(At::day(day)), reach);
        let accounts = self.by_key(tie).into_keys().filter_map(account);
        let accounts: Vec<_> = accounts.collect();
        accounts.iter().any(|account| account.standing == Standing::Stale)
            && !accounts.iter().any(|account| account.present)
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
        let ends = |t: &Bundle| (t.from, t.to, t.family, t.symmetric);
        let (a, b) = (place(&self.places, key.from), place(&self.places, key.to));
        let (a, b) = if tie.symmetric { (a.min(b), a.max(b)) } else { (a, b) };
        let wanted = (a, b, tie.family, tie.symmetric);
        let bundle = self.ties().binary_search_by(|other| ends(other).cmp(&wanted));
        let claims = bundle.map_or(&tie.claims, |i| &self.ties()[i].claims);
        let claims = claims.iter().map(|i| self.claims[*i].at);
        self.graph.tie_with(key, claims.filter(|at| TieKey::of(at) == key).collect())
    }
}
