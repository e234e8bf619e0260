//! What stands on a tie.

use std::collections::BTreeSet;

use crate::analysis::ties::Bond;
use crate::graph::ClaimRef;
use crate::model::{Family, Modality};

/// How many relations, dates or people are named before the rest is counted.
const NAMED: usize = 2;

/// What may stand on a tie, in lines, the longest first, and nothing last.
pub(super) fn labels(tie: &Bond<'_>) -> Vec<Vec<String>> {
    let what = what(tie);
    let via = via(tie);
    let mut labels: Vec<Vec<String>> = Vec::new();
    let mut add = |parts: &[&Option<String>]| {
        let label: Vec<String> = parts.iter().filter_map(|part| (*part).clone()).collect();
        if labels.last() != Some(&label) {
            labels.push(label);
        }
    };
    add(&[&what, &via]);
    add(&[&what]);
    add(&[]);
    labels
}

/// The relations, those aside that say no more than the line itself does; dates of contacts; and
/// what sort of word it is where no source asserts it.
fn what(tie: &Bond<'_>) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for at in &tie.claims {
        let plain = matches!(at.relation.id.as_str(), "backs" | "opposes");
        let word = if tie.family == Family::Contact && at.relation.is_event() {
            past(&at.relation.label)
        } else {
            short(&at.relation.label)
        };
        if !plain && !words.contains(&word) {
            words.push(word);
        }
    }
    let mut text = counted(&words, ", ");
    if tie.family == Family::Contact {
        let dates: BTreeSet<String> = tie.claims.iter().filter_map(date).collect();
        let dates: Vec<String> = dates.into_iter().collect();
        let dates = counted(&dates, ", ");
        if !dates.is_empty() {
            text = format!("{text} {dates}");
        }
    }
    if !tie.modality.is_asserted() {
        let modality = modality(tie.modality);
        text = if text.is_empty() { modality.to_owned() } else { format!("{text} ({modality})") };
    }
    (!text.is_empty()).then_some(text)
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Denied => "denied",
        other => other.word(),
    }
}

/// When an event was; of what stands, no date says when it was.
fn date(at: &ClaimRef<'_>) -> Option<String> {
    let when = at.claim.when.filter(|_| at.relation.is_event())?;
    Some(when.to_string())
}

/// The people and parts that act for the ends.
fn via(tie: &Bond<'_>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for at in &tie.claims {
        for (own, shown) in [(at.own_from, at.from), (at.own_to, at.to)] {
            let name = own.label().to_owned();
            if own.id != shown.id && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (!names.is_empty()).then(|| format!("via {}", counted(&names, ", ")))
}

fn counted(words: &[String], comma: &str) -> String {
    let mut text = words.iter().take(NAMED).cloned().collect::<Vec<_>>().join(comma);
    if words.len() > NAMED {
        // No count: the number of the note stands behind it.
        text += " …";
    }
    text
}

/// Without the words that a line stands for.
fn short(label: &str) -> String {
    let label = label.strip_prefix("is ").unwrap_or(label);
    ["allied with", "affiliated with", "aligned with"]
        .iter()
        .find(|long| label == **long)
        .and_then(|long| long.strip_suffix(" with"))
        .unwrap_or(label)
        .to_owned()
}

/// A label of the form "visits" as what was done: "visited".
fn past(label: &str) -> String {
    let (verb, rest) = label.split_once(' ').unwrap_or((label, ""));
    let stem = verb.strip_suffix('s').unwrap_or(verb);
    let verb = match stem {
        "meet" => "met".to_owned(),
        stem if stem.ends_with('e') => format!("{stem}d"),
        stem => format!("{stem}ed"),
    };
    if rest.is_empty() || rest == "with" { verb } else { format!("{verb} {rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done() {
        for (label, expected) in [
            ("meets", "met"),
            ("negotiates with", "negotiated"),
            ("visits", "visited"),
            ("criticises", "criticised"),
        ] {
            assert_eq!(past(label), expected);
        }
    }
}
