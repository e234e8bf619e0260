//! Who says so: an answer for each voice, with the claims in which it speaks.
//!
//! Takes a graph, a pattern and how it is said; gives a selection. Must not know how a question was worded.

use std::sync::Arc;

use crate::graph::{ClaimRef, Graph};
use crate::model::{Modality, Party};
use crate::query::ask::Saying;
use crate::query::{
    Answer, AnsweredTie, Asserted, Binding, Force, Link, Pattern, Scope, SelectError, Selection,
    select,
};

/// Those who say, allege or deny what a pattern asks for.
pub(super) fn speakers<'g>(
    graph: &'g Graph,
    pattern: &Pattern,
    saying: Saying,
    scope: &Scope,
) -> Result<Selection<'g>, SelectError> {
    let scope = match saying {
        Saying::So => Scope { include: vec![Modality::Alleged], ..scope.clone() },
        Saying::Alleged => {
            Scope { include: vec![Modality::Alleged], asserted: Asserted::LeftOut, ..scope.clone() }
        }
        Saying::NotSo => {
            Scope { include: vec![Modality::Denied], asserted: Asserted::LeftOut, ..scope.clone() }
        }
    };
    let wanted = |at: &ClaimRef<'_>| match saying {
        Saying::So => at.claim.modality.is_asserted() || at.claim.modality == Modality::Alleged,
        Saying::Alleged => at.claim.modality == Modality::Alleged,
        Saying::NotSo => at.claim.modality == Modality::Denied,
    };
    let found = select(graph, pattern, &scope)?;
    let mut answers: Vec<Answer<'g>> = Vec::new();
    for link in found.answers.iter().flat_map(|answer| &answer.links) {
        let claims = |tie: &'_ Arc<AnsweredTie<'g>>| {
            tie.claims.iter().chain(&tie.also).copied().collect::<Vec<ClaimRef<'g>>>()
        };
        for (tie, at) in
            link.ties.iter().flat_map(|tie| claims(tie).into_iter().map(move |at| (tie, at)))
        {
            if !wanted(&at) {
                continue;
            }
            let force = match at.claim.modality.is_asserted() {
                true => tie.force,
                false => Force::Said(at.claim.modality),
            };
            for bindings in voices(&at).into_iter().map(|voice| vec![voice]) {
                let own = AnsweredTie {
                    claims: vec![at],
                    also: Vec::new(),
                    denials: Vec::new(),
                    force,
                    ..(**tie).clone()
                };
                let link = Link { ties: vec![Arc::new(own)], force, ..link.clone() };
                match answers.iter_mut().find(|answer| answer.bindings == bindings) {
                    Some(answer) => {
                        answer.force = answer.force.min(force);
                        answer.links.push(link);
                    }
                    None => answers.push(Answer { bindings, force, links: vec![link] }),
                }
            }
        }
    }
    let variables = vec!["speaker".to_owned()];
    Ok(Selection { answers, variables, verdict: None, ..found })
}

/// Who says it: each of the speakers, or the source if there are none.
fn voices(at: &ClaimRef<'_>) -> Vec<Binding> {
    let voice = |party: &Party| match party {
        Party::Actor(ix) => Binding::Actor(*ix),
        Party::Named(name) => Binding::Word(name.to_string()),
        Party::Unnamed => Binding::Word("unnamed".to_owned()),
    };
    match &at.claim.details().said_by[..] {
        [] => vec![Binding::Word(at.source.id.to_string())],
        said_by => said_by.iter().map(voice).collect(),
    }
}
