//! One claim for people: what it says, how it is put, and the words that show it.

use crate::graph::ClaimRef;
use crate::model::{Actor, Citation, Date, Kind, Party, Status};
use crate::query::time::{At, When};
use crate::query::wording::verb;
use crate::report::isolate::isolated;
use crate::report::wrap::wrap;

/// Finds the sentence around a claim's quote, where the text is at hand.
pub type Sentences<'s> = dyn Fn(&ClaimRef<'_>) -> Option<String> + 's;

/// How text is laid out.
#[derive(Clone, Copy)]
pub struct ClaimStyle<'s> {
    /// The width of the terminal; without one, nothing is broken.
    pub width: Option<u16>,
    /// Whether there is colour.
    pub colour: bool,
    /// Sentences around quotes.
    pub sentences: &'s Sentences<'s>,
}

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Bold,
    Green,
    Yellow,
    Red,
    Dim,
}

impl ClaimStyle<'_> {
    /// Text in colour, where there is any.
    pub(super) fn ink(&self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Bold => 1,
            Ink::Dim => 2,
            Ink::Red => 31,
            Ink::Green => 32,
            Ink::Yellow => 33,
        };
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// What an actor is called; whoever a text leaves unnamed is somebody.
pub fn called(actor: &Actor) -> &str {
    if actor.kind == Kind::Unnamed { "somebody not named in the text" } else { &actor.name }
}

/// `Egypt backs Khalifa Haftar`, with the parts that act for the wholes named, in the tense and mood of
/// how it is put.
pub fn sentence(at: &ClaimRef<'_>, actors: &[Actor]) -> String {
    let part = |whole: &Actor, own: &Actor| match whole.id == own.id {
        true => isolated(called(whole)).into_owned(),
        false if own.kind == Kind::Place => {
            format!("{}, {}", isolated(&own.name), isolated(&whole.name))
        }
        false => format!("{} (through {})", isolated(&whole.name), isolated(&own.name)),
    };
    let mut out = format!("{} {} {}", part(at.from, at.own_from), verb(at), part(at.to, at.own_to));
    let details = at.claim.details();
    if !details.against.is_empty() {
        let against: Vec<_> =
            details.against.iter().map(|ix| isolated(&actors[ix.index()].name)).collect();
        out += &format!(" against {}", against.join(" and "));
    }
    let given = [&details.what, &details.count, &details.amount];
    let given: Vec<_> = given.into_iter().flatten().map(|given| isolated(given)).collect();
    if !given.is_empty() {
        out += &format!(" ({})", given.join(", "));
    }
    if !details.through.is_empty() {
        out += &format!(", through {}", names(&details.through, actors).join(" and "));
    }
    out
}

/// `2014/.., reported, says CNN`
pub fn terms(at: &ClaimRef<'_>, actors: &[Actor]) -> String {
    let claim = at.claim;
    let mut terms = vec![period(at)];
    if claim.status != Status::Unknown {
        terms.push(claim.status.word().to_owned());
    }
    terms.push(claim.modality.word().to_owned());
    let details = claim.details();
    if !details.said_by.is_empty() {
        let verb = if details.said_by.len() > 1 { "say" } else { "says" };
        terms.push(format!("{verb} {}", speakers(at, actors).join(" and ")));
    }
    for name in names(&details.cited_by, actors) {
        terms.push(format!("cited by {name}"));
    }
    terms.extend(details.intended.map(|intended| format!("for {intended}")));
    terms.join(", ")
}

/// The claim's date as written, or what there is instead.
pub fn period(at: &ClaimRef<'_>) -> String {
    match (at.claim.when, at.source.published) {
        (Some(when), _) => when.to_string(),
        (None, Some(published)) => format!("as of {published}"),
        (None, None) => "undated".to_owned(),
    }
}

/// Who says so, for people; each of them does.
pub fn speakers(at: &ClaimRef<'_>, actors: &[Actor]) -> Vec<String> {
    names(&at.claim.details().said_by, actors)
}

