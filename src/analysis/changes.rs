//! What changed between two dates.
//!
//! Takes a graph, two times and a scope; gives each tie that stands otherwise at the second than at
//! the first, and each event from the first to the second. Stale is not ended: a tie that nobody
//! mentions any more is said to be no longer attested.

use std::rc::Rc;

use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Modality};
use crate::query::time::{At, Certainty, Standing, When, certainty_of, touches};
use crate::query::{Force, Scope, Tie, TieKey, tie_claims};

/// What happened to a tie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A source tells that it began.
    Began,
    /// It is attested at the second date, not at the first.
    Attested,
    /// Somebody says so at the second date, though nobody asserts it; nobody did at the first.
    NewlySaid(Modality),
    /// It was stale or over, and is attested again.
    Resumed,
    /// It is put otherwise: `planned, then factual`; the firmest modality of each date.
    Put(Modality, Modality),
    /// It happened.
    Happened,
    /// It stands as it stood.
    GoesOn,
    /// It is no longer attested.
    NotAttested,
    /// Nobody says so any more, and nobody asserted it.
    NoLongerSaid(Modality),
    /// It is over.
    Ended,
}

impl Change {
    /// For people.
    pub fn words(&self) -> String {
        match self {
            Change::Began => "began".to_owned(),
            Change::Attested => "newly attested".to_owned(),
            Change::NewlySaid(modality) => format!("newly {}", modality.word()),
            Change::Resumed => "attested again".to_owned(),
            Change::Put(before, after) => format!("{}, then {}", before.word(), after.word()),
            Change::Happened => "happened".to_owned(),
            Change::GoesOn => "goes on".to_owned(),
            Change::NotAttested => "no longer attested".to_owned(),
            Change::NoLongerSaid(modality) => format!("no longer {}", modality.word()),
            Change::Ended => "ended".to_owned(),
        }
    }
}

/// A tie and what happened to it.
#[derive(Debug, Clone)]
pub struct Changed<'g> {
    /// What happened.
    pub change: Change,
    /// The one who acts.
    pub from: ActorIx,
    /// The one acted on.
    pub to: ActorIx,
    /// The tie as it stands at the second date, with the claims that decide both.
    pub tie: Rc<Tie<'g>>,
}

/// Whether ties that stand as they stood are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// They are.
    Told,
    /// They are not.
    LeftOut,
}

/// How a tie stands at one date.
struct State {
    force: Option<Force>,
    modality: Option<Modality>,
    claims: Vec<usize>,
}

/// Every change from one time to another, in the order of [`Change`], then of actors; of the ties
/// that `takes` takes.
pub fn changes<'g>(
    graph: &'g Graph,
    (first, second): (At, At),
    scope: &Scope,
    unchanged: Unchanged,
    takes: impl Fn(TieKey) -> bool,
) -> Vec<Changed<'g>> {
    let mut found = Vec::new();
    for (key @ (from, relation, to), claims) in tie_claims(graph, scope) {
        if !takes(key) {
            continue;
        }
        let before = state(&claims, scope, first);
        let after = state(&claims, scope, second);
        let event = graph.vocabulary()[relation].is_event();
        let (change, after) = if event {
            let between = At { first: first.first, last: second.last };
            let between = state(&claims, scope, between);
            let held = between.force.is_some_and(Force::holds);
            (held.then_some(Change::Happened), between)
        } else {
            (change(&claims, &before, &after, (first, second)), after)
        };
        let Some(change) = change else { continue };
        if change == Change::GoesOn && unchanged == Unchanged::LeftOut {
            continue;
        }
        let mut places = after.claims.clone();
        if !event {
            places.extend(&before.claims);
        }
        places.sort_unstable();
        places.dedup();
        let force = after.force.or(before.force).unwrap_or(Force::Held(Certainty::Stale));
        let standing = certainty_of(&claims, When::During(second), scope.reach);
        let tie = Tie {
            relation,
            force,
            reported: false,
            claims: places.iter().map(|i| claims[*i]).collect(),
            denials: Vec::new(),
            windows: Vec::new(),
            last_seen: standing.and_then(|standing| standing.last_seen),
        };
        found.push(Changed { change, from, to, tie: Rc::new(tie) });
    }
    found.sort_by(|a, b| (&a.change, a.from, a.to).cmp(&(&b.change, b.from, b.to)));
    found
}

