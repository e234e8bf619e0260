//! Names and verbs in English sentences: articles, singular and plural, the time at the end.
//!
//! Takes an actor or a phrase from beside a line; gives words for a standfirst or a
//! caption. Must not know what is said about whom.

use super::{people, script};
use crate::model::{Actor, Kind};

/// The name of an actor in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// The name, with its article where it has one, set off where it is written from right to left.
    pub name: String,
    /// Whether they are many: militias back, a militia backs.
    pub many: bool,
}

/// A name that is longer than this gives way to the short one.
const LONG: usize = 14;

impl Called {
    /// How a sentence names an actor: people by their short names, others by it where the long one is long.
    pub(super) fn of(actor: &Actor) -> Called {
        let short = actor.short.as_deref();
        let name = match actor.kind {
            Kind::Person => short.unwrap_or(&actor.name),
            _ if actor.name.chars().count() > LONG => short.unwrap_or_else(|| people::name(actor)),
            _ => &actor.name,
        };
        let article = if takes_article(actor, name) { "the " } else { "" };
        Called { name: script::isolated(&format!("{article}{name}")), many: is_many(actor) }
    }
}

/// What is one thing among others of its sort, and so is called "the" … where a name ends in it.
const INSTITUTIONS: [&str; 66] = [
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "authority",
    "bank",
    "brigade",
    "brigades",
    "bureau",
    "cabinet",
    "coalition",
    "caliphate",
    "command",
    "commission",
    "committee",
    "confederation",
    "congress",
    "corps",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "emirate",
    "emirates",
    "federation",
    "fighters",
    "force",
    "forces",
    "front",
    "government",
    "group",
    "guard",
    "house",
    "insurgency",
    "islands",
    "junta",
    "kingdom",
    "league",
    "legion",
    "militia",
    "militias",
    "ministry",
    "mission",
    "movement",
    "nations",
    "navy",
    "network",
    "office",
    "organisation",
    "organization",
    "pact",
    "parliament",
    "party",
    "police",
    "rebels",
    "regime",
    "republic",
    "republics",
    "secretariat",
    "senate",
    "service",
    "state",
    "states",
    "union",
];

/// Words that a description goes on with after what it is of.
const AFTER: [&str; 10] = ["of", "for", "in", "on", "near", "from", "at", "under", "with", "("];

/// Whether English puts "the" before a name: where an alias of the actor does, where the name describes
/// one thing ("Tripoli government"), and where it ends in what it is ("United Nations", "Coast Front").
fn takes_article(actor: &Actor, name: &str) -> bool {
    let lower = name.to_lowercase();
    // "Haftar's army", but "the People's Union".
    let possessor = lower.split_once("’s ").or(lower.split_once("'s ")).map(|(whose, _)| whose);
    let of_folk = |whose: &str| ["people", "women", "men"].contains(&whose);
    if lower.starts_with("the ") || possessor.is_some_and(|whose| !of_folk(whose)) {
        return false;
    }
    if actor.names().any(|other| other.to_lowercase().strip_prefix("the ") == Some(lower.as_str()))
    {
        return true;
    }
    if actor.kind == Kind::State && !name.contains(' ') && !is_initials(name) {
        return false;
    }
    if is_initials(name) {
        // Longer ones are said as words: NATO, ISIS.
        let short = name.chars().count() <= 3;
        return short && name != actor.name && takes_article(actor, &actor.name);
    }
    let head = head(name);
    // A name of a person may end in a word with a small letter: "Abu Omar al-Jolan".
    let whole = actor.kind != Kind::Person || name.starts_with(char::is_lowercase);
    let described = whole && head.starts_with(char::is_lowercase);
    match (actor.kind, described) {
        (Kind::Collective, true) => !is_plural(head),
        (Kind::Person | Kind::Collective | Kind::Unnamed, false) => false,
        (_, true) => !is_plural(head),
        (_, false) => {
            let institution = INSTITUTIONS.contains(&head.to_lowercase().as_str());
            name.contains(' ') && institution || is_band(actor, name)
        }
    }
}

