//! The words beside a line: one verb for each relation, with its manner and year, each from one claim.
//!
//! Takes a cord; gives phrases, the strongest first. What a source only reports or judges is called
//! so; what was attested only earlier is put in the past tense with its year.

use super::Wishes;
use super::dates;
use super::pairs::{Cord, Strand, Told};
use super::script::isolated;
use super::sentence;
use crate::graph::ClaimRef;
use crate::graph::standing::{Standing, last_attested};
use crate::look::Look;
use crate::model::{Date, IntervalEnd, Modality, Period};
use crate::query::inflect::{Form, is_past, is_third, shown};
use crate::query::wording::bare;

/// The most relations that are printed beside a line.
const PRINTED: usize = 2;

/// The strands of a cord that are printed: of one word only the first, and no wider word beside a
/// narrower one that says the same as surely.
pub(super) fn printed(told: &Told<'_>, cord: &Cord) -> Vec<usize> {
    let vocabulary = told.graph.vocabulary();
    let mut printed: Vec<usize> = Vec::new();
    for i in &apt(told, cord) {
        let strand = &told.strands[*i];
        let said = printed.iter().any(|p| {
            let other = &told.strands[*p];
            let same = other.relation.label == strand.relation.label;
            same || vocabulary.is_a(other.ix, strand.ix)
                && other.account.standing <= strand.account.standing
        });
        let wider = printed.iter().position(|p| {
            let other = &told.strands[*p];
            vocabulary.is_a(strand.ix, other.ix)
                && strand.account.standing == other.account.standing
                && strand.account.manner == other.account.manner
        });
        match (said, wider) {
            (false, Some(place)) => printed[place] = *i,
            (false, None) => printed.push(*i),
            _ => {}
        }
    }
    // What answers who backs somebody is printed in any case.
    let backs = |i: &usize| told.backs(&told.strands[*i]);
    let asserted = |i: &&usize| told.strands[**i].account.standing != Standing::Said;
    let apt = apt(told, cord);
    let backing = apt.iter().filter(asserted).find(|i| backs(i));
    if let Some(backing) = backing.filter(|_| !printed.iter().take(PRINTED).any(backs)) {
        printed.truncate(PRINTED - 1);
        printed.push(*backing);
    }
    printed.truncate(PRINTED);
    printed
}

/// The strands that may be printed: beside a line with two equal ends no verb that is only of one of them.
fn apt(told: &Told<'_>, cord: &Cord) -> Vec<usize> {
    let mutual = |i: &usize| told.is_mutual(*i, &cord.strands);
    let apt: Vec<usize> = cord.strands.iter().copied().filter(mutual).collect();
    if cord.symmetric && !apt.is_empty() { apt } else { cord.strands.clone() }
}

/// The claims for which a strand stands, first of all the one that lends it its manner and its year: a label, the
/// looks of its line and the first words of its note are of one claim. What is not certain is as the firmest of those
/// say who saw it last, by the picture's date, unless one says until when after that it went on.
pub(super) fn claims<'s, 'g>(strand: &'s Strand<'g>, wishes: &Wishes) -> Vec<&'s ClaimRef<'g>> {
    let account = &strand.account;
    if account.standing == Standing::Said {
        let included = |at: &&ClaimRef<'_>| wishes.include.contains(&at.claim.modality);
        return account.said.iter().filter(included).collect();
    }
    let mut all: Vec<&ClaimRef<'g>> = account.deciding.iter().collect();
    if account.standing != Standing::Definite && !strand.relation.is_event() {
        let last = wishes.at.and_then(|at| at.hull().1).unwrap_or(Date::MAX);
        let year = |at: &ClaimRef<'_>| {
            let seen = last_attested(at).filter(|seen| seen.earliest() <= last)?;
            Some(seen.latest().year())
        };
        let newest = all.iter().filter_map(|at| year(at)).max();
        let seen_last = |at: &&ClaimRef<'g>| newest.is_some() && year(at) == newest;
        let lead = all.iter().position(|at| later_end(at, wishes).is_some());
        let lead = lead.or(all.iter().position(seen_last));
        all[..=lead.unwrap_or(0)].rotate_right(1);
    }
    all
}

