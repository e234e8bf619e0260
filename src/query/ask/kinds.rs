//! Nouns for sorts of actors: `states`, `armed groups`, `cities`.
//!
//! Takes words; gives which actors they admit. Must not know the actors of a graph.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::{Word, after};
use crate::model::{Actor, Cut, Kind};

/// A sort of actors: some kinds, and collectives whose name says what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorClass {
    /// As asked: `states`.
    pub noun: &'static str,
    /// The kinds that it admits.
    kinds: &'static [Kind],
    /// Words in the names of collectives that it admits.
    words: &'static [&'static str],
}

impl ActorClass {
    /// The kinds that it admits, and the words in the names of collectives that it admits.
    pub(crate) fn lets_through(&self) -> (&'static [Kind], &'static [&'static str]) {
        (self.kinds, self.words)
    }

    /// Whether an actor is of this sort.
    pub fn fits(&self, actor: &Actor) -> bool {
        let named = || {
            let name = actor.name.to_lowercase();
            name.split_whitespace().any(|word| self.words.contains(&word))
        };
        self.kinds.contains(&actor.kind) || actor.kind == Kind::Collective && named()
    }
}

/// Nouns, longest first, and what they admit. Without kinds: everybody.
const NOUNS: &[(&str, &[Kind], &[&str])] = &[
    ("armed group|groups", ARMED, ARMED_WORDS),
    ("rebel group|groups", ARMED, ARMED_WORDS),
    ("terrorist|terror|extremist|jihadist group|groups", ARMED, ARMED_WORDS),
    ("militia|militias", ARMED, ARMED_WORDS),
    (
        "groups|group",
        &[Kind::ArmedGroup, Kind::Unit, Kind::Organisation, Kind::Coalition, Kind::Collective],
        &[],
    ),
    (
        "units|unit|brigades|brigade|battalions|battalion",
        &[Kind::Unit],
        &["units", "brigades", "battalions"],
    ),
    ("armies|army|militaries|military", &[Kind::Military], &["armies", "military"]),
    (
        "states|state|countries|country|nations|nation",
        &[Kind::State],
        &["states", "countries", "nations"],
    ),
    (
        "powers|power",
        &[Kind::State, Kind::Government, Kind::Coalition],
        &["powers", "states", "countries"],
    ),
    (
        "governments|government|administrations|administration",
        &[Kind::Government],
        &["governments"],
    ),
    ("parliaments|parliament", &[Kind::Legislature], &["parliaments"]),
    (
        "people|person|persons|individuals|individual|men|man|women|woman",
        &[Kind::Person],
        &["leaders", "officials", "people", "officers"],
    ),
    (
        "politicians|politician|leaders|leader|officials|official|officers|officer|generals|general",
        &[Kind::Person],
        &["leaders", "officials", "officers"],
    ),
    ("agencies|agency|ministries|ministry", &[Kind::Agency], &["agencies"]),
    (
        "international|regional organisations|organizations",
        &[Kind::Organisation, Kind::Coalition],
        &[],
    ),
    (
        "organisations|organizations|organisation|organization",
        &[Kind::Organisation, Kind::Coalition],
        &["organisations", "organizations"],
    ),
    ("companies|company|businesses|business|firms|firm", &[Kind::Company], &["companies", "firms"]),
    ("coalitions|coalition|alliances|alliance", &[Kind::Coalition], &[]),
    (
        "places|place|cities|city|towns|town|regions|region|areas|area|territory|territories|parts",
        &[Kind::Place],
        &[],
    ),
    (
        "actors|actor|parties|party|players|player|sides|side|forces|force|ones|one|factions|faction",
        &[],
        &[],
    ),
];

const ARMED: &[Kind] = &[Kind::ArmedGroup, Kind::Unit];
const ARMED_WORDS: &[&str] = &[
    "militias",
    "militia",
    "militiamen",
    "groups",
    "group",
    "fighters",
    "forces",
    "brigades",
    "rebels",
];

/// Words before a noun that make no difference to any claim, and those that have no meaning.
const UNTOLD: &[&str] = &[
    "foreign",
    "outside",
    "external",
    "international",
    "regional",
    "main",
    "chief",
    "principal",
    "key",
    "biggest",
    "largest",
    "major",
    "leading",
    "top",
    "important",
    "strongest",
    "primary",
    "closest",
    "staunchest",
    "most",
    "known",
    "current",
    "former",
    "other",
    "different",
    "various",
];

/// A noun read from the start of words.
#[derive(Debug)]
pub(super) struct Noun {
    /// How many words it takes.
    pub(super) length: usize,
    /// What it admits; `None`: everybody.
    pub(super) sort: Option<ActorClass>,
    /// The words before it that were ignored.
    pub(super) passed: Vec<String>,
}

/// Ignores articles, and adjectives that make no difference to any claim; says which.
pub(super) fn adjectives(words: &[Word]) -> (usize, Vec<String>) {
    let mut passed = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if word.is(UNTOLD) {
            passed.push(word.raw.clone());
        } else if !word.is(&[
            "the", "all", "any", "every", "each", "a", "an", "some", "of", "those", "these", "as",
        ]) {
            break;
        }
        at += 1;
    }
    (at, passed)
}

/// The noun for a sort of actor with which words start.
pub(super) fn noun(words: &[Word]) -> Option<Noun> {
    // `international organisations` before `international` is passed over.
    let plain = |from: usize| {
        NOUNS.iter().find_map(|(noun, kinds, named)| {
            let rest = after(words.cut(from..), noun)?;
            let length = words.len() - rest.len();
            let shown = noun.split(['|', ' ']).next().unwrap_or(noun);
            let sort =
                (!kinds.is_empty()).then_some(ActorClass { noun: shown, kinds, words: named });
            Some((length, sort))
        })
    };
    if let Some((length, sort)) = plain(0) {
        return Some(Noun { length, sort, passed: Vec::new() });
    }
    let (from, passed) = adjectives(words);
    plain(from).map(|(length, sort)| Noun { length, sort, passed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;

    #[test]
    fn a_collective_is_of_a_sort_by_its_name_and_nobody_else_is() {
        let graph = Fixture::new("A war")
            .actor("front", "River Front", Kind::ArmedGroup)
            .actor("islamists", "Islamist militias", Kind::Collective)
            .actor("protesters", "protesters", Kind::Collective)
            .actor("square", "square of the militia", Kind::Place)
            .source("s", "2020")
            .claim("islamists fights protesters", "q")
            .graph();
        let militias = ActorClass { noun: "militias", kinds: ARMED, words: ARMED_WORDS };
        let fits = graph.actors().iter().filter(|actor| militias.fits(actor));
        assert_eq!(fits.map(|actor| actor.id.as_str()).collect::<Vec<_>>(), ["front", "islamists"]);
    }
}
