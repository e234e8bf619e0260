//! A claim as a sentence: `militias oppose the GNA`, `Berg met Orm`, `Southmark does not arm the Front`.
//!
//! Takes a claim; gives its verb in the number of who acts, and in the tense and mood of how the source puts
//! it, so that a line cut out of its answer says no more than its claim. Must not know how answers are
//! laid out.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use super::inflect::{Form, is_irregular_participle, is_third, shown};
use crate::graph::ClaimRef;
use crate::model::{Actor, Cut as _, Kind, Modality, Relation, Status};

/// The verb of a claim, with what belongs to it: `back`, `was allied with`, `is to train`.
pub fn verb(at: &ClaimRef<'_>) -> String {
    let many = is_plural(at.from);
    let claim = at.claim;
    let ended = claim.status == Status::Ended && at.validity().end.is_some();
    let over = at.relation.is_event() || ended || claim.status == Status::Ended;
    let Base { adverb, verb: first, rest } = base(at.relation);
    let be = if many { "are" } else { "is" };
    let verb = match claim.modality {
        Modality::Planned => format!("{be} to {first}"),
        Modality::Considered => format!("may {first}"),
        Modality::Recommended => format!("should {first}"),
        Modality::Hypothetical => format!("would {first}"),
        Modality::Denied if first == "be" || is_perfect(&first, &rest) => {
            format!("{} not", form(&first, many, over))
        }
        Modality::Denied => {
            let aux = match (over, many) {
                (true, _) => "did",
                (false, true) => "do",
                (false, false) => "does",
            };
            format!("{aux} not {first}")
        }
        Modality::Factual | Modality::Reported | Modality::Assessed | Modality::Alleged => {
            form(&first, many, over)
        }
    };
    // `politically supported`, `does not politically support`
    let verb = match verb.rsplit_once(' ') {
        _ if adverb.is_empty() => verb,
        Some((aux, verb)) => format!("{aux} {adverb} {verb}"),
        None => format!("{adverb} {verb}"),
    };
    if rest.is_empty() { verb } else { format!("{verb} {rest}") }
}

/// A relation as what has not happened: `attack`, `take`, `politically support`.
pub(crate) fn bare(relation: &Relation) -> String {
    let Base { adverb, verb, rest } = base(relation);
    let words = [adverb, verb, rest].into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<String>>().join(" ")
}

/// Whether `has` helps another verb (`has secured`), as it does not in `has ties with`.
fn is_perfect(verb: &str, rest: &str) -> bool {
    let next = rest.split(' ').next().unwrap_or_default();
    verb == "have" && (next.ends_with("ed") || is_irregular_participle(next))
}

fn form(base: &str, many: bool, past: bool) -> String {
    match (base, past, many) {
        ("be", true, true) => "were".to_owned(),
        ("be", true, false) => "was".to_owned(),
        ("be", false, true) => "are".to_owned(),
        ("be", false, false) => "is".to_owned(),
        (_, true, _) => shown(base, Form::Past),
        (_, false, true) => base.to_owned(),
        (_, false, false) => shown(base, Form::Third),
    }
}

/// A verb in its base form, with what stands before and behind it.
struct Base {
    adverb: String,
    verb: String,
    rest: String,
}

/// What a relation's label says. One that stands in another form (`took`) is said by the relation's first
/// verb.
fn base(relation: &Relation) -> Base {
    let split = |text: &str| {
        let mut words = text.split(' ').peekable();
        let adverb = words.next_if(|word| word.ends_with("ly") && word.len() > 6);
        let verb = words.next().unwrap_or_default().to_owned();
        let rest = words.collect::<Vec<_>>().join(" ");
        Base { adverb: adverb.unwrap_or_default().to_owned(), verb, rest }
    };
    let label = split(&relation.label);
    match (is_third(&label.verb), relation.spec.verbs.first()) {
        (Some(verb), _) => Base { verb, ..label },
        (None, Some(verb)) => split(verb),
        (None, None) => label,
    }
}

/// What a name may hold behind the noun that says how many it means.
const BEHIND: &[&str] = &[
    "of", "in", "from", "to", "with", "under", "at", "near", "on", "around", "opposed", "aligned",
    "against", "for", "by", "without", "who", "that",
];

