//! Where the sources disagree, as findings.
//!
//! Takes a graph, actors and a scope; gives a selection in which each answer holds the claims that contradict each other.
//! Must not know what a contradiction is.

use std::sync::Arc;

use super::{empty, id};
use crate::analysis::contradictions::{Contradictions, contradictions};
use crate::graph::standing::Standing;
use crate::graph::{ClaimRef, Graph};
use crate::model::{ActorIx, Modality};
use crate::query::time::When;
use crate::query::{
    Answer, AnswerKind, AnsweredTie, Binding, Direction, Force, Link, Scope, Selection,
};

/// What the sources say of some actors, or of all, that does not go together.
pub(super) fn disagreement<'g>(
    graph: &'g Graph,
    actors: &[ActorIx],
    scope: &Scope,
) -> Selection<'g> {
    let when = if scope.when == When::Told { When::Ever } else { scope.when };
    let scope = Scope { when, ..scope.clone() };
    let names: Vec<&str> = actors.iter().map(|ix| id(graph, *ix)).collect();
    let pattern = format!("contradictions {}", names.join(" ")).trim_end().to_owned();
    let mut selection = empty(graph, pattern, scope.when, &["sort", "actors"]);
    selection.sort = AnswerKind::Findings;
    let Contradictions { found, cut_at } = contradictions(graph, &scope, actors);
    selection.cut_at = cut_at;
    for found in found {
        let names: Vec<&str> = found.actors.iter().map(|ix| id(graph, *ix)).collect();
        let bindings =
            vec![Binding::Word(found.sort.word().to_owned()), Binding::Word(names.join(", "))];
        let tie = |at: &ClaimRef<'g>| AnsweredTie {
            relation: at.claim.relation,
            force: force(at),
            present: at.claim.modality.is_asserted(),
            manner: at.claim.modality,
            claims: vec![*at],
            also: Vec::new(),
            denials: Vec::new(),
            over: Vec::new(),
            windows: Vec::new(),
            last_seen: None,
        };
        let ties: Vec<Arc<AnsweredTie<'g>>> =
            found.claims.iter().map(|at| Arc::new(tie(at))).collect();
        let strongest = ties.iter().map(|tie| tie.force).min();
        let force = strongest.expect("a contradiction has claims");
        let (from, to) = (found.actors[0], found.actors[1]);
        let link = Link { from, to, direction: Direction::Forward, force, ties };
        selection.answers.push(Answer { bindings, force, links: vec![link] });
    }
    selection
}

fn force(at: &ClaimRef<'_>) -> Force {
    match at.claim.modality {
        Modality::Factual | Modality::Reported => Force::Held(Standing::Definite),
        Modality::Assessed => Force::Held(Standing::Possible),
        other => Force::Said(other),
    }
}
