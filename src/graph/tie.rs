//! A tie: all claims of one relation between one pair, and the events that begin or end it.
//!
//! Takes a graph; gives its ties, each once, in the same way for questions, sides, pictures and exports. Must
//! not know dates.

use rayon::prelude::*;

use super::{ClaimRef, Graph};
use crate::model::{ActorIx, RelationIx, SourceIx};

/// Who, by which relation, whom; the ends of a symmetric tie stand in the actors' order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieKey {
    /// The one who acts.
    pub from: ActorIx,
    /// The one acted on.
    pub to: ActorIx,
    /// The exact relation.
    pub relation: RelationIx,
}

impl TieKey {
    /// The tie to which a claim belongs.
    pub fn of(at: &ClaimRef<'_>) -> Self {
        let (from, to, relation) = (at.claim.from, at.claim.to, at.claim.relation);
        TieKey { from, to, relation }.ordered(at.relation.is_symmetric())
    }

    /// With its ends in the actors' order if the relation is symmetric.
    pub fn ordered(self, symmetric: bool) -> Self {
        match symmetric && self.to < self.from {
            true => TieKey { from: self.to, to: self.from, ..self },
            false => self,
        }
    }

    /// The end that is not this one.
    pub fn other(self, end: ActorIx) -> ActorIx {
        if self.from == end { self.to } else { self.from }
    }
}

/// What an event does to a standing tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turning {
    /// It begins it: whoever takes a town controls it from then on.
    Begins,
    /// It ends it: whoever is expelled no longer operates there.
    Ends,
}

/// All claims of one relation between one pair.
#[derive(Debug, Clone)]
pub struct Tie<'g> {
    /// Between whom, by which relation.
    pub key: TieKey,
    /// Its claims of every modality, in the order of the files; none if only an event implies the tie.
    pub claims: Vec<ClaimRef<'g>>,
    /// Claims of the events that begin or end it.
    pub turnings: Vec<(Turning, ClaimRef<'g>)>,
    /// Claims that say of a wider relation of the pair that it is over.
    pub over: Vec<ClaimRef<'g>>,
}

/// Which claims are looked at.
#[derive(Clone, Copy)]
pub struct Admit<'f> {
    /// Of these relations.
    pub relation: &'f (dyn Fn(RelationIx) -> bool + Sync),
    /// Of these sources, unless there are none.
    pub sources: &'f [SourceIx],
}

/// In which claims of an actor one looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtEnd {
    /// Those in which it acts.
    Acts,
    /// Those in which it is acted on.
    ActedOn,
    /// All.
    Either,
}

impl Admit<'_> {
    /// Every claim.
    pub const ALL: Admit<'static> = Admit { relation: &|_| true, sources: &[] };

    fn source(&self, at: &ClaimRef<'_>) -> bool {
        self.sources.is_empty() || self.sources.contains(&at.claim.source)
    }
}

/// Whether a text leaves one of the ends unnamed. Such claims make no common tie: they may be about
/// different people.
pub fn is_unnamed(at: &ClaimRef<'_>) -> bool {
    at.from.id.is_unnamed() || at.to.id.is_unnamed()
}

