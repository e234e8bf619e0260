//! Contradictions as a check reports them.
//!
//! Takes a dataset and its graph; adds warnings to a report. Must not know how contradictions are found.

use super::{Contradiction, ContradictionKind, Contradictions, contradictions, everything};
use crate::annotation::Dataset;
use crate::check::{documents, places_of_claims};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::graph::{ClaimRef, Graph};
use crate::query::Scope;

/// Adds each contradiction to the report of a check, at the claim of its one side, with a claim of
/// its other side beside it. So many actors on both sides of a fight are reported, if that is more than
/// [`MOST_ON_BOTH_SIDES`](super::MOST_ON_BOTH_SIDES).
pub fn report(dataset: &Dataset<'_>, graph: &Graph, most: Option<usize>, report: &mut Report) {
    let scope = Scope { limit: most, ..everything() };
    let Contradictions { found, cut_at } = contradictions(graph, &scope, &[]);
    report.notes.extend(cut_at.map(cut));
    if found.is_empty() {
        return;
    }
    let sides = |c: &Contradiction<'_>| [c.claims[0].place, c.claims[c.claims.len() - 1].place];
    let places: Vec<usize> = found.iter().flat_map(sides).collect();
    let places = places_of_claims(dataset, &places);
    if report.files.is_empty() {
        report.files = documents(dataset);
    }
    for (contradiction, places) in found.iter().zip(places.chunks(2)) {
        let Some(place) = places[0].clone() else { continue };
        let related = places[1].clone().filter(|other| *other != place);
        report.diagnostics.push(Diagnostic {
            code: Code::Contradiction,
            place,
            message: message(graph, contradiction).into(),
            label: Some("one side".into()),
            related: related.map(|other| Box::new((other, "the other side".to_owned()))),
            help: None,
            fixes: Box::default(),
        });
    }
    report.sort();
}

/// Says that there are more actors on both sides of a fight than so many.
fn cut(most: usize) -> String {
    format!(
        "there are more contradictions: of actors that back both sides of a fight, only {most} are told, unless \
         --max-contradictions is greater"
    )
}

fn message(graph: &Graph, contradiction: &Contradiction<'_>) -> String {
    let name = |i: usize| graph.actors()[contradiction.actors[i].index()].name.as_str();
    let tie =
        |at: &ClaimRef<'_>| format!("that {} {} {}", at.from.name, at.relation.label, at.to.name);
    match contradiction.sort {
        ContradictionKind::Denied => format!("{} is denied", tie(&contradiction.claims[0])),
        ContradictionKind::Opposite => {
            format!("{} is for and against {} at one time", name(0), name(1))
        }
        ContradictionKind::Over => {
            format!("{} is over for one source, and attested later", tie(&contradiction.claims[0]))
        }
        ContradictionKind::BothSides => {
            format!("{} backs both {} and {}, who fight", name(0), name(1), name(2))
        }
    }
}