/// The year in which a claim last attests its tie.
pub(super) fn attested(at: &ClaimRef<'_>) -> Option<String> {
    last_attested(at).map(|seen| dates::year(&seen.to_string()))
}

/// Whether what is put so is not said to have happened.
pub(super) fn is_thought(manner: Modality) -> bool {
    use Modality::{Considered, Hypothetical, Planned, Recommended};
    matches!(manner, Planned | Considered | Recommended | Hypothetical)
}

/// How the source of a strand puts it.
pub(super) fn lead(strand: &Strand<'_>, wishes: &Wishes) -> Modality {
    claims(strand, wishes).first().map_or(strand.account.manner, |at| at.claim.modality)
}

/// The phrases beside a line.
pub(super) fn beside(
    told: &Told<'_>,
    wishes: &Wishes,
    cord: &Cord,
    printed: &[usize],
) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    for i in printed {
        let phrase = phrase(told, wishes, cord, &told.strands[*i]);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    let count = phrases.len();
    for phrase in phrases.iter_mut().take(count.saturating_sub(1)) {
        phrase.push(',');
    }
    phrases
}

/// Phrases as they are printed: `armed in 2016,` and `trained in 2016` are `armed and trained in 2016`.
pub(super) fn joined(phrases: &[String]) -> Vec<String> {
    let [first, last] = phrases else { return phrases.to_vec() };
    let (one, when) = sentence::cut(first.trim_end_matches(','));
    let (other, then) = sentence::cut(last);
    if when.is_empty() || when != then {
        return phrases.to_vec();
    }
    // A manner that both have is said once too.
    let manner = |verb: &str| verb.split_once(' ').is_some_and(|(first, _)| first.ends_with("ly"));
    let (hedge, verb) = one.split_once(' ').filter(|_| manner(one)).unwrap_or(("", one));
    let bare = other.strip_prefix(hedge).map_or(other, str::trim_start);
    let same = manner(other) == manner(one) && (hedge.is_empty() || bare != other);
    let simple = |verb: &str| !verb.contains([' ', ':']);
    match same && simple(verb) && simple(bare) {
        true => vec![format!("{one} and {bare}{when}")],
        false => vec![format!("{one},"), last.clone()],
    }
}

/// Whether what a strand says lies before the picture's date: it is said in the past, for nobody says that it
/// still is.
fn is_seen_before(strand: &Strand<'_>, wishes: &Wishes) -> bool {
    claims(strand, wishes).first().is_some_and(|at| is_before(strand, at, wishes))
}

/// The same of what one of its claims says.
pub(super) fn is_before(strand: &Strand<'_>, at: &ClaimRef<'_>, wishes: &Wishes) -> bool {
    let begins = wishes.at.and_then(|at| at.hull().0);
    let before = begins.zip(last_attested(at)).is_some_and(|(begins, s)| s.latest() < begins);
    match strand.account.standing {
        Standing::Stale => true,
        Standing::Possible => before && !strand.relation.is_event(),
        _ => false,
    }
}

/// When a strand was last seen: the year, or the month where that is of the picture's own year.
fn last_seen(strand: &Strand<'_>, wishes: &Wishes) -> Option<String> {
    let seen = last_attested(claims(strand, wishes).first()?)?.to_string();
    let own = wishes.at.is_some_and(|at| dates::year(&at.to_string()) == dates::year(&seen));
    Some(if own { dates::list(&[seen]) } else { dates::year(&seen) })
}

/// A relation of which a source tells the end.
pub(super) fn ended(told: &Told<'_>, wishes: &Wishes, cord: &Cord, strand: &Strand<'_>) -> String {
    if strand.relation.is_event() {
        return phrase(told, wishes, cord, strand);
    }
    in_words(told, wishes, cord, strand, |past, _| past)
}

