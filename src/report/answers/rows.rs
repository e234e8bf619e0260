//! Answers as rows, one for each claim of each answer: for spreadsheets.

use crate::graph::ClaimRef;
use crate::query::{Bound, Selection};
use crate::report::claim::{names, speakers};
use crate::report::table::{Cell, Rows};

/// The columns that say what a claim says.
pub(in crate::report) const CLAIM: [&str; 13] = [
    "from",
    "relation",
    "to",
    "when",
    "status",
    "modality",
    "said_by",
    "cited_by",
    "quote",
    "cited_source",
    "published",
    "paragraph",
    "claim",
];

/// The rows of a selection: number of the answer, what it is told as, variables, standing, link, and the claim.
pub fn rows(selection: &Selection<'_>) -> Rows {
    let mut headings: Vec<&str> = vec!["answer", "as"];
    headings.extend(selection.variables.iter().map(String::as_str));
    headings.extend(["standing", "link"]);
    headings.extend(CLAIM);
    let mut rows = Rows::new(&headings);
    let graph = selection.graph;
    let bound = |bound: &Bound| match bound {
        Bound::Actor(ix) => Cell::from(graph.actors()[ix.index()].id.as_str()),
        Bound::Word(word) => Cell::from(word.as_str()),
    };
    // What is told beside the answers comes behind them, under its own name.
    let answers = selection.answers.iter().map(|answer| ("answer", answer));
    let beside = selection.beside.iter();
    let beside = beside.flat_map(|b| b.answers.iter().map(|answer| (b.sort.word(), answer)));
    for (i, (told, answer)) in answers.chain(beside).enumerate() {
        for (j, link) in answer.links.iter().enumerate() {
            let ties = link.ties.iter();
            let claims = ties.flat_map(|tie| {
                let denials = tie.denials.iter().map(|at| ("denied", at));
                tie.claims.iter().map(|at| (tie.force.word(), at)).chain(denials)
            });
            for (state, at) in claims {
                let mut row: Vec<Cell> = vec![(i + 1).into(), told.into()];
                row.extend(answer.bindings.iter().map(bound));
                row.extend([state.into(), (j + 1).into()]);
                row.extend(claim(at, graph.actors()));
                rows.rows.push(row);
            }
        }
    }
    for at in &selection.denials {
        let mut row = vec![Cell::Empty, "denial".into()];
        row.extend(vec![Cell::Empty; selection.variables.len()]);
        row.extend(["denied".into(), Cell::Empty]);
        row.extend(claim(at, graph.actors()));
        rows.rows.push(row);
    }
    rows
}

/// The cells of a claim.
pub(in crate::report) fn claim(at: &ClaimRef<'_>, actors: &[crate::model::Actor]) -> Vec<Cell> {
    let claim = at.claim;
    vec![
        at.from.id.as_str().into(),
        at.relation.id.as_str().into(),
        at.to.id.as_str().into(),
        claim.when.map(|when| when.to_string()).into(),
        claim.status.word().into(),
        claim.modality.word().into(),
        Cell::List(speakers(at, actors)),
        Cell::List(names(&claim.details().cited_by, actors)),
        claim.citation.text().into(),
        at.source.id.as_str().into(),
        at.source.published.map(|date| date.to_string()).into(),
        claim.citation.quoted().map(|quoted| quoted.paragraph as usize).into(),
        claim.id.to_string().into(),
    ]
}
