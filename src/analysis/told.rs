//! Details of a tie besides its ends: since when, until when, where, through whom.
//!
//! Takes the claims of a tie; gives words. Gives no day that is not in a text: a month stays a month, and the date of a
//! source is not the date at which the tie began. Must not know questions.

use crate::graph::standing::{Since, since as since_when, told_of};
use crate::graph::{ClaimRef, Graph};
use crate::model::{IntervalEnd, Party, Period, Status};

/// Since when, as claims tell it; of what happens on a day, when.
pub(super) fn since(claims: &[ClaimRef<'_>]) -> String {
    if claims.iter().all(|at| at.relation.is_event()) {
        return dates(claims);
    }
    let begun = claims.iter().any(|at| at.claim.status == Status::Begun);
    match since_when(claims) {
        Some(Since::Began(date)) => date.to_string(),
        Some(Since::Seen(date)) if begun => format!("begun by {date}"),
        Some(Since::Seen(date)) => format!("not told; first attested {date}"),
        None => "not told".to_owned(),
    }
}

/// Until when, as claims tell it.
pub(super) fn until(claims: &[ClaimRef<'_>]) -> String {
    if claims.iter().all(|at| at.relation.is_event()) {
        return dates(claims);
    }
    let end = |at: &&ClaimRef<'_>| match at.claim.when {
        Some(Period::Interval(_, IntervalEnd::Date(to))) => Some(to),
        Some(Period::Date(date)) if at.claim.status == Status::Ended => Some(date),
        _ => None,
    };
    if let Some(date) = claims.iter().filter_map(|at| end(&at)).max_by_key(|date| date.latest()) {
        return date.to_string();
    }
    let ended = claims.iter().filter(|at| at.claim.status == Status::Ended);
    if let Some(published) = ended.filter_map(|at| at.source.published).min_by_key(|p| p.hull().1) {
        return format!("over by {published}");
    }
    let seen = claims.iter().filter_map(|at| Some((told_of(at)?.last, period(at)?)));
    match seen.max().map(|(_, period)| period) {
        Some(period) => format!("no end told; last attested {period}"),
        None => "not told".to_owned(),
    }
}

/// The dates of events, each once, in order; of one without a date, that it was before its source.
fn dates(claims: &[ClaimRef<'_>]) -> String {
    let mut dated: Vec<_> =
        claims.iter().filter_map(|at| Some((at.claim.when?.hull(), at.claim.when?))).collect();
    dated.sort_by_key(|(hull, _)| *hull);
    let mut dates: Vec<String> = dated.iter().map(|(_, when)| when.to_string()).collect();
    dates.dedup();
    if dates.is_empty() {
        let published = claims.iter().filter_map(|at| at.source.published);
        let first = published.min_by_key(|published| published.hull().1);
        return first.map_or("not told".to_owned(), |p| format!("not told; before {p}"));
    }
    dates.join(", ")
}

/// The claim's date as written, or its source's.
fn period(at: &ClaimRef<'_>) -> Option<String> {
    let period = at.claim.when.or(at.source.published);
    period.map(|period| period.to_string())
}

/// Where it happened, as claims tell it.
pub(super) fn place(graph: &Graph, claims: &[ClaimRef<'_>]) -> String {
    let places = claims.iter().filter_map(|at| at.claim.details().place.as_ref());
    each_once(places.map(|party| party_word(graph, party)).collect())
}

/// Through whom or what place, as claims tell it; the parts that act for a whole among them.
pub(super) fn through(graph: &Graph, claims: &[ClaimRef<'_>]) -> String {
    let ways = claims.iter().flat_map(|at| &at.claim.details().through);
    let parts = claims.iter().filter(|at| at.from.id != at.own_from.id);
    let ways = ways.map(|party| party_word(graph, party));
    each_once(ways.chain(parts.map(|at| at.own_from.name.clone())).collect())
}

/// Words, each once; `not told` where there are none.
fn each_once(mut words: Vec<String>) -> String {
    words.sort();
    words.dedup();
    if words.is_empty() { "not told".to_owned() } else { words.join(", ") }
}

fn party_word(graph: &Graph, party: &Party) -> String {
    match party {
        Party::Actor(ix) => graph.actors()[ix.index()].name.clone(),
        Party::Named(name) => name.to_string(),
        Party::Unnamed => "somebody unnamed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn until_when_is_what_claims_tell_of_an_end_or_of_the_last_time() {
        for (claims, expected) in [
            (&[("2014", Status::Unknown)][..], "no end told; last attested 2014"),
            (&[("", Status::Unknown)], "no end told; last attested 2017-07"),
            (
                &[("", Status::Unknown), ("2014", Status::Unknown)],
                "no end told; last attested 2017-07",
            ),
            (&[("2014/2016-05", Status::Unknown)], "2016-05"),
            (&[("2015", Status::Ended)], "2015"),
            (&[("", Status::Ended)], "over by 2017-07"),
        ] {
            let mut fixture = Fixture::new("")
                .actor("a", "A", Kind::State)
                .actor("b", "B", Kind::State)
                .source("s", "2017-07");
            for (when, status) in claims {
                fixture = fixture.claim("a backs b", "q").status(*status);
                if !when.is_empty() {
                    fixture = fixture.when(when);
                }
            }
            let graph = fixture.graph();
            assert_eq!(until(&graph.claims().collect::<Vec<_>>()), expected, "{claims:?}");
        }
    }
}