/// Fewer words: of a fight the verb, of what answers who backs somebody that alone.
pub(super) fn brief(
    told: &Told<'_>,
    wishes: &Wishes,
    cord: &Cord,
    printed: &[usize],
) -> Option<(String, String)> {
    let backing = printed.iter().find(|i| told.backs(&told.strands[**i]));
    let strand = &told.strands[*backing.or(printed.first())?];
    let mut words = phrase(told, wishes, cord, strand);
    // That a fight goes on needs no date.
    if strand.look == Look::Hostility && strand.account.standing == Standing::Definite {
        let aside = words.find(" in ").or_else(|| words.find(" ("));
        words.truncate(aside.unwrap_or(words.len()));
    }
    (beside(told, wishes, cord, printed) != [words.clone()])
        .then(|| (words, strand.relation.id.clone()))
}

/// A relation in words, as one claim bears it.
pub(super) fn phrase(told: &Told<'_>, wishes: &Wishes, cord: &Cord, strand: &Strand<'_>) -> String {
    let account = &strand.account;
    let lead = claims(strand, wishes).first().copied();
    let seen = lead.and_then(attested);
    let assessed = lead.is_some_and(|at| at.claim.modality == Modality::Assessed);
    in_words(told, wishes, cord, strand, |past, label| match (account.standing, seen) {
        _ if strand.ended && account.present => match &strand.until {
            Some(until) => format!("{past} until {}", dates::short(until)),
            None => format!("{past} (ended)"),
        },
        _ if is_seen_before(strand, wishes) => match last_seen(strand, wishes) {
            Some(seen) => format!("{past} in {seen}"),
            None => past,
        },
        (Standing::Ended, _) => format!("{past} (over)"),
        (Standing::NotYet, _) => format!("{label} (not yet)"),
        (Standing::Undated, _) => format!("{label} (undated)"),
        // A source says until when, not since when.
        (Standing::Possible, Some(seen)) if !assessed => {
            match lead.and_then(|at| later_end(at, wishes)) {
                Some(end) => format!("{label} (until {})", dates::list(&[end])),
                // Nobody says of which part of the picture's time it is told.
                None => format!("{label} ({seen})"),
            }
        }
        _ => label,
    })
}

/// The end after the picture's date that is all that a claim tells of a tie.
fn later_end(at: &ClaimRef<'_>, wishes: &Wishes) -> Option<String> {
    let last = wishes.at.and_then(|at| at.hull().1)?;
    match at.claim.when {
        Some(Period::Interval(IntervalEnd::Open, IntervalEnd::Date(end)))
            if end.earliest() > last =>
        {
            Some(end.to_string())
        }
        _ => None,
    }
}

/// A relation in words; what is no event as it is said of the verb in the past and as it is.
fn in_words(
    told: &Told<'_>,
    wishes: &Wishes,
    cord: &Cord,
    strand: &Strand<'_>,
    standing: impl FnOnce(String, String) -> String,
) -> String {
    let account = &strand.account;
    let label = strand.relation.label.clone();
    let label = match strand.by {
        Some(by) => {
            format!("{label} through {}", isolated(told.graph.actors()[by.index()].label()))
        }
        None => format!("{label}{}", object(told, strand)),
    };
    let subject = if cord.symmetric { told.named(cord, strand).0 } else { told.ends(strand).0 };
    let many = subject.many;
    let manner = lead(strand, wishes);
    let hedge = match manner {
        Modality::Factual => "",
        Modality::Reported => "reportedly ",
        Modality::Assessed => "likely ",
        Modality::Alleged => "allegedly ",
        Modality::Planned => "planned: ",
        Modality::Considered => "considered: ",
        Modality::Recommended => "recommended: ",
        Modality::Hypothetical => "hypothetical: ",
        Modality::Denied => "denied: ",
    };
    if strand.relation.is_event() && is_thought(manner) {
        // The claim's date is that of the plan.
        return format!("{hedge}{}", bare(strand.relation));
    }
    if strand.relation.is_event() {
        let dates: Vec<String> = claims(strand, wishes)
            .iter()
            .filter_map(|at| at.claim.when.map(|when| when.to_string()))
            .collect();
        let done = past(&label);
        let done = sentence::agreeing(&done, many);
        return match (dates.is_empty(), account.standing) {
            (false, _) => format!("{hedge}{done} in {}", dates::list(&dates)),
            (true, Standing::Definite) => format!("{hedge}{done}"),
            (true, _) => format!("{hedge}{done}, undated"),
        };
    }
    let past = sentence::agreeing(&past(&label), many);
    let label = sentence::agreeing(&label, many);
    format!("{hedge}{}", standing(past, label))
}

