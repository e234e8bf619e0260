//! The days on which a tie's standing changes.

use std::collections::BTreeSet;

use super::told::Told;
use super::{Account, Reach, Standing, Tie, When, event, said, standing};
use crate::graph::time::At;
use crate::model::{Date, Modality};

/// How a tie stands from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first day.
    pub day: Date,
    /// How it stands from then on; `None` if no claim says anything about it.
    pub standing: Option<Standing>,
    /// Whether it is present.
    pub present: bool,
}

/// The days on which a tie's standing changes, in order, and how it stands from each on. Before the
/// first, which is the first day of the calendar, there is nothing.
pub fn turns(tie: &Tie<'_>, reach: Reach) -> Vec<Turn> {
    let spells = spells(tie, reach, (Date::MIN, Date::MAX)).into_iter();
    let mut turns: Vec<Turn> = spells
        .map(|(day, account)| Turn {
            day,
            standing: account.as_ref().map(|account| account.standing),
            present: account.is_some_and(|account| account.present),
        })
        .collect();
    turns.dedup_by_key(|turn| (turn.standing, turn.present));
    turns
}

/// Between two days: each day on which the standing of a tie, its manner or the claims that show it change, with its
/// state from that day on. The first of them is the first day.
pub fn spells<'g>(
    tie: &Tie<'g>,
    reach: Reach,
    (first, last): (Date, Date),
) -> Vec<(Date, Option<Account<'g>>)> {
    let mut spells: Vec<(Date, Option<Account<'g>>)> = Vec::new();
    let within = days(tie, reach).into_iter().filter(|day| first < *day && *day <= last);
    for day in std::iter::once(first).chain(within) {
        let account = standing(tie, When::During(At::day(day)), reach);
        if spells.last().is_none_or(|(_, before)| shown(before.as_ref()) != shown(account.as_ref()))
        {
            spells.push((day, account));
        }
    }
    spells
}

/// The visible part of a state: two states that are equal in it make one spell.
fn shown(account: Option<&Account<'_>>) -> Option<(Standing, bool, Modality, Vec<usize>)> {
    let account = account?;
    let claims = account.showing().map(|at| at.place).collect();
    Some((account.standing, account.present, account.manner, claims))
}

/// Every day on which the standing can change: the first days of what claims say, and the days after their last
/// ones. From one of these days to the next, the standing is the same.
pub(crate) fn days(tie: &Tie<'_>, reach: Reach) -> BTreeSet<Date> {
    let mut bounds: Vec<Date> = Vec::new();
    let event = tie.claims.first().is_some_and(|at| at.relation.is_event());
    if event {
        for day in tie.claims.iter().filter_map(|at| event::day(at, reach)) {
            let (bounds_, window) = (day.bounds, day.window);
            bounds.extend([bounds_.0, bounds_.1, window.0, window.1, day.seen]);
        }
    } else {
        let told = Told::of(tie, reach);
        for s in &told.spans {
            bounds.extend([s.first, s.last, s.started, s.lasted, s.from, s.until, s.cut]);
        }
        let told = [&told.ends, &told.over, &told.starts, &told.past, &told.open];
        for bound in told.into_iter().flatten() {
            bounds.extend([bound.first, bound.last]);
        }
    }
    for at in tie.claims.iter().filter(|at| !at.claim.modality.is_asserted()) {
        bounds.extend(said::windows(at, reach).into_iter().flat_map(|(a, b)| [a, b]));
    }
    edges(bounds)
}

/// The same, and every day on which the list of other claims that assert the tie can change.
pub(crate) fn telling_days(tie: &Tie<'_>, reach: Reach) -> BTreeSet<Date> {
    let windows = tie.claims.iter().flat_map(|at| said::windows(at, reach));
    let mut all = edges(windows.flat_map(|(a, b)| [a, b]).collect());
    all.append(&mut days(tie, reach));
    all
}

/// Days on which something begins or ends, with the next of each, and the first of all.
fn edges(bounds: Vec<Date>) -> BTreeSet<Date> {
    let next = |day: &Date| day.tomorrow().ok();
    let nexts: Vec<Date> = bounds.iter().filter_map(next).collect();
    bounds.into_iter().chain(nexts).chain([Date::MIN]).collect()
}
