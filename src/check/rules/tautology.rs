//! An actor is named after its own claim.
//!
//! ```ron
//! actors: { "dissidents": (name: "dissidents repressed by Haftar", kind: collective), … }
//! (from: "haftar", relation: "represses", to: "dissidents", quote: "…")
//! ```
//!
//! That Haftar's opponents oppose Haftar says nothing, and a picture that shows it only shows a word. Name those who
//! are meant; if the text names nobody, leave the claim out, or keep it for what else it says and accept the
//! warning: `accept: ["tautology"], note: "…"`.

use rustc_hash::FxHashSet;

use super::super::rule::{Context, Finding, Rule, field};
use super::super::written::{folded_words, pairs};
use crate::annotation::ActorEntry;
use crate::diagnostic::Code;
use crate::evidence::Mentions;
use crate::model::{Family, Relation};

pub(super) const RULE: Rule =
    Rule { code: Code::Tautology, page: include_str!("tautology.rs"), find };

/// Words for people by how they stand to the actor named beside them.
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
    let telling = telling(cx);
    let mut findings = Vec::new();
    if telling.is_empty() {
        return findings;
    }
    for entry in &cx.entries {
        let relation = entry.claim.relation.as_deref().and_then(|name| cx.vocabulary.get(name));
        let Some(relation) = relation.map(|ix| &cx.vocabulary[ix]) else { continue };
        let named = |(a, b): (&str, &str)| {
            let tells = [a, b].map(|id| telling.contains(id));
            let names = |tells: bool, own, other| {
                let actor = |id| Some(cx.actors.get(id)?.1);
                names_itself(actor(own).filter(|_| tells)?, actor(other)?, relation)
            };
            names(tells[0], a, b).or_else(|| names(tells[1], b, a))
        };
        if let Some(name) = pairs(&entry.claim).find_map(named) {
            let message = format!("the name “{name}” already says what this claims");
            findings.push(
                Finding::new(field(entry, "relation"), message)
                    .help("name who is meant, or leave the claim out"),
            );
        }
    }
    findings
}

/// The actors with a word in their names that could say how they stand to somebody. They are few, and the
/// claims of all others need not be looked at.
fn telling<'c>(cx: &Context<'c, '_>) -> FxHashSet<&'c str> {
    let relations = cx.vocabulary.iter().map(|(_, relation)| relation);
    let stems: FxHashSet<&str> = relations.flat_map(verb_stems).collect();
    let stands: FxHashSet<&str> =
        STANDINGS.iter().flat_map(|(_, list)| list.iter().copied()).collect();
    let says = |word: &str| stands.contains(word) || stems.contains(stem(word));
    let tells = |name: &str| folded_words(name).1.iter().flat_map(|word| joined(word)).any(says);
    let actors = cx.actors.sorted();
    let named =
        actors.filter(|(_, file, i)| cx.actors.entry(*file, *i).name.as_deref().is_some_and(tells));
    named.map(|(id, ..)| id).collect()
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
    let mut words = (1..)
        .zip(&words)
        .filter(|(place, word)| own(*place) || word.contains('-'))
        .flat_map(|(_, word)| joined(word));
    let says = |word: &str| {
        let stands =
            |(family, list): &(Family, &[&str])| *family == relation.family && list.contains(&word);
        STANDINGS.iter().any(stands) || verb_stems(relation).any(|verb| verb == stem(word))
    };
    words.any(says).then_some(name)
}

/// The words that are joined to one: `Haftar-controlled`.
fn joined(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', '/'])
}

/// The stems of a relation's verbs, by which their forms are recognised. Shorter stems occur in too many words.
fn verb_stems(relation: &Relation) -> impl Iterator<Item = &str> {
    let verbs = relation.spec.verbs.iter().chain([&relation.id]);
    let stems = verbs.map(|verb| stem(verb.split([' ', '_']).next().unwrap_or_default()));
    stems.filter(|stem| stem.len() > 3)
}

/// An English verb without its ending.
fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "e", "s"];
    let stem = endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    // A letter that is doubled before an ending counts once: controlled, controls.
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before => &stem[..stem.len() - last.len_utf8()],
        _ => stem,
    }
}
