//! What changed, as answers: an answer for each tie that began, ended or is put differently.
//!
//! Takes a graph, two times and a scope; gives a selection. Must not know questions.

use std::sync::Arc;

use super::{empty, id, relation};
use crate::analysis::changes::{Changed, Unchanged, changes};
use crate::graph::Graph;
use crate::model::ActorIx;
use crate::query::time::{At, When};
use crate::query::{Answer, Binding, Direction, Link, Scope, Selection};

/// What changed between two actors, ties that go on included.
pub(super) fn between<'g>(
    graph: &'g Graph,
    (a, b): (ActorIx, ActorIx),
    times: (At, At),
    scope: &Scope,
    pattern: String,
) -> Selection<'g> {
    let found = changes(graph, times, scope, Unchanged::Told, |key| {
        (key.from, key.to) == (a, b) || (key.from, key.to) == (b, a)
    });
    let span = When::During(At { first: times.0.first, last: times.1.last });
    Selection {
        answers: changed(graph, found),
        ..empty(graph, pattern, span, &["change", "relation"])
    }
}

/// What changed from one time to another, of all actors or of the scope's.
pub fn since<'g>(graph: &'g Graph, times: (At, At), scope: &Scope) -> Selection<'g> {
    let found = changes(graph, times, scope, Unchanged::LeftOut, |key| {
        scope.actor.is_none_or(|actor| actor == key.from || actor == key.to)
    });
    let span = When::During(At { first: times.0.first, last: times.1.last });
    let pattern = match scope.actor {
        Some(actor) => format!("changes {}", id(graph, actor)),
        None => "changes".to_owned(),
    };
    let mut selection = Selection {
        answers: changed(graph, found),
        ..empty(graph, pattern, span, &["change", "relation"])
    };
    selection.limit(scope.limit);
    selection
}

/// Changes as answers.
fn changed<'g>(graph: &'g Graph, found: Vec<Changed<'g>>) -> Vec<Answer<'g>> {
    let made = |changed: Changed<'g>| {
        let bindings = vec![Binding::Word(changed.change.words()), relation(graph, &changed.tie)];
        let link = Link {
            from: changed.from,
            to: changed.to,
            direction: Direction::Forward,
            force: changed.tie.force,
            ties: vec![Arc::clone(&changed.tie)],
        };
        Answer { bindings, force: changed.tie.force, links: vec![link] }
    };
    found.into_iter().map(made).collect()
}
