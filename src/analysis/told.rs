//! Details of a tie besides its ends: since when, until when, where, through whom.
//!
//! Takes the claims of a tie; gives words. Gives no day that is not in a text: a month stays a month, and the date of a
//! source is not the date at which the tie began. Must not know questions.

use crate::graph::standing::{Since, since as since_when, told_of};
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Date, IntervalEnd, Party, Period, Status};

/// Since when, as claims tell it; of what happens on a day, when. What ended and began again has two times.
pub(super) fn since(claims: &[ClaimRef<'_>]) -> String {
    if claims.iter().all(|at| at.relation.is_event()) {
        return dates(claims);
    }
    let spells = spells(claims);
    let ends =
        spells.iter().take(spells.len() - 1).map(|spell| format!("; until {}", ended(spell)));
    let starts = spells.iter().map(|spell| started(spell));
    let mut told = String::new();
    for (i, (start, end)) in starts.zip(ends.chain([String::new()])).enumerate() {
        told += if i > 0 { "; again " } else { "" };
        told += &format!("{}{end}", if i > 0 { again(&start) } else { &start });
    }
    told
}

/// Since when, at first.
pub(super) fn first(claims: &[ClaimRef<'_>]) -> String {
    match claims.iter().all(|at| at.relation.is_event()) {
        true => dates(claims),
        false => started(&spells(claims)[0]),
    }
}

/// When something began again, without the word for it.
fn again(start: &str) -> &str {
    start.strip_prefix("begun ").or(start.strip_prefix("not told; first ")).unwrap_or(start)
}

/// Claims about each time between two ends that are told, the earliest first. What one claim attests goes on beyond an
/// end that another tells: that is no end.
fn spells<'g>(claims: &[ClaimRef<'g>]) -> Vec<Vec<ClaimRef<'g>>> {
    let asserted = || claims.iter().filter(|at| at.claim.modality.is_asserted());
    let days = |at: &ClaimRef<'_>| told_of(at).and_then(|seen| Some((seen.first?, seen.last?)));
    let goes_on =
        |day: Date| asserted().filter_map(days).any(|(first, last)| first <= day && day < last);
    let ends =
        asserted().filter(|at| !at.relation.is_event()).filter_map(|at| at.validity().end?.1);
    let later = |day: &Date| asserted().filter_map(days).any(|(first, _)| first > *day);
    let mut ends: Vec<Date> = ends.filter(|day| later(day) && !goes_on(*day)).collect();
    ends.sort_unstable();
    let mut spells: Vec<Vec<ClaimRef<'g>>> = vec![Vec::new(); ends.len() + 1];
    for at in claims {
        let first = days(at).map_or(Date::MIN, |days| days.0);
        spells[ends.iter().filter(|end| **end < first).count()].push(*at);
    }
    spells.retain(|spell| !spell.is_empty());
    if spells.is_empty() { vec![Vec::new()] } else { spells }
}

/// Since when one time lasted.
fn started(claims: &[ClaimRef<'_>]) -> String {
    let begun = claims.iter().any(|at| at.claim.status == Status::Begun);
    match since_when(claims) {
        Some(Since::Began(date)) => date.to_string(),
        Some(Since::Seen(date)) if begun => format!("begun by {date}"),
        Some(Since::Seen(date)) => format!("not told; first attested {date}"),
        None => "not told".to_owned(),
    }
}

/// Until when, as claims tell it. What ended and began again has two times.
pub(super) fn until(claims: &[ClaimRef<'_>]) -> String {
    if claims.iter().all(|at| at.relation.is_event()) {
        return dates(claims);
    }
    let mut told = String::new();
    for (i, spell) in spells(claims).iter().enumerate() {
        let start =
            if i > 0 { format!("; again {}, ", again(&started(spell))) } else { String::new() };
        told += &format!("{start}{}", ended(spell));
    }
    told
}

/// Until when one time lasted.
fn ended(claims: &[ClaimRef<'_>]) -> String {
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

/// The claim's date as written, or its source's: of what goes on as far as the source knows, the latter.
fn period(at: &ClaimRef<'_>) -> Option<String> {
    let goes_on = matches!(at.claim.when, Some(Period::Interval(_, IntervalEnd::Open)))
        && at.claim.status != Status::Ended;
    let published = at.source.published;
    let period = published.filter(|_| goes_on).or(at.claim.when).or(published);
    period.map(|period| period.to_string())
}

/// Where it happened, as claims tell it.
pub(super) fn place(graph: &Graph, claims: &[ClaimRef<'_>]) -> String {
    let places = claims.iter().filter_map(|at| at.claim.details().place.as_ref());
    each_once(places.map(|party| party_word(graph, party)).collect())
}

/// Through whom or what place somebody acts, as claims tell it; the parts that act for him among them. In a tie that is
/// the same both ways he may stand at either end.
pub(super) fn through(graph: &Graph, acts: ActorIx, claims: &[ClaimRef<'_>]) -> String {
    let ways = claims.iter().flat_map(|at| &at.claim.details().through);
    let parts = claims.iter().map(|at| match at.relation.is_symmetric() && at.claim.to == acts {
        true => (at.to, at.own_to),
        false => (at.from, at.own_from),
    });
    let parts = parts.filter(|(whole, own)| whole.id != own.id);
    let ways = ways.map(|party| party_word(graph, party));
    each_once(ways.chain(parts.map(|(_, own)| own.name.clone())).collect())
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

    /// What one source of July 2017 says of one tie.
    fn backing(claims: &[(&str, Status)]) -> Graph {
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
        fixture.graph()
    }

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
            (
                &[
                    ("2014", Status::Unknown),
                    ("../2015", Status::Ended),
                    ("2016/..", Status::Begun),
                ],
                "2015; again 2016, no end told; last attested 2017-07",
            ),
        ] {
            let graph = backing(claims);
            assert_eq!(until(&graph.claims().collect::<Vec<_>>()), expected, "{claims:?}");
        }
    }

    #[test]
    fn since_when_tells_of_what_ended_and_began_again() {
        for (claims, expected) in [
            (
                &[("2014/2015", Status::Unknown), ("2016-04/..", Status::Begun)][..],
                "2014; until 2015; again 2016-04",
            ),
            (
                &[("2014", Status::Unknown), ("../2015-09", Status::Ended), ("", Status::Begun)],
                "not told; first attested 2014; until 2015-09; again by 2017-07",
            ),
            (
                &[("2014", Status::Ended), ("2016", Status::Unknown)],
                "not told; first attested 2014; until 2014; again attested 2016",
            ),
            // One source has it end, another sees it go on.
            (&[("2014/..", Status::Unknown), ("2015/2016", Status::Unknown)], "2014"),
        ] {
            let graph = backing(claims);
            assert_eq!(since(&graph.claims().collect::<Vec<_>>()), expected, "{claims:?}");
        }
    }
}
