//! What a picture of changes shows: what is new since a date, what has ended, what is no longer
//! reported, and, in grey, what has not changed.
//!
//! Takes a graph and two dates; gives a picture whose lines say what became of them. What changed is
//! what [`crate::analysis::changes`] says, of parts that act for their wholes as `ask` has them; so the
//! picture and the answers cannot differ. A tie that nobody mentions any more has not ended: it is no
//! longer told of.

mod lines;
mod news;

use std::collections::BTreeMap;

use super::cast::cast;
use super::pairs::Told;
use super::plan::Plan;
use super::{Picture, Wishes, people, untold};
use crate::analysis::changes::{Change, Unchanged, changes};
use crate::graph::standing::{Account, Standing, standing};
use crate::graph::time::{At, When};
use crate::graph::{Graph, Parents, TieKey, roll_up};
use crate::look::Tone;
use crate::model::Period;
use crate::query::Scope;

use lines::Changed;
pub(super) use news::standfirst;

/// What became of a line between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It began, is newly told of, or happened.
    New,
    /// A source tells its end.
    Ended,
    /// It was told of, and no longer is.
    NotTold,
    /// It is as it was.
    GoesOn,
}

impl Fate {
    /// The word used in pictures.
    pub fn word(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Ended => "ended",
            Fate::NotTold => "no-longer-told-of",
            Fate::GoesOn => "as-before",
        }
    }

    /// How loud its line is.
    pub(super) fn tone(self) -> Tone {
        match self {
            Fate::New => Tone::Bold,
            Fate::Ended => Tone::Struck,
            Fate::NotTold => Tone::Plain,
            Fate::GoesOn => Tone::Quiet,
        }
    }

    /// Whether it is there no more.
    pub fn is_past(self) -> bool {
        matches!(self, Fate::Ended | Fate::NotTold)
    }

    /// That of a change; what is only said makes no line.
    fn of(change: &Change) -> Option<Fate> {
        match change {
            Change::Began | Change::Attested | Change::Resumed | Change::Happened => {
                Some(Fate::New)
            }
            Change::Put(before, after) => match (before.is_asserted(), after.is_asserted()) {
                (false, true) => Some(Fate::New),
                (true, true) => Some(Fate::GoesOn),
                _ => None,
            },
            Change::GoesOn => Some(Fate::GoesOn),
            Change::NotAttested => Some(Fate::NotTold),
            Change::Ended => Some(Fate::Ended),
            Change::NewlySaid(_) | Change::NoLongerSaid(_) => None,
        }
    }
}

/// All that became of ties between two dates.
struct Turned {
    change: BTreeMap<TieKey, Change>,
    /// How many changes there are, as `diff` counts them.
    count: usize,
}

impl Picture {
    /// What changed from one date to another.
    pub fn of_changes(graph: &Graph, wishes: &Wishes, (first, second): (Period, Period)) -> Self {
        let parents = Parents::of(graph, When::Ever, wishes.reach, &wishes.focus);
        let rolled = if wishes.roll_up { roll_up(graph, &parents) } else { graph.clone() };
        let turned = turned(&rolled, wishes, (first, second));
        let at = |at| Wishes { at: Some(at), beside: vec![first, second], ..wishes.clone() };
        // Who is one box at any time between is one in the whole picture.
        let boxes = people::boxes(&rolled, &at(spanning(first, second)));
        let old = Told::with(&rolled, &at(first), boxes.clone(), |tie| {
            standing(tie, at(first).when(), wishes.reach)
        });
        let new = Told::with(&rolled, &at(second), boxes.clone(), |tie| {
            standing(tie, at(second).when(), wishes.reach)
        });
        let undated = untold::undated(&new, wishes);
        let casts = [cast(&new, &at(second)), cast(&old, &at(first))];
        let mut told = Told::with(&rolled, &at(second), boxes, |tie| {
            let change = turned.change.get(&tie.key)?;
            account(change, |at| standing(tie, When::During(at), wishes.reach), (first, second))
        });
        for strand in &mut told.strands {
            strand.ended = turned.change.get(&strand.key) == Some(&Change::Ended);
        }
        let plan = Plan::of(&rolled, &Wishes { roll_up: false, ..at(second) });
        let one = casts.iter().all(|cast| cast.sides.len() < 2) && casts[0].sides == casts[1].sides;
        let plan = if one { plan } else { plan.of_several() };
        let mut picture =
            Changed { told, turned, wishes: at(second), plan, undated }.picture(&casts);
        picture.title = news::title(wishes.title.as_deref(), graph.title(), first, second);
        picture.at = format!("{first} {second}");
        picture.standfirst = standfirst(&picture);
        picture
    }
}

/// From the first day of one to the last of another.
fn spanning(first: Period, second: Period) -> Period {
    let (from, to) = (first.to_string(), second.to_string());
    let start = from.split('/').next().unwrap_or_default();
    let end = to.rsplit('/').next().unwrap_or_default();
    format!("{start}/{end}").parse().unwrap_or(second)
}

fn turned(graph: &Graph, wishes: &Wishes, (first, second): (Period, Period)) -> Turned {
    let scope = Scope { reach: wishes.reach, ..Scope::default() };
    let times = (At::from(first), At::from(second));
    let found = changes(graph, times, &scope, Unchanged::Told, |_| true);
    let count = found.iter().filter(|changed| changed.change != Change::GoesOn).count();
    let key = |c: &crate::analysis::changes::Changed<'_>| TieKey {
        from: c.from,
        to: c.to,
        relation: c.tie.relation,
    };
    Turned { change: found.into_iter().map(|c| (key(&c), c.change)).collect(), count }
}

/// How a tie is told in the picture: as it stands at the second date, or as it last stood.
fn account<'g>(
    change: &Change,
    at: impl Fn(At) -> Option<Account<'g>>,
    (first, second): (Period, Period),
) -> Option<Account<'g>> {
    let (before, after) = (At::from(first), At::from(second));
    match Fate::of(change)? {
        Fate::New if *change == Change::Happened => {
            // What happened at the first date is not new since.
            let since = At { first: before.morrow().first, last: after.last };
            at(since).filter(|account| account.present)
        }
        Fate::New | Fate::GoesOn => at(after),
        Fate::NotTold => {
            let stale = at(after).filter(|account| account.standing == Standing::Stale);
            stale.or_else(|| Some(Account { standing: Standing::Stale, ..at(before)? }))
        }
        // The claims that tell its end, and those that tell that it stood.
        Fate::Ended => {
            let over = at(after).filter(|account| account.standing == Standing::Ended);
            let over = over.or_else(|| at(after.morrow()));
            let stood = at(before).filter(|account| account.present);
            let mut deciding = over.map_or(Vec::new(), |over| over.deciding);
            let (standing, manner) = stood
                .as_ref()
                .map_or((Standing::Definite, deciding.first()?.claim.modality), |a| {
                    (a.standing, a.manner)
                });
            let known: Vec<usize> = deciding.iter().map(|at| at.place).collect();
            let earlier = stood.into_iter().flat_map(|account| account.deciding);
            deciding.extend(earlier.filter(|at| !known.contains(&at.place)));
            Some(Account { standing, manner, deciding, present: true, ..at(after)? })
        }
    }
}
