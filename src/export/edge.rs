//! One edge of an export: a tie with what its claims say together, or a claim.
//!
//! Takes a view and what is to become an edge, gives the edges in order. Must not know formats.

use std::borrow::Cow;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::Edges;
use crate::graph::fields::{Field, FieldValue};
use crate::graph::standing::{Seen, Standing, told_of, told_until};
use crate::graph::time::Reach;
use crate::model::{Actor, Date, Relation, RelationIx};
use crate::view::{Bundle, ClaimView, LastWord, TiesWithin, View};

/// A tie in its view.
pub(super) struct Edge<'v, 'g> {
    view: &'v View<'g>,
    pub(super) tie: Cow<'v, Bundle>,
    /// The last day of the dataset, by which a tie is stale.
    pub(super) now: Option<Date>,
    mode: Edges,
    /// The ties of which it has claims, and when it was attested; worked out when a column needs them.
    within: OnceLock<TiesWithin<'g>>,
    seen: OnceLock<Option<Seen>>,
    /// How its relations stand by the last word of the sources; worked out when a column needs it.
    last_word: OnceLock<Vec<(RelationIx, LastWord)>>,
}

/// The edges of a view: ties in their order, or claims in theirs. Each is made when it is needed.
#[derive(Clone, Copy)]
pub(super) struct All<'v, 'g> {
    pub(super) view: &'v View<'g>,
    pub(super) mode: Edges,
    now: Option<Date>,
}

/// The edges of a view.
pub(super) fn edges<'v, 'g>(view: &'v View<'g>, mode: Edges) -> All<'v, 'g> {
    // They are made on all cores: a thread that needed them first, and waited for others, could meanwhile take up work
    // that needs them too, and would wait for itself.
    view.ties();
    All { view, mode, now: last_day(view) }
}

impl<'v, 'g> All<'v, 'g> {
    pub(super) fn len(self) -> usize {
        match self.mode {
            Edges::Ties => self.view.ties().len(),
            Edges::Claims => self.view.claims.len(),
        }
    }

    /// The edge in that place.
    pub(super) fn get(self, i: usize) -> Edge<'v, 'g> {
        let tie = match self.mode {
            Edges::Ties => Cow::Borrowed(&self.view.ties()[i]),
            Edges::Claims => Cow::Owned(self.view.single_tie(i)),
        };
        Edge {
            view: self.view,
            tie,
            now: self.now,
            mode: self.mode,
            within: OnceLock::new(),
            seen: OnceLock::new(),
            last_word: OnceLock::new(),
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Edge<'v, 'g>> {
        (0..self.len()).map(move |i| self.get(i))
    }
}

/// The last day of a view: that on which its last source was published, or a later one for which a
/// source asserts something.
pub(super) fn last_day(view: &View<'_>) -> Option<Date> {
    let published = view.sources.iter().filter_map(|s| s.published?.hull().1);
    let asserted = view.claims.par_iter().filter(|c| c.at.claim.modality.is_asserted());
    // Most are about a time before one that is known already: then nobody's lifetime is looked at.
    let later = |latest: Option<Date>, claim: &ClaimView<'_>| match told_until(&claim.at) {
        until if until <= latest => latest,
        _ => latest.max(told_of(&claim.at).and_then(|seen| seen.last)),
    };
    let published = published.max();
    asserted.fold(|| published, later).reduce(|| published, Option::max)
}

impl<'v, 'g> Edge<'v, 'g> {
    pub(super) fn from(&self) -> &'g Actor {
        self.view.actors[self.tie.from]
    }

    pub(super) fn to(&self) -> &'g Actor {
        self.view.actors[self.tie.to]
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &'v ClaimView<'g>> {
        let view = self.view;
        self.tie.claims.iter().map(move |i| &view.claims[*i])
    }

