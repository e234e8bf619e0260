//! What is given: `weapons`, `money`, `training`; to give weapons is to arm.
//!
//! Takes words; removes the words for what is given, and says which relation giving it is. Must not know
//! actors.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::{Word, after, position, without};
use crate::model::Cut;
use crate::query::inflect::{Form, inflect};

/// Nouns, and the relations that stand for giving such things.
pub(crate) const MEANS: &[(&str, &str)] = &[
    ("military training", "trains"),
    ("political|diplomatic support|backing|help", "politically_supports"),
    ("financial support|backing|help|aid", "funds"),
    (
        "military support|backing|help|aid|assistance",
        "arms|supplies|trains|deploys_troops_for|stations_forces_with|strikes_for|provides_infrastructure_to|shares_intelligence_with",
    ),
    ("air support|strikes|cover|raids", "strikes_for"),
    (
        "weapons|weapon|arms|weaponry|armaments|ammunition|munitions|drones|missiles|tanks|rifles|guns|artillery|jets|aircraft",
        "arms",
    ),
    ("money|funds|funding|cash|finance|financing|credit|loans|salaries", "funds"),
    ("training|trainers|instructors|advisers|advisors", "trains"),
    (
        "troops|soldiers|forces|mercenaries|fighters|men",
        "deploys_troops_for|stations_forces_with|deploys_to|recruits_for",
    ),
    ("intelligence", "shares_intelligence_with"),
    ("airstrikes|strikes|bombs", "strikes_for"),
    ("bases|base|infrastructure", "provides_infrastructure_to"),
    ("shelter|refuge|sanctuary|territory", "gives_territory_to"),
    ("recognition", "recognises"),
    ("supplies|fuel|equipment|vehicles|food|materiel|logistics|medicine", "supplies"),
    ("support|backing|help|aid|assistance", "backs"),
];

/// Adjectives that may stand before what is given.
const BEFORE: &[&str] = &[
    "any", "some", "the", "its", "his", "their", "more", "new", "heavy", "advanced", "foreign",
    "a", "of", "his",
];

/// Verbs of giving, and of getting.
pub(super) const GIVE: &[&str] = &[
    "give",
    "provide",
    "supply",
    "send",
    "deliver",
    "sell",
    "ship",
    "offer",
    "lend",
    "grant",
    "transfer",
    "fly",
    "smuggle",
    "pass",
    "bring",
    "transport",
    "carry",
    "deliver",
];
pub(crate) const GET: &[&str] =
    &["get", "receive", "obtain", "buy", "acquire", "have", "enjoy", "draw", "import", "take"];

/// The means named at the start of words: how many words, and the relations.
fn means(words: &[Word]) -> Option<(usize, &'static str)> {
    let from = words.iter().take_while(|word| word.is(BEFORE)).count();
    let found = MEANS.iter().find_map(|(noun, path)| {
        let rest = after(words.cut(from..), noun)?;
        Some((words.len() - rest.len(), *path))
    });
    // `weapons and money`
    let (length, path) = found?;
    Some((length, path))
}

fn is_form_of(word: &Word, verbs: &[&str]) -> bool {
    let forms = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing];
    verbs.iter().any(|verb| forms.iter().any(|form| inflect(verb, *form).contains(&word.low)))
}

/// A question without the words for what is given, and what they mean.
pub(super) struct Given {
    /// The other words.
    pub(super) words: Vec<Word>,
    /// The relations that stand for giving it.
    pub(super) path: &'static str,
    /// Whether it stood after `with`, so that the verb is not one of giving.
    pub(super) with: bool,
}

/// Removes what is given: `with weapons`, `gives X weapons`, `gives weapons to X`.
pub(super) fn given(words: &[Word]) -> Option<Given> {
    if let Some(at) = position(words, "with").filter(|at| *at > 0)
        && let Some((length, path)) = means(words.cut(at + 1..))
    {
        let rest = without(words, at, at + 1 + length);
        return Some(Given { words: rest, path, with: true });
    }
    let verb = words.iter().position(|word| is_form_of(word, GIVE) || is_form_of(word, GET))?;
    for at in verb + 1..words.len() {
        let Some((length, path)) = means(words.cut(at..)) else { continue };
        let joint = words.get(at + length).is_none_or(|word| word.is(&["to", "for", "from", "by"]));
        if joint {
            let rest = without(words, at, at + length);
            return Some(Given { words: rest, path, with: false });
        }
    }
    None
}