/// Those mentioned, for people.
pub fn names(parties: &[Party], actors: &[Actor]) -> Vec<String> {
    let name = |party: &Party| match party {
        Party::Actor(ix) => isolated(&actors[ix.index()].name).into_owned(),
        Party::Named(name) => isolated(name).into_owned(),
        Party::Unnamed => "somebody unnamed".to_owned(),
    };
    parties.iter().map(name).collect()
}

/// The claim in full: what it says and how, its quote, its source; with the text at hand, the
/// sentence too.
/// `state` is how its tie stands, where that is not how the answer does.
pub(super) fn lines(
    at: &ClaimRef<'_>,
    actors: &[Actor],
    state: Option<&str>,
    indent: &str,
    style: &ClaimStyle<'_>,
) -> String {
    let mut head = format!("{} · {}", sentence(at, actors), terms(at, actors));
    if let Some(state) = state {
        head += &format!(" · {}", style.ink(Ink::Dim, state));
    }
    let mut out = wrap(indent, &head, style.width);
    let citation = &at.claim.citation;
    let (words, place) = match citation {
        Citation::Quote(quoted) => {
            let page = at.source.page_of(quoted.paragraph);
            let page = page.map_or_else(String::new, |page| format!(", p. {page}"));
            let place = format!("— {} ¶ {}{page}", at.source.id, quoted.paragraph);
            (format!("“{}”", isolated(&quoted.quote)), place)
        }
        Citation::Record(record) => (format!("[{record}]"), format!("— {}", at.source.id)),
    };
    let quote = format!("{words} {}", style.ink(Ink::Dim, &place));
    out += &wrap(&format!("{indent}  "), &quote, style.width);
    if let Some(sentence) = (style.sentences)(at)
        && sentence.trim() != citation.text().trim()
    {
        out += &wrap(&format!("{indent}  in: "), &isolated(&sentence), style.width);
    }
    if let Some(translation) = &at.claim.details().translation {
        out += &wrap(&format!("{indent}  that is: "), &isolated(translation), style.width);
    }
    out
}

/// A time in words: `in 2017`, `since 2022-01-01`; nothing where none was asked about.
pub fn time(when: When) -> String {
    match when {
        When::Told => String::new(),
        When::Ever => "at any time".to_owned(),
        When::During(At { first: Date::MIN, last: Date::MAX }) => "at any time".to_owned(),
        When::During(At { first: Date::MIN, last }) => format!("until {last}"),
        When::During(At { first, last: Date::MAX }) => format!("since {first}"),
        When::During(At { first, last }) if first == last => format!("on {first}"),
        When::During(At { first, last }) => {
            let whole =
                first.month() == 1 && first.day() == 1 && last.month() == 12 && last.day() == 31;
            match (whole, first.year() == last.year()) {
                (true, true) => format!("in {:04}", first.year()),
                (true, false) => format!("in {:04}–{:04}", first.year(), last.year()),
                _ if first.first_of_month() == first && first.last_of_month() == last => {
                    format!("in {:04}-{:02}", first.year(), first.month())
                }
                _ => format!("from {first} to {last}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;

    #[test]
    fn a_time_is_told_as_it_was_asked() {
        for (asked, expected) in [
            ("2017", "in 2017"),
            ("2014/2016", "in 2014–2016"),
            ("2017-07", "in 2017-07"),
            ("2017-07-10", "on 2017-07-10"),
            ("2017-02/2017-07", "from 2017-02-01 to 2017-07-31"),
            ("2016-07/2017", "from 2016-07-01 to 2017-12-31"),
            ("2022/..", "since 2022-01-01"),
            ("../2022", "until 2022-12-31"),
        ] {
            let period: Period = asked.parse().unwrap();
            assert_eq!(time(When::During(At::from(period))), expected, "{asked}");
        }
        assert_eq!(time(When::Told), "");
        assert_eq!(time(When::Ever), "at any time");
    }
}