fn state(claims: &[ClaimRef<'_>], scope: &Scope, at: At) -> State {
    let when = When::During(at);
    let firmest = |places: &[usize]| places.iter().map(|i| claims[*i].claim.modality).min();
    if let Some(Standing { certainty, claims: places, .. }) =
        certainty_of(claims, when, scope.reach)
    {
        let near: Vec<usize> =
            places.iter().copied().filter(|i| touches(&claims[*i], when, scope.reach)).collect();
        let modality = firmest(&near).or_else(|| firmest(&places));
        return State { force: Some(Force::Held(certainty)), modality, claims: places };
    }
    let said = |i: &usize| {
        let at = &claims[*i];
        !at.claim.modality.is_asserted() && touches(at, when, scope.reach)
    };
    let places: Vec<usize> = (0..claims.len()).filter(said).collect();
    let modality = firmest(&places);
    State { force: modality.map(Force::Said), modality, claims: places }
}

fn change(
    claims: &[ClaimRef<'_>],
    before: &State,
    after: &State,
    (first, second): (At, At),
) -> Option<Change> {
    use Certainty::{Definite, Ended, Possible, Stale};
    let held = |force: Option<Force>| match force {
        Some(Force::Held(certainty)) => Some(certainty),
        _ => None,
    };
    let put = || {
        let (a, b) = (before.modality?, after.modality?);
        (a != b).then_some(Change::Put(a, b))
    };
    let began = || {
        let starts = claims.iter().filter(|at| at.claim.modality.is_asserted());
        let mut starts = starts.filter_map(|at| at.validity().start?.1);
        starts.any(|latest| latest >= first.first)
    };
    // Every source tells of it as over by then, if not since when.
    let over = || {
        let asserted = claims.iter().filter(|at| at.claim.modality.is_asserted());
        let mut ends = asserted.map(|at| at.validity().end.and_then(|end| end.1)).peekable();
        ends.peek().is_some() && ends.all(|end| end.is_some_and(|latest| latest <= second.last))
    };
    match (held(before.force), held(after.force)) {
        (Some(Definite | Possible), Some(Possible)) if over() => Some(Change::Ended),
        (Some(Definite | Possible), Some(Definite | Possible)) => put().or(Some(Change::GoesOn)),
        (Some(Definite | Possible), Some(Ended)) | (Some(Stale), Some(Ended)) => {
            Some(Change::Ended)
        }
        (Some(Definite | Possible), Some(Stale) | None) => Some(Change::NotAttested),
        (Some(Stale | Ended), Some(Definite | Possible)) => Some(Change::Resumed),
        (None, Some(Definite | Possible)) if before.force.is_some() => put(),
        (None, Some(Definite | Possible)) if began() => Some(Change::Began),
        (None, Some(Definite | Possible)) => Some(Change::Attested),
        (None, Some(Ended)) => Some(Change::Ended),
        (None, None) => match (before.force, after.force) {
            (None, Some(_)) => after.modality.map(Change::NewlySaid),
            (Some(_), None) => before.modality.map(Change::NoLongerSaid),
            _ => put(),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, Period, Status};

    #[test]
    fn each_change_has_its_name() {
        let graph = ["a", "b", "c", "d", "e", "f", "g", "h", "us"]
            .iter()
            .fold(Fixture::new("Changes"), |f, id| f.actor(id, id, Kind::State))
            .source("paper", "2026")
            .claim("a backs us", "q")
            .when("2023/..")
            .claim("b backs us", "q")
            .when("2024")
            .claim("c backs us", "q")
            .when("2016")
            .claim("d backs us", "q")
            .when("2016/2020")
            .claim("e backs us", "q")
            .when("2017")
            .modality(Modality::Planned)
            .claim("e backs us", "q2")
            .when("2024")
            .claim("f meets us", "q")
            .when("2020-08")
            .claim("g backs us", "q")
            .when("2017/..")
            .claim("h backs us", "q")
            .when("2014")
            .status(Status::Ended)
            .claim("h backs us", "q2")
            .when("2011/2012")
            .graph();
        let at = |text: &str| At::from(text.parse::<Period>().unwrap());
        let shown = |unchanged| -> Vec<String> {
            let scope = Scope::default();
            changes(&graph, (at("2017"), at("2024")), &scope, unchanged, |_| true)
                .iter()
                .map(|c| format!("{} {}", graph.actors()[c.from.index()].id, c.change.words()))
                .collect()
        };
        let told = [
            "a began",
            "b newly attested",
            "e planned, then factual",
            "f happened",
            "g goes on",
            "c no longer attested",
            "d ended",
        ];
        let all: Vec<String> = shown(Unchanged::Told);
        assert_eq!(all[..7], told, "{all:?}");
        assert_eq!(shown(Unchanged::LeftOut).len(), all.len() - 1);
    }
}