    /// When it was attested; for a single claim, the days that it is about, if it is asserted.
    fn seen(&self) -> Option<Seen> {
        *self.seen.get_or_init(|| match (self.mode, self.only_claim()) {
            (Edges::Claims, Some(only)) => {
                told_of(&only.at).filter(|_| only.at.claim.modality.is_asserted())
            }
            _ => self.view.seen(self.within()),
        })
    }

    fn within(&self) -> &TiesWithin<'g> {
        self.within.get_or_init(|| self.view.ties_within(&self.tie))
    }

    /// The claim, if the edge stands for one.
    pub(super) fn only_claim(&self) -> Option<&'v ClaimView<'g>> {
        match self.tie.claims[..] {
            [only] => Some(&self.view.claims[only]),
            _ => None,
        }
    }

    /// The value of a field of the claim, if the edge stands for one.
    pub(super) fn field(&self, field: &Field) -> Option<FieldValue<'g>> {
        self.view.value(field, self.only_claim()?)
    }

    /// How each of its relations stands by the last word; nothing where a date is shown, or no source has one.
    fn last_word(&self) -> &[(RelationIx, LastWord)] {
        self.last_word.get_or_init(|| match self.now.filter(|_| self.view.at.is_none()) {
            Some(now) => self.view.last_word(self.within(), now, Reach::default()),
            None => Vec::new(),
        })
    }

    fn is_over(&self, claim: &ClaimView<'_>) -> bool {
        let word = |one: &(RelationIx, LastWord)| *one == (claim.at.claim.relation, LastWord::Over);
        self.last_word().iter().any(word)
    }

    /// The claims that speak for it: those of the manner in which it is put, without those of what is over if anything
    /// goes on. Verbs, speakers and quotes are theirs.
    pub(super) fn telling(&self) -> impl Iterator<Item = &'v ClaimView<'g>> {
        let so = |claim: &&ClaimView<'g>| claim.at.claim.modality == self.tie.modality;
        let ended = self.is_ended();
        self.claims().filter(so).filter(move |claim| ended || !self.is_over(claim))
    }

    /// Whether all that is put as it is put is over by the last word of the sources.
    pub(super) fn is_ended(&self) -> bool {
        let so = |claim: &&ClaimView<'g>| claim.at.claim.modality == self.tie.modality;
        self.claims().filter(so).all(|claim| self.is_over(claim))
    }

    /// What else is said of the pair: `funds (denied)`, `arms (ended)`.
    pub(super) fn also(&self) -> Vec<String> {
        let mut told: Vec<usize> = self.telling().map(|claim| claim.at.place).collect();
        told.sort_unstable();
        let others = self.claims().filter(|claim| told.binary_search(&claim.at.place).is_err());
        distinct(others.map(|claim| {
            let how = match claim.at.claim.modality {
                same if same == self.tie.modality => "ended",
                other => other.word(),
            };
            format!("{} ({how})", claim.at.relation.id)
        }))
    }

    /// The relations of the claims that speak for it, each once, in the claims' order.
    pub(super) fn relations(&self) -> Vec<&'g Relation> {
        distinct(self.telling().map(|c| c.at.relation))
    }

    /// The relations as a label: `arms, trains`.
    pub(super) fn label(&self) -> Cow<'g, str> {
        joined(self.telling().map(|c| c.at.relation.label.as_str()), ", ")
    }

    /// How many independent origins speak for it, which decides the width of a line: of what is asserted, also those that
    /// assert the same relations less firmly.
    pub(super) fn weight(&self) -> usize {
        if self.tie.claims.len() < 2 {
            return 1;
        }
        let told: Vec<RelationIx> = self.telling().map(|claim| claim.at.claim.relation).collect();
        let speaks = |claim: &&ClaimView<'g>| match self.tie.is_asserted() {
            true => claim.at.claim.modality.is_asserted(),
            false => claim.at.claim.modality == self.tie.modality,
        };
        let same = self.claims().filter(speaks);
        self.view.origins(same.filter(|claim| told.contains(&claim.at.claim.relation)))
    }

    /// How it stands at the date shown: that of its firmest claim.
    pub(super) fn standing(&self) -> Option<Standing> {
        self.claims().filter_map(|c| c.standing).min()
    }

    /// Whether a lasting tie was last attested so long before the last day of the dataset that it may no longer
    /// hold. A tie that is said to have ended, and an event, is never stale.
    pub(super) fn is_stale(&self) -> bool {
        if self.view.at.is_some() {
            return self.standing() == Some(Standing::Stale);
        }
        let any = |word: LastWord| self.last_word().iter().any(|(_, one)| *one == word);
        any(LastWord::Stale) && !any(LastWord::Present)
    }

    /// First and last days between which it is present.
    pub(super) fn presence(&self, reach: Reach) -> Vec<(Date, Date)> {
        self.view.presence(self.within(), reach)
    }

    /// The first day on which a source asserts that it existed.
    pub(super) fn first_seen(&self) -> Option<Date> {
        self.seen()?.first
    }

    /// The last day on which a source asserts that it existed.
    pub(super) fn last_seen(&self) -> Option<Date> {
        self.seen()?.last
    }

    /// Its id in a format: the id of a claim, or ends and kind of a tie.
    pub(super) fn id(&self, mode: Edges, kind: &str) -> String {
        match (mode, self.only_claim()) {
            (Edges::Claims, Some(only)) => only.at.claim.id.to_string(),
            _ => {
                let (from, to) = (self.from().id.as_str(), self.to().id.as_str());
                let mut id = String::with_capacity(from.len() + to.len() + kind.len() + 2);
                id.extend([from, "/", to, "/"]);
                id.extend(kind.chars().map(|c| if c == ' ' { '-' } else { c }));
                id
            }
        }
    }
}

