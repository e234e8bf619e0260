//! Ties by what distinguishes them, and how each stands at all times of one kind.

use crate::graph::standing::{Account, Standing, standing, telling_days};
use crate::graph::tie::is_unnamed;
use crate::graph::time::{At, Reach, When};
use crate::graph::{Admit, ClaimRef, Graph, Tie, TieKey};
use crate::model::{ClaimId, Date, Modality, SourceIx};

use super::cell::number;
use super::moment::{FIRST, Moment};

/// What tells ties apart; each claim of somebody whom a text does not name is one by itself.
pub(super) type Name = (TieKey, Option<ClaimId>);

/// All ties of a graph that some sources tell of, in the order of their names.
pub(super) fn ties<'g>(graph: &'g Graph, sources: &[SourceIx]) -> Vec<Tie<'g>> {
    let said = |at: &ClaimRef<'_>| sources.is_empty() || sources.contains(&at.claim.source);
    let unnamed = graph.claims().filter(|at| is_unnamed(at) && said(at));
    let unnamed = unnamed.map(|at| graph.tie_of(at));
    let named = graph.ties(Admit { sources, ..Admit::ALL });
    let mut all: Vec<Tie<'g>> = named.into_iter().chain(unnamed).collect();
    all.sort_by_key(name);
    all
}

pub(super) fn name(tie: &Tie<'_>) -> Name {
    let unnamed = tie.claims.first().filter(|at| is_unnamed(at));
    (tie.key, unnamed.map(|at| at.claim.id))
}

/// How a tie stands, and what is told with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) standing: Standing,
    pub(super) present: bool,
    pub(super) manner: Modality,
    pub(super) claims: Vec<ClaimId>,
    pub(super) also: Vec<ClaimId>,
    pub(super) said: Vec<(ClaimId, Modality)>,
    pub(super) denials: Vec<ClaimId>,
    pub(super) windows: Vec<(i32, i32)>,
    pub(super) last_seen: Option<String>,
}

impl State {
    fn of(account: &Account<'_>) -> Self {
        let ids = |list: &[ClaimRef<'_>]| list.iter().map(|at| at.claim.id).collect();
        State {
            standing: account.standing,
            present: account.present,
            manner: account.manner,
            claims: ids(&account.deciding),
            also: ids(&account.also),
            said: account.said.iter().map(|at| (at.claim.id, at.claim.modality)).collect(),
            denials: ids(&account.denials),
            windows: account.windows.iter().map(|w| (number(w.0), number(w.1))).collect(),
            last_seen: account.last_seen.map(|date| date.to_string()),
        }
    }
}

/// From a day on a tie stands so; nothing is said of it where there is no state.
pub(super) type Spell = (Date, Option<State>);

/// How a tie stands at the times of one sort that begin between two days; at a time that is not a unit there is
/// one spell.
pub(super) fn spells(
    tie: &Tie<'_>,
    (moment, span): (Moment, Option<At>),
    reach: Reach,
    (first, last): (Date, Date),
) -> Vec<Spell> {
    let stands = |when: When| standing(tie, when, reach).map(|account| State::of(&account));
    let one = |when: When| vec![(FIRST, stands(when))];
    match moment {
        Moment::Told => return one(When::Told),
        Moment::Ever => return one(When::Ever),
        Moment::Span => return span.map_or_else(Vec::new, |at| one(When::During(at))),
        Moment::Day | Moment::Month | Moment::Year => {}
    }
    let mut spells = Vec::new();
    let units = moment.turning(telling_days(tie, reach), first);
    for unit in units.into_iter().filter(|unit| unit.first <= last) {
        push(&mut spells, unit.first, stands(When::During(unit)));
    }
    spells
}

/// Adds a spell, unless it is like the one before; nothing is said before the first.
pub(super) fn push(spells: &mut Vec<Spell>, first: Date, state: Option<State>) {
    let before = spells.last().and_then(|(_, state)| state.as_ref());
    if before != state.as_ref() {
        spells.push((first, state));
    }
}

/// Whether anything is said of a tie at some time.
pub(super) fn is_told(spells: &[Spell]) -> bool {
    spells.iter().any(|(_, state)| state.is_some())
}