impl Graph {
    /// Every tie of the claims admitted, sorted by its ends and relation, including those that only an event
    /// implies. Ties with an end that a text leaves unnamed are left out.
    pub fn ties(&self, admit: Admit<'_>) -> Vec<Tie<'_>> {
        let places = (0..self.claim_count()).into_par_iter();
        let places = places.filter(|place| (admit.relation)(self.relation_at(*place)));
        let claims = places.map(|place| self.resolve(place));
        let claims = claims.filter(|at| !is_unnamed(at) && admit.source(at));
        let claims = claims.map(|at| (TieKey::of(&at), at)).collect();
        let begun = self.effects().begun(self, admit.relation);
        self.grouped(claims, begun, &|key| self.over(key), admit)
    }

    /// The ties of an actor, sorted like those of the whole graph.
    pub fn ties_of(&self, actor: ActorIx, admit: Admit<'_>) -> Vec<Tie<'_>> {
        self.ties_at(actor, AtEnd::Either, admit)
    }

    /// The ties of an actor that have claims in which it stands at that end, with these claims; and those that an event
    /// begins, wherever it stands.
    pub fn ties_at(&self, actor: ActorIx, end: AtEnd, admit: Admit<'_>) -> Vec<Tie<'_>> {
        let claims = self.claims_of(actor, end, admit, false);
        let claims: Vec<_> = claims.map(|at| (TieKey::of(&at), at)).collect();
        let over = self.over_among(self.places_at(actor, end));
        self.grouped(claims, self.effects().begun_of(self, actor, admit.relation), &over, admit)
    }

    /// The claims of an actor with somebody whom a text leaves unnamed, each a tie by itself.
    pub fn unnamed_ties_of(&self, actor: ActorIx, admit: Admit<'_>) -> Vec<Tie<'_>> {
        self.unnamed_ties_at(actor, AtEnd::Either, admit)
    }

    /// The same, of the claims in which it stands at that end.
    pub fn unnamed_ties_at(&self, actor: ActorIx, end: AtEnd, admit: Admit<'_>) -> Vec<Tie<'_>> {
        self.claims_of(actor, end, admit, true).map(|at| self.tie_of(at)).collect()
    }

    /// The claims of an actor with somebody named or with somebody unnamed: those in which it acts, then the others.
    /// Only those that are admitted are looked at.
    fn claims_of<'g>(
        &'g self,
        actor: ActorIx,
        end: AtEnd,
        admit: Admit<'_>,
        unnamed: bool,
    ) -> impl Iterator<Item = ClaimRef<'g>> {
        let places = self.places_at(actor, end);
        let is_unnamed = |ix: ActorIx| self.actors()[ix.index()].id.is_unnamed();
        let places = places.filter(move |place| {
            // The ends take longer to look at, and most claims are of other relations.
            (admit.relation)(self.relation_at(*place)) && {
                let (from, to) = self.ends(*place);
                (is_unnamed(from) || is_unnamed(to)) == unnamed
            }
        });
        places.map(|place| self.resolve(place)).filter(move |at| admit.source(at))
    }

    /// The indices of the claims in which it stands at that end: those in which it acts, then the others.
    fn places_at(&self, actor: ActorIx, end: AtEnd) -> impl Iterator<Item = usize> + use<> {
        let acts = if end == AtEnd::ActedOn { Vec::new() } else { self.places_from(actor) };
        let acted_on = if end == AtEnd::Acts { Vec::new() } else { self.places_to(actor) };
        acts.into_iter().chain(acted_on)
    }

    /// The tie of one claim alone.
    pub fn tie_of<'g>(&'g self, at: ClaimRef<'g>) -> Tie<'g> {
        Tie { key: TieKey::of(&at), claims: vec![at], turnings: Vec::new(), over: Vec::new() }
    }

    /// The tie of these claims, with the events that begin or end it.
    pub fn tie_with<'g>(&'g self, key: TieKey, claims: Vec<ClaimRef<'g>>) -> Tie<'g> {
        Tie { key, claims, turnings: self.effects().on(self, key), over: self.over(key) }
    }

    fn grouped<'g>(
        &'g self,
        mut keyed: Vec<(TieKey, ClaimRef<'g>)>,
        mut begun: Vec<TieKey>,
        over: &(dyn Fn(TieKey) -> Vec<ClaimRef<'g>> + Sync),
        admit: Admit<'_>,
    ) -> Vec<Tie<'g>> {
        keyed.par_sort_unstable_by_key(|(key, at)| (*key, at.place));
        let groups: Vec<&[(TieKey, ClaimRef<'g>)]> =
            keyed.chunk_by(|one, next| one.0 == next.0).collect();
        let turned = |key: TieKey, claims: Vec<ClaimRef<'g>>| {
            let turnings = self.effects().on(self, key).into_iter();
            let turnings = turnings.filter(|(_, at)| admit.source(at)).collect();
            let over = over(key).into_iter().filter(|at| admit.source(at)).collect();
            Tie { key, claims, turnings, over }
        };
        let tie = |group: &&[(TieKey, ClaimRef<'g>)]| {
            turned(group[0].0, group.iter().map(|(_, at)| *at).collect())
        };
        let mut ties: Vec<Tie<'g>> = groups.par_iter().with_min_len(256).map(tie).collect();
        begun.retain(|key| ties.binary_search_by_key(key, |tie| tie.key).is_err());
        let only_begun = begun.into_iter().map(|key| turned(key, Vec::new()));
        let only_begun: Vec<Tie<'g>> = only_begun.filter(|tie| !tie.turnings.is_empty()).collect();
        if !only_begun.is_empty() {
            ties.extend(only_begun);
            ties.sort_by_key(|tie| tie.key);
        }
        ties
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn a_tie_has_its_claims_either_way_round_and_nobody_unnamed() {
        let graph = Fixture::new("Ties")
            .actor("a", "A", Kind::State)
            .actor("b", "B", Kind::State)
            .actor("?", "not named", Kind::Unnamed)
            .source("s", "2017")
            .claim("a meets b", "one")
            .claim("b meets a", "two")
            .claim("? backs b", "three")
            .claim("b backs a", "four")
            .graph();
        let shown = |ties: Vec<Tie<'_>>| {
            let text = |tie: &Tie<'_>| {
                let id = |ix: ActorIx| graph.actors()[ix.index()].id.to_string();
                let relation = &graph.vocabulary()[tie.key.relation].id;
                let (from, to) = (id(tie.key.from), id(tie.key.to));
                format!("{from} {relation} {to}: {}", tie.claims.len())
            };
            ties.iter().map(text).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(graph.ties(Admit::ALL)), "a meets b: 2, b backs a: 1");
        let b = graph.actor("b").unwrap();
        assert_eq!(shown(graph.ties_of(b, Admit::ALL)), "a meets b: 2, b backs a: 1");
    }
}
