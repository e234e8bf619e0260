//! Who is part of whom, day by day.

use std::collections::BTreeSet;

use super::wholes::bound_elsewhere;
use super::{Parents, Wholes};
use crate::graph::standing::{lifetime, spells, turning_days};
use crate::graph::time::{At, Reach, When};
use crate::graph::{Admit, Graph, Tie};
use crate::model::Date;

impl Wholes {
    /// Who is part of whom from each day on which that changes; the first is the first day of the calendar.
    pub fn spells(graph: &Graph, reach: Reach) -> Vec<(Date, Wholes)> {
        let mut found: Vec<(Date, Wholes)> = Vec::new();
        for day in turning(graph, changes(reach)) {
            let wholes = Wholes::of(graph, When::During(At::day(day)), reach);
            if found.last().is_none_or(|(_, before)| *before != wholes) {
                found.push((day, wholes));
            }
        }
        found
    }
}

impl Parents {
    /// Every day on which it can change who is part of whom, also for questions about months and years.
    pub(crate) fn turning(graph: &Graph, reach: Reach) -> BTreeSet<Date> {
        turning(graph, |tie| turning_days(tie, reach).into_iter().collect())
    }
}

/// The days on which the standing of a tie changes.
fn changes(reach: Reach) -> impl Fn(&Tie<'_>) -> Vec<Date> {
    move |tie| {
        let spells = spells(tie, reach, (Date::MIN, Date::MAX));
        spells.into_iter().map(|(day, _)| day).collect()
    }
}

/// Every day on which a tie that rolls up can begin or cease to count.
fn turning(graph: &Graph, changes: impl Fn(&Tie<'_>) -> Vec<Date>) -> BTreeSet<Date> {
    let vocabulary = graph.vocabulary();
    let rolls_up = |ix| vocabulary[ix].spec.rolls_up;
    let mut days = BTreeSet::from([Date::MIN]);
    for tie in graph.ties(Admit { relation: &rolls_up, sources: &[] }) {
        days.extend(changes(&tie));
        bound_elsewhere(graph, &tie).iter().for_each(|other| days.extend(changes(other)));
        for at in &tie.claims {
            // A tie without a date holds within the lifetimes of its ends.
            let (first, last) = lifetime(at);
            days.insert(first);
            days.extend(last.tomorrow());
        }
    }
    days
}
