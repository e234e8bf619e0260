//! When an edge or a node is present, in days: spells that do not overlap.
//!
//! Takes a tie, gives the days on which it is present: certain, or possible by claims of that day or
//! earlier, as in every answer for that day; but not beyond the last day of the dataset, because nothing is known
//! about later days. A tie that is not yet, stale, ended, only said or without any date has no spell. An
//! event's spell is its day, or the days within which it was; that of an undated event is the day of its source.

use super::edge::Edge;
use crate::graph::time::Reach;
use crate::model::{Actor, Date};

/// First and last day, both included; `None` if open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spell {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Spell {
    /// An actor's lifetime; empty for an actor without one.
    pub(super) fn of_actor(actor: &Actor, now: Option<Date>) -> Vec<Spell> {
        let Some(when) = actor.when else { return Vec::new() };
        let (first, last) = when.hull();
        let life = Spell { first, last }.clip(Spell::ALWAYS);
        life.map(|life| life.until(now)).into_iter().collect()
    }

    /// All spells of an edge, sorted, and merged if they overlap or touch.
    pub(super) fn of_edge(edge: &Edge<'_, '_>) -> Vec<Spell> {
        let until = edge.now.unwrap_or(Date::MAX);
        let days = edge.presence(Reach::default()).into_iter();
        let days = days.filter(|(first, _)| *first > Date::MIN);
        // A tie that begins after the last source was published is still written.
        let spell = |(first, last): (Date, Date)| Spell {
            first: Some(first),
            last: Some(last.min(until.max(first))),
        };
        merge(days.map(spell).collect())
    }

    const ALWAYS: Spell = Spell { first: None, last: None };

    /// With an open end closed on that day.
    fn until(self, now: Option<Date>) -> Spell {
        Spell { last: self.last.or(now.max(self.first)), ..self }
    }

    fn clip(self, to: Spell) -> Option<Spell> {
        // None sorts before every date, which is right for a start and wrong for an end.
        let first = self.first.max(to.first);
        let last = match (self.last, to.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let empty = matches!((first, last), (Some(first), Some(last)) if first > last);
        (!empty).then_some(Spell { first, last })
    }
}

fn merge(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort_by_key(|spell| spell.first);
    let mut merged: Vec<Spell> = Vec::new();
    for spell in spells {
        match merged.last_mut() {
            Some(before) if touches(before.last, spell.first) => {
                before.last = match (before.last, spell.last) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    _ => None,
                };
            }
            _ => merged.push(spell),
        }
    }
    merged
}

/// Whether no day lies between an end and the next start.
fn touches(last: Option<Date>, next: Option<Date>) -> bool {
    match (last, next) {
        (Some(last), Some(next)) => last.tomorrow().is_ok_and(|day| next <= day) || next <= last,
        _ => true,
    }
}

/// The day as XML Schema writes it, which has no year before 1.
pub(super) fn day(date: Date) -> String {
    date.max(Date::constant(1, 1, 1)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Edges, edge};
    use crate::graph::fixture::Fixture;
    use crate::model::{Kind, Modality, Status};
    use crate::view::View;

    fn spells(build: impl Fn(Fixture) -> Fixture) -> String {
        let fixture = Fixture::new("")
            .actor("a", "A", Kind::State)
            .actor_with("b", "B", Kind::State, |b| b.when = "2010/2030".parse().ok())
            .source("s", "2017-07-12");
        let graph = build(fixture).graph();
        let view = View::whole(&graph);
        let edges: Vec<_> = edge::edges(&view, Edges::Ties).iter().collect();
        let side = |day: Option<Date>| day.map_or_else(|| "..".to_owned(), super::day);
        let show = |s: &Spell| format!("{} {}", side(s.first), side(s.last));
        let spells: Vec<String> = Spell::of_edge(&edges[0]).iter().map(show).collect();
        let seen = format!("{} {}", side(edges[0].first_seen()), side(edges[0].last_seen()));
        format!("{} | {seen}", spells.join(", "))
    }

    #[test]
    fn one_claim() {
        for (relation, when, status, expected) in [
            (
                "backs",
                "2014/2016",
                Status::Unknown,
                "2014-01-01 2016-12-31 | 2014-01-01 2016-12-31",
            ),
            ("backs", "2014/..", Status::Unknown, "2014-01-01 2017-07-12 | 2014-01-01 2017-07-12"),
            ("backs", "../2016", Status::Unknown, "2016-01-01 2016-12-31 | 2016-01-01 2016-12-31"),
            ("backs", "2011", Status::Ended, "2011-01-01 2011-12-31 | 2011-01-01 2011-12-31"),
            ("backs", "2018", Status::Ended, "2018-01-01 2018-12-31 | 2018-01-01 2018-12-31"),
            ("backs", "2001/2011", Status::Ended, "2010-01-01 2011-12-31 | 2010-01-01 2011-12-31"),
            ("meets", "2016-08", Status::Unknown, "2016-08-01 2016-08-31 | 2016-08-01 2016-08-31"),
            ("backs", "1990/2000", Status::Unknown, " | .. .."),
        ] {
            let shown =
                spells(|f| f.claim(&format!("a {relation} b"), "q").when(when).status(status));
            assert_eq!(shown, expected, "{relation} {when} {status:?}");
        }
        // Undated, it is told by its source's date only.
        assert_eq!(spells(|f| f.claim("a meets b", "q")), "2017-07-12 2017-07-12 | .. 2017-07-12");
        assert_eq!(
            spells(|f| f.claim("a backs b", "q").modality(Modality::Planned).when("2017")),
            " | .. .."
        );
    }

    #[test]
    fn several_claims_do_not_overlap() {
        let shown = spells(|f| {
            f.claim("a attacks b", "q")
                .when("2016-05")
                .claim("a attacks b", "q")
                .when("2014")
                .claim("a strikes b", "q")
                .when("2015-01-01")
                .claim("a strikes b", "q")
                .when("2016-05-31/2016-06-02")
        });
        assert_eq!(shown, "2014-01-01 2015-01-01, 2016-05-01 2016-06-02 | 2014-01-01 2016-06-02");
    }
}
