//! An actor is named by its own claim.
//!
//! ```ron
//! actors: { "dissidents": (name: "dissidents repressed by Haftar", kind: collective), … }
//! (from: "haftar", relation: "represses", to: "dissidents", quote: "…")
//! ```
//!
//! That Haftar's opponents oppose Haftar says nothing, and a picture that shows it shows a word. Name those who
//! are meant; if the text names nobody, leave the claim out, or keep it for what else it says and accept the
//! warning: `accept: ["tautology"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field};
use super::super::written::{folded_words, pairs};
use crate::annotation::ActorEntry;
use crate::diagnostic::Code;
use crate::evidence::Mentions;
use crate::model::{Family, Relation};

pub(super) const RULE: Rule =
    Rule { code: Code::Tautology, page: include_str!("tautology.rs"), find };

/// Words that say of others how they stand to whoever is named beside them.
const STANDINGS: [(Family, &[&str]); 3] = [
    (
        Family::Hostility,
        &["opponents", "enemies", "rivals", "foes", "adversaries", "critics", "opposition", "anti"],
    ),
    (
        Family::Support,
        &[
            "allies",
            "backers",
            "supporters",
            "sponsors",
            "patrons",
            "proxies",
            "loyalists",
            "followers",
            "backed",
            "supported",
            "aligned",
            "allied",
            "armed",
            "funded",
            "sponsored",
            "pro",
        ],
    ),
    (Family::Structure, &["controlled", "led", "commanded", "run"]),
];

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in &cx.entries {
        let relation = entry.claim.relation.as_deref().and_then(|name| cx.vocabulary.get(name));
        let Some(relation) = relation.map(|ix| &cx.vocabulary[ix]) else { continue };
        let named = |(a, b): (&str, &str)| {
            let (a, b) = (cx.actors.get(a)?.1, cx.actors.get(b)?.1);
            names_itself(a, b, relation).or_else(|| names_itself(b, a, relation))
        };
        if let Some(name) = pairs(&entry.claim).find_map(named) {
            let message = format!("“{name}” says by its name what this claims");
            findings.push(
                Finding::new(field(entry, "relation"), message)
                    .help("name who is meant, or leave the claim out"),
            );
        }
    }
    findings
}

/// The name of an actor, if it holds the other's and says how the two stand to each other as the relation
/// does.
fn names_itself<'a>(
    actor: &'a ActorEntry<'_>,
    other: &ActorEntry<'_>,
    relation: &Relation,
) -> Option<&'a str> {
    let name = actor.name.as_deref()?;
    let others =
        other.name.iter().chain(&other.short).chain(&other.aliases).map(|name| ((), &**name));
    let found = Mentions::new(others).find(name);
    let (_, (first, last)) = *found.first()?;
    let (_, words) = folded_words(name);
    // In the word that names the other only what is joined to it counts: `Haftar-controlled`.
    let own = |place: u32| place < first || place > last;
    let words = (1..).zip(&words).flat_map(|(place, word)| {
        let joined = word.split(['-', '/']).filter(move |_| own(place) || word.contains('-'));
        joined.map(str::to_owned).collect::<Vec<_>>()
    });
    let says = |word: String| {
        let stands = |(family, list): &(Family, &[&str])| {
            *family == relation.family && list.contains(&word.as_str())
        };
        STANDINGS.iter().any(stands) || is_verb_of(&word, relation)
    };
    words.into_iter().any(says).then_some(name)
}

/// Whether a word is a form of one of the relation's verbs.
fn is_verb_of(word: &str, relation: &Relation) -> bool {
    let stem = stem(word);
    let verbs = relation.spec.verbs.iter().chain([&relation.id]).map(|verb| {
        let first = verb.split([' ', '_']).next().unwrap_or_default();
        self::stem(first)
    });
    // Shorter stems are many words'.
    stem.len() > 3 && verbs.into_iter().any(|verb| verb == stem)
}

/// An English verb without its ending.
fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "e", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    // Of a letter that is doubled before an ending, one stays: controlled, controls.
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before => &stem[..stem.len() - last.len_utf8()],
        _ => stem,
    }
}
