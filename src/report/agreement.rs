//! The agreement of two codings: for people, as JSON, and the differences as rows.
//!
//! Takes an [`Agreement`] and the names of the two files. The JSON: `a` and `b` (what was compared),
//! `actors`, `units` (for each source and in all), `claims` (how many were paired; for each variable `same`,
//! `share`, `alpha`, which is null if it is undefined), and `differences`, each with `kind`
//! (`only_a`, `only_b`, `recast`, `changed`), what the other coding has instead (`missing`) or in what they differ
//! (`variables`), and the claims themselves under `a` and `b`.

mod json;
mod text;

pub use json::json;
pub use text::text;

use super::table::{Cell, Rows};
use crate::analysis::agreement::{Agreement, Coder, Difference, Missing, Variable};
use crate::graph::{ClaimRef, Graph};

/// A coding, and where it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Coding<'g> {
    /// Its file.
    pub file: &'g str,
    /// What it says.
    pub graph: &'g Graph,
}

/// The differences, a row each: what kind, where, and both claims field by field.
pub fn rows(agreement: &Agreement<'_>) -> Rows {
    let mut rows = Rows::new(&[
        "source",
        "difference",
        "detail",
        "paragraph_a",
        "from_a",
        "relation_a",
        "to_a",
        "modality_a",
        "status_a",
        "date_a",
        "quote_a",
        "paragraph_b",
        "from_b",
        "relation_b",
        "to_b",
        "modality_b",
        "status_b",
        "date_b",
        "quote_b",
    ]);
    for difference in &agreement.differences {
        let (kind, detail, a, b) = match difference {
            Difference::Only { side: Coder::A, claim, missing } => {
                ("only_a", word(missing).to_owned(), Some(claim), None)
            }
            Difference::Only { side: Coder::B, claim, missing } => {
                ("only_b", word(missing).to_owned(), None, Some(claim))
            }
            Difference::Recast { a, b } => ("recast", String::new(), Some(a), Some(b)),
            Difference::Changed { a, b, variables } => {
                let words: Vec<&str> = variables.iter().map(|v| v.word()).collect();
                ("changed", words.join(" "), Some(a), Some(b))
            }
        };
        let mut row: Vec<Cell> =
            vec![difference.source().as_str().into(), kind.into(), detail.into()];
        row.extend([a, b].into_iter().flat_map(cells));
        rows.rows.push(row);
    }
    rows
}

fn cells(claim: Option<&ClaimRef<'_>>) -> Vec<Cell> {
    let Some(c) = claim else { return vec![Cell::Empty; 8] };
    let of = |variable: Variable| Cell::Text(variable.of(c));
    vec![
        (c.claim.citation.paragraph() as usize).into(),
        c.from.id.as_str().into(),
        of(Variable::Relation),
        c.to.id.as_str().into(),
        of(Variable::Modality),
        of(Variable::Status),
        c.claim.when.map(|when| when.to_string()).into(),
        c.claim.citation.text().into(),
    ]
}

/// What the other coding lacks, in a word: `pair`.
fn word(missing: &Missing) -> &'static str {
    match missing {
        Missing::Actors(_) => "actor",
        Missing::Pair => "pair",
        Missing::Family(_) => "family",
        Missing::Direction => "direction",
        Missing::Claim => "claim",
    }
}
