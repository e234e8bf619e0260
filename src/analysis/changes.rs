//! What changed between two dates.
//!
//! Takes a graph, two times and a scope; gives each tie that stands differently at the second than at
//! the first, and each event between them. Stale is not ended: a tie that nobody
//! mentions any more is reported as no longer attested.

use std::sync::Arc;

use crate::graph::standing::{Account, Standing, standing};
use crate::graph::{self, Admit, ClaimRef, Graph, TieKey};
use crate::model::{ActorIx, Modality};
use crate::query::time::{At, When};
use crate::query::{AnsweredTie, Force, Scope};

/// What happened to a tie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// A source tells that it began.
    Began,
    /// It is attested at the second date, and by the first it was not.
    Attested,
    /// Somebody says so at the second date, though nobody asserts it; nobody did at the first.
    NewlySaid(Modality),
    /// It was stale or over, and is attested again.
    Resumed,
    /// It is put differently: `planned, then factual`; the firmest modality of each date.
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
    pub tie: Arc<AnsweredTie<'g>>,
}

/// Whether ties that stand as they stood are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unchanged {
    /// They are.
    Told,
    /// They are not.
    LeftOut,
}

/// Every change from one time to another, in the order of [`Change`], then of actors; of the ties
/// that `takes` takes.
pub fn changes<'g>(
    graph: &'g Graph,
    times: (At, At),
    scope: &Scope,
    unchanged: Unchanged,
    takes: impl Fn(TieKey) -> bool,
) -> Vec<Changed<'g>> {
    let relation = |ix| scope.takes(ix);
    let mut found = Vec::new();
    for tie in graph.ties(Admit { relation: &relation, sources: &scope.sources }) {
        if !takes(tie.key) {
            continue;
        }
        let event = graph.vocabulary()[tie.key.relation].is_event();
        let changed = if event { happened(&tie, times, scope) } else { turned(&tie, times, scope) };
        let Some((change, tie)) = changed else { continue };
        if change != Change::GoesOn || unchanged == Unchanged::Told {
            found.push(Changed { change, from: tie.0.from, to: tie.0.to, tie: tie.1 });
        }
    }
    found.sort_by(|a, b| (&a.change, a.from, a.to).cmp(&(&b.change, b.from, b.to)));
    found
}

type Found<'g> = Option<(Change, (TieKey, Arc<AnsweredTie<'g>>))>;

/// An event from the first to the second.
fn happened<'g>(tie: &graph::Tie<'g>, (first, second): (At, At), scope: &Scope) -> Found<'g> {
    let between = At { first: first.first, last: second.last };
    let account = standing(tie, When::During(between), scope.reach)?;
    let shown = account.present.then(|| shown(tie.key, &account, &[]));
    Some((Change::Happened, (tie.key, shown?)))
}

/// A tie that stands otherwise at the second time than at the first.
fn turned<'g>(tie: &graph::Tie<'g>, (first, second): (At, At), scope: &Scope) -> Found<'g> {
    let at = |at| standing(tie, When::During(at), scope.reach);
    let (before, after) = (at(first), at(second));
    // Told to be over within the second time, it has ended by the day after.
    let over = || at(second.morrow()).is_some_and(|last| last.standing == Standing::Ended);
    let change = change(before.as_ref(), after.as_ref(), over)?;
    let known = after.as_ref().filter(|account| account.standing != Standing::Undated);
    let account = known.or(before.as_ref())?;
    let earlier = before.as_ref().map_or(&[][..], |before| &before.deciding);
    Some((change, (tie.key, shown(tie.key, account, earlier))))
}

