//! What is shown beside an answer: who is allied although nobody says that it backs, and who backs or
//! opposes by way of actors under its command.
//!
//! Takes a pattern and its direct answers; gives the selection with what belongs beside it. If no direct
//! answer is present at the time, a chain that is present becomes an answer, labelled as a chain; otherwise chains
//! are shown beside the direct answers. Must not know how answers are shown.

use std::collections::HashMap;

use crate::graph::Graph;
use crate::model::Modality;
use crate::query::ask::{allied, by_way_of_others};
use crate::query::{
    Answer, Asserted, Beside, BesideSort, Binding, Force, Pattern, Scope, SelectError, Selection,
    Verdict, select,
};

/// Whether a pattern asks for support or for hostility of some kind, which can go by way of others.
fn goes_by_way(graph: &Graph, pattern: &Pattern) -> bool {
    let vocabulary = graph.vocabulary();
    let [triple] = &pattern.triples[..] else { return false };
    let relations = triple.path.relations(vocabulary);
    ["backs", "opposes"].into_iter().filter_map(|id| vocabulary.get(id)).any(|wide| {
        vocabulary.iter().all(|(ix, _)| !relations.contains(ix) || vocabulary.is_a(ix, wide))
    })
}

/// Whether more is looked for than what answers directly: where claims count, one end at least is named, and support
/// or hostility is asked for.
fn looks_beside(graph: &Graph, pattern: &Pattern, scope: &Scope) -> bool {
    scope.asserted == Asserted::Counted
        && pattern.variables().len() < 2
        && goes_by_way(graph, pattern)
}

/// Whether answers by way of others are looked for beside the direct ones.
#[cfg(feature = "cli")]
pub(crate) fn looks_further(graph: &Graph, pattern: &Pattern, scope: &Scope) -> bool {
    looks_beside(graph, pattern, scope) && by_way_of_others(pattern, graph).is_some()
}

/// Answers a pattern, with what belongs beside its direct answers. The patterns are answered side by side, for each of them
/// looks at claims of its own.
///
/// # Errors
/// When the pattern, or a wider one, cannot be answered.
pub(super) fn with_beside<'g>(
    graph: &'g Graph,
    pattern: &Pattern,
    scope: &Scope,
    direct: bool,
) -> Result<Selection<'g>, SelectError> {
    if !looks_beside(graph, pattern, scope) {
        return select(graph, pattern, scope);
    }
    let further = |wider: Option<Pattern>| -> Result<Option<Selection<'g>>, SelectError> {
        wider.map(|wider| select(graph, &wider, scope)).transpose()
    };
    let (selection, (allied, by_way)) = rayon::join(
        || select(graph, pattern, scope),
        || {
            let allied = || further(allied(pattern, graph));
            let by_way = || further(by_way_of_others(pattern, graph).filter(|_| !direct));
            rayon::join(allied, by_way)
        },
    );
    Ok(beside(selection?, allied?, by_way?))
}

/// The selection with allies, and with chains by way of others.
fn beside<'g>(
    mut selection: Selection<'g>,
    allied: Option<Selection<'g>>,
    by_way: Option<Selection<'g>>,
) -> Selection<'g> {
    // A verdict looks further where nothing is found; what stands beside an answer holds.
    let held = |answers: Vec<Answer<'g>>| -> Vec<Answer<'g>> {
        answers.into_iter().filter(|answer| answer.force.holds()).collect()
    };
    if let Some(found) = allied {
        let answers = held(found.answers);
        let pattern = found.pattern;
        selection.beside.extend((!answers.is_empty()).then_some(Beside {
            sort: BesideSort::Allied,
            pattern,
            answers,
        }));
    }
    if let Some(found) = by_way {
        let mut answers = held(found.answers);
        // What a direct answer says as firmly needs no chain beside it.
        let firm = |answer: &Answer<'g>| (answer.force, answer.manner());
        let mut direct: HashMap<&[Binding], (Force, Modality)> = HashMap::new();
        for answer in selection.answers.iter().filter(|answer| answer.present()) {
            let known = direct.entry(&answer.bindings).or_insert_with(|| firm(answer));
            *known = firm(answer).min(*known);
        }
        let said = |chain: &Answer<'g>| {
            direct.get(&chain.bindings[..]).is_some_and(|known| *known <= firm(chain))
        };
        answers.retain(|answer| answer.is_chain() && !said(answer));
        if answers.is_empty() {
            return selection;
        }
        if selection.answers.iter().any(Answer::present) {
            let beside = Beside { sort: BesideSort::Indirect, pattern: found.pattern, answers };
            selection.beside.insert(0, beside);
        } else {
            selection.answers.splice(0..0, answers);
            selection.answers.sort_by_key(|answer| (answer.force, !answer.present()));
            if selection.verdict.is_some() {
                selection.verdict = Some(Verdict::of(selection.answers.first()));
            }
        }
    }
    selection
}