/// Whether an actor's name is a plural: `Islamist militias`, `officials from 23 countries`. A proper name
/// (`United States`, `Rapid Support Forces`) is one actor, whatever its words are.
pub fn is_plural(actor: &Actor) -> bool {
    let name = actor.name.split(['(', ',']).next().unwrap_or_default();
    let words: Vec<&str> = name.split_whitespace().collect();
    let head = words.iter().position(|word| BEHIND.contains(word)).unwrap_or(words.len());
    let Some(word) = words.cut(..head).last() else { return false };
    let common = word.chars().next().is_some_and(char::is_lowercase);
    if actor.kind != Kind::Collective && !common {
        return false;
    }
    let joined = actor.kind == Kind::Collective && words.cut(..head).contains(&"and");
    let low = word.to_lowercase();
    let ends_in_s = low.ends_with('s') && !["ss", "us", "is"].iter().any(|end| low.ends_with(end));
    joined
        || ends_in_s
        || ["people", "men", "women", "police", "militiamen"].contains(&low.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use crate::graph::fixture::Fixture;

    fn graph() -> Graph {
        Fixture::new("Wording")
            .actor("army", "Rapid Forces", Kind::Military)
            .actor("gna", "GNA", Kind::Government)
            .actor("leaders", "Libya’s divided leaders (2025)", Kind::Collective)
            .actor("militias", "armed militias of the coast", Kind::Collective)
            .actor("opposition", "opposition in Tripoli", Kind::Collective)
            .actor("sea", "US forces", Kind::Military)
            .actor("us", "United States", Kind::State)
            .source("paper", "2017")
            .claim("militias opposes gna", "q")
            .claim("opposition opposes gna", "q")
            .claim("us backs gna", "q")
            .claim("leaders allied_with gna", "q")
            .claim("sea operates_in gna", "q")
            .claim("army meets gna", "q")
            .claim("us took gna", "q")
            .claim("us visits gna", "q")
            .claim("us shuns gna", "q")
            .status(Status::Ended)
            .claim("leaders aligned_with gna", "q")
            .status(Status::Ended)
            .claim("us arms gna", "q")
            .modality(Modality::Denied)
            .claim("militias took gna", "q")
            .modality(Modality::Denied)
            .claim("leaders loyal_to gna", "q")
            .modality(Modality::Denied)
            .claim("us trains gna", "q")
            .modality(Modality::Planned)
            .claim("militias allied_with gna", "q")
            .modality(Modality::Considered)
            .claim("us has_ties_with gna", "q")
            .modality(Modality::Hypothetical)
            .claim("us shares_intelligence_with gna", "q")
            .modality(Modality::Alleged)
            .graph()
    }

    #[test]
    fn a_verb_agrees_with_who_acts_and_with_how_it_is_put() {
        let graph = graph();
        let shown: Vec<String> =
            graph.claims().map(|at| format!("{} {}", at.from.id, verb(&at))).collect();
        assert_eq!(
            shown,
            [
                "militias oppose",
                "opposition opposes",
                "us backs",
                "leaders are allied with",
                "sea operate in",
                "army met",
                "us took",
                "us visited",
                "us shunned",
                "leaders were aligned with",
                "us does not arm",
                "militias did not take",
                "leaders are not loyal to",
                "us is to train",
                "militias may be allied with",
                "us would have ties with",
                "us shares intelligence with",
            ]
        );
    }

    #[test]
    fn what_has_been_done_is_denied_as_such() {
        assert!(is_perfect("have", "secured") && is_perfect("have", "taken over"));
        assert!(!is_perfect("have", "ties with") && !is_perfect("use", "armed groups"));
    }

    #[test]
    fn every_relation_has_a_past_and_a_plural() {
        for (_, relation) in graph().vocabulary().iter() {
            let Base { verb, .. } = base(relation);
            let third = crate::query::inflect::inflect(&verb, Form::Third);
            let past = crate::query::inflect::inflect(&verb, Form::Past);
            let mut forms = third.iter().chain(&past);
            let known = forms.any(|form| relation.label.split(' ').any(|word| word == form));
            assert!(known, "{}: {verb}", relation.id);
        }
    }
}