/// The tie as it stands, with the claims that show it and how it stood before.
fn shown<'g>(key: TieKey, account: &Account<'g>, earlier: &[ClaimRef<'g>]) -> Arc<AnsweredTie<'g>> {
    let said = account.standing == Standing::Said;
    let mut claims: Vec<ClaimRef<'g>> = account.deciding.clone();
    if said {
        claims.extend(account.said.iter().chain(&account.denials));
    }
    for at in earlier {
        if !claims.iter().any(|known| known.place == at.place) {
            claims.push(*at);
        }
    }
    Arc::new(AnsweredTie {
        relation: key.relation,
        force: if said { Force::Said(account.manner) } else { Force::Held(account.standing) },
        present: account.present,
        manner: account.manner,
        claims,
        also: Vec::new(),
        denials: account.denials.clone(),
        over: account.over.clone(),
        windows: Vec::new(),
        last_seen: account.last_seen,
    })
}

fn change(
    before: Option<&Account<'_>>,
    after: Option<&Account<'_>>,
    over: impl Fn() -> bool,
) -> Option<Change> {
    use Standing::{Definite, Ended, NotYet, Possible, Stale};
    let stands = |account: Option<&Account<'_>>| {
        account.map(|account| account.standing).filter(|standing| *standing != Standing::Undated)
    };
    let manner = |account: Option<&Account<'_>>| account.map(|account| account.manner);
    let put = || {
        let (a, b) = (manner(before)?, manner(after)?);
        (a != b).then_some(Change::Put(a, b))
    };
    // What was only said, beside a start told later.
    let said_before = before.and_then(|account| account.said.first());
    // Possible by nothing but what is attested later, it was not yet told of.
    let untold = |account: Option<&Account<'_>>| {
        account.is_some_and(|account| account.standing == Possible && !account.present)
    };
    match (stands(before), stands(after)) {
        (Some(Definite | Possible), Some(Possible)) if over() => Some(Change::Ended),
        (None | Some(Possible | Stale | Ended | Standing::Said), _)
            if untold(after) && (untold(before) || stands(before) != Some(Possible)) =>
        {
            // But of what has ended by then it is told that it has.
            let ended = matches!(stands(before), None | Some(Stale)) && over();
            ended.then_some(Change::Ended)
        }
        // It held within the second time, but not to its end.
        (_, Some(Definite | Possible)) if over() => Some(Change::Ended),
        (Some(Possible), Some(Definite | Possible)) if untold(before) => Some(Change::Attested),
        (Some(Definite | Possible), Some(Definite | Possible)) => put().or(Some(Change::GoesOn)),
        (Some(Definite | Possible | Stale), Some(Ended)) => Some(Change::Ended),
        (Some(Definite | Possible), Some(Stale | NotYet) | None) => Some(Change::NotAttested),
        (Some(Stale | Ended), Some(Definite | Possible)) => Some(Change::Resumed),
        (None | Some(NotYet | Standing::Said), Some(Definite | Possible)) => {
            let manner = after.map(|account| account.manner)?;
            let put = said_before.map(|at| Change::Put(at.claim.modality, manner));
            let began = stands(before) == Some(NotYet);
            put.or(Some(if began { Change::Began } else { Change::Attested }))
        }
        (None, Some(Ended)) => Some(Change::Ended),
        (None, Some(Standing::Said)) => manner(after).map(Change::NewlySaid),
        (Some(Standing::Said), None) => manner(before).map(Change::NoLongerSaid),
        (Some(Standing::Said), Some(Standing::Said)) => put(),
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

    #[test]
    fn what_is_attested_only_later_was_not_told_of_before() {
        let graph = ["a", "b", "c", "d", "us"]
            .iter()
            .fold(Fixture::new("Later"), |f, id| f.actor(id, id, Kind::State))
            .source("early", "2022-05")
            .claim("a backs us", "q")
            .source("late", "2024-03")
            .claim("a backs us", "q again")
            // Within its reach of the first date, though nobody had told of it by then.
            .claim("b backs us", "q")
            .source("last", "2025-11")
            .claim("c backs us", "q")
            .claim("d backs us", "it backed us once")
            .status(Status::Ended)
            .graph();
        let told: Vec<String> = {
            let at = |text: &str| At::from(text.parse::<Period>().unwrap());
            let scope = Scope::default();
            let told = |first, second| {
                changes(&graph, (at(first), at(second)), &scope, Unchanged::Told, |_| true)
                    .iter()
                    .map(|c| format!("{} {}", graph.actors()[c.from.index()].id, c.change.words()))
                    .collect::<Vec<_>>()
            };
            // Of a tie of which it is only known that it has ended, nothing else is told.
            assert!(told("2022", "2025").contains(&"d ended".to_owned()));
            told("2022", "2024")
        };
        assert_eq!(told, ["b newly attested", "a goes on"]);
    }
}