/// Whom it concerns, where that is not the one whose name the box has: a commander's force.
fn object(told: &Told<'_>, strand: &Strand<'_>) -> String {
    let boxed = &told.boxes[strand.to];
    let first = strand.account.deciding.first();
    let Some(at) = first.filter(|_| !strand.relation.is_symmetric()) else {
        return String::new();
    };
    let force = boxed.force.map(|(force, _)| &told.graph.actors()[force.index()]);
    match force {
        Some(force) if at.to.id == force.id && strand.look == Look::Support => {
            format!(" the {}", isolated(force.label()))
        }
        _ => String::new(),
    }
}

/// A label in the past: `backs` is `backed`, `have ties with` is `had ties with`; what is past stays.
pub(crate) fn past(label: &str) -> String {
    let (verb, rest) = label.split_once(' ').map_or((label, ""), |(verb, rest)| (verb, rest));
    if verb.ends_with("ly") && !rest.is_empty() {
        return format!("{verb} {}", past(rest));
    }
    let done = match is_third(verb) {
        _ if verb == "are" => "were".to_owned(),
        _ if is_past(verb) => verb.to_owned(),
        Some(base) => shown(&base, Form::Past),
        None => shown(verb, Form::Past),
    };
    if rest.is_empty() { done } else { format!("{done} {rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;

    #[test]
    fn a_time_that_two_phrases_share_is_said_once() {
        for (phrases, printed) in [
            (["armed in 2016,", "trained in 2016"], &["armed and trained in 2016"][..]),
            (["armed in 2016,", "trained in 2017"], &["armed in 2016,", "trained in 2017"]),
            (["backs,", "arms"], &["backs,", "arms"]),
            (
                ["reportedly funds (2024),", "reportedly arms (2024)"],
                &["reportedly funds and arms (2024)"],
            ),
            (["funds (2024),", "reportedly arms (2024)"], &["funds,", "reportedly arms (2024)"]),
            (
                ["stationed forces with in 2020,", "armed in 2020"],
                &["stationed forces with,", "armed in 2020"],
            ),
            (["planned: arms,", "planned: trains"], &["planned: arms,", "planned: trains"]),
        ] {
            assert_eq!(joined(&phrases.map(str::to_owned)), printed);
        }
    }

    #[test]
    fn what_was_is_said_in_the_past() {
        for (now, then) in [
            ("pays", "paid"),
            ("supply", "supplied"),
            ("permits the presence of", "permitted the presence of"),
            ("is a member of", "was a member of"),
            ("are allied with", "were allied with"),
            ("politically supports", "politically supported"),
            ("stations forces with", "stationed forces with"),
            ("shuns", "shunned"),
            ("visit", "visited"),
            ("took", "took"),
            ("split from", "split from"),
            ("met", "met"),
        ] {
            assert_eq!(past(now), then);
            assert_eq!(past(&past(now)), then, "what is past stays");
        }
        for (_, relation) in Vocabulary::standard().iter() {
            let past = past(&relation.label);
            let verb = past.split(' ').find(|word| !word.ends_with("ly"));
            assert!(verb.is_some_and(|verb| verb == "was" || is_past(verb)), "{past}");
        }
    }
}