/// Each text once, in the order of first occurrence, joined; most edges have only one.
pub(super) fn joined<'a>(
    mut texts: impl Iterator<Item = &'a str>,
    separator: &str,
) -> Cow<'a, str> {
    let first = texts.next().unwrap_or_default();
    let more = distinct(texts.filter(|text| *text != first));
    if more.is_empty() {
        return Cow::Borrowed(first);
    }
    Cow::Owned([&[first], &more[..]].concat().join(separator))
}

/// Each item once, in the order of first occurrence. Quadratic, but an edge has few items.
pub(super) fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, Status};

    /// Weight, and whether it is stale, of the first tie, in a dataset that goes on to 2024.
    fn shown(build: impl Fn(Fixture) -> Fixture) -> String {
        let mut fixture = Fixture::new("");
        for id in ["a", "b", "c"] {
            fixture = fixture.actor(id, id, Kind::State);
        }
        let graph = build(fixture).source("late", "2024").claim("b meets c", "q").graph();
        let view = View::whole(&graph);
        let edge = edges(&view, Edges::Ties).get(0);
        format!("{} {}", edge.weight(), edge.is_stale())
    }

    #[test]
    fn a_weight_is_the_number_of_origins_whichever_way_round_a_tie_is_told() {
        let one = |f: Fixture| f.source("one", "2024-02").claim("a meets b", "q");
        let other = |f: Fixture| f.source("two", "2024-03").claim("b meets a", "q");
        assert_eq!(shown(|f| one(one(f))), "1 false");
        assert_eq!(shown(|f| other(one(f))), "2 false");
    }

    #[test]
    fn what_was_seen_long_before_the_last_day_is_stale() {
        let backs = |f: Fixture| f.source("one", "2017-07-12").claim("a backs b", "q");
        assert_eq!(shown(|f| f.source("new", "2023-12").claim("a backs b", "q")), "1 false");
        assert_eq!(shown(backs), "1 true");
        assert_eq!(shown(|f| backs(f).status(Status::Ended)), "1 false");
        // One relation that goes on keeps the line there.
        let arms = |f: Fixture| f.source("new", "2023-12").claim("a arms b", "q");
        assert_eq!(shown(|f| arms(backs(f))), "2 false");
    }
}
