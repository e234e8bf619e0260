//! On which days what claims say certainly holds, and on which two of them do.
//!
//! Takes a tie and the days on which it can have held; gives those on which it can neither have been over already nor be
//! yet to begin. Must not know which ties contradict each other.

use crate::graph::standing::seen;
use crate::graph::time::At;
use crate::graph::{ClaimRef, Tie};
use crate::model::{Date, IntervalEnd, Period, Status};

/// Days on which claims can hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    first: Date,
    last: Date,
    /// The first day on which anybody saw it; the first of the calendar if it is told to have held before.
    seen: Date,
    /// Whether a source says that it ended.
    over: bool,
}

impl Window {
    /// Those of the days that are asked about.
    pub(super) fn within(self, asked: At) -> Option<Window> {
        let (first, last) = (self.first.max(asked.first), self.last.min(asked.last));
        (first <= last).then_some(Window { first, last, ..self })
    }

    /// The days of both. What was over before anybody saw the other did not go on beside it.
    fn meet(&self, other: &Window) -> Option<Window> {
        let start = |one: &Window, other: &Window| match other.over {
            true => one.first.max(one.seen),
            false => one.first,
        };
        let (first, last) = (start(self, other).max(start(other, self)), self.last.min(other.last));
        let (seen, over) = (self.seen.max(other.seen), self.over || other.over);
        (first <= last).then_some(Window { first, last, seen, over })
    }
}

/// The windows of a tie without the days on which it may have been over already, or not yet begun. Whoever is told to
/// have left one side in the month in which he joined the other was not on both.
pub(super) fn certain(tie: &Tie<'_>, windows: &[(Date, Date)]) -> Vec<Window> {
    let asserted = || tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
    let event = tie.claims.first().is_some_and(|at| at.relation.is_event());
    let open = |at: &ClaimRef<'_>| {
        at.claim.status == Status::Ended
            || matches!(at.claim.when, Some(Period::Interval(IntervalEnd::Open, _)))
    };
    let seen = seen(tie).and_then(|seen| seen.first);
    let seen = seen.filter(|_| !event && !asserted().any(open)).unwrap_or(Date::MIN);
    let told = |bounds: Vec<(Option<Date>, Option<Date>)>| {
        let closed = bounds.into_iter().filter_map(|(first, last)| first.zip(last));
        closed.collect::<Vec<(Date, Date)>>()
    };
    let starts = told(asserted().filter_map(|at| at.validity().start).collect());
    let all_ends: Vec<_> = asserted().filter_map(|at| at.validity().end).collect();
    let over = |last: Date| all_ends.iter().any(|end| end.1 == Some(last));
    let ends = told(all_ends.clone());
    let window = |(first, last): &(Date, Date)| {
        let end = ends.iter().find(|end| end.1 == *last).map_or(*last, |end| end.0);
        let start = starts.iter().find(|start| start.0 == *first).map_or(*first, |start| start.1);
        let (start, end) = (start.min(*last), end.max(*first));
        // Of what happened some time in a year it is not known whether what ended in that year had ended.
        let start = if event { end } else { start };
        (start <= end).then_some(Window { first: start, last: end, seen, over: over(*last) })
    };
    windows.iter().filter_map(window).collect()
}

/// The days that both have.
pub(super) fn meet(a: &[Window], b: &[Window]) -> Vec<Window> {
    a.iter().flat_map(|x| b.iter().filter_map(move |y| x.meet(y))).collect()
}
