//! Answers as rows, one for each claim of each answer: for spreadsheets.

use crate::graph::ClaimRef;
use crate::graph::fields::{FIELDS, Field, FieldValue};
use crate::graph::standing::Standing;
use crate::model::Actor;
use crate::query::{Binding, Selection};
use crate::report::table::{Cell, Rows};

/// The columns that say what a claim says: its fields, then what is cited.
pub(in crate::report) fn claim_headings<'h>() -> impl Iterator<Item = &'h str> {
    FIELDS.iter().map(|field| field.name).chain(["cited_source", "published", "claim"])
}

/// The rows of a selection: number of the answer, what it is told as, variables, standing, link, and the claim.
pub fn rows(selection: &Selection<'_>) -> Rows {
    let variables = selection.variables.iter().map(String::as_str);
    let headings = ["answer", "as"].into_iter().chain(variables).chain(["standing", "link"]);
    let headings: Vec<&str> = headings.chain(claim_headings()).collect();
    let mut rows = Rows::new(&headings);
    let graph = selection.graph;
    let bound = |bound: &Binding| match bound {
        Binding::Actor(ix) => Cell::from(graph.actors()[ix.index()].id.as_str()),
        Binding::Word(word) => Cell::from(word.as_str()),
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
                let over = tie.over.iter().map(|at| (Standing::Ended.word(), at));
                tie.claims.iter().map(|at| (tie.force.word(), at)).chain(denials).chain(over)
            });
            for (state, at) in claims {
                let mut row: Vec<Cell> = vec![(i + 1).into(), told.into()];
                row.extend(answer.bindings.iter().map(bound));
                row.extend([state.into(), (j + 1).into()]);
                row.extend(claim_cells(at, graph.actors()));
                rows.rows.push(row);
            }
        }
    }
    for at in &selection.denials {
        let mut row = vec![Cell::Empty, "denial".into()];
        row.extend(vec![Cell::Empty; selection.variables.len()]);
        row.extend(["denied".into(), Cell::Empty]);
        row.extend(claim_cells(at, graph.actors()));
        rows.rows.push(row);
    }
    rows
}

/// The cells of a claim. Its ends are those of the graph: where parts act for wholes, the wholes.
pub(in crate::report) fn claim_cells<'g>(at: &ClaimRef<'g>, actors: &'g [Actor]) -> Vec<Cell> {
    let cell = |field: &Field| match field.name {
        "from" => at.from.id.as_str().into(),
        "to" => at.to.id.as_str().into(),
        _ => field.value(at, actors).into(),
    };
    let published = at.source.published.map(|date| date.to_string());
    let cited = [at.source.id.as_str().into(), published.into(), at.claim.id.to_string().into()];
    FIELDS.iter().map(cell).chain(cited).collect()
}

impl From<FieldValue<'_>> for Cell {
    fn from(value: FieldValue<'_>) -> Self {
        match value {
            FieldValue::Text(text) => Cell::Text(text.into_owned()),
            FieldValue::Number(number) => Cell::Number(number.into()),
            FieldValue::List(items) => Cell::List(items.into_iter().map(str::to_owned).collect()),
        }
    }
}