/// Whether a name is that of a band of men by what they are: "Eel Creek Rangers", "Rapid Support Forces".
fn is_band(actor: &Actor, name: &str) -> bool {
    let armed = matches!(actor.kind, Kind::Military | Kind::ArmedGroup | Kind::Unit);
    let head = head(name);
    let ascii = head.chars().all(|c| c.is_ascii_alphabetic())
        && head.chars().skip(1).all(char::is_lowercase);
    armed && name.contains(' ') && ascii && is_plural(head)
}

/// Whether they are many.
fn is_many(actor: &Actor) -> bool {
    let head = head(&actor.name);
    let sort = actor.kind == Kind::Collective || head.starts_with(char::is_lowercase);
    (sort || is_band(actor, &actor.name)) && is_plural(head)
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

/// The word that says what somebody is: the last before "of", "in" …
fn head(name: &str) -> &str {
    let words: Vec<&str> = name.split_whitespace().collect();
    let rest = |word: &&str| AFTER.contains(word) || word.starts_with('(');
    let end = words.iter().skip(1).position(rest).map_or(words.len(), |place| place + 1);
    words[..end].last().copied().unwrap_or(name)
}

/// Whether a name is made of the first letters of others: UN, HoR, GNA.
fn is_initials(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let ascii = name.chars().all(|c| c.is_ascii_alphabetic());
    ascii && capitals > 1 && name.ends_with(char::is_uppercase) && capitals + 1 >= name.len()
}

/// A verb of many: `backs` is `back`, `is aligned with` is `are aligned with`; what is past stays.
pub(super) fn of_many(label: &str) -> String {
    let (verb, rest) = label.split_once(' ').map_or((label, ""), |(verb, rest)| (verb, rest));
    if verb.ends_with("ly") {
        return format!("{verb} {}", of_many(rest));
    }
    let many = match verb {
        "is" => "are".to_owned(),
        "has" => "have".to_owned(),
        "was" => "were".to_owned(),
        _ => match verb.strip_suffix('s') {
            None => verb.to_owned(),
            Some(stem) => match stem.strip_suffix('e') {
                Some(short) if short.ends_with('i') && short.len() > 2 => {
                    format!("{}y", &short[..short.len() - 1])
                }
                Some(short)
                    if ["ss", "sh", "ch", "x", "o"].iter().any(|end| short.ends_with(end)) =>
                {
                    short.to_owned()
                }
                _ => stem.to_owned(),
            },
        },
    };
    if rest.is_empty() { many } else { format!("{many} {rest}") }
}

/// The third person, or that of many.
pub(super) fn agreeing(label: &str, many: bool) -> String {
    if many { of_many(label) } else { label.to_owned() }
}

/// A phrase between two names; what it says of time comes last: `met`, `in Feb 2025`.
pub(super) fn told(phrase: &str, (from, to): (&str, &str), symmetric: bool) -> String {
    let (verb, when) = cut(phrase);
    // What stands before a verb is not a reason to set it apart.
    let plain =
        verb.split_once(' ').filter(|(first, _)| first.ends_with("ly")).map_or(verb, |cut| cut.1);
    let leads_on = [" with", " by", " alongside", " of"].iter().any(|end| verb.ends_with(end));
    match symmetric && plain.contains(' ') && !leads_on {
        true => format!("{from} and {to}: {phrase}"),
        false => format!("{from} {verb} {to}{when}"),
    }
}

/// What a phrase says, and when or how sure that is.
pub(super) fn cut(phrase: &str) -> (&str, &str) {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let dated = |at: &usize| {
        let rest = phrase[*at + 4..].split(' ').next().unwrap_or_default();
        MONTHS.contains(&rest.trim_end_matches(','))
            || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let time = phrase.match_indices(" in ").map(|found| found.0).find(dated);
    let asides = [" (", " through ", " until "].into_iter().filter_map(|aside| phrase.find(aside));
    let undated = phrase.find(", undated");
    let at = time.into_iter().chain(asides).chain(undated).min().unwrap_or(phrase.len());
    phrase.split_at(at)
}

/// The first phrase beside a line, without the comma that leads to the next.
pub(super) fn first(words: &[String]) -> &str {
    words.first().map_or("", |words| words.trim_end_matches(','))
}

/// What stands behind a phrase, and says what has become of it.
pub(super) const BEGAN: &str = "(began)";
pub(super) const AGAIN: &str = "(told of again)";
pub(super) const NOT_TOLD: &str = "(no longer told of)";
pub(super) const ENDED: &str = "(ended)";
pub(super) const SAID_BEFORE: &str = "(only said before)";

/// A phrase without what has become of it.
pub(super) fn plain(phrase: &str) -> &str {
    let ends = [BEGAN, AGAIN, NOT_TOLD, ENDED, SAID_BEFORE];
    ends.iter().find_map(|end| phrase.strip_suffix(end)).map_or(phrase, str::trim_end)
}

/// Names as they are listed; of many some, and how many more.
pub(super) fn listed(names: &[String]) -> String {
    const MOST: usize = 4;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        names if names.len() > MOST + 1 => {
            format!("{} and {} others", names[..MOST - 1].join(", "), names.len() + 1 - MOST)
        }
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What the side of an actor is called: `Haftar’s side`, `Gate Wardens’ side`.
pub(super) fn side_of(actor: &Actor) -> String {
    let name = people::name(actor);
    let s = if is_many(actor) && name.ends_with('s') { "" } else { "s" };
    capitalised(&format!("{}’{s} side", script::isolated(name)))
}

/// A sentence begins with a capital.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        // Only an article: a name is written as its bearer writes it.
        Some(first) if text.starts_with("the ") => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_agree_with_many() {
        for (one, many) in [
            ("backs", "back"),
            ("is aligned with", "are aligned with"),
            ("has ties with", "have ties with"),
            ("likely arms", "likely arm"),
            ("supplies", "supply"),
            ("besieges", "besiege"),
            ("represses", "repress"),
            ("sanctions", "sanction"),
            ("was relied on", "were relied on"),
            ("met", "met"),
            ("opposes", "oppose"),
            ("pays", "pay"),
            ("recognises", "recognise"),
            ("clashes with", "clash with"),
        ] {
            assert_eq!(of_many(one), many);
        }
    }

    #[test]
    fn what_is_said_of_time_comes_last() {
        let ends = ("the UN", "Haftar");
        assert_eq!(told("met in Feb 2025", ends, true), "the UN met Haftar in Feb 2025");
        assert_eq!(told("reportedly fought", ends, true), "the UN reportedly fought Haftar");
        assert_eq!(told("backs (2017)", ends, false), "the UN backs Haftar (2017)");
        assert_eq!(told("seeks a base in", ends, false), "the UN seeks a base in Haftar");
        assert_eq!(told("met, undated", ends, true), "the UN met Haftar, undated");
    }

    #[test]
    fn heads_of_names() {
        for (name, word) in [
            ("military leaders on the Tripoli side", "leaders"),
            ("Government of National Accord", "Government"),
            ("Tripoli government", "government"),
            ("US officials (2017)", "officials"),
            ("Of Monsters", "Monsters"),
        ] {
            assert_eq!(head(name), word);
        }
        assert!(
            is_initials("HoR") && is_initials("UAE") && !is_initials("Kesh") && !is_initials("A")
        );
    }

    #[test]
    fn which_names_have_an_article() {
        for (name, kind, expected) in [
            ("United Republics", Kind::State, "the United Republics"),
            ("People's Union", Kind::Organisation, "the People's Union"),
            ("Haftar's army", Kind::Military, "Haftar's army"),
            ("Armorica", Kind::State, "Armorica"),
        ] {
            let actor = Actor { name: name.to_owned(), kind, ..Actor::unnamed() };
            assert_eq!(Called::of(&actor).name, expected);
        }
    }

    #[test]
    fn of_many_names_some_are_listed() {
        let names = |n: usize| (0..n).map(|i| format!("N{i}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(2)), "N0 and N1");
        assert_eq!(listed(&names(5)), "N0, N1, N2, N3 and N4");
        assert_eq!(listed(&names(7)), "N0, N1, N2 and 4 others");
    }
}
